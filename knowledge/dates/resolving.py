"""Turns date expressions into EDTF values, never finer than their words.

Conventions
- Weekdays: in the past (and present) tense the latest one, the publication day included; in the
  future the next one, today included. "Last Friday" and "next Tuesday" give a day only where it is
  certain which: "next Tuesday" said on a Monday may mean tomorrow or the week after, so it
  gives what both have in common, the month.
- A day and month without a year: the nearest under the tense, a weekday beside it deciding; up to
  a month on the other side of publication is nearer than eleven on this ("the deal that is due on
  18 November", "was planned for 18 November").
- Weeks and weekends resolve to their month (two months where they straddle), counted weeks to
  the month of the day so counted; seasons to the year; halves and quarters to their months.
- "Since" and "after" give an interval open at its end, "until" and "before" one open at its
  beginning; a deadline ("by 2025") is given as the date itself.
- Where the publication date is unknown or coarse, only what is the same for every day that it may
  be is resolved; a day or month keeps an unknown year (`XXXX-11-14`).
- Decades, durations and ambiguous numbers ("12/11/2022") have no value.
"""

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from knowledge.dates import edtf
from knowledge.dates.counting import from_anchor, months_between, months_of, season_year, shifted
from knowledge.dates.shapes import (
    Anchored,
    Bound,
    CalendarDate,
    Expression,
    NamedDay,
    NoDate,
    Part,
    Season,
    Shape,
    Shift,
    Side,
    Span,
    Tense,
)

_NEAR = timedelta(days=31)


def resolve(
    expression: Expression,
    published: str | None,
    tense: Tense,
    anchor: str | None = None,
    *,
    event_anchor: str | None = None,
) -> str | None:
    """The EDTF value of an expression, or None when none follows from what is known.

    `published` is the article's publication date, `tense` that of the expression's clause. `anchor`
    is the date told before, from which "a day later" counts; `event_anchor` that of the event which
    the expression names itself ("a day after the vote"). All dates are EDTF.
    """
    anchor = event_anchor if expression.of_event else anchor
    value = _value(expression.shape, published, tense, anchor)
    if value is None:
        return None
    match expression.bound:
        case Bound.SINCE | Bound.AFTER:
            return _open(value, end=True)
        case Bound.UNTIL | Bound.BEFORE:
            return _open(value, end=False)
        case _:
            return value


def _open(value: str, *, end: bool) -> str:
    parsed = edtf.parse(value)
    if parsed.is_open:
        return value
    return f"{parsed.start}/.." if end else f"../{parsed.end}"


def _value(shape: Shape, published: str | None, tense: Tense, anchor: str | None) -> str | None:
    if isinstance(shape, NoDate):
        return None
    try:
        if isinstance(shape, Anchored):
            if shape.base is not None:
                anchor = _value(shape.base, published, tense, None)
            return None if anchor is None else from_anchor(shape, edtf.parse(anchor))
        shape = _with_anchor_year(shape, anchor)
        days = None if published is None else edtf.bounds(published)
        if days is not None and date.min < days[0] and days[1] < date.max:
            early = _on(shape, days[0], tense)
            if days[0] == days[1] or early == _on(shape, days[1], tense):
                return early
        return _without_publication(shape)
    except (OverflowError, ValueError):
        # Counted beyond the years that dates have, or no such day in that year.
        return None


def _with_anchor_year(shape: Shape, anchor: str | None) -> Shape:
    """Replaces "that year" by the anchor's year; unknown when there is none."""
    if isinstance(shape, Span):
        first, last = (_with_anchor_year(end, anchor) for end in (shape.first, shape.last))
        assert isinstance(first, CalendarDate | NamedDay)
        assert isinstance(last, CalendarDate | NamedDay)
        return Span(first, last)
    if not isinstance(shape, CalendarDate) or shape.anchored_year is None:
        return shape
    point = None if anchor is None else edtf.parse(anchor).start
    if point is None or point.year is None:
        return shape
    return replace(shape, year=point.year + shape.anchored_year, anchored_year=None)


def _without_publication(shape: Shape) -> str | None:
    """What a shape says by itself."""
    match shape:
        case CalendarDate(month=None, year=None):
            return None
        case CalendarDate():
            return str(edtf.parse(str(edtf.Point(shape.year, shape.month, shape.day))))
        case Span(first=first, last=last):
            start, end = _without_publication(first), _without_publication(last)
            return None if start is None or end is None else edtf.span(start, end)
        case Part(of=CalendarDate(year=int(year))):
            return months_of(year, shape.first_month, shape.last_month)
        case _:
            return None


def _on(shape: Shape, today: date, tense: Tense) -> str | None:
    """The value of a shape in an article published on a certain day."""
    match shape:
        case CalendarDate():
            return _calendar(shape, today, tense)
        case NamedDay():
            return _named_day(shape, today, tense)
        case Span():
            return _span(shape, today, tense)
        case Shift():
            return shifted(shape, today, tense)
        case Season():
            return season_year(shape, today, tense)
        case Part(of=of, first_month=first, last_month=last):
            year = of.year if isinstance(of, CalendarDate) else today.year + of.amount
            return None if year is None else months_of(year, first, last)
        case _:
            return None


