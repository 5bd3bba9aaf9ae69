"""Reads calendar dates from tokens: days, months, years and the spans between them.

Each `..._at` function tries to read one construction that begins at a token and returns it with the
index of the token after it, or None. They look a bounded number of tokens ahead and know nothing
of what stands before: whether a bare "May" or "2000" is a date at all is for `expressions` to say.
"""

from calendar import monthrange
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, TypedDict

from knowledge.dates.shapes import (
    CalendarDate,
    Kind,
    NamedDay,
    NoDate,
    Precision,
    Shape,
    Side,
    Span,
)
from knowledge.dates.tokens import (
    MONTH_ABBREVIATIONS,
    MONTHS,
    PARTS_OF_DAY,
    WEEKDAY_ABBREVIATIONS,
    WEEKDAYS,
    Tokens,
    word_set,
)

FIRST_YEAR, LAST_YEAR = 1500, 2100
_LONGEST_LIST: Final = 10  # keeps the look-ahead, and so the time, bounded
_JOINERS: Final = frozenset({"to", "until", "till", "through", "thru"})
_YEAR_SIDES: Final = {"last": -1, "this": 0, "next": 1}
_YEAR_ANCHORS: Final = {
    ("the", "same"): 0,
    ("that",): 0,
    ("the", "following"): 1,
    ("the", "previous"): -1,
}
# What follows a number that counts something and is no year: "in 2000 villages".
_COUNTED: Final = word_set(
    "people persons troops soldiers men women children families workers students jobs "
    "seats votes km kms kilometres kilometers metres meters miles feet tonnes tons "
    "tonne hectares acres kg percent dollars euros pounds yen yuan riel riels baht "
    "dong rupees gmt utc hours hrs hour local million billion trillion villages "
    "houses homes households police copies barrels megawatts mw cubic square"
)
_PLURAL_LOOK: Final = word_set("as was has is its this his does us thus across versus")


@dataclass(frozen=True, slots=True)
class Match:
    """A construction read from the tokens `start` to `end` (exclusive)."""

    start: int
    end: int
    shape: Shape
    kind: Kind
    precision: Precision
    complete: bool = True  # False for a bare month or year: a date only if its context says so


def month_at(tokens: Tokens, i: int) -> tuple[int, int, bool] | None:
    """A capitalised month: its number, the next index, and whether it is written out."""
    token = tokens[i]
    if not token.capital:
        return None
    if token.lower in MONTHS:
        return MONTHS[token.lower], i + 1, True
    if token.lower in MONTH_ABBREVIATIONS:
        dotted = tokens[i + 1].text == "." and tokens.glued(i + 1)
        return MONTH_ABBREVIATIONS[token.lower], i + 1 + dotted, False
    return None


def weekday_at(tokens: Tokens, i: int, *, short: bool = False) -> tuple[int, int] | None:
    """A capitalised weekday and the next index; abbreviations only where `short` allows them."""
    token = tokens[i]
    if not token.capital:
        return None
    if token.lower in WEEKDAYS:
        return WEEKDAYS[token.lower], i + 1
    if short and token.lower in WEEKDAY_ABBREVIATIONS:
        dotted = tokens[i + 1].text == "."
        return WEEKDAY_ABBREVIATIONS[token.lower], i + 1 + dotted
    return None


def year_at(tokens: Tokens, i: int) -> int | None:
    """A number that can be a year, unless it counts what follows it."""
    token = tokens[i]
    if token.number is None or token.ordinal or len(token.text) != 4:
        return None
    if not FIRST_YEAR <= token.number <= LAST_YEAR or tokens.lower(i + 1) in _COUNTED:
        return None
    if tokens.lower(i + 1) == "%" or tokens[i - 1].text in {"$", "€", "£", "¥", "#", "№"}:
        return None
    follower = tokens[i + 1]
    plural = follower.is_word and follower.lower.endswith("s") and not follower.capital
    if token.number % 100 == 0 and plural and follower.lower not in _PLURAL_LOOK:
        return None
    return token.number


def day_number_at(tokens: Tokens, i: int) -> int | None:
    """A number from 1 to 31, also with "st", "nd", "rd" or "th"."""
    number = tokens[i].number
    if number is None or not 1 <= number <= 31:
        return None
    return None if tokens[i - 1].text in {"$", "€", "£", "¥", "#", "№"} else number


def _exists(day: int, month: int, year: int | None) -> bool:
    return day <= monthrange(year or 2000, month)[1]


class _Year(TypedDict, total=False):
    """The year of a date, as one of the fields of `CalendarDate`."""

    year: int
    year_shift: int
    anchored_year: int


