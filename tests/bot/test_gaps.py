"""Learning from use: what finds no answer, or an unhelpful one, stands in `/dateline gaps`."""

from pathlib import Path

import pytest

from bot.workspace import pings
from knowledge.base import Base, BaseProblem
from tests.bot.running import House, running

NOTHING = "meetings Japan in 1999"


async def counted(house: House) -> list[tuple[str, int, int]]:
    await house.service.desk.drain(5)
    await house.service.desk.gaps.close()
    with Base.open(house.service.settings.database, readonly=True) as base:
        return [(one.asked, one.times, one.unhelpful) for one in base.gaps(10)]


async def test_what_finds_nothing_is_counted_wherever_it_is_typed(house: House) -> None:
    await house.anna.command("/meetings", "Japan in 1999", channel="desk")
    await house.anna.mention("desk", NOTHING)
    await house.ben.dm(f"{NOTHING}?")
    told = {asked.strip("/?"): times for asked, times, _ in await counted(house)}
    assert told == {NOTHING: 3}
    reply = await house.anna.command("/dateline", "gaps", channel="desk")
    assert reply.ephemeral and "asked 3 times" in reply.words and "1999" in reply.words
    assert house.anna.id not in reply.words and house.ben.id not in reply.words


async def test_what_is_answered_asked_back_or_about_dateline_is_none(paged: House) -> None:
    for text in (
        *("meetings Japan", "meetings Korea", "help", "status", "gaps", "check:", ""),
        *("hello!", "thanks a lot", "tell me a joke", "who are you?"),
    ):
        await paged.anna.mention("desk", text)
    assert await counted(paged) == []
    reply = await paged.anna.dm("gaps")
    assert "No question without an answer" in reply.words


async def test_a_thumb_down_stands_in_the_list(served: House) -> None:
    reply = await served.anna.mention("desk", "meetings Japan")
    await served.anna.click(reply, "Not helpful", wait=False)
    await served.service.desk.drain(5)
    told = await served.ben.command("/dateline", "gaps", channel="desk")
    assert "“meetings JP”: 1 unhelpful, last on " in told.words


async def test_words_of_the_list_call_nobody(served: House) -> None:
    await served.anna.mention("desk", "<!channel> https://evil.example *meetings* in 1999 <@U0BEN>")
    await counted(served)
    reply = await served.anna.command("/dateline", "gaps", channel="desk")
    assert "1999" in reply.words
    assert not pings(reply.message)
    assert "evil.example" not in reply.words and "<!" not in reply.words


@pytest.mark.parametrize("days", ["0", "180"])
async def test_it_can_be_switched_off_which_forgets_what_was_asked(
    database: Path, days: str
) -> None:
    with Base.open(database) as base:
        base.count_gap("U1", "an earlier question")
    off = {"DATELINE_GAPS": "off", "DATELINE_GAPS_DAYS": days}
    async with running(database, "http", off) as house:
        await house.anna.dm(NOTHING)
        assert await counted(house) == []


async def test_a_base_that_cannot_be_written_costs_no_answer(
    served: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Base, person: str, asked: str) -> None:
        raise BaseProblem("locked")

    monkeypatch.setattr(Base, "count_gap", refuse)
    reply = await served.anna.dm(NOTHING)
    assert "2 articles" in reply.words
    assert await counted(served) == []


async def test_a_few_words_are_told_with_the_question_that_they_go_on_from(served: House) -> None:
    top = await served.anna.mention("desk", "who met Kishida?")
    await served.anna.mention("desk", "and Peru?", thread=top.thread_ts)
    assert await counted(served) == [("who met Kishida? … and Peru?", 1, 0)]
