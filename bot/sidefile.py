"""A small SQLite file of the bot's own beside the fact base, for what is none of the archive's.

Only its owner may read it, what is deleted from it is gone, and a long ingest into the fact base
never makes it wait. What people made is on the disk once it is acknowledged, and a damaged file of
it is left as it is, and refused. One that only remembers waits for no disk, and a damaged one is
set aside and begun anew.
"""

import logging
import os
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from bot.observing.worker import Worker
from knowledge.base import pragmas
from knowledge.base.files import DAMAGED, damaged

PATIENCE = 5
"""Seconds that a piece of work waits for another process that writes."""

_OF_SQLITE = ("-wal", "-shm", "-journal")

T = TypeVar("T")

log = logging.getLogger("dateline.files")


class SideFile:
    """Runs work on the file in a thread of its own, one piece after the other."""

    def __init__(self, path: Path, *schema: str, remembers: bool = False) -> None:
        """Nothing is opened before the first work; `schema` makes each table that there is not.

        A file that only `remembers` may be lost without harm.
        """
        self._path = path
        self._schema = schema
        self._remembers = remembers
        self._worker = Worker(path.stem)
        self._complained = False

    async def run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Run `work` with a connection that commits each statement by itself.

        Raises:
            sqlite3.Error, OSError: the file can't be read, made or written, or is damaged.
        """
        return await self._worker.run(self._work, work)

    async def remove(self) -> None:
        """Delete the file, if there is one, and damaged ones that were set aside.

        Raises:
            OSError: it can't be deleted.
        """
        await self._worker.run(self._remove)

    async def tidy(self, before: float) -> None:
        """Delete damaged files that were set aside before an instant (seconds since the epoch).

        Raises:
            OSError: one can't be deleted.
        """
        await self._worker.run(self._tidy, before)

    def _tidy(self, before: float) -> None:
        for one in damaged(self._path):
            if one.stat().st_ctime < before:
                one.unlink(missing_ok=True)

    async def close(self) -> None:
        """End the thread once what it was given is written."""
        await self._worker.end()

    def _remove(self) -> None:
        # A log that stays would be taken for one of the next file of this name; it goes first.
        for end in (*_OF_SQLITE, ""):
            self._path.with_name(self._path.name + end).unlink(missing_ok=True)
        for one in damaged(self._path):
            one.unlink(missing_ok=True)

    def _work(self, work: Callable[[sqlite3.Connection], T]) -> T:
        file = make(self._path)
        try:
            done = self._done(work)
        except sqlite3.DatabaseError as error:
            if not is_damaged(error):
                raise
            if not self._remembers:
                self._complain()
                raise
            set_aside(self._path, file)
            make(self._path)
            done = self._done(work)
        self._complained = False
        return done

    def _done(self, work: Callable[[sqlite3.Connection], T]) -> T:
        db = sqlite3.connect(self._path, timeout=PATIENCE, isolation_level=None)
        try:
            pragmas.for_side_file(db, remembers=self._remembers)
            for statement in self._schema:
                db.execute(statement)
            return work(db)
        finally:
            db.close()

    def _complain(self) -> None:
        if not self._complained:
            log.error(
                "%s is damaged, so what it holds is neither read nor written. Put back a copy with "
                "`python -m knowledge restore`, or move the file away to begin without it",
                self._path.name,
            )
        self._complained = True


def make(path: Path) -> int | None:
    """Make a file that its owner alone may read, unless it is there; its inode.

    Before SQLite does, so that nobody else can read it for a moment. One that is there is not
    opened: closing it would give up the locks that connections of this process hold.

    Raises:
        OSError: it can't be made.
    """
    found = inode(path)
    if found is None:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        found = inode(path)
    return found


def inode(path: Path) -> int | None:
    """The number of the file under a name; None where there is none."""
    try:
        return path.stat().st_ino
    except FileNotFoundError:
        return None


def is_damaged(error: sqlite3.Error) -> bool:
    """Whether SQLite could make no sense of a file, which no later try will change."""
    code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
    return code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def set_aside(path: Path, file: int | None) -> None:
    """Keep a damaged `file` (its inode) under another name, unless another process has done so.

    Raises:
        OSError: it can't be renamed.
    """
    if inode(path) != file:
        return
    for earlier in damaged(path):
        # One is enough to look what happened; they hold words that are not kept for ever.
        earlier.unlink(missing_ok=True)
    kept = path.with_name(f"{path.name}{DAMAGED}{datetime.now(UTC):%Y%m%dT%H%M%S}")
    path.rename(kept)
    # What it had not finished is of the damaged file, and would be played back into the new one.
    for end in _OF_SQLITE:
        path.with_name(path.name + end).unlink(missing_ok=True)
    log.warning("%s is damaged: it is begun anew, and kept as %s", path.name, kept.name)
