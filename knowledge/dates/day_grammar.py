"""Reads days from tokens: "14 November 2022", "March 20-21", "Monday, March 21", "Friday night".

The functions return the constructions that begin at a token: none, one, or several for a list of
days ("November 12 and 14").
"""

from calendar import monthrange
from dataclasses import replace
from itertools import pairwise
from typing import Final

from knowledge.dates.calendar_atoms import (
    JOINERS,
    YEAR_SIDES,
    Match,
    YearOf,
    after_year,
    day_number_at,
    exists,
    month_at,
    span_of,
    weekday_at,
)
from knowledge.dates.shapes import (
    CalendarDate,
    Kind,
    NamedDay,
    Precision,
    Span,
)
from knowledge.dates.tokens import (
    PARTS_OF_DAY,
    WEEKDAYS,
    Tokens,
    word_set,
)

_LONGEST_LIST: Final = 10  # keeps the look-ahead, and so the time, bounded


def _second_day(tokens: Tokens, i: int, *, between: bool) -> tuple[int, int] | None:
    """The "-21" of "20-21 March", "to 13", after "between" also "and 20"."""
    word = tokens.lower(i)
    joined = tokens.dash(i) or word in JOINERS or (between and word == "and")
    if not joined:
        return None
    j = i + 1 + (tokens.lower(i + 1) == "the")
    day = day_number_at(tokens, j)
    return None if day is None else (day, j + 1)


def _more_days(tokens: Tokens, i: int) -> tuple[list[int], int]:
    """The further days of a list: ", 11 and 12" or "and 13"; only lists that end in "and"."""
    days: list[int] = []
    j = i
    while (
        len(days) < _LONGEST_LIST
        and tokens.lower(j) == ","
        and day_number_at(tokens, j + 1) is not None
    ):
        days.append(tokens[j + 1].number or 0)
        j += 2
    if tokens.lower(j) == "," and tokens.lower(j + 1) == "and":
        j += 1
    last = day_number_at(tokens, j + 1 + (tokens.lower(j + 1) == "the"))
    if tokens.lower(j) in {"and", "&"} and last is not None:
        return [*days, last], j + 2 + (tokens.lower(j + 1) == "the")
    return [], i


def _days_of(days: list[int], month: int, extra: YearOf) -> list[CalendarDate]:
    """The listed days of one month as dates; none of them when one does not exist."""
    year = extra.get("year")
    if not all(exists(day, month, year) for day in days):
        return []
    return [CalendarDate(month=month, day=day, **extra) for day in days]


def month_first_at(tokens: Tokens, i: int, *, between: bool = False) -> list[Match]:
    """ "November 14, 2022", "March 20-21", "Nov. 12 and 13", "between November 18 and 20"."""
    found = month_at(tokens, i)
    if found is None or tokens.lower(i - 1) == "long":  # Long March 5, the rocket
        return []
    month, j, _ = found
    j += tokens.lower(j) == "the"
    day = day_number_at(tokens, j)
    if day is None or (tokens[j].text.startswith("0") and len(tokens[j].text) > 2):
        return []
    return _finish_days(tokens, i, j + 1, day, month, between=between)


def _finish_days(
    tokens: Tokens,
    start: int,
    j: int,
    day: int,
    month: int,
    *,
    between: bool,
) -> list[Match]:
    """After a month and its first day: the second day of a span, further days, and the year."""
    second = _second_day(tokens, j, between=between)
    if second is not None and not _is_date_start(tokens, second[1]):
        extra, end = after_year(tokens, second[1])
        dates = _days_of([day, second[0]], month, extra)
        span = span_of(dates[0], dates[1]) if dates else None
        if span is not None:
            return [Match(start, end, span, Kind.SPAN, Precision.DAY)]
    more, after = _more_days(tokens, j)
    if more and not _is_date_start(tokens, after):
        extra, end = after_year(tokens, after)
        dates = _days_of([day, *more], month, extra)
        if dates:
            return _listed(tokens, start, end, dates)
    extra, end = after_year(tokens, j)
    dates = _days_of([day], month, extra)
    return [Match(start, end, dates[0], Kind.DAY, Precision.DAY)] if dates else []


