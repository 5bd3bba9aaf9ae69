"""Writing to the fact base off the event loop: one thread, one connection, short transactions."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from bot.errors import NotWritten
from bot.observing.meter import NONE, Meter
from bot.observing.worker import Worker
from bot.standing import Place
from knowledge.base import Base, BaseProblem

T = TypeVar("T")

log = logging.getLogger("dateline.writer")


class Writer:
    """Runs writing work, one piece after the other, with a base that is open for it alone."""

    def __init__(self, path: Path, place: Place | None = None, *, meter: Meter = NONE) -> None:
        """`place` is where those who read look what stands under the name, if anybody does."""
        self._path = path
        self._place = place if place is not None else Place(path)
        self.worker = Worker("writer", meter)
        self.trouble: str | None = None
        """What was the matter with the last write; None where it went well."""

    async def run(self, work: Callable[[Base], T]) -> T:
        """Run `work` with a base in the thread and give what it returns.

        Raises:
            NotWritten: nothing was kept: the fact base is missing, locked, read-only or damaged,
                or the disk is full; the log says which.
        """
        try:
            done = await self.worker.run(self._work, work)
        except BaseProblem as problem:
            self.trouble = str(problem.trouble)
            log.error("The fact base can't be written: %s", problem)
            raise NotWritten(problem.trouble) from problem
        self.trouble = None
        return done

    def _work(self, work: Callable[[Base], T]) -> T:
        # People write seldom, and another process may have put another file in the place of this.
        self._place.look()
        with Base.open(self._path, create=False) as base:
            return work(base)

    async def close(self) -> None:
        """End the thread once what it was given is written."""
        await self.worker.end()
