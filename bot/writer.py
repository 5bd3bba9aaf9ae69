"""Writing to the fact base off the event loop: one thread, one connection, short transactions."""

import logging
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from bot.errors import NotWritten
from bot.observing.meter import NONE, Meter
from bot.observing.worker import Worker
from bot.standing import Place, look_again
from knowledge.base import Base, BaseProblem
from knowledge.base.problems import Trouble, is_read_only

ROOM = 8_000_000
"""With so many bytes free, a disk that was full is taken to be so no more."""

T = TypeVar("T")

log = logging.getLogger("dateline.writer")


class Writer:
    """Runs writing work, one piece after the other, with a base that is open for it alone."""

    def __init__(self, path: Path, place: Place | None = None, *, meter: Meter = NONE) -> None:
        """`place` is where those who read look what stands under the name, if anybody does."""
        self._path = path
        self._place = place if place is not None else Place(path)
        self.worker = Worker("writer", meter)
        self._trouble: Trouble | None = None

    async def run(self, work: Callable[[Base], T]) -> T:
        """Run `work` with a base in the thread and give what it returns.

        Raises:
            NotWritten: nothing was kept: the fact base is missing, locked, read-only or damaged,
                or the disk is full; the log says which.
        """
        try:
            done = await self.worker.run(self._work, work)
        except BaseProblem as problem:
            self._trouble = problem.trouble
            log.error("The fact base can't be written: %s", problem)
            raise NotWritten(problem.trouble) from problem
        self._trouble = None
        return done

    @property
    def trouble(self) -> str | None:
        """What was the matter with the last write, as long as it may be so still; None for nothing.

        Whether a file may be written to is looked up, so that nobody has to write to find out.
        """
        if is_read_only(self._path):
            return str(Trouble.READ_ONLY)
        if self._trouble is Trouble.READ_ONLY or (self._trouble is Trouble.FULL and self._room()):
            self._trouble = None
        return None if self._trouble is None else str(self._trouble)

    def _room(self) -> bool:
        try:
            return shutil.disk_usage(self._path.absolute().parent).free > ROOM
        except OSError:
            return False

    def _work(self, work: Callable[[Base], T]) -> T:
        # People write seldom, and another process may have put another file in the place of this.
        self._place.look()
        with Base.open(self._path, create=False) as base:
            look_again(self._place, base)
            return work(base)

    async def close(self) -> None:
        """End the thread once what it was given is written."""
        await self.worker.end()
