"""Which deliveries have been dealt with: Slack sends some twice, also across a restart.

Kept in a small file of its own beside the fact base, so that a long ingest never makes an event
wait. When that file can't be written, or not soon enough for Slack, memory alone has to do until it
can; a damaged one is set aside and begun anew.
"""

import asyncio
import hashlib
import logging
import sqlite3
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from bot.observing.worker import Worker
from bot.sidefile import inode, is_damaged, make, set_aside
from knowledge.base import pragmas

KEPT = 24 * 3600
"""Seconds that a delivery is remembered; Slack's last retry comes after about six minutes."""

IN_HAND = 300
"""Seconds for which a click is taken that brings a file, unless it is done with sooner."""

WITHIN = 0.5
"""Seconds that the file has to answer: Slack waits three for what becomes of a form, in all."""

REST = 5.0
"""Seconds for which a file that failed, or was too slow, is let alone."""

IN_MEMORY = 5_000
PRUNE_EVERY = 500

SCHEMA = "CREATE TABLE IF NOT EXISTS seen (key TEXT PRIMARY KEY, at REAL) WITHOUT ROWID"

log = logging.getLogger("dateline.seen")


def beside(database: Path) -> Path:
    """The file of deliveries that belongs to a fact base: `dateline.db` → `dateline.seen.db`."""
    return database.with_name(f"{database.stem}.seen.db")


class Seen:
    """Claims deliveries, each once for all processes that share the file."""

    def __init__(self, path: Path, *, now: Callable[[], float] = time.time) -> None:
        self._path = path
        self._now = now
        # Until when each name is taken.
        self._recent: OrderedDict[bytes, float] = OrderedDict()
        self.worker = Worker("seen")
        self._connection: sqlite3.Connection | None = None
        self._file: int | None = None
        self._claims = 0
        self._broken = False
        # Until when (`time.monotonic`) the file is let alone, and what it has not done in time.
        self._rests = 0.0
        self._late: asyncio.Future[bool] | None = None
        # What was given back while the file could not be written; touched in the thread alone.
        self._owed: set[str] = set()

    async def claim(self, keys: Sequence[str], lasting: float = KEPT) -> bool:
        """Take a delivery by all its names; False when any of them was taken before.

        `lasting` is for how many seconds, at most `KEPT`: what is released when it is done must not
        stay taken when the process dies before. Never raises and never loses a delivery: without a
        usable file, memory decides.
        """
        now, names = self._now(), _names(keys)
        if any(self._recent.get(name, now) > now for name in names):
            return False
        for name in names:
            self._recent[name] = now + lasting
        while len(self._recent) > IN_MEMORY:
            self._recent.popitem(last=False)
        if self._is_resting():
            return True
        claimed = await self._in_thread(partial(self._claim, lasting), names)
        if not claimed:
            # Somebody else's claim, of which the file knows how long it lasts.
            for name in names:
                self._recent.pop(name, None)
        return claimed

    async def release(self, keys: Sequence[str]) -> None:
        """Give a delivery back that could not be dealt with, so that a retry finds it new."""
        names = _names(keys)
        for name in names:
            self._recent.pop(name, None)
        await self._in_thread(self._release, names, self._owed)

    async def close(self) -> None:
        """Close the file."""
        await self.worker.end_with(self._close)

    def _is_resting(self) -> bool:
        # Nothing is put behind what is late already: it would be late as well.
        late = self._late is not None and not self._late.done()
        return late or time.monotonic() < self._rests

    async def _in_thread(
        self,
        work: Callable[[sqlite3.Connection, Sequence[str]], bool],
        names: Sequence[bytes],
        owed: set[str] | None = None,
    ) -> bool:
        """What `work` gives, or True where the file can't say in time; `owed` notes what failed.

        What is late is done all the same, as soon as the file lets it.
        """
        kept = [name.hex() for name in names]

        def guarded() -> bool:
            try:
                connection = self._open()
                if self._owed:
                    self._release(connection, sorted(self._owed))
                    self._owed.clear()
                done = work(connection, kept)
            except (sqlite3.Error, OSError) as error:
                self._failed(error)
                if owed is not None and len(owed) < IN_MEMORY:
                    owed.update(kept)
                return True
            self._broken = False
            return done

        given = asyncio.ensure_future(self.worker.run(guarded))
        await asyncio.wait([given], timeout=WITHIN)
        if given.done():
            return given.result()
        self._late, self._rests = given, time.monotonic() + REST
        if not self._broken:
            self._broken = True
            log.warning("Deliveries are remembered in memory only: their file does not answer")
        return True

    def _failed(self, error: sqlite3.Error | OSError) -> None:
        self._close()
        if not self._broken:
            log.warning("Deliveries are remembered in memory only", exc_info=error)
        self._broken = True
        if isinstance(error, sqlite3.Error) and is_damaged(error):
            with suppress(OSError):
                set_aside(self._path, self._file)
                # The next one is remembered again.
                return
        self._rests = time.monotonic() + REST

    def _open(self) -> sqlite3.Connection:
        if self._connection is None or inode(self._path) != self._file:
            # Deleted, or put in another's place: other processes look there.
            self._close()
            self._file = make(self._path)
            connection = sqlite3.connect(self._path, timeout=2, isolation_level=None)
            try:
                pragmas.for_side_file(connection, erases=False, remembers=True)
                # The journal stays as SQLite makes it: to change its mode needs the file alone, and
                # SQLite does not wait for that, so of processes that start together one would fail.
                connection.execute("BEGIN IMMEDIATE")
                connection.execute(SCHEMA)
                connection.execute("COMMIT")
            except BaseException:
                connection.close()
                raise
            self._connection = connection
        return self._connection

    def _claim(self, lasting: float, connection: sqlite3.Connection, keys: Sequence[str]) -> bool:
        now = self._now()
        marks = ",".join("?" * len(keys))
        connection.execute("BEGIN IMMEDIATE")
        try:
            taken = connection.execute(
                f"SELECT 1 FROM seen WHERE key IN ({marks}) AND at > ? LIMIT 1",
                [*keys, now - KEPT],
            ).fetchone()
            if taken is None:
                # A row is forgotten `KEPT` after its time: what lasts less is dated back.
                at = now - KEPT + lasting
                connection.executemany(
                    "INSERT OR REPLACE INTO seen VALUES (?, ?)", [(key, at) for key in keys]
                )
            if self._claims % PRUNE_EVERY == 0:
                connection.execute("DELETE FROM seen WHERE at <= ?", [now - KEPT])
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        self._claims += 1
        return taken is None

    def _release(self, connection: sqlite3.Connection, keys: Sequence[str]) -> bool:
        connection.executemany("DELETE FROM seen WHERE key = ?", [(key,) for key in keys])
        return True

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _names(keys: Sequence[str]) -> list[bytes]:
    """What keys are remembered as: some end in what somebody asked, of which nothing is kept."""
    return [hashlib.sha256(key.encode(errors="replace")).digest() for key in keys]
