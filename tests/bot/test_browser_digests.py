"""Digests in a real browser: set up in the form, posted, read in the thread, ended."""

import shutil
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio

from bot.digests.subscription import Subscription
from tests.bot.running import House, running
from tests.bot.test_browser import browser, playwright_api, visit, window  # noqa: F401  (fixtures)

if TYPE_CHECKING:
    from playwright.async_api import Page

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(loop_scope="module")
async def newsdesk(small_archive: Path, tmp_path: Path) -> AsyncIterator[House]:
    copy = Path(shutil.copy(small_archive, tmp_path / "dateline.db"))
    async with running(copy, "socket") as house:
        yield house


async def test_a_digest_from_the_form_to_its_end(newsdesk: House, window: "Page") -> None:  # noqa: F811
    digests = newsdesk.service.desk.digests
    team, place = newsdesk.workspace.store.team_id, newsdesk.workspace.channel("general").id
    async with visit(window, newsdesk.workspace):
        await window.get_by_label("Message #general").fill("/digest setup")
        await window.keyboard.press("Enter")
        form = window.get_by_role("dialog")
        await form.get_by_text("Set up a digest").wait_for()
        await form.locator("input[type=time]").first.fill("07:15")
        await form.get_by_label("Sunday").uncheck()
        await form.get_by_label("Topics").fill("roads")
        await form.get_by_role("button", name="Save").click()
        await form.get_by_text("Monday to Saturday at 07:15").wait_for()
        await form.get_by_role("button", name="Close").last.click()
        (one,) = await digests._store.at_place(team, place)
        assert one.hours.days == (0, 1, 2, 3, 4, 5)

        await digests._store.change(one.id, due_now)
        await digests.clock.look()
        await window.get_by_role("button", name="Unsubscribe").click()
        await window.get_by_role("button", name="End it").click()
        await (
            window.get_by_role("button", name="reply")
            .or_(window.get_by_role("button", name="replies"))
            .first.wait_for()
        )
        assert await digests._store.at_place(team, place) == []


def due_now(one: Subscription) -> Subscription:
    """A digest whose hour has just come, and of all that the archive holds."""
    now = datetime.now(UTC)
    just = now - timedelta(minutes=1)
    hours = replace(
        one.hours, zone=ZoneInfo("UTC"), minute=just.hour * 60 + just.minute, days=tuple(range(7))
    )
    past = now - timedelta(days=1, minutes=5)
    return replace(one, words="", one_line=True, hours=hours, after=past, told=past)
