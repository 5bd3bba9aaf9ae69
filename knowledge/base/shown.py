"""The file beside a fact base in which the bot remembers which messages showed which facts.

It is the bot's to fill and to read (`bot/amending/`). What it is called and what it holds stands
here, so that what is somebody's can be deleted from it while no bot runs.
"""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from knowledge.base import pragmas
from knowledge.base.codec import storable
from knowledge.base.problems import BaseProblem

MESSAGES = """
    CREATE TABLE IF NOT EXISTS messages(
      n INTEGER PRIMARY KEY,
      team TEXT NOT NULL,
      channel TEXT NOT NULL,
      ts TEXT NOT NULL,
      thread TEXT NOT NULL,
      sort TEXT NOT NULL,
      person TEXT NOT NULL,
      at REAL NOT NULL,
      since INTEGER NOT NULL,
      seen INTEGER NOT NULL,
      facts TEXT NOT NULL,
      again TEXT NOT NULL,
      url TEXT NOT NULL,
      due INTEGER NOT NULL DEFAULT 0,
      tries INTEGER NOT NULL DEFAULT 0,
      wait REAL NOT NULL DEFAULT 0
    ) STRICT
"""
"""A message; `ts` is "" where Slack did not tell it. `person` asked, or shared it.

`since` and `seen` are places in the log of decisions: up to which it was right when it was first
shown, and as it stands now. `facts` (JSON) are ids, readings and digests, `again` (JSON) what it is
drawn from, `url` where its reader alone can be told, for half an hour. `due` is the place of the
last decision that it waits to be amended for, `wait` the instant before which it is not tried.
"""

MESSAGES_AT = """
    CREATE UNIQUE INDEX IF NOT EXISTS messages_at ON messages(team, channel, ts) WHERE ts <> ''
"""
MESSAGES_DUE = "CREATE INDEX IF NOT EXISTS messages_due ON messages(due) WHERE due > 0"
MESSAGES_OLD = "CREATE INDEX IF NOT EXISTS messages_old ON messages(at)"

TARGETS = """
    CREATE TABLE IF NOT EXISTS targets(
      target TEXT NOT NULL,
      message INTEGER NOT NULL,
      PRIMARY KEY (target, message)
    ) STRICT, WITHOUT ROWID
"""
"""What a message depends on, as decisions name it: `reading:ID`, `person:ID`, `article:ID`."""

TARGETS_OF = "CREATE INDEX IF NOT EXISTS targets_of ON targets(message)"

NOTES = """
    CREATE TABLE IF NOT EXISTS notes(
      team TEXT NOT NULL,
      channel TEXT NOT NULL,
      decision INTEGER NOT NULL,
      thread TEXT NOT NULL,
      words TEXT NOT NULL,
      at REAL NOT NULL,
      key TEXT NOT NULL DEFAULT '',
      tried REAL,
      wait REAL NOT NULL DEFAULT 0,
      done INTEGER NOT NULL DEFAULT 0,
      PRIMARY KEY (team, channel, decision)
    ) STRICT, WITHOUT ROWID
"""
"""What is told in a channel where messages can't be amended, once for each decision."""

PROGRESS = """
    CREATE TABLE IF NOT EXISTS progress(
      one INTEGER PRIMARY KEY CHECK (one = 1),
      done INTEGER NOT NULL,
      holder TEXT NOT NULL,
      lease REAL NOT NULL
    ) STRICT
"""
"""How far in the log messages were looked for, and who goes on with it until when."""

SCHEMA = (
    *(MESSAGES, MESSAGES_AT, MESSAGES_DUE, MESSAGES_OLD, TARGETS, TARGETS_OF, NOTES),
    PROGRESS,
)

_PATIENCE = 5
"""Seconds that deleting waits for a bot that writes."""


def beside(database: Path) -> Path:
    """The file that belongs to a fact base: `dateline.db` → `dateline.shown.db`."""
    return database.with_name(f"{database.stem}.shown.db")


def forget_person(database: Path, person: str) -> int:
    """Delete what somebody asked from the file beside a fact base; how many messages it was of.

    Messages that only they read are forgotten. Those in channels are amended still, without what
    they asked and without who it was.

    Raises:
        BaseProblem: the file can't be written.
    """
    path = beside(database)
    if not path.exists():
        return 0
    who = storable(person)
    try:
        with closing(sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)) as db:
            pragmas.for_side_file(db)
            for statement in SCHEMA:
                db.execute(statement)
            db.execute("BEGIN IMMEDIATE")
            own = [
                n
                for (n,) in db.execute(
                    "SELECT n FROM messages WHERE person=? AND (channel LIKE 'D%' OR url<>'')",
                    (who,),
                )
            ]
            drop(db, own)
            others = db.execute(
                "UPDATE messages SET person='', again='{}' WHERE person=?", (who,)
            ).rowcount
            db.execute("COMMIT")
            return len(own) + others
    except sqlite3.Error as error:
        raise BaseProblem(
            f"{path.name}, which holds which messages showed which facts, can't be written. Check "
            "its access rights and try again; a damaged one may be deleted."
        ) from error


def drop(db: sqlite3.Connection, messages: Iterable[int]) -> None:
    """Forget messages by their numbers, with all that hangs on them."""
    for n in messages:
        db.execute("DELETE FROM targets WHERE message=?", (n,))
        db.execute("DELETE FROM messages WHERE n=?", (n,))