def _is_date_start(tokens: Tokens, i: int) -> bool:
    """True when a month follows: the number before it begins a date of its own."""
    return month_at(tokens, i + (tokens.lower(i) == "of")) is not None


def _listed(tokens: Tokens, start: int, end: int, dates: list[CalendarDate]) -> list[Match]:
    """Days in a row make a span; others, and "respectively", one date each."""
    days = [date.day or 0 for date in dates]
    in_a_row = all(b == a + 1 for a, b in pairwise(days))
    apart = "respectively" in {tokens.lower(end), tokens.lower(end + 1)}
    if in_a_row and not apart:
        return [Match(start, end, Span(dates[0], dates[-1]), Kind.SPAN, Precision.DAY)]
    where = [k for k in range(start, end) if tokens[k].number in days and tokens[k].number]
    edges = [start, *where[1 : len(dates)]]
    ends = [where[k] + 1 for k in range(len(dates) - 1)] + [end]
    if len(where) < len(dates) or any(a >= b for a, b in zip(edges, ends, strict=True)):
        return []
    matched = zip(edges, ends, dates, strict=True)
    return [Match(a, b, date, Kind.DAY, Precision.DAY) for a, b, date in matched]


def day_first_at(tokens: Tokens, i: int, *, between: bool = False) -> list[Match]:
    """ "14 November 2022", "20–21 March", "12th of November", "10, 11 and 12 May"."""
    day = day_number_at(tokens, i)
    if day is None or _is_suffix(tokens, i):
        return []
    second = _second_day(tokens, i + 1, between=between)
    more, after = _more_days(tokens, i + 1)
    if second is not None:
        return _day_span(tokens, i, [day, second[0]], second[1], span=True)
    if more:
        return _day_span(tokens, i, [day, *more], after, span=False)
    return _day_span(tokens, i, [day], i + 1, span=False)


def _is_suffix(tokens: Tokens, i: int) -> bool:
    """True for the 16 of F-16, not for the 2 of "28 November-2 December"."""
    hyphened = tokens.dash(i - 1) and tokens.glued(i) and tokens.glued(i - 1)
    return hyphened and tokens[i - 2].is_word and month_at(tokens, i - 2) is None


def _day_span(tokens: Tokens, i: int, days: list[int], j: int, *, span: bool) -> list[Match]:
    j += tokens.lower(j) == "of"
    found = month_at(tokens, j)
    if found is None:
        return []
    extra, end = after_year(tokens, found[1])
    dates = _days_of(days, found[0], extra)
    if not dates:
        return []
    if span:
        shape = span_of(dates[0], dates[1])
        return [] if shape is None else [Match(i, end, shape, Kind.SPAN, Precision.DAY)]
    if len(dates) > 1:
        return _listed(tokens, i, end, dates)
    return [Match(i, end, dates[0], Kind.DAY, Precision.DAY)]


def day_at(tokens: Tokens, i: int, *, between: bool = False) -> list[Match]:
    """A day of a month in either order, or a span of days, from one date to a second one."""
    matches = month_first_at(tokens, i, between=between) or day_first_at(tokens, i, between=between)
    if len(matches) != 1 or not isinstance(matches[0].shape, CalendarDate):
        return matches
    return [_to_second(tokens, matches[0], between=between)]


def _to_second(tokens: Tokens, match: Match, *, between: bool) -> Match:
    """Extends "30 March" to "30 March – 2 April 2022"."""
    j = match.end
    word = tokens.lower(j)
    joined = tokens.dash(j) or word in JOINERS or word in {"and", "&"}
    if not joined:
        return match
    k = j + 1 + (tokens.lower(j + 1) == "the")
    k = _skip_weekday(tokens, k)
    nexts = month_first_at(tokens, k) or day_first_at(tokens, k)
    if len(nexts) != 1 or not isinstance(nexts[0].shape, CalendarDate):
        return match
    first, last = match.shape, nexts[0].shape
    assert isinstance(first, CalendarDate)
    span = span_of(first, last)
    if span is None or (word in {"and", "&"} and not between and not _adjacent(span)):
        return match
    return Match(match.start, nexts[0].end, span, Kind.SPAN, Precision.DAY)


