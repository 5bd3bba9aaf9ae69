"""Correcting a fact: the form opens from a fact's menu, prefilled with what the fact says now.

An editor's decides at once, everybody else's proposes. What is typed is understood while it is
typed, and once more when it is sent off.
"""

import asyncio
import logging
from collections import OrderedDict
from dataclasses import dataclass, replace
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext

from bot import views
from bot.deciding import history, said
from bot.deciding.editors import Rank
from bot.deciding.values import FactRef, Held, decode_held
from bot.desk import Desk
from bot.errors import BotError, NothingChosen, StaleButton
from bot.ids import Action, Callback, Input
from bot.places import user_of
from bot.render import corrections as render
from bot.render import deciding as windows
from bot.render.corrections import Filled, right_id
from bot.render.inputs import entered
from bot.surfaces import lateforms
from bot.surfaces.lateforms import Outcome
from knowledge.answers import deciding
from knowledge.answers.deciding import By, Change, Refused
from knowledge.base import Base
from knowledge.base.decisions import Decision
from knowledge.base.opinions import Proposal
from knowledge.language.corrections import PARTS, Part, Sort, part_named
from knowledge.language.prefilled import typed as prefilled
from knowledge.model import Fact, Source
from knowledge.wording.facts import fact_line

TYPING = 200
"""Forms in which somebody types at the same time, of which the last words are known."""

log = logging.getLogger("dateline.deciding")


@dataclass(frozen=True, slots=True)
class Sent:
    """A form as it stood when it was sent off, or something was chosen or typed in it.

    `right` is None where the form has no field for the part, as one part was changed for another.
    """

    held: Held
    part: Part
    right: str | None
    why: str
    person: str


class Typing:
    """The last words of each form, so that an earlier look-up that comes late shows nothing."""

    def __init__(self) -> None:
        self._last: OrderedDict[str, str] = OrderedDict()

    def note(self, view: str, at: str) -> None:
        """Something was typed or chosen in a form at this instant."""
        self._last[view] = max(at, self._last.pop(view, ""))
        while len(self._last) > TYPING:
            self._last.popitem(last=False)

    def is_last(self, view: str, at: str) -> bool:
        """Whether nothing was typed or chosen there after it, as far as this process knows."""
        return self._last.get(view, at) <= at


