"""Whether the bot can answer, as `/healthz` tells it."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from bot.errors import NoBase
from bot.readers import Readers
from bot.settings import Mode
from bot.upgrading.preparing import Preparing

COUNTS_KEPT = 2.0
"""Seconds for which the counts are kept: watchers ask often, counting reads much."""


class Line(Protocol):
    """The way to Slack, as far as health is concerned."""

    async def connected(self) -> bool:
        """Whether Slack's requests can reach the bot."""
        ...


@dataclass(frozen=True, slots=True)
class Report:
    """What `/healthz` says."""

    ready: bool
    content: dict[str, Any]


@dataclass(slots=True)
class Health:
    """Asks the parts how they are. `line` is None until the way to Slack is open."""

    mode: Mode
    readers: Readers
    line: Line | None = None
    stopping: bool = False
    now: Callable[[], float] = time.monotonic
    preparing: Preparing | None = None
    _counts: tuple[int, int, int, int] | None = None
    _counted: float = 0.0

    async def report(self) -> Report:
        """Counts of the archive, and whether Slack and the fact base can be reached.

        Over HTTP it is Slack that calls: the bot can answer before it has reached Slack. While the
        fact base is prepared, it says what is done and how far that is, from 0 to 1.
        """
        stage = self.preparing.stage if self.preparing is not None else None
        if stage is not None:
            content = {
                "status": "starting",
                "mode": str(self.mode),
                "connected": False,
                "what": stage.what,
                "progress": stage.share,
            }
            return Report(False, content)
        counts = await self._archive()
        connected = self.line is not None and await self.line.connected()
        status = "ok"
        if self.stopping:
            status = "stopping"
        elif self.line is None:
            status = "starting"
        elif not connected and self.mode is not Mode.HTTP:
            status = "disconnected"
        elif counts is None:
            status = "no fact base"
        articles, facts, sources, failing = counts if counts is not None else (None,) * 4
        content = {
            "status": status,
            "mode": str(self.mode),
            "connected": connected,
            "articles": articles,
            "facts": facts,
            "sources": sources,
            "sources_failing": failing,
        }
        return Report(status == "ok", content)

    async def _archive(self) -> tuple[int, int, int, int] | None:
        if self._counts is not None and self.now() - self._counted < COUNTS_KEPT:
            return self._counts
        try:
            scope, sources = await self.readers.run(lambda base: (base.scope(), base.providers()))
        except NoBase:
            self._counts = None
        else:
            self._counts, self._counted = (
                (
                    scope.articles,
                    scope.facts,
                    len(sources),
                    # One that fails is no reason to take the bot away: it answers all the same.
                    sum(one.is_failing for one in sources),
                ),
                self.now(),
            )
        return self._counts
