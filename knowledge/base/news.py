"""What is new: facts that the articles of some days are the first to tell."""

import sqlite3
from collections.abc import Iterable

from knowledge.base.numbering import CLASS_SHIFT, SPANS, fact_class, moment
from knowledge.model import Kind

NEWS = 300
"""Facts of a digest at most."""


def last_day(db: sqlite3.Connection, day: int) -> int | None:
    """The last day up to `day` on which an article was published (both ordinals)."""
    (found,) = db.execute("SELECT max(last_day) FROM articles WHERE last_day<=?", (day,)).fetchone()
    return None if found is None else int(found)


def facts(
    db: sqlite3.Connection, kinds: Iterable[Kind], first: int, last: int, limit: int
) -> list[int]:
    """The facts of these kinds that no article told before the day `first`, the newest first.

    Days are ordinals of publication; an article of which only the month is known counts for its
    last day. Of more than `limit` those that were told last are given.
    """
    classes = [fact_class(kind, span) for kind in kinds for span in SPANS]
    rows = db.execute(
        f"SELECT n FROM facts WHERE first_told BETWEEN ? AND ?"
        f" AND n >> {CLASS_SHIFT} IN ({','.join('?' * len(classes))})"
        " ORDER BY first_told DESC, n DESC LIMIT ?",
        (first, last, *classes, limit),
    )
    return sorted((n for (n,) in rows), key=moment, reverse=True)
