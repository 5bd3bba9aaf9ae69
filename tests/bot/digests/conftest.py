"""A workspace with a still clock, and processes that post digests into it."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.digests.store import Store, open_file
from bot.digests.subscription import Subscription
from bot.workspace import Clock, Workspace
from tests.bot.digests.harness import PARTS, Process, daily, process
from tests.bot.workspace.conftest import MANIFEST

EIGHT = datetime(2026, 11, 23, 7, tzinfo=UTC)
"""Eight o'clock in Berlin, on a Monday."""


@dataclass
class Newsroom:
    """A workspace and the file of its digests."""

    workspace: Workspace
    path: Path
    store: Store
    clock: Clock
    made: list[Process] = field(default_factory=list)

    @property
    def place(self) -> str:
        return self.workspace.channel("desk").id

    def now(self) -> float:
        return self.clock.now()

    def bot(self, **more: Any) -> AbstractAsyncContextManager[Process]:
        """A process on the file."""
        where = self.workspace
        return process(self.path, where.api_url, where.bot_token, self.now, **more)

    async def look(self, **more: Any) -> float:
        """What a process does that begins now, and ends after one look."""
        async with self.bot(**more) as one:
            return await one.clock.look()

    def texts(self, channel: str = "desk") -> list[str]:
        """All that stands in a channel."""
        return [message.text for message in self.workspace.channel(channel).messages]

    async def add(self, id: str = "d1", place: str | None = None) -> Subscription:
        """A digest that was set up a day ago."""
        one = daily(id, place or self.place, EIGHT - timedelta(hours=25, minutes=1))
        await self.store.add(one)
        return one


def edition(day: str, id: str = "d1") -> list[str]:
    """The texts of an edition."""
    return [f"{id} {day} {n}" for n in range(PARTS)]


@pytest.fixture
async def newsroom(tmp_path: Path) -> AsyncIterator[Newsroom]:
    clock, path = Clock(EIGHT.timestamp()), tmp_path / "digests.db"
    async with Workspace(MANIFEST, clock=clock) as workspace:
        store = Store(open_file(path))
        yield Newsroom(workspace, path, store, clock)
        await store.close()
