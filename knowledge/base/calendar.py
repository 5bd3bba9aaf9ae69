"""On which days the archive knows of anything."""

import sqlite3
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial

from knowledge.base.numbering import EXACT, VAGUE, day_of, numbers
from knowledge.model import Kind

_ARTICLE_ON = (
    "SELECT 1 FROM articles WHERE first_day BETWEEN ? - 31 AND ? AND last_day >= ? LIMIT 1"
)

_FACT_IN = "SELECT 1 FROM facts WHERE n BETWEEN ? AND ? AND"
# Where dates with an open start are kept: the first day there is.
_OPEN = date.min.toordinal()
# Days that what is known to the day lasts at most.
_STAY = 31

Known = Callable[[date, date], bool]


def latest_like(
    db: sqlite3.Connection, month: int, day: int | None, kinds: Sequence[Kind] = (Kind.MEETING,)
) -> date | None:
    """The latest such day, or first day of such a month, on which anything is known.

    Dates of facts of these kinds come first; where none fits, those of publication. None when
    neither does.
    """

    def told(kind: Kind, start: date, end: date) -> bool:
        first, last = start.toordinal(), end.toordinal()
        exact = numbers(kind, EXACT, first - _STAY, last)
        vague = numbers(kind, VAGUE, first, last)
        return (
            db.execute(f"{_FACT_IN} last_day >= ? LIMIT 1", (*exact, first)).fetchone()
            or db.execute(f"{_FACT_IN} last_day <= ? LIMIT 1", (*vague, last)).fetchone()
        ) is not None

    def published(start: date, end: date) -> bool:
        values = start.toordinal(), end.toordinal(), start.toordinal()
        return db.execute(_ARTICLE_ON, values).fetchone() is not None

    days = [
        found
        for kind in kinds
        if (ends := _facts(db, kind)) is not None
        and (found := _latest(month, day, ends, partial(told, kind))) is not None
    ]
    if days:
        return max(days)
    ends = _articles(db)
    return None if ends is None else _latest(month, day, ends, published)


def _facts(db: sqlite3.Connection, kind: Kind) -> tuple[int, int] | None:
    """The first and last day on which a fact began, as far as its beginning is known."""
    select = "SELECT n FROM facts WHERE n BETWEEN ? AND ? ORDER BY n"
    days: list[int] = []
    for span in (EXACT, VAGUE):
        ends = numbers(kind, span, _OPEN + 1, None)
        for order in ("", " DESC"):
            row = db.execute(f"{select}{order} LIMIT 1", ends).fetchone()
            days += [] if row is None else [day_of(row[0])]
    return (min(days), max(days)) if days else None


def _articles(db: sqlite3.Connection) -> tuple[int, int] | None:
    """The first and last day of publication."""
    select = "SELECT first_day FROM articles WHERE first_day IS NOT NULL ORDER BY first_day"
    first = db.execute(f"{select} LIMIT 1").fetchone()
    last = db.execute(f"{select} DESC LIMIT 1").fetchone()
    return None if first is None else (first[0], last[0])


def _latest(month: int, day: int | None, ends: tuple[int, int], known: Known) -> date | None:
    first, last = ends
    # What began in December may last into the next year.
    for year in range(date.fromordinal(last).year + 1, date.fromordinal(first).year - 1, -1):
        try:
            start = date(year, month, day or 1)
        except ValueError:  # 29 February in most years, and the year 10000
            continue
        end = start if day is not None else _month_end(start)
        if known(start, end):
            return start
    return None


def _month_end(start: date) -> date:
    if start.month == 12:
        return start.replace(day=31)
    return start.replace(month=start.month + 1) - timedelta(days=1)
