"""The process that answers beside the bot: the same answers, and a thread's where it has none."""

import asyncio
import os
import shutil
import signal
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot import desk
from bot.answering import answered
from bot.ids import Action
from bot.kept import Answered, Asked, Kept
from bot.relief import process, wire
from bot.relief.process import Relief, relieving
from bot.render.answers import Frame
from bot.render.blocks import Message, actions, button, divider, encoded
from bot.render.forms import simplified
from bot.render.text import Mrkdwn
from knowledge.base import Base
from knowledge.base.standing import Standing
from tests.bot.doubles import Pauses, gone, until
from tests.bot.running import House, running

STAND_IN = [sys.executable, "-m", "tests.bot.relief_child"]
TODAY = date(2026, 11, 22)
FRAMES = (
    Frame(private=True, asker="U0000ANNA"),
    Frame(direct=True, asker="U1", note="Said first."),
    Frame(table=True, asker="U0000ANNA"),
    Frame(window=True),
)
QUESTIONS = (
    "/meetings",
    "/facts Japan",
    "/quotes Kishida",
    "/money since 2020",
    "/timeline 2022",
    "/whois Kishida",
    "/upcoming",
    "/meetings Narnia",
    "/dateline help",
    "/dateline status",
    "who met Kishida?",
    "how much did Japan give?",
)


def asked(text: str, frame: Frame = FRAMES[0]) -> Asked:
    return Asked(text, TODAY, frame)


async def forever(seconds: float) -> None:
    await asyncio.Event().wait()


async def begun(relief: Relief) -> int:
    """The id of its process, once it can be asked."""
    beginning = relief.want()
    assert beginning is not None
    await asyncio.wait_for(beginning, 30)
    assert relief.in_hand == 0 and relief.process is not None
    return relief.process


@pytest.fixture
async def relief() -> AsyncIterator[Relief]:
    made = Relief(STAND_IN, wanted=True, sleep=forever)
    yield made
    await made.close()


def same(one: Answered, other: Answered) -> bool:
    """Whether two answers are the same to whoever gets them."""
    return (
        one == other
        and encoded(one.message.blocks) == encoded(other.message.blocks)
        and simplified(one.message) == simplified(other.message)
        and one.message.shows == other.message.shows
    )


async def test_its_answers_are_those_of_a_thread(database: Path) -> None:
    relief = Relief(relieving(database), wanted=True, sleep=forever)
    file = Standing.of(database).file
    await begun(relief)
    with Base.open(database, readonly=True) as base:
        for text in QUESTIONS:
            for frame in FRAMES:
                there = await relief.answer(asked(text, frame), file)
                assert there is not None, text
                here = answered(base, asked(text, frame))
                assert same(there, here), text
                # What is kept of it is given out alike, to others too.
                for asker in ("U0000BORA", frame.asker):
                    again = asked(text, replace(frame, asker=asker))
                    first, second = Kept(), Kept()
                    first.keep(asked(text, frame), there)
                    second.keep(asked(text, frame), here)
                    one, other = first.get(again), second.get(again)
                    assert (one is None) is (other is None)
                    assert one is None or other is None or same(one, other)
    await relief.close()


def test_what_draws_a_chart_that_is_refused_comes_with_it() -> None:
    drawing = actions(button("Picture", Action.PICTURE, "x"))
    made = Message(Mrkdwn("Found"), ({"type": "data_visualization"}, divider()), drawing)
    sent = wire.packed(wire.ready(Answered(made, gap=False)))
    there = wire.answered(wire.unpacked(sent[wire.LENGTH.size :]))
    assert simplified(there.message) == (drawing, divider())
    kept, question = Kept(), asked("/facts Japan")
    kept.keep(question, there)
    again = kept.get(question)
    assert again is not None and simplified(again.message) == (drawing, divider())


