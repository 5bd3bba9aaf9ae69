"""Correcting a fact: the form opens from a fact's menu, prefilled with what the fact says now.

An editor's decides at once, everybody else's proposes. What is typed is understood while it is
typed, and once more when it is sent off.
"""

import asyncio
import logging
from dataclasses import dataclass, replace
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext

from bot import views
from bot.deciding import history, said
from bot.deciding.editors import Rank
from bot.deciding.values import FactRef
from bot.desk import Desk
from bot.errors import BotError
from bot.ids import Callback, Input
from bot.observing.requests import came_of_it
from bot.render import corrections as render
from bot.render import deciding as windows
from bot.render.corrections import Filled, right_id
from bot.surfaces import lateforms
from bot.surfaces.filling import Sent, anew, gone, held_of, sent_off, source_of
from bot.surfaces.lateforms import Outcome
from knowledge.answers import deciding
from knowledge.answers.deciding import By, Change, Refused
from knowledge.base import Base
from knowledge.base.decisions import Decision
from knowledge.base.opinions import Proposal
from knowledge.language.corrections import PARTS, Sort, part_named

log = logging.getLogger("dateline.deciding")


def register(app: AsyncApp, desk: Desk) -> None:
    """Serve the form about a wrong fact."""

    @desk.during
    async def proposed(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        found = body.get("view")
        view: dict[str, Any] = found if isinstance(found, dict) else {}
        outcome = _outcome(desk, body, view)
        await lateforms.answer(desk.client, context, ack, view, outcome)

    app.view(str(Callback.CORRECT))(proposed)


@dataclass(frozen=True, slots=True)
class About:
    """What a form begins with: a part ("" for the first), what is proposed for it, None for what
    the fact says, and what waits no more once it is decided."""

    part: str = ""
    text: str | None = None
    settles: tuple[str, ...] = ()


AS_IT_STANDS = About()


async def open_form(
    desk: Desk,
    context: AsyncBoltContext,
    trigger: str,
    ref: FactRef,
    about: About = AS_IT_STANDS,
    *,
    on_top: bool = False,
) -> None:
    """Open the form about a fact; when it takes long, a loading view first, as the trigger ends.

    `on_top` of the window that the trigger comes from, if asked.
    """
    looking = asyncio.ensure_future(_opened(desk, ref, about))
    patience = lateforms.LOOK_UP
    await views.open_when_ready(desk.client, context, trigger, looking, patience, on_top=on_top)


async def _opened(desk: Desk, ref: FactRef, about: About) -> dict[str, Any]:
    rank = await desk.editors.rank()
    all_decide = not desk.editors.are_named

    def look(base: Base) -> dict[str, Any]:
        fact = base.fact(ref.fact)
        if fact is None:
            return gone(base, ref.fact, rank)
        held = replace(held_of(base, fact, ref.reading, rank), settles=about.settles)
        source = source_of(fact, ref.reading)
        part = part_named(fact.kind, about.part)
        filled = Filled(part or PARTS[fact.kind][0], about.text if part is not None else None)
        if rank.passing:
            filled = replace(filled, note=render.complaint(rank.why_not))
        return render.correction_form(fact, source, held, filled, all_decide=all_decide)

    return await desk.readers.run(look)


async def _outcome(desk: Desk, body: dict[str, Any], view: dict[str, Any]) -> Outcome:
    """What comes of a form: what is the matter with it, or what was decided or proposed."""
    field = str(Input.FIELD)
    try:
        sent = sent_off(body, view)
        if sent.part.sort is not Sort.NOTHING:
            field = right_id(sent.part)
        return await _settled(desk, view, sent)
    except BotError as problem:
        came_of_it(problem)
        return _complaint(view, field, problem.said)


async def _settled(desk: Desk, view: dict[str, Any], sent: Sent) -> Outcome:
    """Decide or propose what was sent off.

    Raises:
        BotError: the fact base can't be read or written.
    """
    field = str(Input.FIELD) if sent.part.sort is Sort.NOTHING else right_id(sent.part)
    if sent.right is None:
        return Outcome(await anew(desk, sent))
    rank = await desk.editors.rank() if sent.held.decides else Rank(said.PROPOSES)
    if sent.held.decides and rank.passing:
        return _complaint(view, field, rank.why_not)
    today, text = desk.today(), sent.right
    change = await desk.readers.run(
        lambda base: deciding.change(base, sent.held.fact, sent.part.key, text, today)
    )
    if isinstance(change, Refused):
        return await _refused(desk, view, sent, change, rank)
    if not rank.may_decide:
        return Outcome(await _propose(desk, sent, change))
    held = sent.held
    by = By(sent.person, sent.why or None, held.seen, held.settles, held.told)
    done = await desk.writer.run(lambda base: deciding.correct(base, change, by))
    if isinstance(done, Refused):
        return await _refused(desk, view, sent, done, rank)
    log.info("Decision %s: %s, by %s", done.n, done.action, sent.person)
    return Outcome(await confirmation(desk, done, sent.held.fact))


async def _refused(
    desk: Desk, view: dict[str, Any], sent: Sent, refused: Refused, rank: Rank
) -> Outcome:
    """What is said of what was not done: what others decided meanwhile comes before all else."""
    held = sent.held
    if refused.message == deciding.GONE:
        return Outcome(await desk.readers.run(lambda base: gone(base, held.fact, rank)))
    if rank.may_decide:
        other = await desk.readers.run(lambda base: history.since(base, held.fact, held.seen))
        if other is not None:
            return Outcome(await anew(desk, sent, other))
    field = str(Input.FIELD) if sent.part.sort is Sort.NOTHING else right_id(sent.part)
    return _complaint(view, field, refused.message)


async def confirmation(desk: Desk, done: Decision, fact: str) -> dict[str, Any]:
    """The window in which somebody reads what they decided, with the fact as it is now."""
    now = await desk.readers.run(lambda base: base.fact(fact))
    return windows.decided_window(done, now)


async def _propose(desk: Desk, sent: Sent, change: Change) -> dict[str, Any]:
    """Keep a proposal; of somebody who decided no longer, that is said."""
    held = sent.held
    value = change.right.value
    proposal = Proposal(
        held.fact, sent.person, sent.part.key, value, sent.why, held.shown, held.reading
    )
    await desk.writer.run(lambda base: base.propose(proposal))
    note = said.NOT_ANY_MORE if held.decides else said.PROPOSED
    return windows.thanks_modal(held, sent.part, value, note)


def _complaint(view: dict[str, Any], field: str, message: str) -> Outcome:
    return Outcome(render.mended_form(view, message), {field: message})
