"""A text against the archive: from a message's menu, a command, a mention or a direct message."""

import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot import messages
from bot.declared import CHECK
from bot.ids import Callback
from bot.render.checks import FILES, FOREIGN
from bot.workspace import Reply, View, words_of
from bot.workspace.blockkit import check_view
from tests.bot.doubles import gone
from tests.bot.draft_child import SENTENCE
from tests.bot.running import House, running
from tests.bot.test_drafts import STAND_IN

DRAFT = "The Japanese government gave Cambodia $53.1 million for four major projects."
ACKNOWLEDGED = 3.0
"""Seconds that Slack waits."""


@pytest.fixture(params=["socket", "http"])
async def house(
    request: pytest.FixtureRequest, database: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[House]:
    """The bot with a stand-in for the process that checks drafts."""
    monkeypatch.setattr("bot.starting.serving", lambda database: STAND_IN)
    async with running(database, request.param) as started:
        yield started


def words(view: View | None) -> str:
    assert view is not None
    return "\n".join(words_of(view.blocks))


async def checked(house: House, typed: str, **more: Any) -> View:
    """The window that a check of a message ends with."""
    said = await house.ben.say(typed, channel="desk")
    for key, value in more.items():
        setattr(said, key, value)
    opened = await house.anna.message_shortcut(said, CHECK.name)
    await house.service.desk.drain(30)
    view = house.anna.top_view()
    assert view is not None and opened.view is view, "one window, which is filled in"
    assert check_view(view.content) == []
    return view


async def test_a_message_is_checked_in_a_window(house: House) -> None:
    view = await checked(house, "Hun Sen met Trudeau on 13 November in Quito.")
    assert view.content["callback_id"] == Callback.CHECK
    shown = words(view)
    assert "Claims checked: 3; 1 differs, 1 agrees, 1 is not in the archive." in shown
    order = ["What differs", "13 November", "November 12", SENTENCE, "What agrees", "name “Hun"]
    places = [shown.index(part) for part in [*order, "does not say", "Quito"]]
    assert places == sorted(places)
    assert "<https://post.example/asean" in shown, "the article is linked at its sentence"
    assert house.anna.history("desk")[-1].text.startswith("Hun Sen met"), "nobody else sees it"
    passage = await house.anna.click(view, "Source")
    assert passage.view is not view and "The press was told little else." in passage.words
    await house.anna.close_view()
    assert house.anna.top_view() is view


async def test_the_window_is_there_before_the_findings(house: House) -> None:
    said = await house.ben.say("hang", channel="desk")
    opened = await house.anna.message_shortcut(said, CHECK.name)
    assert opened.words == messages.READING
    house.service.desk.drafts.stop()
    await house.service.desk.drain(30)
    assert words(house.anna.top_view()) == messages.RESTARTING


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("die", messages.CHECK_FAILED),
        ("garble", messages.CHECK_FAILED),
        ("model", messages.NO_MODEL),
        ("base", messages.NO_BASE),
        ("nothing", "Nothing in this draft can be held against the archive"),
        ("french", FOREIGN),
        ("gone", "1 is not in the archive"),
    ],
)
async def test_what_comes_of_it_is_said_in_the_window(house: House, text: str, said: str) -> None:
    view = await checked(house, text)
    assert said in words(view)
    assert "Nobody wrote this." not in words(view)
    assert len(house.anna.history("desk")) == 1


async def test_a_slow_check_is_given_up_in_the_window(house: House) -> None:
    house.service.desk.drafts._limit = 0.1
    assert words(await checked(house, "hang")) == messages.CHECK_TOO_SLOW


async def test_a_base_that_was_lost_is_said_in_the_window(house: House, database: Path) -> None:
    for path in database.parent.glob(database.name + "*"):
        path.unlink()
    assert words(await checked(house, "Hun Sen met Trudeau.")).startswith(messages.NO_BASE)


async def test_files_are_not_read_and_that_is_said(house: House) -> None:
    picture = [{"id": "F1", "name": "page.pdf", "mimetype": "application/pdf"}]
    assert (
        words(await checked(house, "file", text="", blocks=[], files=picture)) == messages.NO_TEXT
    )
    assert house.service.desk.drafts.process is None, "nothing was begun for it"
    view = await checked(house, "Hun Sen met Trudeau.", files=picture)
    assert FILES in words(view) and "1 differs" in words(view)


