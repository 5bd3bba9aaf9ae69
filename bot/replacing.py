"""A fact base that takes another one's place: only when it is whole, and nobody uses the other."""

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

_LEFT_BY_SQLITE = ("-wal", "-shm")


def in_use(database: Path) -> bool:
    """Whether another process has a fact base open, such as a Dateline that answers from it."""
    if not database.exists():
        return False
    try:
        with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=rw", 0, uri=True)) as db:
            # All who have the file open hold a lock on it that this one can't be had beside.
            db.execute("PRAGMA locking_mode = EXCLUSIVE")
            db.execute("BEGIN EXCLUSIVE")
            db.rollback()
    except sqlite3.OperationalError as error:
        return error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
    except sqlite3.Error:
        return False  # no fact base at all
    return False


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
