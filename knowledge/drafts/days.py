"""How far days are from each other, whatever their year where one of them has none."""

from datetime import date

from knowledge.dates import edtf

_LEAP_YEAR = 2000


def apart(left: edtf.Value, right: edtf.Value) -> int:
    """The days between two dates, 0 where they share one."""
    (first, last), (start, end) = left.days(), right.days()
    if not (left.year_known and right.year_known):
        first, last, start, end = (_without_year(day) for day in (first, last, start, end))
    return max((start - last).days, (first - end).days, 0)


def near(left: edtf.Value, right: edtf.Value, days: int) -> bool:
    """True for dates that are at most so many days from each other."""
    return apart(left, right) <= days


def _without_year(day: date) -> date:
    return day.replace(year=_LEAP_YEAR) if date.min < day < date.max else day
