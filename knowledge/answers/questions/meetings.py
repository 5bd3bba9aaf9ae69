"""Who met whom, when, where, on what occasion, how often, first or last."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from knowledge.answers.common import person_name
from knowledge.answers.listing import listed
from knowledge.answers.questions import fitting, lines, meetings_asked
from knowledge.answers.questions.evidence import Archive
from knowledge.answers.questions.told import Told
from knowledge.dates.edtf import bounds
from knowledge.language import typed
from knowledge.model import (
    Choice,
    Form,
    MeetingFact,
    PersonRef,
    Query,
    Status,
)
from knowledge.questions.model import Asked, Named, Pick, Wanted
from knowledge.questions.words import wordset
from knowledge.text import fold
from knowledge.wording import facts as say
from knowledge.wording import queries, texts, visits
from knowledge.wording.phrases import enumerate_some, party, person

_SHOWN = 5


def meetings(asked: Asked, archive: Archive) -> Told | None:
    """Answer a question about meetings; None when it is about something else, or no fact fits."""
    if not meetings_asked.is_about(asked):
        return None
    several = meetings_asked.alternatives(asked)
    if len(several) > 1:
        return _compared(asked, several, archive)
    found = meetings_asked.found(asked, archive)
    return _told(asked, found, archive) if found else None


def _compared(asked: Asked, several: Sequence[Named], archive: Archive) -> Told | None:
    """Which of two was met first, or last."""
    found: list[tuple[Named, MeetingFact]] = []
    for one in several:
        alone = meetings_asked.without(asked, [other for other in several if other is not one])
        met = meetings_asked.compared(alone, archive)
        if not met:
            return None
        found.append((one, min(met, key=lambda fact: bounds(fact.date or "") or _NEVER)))
    ordered = sorted(found, key=lambda one: bounds(one[1].date or "") or _NEVER)
    last = asked.pick is Pick.LAST or "later" in asked.words
    if last:
        ordered.reverse()
    lines = [f"{_name(named, archive)} ({say.when(fact)})" for named, fact in ordered]
    lead = "Later" if last else "First"
    said = f"{lead}: {', then '.join(lines)}."
    if asked.wanted is Wanted.WHETHER and "or" not in {n.way for n in several}:
        first_named = ordered[0][0] is several[0]
        yes = first_named if "after" not in asked.words else not first_named
        said = f"{'Yes' if yes else 'No'}. {said}"
    return Told(said, tuple(fact for _, fact in ordered))


_NEVER = (date.max, date.max)


def _name(named: Named, archive: Archive) -> str:
    if named.kind == "person":
        known = archive.base.person(named.of)
        return named.said if known is None else known.name
    return party(named.of) if named.kind == "party" else named.of


def no_such(asked: Asked, archive: Archive) -> Told | None:
    """Say that there is no such meeting, where one between those named was asked about."""
    if not meetings_asked.is_about(asked) or not asked.named:
        return None
    query = meetings_asked.query_of(asked)
    nothing = listed(query, archive.base, 1)
    if nothing.answered:
        return None
    return Told(
        nothing.message or "",
        answered=False,
        query=query,
        notes=nothing.notes,
        nearest=nothing.nearest,
    )


def _told(asked: Asked, found: list[MeetingFact], archive: Archive) -> Told | None:
    query = meetings_asked.query_of(asked)
    found = _picked(asked, _that_took_place(asked, found))
    if not found:
        return None
    said = _SAYINGS[asked.wanted](asked, found)
    if said is None:
        return None
    if not asked.future and not _took_place(asked, found):
        return _cancelled(asked, found) or _only_planned(asked, query, found)
    nearest: tuple[Choice, ...] = ()
    if len(found) > _SHOWN:
        nearest = (fitting.every(query, archive),)
    return Told(
        said,
        tuple(found[:_SHOWN]) if asked.wanted is not Wanted.WHAT else tuple(found[: _SHOWN * 4]),
        query=query,
        nearest=nearest,
        understood=queries.understood(query, person_name(archive.base)),
    )


def _that_took_place(asked: Asked, found: list[MeetingFact]) -> list[MeetingFact]:
    """Of those that are asked about as past, the ones that were held, where there are any."""
    if asked.future or asked.wanted is Wanted.WHETHER or not wordset("past") & asked.words:
        return found
    return [fact for fact in found if fact.status is Status.HELD] or found


def _took_place(asked: Asked, found: Sequence[MeetingFact]) -> bool:
    """Whether what is asked of as having happened did; a plan is asked about without a verb too."""
    if asked.wanted is Wanted.WHAT or not wordset("past") & asked.words:
        return True
    return any(fact.status is Status.HELD for fact in found)


def _cancelled(asked: Asked, found: Sequence[MeetingFact]) -> Told | None:
    """What is said where the articles tell that it was called off."""
    off = [fact for fact in found if fact.status is Status.CANCELLED]
    if not off:
        return None
    said = "No: it was cancelled." if asked.wanted is Wanted.WHETHER else "It was cancelled."
    return Told(f"{said} {lines.told(off[0])}.", tuple(off[:_SHOWN]))


def _only_planned(asked: Asked, query: Query, found: Sequence[MeetingFact]) -> Told:
    """What is said of a meeting that no article reports as held: a plan is no answer."""
    planned = replace(query, statuses=(Status.PLANNED,), undated=False)
    choice = Choice(f"What was planned ({len(found):,})", typed(planned))
    said = "No article says that it took place; it was planned."
    return Told(said, answered=False, query=query, nearest=(choice,))


def _picked(asked: Asked, found: list[MeetingFact]) -> list[MeetingFact]:
    if asked.pick not in (Pick.FIRST, Pick.LAST):
        return found
    dated = [fact for fact in found if fact.date is not None and bounds(fact.date) is not None]
    ordered = sorted(dated, key=lambda fact: bounds(fact.date or "") or 0)
    if not ordered:
        return found
    return [ordered[0] if asked.pick is Pick.FIRST else ordered[-1]]


def _when(asked: Asked, found: list[MeetingFact]) -> str | None:
    if len(found) > 1:
        days = list(dict.fromkeys(lines.lower(say.when(fact)) for fact in found[:_SHOWN]))
        return f"The archive tells of {texts.count(len(found), 'meeting')}: {'; '.join(days)}."
    (fact,) = found
    if fact.date is None:
        occasion = f" It was on the sidelines of the {fact.occasion}." if fact.occasion else ""
        return f"The archive gives no day for it: {lines.lower(say.when(fact))}.{occasion}"
    return f"{say.when(fact)}."


def _where(asked: Asked, found: list[MeetingFact]) -> str | None:
    placed = [fact for fact in found if fact.place or fact.occasion]
    if not placed:
        return None
    said = []
    for fact in placed[:_SHOWN]:
        place = f"In {fact.place}" if fact.place else ""
        beside = f"on the sidelines of the {fact.occasion}" if fact.occasion else ""
        said.append(f"{place}, {beside}" if place and beside else place or lines.upper(beside))
    return f"{'; '.join(dict.fromkeys(said))}."


def _occasion(asked: Asked, found: list[MeetingFact]) -> str | None:
    named = [fact.occasion for fact in found if fact.occasion]
    return f"{lines.upper(enumerate_some(list(dict.fromkeys(named))))}." if named else None


def _who(asked: Asked, found: list[MeetingFact]) -> str | None:
    asked_for = {named.of for named in asked.named if named.kind == "person"}
    names: dict[str, None] = {}
    for fact in found:
        if fact.form is Form.VISIT and (visitors := visits.visitors(fact)):
            names |= dict.fromkeys(person(ref) for ref in visitors if ref.id not in asked_for)
            continue
        others = [r for r in fact.people if r.id not in asked_for and not _holds(r, asked)]
        if not others:
            others_parties = [
                code for code in fact.parties if code not in {n.of for n in asked.named}
            ]
            names |= dict.fromkeys(map(party, others_parties))
        names |= dict.fromkeys(map(person, others))
    return f"{lines.upper(enumerate_some(list(names)))}." if names else None


def _holds(ref: PersonRef, asked: Asked) -> bool:
    """Whether somebody is meant by an office that the question names of a party."""
    return any(
        fold(office.title) == fold(ref.title or "") and office.party == ref.party
        for office in asked.query.offices
    )


def _how_many(asked: Asked, found: list[MeetingFact]) -> str | None:
    noun = "visit" if all(fact.form is Form.VISIT for fact in found) else "meeting"
    number = _NUMBERS.get(len(found), f"{len(found):,}")
    return f"{number} ({len(found):,}) {noun if len(found) == 1 else noun + 's'} in the archive."


_NUMBERS = {1: "One", 2: "Two", 3: "Three", 4: "Four", 5: "Five", 6: "Six", 7: "Seven",
            8: "Eight", 9: "Nine", 10: "Ten"}  # fmt: skip


def _whether(asked: Asked, found: list[MeetingFact]) -> str | None:
    held = [fact for fact in found if fact.status is Status.HELD]
    cancelled = [fact for fact in found if fact.status is Status.CANCELLED]
    if held or (asked.future and not cancelled):
        return "Yes."
    if cancelled:
        return "No: it was cancelled."
    return "It was planned; no article says that it took place."


def _what(asked: Asked, found: list[MeetingFact]) -> str | None:
    return lines.some(found)


_SAYINGS = {
    Wanted.WHEN: _when,
    Wanted.WHERE: _where,
    Wanted.OCCASION: _occasion,
    Wanted.WHO: _who,
    Wanted.HOW_MANY: _how_many,
    Wanted.WHETHER: _whether,
    Wanted.WHAT: _what,
}
