"""Keeps the strands of a block in step with its marks; strands that tell the same stay."""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, TypeVar

APART = "\x1f"
"""Comes in a block before the decision by which its readings tell of an event of their own."""


def is_apart(block: str) -> bool:
    """True for the block of readings that people took out of a fact: nothing joins them."""
    return APART in block


class Marked(Protocol):
    """Anything that stands for a reading."""

    @property
    def reading(self) -> int:
        """The reading's row number."""


Mark = TypeVar("Mark", bound=Marked)


def put_strands(
    db: sqlite3.Connection,
    block: str,
    marks: Iterable[tuple[Mark, int | None]],
    changed: tuple[set[int], set[int]],
    cluster: Callable[[list[Mark]], Iterable[Sequence[Mark]]],
    make: Callable[[Sequence[Mark]], int],
) -> tuple[set[int], list[int]]:
    """Fold one block; return the rows of strands to go and of those that are new.

    `marks` come with the strand that holds them so far; `changed` are the readings whose mark is
    new or another, and the strands that may have lost one. `make` stores a new strand, its own
    root so far. Those to go are still there, without marks.
    """
    given: list[Mark] = []
    held: dict[int, set[int]] = defaultdict(set)
    for mark, strand in marks:
        given.append(mark)
        if strand is not None:
            held[strand].add(mark.reading)
    fresh, shaken = changed
    unchanged = {
        frozenset(readings): n
        for n, readings in held.items()
        if n not in shaken and not readings & fresh
    }
    kept: set[int] = set()
    added: list[int] = []
    for members in cluster(given) if given else []:
        readings = frozenset(member.reading for member in members)
        if readings in unchanged:
            kept.add(unchanged[readings])
            continue
        n = make(members)
        rows = [(n, member.reading) for member in members]
        db.executemany("UPDATE marks SET strand=? WHERE reading=?", rows)
        added.append(n)
    old = {row[0] for row in db.execute("SELECT n FROM strands WHERE block=?", (block,))}
    return old - kept - set(added), added


def new_strand(db: sqlite3.Connection, block: str, **columns: int | str | None) -> int:
    """Store a strand of a block that is its own root; returns its row."""
    names, marks = ",".join(columns), ",".join("?" * len(columns))
    cursor = db.execute(
        f"INSERT INTO strands(n, own, root, block, {names}) SELECT n, n, n, ?, {marks}"
        " FROM (SELECT coalesce(max(n), 0) + 1 AS n FROM strands)",
        (block, *columns.values()),
    )
    return int(cursor.lastrowid or 0)


def drop(db: sqlite3.Connection, strands: Iterable[int]) -> None:
    """Delete strands."""
    db.executemany("DELETE FROM strands WHERE n=?", [(n,) for n in strands])


def rooted(db: sqlite3.Connection, roots: Iterable[tuple[int, int]]) -> set[int]:
    """Store strands' roots as their readings give them; return all roots, the old and the new."""
    found: set[int] = set()
    for n, root in roots:
        own, old = db.execute("SELECT own, root FROM strands WHERE n=?", (n,)).fetchone()
        if own != root:
            db.execute("UPDATE strands SET own=?1, root=?1 WHERE n=?2", (root, n))
        found |= {own, old, root}
    return found
