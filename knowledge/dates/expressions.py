"""Finds date expressions in English news prose: `find` reads them, `resolve` gives their value.

    >>> text = "They met on November 14, a day after the summit."
    >>> [(e.text, e.kind.value) for e in find(text)]
    [('November 14', 'day'), ('a day after', 'anchored')]
    >>> resolve(find(text)[0], "2022-11-15", Tense.PAST)
    '2022-11-14'

Offsets count characters. A text is read once, token by token, with bounded look-ahead: the time is
linear in its length.
"""

import re
from collections.abc import Iterator
from typing import Final

from knowledge.dates.calendar_atoms import Match
from knowledge.dates.calendar_grammar import month_year_at, numeric_at, year_span_at
from knowledge.dates.context import accepted, bound_of, is_attributive, is_name, widen
from knowledge.dates.counted_grammar import UNITS, counted_at, unit_of
from knowledge.dates.day_grammar import day_at, day_of_month_at, weekday_date_at, weekday_span_at
from knowledge.dates.relative_grammar import (
    BEHIND_THE,
    LENGTHS,
    SEASONS,
    TODAY,
    decade_at,
    sided_at,
    today_at,
)
from knowledge.dates.resolving import resolve
from knowledge.dates.season_grammar import (
    bare_season_at,
    part_of_year_at,
    season_at,
    year_end_at,
)
from knowledge.dates.shapes import Bound, Expression, Kind, Precision, Tense
from knowledge.dates.tokens import (
    MONTH_ABBREVIATIONS,
    MONTHS,
    NUMBER_WORDS,
    ORDINAL_WORDS,
    PARTS_OF_DAY,
    WEEKDAY_ABBREVIATIONS,
    WEEKDAYS,
    Tokens,
    word_set,
)

__all__ = ["Bound", "Expression", "Kind", "Precision", "Tense", "find", "resolve"]

_STARTS: Final = frozenset(
    {*MONTHS, *MONTH_ABBREVIATIONS, *WEEKDAYS, *WEEKDAY_ABBREVIATIONS, *NUMBER_WORDS}
    | set(ORDINAL_WORDS)
    | word_set("spring summer autumn fall winter q1 q2 q3 q4 final latter")
    | word_set("today tonight yesterday tomorrow last this next coming past the that")
    | {"previous", "following", "year"}
)
# Of months, days of the week and "today" each alone, of all others what must stand behind them.
_NAMES: Final = frozenset(
    {*MONTHS, *MONTH_ABBREVIATIONS, *WEEKDAYS, *WEEKDAY_ABBREVIATIONS, *SEASONS, *PARTS_OF_DAY}
    | {*UNITS, *LENGTHS, *(f"{word}s" for word in (*UNITS, *LENGTHS)), *TODAY, "half"}
)
_FIGURE: Final = re.compile("[0-9]")


def may_hold_dates(text: str, letters: frozenset[str]) -> bool:
    """False where a glance says that `find` finds nothing in a text.

    `letters` are whatever stands in it of nothing but the letters a to z, in lower case.
    """
    return not letters.isdisjoint(_NAMES) or _FIGURE.search(text) is not None


def find(text: str) -> list[Expression]:
    """All date expressions of a text, in order, without overlaps.

    What is no date (ordinals of summits, counts, page numbers, "may" the verb, Theresa May) is
    left out; durations, decades and ambiguous dates are found, so that nobody reads their words
    for something else, and resolve to None.
    """
    tokens = Tokens(text)
    found: list[Expression] = []
    floor = 0
    starts = [i for i, word in enumerate(tokens.lowers) if word in _STARTS or word[0].isdigit()]
    for i in starts:
        if i < floor or not _goes_on(tokens, i):
            continue
        for match in _matches_at(tokens, i, floor):
            found.append(_expression(tokens, match, floor))
            floor = match.end
    return found


def _goes_on(tokens: Tokens, i: int) -> bool:
    """False for "the", "a" and numbers in words, far the most frequent of the words that may begin
    a date, where a word follows with which no date goes on."""
    word = tokens.lowers[i]
    if word == "the":
        behind = tokens.lower(i + 1)
        return behind in BEHIND_THE or behind[:1].isdigit()
    return word not in NUMBER_WORDS or unit_of(tokens.lower(i + 1)) is not None


def _matches_at(tokens: Tokens, i: int, floor: int) -> list[Match]:
    """The accepted constructions that begin at a token; several for a list of days."""
    between = tokens.lower(i - 1) == "between"
    for matches in _read(tokens, i, between=between):
        if matches and accepted(tokens, matches[0], floor):
            return matches
    return []


def _read(tokens: Tokens, i: int, *, between: bool) -> Iterator[list[Match]]:
    """What each part of the grammar makes of a token, most specific first."""
    token = tokens[i]
    if token.text[0].isdigit():
        yield numeric_at(tokens, i)
        yield day_at(tokens, i, between=between)
        yield decade_at(tokens, i)
        yield part_of_year_at(tokens, i)
        yield counted_at(tokens, i)
        yield year_span_at(tokens, i, between=between)
        return
    if token.lower == "the":
        yield sided_at(tokens, i)
        yield bare_season_at(tokens, i)
        if tokens.lower(i - 1) in {"on", "until", "by"}:
            yield day_of_month_at(tokens, i)
        return
    if token.capital and is_name(tokens, i):
        return
    if token.capital:
        yield weekday_span_at(tokens, i, between=between)
        yield weekday_date_at(tokens, i)
        yield day_at(tokens, i, between=between)
        yield month_year_at(tokens, i, between=between)
    yield today_at(tokens, i)
    yield part_of_year_at(tokens, i)
    yield sided_at(tokens, i)
    yield season_at(tokens, i)
    yield year_end_at(tokens, i)
    yield counted_at(tokens, i)


def _expression(tokens: Tokens, match: Match, floor: int) -> Expression:
    attributive = is_attributive(tokens, match)
    first = widen(tokens, match, floor)
    bound = None if attributive and match.kind is not Kind.YEAR else bound_of(tokens, first)
    start, end = tokens[first].start, tokens[match.end - 1].end
    return Expression(
        start=start,
        end=end,
        text=tokens.text[start:end],
        kind=match.kind,
        precision=match.precision,
        shape=match.shape,
        bound=bound,
        attributive=attributive,
    )
