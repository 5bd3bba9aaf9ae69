"""The bot itself in a real browser: a prompt clicked and answered, a thread of follow-ups."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from tests.bot.running import House, running
from tests.bot.test_browser import browser, playwright_api, visit, window  # noqa: F401  (fixtures)
from tests.bot.test_conversations import FIRST, FOLLOW_UPS

if TYPE_CHECKING:
    from playwright.async_api import Page

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(loop_scope="module")
async def asked(small_archive: Path, tmp_path: Path) -> AsyncIterator[House]:
    copy = Path(shutil.copy(small_archive, tmp_path / "dateline.db"))
    async with running(copy, "socket") as house:
        yield house


async def test_a_prompt_is_clicked_and_answered(asked: House, window: "Page") -> None:  # noqa: F811
    async with visit(window, asked.workspace):
        await window.get_by_role("navigation").get_by_role("button", name="Dateline").click()
        await window.get_by_role("tab", name="Messages").click()
        await window.get_by_text("Ask the archive, for example:").wait_for()
        prompts = window.locator(".prompts").get_by_role("button")
        wanted = (await prompts.all_inner_texts())[0]
        await prompts.first.click()
        answer = window.get_by_role("article").filter(has=window.get_by_text("2 articles"))
        await answer.get_by_role("button", name="Source").first.wait_for()
        assert await window.get_by_role("article").get_by_text(wanted, exact=True).count() == 1
        await window.locator(".status").wait_for(state="detached")


async def test_a_thread_of_six_follow_ups_at_the_side(asked: House, window: "Page") -> None:  # noqa: F811
    async with visit(window, asked.workspace):
        await window.get_by_label("Message #general").fill(f"@Dateline {FIRST}")
        await window.keyboard.press("Enter")
        await window.get_by_role("button", name="1 reply").click()
        thread = window.get_by_role("log", name="Thread")
        answer = window.get_by_label("Reply…")
        for number, (text, said) in enumerate(FOLLOW_UPS, start=1):
            await answer.fill(f"@Dateline {text}")
            await window.keyboard.press("Enter")
            await thread.get_by_text(f"{2 * number + 1} replies").wait_for()
            await thread.get_by_role("article").last.get_by_text(said).first.wait_for()
    texts = [m.text for m in asked.anna.history("general") if m.user == asked.anna.id]
    assert len(texts) == 7
