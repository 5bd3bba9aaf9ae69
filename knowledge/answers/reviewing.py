"""The review queue: what waits for a decision, as it is shown, and what is done with it.

Each item offers deeds, by name; what a deed comes to follows from what waits at the moment when it
is done, so that whoever comes second is told what the first decided.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from knowledge.answers import bulk, deciding
from knowledge.answers.deciding import By, Change, Refused
from knowledge.base import Base, codec
from knowledge.base.decisions import Action, Decision
from knowledge.base.results import Suggestion
from knowledge.base.store.target import DecidedMeanwhile, Undecidable
from knowledge.base.waiting import Item, Order, Sort
from knowledge.language.corrections import Right
from knowledge.model import Fact
from knowledge.wording import reviewing as say
from knowledge.wording.facts import plain_line, value_words
from knowledge.wording.parts import Part, part_named, part_of_field


class Deed(StrEnum):
    """What can be done with an item."""

    APPROVE = "approve"
    """What is proposed, or would follow."""
    REJECT = "reject"
    """The opposite: the proposal is not followed, the decision undone, the fact retracted."""
    RETRACT = "retract"
    """The fact is retracted, where rejecting means something else."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several values that sources give: of which part, by which reading, and in words."""

    part: str
    reading: str
    value: str
    outlets: str


@dataclass(frozen=True, slots=True)
class Shown:
    """An item as it is shown.

    `shown` is the fact in words as it stands, or as it was shown to whoever proposed or decided.
    `part` and `right` are what a form about it is opened with, "" where there is nothing to fill
    in. `deeds` are what can be done with it, with what their buttons say. `seen` is the place in
    the log up to which its reader has seen what was decided on the fact. `article` is the first
    source's, of whose facts `verifiable` can be verified as they stand.
    """

    item: Item
    fact: Fact | None
    shown: str
    reasons: tuple[str, ...]
    proposed: tuple[str, ...] = ()
    part: str = ""
    right: str = ""
    choices: tuple[Choice, ...] = ()
    deeds: tuple[tuple[Deed, str], ...] = ()
    seen: int = 0
    article: str = ""
    verifiable: int = 0

    @property
    def key(self) -> str:
        """What names the item."""
        return self.item.key

    @property
    def told(self) -> str:
        """A mark of what the fact says, "" for none; see `By.told`."""
        return "" if self.fact is None else deciding.mark(self.fact)


@dataclass(frozen=True, slots=True)
class Done:
    """What was decided on an item, and the fact as it was shown."""

    decision: Decision
    shown: str


def queue(
    base: Base,
    order: Order,
    *,
    limit: int,
    offset: int = 0,
    without: Collection[str] = (),
    seen: Iterable[str] = (),
) -> list[Shown]:
    """A page of what waits; see `Base.waiting_for_review`."""
    found = base.waiting_for_review(order, limit=limit, offset=offset, without=without, seen=seen)
    return [shown(base, item) for item in found]


def shown(base: Base, item: Item) -> Shown:
    """An item as it is shown."""
    if item.suggestion is not None:
        return _pair(base, item, item.suggestion)
    fact = None if item.fact is None else base.fact(item.fact)
    line = plain_line(fact) if fact is not None else _as_it_was(item)
    part, right = _filled(item, fact)
    told = Shown(
        item, fact, line, say.reasons(item, fact), say.proposed(item, fact), part, right,
        _choices(item, fact), _deeds(item, fact),
    )  # fmt: skip
    if fact is None:
        return told
    article = fact.sources[0].article
    number = len(bulk.verifiable(base, article)) if item.sort is Sort.WEAK else 0
    seen = base.decided_up_to(fact.id)
    return replace(told, seen=seen, article=article, verifiable=number)


def _pair(base: Base, item: Item, one: Suggestion) -> Shown:
    people = (one.one.person.id, one.other.person.id)
    seen = max(base.person_decided_up_to(id) for id in people)
    deeds = tuple((Deed(name), label) for name, label in say.deeds(item, is_there=True))
    return Shown(item, None, say.pair(one), say.reasons(item, None), deeds=deeds, seen=seen)


def find(base: Base, key: str) -> Shown | None:
    """The item with this key, if it still waits."""
    item = base.review_item(key)
    return None if item is None else shown(base, item)


def _as_it_was(item: Item) -> str:
    if item.proposal is not None and item.proposal.shown:
        return item.proposal.shown
    if item.decision is not None:
        return str(item.decision.payload.get("shown") or "")
    return ""


def _filled(item: Item, fact: Fact | None) -> tuple[str, str]:
    """The part of a fact and the value that a form about it begins with."""
    if fact is None:
        return "", ""
    if item.proposal is not None:
        part = part_named(fact.kind, item.proposal.field)
        return ("", "") if part is None else (part.key, item.proposal.value)
    if item.decision is not None and item.decision.action is Action.CORRECT:
        part = part_of_field(fact.kind, str(item.decision.payload["field"]))
        words = str(item.decision.payload.get("words") or "")
        return ("", "") if part is None else (part.key, words)
    first = next(iter(_choices(item, fact)), None)
    return ("", "") if first is None else (first.part, "")


