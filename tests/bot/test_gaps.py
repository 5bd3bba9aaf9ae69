"""Learning from use: what finds no answer, or an unhelpful one, stands in `/dateline gaps`."""

from collections.abc import Sequence
from html import unescape
from pathlib import Path

import pytest

from bot.gaps import Gaps
from bot.threads import beside
from bot.workspace import pings
from bot.writer import Writer
from knowledge import cli
from knowledge.base import Base, BaseProblem
from knowledge.base.opinions import Feedback
from tests.bot.running import House, running

NOTHING = "meetings Japan in 1999"


async def counted(house: House) -> list[tuple[str, int, int]]:
    await house.service.desk.drain(5)
    await house.service.desk.gaps.close()
    with Base.open(house.service.settings.database, readonly=True) as base:
        return [(one.asked, one.times, one.unhelpful) for one in base.gaps(10).gaps]


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


async def test_a_thumb_knows_whose_words_it_judges(served: House) -> None:
    reply = await served.anna.mention("desk", "meetings Japan")
    await served.ben.click(reply, "Not helpful", wait=False)
    await served.service.desk.drain(5)
    with Base.open(served.service.settings.database) as base:
        gone = base.forget_person(served.anna.id)
        assert (gone.others, base.feedback_counted()) == (1, (0, 1))
    assert await counted(served) == []


async def test_command_line_and_slack_tell_the_same_page_after_page(
    served: House, capsys: pytest.CaptureFixture[str]
) -> None:
    database = served.service.settings.database
    with Base.open(database) as base:
        for number in range(45):
            base.count_gap("U0BEN", f"who owns <mill> {number} & co?")
        base.take_feedback(Feedback("m1", "U0BEN", "meetings *Japan*", helpful=False))
    reply = await served.anna.command("/dateline", "gaps", channel="desk")
    for page in (1, 2, 3):
        assert cli.run(["--db", str(database), "gaps", "--page", str(page)]) == 0
        printed = capsys.readouterr().out
        shown = unescape(reply.words)
        assert [line for line in printed.splitlines() if line not in shown] == []
        assert ("Next" in reply.buttons, "Previous" in reply.buttons) == (page < 3, page > 1)
        assert not pings(reply.message)
        if page < 3:
            reply = await served.anna.click(reply, "Next")


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
        base.take_feedback(Feedback("m1", "U1", "an earlier question", helpful=False))
    off = {"DATELINE_GAPS": "off", "DATELINE_GAPS_DAYS": days}
    async with running(database, "http", off) as house:
        await house.anna.dm(NOTHING)
        reply = await house.anna.mention("desk", "who is Justin Trudeau?")
        await house.anna.click(reply, "Not helpful", wait=False)
        assert await counted(house) == []
    with Base.open(database) as base:
        assert base.feedback_counted() == (0, 2)
    kept = beside(database).read_bytes()
    assert b"Justin Trudeau?" in kept
    assert not [
        file.name
        for file in database.parent.iterdir()
        if file != beside(database)
        and any(one in file.read_bytes() for one in (b"Justin Trudeau?", b"an earlier question"))
    ]


async def test_a_base_that_cannot_be_written_costs_no_answer(
    served: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Base, every: object) -> None:
        raise BaseProblem("locked")

    monkeypatch.setattr(Base, "count_gaps", refuse)
    reply = await served.anna.dm(NOTHING)
    assert "2 articles" in reply.words
    assert await counted(served) == []


async def test_a_few_words_are_told_with_the_question_that_they_go_on_from(served: House) -> None:
    top = await served.anna.mention("desk", "who met Kishida?")
    await served.anna.mention("desk", "and Peru?", thread=top.thread_ts)
    assert await counted(served) == [("who met Kishida? … and Peru?", 1, 0)]


async def test_with_whom_another_goes_on_can_have_their_words_deleted(served: House) -> None:
    top = await served.anna.mention("desk", "who met Kishida?")
    await served.ben.mention("desk", "and Peru?", thread=top.thread_ts)
    assert await counted(served) == [("who met Kishida? … and Peru?", 1, 0)]
    with Base.open(served.service.settings.database) as base:
        assert base.forget_person(served.anna.id).others == 1
    assert await counted(served) == []


async def test_what_many_ask_at_once_is_written_at_once(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writes: list[int] = []
    count_gaps = Base.count_gaps

    def noted(self: Base, every: Sequence[tuple[str, str, str]]) -> None:
        writes.append(len(every))
        count_gaps(self, every)

    monkeypatch.setattr(Base, "count_gaps", noted)
    writer = Writer(database)
    gaps = Gaps(writer, 180, 180)
    for n in range(20):
        gaps.note("U1", f"question {n}")
    await gaps.settle()
    for n in range(20, 25):
        gaps.note("U1", f"question {n}")
    await gaps.close()
    await writer.close()

    assert writes == [20, 5]
    with Base.open(database, readonly=True) as base:
        assert len(base.gaps(50).gaps) == 25
