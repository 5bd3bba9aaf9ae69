"""Correcting a fact: the form opens from a fact's menu, and a proposal is kept for the editors."""

import asyncio
from dataclasses import dataclass
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext

from bot import views
from bot.desk import Desk
from bot.errors import BotError, NothingChosen, StaleSource
from bot.ids import Callback, Input
from bot.render.corrections import correction_form, mended_form, thanks_modal
from bot.surfaces import lateforms
from bot.surfaces.lateforms import Outcome
from bot.values import CorrectRef, Wrong, decode_wrong
from knowledge.base import Base
from knowledge.base.opinions import Proposal
from knowledge.language.corrections import Part, Right, Unusable, part_named, right_value


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
        outcome = _outcome(desk, body, view)
        await lateforms.answer(desk.client, context, ack, view, outcome)

    app.view(str(Callback.CORRECT))(proposed)


async def open_form(desk: Desk, context: AsyncBoltContext, trigger: str, ref: CorrectRef) -> None:
    """Open the form about a fact; when it takes long, a loading view first, as the trigger ends.

    Raises:
        StaleSource: the archive no longer holds the fact.
    """
    looking = asyncio.ensure_future(desk.readers.run(lambda base: _form(base, ref)))
    await views.open_when_ready(desk.client, context, trigger, looking, lateforms.LOOK_UP)


def _form(base: Base, ref: CorrectRef) -> dict[str, Any]:
    fact = base.fact(ref.fact)
    if fact is None:
        raise StaleSource
    sources = [source for source in fact.sources if source.reading == ref.reading]
    return correction_form(fact, next(iter(sources or fact.sources), None))


async def _outcome(desk: Desk, body: dict[str, Any], view: dict[str, Any]) -> Outcome:
    """What comes of a form: what is the matter with it, or thanks."""
    try:
        kept = await _keep(desk, body, view)
    except BotError as problem:
        kept = Unusable(problem.said)
    if isinstance(kept, Unusable):
        return Outcome(mended_form(view, kept.message), {str(Input.RIGHT): kept.message})
    return Outcome(kept)


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
