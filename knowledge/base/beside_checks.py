"""Whether the files beside a fact base can be read: those that the bot keeps of its own."""

import sqlite3
from contextlib import closing
from pathlib import Path

from knowledge.base.files import BESIDE, beside

PATIENCE = 2
"""Seconds for which a bot that writes is waited for."""


def problems(database: Path) -> tuple[int, tuple[str, ...]]:
    """How many files there are, and what is the matter with them, in plain sentences."""
    checked, found = 0, []
    for one in BESIDE:
        path = beside(database, one.name)
        if path.is_file() and path.stat().st_size:
            checked += 1
            wrong = _wrong(path)
            if wrong is not None:
                found.append(f"{path.name}, which holds {one.holds}, {wrong}")
    return checked, tuple(found)


def _wrong(path: Path) -> str | None:
    try:
        uri = f"{path.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(uri, PATIENCE, uri=True)) as db:
            db.execute("PRAGMA cell_size_check=ON")
            said = db.execute("PRAGMA integrity_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
        if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            return "is damaged"
        # A bot may be about to write; what it left unfinished it alone can end.
        busy = code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN)
        return None if busy else "can't be read"
    return None if said == "ok" else "is damaged"
