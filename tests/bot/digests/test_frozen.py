"""A process stands still for longer than its lease, another goes on: nothing is posted twice."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import pytest

from bot.digests.claims import LEASE
from bot.digests.store import open_file
from bot.sidefile import SideFile
from tests.bot.digests.conftest import Newsroom, edition
from tests.bot.digests.harness import DAY, Process

T = TypeVar("T")

TODAY, SOON = edition("2026-11-23"), 0.05


class Freezing(SideFile):
    """A file whose process stands still at its n-th piece of work, before it or right after."""

    def __init__(
        self, path: Path, at: int, meanwhile: Callable[[], Awaitable[None]], *, after: bool
    ) -> None:
        super().__init__(path, *open_file(path)._schema)
        self._at = at
        self._meanwhile = meanwhile
        self._after = after
        self.worked = 0

    async def run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        self.worked += 1
        now = self.worked == self._at
        if now and not self._after:
            await self._meanwhile()
        done = await super().run(work)
        if now and self._after:
            await self._meanwhile()
        return done


@pytest.mark.parametrize("after", [False, True])
async def test_wherever_a_process_stands_still(newsroom: Newsroom, after: bool) -> None:
    await newsroom.add()

    async def meanwhile() -> None:
        newsroom.clock.advance(LEASE + 1)
        await newsroom.look()

    expected: list[str] = []
    for day in range(1, 30):
        file = Freezing(newsroom.path, day, meanwhile, after=after)
        await newsroom.look(file=file)
        newsroom.clock.advance(LEASE + 1)
        await newsroom.look()
        expected += edition(f"2026-11-{22 + day}" if day <= 8 else f"2026-12-{day - 8:02}")
        assert newsroom.texts() == expected, day
        if file.worked < day:
            break
        newsroom.clock.advance(DAY.total_seconds() - newsroom.now() % 86400 + 7 * 3600)
    assert day > 10


@pytest.mark.parametrize("part", range(3))
@pytest.mark.parametrize("first", ["held", "other"])
async def test_a_request_that_is_under_way_for_longer_than_a_lease(
    newsroom: Newsroom, part: int, first: str
) -> None:
    """What was under way arrives before or after another has looked, and posted the same."""
    await newsroom.add()
    if part:
        newsroom.workspace.faults.api("chat.postMessage", skip=part, status=429, retry_after=1)
        await newsroom.look()
        newsroom.clock.advance(LEASE + 1)
    async with newsroom.bot(patience=SOON) as frozen, newsroom.bot(patience=SOON) as other:
        released = [(frozen, await under_way(newsroom, frozen))]
        newsroom.clock.advance(LEASE + 1)
        released.append((other, await under_way(newsroom, other)))
        for process, event in released if first == "held" else released[::-1]:
            event.set()
            while not process.clock._errands.is_free("d1"):
                await process.clock.look()
        newsroom.clock.advance(LEASE + 1)
        await other.clock.look()
    assert newsroom.texts() == TODAY
    messages = newsroom.workspace.channel("desk").messages
    assert {one.thread_ts for one in messages[1:]} == {messages[0].ts}


async def under_way(newsroom: Newsroom, process: Process) -> asyncio.Event:
    """A process has begun to post, and Slack takes what it posts once the event is set."""
    faults = newsroom.workspace.faults
    event = faults.hold("chat.postMessage")
    while faults._api:
        await process.clock.look()
    return event