async def test_it_reads_what_was_written_meanwhile_and_no_other_file(database: Path) -> None:
    relief = Relief(relieving(database), wanted=True, sleep=forever)
    file = Standing.of(database).file
    await begun(relief)
    before = await relief.answer(asked("/dateline status"), file)
    assert before is not None
    with Base.open(database) as base:
        assert base.remove(base.article_ids()[0])
        after = await relief.answer(asked("/dateline status"), file)
        assert after is not None and after != before
        assert same(after, answered(base, asked("/dateline status")))
    # The bot looks first whose log it is that lies there.
    _replaced(database)
    now = Standing.of(database).file
    assert now != file
    assert await relief.answer(asked("/meetings"), file) is None
    found = await relief.answer(asked("/meetings"), now)
    assert found is not None
    os.unlink(database)
    assert await relief.answer(asked("/meetings"), now) is None
    await relief.close()


def _replaced(database: Path) -> None:
    other = database.with_name("other.db")
    shutil.copyfile(database, other)
    os.replace(other, database)


async def test_without_a_base_there_is_none(tmp_path: Path) -> None:
    relief = Relief(relieving(tmp_path / "none.db"), wanted=True, sleep=forever)
    beginning = relief.want()
    assert beginning is not None
    await asyncio.wait_for(beginning, 30)
    assert relief.in_hand is None or await relief.answer(asked("/meetings"), None) is None
    await relief.close()


async def test_there_is_none_until_it_is_wanted_and_one_at_most(relief: Relief) -> None:
    assert relief.process is None and relief.in_hand is None
    first = relief.want()
    assert first is not None and relief.want() is first
    await first
    assert relief.in_hand == 0 and relief.want() is None
    found = await asyncio.gather(*(relief.answer(asked(str(n)), None) for n in range(20)))
    assert [one.message.text for one in found if one is not None] == [str(n) for n in range(20)]
    assert relief.in_hand == 0


@pytest.mark.parametrize("wanted", [False, None])
async def test_there_is_none_without_a_processor_for_it(
    wanted: bool | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "processors", lambda: 1)
    relief = Relief(STAND_IN, wanted=wanted)
    assert relief.want() is None and relief.in_hand is None
    await relief.close()


@pytest.mark.parametrize("text", ["die", "babble", "garble", "other"])
async def test_where_it_fails_a_thread_answers_and_another_is_begun_later(text: str) -> None:
    time = [0.0]
    relief = Relief(STAND_IN, wanted=True, sleep=forever, clock=lambda: time[0])
    first = await begun(relief)
    found = await asyncio.gather(*(relief.answer(asked(one), None) for one in (text, "more")))
    assert found == [None, None]
    await gone(first)
    assert relief.in_hand is None and relief.want() is None
    time[0] = process.AGAIN
    assert await begun(relief) != first
    assert await relief.answer(asked("nothing"), None) is None
    assert await relief.answer(asked("more"), None) is not None
    await relief.close()


