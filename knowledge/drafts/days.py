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


def same_days(left: edtf.Value, right: edtf.Value) -> bool:
    """True for the same day, days or month, whatever the year where one of them has none."""
    ours, theirs = left.days(), right.days()
    if not (left.year_known and right.year_known):
        ours, theirs = _each_without_year(ours), _each_without_year(theirs)
    return left.parts == right.parts and ours == theirs


def _each_without_year(days: tuple[date, date]) -> tuple[date, date]:
    return _without_year(days[0]), _without_year(days[1])


def _without_year(day: date) -> date:
    return day.replace(year=_LEAP_YEAR) if date.min < day < date.max else day
