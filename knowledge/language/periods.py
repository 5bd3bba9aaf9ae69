"""Finds the dates in a query: periods, and the day of `as of`.

What a date means is read by `knowledge.dates.typed`; here the words that make one are found, and
a date without a year is looked up in the archive.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.base import Base
from knowledge.dates.shapes import Tense
from knowledge.dates.tokens import (
    MONTH_ABBREVIATIONS,
    MONTHS,
    WEEKDAY_ABBREVIATIONS,
    WEEKDAYS,
)
from knowledge.dates.typed import DateProblem, Latest, TypedDate, parse_period
from knowledge.language import ranges, replies
from knowledge.language.claims import Claim, Option, Part, Put, setting
from knowledge.language.lexicon import load
from knowledge.language.scan import Scan
from knowledge.language.speech import kinds
from knowledge.language.tokens import Token
from knowledge.model import Kind, Period, Query, Status

_LONGEST = 12
"""Most words of a date: "between the 12th of November 2022 and the 1st of December 2022"."""

_SIGNS = frozenset("-–—/")
# A date has one of these words, or a digit.
_DATE_WORDS = frozenset(
    {*MONTHS, *MONTH_ABBREVIATIONS, *WEEKDAYS, *WEEKDAY_ABBREVIATIONS}
    | {"today", "yesterday", "tomorrow", "spring", "summer", "autumn", "fall", "winter", "half"}
    | {"day", "week", "weekend", "fortnight", "month", "quarter", "year", "decade"}
    | {"days", "weeks", "weekends", "fortnights", "months", "quarters", "years", "decades"}
)


@dataclass(frozen=True, slots=True)
class Trouble:
    """Words that are meant as a date but name none; `message` says why and what to type."""

    start: int
    end: int
    message: str


def periods(scan: Scan, base: Base, today: date) -> Iterator[Claim | Trouble]:
    """Every run of words that is a date, or tries to be one."""
    tense = Tense.FUTURE if _looks_ahead(scan) else Tense.PAST
    dated = {n for n in scan.free if _may_date(scan.tokens[n])}
    for start, end in scan.spans(_LONGEST):
        if dated.isdisjoint(range(start, end)):
            continue
        as_of = 2 if scan.key(start, start + 2) == "as of" and end - start > 2 else 0
        words = scan.said(start + as_of, end)
        if scan.tokens[start].quoted or words[:1] in _SIGNS or words[-1:] in _SIGNS:
            continue
        asked = Query(scan.speech.command)
        held = _Held(base, kinds(asked))

        def read(latest: Latest, words: str = words) -> TypedDate | None:
            found = parse_period(words, today=today, latest=latest, tense=tense)
            return found if isinstance(found, TypedDate) else None

        found = parse_period(words, today=today, latest=held.year, tense=tense)
        if isinstance(found, DateProblem):
            yield Trouble(start, end, found.message)
        elif found is not None and as_of:
            taken = _reached(found, read, asked, base, held)
            yield _as_of(scan, start, end, taken, _notes(found, taken, held))
        elif found is not None:
            taken = _latest(found, read, asked, base, tense, held)
            yield _period(scan, start, end, taken, _notes(found, taken, held))


def _may_date(token: Token) -> bool:
    return any(ch.isdigit() for ch in token.text) or not _DATE_WORDS.isdisjoint(token.key.split())


class _Held:
    """Looks days without a year up in the archive, and remembers whether it holds one."""

    def __init__(self, base: Base, asked: Sequence[Kind]) -> None:
        self._base = base
        self._kinds = asked
        self.found = False

    def year(self, month: int, day: int | None) -> int | None:
        """The latest year of which the archive holds such a date."""
        latest = self._base.latest_date_like(month, day, self._kinds)
        self.found = self.found or latest is not None
        return None if latest is None else latest.year


def _looks_ahead(scan: Scan) -> bool:
    if scan.speech.command == "upcoming":
        return True
    return any(value == Status.PLANNED for _, _, value in scan.phrases(load("statuses")))


def _reached(
    found: TypedDate, read: ranges.Read, asked: Query, base: Base, held: _Held
) -> TypedDate:
    if not found.year_missing:
        return found
    return ranges.reached(found, read, asked, base, held=held.found)


def _latest(
    found: TypedDate, read: ranges.Read, asked: Query, base: Base, tense: Tense, held: _Held
) -> TypedDate:
    if not found.year_missing or not ranges.is_range(found):
        return found
    return ranges.latest(found, read, asked, base, tense, held=held.found)


def _period(scan: Scan, start: int, end: int, found: TypedDate, notes: tuple[str, ...]) -> Claim:
    option = Option(found.words, _narrowed(found.period))
    said = scan.said(start, end)
    return Claim(start, end, Part.PERIOD, (option,), said, exact=found.sure, notes=notes)


def _as_of(scan: Scan, start: int, end: int, found: TypedDate, notes: tuple[str, ...]) -> Claim:
    # "as of November" covers all of November.
    option = Option(found.words, setting(as_of=found.end or found.start))
    return Claim(start, end, Part.AS_OF, (option,), scan.said(start, end), notes=notes)


def _notes(found: TypedDate, taken: TypedDate, held: _Held) -> tuple[str, ...]:
    """Which year was taken for a date that had none, and why."""
    if not found.year_missing:
        return ()
    if taken != found:
        return (replies.latest_year(taken.words),)
    if held.found:
        return (replies.latest_date(taken.words),)
    return (replies.no_such_date(taken.words),)


def _narrowed(period: Period) -> Put:
    """Enters a period; a second one narrows the first ("since March until May 2022")."""

    def put(query: Query) -> Query:
        return setting(period=intersection(query.period, period))(query)

    return put


def intersection(first: Period | None, second: Period) -> Period:
    """What two periods share; it ends before it begins when they share nothing."""
    if first is None:
        return second
    starts = [day for day in (first.start, second.start) if day is not None]
    ends = [day for day in (first.end, second.end) if day is not None]
    words = f"{first.words} {second.words}" if first.words != second.words else first.words
    return Period(max(starts, default=None), min(ends, default=None), words)
