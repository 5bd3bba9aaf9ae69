"""A fact base that takes another one's place: only when it is whole."""

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

_LEFT_BY_SQLITE = ("-wal", "-shm")


def beside(database: Path) -> Path:
    """Where a fact base is made that is to take another one's place."""
    return database.with_name(f"{database.stem}.new.db")


def remove(database: Path) -> None:
    """Remove a fact base with what belongs to its articles and the files SQLite keeps for it."""
    for path in (database, _parses(database)):
        for one in (path, *(path.with_name(path.name + end) for end in _LEFT_BY_SQLITE)):
            one.unlink(missing_ok=True)


def take_place(new: Path, database: Path) -> None:
    """Put a new fact base in the place of another one."""
    with closing(sqlite3.connect(new)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # All of it must be in the file that moves.
    remove(database)
    new.replace(database)
    with suppress(FileNotFoundError):
        _parses(new).replace(_parses(database))
    remove(new)


def _parses(database: Path) -> Path:
    return database.with_suffix(".parses.db")
