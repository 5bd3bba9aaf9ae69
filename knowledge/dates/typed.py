"""Dates that people type in a question or a slash command become periods.

    >>> parse_period("since June 2022", today=date(2026, 11, 21)).words
    'since June 2022'

One text is one period; the query grammar cuts its words up and asks about each piece. A date
without a year means the latest such date that the archive holds (the caller knows which), and
the result says that its year was missing, so that the answer can say it too.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from knowledge.dates import edtf
from knowledge.dates.edtf import Point
from knowledge.dates.shapes import Tense
from knowledge.dates.typed_grammar import Impossible, Reader, Stretch
from knowledge.model import Period

MAX_LENGTH: Final = 80  # longer texts are no date
_STARTS: Final = {"since": "since", "from": "since", "starting": "since"}
_ENDS: Final = {"until": "until", "till": "until", "through": "until", "by": "by", "to": "until"}
_JOINERS: Final = frozenset({"to", "until", "till", "through", "and", "-", "/"})
_PLAIN: Final = frozenset({"on", "in", "during", "of", "at", "over", "within", "for"})

Latest = Callable[[int, int | None], int | None]
"""Month and day (None for the whole month) → the latest year of which the archive holds such a
date, None when it holds none."""


@dataclass(frozen=True, slots=True)
class TypedDate:
    """A period that was typed: first and last day, both included, None where it is open.

    `words` say it in full ("14 November 2022", "since June 2022"). `year_missing` is true when no
    year was typed, so that it was taken from the archive. `sure` is false for a single word that
    is as likely a name or a verb ("may", "jan", "sun"). `edtf` is the value as facts have it, ""
    where one end is open.
    """

    start: date | None
    end: date | None
    words: str
    year_missing: bool = False
    sure: bool = True
    edtf: str = ""

    @property
    def period(self) -> Period:
        """The same as a noun of the model."""
        return Period(self.start, self.end, self.words)


@dataclass(frozen=True, slots=True)
class DateProblem:
    """Words that are meant as a date but name none, with a plain sentence that says why."""

    message: str


def parse_period(
    words: str, *, today: date, latest: Latest | None = None, tense: Tense = Tense.PAST
) -> TypedDate | DateProblem | None:
    """The period that a text of typed words stands for as a whole; None when it is no date.

    `today` is the asker's day; `latest` looks a date without a year up in the archive (without it,
    or when the archive holds none, the latest such date up to today is meant, or the next one when
    `tense` is future, which also decides what a bare weekday means).
    """
    if len(words) > MAX_LENGTH:
        return None
    reader = Reader(words, today, tense)
    try:
        return _period(reader, latest)
    except Impossible as problem:
        return DateProblem(str(problem))
    except (OverflowError, ValueError):
        return DateProblem(f"That date is out of range. Please try one up to {date.max.year}.")


def _period(reader: Reader, latest: Latest | None) -> TypedDate | None:
    first_word = reader[0]
    if first_word in {"between", "from"}:
        found = _from_to(reader, 1, latest)
        if found is not None or first_word == "between":
            return found
    if first_word in _STARTS or first_word in _ENDS or first_word in {"before", "after"}:
        return _bounded(reader, first_word, latest)
    start = int(first_word in _PLAIN)
    both = _from_to(reader, start, latest)
    if both is not None:
        return both
    stretch = _whole(reader, start)
    if stretch is None:
        return None
    dated = _with_year(stretch, reader, latest)
    sure = stretch.sure or start == 1
    return _typed(dated, edtf.words(str(dated.value())), stretch.year_missing, sure)


def _whole(reader: Reader, i: int) -> Stretch | None:
    """The date that the rest of the words from a token on make, if they do make one."""
    found = reader.date_at(i)
    return found[0] if found is not None and found[1] == len(reader.tokens) else None


def _bounded(reader: Reader, word: str, latest: Latest | None) -> TypedDate | None:
    """ "since June", "until 2 April 2022", "before 2022", "after 14 November"."""
    stretch = _whole(reader, 1)
    if stretch is None:
        return None
    dated = _with_year(stretch, reader, latest)
    first, last = dated.first.first(), dated.last.last()
    start: date | None = None
    end: date | None = None
    match word:
        case "before":
            point, end = dated.first, first - timedelta(days=1)
        case "after":
            point, start = dated.last, last + timedelta(days=1)
        case _ if word in _STARTS:
            word, point, start = "since", dated.first, first
        case _:
            word, point, end = _ENDS[word], dated.last, last
    said = f"{word} {edtf.words(str(point))}"
    return TypedDate(start, end, said, stretch.year_missing)


def _from_to(reader: Reader, i: int, latest: Latest | None) -> TypedDate | None:
    """ "1 March to 2 April 2022", "between March and May 2022", "2021 - 2022"."""
    found = reader.date_at(i)
    if found is None:
        return None
    first, j = found
    if first.joined and j == len(reader.tokens):  # "12 to 14 November"
        first = _with_year(first, reader, latest)
        return _typed(first, edtf.words(str(first.value())), found[0].year_missing, True)
    if reader[j] not in _JOINERS or (reader[j] == "and" and reader[0] != "between"):
        return None
    last = _whole(reader, j + 1)
    if last is None:
        return None
    missing = first.year_missing and last.year_missing
    first, last = _with_years(first, last, reader, latest)
    if first.first.first() > last.last.last():
        said, other = edtf.words(str(first.first)), edtf.words(str(last.last))
        raise Impossible(f"{said} comes after {other}; please swap them.")
    both = Stretch(first.first, last.last)
    return _typed(both, edtf.words(str(both.value())), missing, True)


def _with_years(
    first: Stretch, last: Stretch, reader: Reader, latest: Latest | None
) -> tuple[Stretch, Stretch]:
    """Gives both ends of a range a year: from each other, else from the archive."""
    if first.year_missing and last.year_missing:
        ends = (last.last, first.first)
        held = (None if latest is None else latest(p.month or 1, p.day) for p in ends)
        by_end, by_start = held
        if by_end is None and by_start is not None:
            first = _existing(first, by_start)
        else:
            last = _with_year(last, reader, latest)
    if first.year_missing:
        return _at_or_before(first, last), last
    return first, (_at_or_after(last, first) if last.year_missing else last)


def _typed(stretch: Stretch, words: str, missing: bool, sure: bool) -> TypedDate:
    value = str(stretch.value())
    return TypedDate(stretch.first.first(), stretch.last.last(), words, missing, sure, value)


def _in_year(stretch: Stretch, year: int) -> Stretch:
    return replace(
        stretch, first=replace(stretch.first, year=year), last=replace(stretch.last, year=year)
    )


def _at_or_before(first: Stretch, last: Stretch) -> Stretch:
    """Gives the beginning of a range its year from the end."""
    year = last.last.year or 1
    over = _key(first.first) > _key(last.last)
    return _existing(first, year - over)


def _at_or_after(last: Stretch, first: Stretch) -> Stretch:
    """Gives the end of a range its year from the beginning."""
    year = first.first.year or 1
    over = _key(last.last) < _key(first.first)
    return _existing(last, year + over)


def _key(point: Point) -> tuple[int, int]:
    return point.month or 1, point.day or 1


def _with_year(stretch: Stretch, reader: Reader, latest: Latest | None) -> Stretch:
    """A date without a year in the latest year of which the archive holds such a date."""
    if not stretch.year_missing:
        return stretch
    if latest is not None:
        for point in (stretch.last, stretch.first):
            year = latest(point.month or 1, point.day)
            if year is not None:
                return _existing(stretch, year)
    return _existing(stretch, _nearest_year(stretch, reader))


def _nearest_year(stretch: Stretch, reader: Reader) -> int:
    today = (reader.today.month, reader.today.day)
    month, day = stretch.first.month or 1, stretch.first.day
    years = range(reader.today.year, reader.today.year - 9, -1)
    past = [y for y in years if y < reader.today.year or (month, day or 1) <= today]
    future = [y for y in range(reader.today.year, reader.today.year + 9)]
    if reader.tense is Tense.FUTURE:
        last = (stretch.last.month or 12, stretch.last.day or 31)
        past = [y for y in future if y > reader.today.year or last >= today]
    return next((y for y in past if _exists(stretch, y)), reader.today.year)


def _exists(stretch: Stretch, year: int) -> bool:
    return all(
        edtf.valid(str(p)) for p in (_in_year(stretch, year).first, _in_year(stretch, year).last)
    )


def _existing(stretch: Stretch, year: int) -> Stretch:
    """The date in that year; `Impossible` for 29 February in a year that has none."""
    if not _exists(stretch, year):
        raise Impossible(f"There is no 29 February {year}. Try “28 February {year}”.")
    return _in_year(stretch, year)
