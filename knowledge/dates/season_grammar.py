"""Reads parts of a year: "spring 2022", "in the autumn", "the third quarter of 2023", "year-end".

The functions have the form of those in `day_grammar`.
"""

from typing import Final

from knowledge.dates.calendar_atoms import Match, year_at
from knowledge.dates.relative_grammar import SEASONS
from knowledge.dates.shapes import (
    CalendarDate,
    Kind,
    Part,
    Precision,
    Season,
    Shift,
    Span,
    Unit,
)
from knowledge.dates.tokens import ORDINAL_WORDS, Tokens

_QUARTERS: Final = {"q1": 1, "q2": 2, "q3": 3, "q4": 4}


def season_at(tokens: Tokens, i: int) -> list[Match]:
    """ "spring 2022", "the summer of 2022", "autumn of last year"."""
    if tokens.lower(i) not in SEASONS:
        return []
    j = i + 1 + (tokens.lower(i + 1) in {"of", ","})
    year = year_at(tokens, j)
    if year is not None:
        next_year = tokens[j + 2].number
        if tokens.dash(j + 1) and tokens.glued(j + 2) and next_year == (year + 1) % 100:
            both = Span(CalendarDate(year=year), CalendarDate(year=year + 1))
            return [Match(i, j + 3, both, Kind.SEASON, Precision.YEAR)]
        shape = CalendarDate(year=year)
        return [Match(i, j + 1, shape, Kind.SEASON, Precision.YEAR)]
    shift = {"last": -1, "this": 0, "next": 1}.get(tokens.lower(j))
    if tokens.lower(i + 1) == "of" and shift is not None and tokens.lower(j + 1) == "year":
        return [Match(i, j + 2, Shift(Unit.YEAR, shift), Kind.SEASON, Precision.YEAR)]
    return []


def bare_season_at(tokens: Tokens, i: int) -> list[Match]:
    """ "In the autumn": of the year that the tense says."""
    known = tokens.lower(i) == "the" and tokens.lower(i - 1) in {"in", "during"}
    if not known or tokens.lower(i + 1) not in SEASONS or tokens[i + 1].capital:
        return []
    if tokens.lower(i + 2) in {"of", ",", "sun", "heat", "rain"} or year_at(tokens, i + 2):
        return []
    shape = Season(tokens.lower(i + 1), None)
    return [Match(i, i + 2, shape, Kind.SEASON, Precision.YEAR)]


def year_end_at(tokens: Tokens, i: int) -> list[Match]:
    """ "By year-end"."""
    if tokens.lower(i) != "year" or not tokens.dash(i + 1):
        return []
    if tokens.lower(i - 1) not in {"by", "before", "at", "until", "this"}:
        return []
    if tokens.lower(i + 2) != "end" or not tokens.glued(i + 2):
        return []
    return [Match(i, i + 3, Shift(Unit.YEAR, 0), Kind.RELATIVE, Precision.YEAR)]


def part_of_year_at(tokens: Tokens, i: int) -> list[Match]:
    """ "third quarter of 2023", "first half of this year", "Q3 2022"."""
    quarter = _QUARTERS.get(tokens.lower(i))
    if quarter is not None:
        return _part(tokens, i, i + 1, 3 * quarter - 2, 3 * quarter)
    which = ORDINAL_WORDS.get(tokens.lower(i))
    if which is None and tokens[i].ordinal:
        which = tokens[i].number
    noun = tokens.lower(i + 1)
    if noun == "quarter" and (which in {1, 2, 3, 4} or tokens.lower(i) in {"last", "final"}):
        which = which or 4
        return _part(tokens, i, i + 2, 3 * which - 2, 3 * which)
    if noun == "half" and (which in {1, 2} or tokens.lower(i) in {"last", "latter"}):
        which = which or 2
        return _part(tokens, i, i + 2, 6 * which - 5, 6 * which)
    return []


def _part(tokens: Tokens, i: int, j: int, first: int, last: int) -> list[Match]:
    j += tokens.lower(j) == "of"
    year = year_at(tokens, j)
    if year is not None:
        of: CalendarDate | Shift = CalendarDate(year=year)
        return [Match(i, j + 1, Part(of, first, last), Kind.QUARTER, Precision.MONTH)]
    shift = {"last": -1, "this": 0, "next": 1, "the": 0}.get(tokens.lower(j))
    if shift is not None and tokens.lower(j + 1) == "year":
        of = Shift(Unit.YEAR, shift)
        return [Match(i, j + 2, Part(of, first, last), Kind.QUARTER, Precision.MONTH)]
    return []
