"""Whether somebody uses a fact base, as must be known before it is replaced."""

import sqlite3
from contextlib import closing
from pathlib import Path

_SMALLEST_PAGE = 512


def in_use(database: Path) -> bool:
    """Whether another process has a fact base open, such as a Dateline that answers from it."""
    try:
        # To SQLite, less than a page is an empty file, whose logs it deletes with all they hold.
        if database.stat().st_size < _SMALLEST_PAGE:
            return False
    except OSError:
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