def _calendar(shape: CalendarDate, today: date, tense: Tense) -> str | None:
    if shape.year is not None or shape.anchored_year is not None:
        return _without_publication(shape)
    if shape.year_shift is not None:
        return _without_publication(replace(shape, year=today.year + shape.year_shift))
    if shape.month is None:
        return None if shape.day is None else _day_of_month(shape, today, tense)
    if shape.day is None:
        return _named_month(shape.month, shape.side, today, tense)
    return nearest(shape.month, shape.day, shape.weekday, today, tense).isoformat()


def nearest(month: int, day: int, weekday: int | None, today: date, tense: Tense) -> date:
    """The day of that month which is meant on a certain day when no year is given.

    Raises `ValueError` when there is no such day within four years (never 29 February then).
    """
    days = []
    # Two leap years lie up to eight years apart.
    reach = 8 if (month, day) == (2, 29) else 1
    for year in range(max(1, today.year - reach), min(9999, today.year + reach) + 1):
        if day <= monthrange(year, month)[1]:
            days.append(date(year, month, day))
    agreeing = [d for d in days if d.weekday() == weekday and abs(d.year - today.year) <= 1]
    if agreeing:
        return min(agreeing, key=lambda d: abs(d - today))
    back = max((d for d in days if d <= today), default=None)
    ahead = min((d for d in days if d > today), default=None)
    if back == today or ahead is None or back is None:
        found = back if ahead is None else ahead if back is None else today
        if found is None:
            raise ValueError("no such day")
        return found
    if tense is Tense.PAST and ahead - today > _NEAR:
        return back
    if tense is Tense.FUTURE and today - back > _NEAR:
        return ahead
    return back if today - back <= ahead - today else ahead


def _named_month(month: int, side: Side | None, today: date, tense: Tense) -> str:
    """A month without a year, as the tense or a "last" or "next" before it says."""
    back = today.year - (month > today.month)
    ahead = today.year + (month < today.month)
    match side:
        case Side.LAST | Side.PAST:
            year = back - (month == today.month)
        case Side.NEXT | Side.COMING:
            year = ahead + (month == today.month)
        case Side.THIS:
            year = today.year
        case None if tense is Tense.PAST:
            year = back
        case None if tense is Tense.FUTURE:
            year = ahead
        case _:
            gap = (month - today.month) % 12
            year = back if gap >= 6 or gap == 0 else ahead
    return f"{year:04d}-{month:02d}"


def _day_of_month(shape: CalendarDate, today: date, tense: Tense) -> str | None:
    """ "The 23rd": of this month, or of the one before or after when the tense says so."""
    assert shape.day is not None
    shift = shape.month_shift
    if shift is None:
        ahead = shape.day > today.day
        behind = shape.day < today.day
        shift = -1 if ahead and tense is Tense.PAST else 0
        shift = 1 if behind and tense is Tense.FUTURE else shift
    month = today.year * 12 + today.month - 1 + shift
    return date(month // 12, month % 12 + 1, shape.day).isoformat()


def _named_day(shape: NamedDay, today: date, tense: Tense) -> str:
    monday = today - timedelta(days=today.weekday())
    if shape.week_shift is not None:
        return (monday + timedelta(days=7 * shape.week_shift + shape.weekday)).isoformat()
    back = today - timedelta(days=(today.weekday() - shape.weekday) % 7)
    ahead = today + timedelta(days=(shape.weekday - today.weekday()) % 7)
    before = back - timedelta(days=7) if back == today else back
    after = ahead + timedelta(days=7) if ahead == today else ahead
    match shape.side:
        case Side.PAST:
            return before.isoformat()
        case Side.COMING:
            return after.isoformat()
        case Side.LAST:
            return before.isoformat() if before < monday else _either(before, -7)
        case Side.NEXT:
            return after.isoformat() if after > monday + timedelta(days=6) else _either(after, 7)
        case Side.THIS if tense is Tense.PRESENT:
            return (monday + timedelta(days=shape.weekday)).isoformat()
        case _:
            return (ahead if tense is Tense.FUTURE else back).isoformat()


def _either(day: date, days: int) -> str:
    """What a day and the one a week off have in common: their month, or the two months."""
    return months_between(day, day + timedelta(days=days))


def _span(shape: Span, today: date, tense: Tense) -> str | None:
    """Both ends, the second one counted from the first in the future, else the other way round."""
    if tense is Tense.PAST:
        last = _on(shape.last, today, tense)
        first = None if last is None else _next_to(shape.first, last, Tense.PAST)
    else:
        first = _on(shape.first, today, tense)
        last = None if first is None else _next_to(shape.last, first, Tense.FUTURE)
    return None if first is None or last is None else edtf.span(first, last)


def _next_to(shape: CalendarDate | NamedDay, other: str, tense: Tense) -> str | None:
    """The one end of a span, before or after the other end."""
    first, last = edtf.parse(other).days()
    day = first if tense is Tense.FUTURE else last
    if isinstance(shape, NamedDay):
        return _named_day(shape, day, tense)
    if shape.year is not None or shape.anchored_year is not None:
        return _without_publication(shape)
    if shape.month is None or shape.year_shift is not None:
        return _calendar(shape, day, tense)
    year = day.year
    if tense is Tense.FUTURE and (shape.month, shape.day or 31) < (day.month, day.day):
        year += 1
    if tense is Tense.PAST and (shape.month, shape.day or 1) > (day.month, day.day):
        year -= 1
    return _without_publication(replace(shape, year=year))
