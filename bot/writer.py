"""Writing to the fact base off the event loop: one thread, one connection, short transactions."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from bot.errors import NotWritten
from bot.standing import Place
from knowledge.base import Base, BaseProblem

T = TypeVar("T")

log = logging.getLogger("dateline.writer")


class Writer:
    """Runs writing work, one piece after the other, with a base that is open for it alone."""

    def __init__(self, path: Path, place: Place | None = None) -> None:
        """`place` is where those who read look what stands under the name, if anybody does."""
        self._path = path
        self._place = place if place is not None else Place(path)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="writer")

    async def run(self, work: Callable[[Base], T]) -> T:
        """Run `work` with a base in the thread and give what it returns.

        Raises:
            NotWritten: nothing was kept: the fact base is missing, locked, read-only or damaged,
                or the disk is full; the log says which.
        """
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, self._work, work)
        except BaseProblem as problem:
            log.error("The fact base can't be written: %s", problem)
            raise NotWritten(problem.trouble) from problem

    def _work(self, work: Callable[[Base], T]) -> T:
        # People write seldom, and another process may have put another file in the place of this.
        self._place.look()
        with Base.open(self._path, create=False) as base:
            return work(base)

    async def close(self) -> None:
        """End the thread once what it was given is written."""
        await asyncio.to_thread(self._thread.shutdown, wait=True)
