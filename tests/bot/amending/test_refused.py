"""Where a message can't be amended, its channel is told: once for each decision."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.bot.amending.harness import Newsroom, joined, opened

DAY, WORDS, WAS = "2022-11-13", "13 November 2022", "12 November 2022"
TOLD = "was changed by the desk since"


@pytest.fixture
async def newsroom(database: Path) -> AsyncIterator[Newsroom]:
    async with opened(database) as made:
        yield made


def notes(newsroom: Newsroom) -> list[str]:
    """The notes that stand anywhere, in mrkdwn."""
    return [one.text for one in newsroom.house.workspace.posted() if TOLD in one.text]


@pytest.mark.parametrize("code", ["edit_window_closed", "cant_update_message", "msg_too_long"])
async def test_the_thread_is_told_where_slack_refuses(newsroom: Newsroom, code: str) -> None:
    reply = await newsroom.house.anna.mention("desk", "meetings Canada")
    await newsroom.recorded()
    newsroom.correct(newsroom.meeting("2022-11-12").id, DAY, WORDS, WAS)
    newsroom.house.workspace.faults.api("chat.update", error=code)
    await newsroom.amend()
    assert "Corrected" not in reply.words
    seen = await newsroom.house.ben.sees(TOLD, channel="desk")
    assert seen.thread_ts == reply.thread_ts and f"~{WAS}~" in seen.words
    await newsroom.amend(2)
    assert len(notes(newsroom)) == 1 and newsroom.calls("chat.update") == []


async def test_nobody_is_told_of_a_message_that_nobody_sees_any_more(newsroom: Newsroom) -> None:
    reply = await newsroom.house.anna.mention("desk", "meetings Canada")
    await newsroom.recorded()
    newsroom.correct(newsroom.meeting("2022-11-12").id, DAY, WORDS, WAS)
    newsroom.house.workspace.channel("desk").messages.clear()
    assert "Corrected" not in reply.words
    await newsroom.amend(2)
    assert notes(newsroom) == []


async def test_one_note_tells_of_many_messages_and_decisions(newsroom: Newsroom) -> None:
    for text in ("meetings Canada", "meetings Trudeau", "meetings in 2022"):
        await newsroom.house.anna.mention("desk", text)
    await newsroom.recorded()
    fact = newsroom.meeting("2022-11-12").id
    newsroom.correct(fact, DAY, WORDS, WAS)
    with newsroom.base() as base:
        visit = newsroom.meeting("2022-03-20/2022-03-21").id
        base.correct(visit, "place", "Takeo", words="Takeo", was="Phnom Penh", who="U0E")
    newsroom.house.workspace.faults.api("chat.update", error="edit_window_closed", times=3)
    await newsroom.amend()
    [note] = notes(newsroom)
    assert f"“{WORDS}”" in note and "“Takeo”" in note
    [told] = [one for one in newsroom.house.workspace.posted() if TOLD in one.text]
    assert told.thread_ts is None, "they stood in several threads"
    # Later, another message that showed it and can't be changed either.
    await newsroom.amend(2)
    assert len(notes(newsroom)) == 1


async def test_what_came_by_a_response_url_is_told_in_its_channel(database: Path) -> None:
    async with opened(database, without_app=["general"]) as newsroom:
        reply = await newsroom.house.anna.command("/meetings", "Canada", channel="general")
        await newsroom.house.anna.click(reply, "Share in channel", wait=False)
        shared = await newsroom.house.ben.sees("Shared by", channel="general")
        await newsroom.recorded()
        workspace = newsroom.house.workspace
        workspace.channel("general").members.add(workspace.store.bot.id)
        newsroom.correct(newsroom.meeting("2022-11-12").id, DAY, WORDS, WAS)
        await newsroom.amend()
        assert "Corrected" not in shared.words
        assert len([one for one in notes(newsroom) if "I told here" in one]) == 1
        await newsroom.house.ben.sees(TOLD, channel="general")


async def test_what_was_shared_and_is_gone_is_not_told_of(database: Path) -> None:
    async with opened(database, without_app=["general"]) as newsroom:
        reply = await newsroom.house.anna.command("/meetings", "Canada", channel="general")
        await newsroom.house.anna.click(reply, "Share in channel", wait=False)
        await newsroom.house.ben.sees("Shared by", channel="general")
        await newsroom.recorded()
        workspace = newsroom.house.workspace
        workspace.channel("general").members.add(workspace.store.bot.id)
        # A workspace that was started anew has none of its messages.
        workspace.channel("general").messages.clear()
        newsroom.correct(newsroom.meeting("2022-11-12").id, DAY, WORDS, WAS)
        await newsroom.amend(2)
        assert not [one for one in notes(newsroom) if "I told here" in one]


async def test_a_note_that_would_say_nothing_is_not_told(newsroom: Newsroom) -> None:
    await newsroom.house.anna.mention("desk", "meetings Canada")
    await newsroom.recorded()
    newsroom.house.workspace.faults.api("chat.update", error="edit_window_closed")
    with newsroom.base() as base:
        base.remove("asean-summit", who="U0E")
    await newsroom.amend(2)
    assert newsroom.calls("chat.update") == [] and notes(newsroom) == []


async def test_a_note_names_the_article_that_was_hidden(newsroom: Newsroom) -> None:
    await newsroom.house.anna.mention("desk", "meetings Canada")
    await newsroom.recorded()
    newsroom.house.workspace.faults.api("chat.update", error="edit_window_closed")
    with newsroom.base() as base:
        title = base.hide("asean-summit", who="U0E").payload["shown"]
    await newsroom.amend()
    [note] = notes(newsroom)
    assert f"the article “{title}”" in note


async def test_nobody_is_told_where_the_bot_is_no_more(database: Path) -> None:
    async with opened(database) as newsroom:
        await newsroom.house.anna.mention("desk", "meetings Canada")
        await newsroom.recorded()
        newsroom.correct(newsroom.meeting("2022-11-12").id, DAY, WORDS, WAS)
        newsroom.house.workspace.faults.api("chat.update", error="channel_not_found")
        await newsroom.amend(3)
        assert notes(newsroom) == [] and newsroom.calls("chat.update") == []


async def test_who_saw_an_answer_alone_is_told_for_half_an_hour(newsroom: Newsroom) -> None:
    await newsroom.house.anna.command("/meetings", "Canada", channel="desk")
    await newsroom.recorded()
    newsroom.correct(newsroom.meeting("2022-11-12").id, DAY, WORDS, WAS)
    await newsroom.amend()
    seen = await newsroom.house.anna.sees("an answer that you got here", channel="desk")
    assert seen.ephemeral and f"~{WAS}~" in seen.words
    await newsroom.amend()
    assert len(newsroom.house.anna.history("desk")) == 2


async def test_who_decided_is_not_told_of_it(newsroom: Newsroom) -> None:
    anna = newsroom.house.anna
    await anna.command("/meetings", "Canada", channel="desk")
    await newsroom.recorded()
    with newsroom.base() as base:
        fact = newsroom.meeting("2022-11-12").id
        base.correct(fact, "date", DAY, words=WORDS, was=WAS, shown="x", who=anna.id)
    await newsroom.amend(2)
    assert len(anna.history("desk")) == 1


async def test_who_shared_an_answer_reads_it_above_that(newsroom: Newsroom) -> None:
    anna = newsroom.house.anna
    await anna.command("/meetings", "Canada", channel="desk")
    await newsroom.recorded()
    reply = await anna.mention("desk", "meetings Canada")
    await newsroom.recorded()
    newsroom.correct(newsroom.meeting("2022-11-12").id, DAY, WORDS, WAS)
    await newsroom.amend(2)
    assert "Corrected by the desk" in reply.words
    assert not [one for one in anna.history("desk") if TOLD in one.text]


async def test_after_that_they_are_not(newsroom: Newsroom) -> None:
    await newsroom.house.anna.command("/meetings", "Canada", channel="desk")
    await newsroom.recorded()
    newsroom.correct(newsroom.meeting("2022-11-12").id, DAY, WORDS, WAS)
    newsroom.time[0] = 1_800.0
    await newsroom.amend(2)
    assert len(newsroom.house.anna.history("desk")) == 1


async def test_fifty_messages_are_amended_at_slacks_pace(newsroom: Newsroom) -> None:
    posts = newsroom.house.service.desk.posts
    posts._sleep, posts._now = newsroom.pauses.sleep, newsroom.pauses.now
    for _ in range(50):
        await newsroom.house.anna.mention("desk", "meetings Canada")
    await newsroom.recorded()
    newsroom.pauses.taken.clear()
    newsroom.correct(newsroom.meeting("2022-11-12").id, DAY, WORDS, WAS)
    newsroom.house.workspace.faults.api("chat.update", status=429, retry_after=30, skip=20)
    await newsroom.amend()
    assert len(newsroom.calls("chat.update")) == 20, "it waits for as long as Slack asks"
    await newsroom.amend()
    assert len(newsroom.calls("chat.update")) == 50
    amended = [one for one in newsroom.house.workspace.posted() if "Corrected by" in one.text]
    assert len(amended) == 50 and notes(newsroom) == []
    assert sum(newsroom.pauses.taken) > 45, "about one a second"


async def test_trouble_of_slacks_is_tried_again_later(newsroom: Newsroom) -> None:
    reply = await newsroom.house.anna.mention("desk", "meetings Canada")
    await newsroom.recorded()
    newsroom.correct(newsroom.meeting("2022-11-12").id, DAY, WORDS, WAS)
    newsroom.house.workspace.faults.api("chat.update", status=503)
    await newsroom.amend(2)
    assert "Corrected" not in reply.words
    newsroom.time[0] += 120
    await newsroom.amend()
    assert "Corrected by the desk" in reply.words


async def test_blocks_that_slack_does_not_take_go_out_simpler(newsroom: Newsroom) -> None:
    reply = await newsroom.house.anna.mention("desk", "meetings Canada")
    await newsroom.recorded()
    newsroom.correct(newsroom.meeting("2022-11-12").id, DAY, WORDS, WAS)
    newsroom.house.workspace.faults.refuse_blocks("section")
    await newsroom.amend()
    assert reply.blocks == [] and "Corrected by the desk" in reply.text


async def test_two_processes_amend_once(newsroom: Newsroom) -> None:
    for _ in range(3):
        await newsroom.house.anna.mention("desk", "meetings Canada")
    await newsroom.recorded()
    newsroom.correct(newsroom.meeting("2022-11-12").id, DAY, WORDS, WAS)
    newsroom.house.workspace.faults.api("chat.update", error="edit_window_closed", skip=2)
    async with joined(newsroom.house) as other:
        await asyncio.gather(newsroom.amend(4), other.amend(4))
    assert len(newsroom.calls("chat.update")) == 2 and len(notes(newsroom)) == 1


async def test_the_time_to_remember_can_be_set(database: Path) -> None:
    async with opened(database, {"DATELINE_AMEND_DAYS": "0"}) as newsroom:
        await newsroom.house.anna.mention("desk", "meetings Canada")
        await newsroom.recorded()
        assert not (database.parent / "dateline.shown.db").exists()
