"""Putting the pieces of the search indexes together, some pages after the other.

FTS5 writes what comes in into pieces of its own, and merges those of one size: after a million
articles each index has some thirty, all of which each search begins with. Merged into one, step by
step, others write in between and nobody waits for long. The steps are SQLite's ("merge" in
https://www.sqlite.org/fts5.html#the_merge_command): a negative number begins to merge all pieces
into one, positive ones go on with it.
"""

import sqlite3

TABLES = "sentence_fts", "fact_fts"
"""The full-text indexes of a fact base."""

PAGES = 100
"""Pages that a step writes, which takes some ten milliseconds."""

_SMALL = 1_000
"""An index of fewer pages is left as it is: nothing in it takes long."""

_APART = 0.1
"""The part of an index outside its largest piece from which on merging pays: it writes all anew."""


def pages_of(db: sqlite3.Connection, table: str) -> list[int]:
    """How many pages the pieces of an index have, about, the largest first."""
    # The lowest bit says something else of a page.
    rows = db.execute(f"SELECT max(pgno) >> 1 FROM {table}_idx GROUP BY segid").fetchall()
    return sorted((number for (number,) in rows), reverse=True)


def segments(db: sqlite3.Connection, table: str) -> frozenset[int]:
    """The numbers of the pieces of an index."""
    return frozenset(id for (id,) in db.execute(f"SELECT DISTINCT segid FROM {table}_idx"))


def is_apart(pages: list[int]) -> bool:
    """True where so much of an index stands in many pieces that searches take longer for it."""
    return sum(pages) >= _SMALL and sum(pages[1:]) >= _APART * sum(pages)


def step(db: sqlite3.Connection, table: str, *, begin: bool) -> bool:
    """Merge some pages within a transaction; False when there is nothing left to merge.

    The first step has to `begin` with all pieces that there are then.
    """
    # Others may have deleted what must not stay in the free pages that this leaves.
    db.execute("PRAGMA secure_delete=ON")
    before = db.total_changes
    pages = -PAGES if begin else PAGES
    db.execute(f"INSERT INTO {table}({table}, rank) VALUES ('merge', ?)", (pages,))
    # The statement itself counts as a change.
    return db.total_changes - before >= 2