def _skip_weekday(tokens: Tokens, i: int) -> int:
    found = weekday_at(tokens, i, short=True)
    return i if found is None else found[1] + (tokens.lower(found[1]) == ",")


def _adjacent(span: Span) -> bool:
    """True for the last day of a month and the first of the next: "June 30 and July 1"."""
    first, last = span.first, span.last
    if not (isinstance(first, CalendarDate) and isinstance(last, CalendarDate)):
        return False
    if not (first.month and first.day and last.month):
        return False
    ends = first.day == monthrange(first.year or 2001, first.month)[1]
    return ends and last.day == 1 and last.month == first.month % 12 + 1


def weekday_date_at(tokens: Tokens, i: int) -> list[Match]:
    """A weekday, alone or with its date: "Monday, March 21", "Mon (21 March)", "Friday night"."""
    found = weekday_at(tokens, i, short=True)
    if found is None:
        return []
    weekday, j = found
    written_out = tokens.lower(i) in WEEKDAYS
    part = tokens.lower(j) in PARTS_OF_DAY
    k = j + part
    bracket = tokens.lower(k) == "("
    k += tokens.lower(k) in {",", "("}
    k += tokens.lower(k) == "the"
    dates = day_at(tokens, k)
    if len(dates) == 1 and isinstance(dates[0].shape, CalendarDate):
        end = dates[0].end + (bracket and tokens.lower(dates[0].end) == ")")
        shape = replace(dates[0].shape, weekday=weekday)
        return [Match(i, end, shape, Kind.DAY, Precision.DAY)]
    if not written_out:
        return []
    return [_week_of(tokens, Match(i, j + part, NamedDay(weekday), Kind.WEEKDAY, Precision.DAY))]


def _week_of(tokens: Tokens, match: Match) -> Match:
    """Adds the week: "Monday last week", "Tuesday of next week"."""
    j = match.end + (tokens.lower(match.end) == "of")
    shift = YEAR_SIDES.get(tokens.lower(j))
    if shift is None or tokens.lower(j + 1) != "week":
        return match
    assert isinstance(match.shape, NamedDay)
    return replace(match, end=j + 2, shape=replace(match.shape, week_shift=shift))


def weekday_span_at(tokens: Tokens, i: int, *, between: bool = False) -> list[Match]:
    """ "Monday to Wednesday", "Saturday and Sunday" (in a row only), "Monday-Friday"."""
    first = weekday_at(tokens, i)
    if first is None:
        return []
    word = tokens.lower(first[1])
    joined = tokens.dash(first[1]) or word in JOINERS or word in {"and", "&"}
    last = weekday_at(tokens, first[1] + 1) if joined else None
    if last is None or weekday_date_at(tokens, first[1] + 1)[0].kind is Kind.DAY:
        return []
    if word in {"and", "&"} and not between and last[0] != (first[0] + 1) % 7:
        return []
    shape = Span(NamedDay(first[0]), NamedDay(last[0]))
    return [Match(i, last[1], shape, Kind.SPAN, Precision.DAY)]


def day_of_month_at(tokens: Tokens, i: int) -> list[Match]:
    """ "the 23rd" as a day of the current month, also "the 23rd of last month"; after "on" only."""
    if tokens.lower(i) != "the" or not tokens[i + 1].ordinal:
        return []
    day = day_number_at(tokens, i + 1)
    if day is None:
        return []
    if tokens.lower(i + 2) == "of" and tokens.lower(i + 4) == "month":
        shift = YEAR_SIDES.get(tokens.lower(i + 3))
        if shift is not None:
            shape = CalendarDate(day=day, month_shift=shift)
            return [Match(i, i + 5, shape, Kind.DAY, Precision.DAY)]
    follower = tokens[i + 2]
    ends = not follower.text or not follower.text[0].isalnum()
    if tokens.dash(i + 2) or not (ends or follower.lower in _AFTER_DAY):
        return []
    return [Match(i, i + 2, CalendarDate(day=day), Kind.DAY, Precision.DAY)]


_AFTER_DAY: Final = word_set("at in to and with for by when after before as while where")
