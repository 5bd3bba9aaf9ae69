"""What was asked before, thread by thread, so that "and with China?" can be understood.

Kept in a small file beside the fact base, so that it outlives a restart and any process can answer:
the words with which people addressed the bot and who did, nothing that they said to each other, at
most `REMEMBERED` of a thread, and none for longer than the house says.

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
from knowledge.base import remembered
from knowledge.base.codec import storable
from knowledge.base.remembered import beside

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

__all__ = ["Earlier", "Threads", "Turn", "beside"]


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody's words to the bot.

    `place` names the channel in all of Slack, `ts` the message in it. `thread` is the `ts` of the
    thread it stands in, or begins by being answered there; None in a direct message outside of
    threads. `person` is the user id. What is asked `alone`, with a button, is answered to them and
    seen by nobody else in the thread: none but their own questions go on from it.
    """

    place: str
    thread: str | None
    ts: str
    text: str
    person: str
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was asked before, and by whom."""

    text: str
    person: str


class Threads:
    """Remembers what was asked, for so many days; with none it remembers nothing.

    Never raises: with a file that can't be used, each question is understood on its own.
    """

    def __init__(self, path: Path, days: int, *, now: Callable[[], float] = time.time) -> None:
        self._file = SideFile(path, remembered.SCHEMA, remembers=True)
        self._days = days
        self._now = now
        self._taken = 0
        self._broken = False

    async def begin(self) -> None:
        """Forget what was kept for long enough; all of it where nothing is to be kept."""
        try:
            if self._days:
                await self._file.run(lambda db: db.execute(remembered.FORGET_NAMELESS))
                await self._file.run(self._prune)
                await self._file.tidy(self._now() - self._days * DAY)
            else:
                await self._file.remove()
        except (sqlite3.Error, OSError):
            self._complain()

    async def take(self, turn: Turn) -> tuple[Earlier, ...]:
        """What was asked before this, oldest first; and keep it for those that come after.

        The same turn may be taken again, as when Slack delivers it twice.
        """
        if not self._days:
            return ()
        self._taken += 1
        try:
            earlier = await self._file.run(lambda db: self._take(db, turn))
        except (sqlite3.Error, OSError):
            self._complain()
            return ()
        self._broken = False
        return earlier

    async def answered(self, turn: Turn, ts: str) -> None:
        """Note which message answers a turn: a thread may be opened below it."""
        if not self._days or turn.thread is not None:
            return
        statement = "UPDATE turns SET answer=? WHERE place=? AND thread='' AND ts=?"
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

    def _take(self, db: sqlite3.Connection, turn: Turn) -> tuple[Earlier, ...]:
        thread = turn.thread or ""
        db.execute("BEGIN IMMEDIATE")
        earlier = _in_thread(db, turn, thread) if thread else _lately(db, turn)
        db.execute(
            "INSERT OR IGNORE INTO turns(place, thread, ts, at, person, alone, text)"
            " VALUES (?,?,?,?,?,?,?)",
            (
                *(turn.place, thread, turn.ts, self._now(), storable(turn.person)),
                *(turn.alone, storable(turn.text[:LONGEST])),
            ),
        )
        # What one person asks alone does not crowd out what was asked before everybody.
        alike = "place=?1 AND thread=?2 AND alone=?3 AND (NOT alone OR person=?4)"
        db.execute(
            f"DELETE FROM turns WHERE {alike} AND ts <= (SELECT ts FROM turns"
            f" WHERE {alike} ORDER BY ts DESC LIMIT 1 OFFSET ?5)",
            (
                *(turn.place, thread, turn.alone, storable(turn.person)),
                REMEMBERED if thread else TOPS,
            ),
        )
        db.execute("COMMIT")
        if self._taken % PRUNE_EVERY == 0:
            self._prune(db)
        return earlier

    def _prune(self, db: sqlite3.Connection) -> None:
        db.execute("DELETE FROM turns WHERE at <= ?", (self._now() - self._days * DAY,))
        db.execute(
            "DELETE FROM turns WHERE at <="
            " (SELECT at FROM turns ORDER BY at DESC LIMIT 1 OFFSET ?)",
            (MOST,),
        )


def _in_thread(db: sqlite3.Connection, turn: Turn, thread: str) -> tuple[Earlier, ...]:
    """What was asked in the thread, as far as this person has seen, and at its top directly."""
    rows = db.execute(
        "SELECT text, person FROM turns WHERE place=?1 AND ts < ?3"
        " AND (NOT alone OR person=?5)"
        " AND (thread=?2 OR (thread='' AND (ts=?2 OR answer=?2))) ORDER BY ts DESC LIMIT ?4",
        (turn.place, thread, turn.ts, REMEMBERED, storable(turn.person)),
    ).fetchall()
    return tuple(Earlier(text, person) for text, person in reversed(rows))


def _lately(db: sqlite3.Connection, turn: Turn) -> tuple[Earlier, ...]:
    """What was asked in a direct message since the last pause."""
    rows = db.execute(
        "SELECT ts, text, person FROM turns WHERE place=? AND thread='' AND ts < ?"
        " ORDER BY ts DESC LIMIT ?",
        (turn.place, turn.ts, REMEMBERED),
    ).fetchall()
    earlier: list[Earlier] = []
    later = turn.ts
    for ts, text, person in rows:
        if _seconds(later) - _seconds(ts) > PAUSE:
            break
        earlier.insert(0, Earlier(text, person))
        later = ts
    return tuple(earlier)


def _seconds(ts: str) -> float:
    """When a message was posted, by its `ts`; 0 for one that is none."""
    try:
        return float(ts)
    except ValueError:
        return 0.0
