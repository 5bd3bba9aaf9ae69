"""How many facts of a query fall into which month or year, read from their numbers alone."""

import sqlite3
from collections import Counter
from collections.abc import Sequence
from datetime import date

from knowledge.base import find
from knowledge.base.find import Search
from knowledge.base.numbering import CLASS_SHIFT, UNDATED, day_of, kind_of
from knowledge.model import Count

COUNTED = 5_000
"""Of more facts than these the first of the order asked for are counted."""

_MONTHS = 18
"""Over a longer time than so many months, years are counted."""


def over_time(db: sqlite3.Connection, searches: Sequence[Search]) -> tuple[Count, ...]:
    """The counts by kind, the earliest first; undated facts and open beginnings fall into none."""
    numbers, _ = find.facts(db, searches, COUNTED, 0)
    dated = [n for n in numbers if n >> CLASS_SHIFT & 3 != UNDATED and day_of(n) > 1]
    if not dated:
        return ()
    days = [date.fromordinal(day_of(n)) for n in dated]
    first, last = min(days), max(days)
    spell = (last.year - first.year) * 12 + last.month - first.month
    letters = len("2022-11") if spell < _MONTHS else len("2022")
    found = Counter(
        (day.isoformat()[:letters], kind_of(n >> CLASS_SHIFT))
        for n, day in zip(dated, days, strict=True)
    )
    return tuple(
        Count(when, kind, number)
        for (when, kind), number in sorted(found.items(), key=lambda item: (item[0][0], item[0][1]))
    )
