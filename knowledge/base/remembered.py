"""The file beside a fact base in which the bot remembers what was asked in a thread.

It is the bot's to fill and to read (`bot/threads.py`). What it is called and what it holds stands
here, so that somebody's words can be deleted from it while no bot runs.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from knowledge.base import pragmas
from knowledge.base.codec import storable
from knowledge.base.problems import BaseProblem

SCHEMA = """
    CREATE TABLE IF NOT EXISTS turns(
      place TEXT NOT NULL,
      thread TEXT NOT NULL,
      ts TEXT NOT NULL,
      at REAL NOT NULL,
      person TEXT NOT NULL,
      alone INTEGER NOT NULL CHECK (alone IN (0, 1)),
      text TEXT NOT NULL,
      answer TEXT,
      PRIMARY KEY (place, thread, ts)
    ) STRICT, WITHOUT ROWID
"""
"""`person` asked; `alone` marks what nobody else in the thread has seen."""

FORGET_NAMELESS = "DROP TABLE IF EXISTS asked"
"""Earlier versions kept questions without whose they were: nobody could have them deleted."""

_PATIENCE = 5
"""Seconds that deleting waits for a bot that writes."""


def beside(database: Path) -> Path:
    """The file that belongs to a fact base: `dateline.db` → `dateline.threads.db`."""
    return database.with_name(f"{database.stem}.threads.db")


def forget_person(database: Path, person: str) -> int:
    """Delete the questions of a person from the file beside a fact base; how many they were.

    Raises:
        BaseProblem: the file can't be written.
    """
    path = beside(database)
    if not path.exists():
        return 0
    try:
        with closing(sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)) as db:
            pragmas.for_side_file(db)
            db.execute(FORGET_NAMELESS)
            db.execute(SCHEMA)
            return db.execute("DELETE FROM turns WHERE person=?", (storable(person),)).rowcount
    except sqlite3.Error as error:
        raise BaseProblem(
            f"{path.name}, which holds the questions of threads, can't be written. Check its "
            "access rights and try again; a damaged one may be deleted."
        ) from error