def _after_year(tokens: Tokens, i: int) -> tuple[_Year, int]:
    """A year after a day or month: "2022", ", 2022", "this year", "of last year", "that year"."""
    j = i + (tokens.lower(i) in {",", "of", "[", "("})
    year = year_at(tokens, j)
    if year is not None:
        closed = tokens.lower(i) in {"[", "("}
        if not closed or tokens.lower(j + 1) in {"]", ")"}:
            return {"year": year}, j + 1 + closed
    j = i + (tokens.lower(i) in {"of", "in"})
    # "on December 22, last year," but not "in May, this year's chair".
    j += tokens.lower(j) == "," and not tokens[j + 3].text[:1].isalpha()
    shift = _YEAR_SIDES.get(tokens.lower(j))
    if shift is not None and tokens.lower(j + 1) == "year":
        owns = j > i and tokens.lower(j + 2) in {"’s", "'s"}
        return ({}, i) if owns else ({"year_shift": shift}, j + 2)
    for words, shift in _YEAR_ANCHORS.items():
        if tokens.phrase(j, *words, "year"):
            return {"anchored_year": shift}, j + len(words) + 1
    return {}, i


def _second_day(tokens: Tokens, i: int, *, between: bool) -> tuple[int, int] | None:
    """The "-21" of "20-21 March", "to 13", after "between" also "and 20"."""
    word = tokens.lower(i)
    joined = tokens.dash(i) or word in _JOINERS or (between and word == "and")
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


def _span(first: CalendarDate, last: CalendarDate) -> Span | None:
    """A span in order; the beginning takes its year from the end."""
    # "28 December 2022 to 2 January" gives the year at the beginning only.
    if last.year is None and first.year is not None and last.year_shift is None:
        over = (last.month or 1, last.day or 0) < (first.month or 1, first.day or 0)
        last = replace(last, year=first.year + over)
    lacks = first.year is None and first.year_shift is None and first.anchored_year is None
    over = (first.month or 1, first.day or 0) > (last.month or 1, last.day or 99)
    if lacks and last.year is not None:
        first = replace(first, year=last.year - over)
    elif lacks and last.year_shift is not None:
        first = replace(first, year_shift=last.year_shift - over)
    elif lacks and last.anchored_year is not None:
        first = replace(first, anchored_year=last.anchored_year - over)
    key_first = (first.year or 0, first.month or 0, first.day or 0)
    key_last = (last.year or 0, last.month or 0, last.day or 0)
    if first.year is not None and last.year is not None and key_first >= key_last:
        return None
    if first.month == last.month and (first.day or 0) >= (last.day or 32):
        # 28–2 November is no span; 20 March to 20 March is none either.
        return None if first.year == last.year else Span(first, last)
    return Span(first, last)


def _days_of(days: list[int], month: int, extra: _Year) -> list[CalendarDate]:
    """The listed days of one month as dates; none of them when one does not exist."""
    year = extra.get("year")
    if not all(_exists(day, month, year) for day in days):
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
        extra, end = _after_year(tokens, second[1])
        dates = _days_of([day, second[0]], month, extra)
        span = _span(dates[0], dates[1]) if dates else None
        if span is not None:
            return [Match(start, end, span, Kind.SPAN, Precision.DAY)]
    more, after = _more_days(tokens, j)
    if more and not _is_date_start(tokens, after):
        extra, end = _after_year(tokens, after)
        dates = _days_of([day, *more], month, extra)
        if dates:
            return _listed(tokens, start, end, dates)
    extra, end = _after_year(tokens, j)
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
    extra, end = _after_year(tokens, found[1])
    dates = _days_of(days, found[0], extra)
    if not dates:
        return []
    if span:
        shape = _span(dates[0], dates[1])
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
    joined = tokens.dash(j) or word in _JOINERS or word in {"and", "&"}
    if not joined:
        return match
    k = j + 1 + (tokens.lower(j + 1) == "the")
    k = _skip_weekday(tokens, k)
    nexts = month_first_at(tokens, k) or day_first_at(tokens, k)
    if len(nexts) != 1 or not isinstance(nexts[0].shape, CalendarDate):
        return match
    first, last = match.shape, nexts[0].shape
    assert isinstance(first, CalendarDate)
    span = _span(first, last)
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
    shift = _YEAR_SIDES.get(tokens.lower(j))
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
    joined = tokens.dash(first[1]) or word in _JOINERS or word in {"and", "&"}
    last = weekday_at(tokens, first[1] + 1) if joined else None
    if last is None or weekday_date_at(tokens, first[1] + 1)[0].kind is Kind.DAY:
        return []
    if word in {"and", "&"} and not between and last[0] != (first[0] + 1) % 7:
        return []
    shape = Span(NamedDay(first[0]), NamedDay(last[0]))
    return [Match(i, last[1], shape, Kind.SPAN, Precision.DAY)]


