"""What was asked before, thread by thread, so that "and with China?" can be understood.

Kept in a small file beside the fact base, so that it outlives a restart and any process can answer:
the words with which people addressed the bot, nothing that they said to each other, at most
`REMEMBERED` of a thread, and none for longer than the house says.

In a direct message people seldom open threads: what somebody asks there goes on from what they
asked just before, and a pause of `PAUSE` ends that. A thread there begins with the question that
stands, or whose answer stands, at its top.
"""

import logging
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot.sidefile import SideFile
from knowledge.base.codec import storable

REMEMBERED = 6
"""Questions of a thread that a new one is understood with."""

PAUSE = 30 * 60
"""Seconds of silence that end what goes on in a direct message outside of threads."""

TOPS = 50
"""Questions of a direct message outside of threads: each may have a thread below it."""

LONGEST = 500
"""Characters of a question that are kept."""

MOST = 100_000
"""Questions of all threads together."""

PRUNE_EVERY = 200
DAY = 24 * 3600

log = logging.getLogger("dateline.threads")

_SCHEMA = """
    CREATE TABLE IF NOT EXISTS asked(
      place TEXT NOT NULL,
      thread TEXT NOT NULL,
      ts TEXT NOT NULL,
      at REAL NOT NULL,
      text TEXT NOT NULL,
      answer TEXT,
      PRIMARY KEY (place, thread, ts)
    ) STRICT, WITHOUT ROWID
"""


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody's words to the bot.

    `place` names the channel in all of Slack, `ts` the message in it. `thread` is the `ts` of the
    thread it stands in, or begins by being answered there; None in a direct message outside of
    threads.
    """

    place: str
    thread: str | None
    ts: str
    text: str


def beside(database: Path) -> Path:
    """The file that belongs to a fact base: `dateline.db` → `dateline.threads.db`."""
    return database.with_name(f"{database.stem}.threads.db")


class Threads:
    """Remembers what was asked, for so many days; with none it remembers nothing.

    Never raises: with a file that can't be used, each question is understood on its own.
    """

    def __init__(self, path: Path, days: int, *, now: Callable[[], float] = time.time) -> None:
        self._file = SideFile(path, _SCHEMA)
        self._days = days
        self._now = now
        self._taken = 0
        self._broken = False

    async def begin(self) -> None:
        """Forget what was kept for long enough; all of it where nothing is to be kept."""
        try:
            if self._days:
                await self._file.run(self._prune)
            else:
                await self._file.remove()
        except (sqlite3.Error, OSError):
            self._complain()

    async def take(self, turn: Turn) -> tuple[str, ...]:
        """What was asked before this, oldest first; and keep it for those that come after.

        The same turn may be taken again, as when Slack delivers it twice.
        """
        if not self._days:
            return ()
        self._taken += 1
        try:
            return await self._file.run(lambda db: self._take(db, turn))
        except (sqlite3.Error, OSError):
            self._complain()
            return ()

    async def answered(self, turn: Turn, ts: str) -> None:
        """Note which message answers a turn: a thread may be opened below it."""
        if not self._days or turn.thread is not None:
            return
        statement = "UPDATE asked SET answer=? WHERE place=? AND thread='' AND ts=?"
        try:
            await self._file.run(lambda db: db.execute(statement, (ts, turn.place, turn.ts)))
        except (sqlite3.Error, OSError):
            self._complain()

    async def close(self) -> None:
        """Close the file."""
        await self._file.close()

    def _complain(self) -> None:
        if not self._broken:
            log.warning("Earlier questions of threads can't be kept or read", exc_info=True)
        self._broken = True

    def _take(self, db: sqlite3.Connection, turn: Turn) -> tuple[str, ...]:
        thread = turn.thread or ""
        db.execute("BEGIN IMMEDIATE")
        earlier = _in_thread(db, turn, thread) if thread else _lately(db, turn)
        db.execute(
            "INSERT OR IGNORE INTO asked(place, thread, ts, at, text) VALUES (?,?,?,?,?)",
            (turn.place, thread, turn.ts, self._now(), storable(turn.text[:LONGEST])),
        )
        db.execute(
            "DELETE FROM asked WHERE place=?1 AND thread=?2 AND ts <= (SELECT ts FROM asked"
            " WHERE place=?1 AND thread=?2 ORDER BY ts DESC LIMIT 1 OFFSET ?3)",
            (turn.place, thread, REMEMBERED if thread else TOPS),
        )
        db.execute("COMMIT")
        if self._taken % PRUNE_EVERY == 0:
            self._prune(db)
        return earlier

    def _prune(self, db: sqlite3.Connection) -> None:
        db.execute("DELETE FROM asked WHERE at <= ?", (self._now() - self._days * DAY,))
        db.execute(
            "DELETE FROM asked WHERE at <="
            " (SELECT at FROM asked ORDER BY at DESC LIMIT 1 OFFSET ?)",
            (MOST,),
        )


def _in_thread(db: sqlite3.Connection, turn: Turn, thread: str) -> tuple[str, ...]:
    """What was asked in the thread, and at its top in a direct message."""
    rows = db.execute(
        "SELECT text FROM asked WHERE place=?1 AND ts < ?3"
        " AND (thread=?2 OR (thread='' AND (ts=?2 OR answer=?2))) ORDER BY ts DESC LIMIT ?4",
        (turn.place, thread, turn.ts, REMEMBERED),
    ).fetchall()
    return tuple(text for (text,) in reversed(rows))


def _lately(db: sqlite3.Connection, turn: Turn) -> tuple[str, ...]:
    """What was asked in a direct message since the last pause."""
    rows = db.execute(
        "SELECT ts, text FROM asked WHERE place=? AND thread='' AND ts < ?"
        " ORDER BY ts DESC LIMIT ?",
        (turn.place, turn.ts, REMEMBERED),
    ).fetchall()
    earlier: list[str] = []
    later = turn.ts
    for ts, text in rows:
        if _seconds(later) - _seconds(ts) > PAUSE:
            break
        earlier.insert(0, text)
        later = ts
    return tuple(earlier)


def _seconds(ts: str) -> float:
    """When a message was posted, by its `ts`; 0 for one that is none."""
    try:
        return float(ts)
    except ValueError:
        return 0.0