async def test_a_message_of_an_app_is_read_from_its_blocks(house: House) -> None:
    blocks = [
        {"type": "header", "text": {"type": "plain_text", "text": "echo a headline"}},
        {"type": "section", "text": {"type": "mrkdwn", "text": "Hun &amp; *Sen*."}},
        {"type": "context", "elements": [{"type": "mrkdwn", "text": "small print"}]},
    ]
    view = await checked(house, "A summary.", bot_id="B1", blocks=blocks)
    shown = words(view)
    assert "a headline Hun & Sen." in shown.replace("&amp;", "&") and "small print" not in shown


async def test_words_count_from_the_day_of_the_message(house: House) -> None:
    written = time.strftime("%Y-%m-%d", time.gmtime(house.workspace.hub.store.clock.now()))
    assert written in words(await checked(house, "echo tomorrow"))


async def test_a_trigger_that_ran_out_is_explained_at_the_message(house: House) -> None:
    said = await house.ben.say("Hun Sen met Trudeau.", channel="desk")
    house.workspace.faults.api("views.open", error="expired_trigger_id")
    reply = await house.anna.message_shortcut(said, CHECK.name)
    assert reply.text == messages.TRIGGER_EXPIRED and reply.ephemeral
    assert house.service.desk.drafts.process is None


async def test_a_passage_that_is_gone_is_said_on_top(house: House, database: Path) -> None:
    view = await checked(house, "Hun Sen met Trudeau.")
    for block in view.blocks:
        if "accessory" in block:
            block["accessory"]["value"] = '{"a":"asean-summit","s":0,"t":"It never said this."}'
    passage = await house.anna.click(view, "Source")
    assert messages.STALE_SOURCE in passage.words


@pytest.mark.parametrize("asked", ["command", "dm", "mention", "mention in bold"])
async def test_a_typed_text_is_checked(house: House, asked: str) -> None:
    text = "Hun Sen met Trudeau &amp; others on 13 November."
    if asked == "command":
        reply: Reply = await house.anna.command("/dateline", f"check {text}", channel="desk")
        assert reply.ephemeral
    elif asked == "dm":
        reply = await house.anna.dm(f"Check: {text}")
    else:
        bold = "*check:*" if asked.endswith("bold") else "check this:"
        reply = await house.anna.mention("desk", f"{bold} {text}")
        assert reply.message.thread_ts
    assert "1 differs" in reply.words and SENTENCE in reply.words
    opened = await house.anna.click(reply, "Source")
    assert "The press was told little else." in opened.words


async def test_a_check_of_nothing_says_how(house: House) -> None:
    assert (await house.anna.command("/dateline", "check")).text == messages.NO_DRAFT
    assert (await house.anna.dm("check:")).text == messages.NO_DRAFT


async def test_a_check_that_takes_long_says_that_it_goes_on(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.surfaces.commands.PATIENCE", 0)
    first = await house.anna.command("/dateline", "check Hun Sen.", channel="desk")
    assert first.text == messages.READING and first.ephemeral
    assert (await house.anna.sees("1 differs", channel="desk")).ephemeral


async def test_errors_of_a_typed_check_reach_whoever_typed(house: House) -> None:
    reply = await house.anna.command("/dateline", "check die", channel="desk")
    assert reply.text.startswith(messages.CHECK_FAILED) and reply.ephemeral
    again = await house.anna.dm("check: die")
    assert again.text.startswith(messages.CHECK_FAILED)


async def test_a_real_process_checks_and_ends_with_the_bot(sample_base: Path) -> None:
    async with running(sample_base, "socket") as house:
        said = await house.ben.say(DRAFT, channel="desk")
        began = time.monotonic()
        opened = await house.anna.message_shortcut(said, CHECK.name)
        assert opened.words == messages.READING and time.monotonic() - began < ACKNOWLEDGED
        await house.service.desk.drain(60)
        shown = words(house.anna.top_view())
        assert "sum “$53.1 million”" in shown and "*“$51.3 million”*" in shown
        pid = house.service.desk.drafts.process
        assert pid is not None
        reply = await house.anna.dm(f"check: {DRAFT}")
        assert "$51.3 million" in reply.words
        assert house.service.desk.drafts.process == pid
    await gone(pid)
