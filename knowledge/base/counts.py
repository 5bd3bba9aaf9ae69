"""How many facts of a query fall into which month or year, by their numbers or by tallies."""

import json
import sqlite3
from bisect import bisect_left
from calendar import monthrange
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from knowledge.base import echoes
from knowledge.base.listings import Search
from knowledge.base.numbering import EXACT, OPEN, VAGUE, day_of, first_number
from knowledge.base.years import yearly
from knowledge.model import Count, Kind

COUNTED = 5_000
"""Of more facts than these, unless it is kept how many there are in a year, the first are counted.
"""

_MONTH = 31
_MONTHS = 18
"""Over a longer time than so many months, years are counted."""


class Counts(NamedTuple):
    """How many facts of each kind fall into which month or year, the earliest first.

    Of all that a query finds, or of so many of the `first` in the order asked for.
    """

    counts: tuple[Count, ...]
    first: int | None = None


def over_time(
    db: sqlite3.Connection, searches: Sequence[Search], left_out: frozenset[int] = frozenset()
) -> Counts:
    """The counts by kind; undated facts and open beginnings fall into none.

    Facts that are `left_out` don't count.
    """
    counts = yearly(db, searches, left_out)
    if counts is not None:
        return Counts(_in_order(counts))
    found = echoes.facts(db, searches, COUNTED, 0).numbers
    if not left_out.isdisjoint(found):
        found = [n for n in found if n not in left_out]
    rising = sorted(found)
    lying = {
        (kind, span): some
        for kind in {search.kind for search in searches}
        for span in (EXACT, VAGUE)
        if (some := _dated(rising, kind, span))
    }
    if not lying:
        return Counts((), COUNTED)
    first = min(day_of(some[0]) for some in lying.values())
    last = max(day_of(some[-1]) for some in lying.values())
    monthly = _months(first, last) < _MONTHS
    counts = Counter()
    for (kind, span), some in lying.items():
        if monthly and span == VAGUE:
            some = _within_a_month(db, some)
        at = 0
        while at < len(some):
            when, end = _stretch(day_of(some[at]), monthly=monthly)
            beyond = bisect_left(some, first_number(kind, span, end + 1), at)
            counts[when, kind] += beyond - at
            at = beyond
    return Counts(_in_order(counts), COUNTED)


def _in_order(counts: Mapping[tuple[str, Kind], int]) -> tuple[Count, ...]:
    return tuple(Count(*at, number) for at, number in sorted(counts.items()) if number)


def _dated(rising: Sequence[int], kind: Kind, span: int) -> Sequence[int]:
    """Those of rising numbers that are of a kind and span and whose beginning is known."""
    low, high = first_number(kind, span, OPEN + 1), first_number(kind, span + 1, 0)
    return rising[bisect_left(rising, low) : bisect_left(rising, high)]


@lru_cache(maxsize=1_000)
def _stretch(day: int, *, monthly: bool) -> tuple[str, int]:
    """The month or year of a day, and its last day."""
    then = date.fromordinal(day)
    if not monthly:
        return then.isoformat()[:4], then.replace(month=12, day=31).toordinal()
    return then.isoformat()[:7], day - then.day + monthrange(then.year, then.month)[1]


def _months(first: int, last: int) -> int:
    """How many months lie between two days."""
    a, b = date.fromordinal(first), date.fromordinal(last)
    return (b.year - a.year) * 12 + b.month - a.month


def _within_a_month(db: sqlite3.Connection, numbers: Sequence[int]) -> list[int]:
    """These without facts of a year or a season, which belong to no month."""
    row = db.execute(
        "SELECT json_group_array(f.n), json_group_array(f.last_day)"
        " FROM json_each(?) j CROSS JOIN facts f ON f.n = j.value",
        (json.dumps(list(numbers)),),
    ).fetchone()
    ends = zip(*map(json.loads, row), strict=True)
    return sorted(n for n, last in ends if last is not None and last - day_of(n) <= _MONTH)
