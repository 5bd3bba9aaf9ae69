"""How the bot is: whether it can answer (ready), and whether it works at all (live).

A host takes traffic away from a bot that is not ready, and starts one anew that is not live. Both
are told within a bounded time, whatever hangs.
"""

import asyncio
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Protocol

from bot.errors import NoBase
from bot.observing.bounded import Bounded
from bot.observing.watch import Watch
from bot.providers.trouble import is_stale
from bot.readers import Readers
from bot.replicating.state import State
from bot.settings import STALE_HOURS, Mode
from bot.upgrading.preparing import Preparing
from bot.writer import Writer
from knowledge.base import Base
from knowledge.base.decisions import now as present
from knowledge.model.providers import INSTANT

COUNTS_KEPT = 2.0
"""Seconds for which the counts are kept: watchers ask often, counting reads much."""

WATCHER = "/healthz"
"""Who asks for our health, among those who take turns with the readers: nobody in Slack, nor the
bot itself, whose own work must not keep it from being told."""

WITHIN = 2.0
"""Seconds that the fact base has to answer; whoever asks for our health waits no longer."""


class Line(Protocol):
    """The way to Slack, as far as health is concerned."""

    async def connected(self) -> bool:
        """Whether Slack's requests can reach the bot."""
        ...


@dataclass(frozen=True, slots=True)
class Report:
    """What `/healthz` says."""

    ready: bool
    live: bool
    content: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Counted:
    """The archive in numbers, at one time.

    `newest` is when an article was last saved, `polled` when a source was last fetched: instants.
    `stale` is None where it can't be said yet, `free` the bytes that its disk has left.
    """

    articles: int
    facts: int
    sources: int
    failing: int
    newest: str | None
    polled: str | None
    stale: bool | None
    free: int | None


@dataclass(slots=True)
class Health:
    """Asks the parts how they are. `line` is None until the way to Slack is open.

    `lost` says so once the bot has given the way to Slack up; `replica` gives how the continuous
    backup is, None where there is none; `refused` tells whether Slack refuses the bot's token.
    `identified` is whether Slack has said who the bot is: without that it answers all the same, but
    posts and changes nothing by itself.
    """

    mode: Mode
    readers: Readers
    line: Line | None = None
    stopping: bool = False
    now: Callable[[], float] = time.monotonic
    preparing: Preparing | None = None
    writer: Writer | None = None
    watch: Watch | None = None
    stale_hours: int = STALE_HOURS
    lost: bool = False
    replica: Callable[[], State | None] = lambda: None
    refused: Callable[[], bool] = lambda: False
    identified: bool = True
    within: float = WITHIN
    _counts: Counted | None = None
    _counted: float = 0.0
    _uncounted: str = ""
    _counting: Bounded[Counted] = field(init=False, repr=False)
    _writing: Bounded[str | None] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._counting = Bounded(lambda: self.readers.run(self._look, WATCHER))
        self._writing = Bounded(lambda: asyncio.to_thread(self._trouble))

    def living(self) -> Report:
        """Whether the process works; no look into the fact base, and nothing that waits."""
        problem = self.watch.problem if self.watch is not None else None
        if problem is None and self.lost:
            problem = "no way to Slack any more"
        return Report(False, problem is None, {"live": problem is None, "problem": problem})

    async def report(self) -> Report:
        """Counts of the archive, and whether Slack and the fact base can be reached.

        Over HTTP it is Slack that calls: the bot can answer before it has reached Slack. While the
        fact base is prepared, it says what is done and how far that is, from 0 to 1.
        """
        living = self.living()
        stage = self.preparing.stage if self.preparing is not None else None
        if stage is not None:
            content = {
                "status": "starting",
                "ready": False,
                "live": living.live,
                "mode": str(self.mode),
                "connected": False,
                "what": stage.what,
                "progress": stage.share,
            }
            return Report(False, living.live, content)
        # Beside each other: both may have to be given up.
        counts, writing = await asyncio.gather(self.count(), self.writing())
        connected = self.line is not None and await self.line.connected()
        status = self._status(counts, living.content["problem"], connected=connected)
        content = {
            "status": status,
            "ready": status == "ok",
            "live": living.live,
            "mode": str(self.mode),
            "connected": connected,
            "identified": self.identified,
            "articles": counts and counts.articles,
            "facts": counts and counts.facts,
            "sources": counts and counts.sources,
            "sources_failing": counts and counts.failing,
            "stale": counts and counts.stale,
            "ingest_age_seconds": counts and age(counts.newest),
            "writing": writing,
        }
        replica = self.replica()
        if replica is not None:
            content["replica"] = replica.told(time.time())
            behind = replica.age(time.time())
            content["replica_age_seconds"] = behind if behind is None else round(behind)
        return Report(status == "ok", living.live, content)

    async def writing(self) -> str:
        """Whether the fact base takes what is written: "ok", or what is the matter.

        One that takes nothing is no reason to take the bot away: it answers all the same.
        """
        try:
            return await self._writing.get(self.within) or "ok"
        except TimeoutError:
            return "the disk does not answer"

    def _trouble(self) -> str | None:
        return self.writer.trouble if self.writer is not None else None

    def _status(self, counts: Counted | None, stuck: str | None, *, connected: bool) -> str:
        if self.stopping:
            return "stopping"
        if self.line is None:
            return "starting"
        if stuck is not None:
            return stuck
        if not connected and self.mode is not Mode.HTTP:
            return "disconnected"
        if self.refused():
            return "token refused"
        return self._uncounted if counts is None else "ok"

    async def count(self) -> Counted | None:
        """The archive in numbers, not much older than asked for; None where it can't be read."""
        if self._counts is not None and self.now() - self._counted < COUNTS_KEPT:
            return self._counts
        self._counts = None
        try:
            self._counts = await self._counting.get(self.within)
            self._counted = self.now()
        except NoBase:
            self._uncounted = "no fact base"
        except TimeoutError:
            self._uncounted = "busy"
        return self._counts

    def _look(self, base: Base) -> Counted:
        scope, sources, newest = base.scope(), base.providers(), base.newest_saved()
        return Counted(
            scope.articles,
            scope.facts,
            len(sources),
            # One that fails is no reason to take the bot away: it answers all the same.
            sum(one.is_failing for one in sources),
            newest,
            max((one.succeeded_at or "" for one in sources), default="") or None,
            is_stale(sources, newest, present(), self.stale_hours),
            self._free(),
        )

    def _free(self) -> int | None:
        try:
            disk = os.statvfs(self.readers.path.absolute().parent)
        except OSError:
            return None
        return disk.f_bavail * disk.f_frsize


def age(instant: str | None) -> int | None:
    """Seconds since an instant; None of none."""
    if instant is None:
        return None
    at = datetime.strptime(instant, INSTANT).replace(tzinfo=UTC)
    return max(0, round((datetime.now(UTC) - at).total_seconds()))
