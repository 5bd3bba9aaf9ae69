"""Commands while articles are taken in, beside the same commands while nothing is.

A folder of stories is followed, so that the bot's own child fetches, reads and saves them. Only
requests count whose moment lay between the first story that was saved and the last.
"""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.ingest import write
from benchmarks.serving import load
from benchmarks.serving.load import Ask, Outcome, Step
from benchmarks.serving.processes import Running
from knowledge.base import Base
from knowledge.model import NewProvider, ProviderKind

STRETCH = 5.0
"""Seconds of requests after which it is looked whether all is in."""


@dataclass(frozen=True, slots=True)
class Busy:
    """What became of commands meanwhile, and how many articles came in a second."""

    step: Step
    rate: float


def follow(base: Path, folder: Path, articles: int) -> None:
    """Have a base follow a folder of so many new stories, as soon as a bot runs over it."""
    write(folder, articles)
    with Base.open(base) as opened:
        opened.add_provider(NewProvider(ProviderKind.FOLDER, str(folder), "stories"))


def stories(base: Path) -> int:
    """How many stories the sources have brought."""
    with Base.open(base, readonly=True) as opened:
        return sum(state.stories for state in opened.provider_states())


async def during(
    base: Path,
    running: Running,
    slack: Running,
    asked: Callable[[int, int], list[Ask]],
    rate: float,
    articles: int,
) -> Busy:
    """Ask at a rate until all articles are in."""
    found: list[Outcome] = []
    looks: list[tuple[float, int]] = []
    seconds, seed = 0.0, 1
    while not looks or looks[-1][1] < articles:
        seed += 1
        requests = asked(round(rate * STRETCH), seed)
        results, took = await load.became(running.pool, slack.pool, requests, rate)
        before = looks[-1][1] if looks else 0
        # In a thread: what is measured must not wait for it.
        looks.append((time.monotonic(), await asyncio.to_thread(stories, base)))
        if looks[-1][1] > before:
            found += results
            seconds += took
    first = next(look for look in looks if look[1])
    came = (looks[-1][1] - first[1]) / max(looks[-1][0] - first[0], STRETCH)
    return Busy(load.step(rate, found, seconds), came)
