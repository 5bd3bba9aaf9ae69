"""Reads months, years and numeric dates from tokens, and the spans between them.

The functions have the form of those in `day_grammar`. A bare month or year is marked incomplete: it
is a date only if its context says so.
"""

from calendar import monthrange
from dataclasses import replace

from knowledge.dates.calendar_atoms import (
    FIRST_YEAR,
    JOINERS,
    LAST_YEAR,
    Match,
    after_year,
    month_at,
    span_of,
    year_at,
)
from knowledge.dates.day_grammar import month_first_at
from knowledge.dates.shapes import (
    CalendarDate,
    Kind,
    NoDate,
    Precision,
    Side,
    Span,
)
from knowledge.dates.tokens import (
    Tokens,
)


def month_year_at(tokens: Tokens, i: int, *, between: bool = False) -> list[Match]:
    """ "November 2022", "May this year", "March-May 2022"; a bare month is incomplete."""
    first = _one_month(tokens, i)
    if first is None:
        return []
    j = first.end
    word = tokens.lower(j)
    joined = tokens.dash(j) or word in JOINERS or (between and word == "and")
    last = _one_month(tokens, j + 1) if joined else None
    if last is None or month_first_at(tokens, j + 1):
        return [first]
    assert isinstance(first.shape, CalendarDate) and isinstance(last.shape, CalendarDate)
    span = span_of(first.shape, last.shape)
    if span is None:
        return [first]
    complete = between or not tokens.dash(j) or first.complete or last.complete
    return [Match(i, last.end, span, Kind.SPAN, Precision.MONTH, complete)]


def _one_month(tokens: Tokens, i: int) -> Match | None:
    found = month_at(tokens, i)
    if found is None:
        return None
    month, j, _ = found
    extra, end = after_year(tokens, j)
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
    joined = dash or slash or word in JOINERS or (between and word == "and")
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


def side_of_month(match: Match, side: Side) -> Match:
    """ "last December" out of "December"."""
    assert isinstance(match.shape, CalendarDate)
    return replace(match, shape=replace(match.shape, side=side), complete=True)