def _choices(item: Item, fact: Fact | None) -> tuple[Choice, ...]:
    if fact is None or item.sort is not Sort.DISPUTED:
        return ()
    outlets = {one.reading: one.outlet or one.title or one.article for one in fact.sources}
    found = []
    for one in fact.variants:
        part = part_named(fact.kind, one.field)
        if part is not None and one.readings:
            names = sorted({outlets[id] for id in one.readings if id in outlets})
            found.append(Choice(part.key, one.readings[0], value_words(one), say.some(names)))
    return tuple(found)


def _deeds(item: Item, fact: Fact | None) -> tuple[tuple[Deed, str], ...]:
    offered = say.deeds(item, is_there=fact is not None)
    if item.proposal is not None and fact is not None:
        known = part_named(fact.kind, item.proposal.field) is not None
        offered = offered if known else say.REPORT_DEEDS
    return tuple((Deed(name), label) for name, label in offered)


# What is done


def act(base: Base, key: str, deed: Deed, by: By, today: date) -> Done | Refused:
    """Do something with an item; by whom, and what they have seen, stands in `by`."""
    item = base.review_item(key)
    if item is None:
        return _gone(base, key)
    what = shown(base, item)
    by = replace(by, settles=item.settles)
    if deed not in dict(what.deeds):
        return Refused("This can't be done with it. Please open the queue again.")
    return _done(base, what, _deed(base, what, deed, by, today))


def choose(base: Base, key: str, part: str, reading: str, by: By) -> Done | Refused:
    """Decide for one of several values; what the other sources say stays beside it."""
    item = base.review_item(key)
    if item is None:
        return _gone(base, key)
    what = shown(base, item)
    fact = what.fact
    chosen = [one for one in what.choices if (one.part, one.reading) == (part, reading)]
    if fact is None or not chosen:
        return Refused("No source gives this value any more. Please open the queue again.")
    found = part_named(fact.kind, part)
    assert found is not None
    plain = dict(base.readings(fact.id))[reading]
    value = codec.load(codec.fields_text(plain.fields))[found.field]
    change = _change(fact, found, Right(chosen[0].value, value), fact.id)
    return _done(base, what, deciding.correct(base, change, by))


def _gone(base: Base, key: str) -> Refused:
    known = base.reviewed(key)
    if known is None:
        return Refused("This waits no more: what it was about has changed.")
    return Refused(say.decided_already(known), known)


def _done(base: Base, what: Shown, outcome: Decision | Refused) -> Done | Refused:
    return outcome if isinstance(outcome, Refused) else Done(outcome, what.shown)


def _deed(base: Base, what: Shown, deed: Deed, by: By, today: date) -> Decision | Refused:
    item, fact = what.item, what.fact
    if item.suggestion is not None:
        return _same_or_not(base, what, item.suggestion, deed, by)
    if deed is Deed.REJECT:
        return _reject(base, what, by)
    if fact is None:
        return Refused(deciding.GONE)
    if deed is Deed.RETRACT:
        return deciding.retract(base, fact.id, by)
    if item.proposal is not None:
        change = deciding.change(base, fact.id, item.proposal.field, item.proposal.value, today)
        return change if isinstance(change, Refused) else deciding.correct(base, change, by)
    if item.decision is not None:
        return _again(base, fact, item, by)
    return deciding.verify(base, fact.id, by)


def _same_or_not(
    base: Base, what: Shown, one: Suggestion, deed: Deed, by: By
) -> Decision | Refused:
    people = (one.one.person.id, one.other.person.id)
    if deed is Deed.APPROVE:
        return _tried(
            lambda: base.same_person(people, who=by.who, why=by.why, shown=what.shown, seen=by.seen)
        )
    return _tried(lambda: base.dismiss_suggestion(*people, who=by.who, why=by.why))


def _again(base: Base, fact: Fact, item: Item, by: By) -> Decision | Refused:
    """Decide on a fact what was decided before, on it or on what it was."""
    before = item.decision
    assert before is not None
    about = _reading_of(item) or fact.id
    match before.action:
        case Action.RETRACT:
            return deciding.retract(base, about, by)
        case Action.CORRECT:
            part = part_of_field(fact.kind, str(before.payload["field"]))
            if part is None:
                return Refused("A fact of this kind has no such part. Please correct it yourself.")
            right = Right(str(before.payload.get("words") or ""), before.payload.get("value"))
            return deciding.correct(base, _change(fact, part, right, about), by)
    return deciding.verify(base, fact.id, by)


def _reading_of(item: Item) -> str | None:
    return item.id if item.sort is Sort.AGAIN else None


def _change(fact: Fact, part: Part, right: Right, about: str) -> Change:
    return Change(about, part, right, deciding.was(part, fact), plain_line(fact))


def _reject(base: Base, what: Shown, by: By) -> Decision | Refused:
    item = what.item
    match item.sort:
        case Sort.PROPOSAL | Sort.AGAIN:
            return _tried(lambda: base.reject(item.key, who=by.who, why=by.why, shown=what.shown))
        case Sort.CHANGED | Sort.ASTRAY:
            assert item.decision is not None
            return deciding.undo(base, item.decision.id, by)
    if what.fact is None:
        return Refused(deciding.GONE)
    return deciding.retract(base, what.fact.id, by)


def _tried(do: Callable[[], Decision]) -> Decision | Refused:
    try:
        return do()
    except DecidedMeanwhile as problem:
        return Refused(say.decided_already(problem.decision), problem.decision)
    except Undecidable as problem:
        return Refused(str(problem))
