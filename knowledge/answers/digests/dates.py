"""What a day brings without any news: what was on it in earlier years, and what lies ahead."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from knowledge.answers.common import days
from knowledge.base import Base
from knowledge.base.timing import exact
from knowledge.base.wordsets import content
from knowledge.commands import UPCOMING
from knowledge.model import (
    AgreementFact,
    AgreementStatus,
    Anniversary,
    Fact,
    Kind,
    MeetingFact,
    MilestoneFact,
    Period,
    Query,
    Status,
    independent,
)

AHEAD = 7
"""Days that are looked ahead, from today on."""

COMING = 6
"""What is told of the days ahead at most."""

RECALLED = 3
"""What is told of earlier years at most."""

_YEARS = 80
"""Earlier years that are looked at."""

_RECALLED = (Kind.MEETING, Kind.AGREEMENT, Kind.PAYMENT)
_OPEN = {
    Kind.MEETING: (Status.PLANNED,),
    Kind.AGREEMENT: (AgreementStatus.PLANNED, AgreementStatus.PROPOSED, AgreementStatus.ANNOUNCED),
}
_EACH = 10
_LOOKED_AT = 50
"""Meetings of those days that are held against a plan."""


def on_this_day(
    base: Base, interests: tuple[Query, ...], today: date, as_of: date | None
) -> tuple[Anniversary, ...]:
    """What took place on this day of the year, round anniversaries first, one for each year.

    Dates must name the day: an event that began then, or a deal of that day.
    """
    first = _earliest(base)
    found: list[Anniversary] = []
    for years in _rounded(min(_YEARS, 0 if first is None else today.year - first)):
        day = _years_before(today, years)
        if day is None:
            continue
        told = [
            fact
            for fact in _find(base, interests, _RECALLED, Period(day, day, ""), as_of)
            if _happened(fact) and (span := days(_date(fact))) is not None and span[0] == day
        ]
        if told:
            found.append(Anniversary(min(told, key=_weight), years))
        if len(found) == RECALLED:
            break
    return tuple(found)


def coming_up(
    base: Base, interests: tuple[Query, ...], today: date, as_of: date | None
) -> tuple[Fact, ...]:
    """What is planned for the days from today on and is known to the day, the earliest first."""
    period = Period(today, today + timedelta(days=AHEAD), "")
    kinds = (Kind.MEETING, Kind.AGREEMENT, Kind.MILESTONE)
    told = _find(base, interests, kinds, period, as_of, foreseen=True)
    ahead = [
        fact
        for fact in told
        if exact(_date(fact)) and (isinstance(fact, MilestoneFact) or is_open(fact))
    ]
    ahead.sort(key=lambda fact: (days(_date(fact)) or (date.max, date.max), fact.id))
    return tuple(ahead[:COMING])


def passed(
    base: Base, interests: tuple[Query, ...], first: date, end: date, as_of: date | None
) -> tuple[Fact, ...]:
    """Plans that ended from the day `first` on and before `end`, and are plans still."""
    if first >= end:
        return ()
    period = Period(first, end - timedelta(days=1), "")
    told = _find(base, interests, (Kind.MEETING, Kind.AGREEMENT), period, as_of, foreseen=True)
    return tuple(
        fact
        for fact in told
        if is_open(fact)
        and (span := days(_date(fact))) is not None
        and first <= span[1] < end
        and not _took_place(base, fact, Period(*span, ""))
    )


def _took_place(base: Base, plan: Fact, period: Period) -> bool:
    """Whether something that was held then looks like what was planned, under another name.

    Those who were to meet did, or what was held was on the same occasion.
    """
    if not isinstance(plan, MeetingFact) or not plan.parties:
        return False
    query = Query("meetings", either=plan.parties, period=period, statuses=(Status.HELD,))
    about = content(plan.occasion) | content(" ".join(plan.parties))
    for held in base.meetings(query, limit=_LOOKED_AT, offset=0)[0]:
        if len(set(held.parties) & set(plan.parties)) > 1 or content(held.occasion) & about:
            return True
    return False


def is_open(fact: Fact) -> bool:
    """True for what is planned and neither held, signed nor called off."""
    match fact:
        case MeetingFact():
            return fact.status in _OPEN[Kind.MEETING]
        case AgreementFact():
            return fact.status in _OPEN[Kind.AGREEMENT]
    return False


def _find(
    base: Base,
    interests: tuple[Query, ...],
    kinds: Iterable[Kind],
    period: Period,
    as_of: date | None,
    *,
    foreseen: bool = False,
) -> list[Fact]:
    """Facts in a period that any of the interests finds, each once."""
    found: dict[str, Fact] = {}
    for interest in interests or (Query(UPCOMING.name),):
        asked = [kind for kind in kinds if not interest.kinds or kind in interest.kinds]
        query = replace(interest, period=period, as_of=as_of, foreseen=foreseen)
        if asked:
            found |= {fact.id: fact for fact in base.find(asked, query, limit=_EACH, offset=0)[0]}
    return list(found.values())


def _rounded(most: int) -> Iterator[int]:
    """So many years, the round ones first: centuries, then tens, fives, and the latest."""
    years = range(1, most + 1)
    yield from sorted(years, key=lambda n: (n % 10 != 0, n % 5 != 0, n))


def _years_before(today: date, years: int) -> date | None:
    """The same day of an earlier year; None where that year has no 29 February."""
    try:
        return today.replace(year=today.year - years)
    except ValueError:
        return None


def _earliest(base: Base) -> int | None:
    """The year of the earliest fact that is known to the day."""
    query = Query(UPCOMING.name, period=Period(date(1900, 1, 1), None, ""))
    found, _ = base.find(_RECALLED, query, limit=1, offset=0, oldest_first=True)
    spans = [span for fact in found if (span := days(_date(fact))) is not None]
    return min((span[0].year for span in spans), default=None)


def _date(fact: Fact) -> str | None:
    return getattr(fact, "date", None)


def _happened(fact: Fact) -> bool:
    match fact:
        case MeetingFact():
            return fact.status is Status.HELD
        case AgreementFact():
            return fact.status in (AgreementStatus.SIGNED, AgreementStatus.IN_FORCE)
    return True


def _weight(fact: Fact) -> tuple[int, int, int, str]:
    """Which of a day's facts is told: agreements and meetings before sums, the most told first."""
    kinds = (Kind.MEETING, Kind.AGREEMENT, Kind.PAYMENT)
    people = len(getattr(fact, "people", ()))
    return kinds.index(fact.kind), -independent(fact), -people, fact.id
