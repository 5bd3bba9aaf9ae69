"""Folds all that a base holds anew, from nothing: after a change of what the fold makes of it."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from knowledge.base import fold, index, people

_BATCH = 500

_DERIVED = (
    "facts", "strands", "marks", "mentions", "spellings", "likenesses", "slugs", "people",
)  # fmt: skip

_Value = TypeVar("_Value")

Progress = Callable[[int, int], None]
"""Told again and again how many articles are done, and of how many."""


def untold(done: int, total: int) -> None:
    """Progress that nobody watches."""


def refold(db: sqlite3.Connection, batch: int = _BATCH, progress: Progress = untold) -> None:
    """Fold all readings and decisions anew, from nothing; the caller has begun a transaction.

    There must be no savepoint in it: SQLite keeps a journal of its own for each statement under
    one, which takes longer with every page that was changed before.
    """
    db.execute("PRAGMA defer_foreign_keys=ON")
    with _texts_indexed_afterwards(db):
        _fold_from_nothing(db, batch, progress)


@contextmanager
def _texts_indexed_afterwards(db: sqlite3.Connection) -> Iterator[None]:
    """Fill the search index of facts in one go, which is faster than with each that is written."""
    triggers = db.execute(
        "SELECT name, sql FROM sqlite_master WHERE type='trigger' AND tbl_name='fact_texts'"
    ).fetchall()
    for name, _ in triggers:
        db.execute(f"DROP TRIGGER {name}")
    yield
    db.execute("INSERT INTO fact_fts(fact_fts) VALUES ('rebuild')")
    for _, statement in triggers:
        db.execute(statement)


def _fold_from_nothing(db: sqlite3.Connection, batch: int, progress: Progress) -> None:
    roster = [
        tuple(row)
        for row in db.execute("SELECT n, id, name, party, title FROM people WHERE origin='roster'")
    ]
    for table in _DERIVED:
        db.execute(f"DELETE FROM {table}")
    index.clear(db)
    db.executemany(
        "INSERT INTO people(n, id, name, party, title, origin) VALUES (?,?,?,?,?,'roster')", roster
    )
    keys = [row[0] for row in db.execute("SELECT DISTINCT key FROM roster_keys ORDER BY key")]
    for some in _batches(keys, batch):
        index.follow(db, people.cluster(db, some))
    numbers = [row[0] for row in db.execute("SELECT n FROM articles ORDER BY id")]
    for at, some in enumerate(_batches(numbers, batch)):
        progress(at * batch, len(numbers))
        index.follow(db, fold.fold(db, fold.Refold(set(some))))
    progress(len(numbers), len(numbers))


def _batches(values: list[_Value], size: int) -> Iterator[list[_Value]]:
    for start in range(0, len(values), size):
        yield values[start : start + size]
