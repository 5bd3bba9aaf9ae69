"""The App Home: what it shows, and what can be done there."""

import re
from pathlib import Path

import pytest

from bot import messages
from bot.ids import Action, Callback, Input
from bot.manifest import EVENTS, manifest
from bot.workspace.manifest import parse
from knowledge.base import Base
from tests.bot.running import House, running
from tests.written import article


def test_the_manifest_has_a_home() -> None:
    declared = parse(manifest())
    assert declared.home_tab and "app_home_opened" in declared.events
    assert set(EVENTS) == declared.events


async def test_home_tells_what_the_archive_holds(house: House) -> None:
    home = await house.anna.open_home()
    assert "*2 articles* published from 20 March 2022 to 15 November 2022" in home.words
    assert "*6 facts*: 3 meetings, 3 roles" in home.words
    assert re.search(
        r"<!date\^\d+\^\{date_long_pretty\}, \{time\}\|[-\d]+ \d\d:\d\d UTC>", home.words
    )
    assert "Justin Trudeau" in home.words and "Latest facts" in home.words
    assert "<https://post.example/asean" in home.words


async def test_what_the_latest_article_tells_comes_first(served: House) -> None:
    words = (await served.anna.open_home()).words
    told = words.partition("Latest facts")[2]
    assert told.index("Justin Trudeau") < told.index("two-day visit")
    assert told.count("two-day visit") == 1


async def test_home_is_made_anew_whenever_it_is_opened(house: House) -> None:
    await house.anna.open_home()
    with Base.open(house.service.settings.database) as base:
        base.save(article("third", "A third\n\nNobody met.", "2023-03-20"), [])
    home = await house.anna.open_home()
    assert "*3 articles*" in home.words and "20 March 2023" in home.words


async def test_a_home_that_was_shown_meanwhile_is_published_all_the_same(served: House) -> None:
    await served.anna.open_home()
    served.workspace.faults.api("views.publish", error="hash_conflict", times=1)
    home = await served.anna.open_home()
    assert "*2 articles*" in home.words


async def test_opening_the_messages_tab_brings_nothing(served: House) -> None:
    await served.anna.open_home(tab="messages", wait=False)
    await served.workspace.quiet()
    await served.service.desk.drain(5)
    assert served.workspace.store.homes == {} and served.workspace.posted() == []


async def test_a_source_opens_from_home(house: House) -> None:
    home = await house.anna.open_home()
    opened = await house.anna.click(home, "Source", nth=0)
    assert opened.view is not None
    assert "What leaders said to each other" in opened.words


async def test_quick_commands_are_answered_in_a_window(house: House) -> None:
    home = await house.anna.open_home()
    quick = next(label for label in home.buttons if label.startswith("/meetings"))
    answer = await house.anna.click(home, quick)
    assert answer.view is not None and answer.view.content["callback_id"] == Callback.ANSWER
    assert "Meetings with" in answer.words
    helped = await house.anna.click(home, "How to ask")
    assert "`/whois" in helped.words


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Canada", "Facts on Canada"),
        ("meetings Canada", "Meetings with Canada: 1"),
        ("/whois Kishida", "Fumio Kishida"),
        ("help", "/timeline"),
        ("Blorgendorf", "no sentence has these words"),
    ],
)
async def test_the_search_box_answers_in_a_window(house: House, typed: str, told: str) -> None:
    home = await house.anna.open_home()
    answer = await house.anna.choose(home, Input.WORDS, typed)
    assert answer.view is not None and told in answer.words


async def test_the_form_opens_from_home_and_answers_directly(house: House) -> None:
    home = await house.anna.open_home()
    form = await house.anna.click(home, "Search with filters")
    assert form.view is not None
    await house.anna.choose(form, "dateline.filter:parties", query="canada")
    await house.anna.submit(form)
    await house.anna.sees("Facts on Canada", channel="dm")


async def test_an_empty_archive_says_how_to_fill_it(tmp_path: Path) -> None:
    async with running(tmp_path / "new.db", "http") as house:
        home = await house.anna.open_home()
        assert "The archive is empty" in home.words and "Latest facts" not in home.words


async def test_an_unreadable_base_is_said_on_home_and_in_a_window(served: House) -> None:
    home = await served.anna.open_home()
    served.service.settings.database.unlink()
    answer = await served.anna.choose(home, Input.WORDS, "Canada")
    assert answer.view is not None and messages.NO_BASE in answer.words
    assert messages.NO_BASE in (await served.anna.open_home()).words


async def test_a_window_that_came_too_late_is_explained_directly(served: House) -> None:
    home = await served.anna.open_home()
    served.workspace.faults.api("views.open", error="expired_trigger_id", times=2)
    await served.anna.click(home, Action.SEARCH, wait=False)
    assert (await served.anna.sees("ran out", channel="dm")).words == messages.TRIGGER_EXPIRED
