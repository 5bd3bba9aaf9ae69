"""How connections to SQLite files are set up: of the fact base, and of the files beside it.

What is acknowledged is on the disk: every commit of the base syncs its write-ahead log
(`synchronous=FULL`), since with `NORMAL`, the usual choice for WAL, a power cut takes back what was
committed since the last checkpoint. Files beside the base keep SQLite's journal, whose end is only
certain to outlive a power cut with `EXTRA`, which syncs the folder too. Those that only remember
are not synced: what a power cut does to them is harmless, and nobody should wait for the disk.
"""

import sqlite3
import time

BUSY_MS = 5_000
"""How long a connection waits for another's write, in milliseconds."""

SETTLE_MS = 250
"""How long emptying the write-ahead log waits for those who still read from it."""

_WRITING_KIB = 16_000
_READING_KIB = 4_000
"""Pages that a connection keeps for itself. Who writes needs those that a fold changes again and
again; who reads would keep what the system keeps anyway, once for each thread, and lets go of all
of it whenever somebody writes: with four times as much, answers over 100,000 facts take as long."""

_BUILDING_CACHE_KIB = 1_000_000
_CHECKPOINT_PAGES = 4_000
_PAUSE = 0.01


def for_base(db: sqlite3.Connection, *, readonly: bool) -> None:
    """Set up a connection to a fact base.

    Raises:
        sqlite3.Error: the file can't be read, or can't be written with `readonly` unset.
    """
    db.execute(f"PRAGMA busy_timeout={BUSY_MS}")
    db.execute("PRAGMA foreign_keys=ON")
    db.execute(f"PRAGMA cache_size=-{_READING_KIB if readonly else _WRITING_KIB}")
    db.execute("PRAGMA temp_store=MEMORY")
    db.execute("PRAGMA cell_size_check=ON")
    if readonly:
        db.execute("PRAGMA query_only=ON")
        db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    else:
        _write_ahead(db)
        db.execute("PRAGMA synchronous=FULL")
        db.execute(f"PRAGMA wal_autocheckpoint={_CHECKPOINT_PAGES}")


def unsynced(db: sqlite3.Connection, *, on: bool) -> None:
    """Leave a fact base that is being built to the operating system, or sync it again as usual.

    Its pages are kept in memory as far as they fit, since indexes are entered all over. With a
    longer log less would be written, but each page is looked for in all of it.
    """
    db.execute(f"PRAGMA synchronous={'OFF' if on else 'FULL'}")
    db.execute(f"PRAGMA cache_size=-{_BUILDING_CACHE_KIB if on else _WRITING_KIB}")


def for_side_file(db: sqlite3.Connection, *, erases: bool = True, remembers: bool = False) -> None:
    """Set up a connection to a file beside the base; what is deleted from it is gone.

    One that only `remembers` may be lost without harm, and so in a power cut. A process that is
    killed loses nothing in either.
    """
    db.execute("PRAGMA cell_size_check=ON")
    # Its tables need no functions; those of the base have an index over JSON, which this forbids.
    db.execute("PRAGMA trusted_schema=OFF")
    db.execute(f"PRAGMA synchronous={'OFF' if remembers else 'EXTRA'}")
    if erases:
        db.execute("PRAGMA secure_delete=ON")


def _write_ahead(db: sqlite3.Connection) -> None:
    """Turn WAL on, which is kept in the file; SQLite does not wait for others here, so we do."""
    until = time.monotonic() + BUSY_MS / 1000
    while True:
        try:
            db.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
        time.sleep(_PAUSE)
