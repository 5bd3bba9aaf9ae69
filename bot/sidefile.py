"""A small SQLite file of the bot's own beside the fact base, for what is none of the archive's.

Only its owner may read it, what is deleted from it is gone, and a long ingest into the fact base
never makes it wait.
"""

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from bot.observing.worker import Worker

PATIENCE = 5
"""Seconds that a piece of work waits for another process that writes."""

T = TypeVar("T")


class SideFile:
    """Runs work on the file in a thread of its own, one piece after the other."""

    def __init__(self, path: Path, *schema: str) -> None:
        """Nothing is opened before the first work; `schema` makes each table that there is not."""
        self._path = path
        self._schema = schema
        self._worker = Worker(path.stem)

    async def run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Run `work` with a connection that commits each statement by itself.

        Raises:
            sqlite3.Error, OSError: the file can't be read, made or written.
        """
        return await self._worker.run(self._work, work)

    async def remove(self) -> None:
        """Delete the file, if there is one.

        Raises:
            OSError: it can't be deleted.
        """
        await self._worker.run(self._remove)

    async def close(self) -> None:
        """End the thread once what it was given is written."""
        await self._worker.end()

    def _remove(self) -> None:
        # A log that stays would be taken for one of the next file of this name; it goes first.
        for end in ("-wal", "-shm", "-journal", ""):
            self._path.with_name(self._path.name + end).unlink(missing_ok=True)

    def _work(self, work: Callable[[sqlite3.Connection], T]) -> T:
        # Made before SQLite does, so that nobody else can read it for a moment.
        os.close(os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600))
        db = sqlite3.connect(self._path, timeout=PATIENCE, isolation_level=None)
        try:
            db.execute("PRAGMA secure_delete=ON")
            for statement in self._schema:
                db.execute(statement)
            return work(db)
        finally:
            db.close()
