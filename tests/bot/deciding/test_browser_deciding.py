"""A correction in a real browser: by two clicks, understood as it is typed, and taken back."""

import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from bot.deciding.said import CORRECT, RULE
from tests.bot.deciding.houses import decided, editing, opened
from tests.bot.running import House
from tests.bot.test_browser import browser, playwright_api, visit, window  # noqa: F401  (fixtures)

if TYPE_CHECKING:
    from playwright.async_api import Page

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(loop_scope="module")
async def edited(small_archive: Path, tmp_path: Path) -> AsyncIterator[House]:
    copy = Path(shutil.copy(small_archive, tmp_path / "dateline.db"))
    async with editing(copy) as house:
        yield house


async def shot(page: "Page", name: str) -> None:
    if shots := os.environ.get("DATELINE_SHOTS"):
        await page.screenshot(path=f"{shots}/{name}.png")


async def menu(page: "Page", option: str) -> None:
    await page.get_by_role("button", name="More actions").first.click()
    await page.get_by_role("menuitem", name=option).click()


async def test_a_fact_is_corrected_by_two_clicks_and_taken_back(
    edited: House,
    window: "Page",  # noqa: F811
) -> None:
    async with visit(window, edited.workspace):
        typing = window.get_by_label("Message #general")
        await typing.fill("/meetings Canada")
        await window.keyboard.press("Enter")
        await window.get_by_text("Meetings with Canada: 1").wait_for()
        await menu(window, CORRECT)
        right = window.get_by_label("What is right?")
        assert await right.input_value() == "12 November 2022"
        await right.fill("13 november")
        await window.get_by_text("Please give the year too").wait_for()
        await window.keyboard.type(" 2022")
        await window.get_by_text("I take it as: 13 November 2022").wait_for()
        assert await right.input_value() == "13 november 2022", "typing goes on where it was"
        await shot(window, "correct")
        await window.get_by_role("button", name="Decide").click()
        await window.get_by_text("corrected from 12 to 13 November 2022").wait_for()
        [one] = decided(edited)
        assert one.who == edited.anna.id
        await window.get_by_role("button", name="Undo").click()
        await window.get_by_text("This decision does not hold any more.").wait_for()


async def test_another_part_and_another_editor_change_the_open_form(
    edited: House,
    window: "Page",  # noqa: F811
) -> None:
    async with visit(window, edited.workspace):
        typing = window.get_by_label("Message #general")
        await typing.fill("/meetings Canada")
        await window.keyboard.press("Enter")
        await window.get_by_text("Meetings with Canada: 1").wait_for()
        await menu(window, CORRECT)
        right = window.get_by_label("What is right?")
        await right.fill("1 May 2022")
        await window.get_by_text("I take it as: 1 May 2022").wait_for()
        part = window.get_by_label("What is wrong?")
        await part.select_option(label="Where it was")
        await window.get_by_text("In the words of the article").wait_for()
        assert await right.input_value() == "Phnom Penh"
        await part.select_option(label="When it was")
        await window.get_by_text("A day, month, year or span").wait_for()
        assert await right.input_value() == "12 November 2022", "it begins with what there is"
        await right.fill("2 May 2022")
        await edited.ben.submit(await opened(edited.ben, RULE), {})
        await window.get_by_role("button", name="Decide").click()
        again = window.get_by_text("Decide again?")
        await again.wait_for()
        assert await again.evaluate(
            "node => { const r = node.getBoundingClientRect();"
            " return document.elementFromPoint(r.x + 2, r.y + 2) === node"
            " || node.contains(document.elementFromPoint(r.x + 2, r.y + 2)); }"
        ), "it is seen without scrolling"
        await shot(window, "meanwhile")
        assert await right.input_value() == "2 May 2022"
        await window.get_by_role("button", name="Decide").click()
        await window.get_by_text("As it stands now:").wait_for()
        assert [one.who for one in decided(edited)] == [edited.ben.id, edited.anna.id]
