"""What `/metrics` looks up when it is asked: how the parts are at that time."""

import platform
import sqlite3
import time
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from bot.health import Health, age
from bot.observing import names
from bot.observing.figures import Figures, Sample
from bot.observing.worker import Worker
from knowledge.base.schema import VERSIONS

_PROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"

Queues = Callable[[], Mapping[str, int]]
"""How much waits, by what for."""


def _none() -> None:
    """Nothing."""


@dataclass(slots=True)
class Gathering:
    """Tells all figures. `queues` and `attempts` are set once there is a bot to ask."""

    figures: Figures
    health: Health
    queues: Queues = dict
    attempts: Callable[[], int | None] = _none
    began: float = field(default_factory=time.time)
    # Nothing else works in this thread: what hangs elsewhere must not keep figures from being told.
    _worker: Worker = field(default_factory=lambda: Worker("figures"))

    async def tell(self) -> bytes:
        """The figures in Prometheus' text format; within the time that health takes."""
        return await self._worker.run(self.figures.tell, await self._states())

    async def close(self) -> None:
        """End the thread that writes them."""
        await self._worker.end_with(_none)

    async def _states(self) -> dict[names.Metric, Iterable[Sample]]:
        report = await self.health.report()
        counts = await self.health.count() if report.content.get("articles") is not None else None
        single: dict[names.Metric, float | None] = {
            names.READY: report.ready,
            names.LIVE: report.live,
            names.CONNECTED: bool(report.content["connected"]),
            names.ATTEMPTS: self.attempts(),
            names.WRITABLE: report.content.get("writing", "ok") == "ok",
            names.STARTED: self.began,
        }
        if (replica := self.health.replica()) is not None:
            single[names.REPLICA] = replica.alive
            single[names.RESTARTS] = replica.restarts
            single[names.COPIED] = replica.age(time.time())
            single[names.SHARED] = replica.shared
            if replica.trouble is not None:
                single[names.TROUBLE] = max(0.0, time.time() - replica.trouble)
        if counts is not None:
            single |= {
                names.ARTICLES: counts.articles,
                names.FACTS: counts.facts,
                names.SOURCES: counts.sources,
                names.FAILING: counts.failing,
                names.NEWEST: age(counts.newest),
                names.POLLED: age(counts.polled),
                names.STALE: counts.stale,
                names.DISK_FREE: counts.free,
            }
        states: dict[names.Metric, Iterable[Sample]] = {
            metric: [((), float(value))] for metric, value in single.items() if value is not None
        }
        states[names.BUILD] = [(self._build(), 1.0)]
        states[names.QUEUE] = [((queue,), length) for queue, length in self.queues().items()]
        groups = self.health.watch.groups if self.health.watch is not None else ()
        states[names.BUSY] = [
            ((group[0].name,), max(one.busy_for for one in group)) for group in groups
        ]
        return states

    def _build(self) -> tuple[str, ...]:
        schema = VERSIONS[-1].partition("_")[0]
        runs = (platform.python_version(), sqlite3.sqlite_version)
        return (_version(), schema, *runs, str(self.health.mode))


@cache
def _version() -> str:
    """Dateline's version; "" where only its packages were copied."""
    try:
        return str(tomllib.loads(_PROJECT.read_text("utf-8"))["project"]["version"])
    except (OSError, ValueError, KeyError):
        return ""
