"""Following a feed in a real browser: added, listed, and its story found; paused by its button."""

import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from tests.bot.providers.conftest import feed, quick
from tests.bot.running import House, running
from tests.bot.test_browser import browser, playwright_api, visit, window  # noqa: F401  (fixtures)
from tests.knowledge.sources.site import Site

if TYPE_CHECKING:
    from playwright.async_api import Page

pytestmark = pytest.mark.asyncio(loop_scope="module")

CHILDREN = 60_000.0
"""Milliseconds that children may take on a busy machine."""


@pytest_asyncio.fixture(loop_scope="module")
async def followed(
    small_archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[House]:
    copy = Path(shutil.copy(small_archive, tmp_path / "dateline.db"))
    monkeypatch.setenv("DATELINE_PRIVATE_HOSTS", "127.0.0.1")
    monkeypatch.setattr("bot.children.knowledge", quick)
    async with running(copy, "socket") as house:
        yield house


async def test_a_feed_is_followed_and_its_story_found(
    followed: House,
    window: "Page",  # noqa: F811
    site: Site,
) -> None:
    async with visit(window, followed.workspace):
        typing = window.get_by_label("Message #general")

        async def typed(text: str) -> None:
            await typing.fill(text)
            await window.keyboard.press("Enter")

        await typed(f"/dateline sources add {feed(site, 'lima-declaration')} expect 24h")
        await window.get_by_text("is followed, every 15 minutes").wait_for(timeout=CHILDREN)
        await window.get_by_role("button", name="Sources").last.click()
        listed = window.get_by_role("article").last
        await listed.get_by_text("The archive follows 1 source").wait_for()
        while not await window.get_by_text("1 story, the newest").count():
            await typed("/dateline sources")
            await listed.get_by_text("The archive follows 1 source").wait_for()
        if shots := os.environ.get("DATELINE_SHOTS"):
            await window.screenshot(path=f"{shots}/sources.png")
        await listed.get_by_role("button", name="Pause").click()
        await window.get_by_text("“The Harbour Post” is paused.").wait_for()
        await typed("/meetings Canada")
        await window.get_by_role("link", name="Lima-Declaration").first.wait_for()
