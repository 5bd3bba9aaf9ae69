"""What is new: facts that the articles of some days are the first to tell."""

import sqlite3
from collections.abc import Iterable

from knowledge.base.numbering import CLASS_SHIFT, kind_of, moment
from knowledge.model import Kind

_TOLD = """
    SELECT DISTINCT f.n AS n, f.root AS root
    FROM articles a
    JOIN readings r ON r.article = a.n AND r.current
    JOIN marks m ON m.reading = r.n
    JOIN strands s ON s.n = m.strand
    JOIN facts f ON f.root = s.root
    WHERE a.last_day BETWEEN ? AND ?
"""
_BEFORE = """
    SELECT 1 FROM strands s JOIN marks m ON m.strand = s.n WHERE s.root = ? AND m.day < ? LIMIT 1
"""


def last_day(db: sqlite3.Connection, day: int) -> int | None:
    """The last day up to `day` on which an article was published (both ordinals)."""
    (found,) = db.execute("SELECT max(last_day) FROM articles WHERE last_day<=?", (day,)).fetchone()
    return None if found is None else int(found)


def facts(db: sqlite3.Connection, kinds: Iterable[Kind], first: int, last: int) -> list[int]:
    """The facts of these kinds that no article told before the day `first`, the newest first.

    Days are ordinals of publication; an article of which only the month is known counts for its
    last day.
    """
    wanted = set(kinds)
    rows = db.execute(_TOLD, (first, last)).fetchall()
    new = [
        row["n"]
        for row in rows
        if kind_of(row["n"] >> CLASS_SHIFT) in wanted
        and db.execute(_BEFORE, (row["root"], first)).fetchone() is None
    ]
    return sorted(new, key=moment, reverse=True)
