"""The bot with a site on this machine, and children that read quickly."""

import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.bot.running import House, running
from tests.knowledge.sources.site import LONG, Site, item, rss, serving, story

MET = "Hun Sen (KH) met Justin Trudeau (CA) on 2022-05-01."


def quick(database: Path) -> list[str]:
    return [sys.executable, "-m", "tests.bot.providers.quick_child", "--db", str(database)]


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as made:
        yield made


@pytest.fixture(autouse=True)
def _own_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_PRIVATE_HOSTS", "127.0.0.1")
    monkeypatch.setattr("bot.children.knowledge", quick)


@pytest.fixture(params=["socket", "http"])
async def house(request: pytest.FixtureRequest, database: Path) -> AsyncIterator[House]:
    async with running(database, request.param) as started:
        yield started


@pytest.fixture
async def desk(database: Path) -> AsyncIterator[House]:
    """The bot over Socket Mode."""
    async with running(database, "socket") as started:
        yield started


def feed(site: Site, *names: str) -> str:
    """A feed of stories of these names, each of which tells of a meeting."""
    for name in names:
        site.put(f"/{name}", story(name.title(), f"{MET} {LONG}"))
    items = "".join(item(f"{site.base}/{name}", name) for name in names)
    return site.put("/feed", rss(items))
