"""Real conversations: each question answered with what was asked before it in the same place."""

from pathlib import Path

import pytest

from bot.manifest import manifest
from bot.workspace import Workspace
from tests.bot.running import House, connected

FIRST = "Who did Hun Sen meet in Phnom Penh?"
FOLLOW_UPS = (
    ("and in November 2022?", "Justin Trudeau (Prime Minister, Canada)."),
    ("when did he meet Trudeau?", "12 November 2022."),
    ("and Kishida?", "2 meetings"),
    ("where was that?", "On the sidelines of the ASEAN Summit"),
    ("who is Kishida?", "Fumio Kishida: Prime Minister, Japan"),
    ("and Trudeau?", "Justin Trudeau: Prime Minister, Canada"),
)
"""Most of these say nothing without those before them."""


@pytest.mark.parametrize("mode", ["socket", "http"])
async def test_six_follow_ups_in_a_thread_with_a_restart_among_them(
    database: Path, mode: str
) -> None:
    async with Workspace(manifest()) as workspace:
        async with connected(workspace, database, mode) as house:
            top = await house.anna.mention("desk", FIRST)
            for text, said in FOLLOW_UPS[:3]:
                reply = await house.ben.mention("desk", text, thread=top.thread_ts)
                assert said in reply.words, text
                assert reply.thread_ts == top.thread_ts
        async with connected(workspace, database, mode) as house:
            for text, said in FOLLOW_UPS[3:]:
                reply = await house.anna.mention("desk", text, thread=top.thread_ts)
                assert said in reply.words, text


async def test_the_same_in_a_direct_message(house: House) -> None:
    await house.anna.dm(FIRST)
    for text, said in FOLLOW_UPS:
        reply = await house.anna.dm(text)
        assert said in reply.words, text
        assert reply.thread_ts is None


async def test_in_another_place_it_is_answered_as_if_nothing_had_been_asked(
    served: House,
) -> None:
    alone = (await served.ben.dm("where was that?")).text
    await served.anna.mention("desk", "when did Hun Sen meet Kishida?")
    elsewhere = await served.anna.mention("desk", "where was that?")
    assert elsewhere.text == alone
    assert (await served.anna.dm("where was that?")).text == alone


async def test_the_sentence_comes_first_with_its_facts_and_thumbs(house: House) -> None:
    reply = await house.anna.mention("desk", "when did Hun Sen meet Trudeau?")
    first = reply.blocks[0]
    assert first["type"] == "section" and first["text"]["text"].startswith("12 November 2022")
    assert reply.text.startswith("12 November 2022")
    assert "Source" in reply.buttons
    assert reply.blocks[-1]["type"] == "context_actions"
    await house.anna.click(reply, "Not helpful", wait=False)
    await house.service.desk.drain(5)
    told = await house.anna.command("/dateline", "gaps", channel="desk")
    assert "“when did Hun Sen meet Trudeau?”: 1 unhelpful" in told.words


async def test_a_sentence_that_answers_opens_in_its_article(served: House) -> None:
    reply = await served.anna.mention("desk", "what did Hun Sen call the trip?")
    assert "What the articles say" in reply.words and reply.blocks[0]["type"] == "context"
    opened = await served.anna.click(reply, "Source")
    assert "called the trip a milestone" in opened.words
