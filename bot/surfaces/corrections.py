"""Correcting a fact: the form opens from a fact's menu, and a proposal is kept for the editors."""

import asyncio
from dataclasses import dataclass
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext

from bot import messages, views
from bot.desk import Desk
from bot.errors import BotError, NothingChosen, StaleSource
from bot.ids import Callback, Input
from bot.render.corrections import correction_form, mended_form, thanks_modal
from bot.render.sources import notice_modal
from bot.values import CorrectRef, Wrong, decode_wrong
from knowledge.base import Base
from knowledge.base.opinions import Proposal
from knowledge.language.corrections import Part, Right, Unusable, part_named, right_value

LOOK_UP = 1.0
"""Seconds that a look-up may take before the person is shown that it goes on: Slack has three."""

SETTLED = 0.5
"""Seconds after which Slack shows what an acknowledgement brought."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A form as it was sent off."""

    wrong: Wrong
    part: Part
    right: str
    why: str
    person: str


def register(app: AsyncApp, desk: Desk) -> None:
    """Serve the form about a wrong fact."""

    @desk.during
    async def proposed(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        found = body.get("view")
        view: dict[str, Any] = found if isinstance(found, dict) else {}
        keeping = asyncio.ensure_future(_outcome(desk, body, view))
        try:
            done, _ = await asyncio.wait([keeping], timeout=LOOK_UP)
            if done:
                return await _answer(ack, keeping.result())
            await ack(response_action="update", view=notice_modal(messages.LOADING))
            # What goes wrong from here on belongs into the view.
            context["view_id"] = view_id = str(view.get("id", ""))
            outcome = await keeping
            # An update that overtook the acknowledgement would be covered by it.
            await asyncio.sleep(SETTLED)
        finally:
            keeping.cancel()
        if isinstance(outcome, Unusable):
            outcome = mended_form(view, outcome.message)
        await views.update_view(desk.client, view_id, outcome)

    app.view(str(Callback.CORRECT))(proposed)


async def _answer(ack: AsyncAck, outcome: "Unusable | dict[str, Any]") -> None:
    """Answer a form: complaints leave it open, with what was typed."""
    if isinstance(outcome, Unusable):
        await ack(response_action="errors", errors={str(Input.RIGHT): outcome.message})
    else:
        await ack(response_action="update", view=outcome)


async def open_form(desk: Desk, context: AsyncBoltContext, trigger: str, ref: CorrectRef) -> None:
    """Open the form about a fact; when it takes long, a loading view first, as the trigger ends.

    Raises:
        StaleSource: the archive no longer holds the fact.
    """
    looking = asyncio.ensure_future(desk.readers.run(lambda base: _form(base, ref)))
    await views.open_when_ready(desk.client, context, trigger, looking, LOOK_UP)


def _form(base: Base, ref: CorrectRef) -> dict[str, Any]:
    fact = base.fact(ref.fact)
    if fact is None:
        raise StaleSource
    sources = [source for source in fact.sources if source.reading == ref.reading]
    return correction_form(fact, next(iter(sources or fact.sources), None))


async def _outcome(
    desk: Desk, body: dict[str, Any], view: dict[str, Any]
) -> Unusable | dict[str, Any]:
    """What comes of a form: what is the matter with it, or thanks."""
    try:
        return await _keep(desk, body, view)
    except BotError as problem:
        return Unusable(problem.said)


async def _keep(
    desk: Desk, body: dict[str, Any], view: dict[str, Any]
) -> Unusable | dict[str, Any]:
    """Understand what was sent off, and keep it."""
    sent = _sent(body, view)
    today = desk.today()
    found = await desk.readers.run(lambda base: right_value(sent.part, sent.right, base, today))
    if not isinstance(found, Right):
        return found
    proposal = Proposal(
        fact=sent.wrong.fact,
        person=sent.person,
        field=sent.part.key,
        value=found.value,
        why=sent.why,
        shown=sent.wrong.shown,
        reading=sent.wrong.reading,
    )
    await desk.writer.run(lambda base: base.propose(proposal))
    return thanks_modal(sent.wrong, sent.part, found.value)


def _sent(body: dict[str, Any], view: dict[str, Any]) -> Sent:
    """Read a form.

    Raises:
        StaleButton: it is none of ours.
        NothingChosen: it does not say what is wrong.
    """
    wrong = decode_wrong(view.get("private_metadata"))
    part = part_named(wrong.kind, views.chosen(view, Input.FIELD))
    if part is None:
        raise NothingChosen
    return Sent(
        wrong,
        part,
        views.typed(view, Input.RIGHT),
        views.typed(view, Input.WHY),
        str((body.get("user") or {}).get("id", "")),
    )
