"""Putting the pieces of the search indexes together, some pages after the other.

FTS5 writes what comes in into pieces of its own, and merges those of one size: after a million
articles each index has some thirty, all of which each search begins with. Merged into one, step by
step, others write in between and nobody waits for long. The steps are SQLite's ("merge" in
https://www.sqlite.org/fts5.html#the_merge_command): a negative number begins to merge all pieces
into one, positive ones go on with it.
"""

import sqlite3
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from knowledge.base.connections import Connections

TABLES = "sentence_fts", "fact_fts"
"""The full-text indexes of a fact base."""

PAGES = 100
"""Pages that a step writes, which takes some ten milliseconds."""

_SMALL = 1_000
"""An index of fewer pages is left as it is: nothing in it takes long."""

_APART = 0.1
"""The part of an index outside its largest piece from which on merging pays: it writes all anew."""


def merging(connections: "Connections", *, whatever: bool = False) -> Iterator[tuple[int, int]]:
    """Put the pieces of the search indexes together where that pays, or `whatever` it brings.

    Gives after each short transaction how many pages are done, of how many, roughly, and then
    leaves the base to others for as long as it took. Whoever breaks off loses nothing. What was
    deleted before is gone from the indexes at the end, whoever wrote to them meanwhile.
    """
    with connections.read() as db:
        sizes = {table: pages_of(db, table) for table in TABLES}
    apart = [table for table, pages in sizes.items() if whatever or is_apart(pages)]
    total = sum(sum(sizes[table]) for table in apart)
    done = 0
    for table in apart:
        for _ in _merged(connections, table):
            done = min(done + PAGES, total)
            yield done, total


def _merged(connections: "Connections", table: str) -> Iterator[None]:
    """Merge the pieces of an index, in steps that leave the base to others in between."""
    # SQLite leaves a merge of two or three pieces where it is once others have written as many new
    # ones: it says then that there is nothing to do. Begun again with those as well, it has too
    # many for that to happen.
    for _ in range(2):
        before = _pieces(connections, table)
        begin, more = True, True
        while more:
            began = time.monotonic()
            # Searches find the same.
            with connections.write(aside=True) as db:
                more = _step(db, table, begin=begin)
            begin = False
            yield
            # Who waits for the lock looks for it only now and then.
            time.sleep(time.monotonic() - began)
        if len(before & _pieces(connections, table)) < 2:
            return


def _pieces(connections: "Connections", table: str) -> frozenset[int]:
    """The numbers of the pieces of an index."""
    with connections.read() as db:
        return frozenset(id for (id,) in db.execute(f"SELECT DISTINCT segid FROM {table}_idx"))


def pages_of(db: sqlite3.Connection, table: str) -> list[int]:
    """How many pages the pieces of an index have, about, the largest first."""
    # The lowest bit says something else of a page.
    rows = db.execute(f"SELECT max(pgno) >> 1 FROM {table}_idx GROUP BY segid").fetchall()
    return sorted((number for (number,) in rows), reverse=True)


def is_apart(pages: list[int]) -> bool:
    """True where so much of an index stands in many pieces that searches take longer for it."""
    return sum(pages) >= _SMALL and sum(pages[1:]) >= _APART * sum(pages)


def _step(db: sqlite3.Connection, table: str, *, begin: bool) -> bool:
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
