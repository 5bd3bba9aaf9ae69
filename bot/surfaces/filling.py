"""A form about a wrong fact as it is filled in: another part, and what is understood so far."""

from collections import OrderedDict
from dataclasses import dataclass, replace
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot import views
from bot.deciding import history, said
from bot.deciding.editors import Rank
from bot.deciding.values import Held, decode_held
from bot.desk import Desk
from bot.errors import NothingChosen, StaleButton
from bot.ids import Action, Input
from bot.places import user_of
from bot.render import corrections as render
from bot.render import deciding as windows
from bot.render.corrections import Filled, right_id
from bot.render.inputs import entered
from knowledge.answers import deciding
from knowledge.answers.deciding import Refused
from knowledge.base import Base
from knowledge.base.decisions import Decision
from knowledge.language.corrections import Part, Sort, part_named
from knowledge.language.prefilled import typed as prefilled
from knowledge.model import Fact, Source
from knowledge.wording.facts import fact_line

TYPING = 200
"""Forms in which somebody types at the same time, of which the last words are known."""


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
    """Serve what is chosen and typed in an open form."""
    typing = Typing()

    @desk.during
    async def changed(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        await ack()
        await _follow(desk, typing, body, action, _other_part)

    @desk.during
    async def typed(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        await ack()
        await _follow(desk, typing, body, action, _understood)

    app.action(Action.PART.pattern)(changed)
    app.action(Action.RIGHT.pattern)(typed)


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
        told=deciding.mark(fact),
    )


def source_of(fact: Fact, reading: str | None) -> Source | None:
    """The source that a fact was shown with, else its first."""
    shown = [source for source in fact.sources if source.reading == reading]
    return next(iter(shown or fact.sources), None)


def gone(base: Base, fact: str, rank: Rank) -> dict[str, Any]:
    """The window of a fact that is not there any more."""
    return windows.gone_window(history.of_fact(base, fact), names=rank.may_decide)


async def anew(desk: Desk, sent: Sent, meanwhile: Decision | None = None) -> dict[str, Any]:
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
            told = deciding.mark(fact)
            held = replace(held, seen=base.decided_up_to(fact.id), told=told)
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
    sent = sent_off(body, view)
    shown = await change(desk, sent)
    if shown is not None and typing.is_last(view["id"], at):
        await views.update_view(desk.client, view["id"], shown)


async def _other_part(desk: Desk, sent: Sent) -> dict[str, Any]:
    """The form for another part, prefilled with what that is."""
    return await anew(desk, replace(sent, right=None))


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


def sent_off(body: dict[str, Any], view: dict[str, Any]) -> Sent:
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
