"""How replicating is, for health, figures and the log: what Litestream tells, what is found."""

import asyncio
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.replicating import others, progress
from bot.replicating.commands import ran
from bot.replicating.place import Place
from knowledge.base.files import all_files
from knowledge.safekeeping import litestream
from knowledge.safekeeping.addresses import Replica
from knowledge.safekeeping.litestream import ReplicaProblem

TROUBLED = 600.0
"""Seconds after trouble for which copying counts as failing: what lasts is said again by then."""

log = logging.getLogger("dateline.replicating")


@dataclass(frozen=True, slots=True)
class State:
    """How replicating is: all but `alive` and `restarts` are seconds since the epoch, or None.

    `since` is when this Litestream began, `trouble` when it last said that something fails,
    `synced` when the replica last held all that there was. `shared` says that another Dateline
    copies to the same place.
    """

    alive: bool
    restarts: int
    since: float | None
    trouble: float | None
    synced: float | None = None
    shared: bool = False

    def told(self, now: float) -> str:
        """How it is in a few words for /healthz; `now` is in seconds since the epoch."""
        if self.shared:
            return "shared with another Dateline"
        if not self.alive:
            return "not running"
        failing = self.trouble is not None and now - self.trouble < TROUBLED
        return "failing" if failing else "alive"

    def age(self, now: float) -> float | None:
        """For how many seconds the replica may lack what was changed; None until it was whole."""
        return None if self.synced is None else max(0.0, now - self.synced)


class Looks:
    """Looks how far Litestream is, and whether it is alone.

    `synced` and `shared` are as in `State`; that somebody else was there is never taken back.
    """

    def __init__(
        self,
        of: Replica,
        database: Path,
        place: Place,
        environment: Mapping[str, str],
        now: Callable[[], float] = time.time,
    ) -> None:
        self._of = of
        self._database = database
        self._place = place
        self._environment = environment
        self._now = now
        self._times: dict[Path, float] = {}
        self._said = False
        self._suspected = False
        self._listed = now()
        self.synced: float | None = None
        self.shared = False

    async def look(self, since: float) -> None:
        """Look; `since` is when the Litestream that runs began."""
        await self._how_far(since)
        if not self.shared and self._now() - self._listed >= others.EVERY:
            self._listed = self._now()
            await self._alone()

    async def _how_far(self, since: float) -> None:
        if self._place.socket is None:
            return
        told = await progress.synced(self._place.socket)
        if not told:
            return
        self._times.update(told)
        there = [path.absolute() for path in all_files(self._database).values() if path.exists()]
        if self._database.absolute() in self._times:
            # What was not copied yet at all is as old as Litestream, or older.
            self.synced = min(self._times.get(path, since) for path in there)
            if not self._said:
                self._said = True
                log.info("The replica holds all that there is")

    async def _alone(self) -> None:
        words = litestream.listing(self._of, self._place.config, self._database)
        try:
            said = await ran(self._of, words, self._environment, litestream.PROBE)
            found = others.there(said)
        except (ReplicaProblem, OSError, ValueError):
            return  # Litestream itself says what is wrong
        own = await asyncio.to_thread(others.here, self._database)
        # Once may be a Litestream that begins anew; what was there twice stays.
        suspected, self._suspected = self._suspected, others.foreign(found, own)
        if suspected and self._suspected:
            self.shared = True
            log.error(
                "Another Dateline copies to the same replica (%s), which can spoil it. Stop one of "
                "them, look what the replica holds (python -m knowledge restore), and begin a new "
                "one from the better state: see “Never two at once” in docs/deploy.md",
                self._of.said,
            )
