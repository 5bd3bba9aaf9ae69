"""EDTF values: the one way in which a date is written down in Dateline.

The subset of EDTF (Extended Date/Time Format, ISO 8601-2) in use:

=========================  =====================================================
`2022-11-14`               a day
`2022-11`, `2022`          a month, a year: no finer than the article says it
`2022-03-20/2022-03-21`    an interval, also of months or years
`../2022-11-15`            up to and including a day (month, year)
`2022-01-01/..`            from a day (month, year) on
`XXXX-11-14`, `XXXX-11`    a day or month of an unknown year, also as an interval
=========================  =====================================================

`None` stands for "no date" wherever a value may be missing. Every function raises `ValueError`
for a string outside this subset, except `valid`.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
SHORT_MONTHS = tuple(name if len(name) <= 4 else name[:3] for name in MONTHS)
UNDATED = "undated"

_POINT = re.compile(r"(XXXX|[1-9][0-9]{3})(?:-([0-9]{2})(?:-([0-9]{2}))?)?\Z")
_LEAP_YEAR = 2000


@dataclass(frozen=True, slots=True)
class Point:
    """A day, a month or a year; `year` is None where it is unknown."""

    year: int | None
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        year = "XXXX" if self.year is None else f"{self.year:04d}"
        month = "" if self.month is None else f"-{self.month:02d}"
        return year + month + ("" if self.day is None else f"-{self.day:02d}")

    @property
    def parts(self) -> int:
        """How precise it is: 1 a year, 2 a month, 3 a day."""
        return 1 + (self.month is not None) + (self.day is not None)

    def first(self) -> date:
        """The first day that it may mean, in a leap year when the year is unknown."""
        return date(self.year or _LEAP_YEAR, self.month or 1, self.day or 1)

    def last(self) -> date:
        """The last day that it may mean, in a leap year when the year is unknown."""
        year, month = self.year or _LEAP_YEAR, self.month or 12
        return date(year, month, self.day or monthrange(year, month)[1])


@dataclass(frozen=True, slots=True)
class Value:
    """A parsed EDTF value: two equal ends for a single date, None for an open end."""

    start: Point | None
    end: Point | None

    def __str__(self) -> str:
        if self.start == self.end:
            return str(self.start)
        return f"{self.start or '..'}/{self.end or '..'}"

    @property
    def year_known(self) -> bool:
        """False for `XXXX-11-14` and its kin."""
        return all(end is None or end.year is not None for end in (self.start, self.end))

    @property
    def is_open(self) -> bool:
        """True when one end is `..`."""
        return self.start is None or self.end is None

    @property
    def parts(self) -> int:
        """How precise its coarser end is: 1 year, 2 month, 3 day."""
        return min(end.parts for end in (self.start, self.end) if end is not None)

    def days(self) -> tuple[date, date]:
        """First and last day; `date.min` and `date.max` for open ends."""
        first = date.min if self.start is None else self.start.first()
        last = date.max if self.end is None else self.end.last()
        return first, last


@lru_cache(maxsize=4096)
def parse(edtf: str) -> Value:
    """Reads a value of the subset; `ValueError` with a plain message for anything else."""
    if "/" not in edtf:
        point = _point(edtf)
        return Value(point, point)
    left, _, right = edtf.partition("/")
    if left == right:
        raise ValueError(f"{edtf!r} is no interval: both ends are the same")
    start = None if left == ".." else _point(left)
    end = None if right == ".." else _point(right)
    value = Value(start, end)
    if start is not None and end is not None:
        if (start.year is None) != (end.year is None):
            raise ValueError(f"{edtf!r} gives a year for one end only")
        # Without years an interval may run over New Year, so only known years can be out of order.
        if start.year is not None and start.first() > end.last():
            raise ValueError(f"{edtf!r} ends before it begins")
    return value


def _point(text: str) -> Point:
    match = _POINT.match(text)
    if match is None:
        raise ValueError(f"{text!r} is not an EDTF date such as 2022-11-14, 2022-11 or 2022")
    year = None if match[1] == "XXXX" else int(match[1])
    month = None if match[2] is None else int(match[2])
    day = None if match[3] is None else int(match[3])
    if year is None and month is None:
        raise ValueError("XXXX alone says nothing")
    if month is not None and not 1 <= month <= 12:
        raise ValueError(f"{text!r}: there is no month {month}")
    if day is not None and not 1 <= day <= monthrange(year or _LEAP_YEAR, month or 1)[1]:
        raise ValueError(f"{text!r}: that month has no day {day}")
    return Point(year, month, day)


def valid(edtf: str) -> bool:
    """True when the string belongs to the subset above."""
    try:
        parse(edtf)
    except ValueError:
        return False
    return True


@lru_cache(maxsize=4096)
def bounds(edtf: str) -> tuple[date, date] | None:
    """First and last day that a value covers, both included; None when its year is unknown.

    An open end is `date.min` or `date.max`.
    """
    value = parse(edtf)
    return value.days() if value.year_known else None


def iso(edtf: str | None) -> tuple[str | None, str | None]:
    """ISO 8601 prefix and end of the span, for the JSON interfaces.

    No date where there is none: an unknown year and an open beginning give `(None, None)`; a
    single date and an open end have no second part.
    """
    if edtf is None:
        return None, None
    value = parse(edtf)
    if value.start is None or not value.year_known:
        return None, None
    end = None if value.end is None or value.end == value.start else str(value.end)
    return str(value.start), end


def span(first: str, last: str) -> str:
    """The interval from one single date to another; one date when they are the same."""
    return first if first == last else str(parse(f"{first}/{last}"))


def words(edtf: str | None) -> str:
    """A date as people read it: "20–21 March 2022", "14 November, year unknown", "undated".

    A bound says so first ("by 15 Nov 2022", "since 1 Jan 2022"): no line of which the day is not
    known begins with a day.
    """
    return _say(edtf, MONTHS)


def short(edtf: str | None) -> str:
    """The same for tables, with short months: "14 Nov 2022", "30 Mar – 2 Apr 2022"."""
    return _say(edtf, SHORT_MONTHS)


def _say(edtf: str | None, names: tuple[str, ...]) -> str:
    if edtf is None:
        return UNDATED
    value = parse(edtf)
    unknown = "" if value.year_known else ", year unknown"
    if value.start is None and value.end is not None:
        return "by " + _say_point(value.end, SHORT_MONTHS) + unknown
    if value.end is None and value.start is not None:
        return "since " + _say_point(value.start, SHORT_MONTHS) + unknown
    assert value.start is not None and value.end is not None
    if value.start == value.end:
        return _say_point(value.start, names) + unknown
    return _say_interval(value.start, value.end, names) + unknown


def _say_point(point: Point, names: tuple[str, ...]) -> str:
    day = "" if point.day is None else str(point.day)
    month = "" if point.month is None else names[point.month - 1]
    year = "" if point.year is None else str(point.year)
    return " ".join(part for part in (day, month, year) if part)


def _say_interval(start: Point, end: Point, names: tuple[str, ...]) -> str:
    """Says what both ends share only once: "20–21 March 2022", "March–May 2022"."""
    if start.parts != end.parts or start.year != end.year:
        tight = start.parts == end.parts == 1
        dash = "–" if tight else " – "
        return _say_point(start, names) + dash + _say_point(end, names)
    if start.parts == 3 and start.month == end.month:
        return f"{start.day}–" + _say_point(end, names)
    dash = "–" if start.parts == 2 else " – "
    return _say_point(Point(None, start.month, start.day), names) + dash + _say_point(end, names)


def compatible(a: str | None, b: str | None) -> bool:
    """True when two dates do not contradict each other: both may be of the same event.

    A missing date contradicts nothing; otherwise they must share a day, and of two spans of days
    one must lie within the other (20–21 March and 21–22 March are two different statements).
    Where a year is unknown, months and days decide.
    """
    if a is None or b is None:
        return True
    left, right = parse(a), parse(b)
    if not (left.year_known and right.year_known):
        return bool(_calendar_days(left) & _calendar_days(right))
    (a_first, a_last), (b_first, b_last) = left.days(), right.days()
    if left.parts == right.parts == 3 and not left.is_open and not right.is_open:
        within = a_first <= b_first and b_last <= a_last
        return within or (b_first <= a_first and a_last <= b_last)
    return a_first <= b_last and b_first <= a_last


def _calendar_days(value: Value) -> frozenset[tuple[int, int]]:
    """Month and day of each day covered, whatever the year."""
    first, last = value.days()
    new_year, end_of_year = date(_LEAP_YEAR, 1, 1), date(_LEAP_YEAR, 12, 31)
    if value.is_open or (last - first).days >= 366:
        stretches = [(new_year, end_of_year)]
    elif last < first:  # 30 December to 2 January, year unknown
        stretches = [(first, end_of_year), (new_year, last)]
    else:
        stretches = [(first, last)]
    return frozenset(
        (day.month, day.day)
        for begin, end in stretches
        for day in (begin + timedelta(n) for n in range((end - begin).days + 1))
    )


def finer(a: str | None, b: str | None) -> str | None:
    """The more precise of two dates, the first when they are equally so; None only for two Nones.

    Known years come before unknown ones, closed spans before open ones, then days before months
    before years, then the shorter span.
    """
    if a is None or b is None:
        return b if a is None else a
    return b if _vagueness(parse(b)) < _vagueness(parse(a)) else a


def _vagueness(value: Value) -> tuple[bool, bool, int, int]:
    first, last = value.days()
    return not value.year_known, value.is_open, -value.parts, abs((last - first).days)


def merge(a: str | None, b: str | None) -> str | None:
    """What two dates of the same event say together: the finer one, or a day given its year.

    None when they contradict each other, or when both are None.
    """
    if not compatible(a, b):
        return None
    if a is None or b is None:
        return finer(a, b)
    left, right = parse(a), parse(b)
    if left.year_known == right.year_known:
        return finer(a, b)
    known, unknown = (left, right) if left.year_known else (right, left)
    return _with_year(unknown, known) or str(known)


def _with_year(unknown: Value, known: Value) -> str | None:
    """The date of unknown year in the one year that the other value covers, if there is one."""
    if known.is_open or unknown.is_open or known.parts >= unknown.parts:
        return None
    first, last = known.days()
    if first.year != last.year or unknown.start is None or unknown.end is None:
        return None
    points = [Point(first.year, p.month, p.day) for p in (unknown.start, unknown.end)]
    text = str(Value(*points))
    return text if valid(text) and compatible(text, str(known)) else None


def sort_key(edtf: str | None) -> tuple[int, date, date]:
    """Sorts by time: known years first, then days without a year, undated last."""
    if edtf is None:
        return 2, date.max, date.max
    value = parse(edtf)
    first, last = value.days()
    return (0 if value.year_known else 1), first, last