def month_year_at(tokens: Tokens, i: int, *, between: bool = False) -> list[Match]:
    """ "November 2022", "May this year", "March-May 2022"; a bare month is incomplete."""
    first = _one_month(tokens, i)
    if first is None:
        return []
    j = first.end
    word = tokens.lower(j)
    joined = tokens.dash(j) or word in _JOINERS or (between and word == "and")
    last = _one_month(tokens, j + 1) if joined else None
    if last is None or month_first_at(tokens, j + 1):
        return [first]
    assert isinstance(first.shape, CalendarDate) and isinstance(last.shape, CalendarDate)
    span = _span(first.shape, last.shape)
    if span is None:
        return [first]
    complete = between or not tokens.dash(j) or first.complete or last.complete
    return [Match(i, last.end, span, Kind.SPAN, Precision.MONTH, complete)]


def _one_month(tokens: Tokens, i: int) -> Match | None:
    found = month_at(tokens, i)
    if found is None:
        return None
    month, j, _ = found
    extra, end = _after_year(tokens, j)
    shape = CalendarDate(month=month, **extra)
    return Match(i, end, shape, Kind.MONTH, Precision.MONTH, complete=bool(extra))


def year_span_at(tokens: Tokens, i: int, *, between: bool = False) -> list[Match]:
    """A year (incomplete) or years: "2021–2025", "1975-79", "2002 to 2010"."""
    year = year_at(tokens, i)
    if year is None:
        return []
    word = tokens.lower(i + 1)
    dash = tokens.dash(i + 1)
    slash = word == "/" and tokens.glued(i + 1) and tokens.glued(i + 2)
    joined = dash or slash or word in _JOINERS or (between and word == "and")
    last = _second_year(tokens, i + 2, year, short=dash or slash) if joined else None
    if last is None or (slash and last != year + 1) or (dash and tokens.dash(i + 3)):
        shape = CalendarDate(year=year)
        return [Match(i, i + 1, shape, Kind.YEAR, Precision.YEAR, complete=False)]
    span = Span(CalendarDate(year=year), CalendarDate(year=last))
    complete = (dash and len(tokens[i + 2].text) == 4) or (between and word == "and")
    return [Match(i, i + 3, span, Kind.SPAN, Precision.YEAR, complete)]


def _second_year(tokens: Tokens, i: int, first: int, *, short: bool) -> int | None:
    last = year_at(tokens, i)
    number = tokens[i].number
    if last is None and short and number is not None and len(tokens[i].text) == 2:
        last = first // 100 * 100 + number
    return last if last is not None and last > first else None


def numeric_at(tokens: Tokens, i: int) -> list[Match]:
    """ "2022-11-12", "14/11/2022", "12.11.2022"; "12/11/2022" may be in either order."""
    text = tokens[i].text
    sign = next((sign for sign in "-/." if sign in text), "")
    parts = text.split(sign) if sign else []
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() for part in parts):
        return []
    a, b, c = (int(part) for part in parts)
    match [len(part) for part in parts]:
        case [4, _, (1 | 2)]:
            year, month, day = a, b, c
        case [(1 | 2), _, 4]:
            year, month, day = c, b, a
            if sign == "/" and a <= 12 and b <= 12 and a != b:
                return [Match(i, i + 1, NoDate(), Kind.AMBIGUOUS, Precision.DAY)]
            if sign == "/" and b > 12:
                month, day = a, b
        case _:
            return []
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):
        return []
    if not 1 <= day <= monthrange(year, month)[1]:
        return []
    return [Match(i, i + 1, CalendarDate(year, month, day), Kind.DAY, Precision.DAY)]


def day_of_month_at(tokens: Tokens, i: int) -> list[Match]:
    """ "the 23rd" as a day of the current month, also "the 23rd of last month"; after "on" only."""
    if tokens.lower(i) != "the" or not tokens[i + 1].ordinal:
        return []
    day = day_number_at(tokens, i + 1)
    if day is None:
        return []
    if tokens.lower(i + 2) == "of" and tokens.lower(i + 4) == "month":
        shift = _YEAR_SIDES.get(tokens.lower(i + 3))
        if shift is not None:
            shape = CalendarDate(day=day, month_shift=shift)
            return [Match(i, i + 5, shape, Kind.DAY, Precision.DAY)]
    follower = tokens[i + 2]
    ends = not follower.text or not follower.text[0].isalnum()
    if tokens.dash(i + 2) or not (ends or follower.lower in _AFTER_DAY):
        return []
    return [Match(i, i + 2, CalendarDate(day=day), Kind.DAY, Precision.DAY)]


_AFTER_DAY: Final = word_set("at in to and with for by when after before as while where")


def side_of_month(match: Match, side: Side) -> Match:
    """ "last December" out of "December"."""
    assert isinstance(match.shape, CalendarDate)
    return replace(match, shape=replace(match.shape, side=side), complete=True)