def register(app: AsyncApp, desk: Desk) -> None:
    """Serve the form about a wrong fact."""
    typing = Typing()

    @desk.during
    async def proposed(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        found = body.get("view")
        view: dict[str, Any] = found if isinstance(found, dict) else {}
        outcome = _outcome(desk, body, view)
        await lateforms.answer(desk.client, context, ack, view, outcome)

    @desk.during
    async def changed(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        await ack()
        await _follow(desk, typing, body, action, _other_part)

    @desk.during
    async def typed(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        await ack()
        await _follow(desk, typing, body, action, _understood)

    app.view(str(Callback.CORRECT))(proposed)
    app.action(Action.PART.pattern)(changed)
    app.action(Action.RIGHT.pattern)(typed)


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
        return render.correction_form(fact, source, held, filled, all_decide=all_decide)

    return await desk.readers.run(look)


def held_of(base: Base, fact: Fact, reading: str | None, rank: Rank) -> Held:
    """What a window about a fact as it stands carries."""
    source = source_of(fact, reading)
    return Held(
        fact.id,
        fact.kind,
        fact_line(fact),
        None if source is None else source.reading,
        base.decided_up_to(fact.id),
        rank.may_decide,
    )


def source_of(fact: Fact, reading: str | None) -> Source | None:
    """The source that a fact was shown with, else its first."""
    shown = [source for source in fact.sources if source.reading == reading]
    return next(iter(shown or fact.sources), None)


def gone(base: Base, fact: str, rank: Rank) -> dict[str, Any]:
    """The window of a fact that is not there any more."""
    return windows.gone_window(history.of_fact(base, fact), names=rank.may_decide)


async def _outcome(desk: Desk, body: dict[str, Any], view: dict[str, Any]) -> Outcome:
    """What comes of a form: what is the matter with it, or what was decided or proposed."""
    field = str(Input.FIELD)
    try:
        sent = _sent(body, view)
        if sent.part.sort is not Sort.NOTHING:
            field = right_id(sent.part)
        return await _settled(desk, view, sent)
    except BotError as problem:
        return _complaint(view, field, problem.said)


async def _settled(desk: Desk, view: dict[str, Any], sent: Sent) -> Outcome:
    """Decide or propose what was sent off.

    Raises:
        BotError: the fact base can't be read or written.
    """
    field = str(Input.FIELD) if sent.part.sort is Sort.NOTHING else right_id(sent.part)
    if sent.right is None:
        return Outcome(await _form(desk, sent))
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
    by = By(sent.person, sent.why or None, sent.held.seen, sent.held.settles)
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
            return Outcome(await _form(desk, sent, other))
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


async def _form(desk: Desk, sent: Sent, meanwhile: Decision | None = None) -> dict[str, Any]:
    """The form anew, with the fact as it stands now and what was typed before.

    With what somebody decided `meanwhile` on top, and as seen by whoever decides again.
    """
    all_decide = not desk.editors.are_named

    def look(base: Base) -> dict[str, Any]:
        fact = base.fact(sent.held.fact)
        if fact is None:
            return gone(base, sent.held.fact, Rank(said.PROPOSES))
        held = sent.held
        filled = Filled(sent.part, sent.right, sent.why)
        if meanwhile is not None:
            held = replace(held, seen=base.decided_up_to(fact.id))
            own = meanwhile.who == sent.person
            filled = replace(filled, note=windows.meanwhile(meanwhile, own=own))
        source = source_of(fact, held.reading)
        return render.correction_form(fact, source, held, filled, all_decide=all_decide)

    return await desk.readers.run(look)


async def _follow(
    desk: Desk, typing: Typing, body: dict[str, Any], action: dict[str, Any], change: Any
) -> None:
    """Show in an open form what follows from what was chosen or typed in it."""
    view, at = body.get("view"), str(action.get("action_ts", ""))
    if not isinstance(view, dict) or not isinstance(view.get("id"), str):
        raise StaleButton
    typing.note(view["id"], at)
    sent = _sent(body, view)
    shown = await change(desk, sent)
    if shown is not None and typing.is_last(view["id"], at):
        await views.update_view(desk.client, view["id"], shown)


async def _other_part(desk: Desk, sent: Sent) -> dict[str, Any]:
    """The form for another part, prefilled with what that is."""
    return await _form(desk, replace(sent, right=None))


async def _understood(desk: Desk, sent: Sent) -> dict[str, Any] | None:
    """The form with what is understood by what was typed, or why it can't be used."""
    if sent.right is None or sent.part.sort in (Sort.CHOICE, Sort.NOTHING):
        return None
    text, today, all_decide = sent.right, desk.today(), not desk.editors.are_named

    def look(base: Base) -> dict[str, Any] | None:
        fact = base.fact(sent.held.fact)
        if fact is None:
            return None
        filled = Filled(sent.part, None, sent.why)
        if text.strip() and text != prefilled(sent.part, fact):
            read = deciding.change(base, sent.held.fact, sent.part.key, text, today)
            told = (
                render.complaint(read.message)
                if isinstance(read, Refused)
                else render.understood(read.right.value)
            )
            filled = replace(filled, understood=told)
        source = source_of(fact, sent.held.reading)
        return render.correction_form(fact, source, sent.held, filled, all_decide=all_decide)

    return await desk.readers.run(look)


def _sent(body: dict[str, Any], view: dict[str, Any]) -> Sent:
    """Read a form.

    Raises:
        StaleButton: it is none of ours.
        NothingChosen: it does not say what is wrong.
    """
    held = decode_held(view.get("private_metadata"))
    state = view.get("state")
    values = state.get("values") if isinstance(state, dict) else None
    key = next(iter(entered(values, Input.FIELD)), "")
    part = part_named(held.kind, key)
    if part is None:
        raise NothingChosen
    fields = values if isinstance(values, dict) else {}
    right = next(iter(entered(values, right_id(part))), "")
    known = part.sort is Sort.NOTHING or right_id(part) in fields
    why = views.typed(view, Input.WHY)
    return Sent(held, part, right if known else None, why, user_of(body))
