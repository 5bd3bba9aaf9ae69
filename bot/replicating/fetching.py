"""Restoring the files of a fact base from its replica, where a start finds none of its own."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.replicating.commands import ran
from bot.replicating.place import Place
from bot.upgrading.preparing import NotPrepared
from knowledge.base import BaseProblem
from knowledge.base.files import BASE, all_files, is_restoring
from knowledge.base.problems import cut_short
from knowledge.safekeeping import litestream
from knowledge.safekeeping.addresses import Replica
from knowledge.safekeeping.arriving import Arriving
from knowledge.safekeeping.litestream import ReplicaProblem

log = logging.getLogger("dateline.replicating")


class Fetching:
    """Fetches what is missing: first the files beside the base, then the base itself.

    A replica that can't be read is no empty one: a new base in its place would go unnoticed until
    somebody misses the archive, and the old one would leave the replica in time.
    """

    def __init__(
        self, of: Replica, database: Path, place: Place, environment: Mapping[str, str]
    ) -> None:
        self._of = of
        self._database = database
        self._place = place
        self._environment = environment
        self._missing = not _is_there(database)
        self._arriving = Arriving(database)
        self._begun = contextlib.ExitStack()

    def release(self) -> None:
        """Let others restore again: from the files beside the base to the base, nobody may."""
        self._begun.close()

    async def beside(self) -> None:
        """Fetch the files beside the base, if the base is missing; those that are there stay.

        Raises:
            NotPrepared: the replica can't be read, or somebody restores the base.
        """
        if not self._missing:
            return
        try:
            self._begun.enter_context(self._arriving)
            if is_restoring(self._database):
                raise cut_short(self._database)
        except (BaseProblem, OSError) as problem:
            raise _failed(problem) from problem
        try:
            await asyncio.to_thread(litestream.check_folder, self._of)
            probe = litestream.probing(self._of, self._place.config, self._database)
            await ran(self._of, probe, self._environment, litestream.PROBE)
        except ReplicaProblem as problem:
            raise NotPrepared(str(problem)) from problem
        files = all_files(self._database)
        await self._fetch([name for name in files if name != BASE and not _is_there(files[name])])

    async def base(self) -> None:
        """Fetch the base, if it is missing.

        Raises:
            NotPrepared: the replica can't be read, or what it holds is damaged.
        """
        if not self._missing:
            return
        began = time.monotonic()
        try:
            found = await self._fetch([BASE])
        finally:
            self.release()
        if found:
            size = self._database.stat().st_size / 1e6
            took = time.monotonic() - began
            log.info("The fact base was restored from its replica: %.1f MB in %.1f s", size, took)
        else:
            log.warning("There is no fact base, and the replica holds none: a new one is begun")

    async def _fetch(self, names: Sequence[str]) -> bool:
        files = all_files(self._database)
        try:
            for name in names:
                target = self._arriving.place(name)
                words = litestream.fetching(self._of, self._place.config, files[name], target)
                await ran(self._of, words, self._environment, None)
            found = await asyncio.to_thread(self._arriving.gathered)
            await asyncio.to_thread(self._arriving.move, found)
        except (BaseProblem, OSError) as problem:
            raise _failed(problem) from problem
        return bool(found)


def _failed(problem: BaseProblem | OSError) -> NotPrepared:
    said = problem.strerror if isinstance(problem, OSError) else str(problem)
    return NotPrepared(f"restoring from the replica failed: {said}")


def _is_there(path: Path) -> bool:
    """Whether there is a file with something in it; an empty one is as good as none."""
    return path.exists() and path.stat().st_size > 0
