"""Offices by the words of printed titles: "RCAF", "deputy commander-in-chief".

`offices.txt` knows the usual offices; articles print many more, and those are searched.
"""

from collections.abc import Iterable

from knowledge.base import Base
from knowledge.base.numbering import EXACT, UNDATED, numbers
from knowledge.base.search import match
from knowledge.model import Kind, Office
from knowledge.text import fold

_TITLES, _READ = 5, 200


def printed(words: Iterable[str], base: Base) -> list[Office]:
    """The offices whose printed title has all of these words, the latest first."""
    wanted = [word for text in words for word in fold(text).split()]
    expression = match(words=wanted)
    if expression is None:
        return []
    low = numbers(Kind.ROLE, EXACT, None, None)[0]
    high = numbers(Kind.ROLE, UNDATED, None, None)[1]
    with base.reader() as db:
        rows = db.execute(
            "SELECT r.title, r.party FROM fact_fts x JOIN role_facts r ON r.n = x.rowid"
            " WHERE fact_fts MATCH ? AND x.rowid BETWEEN ? AND ? ORDER BY x.rowid DESC LIMIT ?",
            (expression, low, high, _READ),
        ).fetchall()
    # Titles are searched together with names: the words must be the title's.
    offices = [
        Office(row["title"], row["party"])
        for row in rows
        if set(wanted) <= set(fold(row["title"]).split())
    ]
    return list(dict.fromkeys(offices))[:_TITLES]
