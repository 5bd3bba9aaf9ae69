"""Counts from a day or another date: "last week", "two months ago", "a day later"."""

from dataclasses import replace
from datetime import date, timedelta

from knowledge.dates import edtf
from knowledge.dates.shapes import Anchored, Season, Shift, Side, Tense, Unit

_SEASON_MONTHS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}


def months_of(year: int, first: int, last: int) -> str:
    """Some months of a year, both included, as EDTF."""
    return edtf.span(f"{year:04d}-{first:02d}", f"{year:04d}-{last:02d}")


def month_of(day: date) -> str:
    """The month of a day, as EDTF."""
    return day.isoformat()[:7]


def months_between(a: date, b: date) -> str:
    """The month, or months, that two days lie in, as EDTF."""
    first, last = sorted((month_of(a), month_of(b)))
    return edtf.span(first, last)


def shifted(shape: Shift, today: date, tense: Tense) -> str | None:
    """What so many units from a day are, as EDTF; None for "in two weeks" of the past."""
    if shape.future_only and tense is not Tense.FUTURE:
        return None
    match shape.unit:
        case Unit.DAY:
            return (today + timedelta(days=shape.amount)).isoformat()
        case Unit.WEEK if shape.counted:
            return month_of(today + timedelta(weeks=shape.amount))
        case Unit.WEEK:
            return _week(today, shape.amount, tense)
        case Unit.WEEKEND:
            return _weekend(today, shape.amount, tense)
        case Unit.MONTH:
            return plus_months(today, shape.amount)
        case Unit.QUARTER:
            quarter = today.year * 4 + (today.month - 1) // 3 + shape.amount
            return months_of(quarter // 4, quarter % 4 * 3 + 1, quarter % 4 * 3 + 3)
        case Unit.YEAR:
            return f"{date(today.year + shape.amount, 1, 1).year:04d}"


def _week(today: date, amount: int, tense: Tense) -> str:
    """The month of a calendar week; of this week, only of the days that the tense leaves."""
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=amount)
    first, last = monday, monday + timedelta(days=6)
    if amount == 0 and tense is Tense.PAST:
        last = today
    if amount == 0 and tense is Tense.FUTURE:
        first = today
    return months_between(first, last)


def _weekend(today: date, amount: int, tense: Tense) -> str:
    saturday = today - timedelta(days=today.weekday()) + timedelta(days=5)
    if amount == 0 and tense is Tense.PAST and saturday > today:
        saturday -= timedelta(days=7)
    saturday += timedelta(weeks=amount)
    return months_between(saturday, saturday + timedelta(days=1))


def plus_months(day: date, amount: int) -> str:
    """The month that is so many months from that of a day, as EDTF."""
    month = day.year * 12 + day.month - 1 + amount
    return month_of(date(month // 12, month % 12 + 1, 1))


def season_year(shape: Season, today: date, tense: Tense) -> str:
    """The year of a season; two years for a winter, which runs over New Year."""
    if shape.name == "winter":
        return _winter(_side_of_winter(shape.side, today, tense), today)
    first, last = _SEASON_MONTHS[shape.name]
    year = today.year
    if shape.side is None and tense is Tense.PAST and today.month < first:
        year -= 1
    if shape.side is None and tense is Tense.FUTURE and today.month > last:
        year += 1
    if shape.side in {Side.LAST, Side.PAST} and today.month <= last:
        year -= 1
    if shape.side in {Side.NEXT, Side.COMING} and today.month >= first:
        year += 1
    return f"{year:04d}"


def _side_of_winter(side: Side | None, today: date, tense: Tense) -> Side:
    if side is not None:
        return side
    in_winter = today.month in {12, 1, 2}
    return Side.LAST if tense is Tense.PAST and not in_winter else Side.THIS


def _winter(side: Side, today: date) -> str:
    """The winter of this or another year, counted from the one that is under way or to come."""
    begins = today.year - (today.month <= 2)
    if side in {Side.LAST, Side.PAST}:
        begins -= 1
    if side in {Side.NEXT, Side.COMING} and today.month in {12, 1, 2}:
        begins += 1
    return edtf.span(f"{begins:04d}", f"{begins + 1:04d}")


def from_anchor(shape: Anchored, anchor: edtf.Value) -> str | None:
    """Counts from another date, as far as that one is precise enough."""
    if shape.unit is Unit.DAY and shape.amount == 0:
        return str(anchor)
    point = anchor.end if shape.amount >= 0 else anchor.start
    if point is None or (shape.amount == 0 and anchor.start != anchor.end):
        return None
    if point.year is None:
        return _from_unknown_year(shape, anchor)
    if shape.weekday is not None:
        return _weekday_from(shape.weekday, shape.amount, point)
    match shape.unit:
        case Unit.YEAR:
            return f"{date(point.year + shape.amount, 1, 1).year:04d}"
        case Unit.MONTH if point.month is not None:
            return plus_months(point.first(), shape.amount)
        case Unit.DAY if point.day is not None:
            return (point.first() + timedelta(days=shape.amount)).isoformat()
        case Unit.WEEK if point.day is not None and shape.counted:
            return (point.first() + timedelta(weeks=shape.amount)).isoformat()
        case Unit.WEEK if point.day is not None:
            day = point.first()
            monday = day - timedelta(days=day.weekday()) + timedelta(weeks=shape.amount)
            return months_between(monday, monday + timedelta(days=6))
        case _:
            return None


def _weekday_from(weekday: int, amount: int, point: edtf.Point) -> str | None:
    """ "The following Monday": the first such day after the anchor."""
    if point.day is None:
        return None
    day = point.first()
    ahead = (weekday - day.weekday() - 1) % 7 + 1
    back = (day.weekday() - weekday - 1) % 7 + 1
    return (day + timedelta(days=ahead if amount > 0 else -back)).isoformat()


def _from_unknown_year(shape: Anchored, anchor: edtf.Value) -> str | None:
    """A day counted from a day of unknown year, unless a 29 February may lie between."""
    if shape.weekday is not None or shape.unit is Unit.YEAR:
        return None
    results = set()
    for year in (2000, 2001, 2002):
        ends = [end and replace(end, year=year) for end in (anchor.start, anchor.end)]
        result = from_anchor(shape, edtf.Value(*ends))
        results.add(None if result is None else result[4:])
    rest = results.pop()
    return None if rest is None or results or "/" in rest else "XXXX" + rest
