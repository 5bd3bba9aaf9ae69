"""On which days the archive knows of anything."""

import sqlite3
from datetime import date, timedelta

_FACT_ON = (
    "SELECT 1 FROM facts WHERE kind='meeting' AND span=0 AND day BETWEEN ? - 31 AND ?"
    " AND last_day >= ? LIMIT 1"
)
_ARTICLE_ON = (
    "SELECT 1 FROM articles WHERE first_day BETWEEN ? - 31 AND ? AND last_day >= ? LIMIT 1"
)


def latest_like(db: sqlite3.Connection, month: int, day: int | None) -> date | None:
    """The latest such day, or first day of such a month, on which anything is known.

    Dates of meetings come first; where none fits, those of publication. None when neither does.
    """
    facts = _ends(db, "facts", "day", "WHERE kind='meeting' AND span=0")
    found = None if facts is None else _latest(db, month, day, facts, _FACT_ON)
    if found is not None:
        return found
    articles = _ends(db, "articles", "first_day", "WHERE first_day IS NOT NULL")
    return None if articles is None else _latest(db, month, day, articles, _ARTICLE_ON)


def _ends(db: sqlite3.Connection, table: str, column: str, where: str) -> tuple[int, int] | None:
    """The first and last value of an indexed column."""
    select = f"SELECT {column} FROM {table} {where} ORDER BY {column}"
    first = db.execute(f"{select} LIMIT 1").fetchone()
    last = db.execute(f"{select} DESC LIMIT 1").fetchone()
    return None if first is None else (first[0], last[0])


def _latest(
    db: sqlite3.Connection, month: int, day: int | None, ends: tuple[int, int], statement: str
) -> date | None:
    first, last = ends
    # What began in December may last into the next year.
    for year in range(date.fromordinal(last).year + 1, date.fromordinal(first).year - 1, -1):
        try:
            start = date(year, month, day or 1)
        except ValueError:  # 29 February in most years, and the year 10000
            continue
        end = start if day is not None else _month_end(start)
        values = start.toordinal(), end.toordinal(), start.toordinal()
        if db.execute(statement, values).fetchone() is not None:
            return start
    return None


def _month_end(start: date) -> date:
    if start.month == 12:
        return start.replace(day=31)
    return start.replace(month=start.month + 1) - timedelta(days=1)
