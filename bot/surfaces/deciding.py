"""The window of a fact: what was decided on it, verifying and retracting it, and reports."""

import asyncio
import logging
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext

from bot import views
from bot.deciding import history, said
from bot.deciding.editors import Rank
from bot.deciding.values import Deed, FactRef, Held, decode_held
from bot.desk import Desk
from bot.errors import BotError, NothingChosen
from bot.ids import Callback, Input
from bot.observing.requests import came_of_it
from bot.places import user_of
from bot.render import corrections as forms
from bot.render import deciding as render
from bot.render.inputs import entered
from bot.render.sources import notice_modal
from bot.render.text import Mrkdwn
from bot.surfaces import corrections, lateforms
from bot.surfaces.corrections import confirmation
from bot.surfaces.filling import gone, held_of, source_of
from bot.surfaces.lateforms import Outcome
from knowledge.answers import deciding
from knowledge.answers.deciding import By, Refused
from knowledge.base import Base
from knowledge.base.decisions import Decision
from knowledge.base.opinions import Proposal
from knowledge.model import verification

REPORTED = "report"
"""What a proposal says is wrong that names no part: somebody found something wrong."""

log = logging.getLogger("dateline.deciding")


def register(app: AsyncApp, desk: Desk) -> None:
    """Serve the window and the report."""

    @desk.during
    async def ruled(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        view = _view(body)
        outcome = _ruled(desk, user_of(body), view)
        await lateforms.answer(desk.client, context, ack, view, outcome)

    @desk.during
    async def reported(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        view = _view(body)
        outcome = _reported(desk, user_of(body), view)
        await lateforms.answer(desk.client, context, ack, view, outcome)

    app.view(str(Callback.RULE))(ruled)
    app.view(str(Callback.REPORT))(reported)


async def open_window(desk: Desk, context: AsyncBoltContext, trigger: str, ref: FactRef) -> None:
    """Open what an option of a fact's menu stands for."""
    if ref.deed is Deed.CORRECT:
        return await corrections.open_form(desk, context, trigger, ref)
    making = _window(desk, ref) if ref.deed is Deed.RULE else _report(desk, ref)
    await views.open_when_ready(
        desk.client, context, trigger, asyncio.ensure_future(making), lateforms.LOOK_UP
    )


async def _window(
    desk: Desk, ref: FactRef, meanwhile: Decision | None = None, user: str = ""
) -> dict[str, Any]:
    """The window of a fact as it stands; with what somebody decided `meanwhile` on top."""
    rank = await desk.editors.rank()
    all_decide = not desk.editors.are_named

    def look(base: Base) -> dict[str, Any]:
        fact = base.fact(ref.fact)
        if fact is None:
            return gone(base, ref.fact, rank)
        note = Mrkdwn("")
        if meanwhile is not None:
            note = render.meanwhile(meanwhile, own=meanwhile.who == user)
        return render.ruling_form(
            fact,
            source_of(fact, ref.reading),
            held_of(base, fact, ref.reading, rank),
            history.of_fact(base, fact.id),
            verified=verification(fact) is not None,
            refused=rank.why_not if rank.passing else "",
            all_decide=all_decide,
            note=note,
        )

    return await desk.readers.run(look)


async def _report(desk: Desk, ref: FactRef) -> dict[str, Any]:
    def look(base: Base) -> dict[str, Any]:
        fact = base.fact(ref.fact)
        if fact is None:
            return gone(base, ref.fact, Rank(said.PROPOSES))
        held = held_of(base, fact, ref.reading, Rank(said.PROPOSES))
        return forms.reported_form(fact, source_of(fact, ref.reading), held)

    return await desk.readers.run(look)


async def _ruled(desk: Desk, user: str, view: dict[str, Any]) -> Outcome:
    """What comes of the window: what is the matter with it, or what was decided."""
    try:
        held = decode_held(view.get("private_metadata"))
        wanted = next(iter(entered(_values(view), Input.RULING)), "")
        if wanted not in (render.VERIFY, render.RETRACT):
            raise NothingChosen
        return await _settled(desk, user, view, held, wanted)
    except BotError as problem:
        came_of_it(problem)
        return _complaint(view, problem.said)


async def _settled(desk: Desk, user: str, view: dict[str, Any], held: Held, wanted: str) -> Outcome:
    rank = await desk.editors.rank()
    why = views.typed(view, Input.WHY)
    if rank.passing:
        return _complaint(view, rank.why_not)
    if not rank.may_decide:
        return Outcome(await _not_any_more(desk, user, held, wanted, why))
    by = By(user, why or None, held.seen, told=held.told)
    decide = deciding.verify if wanted == render.VERIFY else deciding.retract
    done = await desk.writer.run(lambda base: decide(base, held.fact, by))
    if isinstance(done, Refused):
        if done.message == deciding.GONE:
            return Outcome(await desk.readers.run(lambda base: gone(base, held.fact, rank)))
        other = await desk.readers.run(lambda base: history.since(base, held.fact, held.seen))
        if other is not None:
            ref = FactRef(held.fact, held.reading, Deed.RULE)
            return Outcome(await _window(desk, ref, other, user))
        return _complaint(view, done.message)
    log.info("Decision %s: %s, by %s", done.n, done.action, user)
    return Outcome(await confirmation(desk, done, held.fact))


async def _not_any_more(desk: Desk, user: str, held: Held, wanted: str, why: str) -> dict[str, Any]:
    """Keep what somebody wrote who decides no longer: a retraction as such, words as a report."""
    if wanted == render.VERIFY and not why.strip():
        return notice_modal(said.NOT_ANY_MORE_NOTHING)
    field = "whole" if wanted == render.RETRACT else REPORTED
    await _propose(desk, held, user, field, why)
    return render.thanks_modal(held, None, "", said.NOT_ANY_MORE)


async def _reported(desk: Desk, user: str, view: dict[str, Any]) -> Outcome:
    """What comes of a report."""
    try:
        held = decode_held(view.get("private_metadata"))
        await _propose(desk, held, user, REPORTED, views.typed(view, Input.WHY))
    except BotError as problem:
        came_of_it(problem)
        return Outcome(forms.mended_form(view, problem.said), {str(Input.WHY): problem.said})
    return Outcome(render.thanks_modal(held, None, "", said.REPORTED))


async def _propose(desk: Desk, held: Held, user: str, field: str, why: str) -> None:
    proposal = Proposal(held.fact, user, field, "", why, held.shown, held.reading)
    await desk.writer.run(lambda base: base.propose(proposal))


def _complaint(view: dict[str, Any], message: str) -> Outcome:
    return Outcome(forms.mended_form(view, message), {str(Input.RULING): message})


def _view(body: dict[str, Any]) -> dict[str, Any]:
    found = body.get("view")
    return found if isinstance(found, dict) else {}


def _values(view: dict[str, Any]) -> Any:
    state = view.get("state")
    return state.get("values") if isinstance(state, dict) else None