async def test_one_that_takes_too_long_is_ended(
    relief: Relief, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = await begun(relief)
    monkeypatch.setattr(process, "LIMIT", 0.01)
    assert await relief.answer(asked("hang"), None) is None
    await gone(first)


async def test_nobody_waits_behind_one_that_takes_long(
    relief: Relief, monkeypatch: pytest.MonkeyPatch
) -> None:
    await begun(relief)
    monkeypatch.setattr(process, "SLOW", 0.01)
    first, *others = (
        asyncio.ensure_future(relief.answer(asked(text), None)) for text in ("hang", "more", "more")
    )
    assert await asyncio.wait_for(asyncio.gather(*others), process.LIMIT / 2) == [None, None]
    assert relief.in_hand is None and not first.done()
    # Nor does whoever comes only then.
    assert await asyncio.wait_for(relief.answer(asked("more"), None), process.LIMIT / 2) is None
    await relief.close()
    assert await first is None


@pytest.mark.parametrize(
    "command",
    [["/nonexistent/python"], [*STAND_IN, "never"], [*STAND_IN, "garble"], [*STAND_IN, "other"]],
)
async def test_one_that_can_not_be_begun_is_told_in_the_log(
    command: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    relief = Relief(command, wanted=True, sleep=forever)
    beginning = relief.want()
    assert beginning is not None
    await asyncio.wait_for(beginning, 30)
    assert relief.in_hand is None and relief.want() is None
    assert "The process that answers beside the bot failed" in caplog.text
    await relief.close()


async def test_one_without_work_ends_and_work_keeps_it(relief: Relief) -> None:
    pauses = Pauses()
    resting = Relief(STAND_IN, wanted=True, sleep=pauses.sleep)
    beginning = resting.want()
    assert beginning is not None
    await beginning
    latest = resting._latest
    assert latest is not None
    await asyncio.wait_for(latest.wait(), 20)
    assert pauses.taken == [process.IDLE] and resting.process is None
    await resting.close()
    await begun(relief)
    before = relief._resting
    assert before is not None
    assert await relief.answer(asked("more"), None) is not None
    await asyncio.wait([before])
    assert before.cancelled() and relief.process is not None


async def test_whoever_goes_away_leaves_the_next_its_own_answer(relief: Relief) -> None:
    await begun(relief)
    first = asyncio.ensure_future(relief.answer(asked("first"), None))
    await asyncio.sleep(0)
    first.cancel()
    found = await relief.answer(asked("second"), None)
    assert found is not None and found.message.text == "second"


async def test_it_ends_with_the_bot(database: Path, relief: Relief) -> None:
    first = await begun(relief)
    waiting = asyncio.ensure_future(relief.answer(asked("hang"), None))
    await until(lambda: relief.in_hand == 1)
    await relief.close()
    assert await waiting is None
    await gone(first)
    assert relief.want() is None
    # Where the bot was killed, by the end of its stdin.
    real = Relief(relieving(database), wanted=True, sleep=forever)
    await begun(real)
    child = real._latest
    assert child is not None and child.stdin is not None
    child.stdin.close()
    assert await asyncio.wait_for(child.wait(), 20) == 0
    await real.close()


async def test_ctrl_c_is_for_the_bot(relief: Relief) -> None:
    first = await begun(relief)
    assert os.getpgid(first) != os.getpgid(0)
    os.kill(first, signal.SIGTERM)
    await gone(first)
    assert await relief.answer(asked("more"), None) is None


@pytest.fixture
async def much(database: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[House]:
    """A bot that takes any question for much, with a process that can be asked."""
    monkeypatch.setattr(desk, "_MUCH", 0)
    monkeypatch.setattr(process, "processors", lambda: 2)
    async with running(database, "http") as house:
        await house.anna.command("/meetings", "Canada", channel="desk")
        await until(lambda: house.service.desk.relief.in_hand == 0, 30)
        yield house


async def test_people_are_answered_by_it(much: House, monkeypatch: pytest.MonkeyPatch) -> None:
    there: list[Answered | None] = []
    relief = much.service.desk.relief
    answer = relief.answer

    async def noted(asked: Asked, file: tuple[int, int] | None) -> Answered | None:
        there.append(await answer(asked, file))
        return there[-1]

    monkeypatch.setattr(relief, "answer", noted)
    texts = ["Japan", "Japan", "Narnia"]
    replies = [await much.anna.command("/meetings", text, channel="desk") for text in texts]
    assert "Meetings with Japan: 2" in replies[0].words
    assert replies[1].words == replies[0].words
    assert "I know nobody" in replies[2].words
    # What is asked again is kept.
    assert len(there) == 2 and None not in there


async def test_where_it_was_killed_threads_answer(much: House) -> None:
    first = much.service.desk.relief.process
    assert first is not None
    os.kill(first, signal.SIGKILL)
    for text in ("Japan", "Australia"):
        assert (await much.anna.command("/meetings", text, channel="desk")).words
    assert "Japan: 2" in (await much.anna.command("/meetings", "Japan", channel="desk")).words
    assert much.service.desk.relief.in_hand is None


async def test_where_there_is_no_base_it_lets_go_of_it(much: House) -> None:
    first = much.service.desk.relief.process
    assert first is not None
    os.unlink(much.service.settings.database)
    await much.anna.command("/meetings", "Japan", channel="desk")
    await gone(first)
    assert much.service.desk.relief.process is None
