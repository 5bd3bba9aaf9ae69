"""How many facts of a query fall into which month or year, read from their numbers alone."""

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date

from knowledge.base import echoes
from knowledge.base.listings import Search
from knowledge.base.numbering import (
    CLASS_SHIFT,
    UNDATED,
    VAGUE,
    class_of_when,
    day_of,
    day_of_when,
    kind_of,
    when,
)
from knowledge.model import Count, Kind

COUNTED = 5_000
"""Of more facts than these the first of the order asked for are counted."""

_MONTH = 31
_MONTHS = 18
"""Over a longer time than so many months, years are counted."""


def over_time(
    db: sqlite3.Connection, searches: Sequence[Search], left_out: Collection[int] = ()
) -> tuple[Count, ...]:
    """The counts by kind, the earliest first; undated facts and open beginnings fall into none."""
    numbers = echoes.facts(db, searches, COUNTED, 0).numbers
    kept = [n for n in numbers if n not in left_out] if left_out else numbers
    # Many facts share a day, which is looked at once.
    begun = {n: number for n, number in Counter(map(when, kept)).items() if _is_dated(n)}
    if not begun:
        return ()
    days = [day_of_when(n) for n in begun]
    monthly = _months(min(days), max(days)) < _MONTHS
    if monthly:
        for n in _longer_than_a_month(db, [n for n in kept if when(n) in begun]):
            begun[when(n)] -= 1
    letters = len("2022-11") if monthly else len("2022")
    found: Counter[tuple[str, Kind]] = Counter()
    for (n, number), day in zip(begun.items(), days, strict=True):
        if number:
            found[date.fromordinal(day).isoformat()[:letters], kind_of(class_of_when(n))] += number
    return tuple(
        Count(when, kind, number)
        for (when, kind), number in sorted(found.items(), key=lambda item: (item[0][0], item[0][1]))
    )


def _is_dated(n: int) -> bool:
    """Whether a day is known, by class and day of a number (`when`): not of an open beginning."""
    return class_of_when(n) & 3 != UNDATED and day_of_when(n) > 1


def _months(first: int, last: int) -> int:
    """How many months lie between two days."""
    a, b = date.fromordinal(first), date.fromordinal(last)
    return (b.year - a.year) * 12 + b.month - a.month


def _longer_than_a_month(db: sqlite3.Connection, numbers: Sequence[int]) -> set[int]:
    """Facts of a year or a season, which belong to no month."""
    vague = [n for n in numbers if n >> CLASS_SHIFT & 3 == VAGUE]
    if not vague:
        return set()
    row = db.execute(
        "SELECT json_group_array(f.n), json_group_array(f.last_day)"
        " FROM json_each(?) j CROSS JOIN facts f ON f.n = j.value",
        (json.dumps(vague),),
    ).fetchone()
    ends = zip(*map(json.loads, row), strict=True)
    return {n for n, last in ends if last is None or last - day_of(n) > _MONTH}
