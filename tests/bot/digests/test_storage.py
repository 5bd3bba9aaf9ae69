"""A disk that fills up at whatever step of an edition: it is posted once and whole all the same."""

import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TypeVar

import pytest

from bot.digests.claims import LEASE
from bot.digests.store import Store, open_file
from bot.sidefile import SideFile
from bot.workspace import Clock, Workspace
from tests.bot.digests.conftest import EIGHT, Newsroom, edition
from tests.bot.digests.harness import DAY, PARTS
from tests.bot.workspace.conftest import MANIFEST
from tests.disks import Disk, disk

__all__ = ["disk"]

T = TypeVar("T")


class Filling(SideFile):
    """A file whose disk is full from its n-th piece of work on."""

    def __init__(self, path: Path, at: int, fill: Callable[[], None]) -> None:
        super().__init__(path, *open_file(path)._schema)
        self._at = at
        self._fill = fill
        self.worked = 0

    async def run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        self.worked += 1
        if self.worked == self._at:
            self._fill()
        return await super().run(work)


@pytest.fixture
async def newsroom(disk: Disk) -> AsyncIterator[Newsroom]:
    clock, path = Clock(EIGHT.timestamp()), disk.path / "digests.db"
    async with Workspace(MANIFEST, clock=clock) as workspace:
        store = Store(open_file(path))
        yield Newsroom(workspace, path, store, clock)
        await store.close()


async def test_an_edition_is_posted_once_whenever_the_disk_is_full(
    newsroom: Newsroom, disk: Disk, logged: list[str]
) -> None:
    await newsroom.add()
    whole = Filling(newsroom.path, 0, lambda: None)
    await newsroom.look(file=whole)
    expected = edition(f"{EIGHT:%Y-%m-%d}")
    assert newsroom.texts() == expected and whole.worked > 2 * PARTS
    for n in range(1, whole.worked + 1):
        newsroom.clock.advance(DAY.total_seconds() - (LEASE + 1) * (n > 1))
        with ExitStack() as stack:
            fill = Filling(newsroom.path, n, lambda: stack.enter_context(disk.full()))
            await newsroom.look(file=fill)
        newsroom.clock.advance(LEASE + 1)
        await newsroom.look()
        expected += edition(f"{EIGHT + DAY * n:%Y-%m-%d}")
        assert newsroom.texts() == expected, n
    assert sum("the file of digests can't be used" in line for line in logged) >= PARTS
