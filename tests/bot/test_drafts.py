"""The process that checks drafts: begun for work, given one at a time, replaced, ended."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from bot.drafts import WAITING, Drafts, serving
from bot.errors import (
    BotError,
    CheckFailed,
    CheckTooSlow,
    NoBase,
    NoModel,
    Restarting,
    TooManyDrafts,
)
from knowledge.drafts import Finding, Verdict
from tests.bot.doubles import Pauses, gone

STAND_IN = [sys.executable, "-m", "tests.bot.draft_child"]
TODAY = date(2024, 5, 14)


async def findings(drafts: Drafts, text: str) -> tuple[Finding, ...]:
    return (await drafts.check(text, TODAY)).findings


async def forever(seconds: float) -> None:
    await asyncio.Event().wait()


@pytest.fixture
async def drafts() -> AsyncIterator[Drafts]:
    made = Drafts(STAND_IN, sleep=forever)
    yield made
    await made.close()


async def test_there_is_no_process_until_a_draft_comes(drafts: Drafts) -> None:
    assert drafts.process is None
    found = await findings(drafts, "Kishida was in Osaka.")
    assert {one.verdict for one in found} == set(Verdict)
    first = drafts.process
    assert first is not None
    again, third = await asyncio.gather(findings(drafts, "One."), findings(drafts, "echo more"))
    assert len(again) == 3 and third[0].span == "2024-05-14 echo more"
    assert drafts.process == first


async def test_a_process_without_work_ends() -> None:
    pauses = Pauses()
    drafts = Drafts(STAND_IN, idle=300, sleep=pauses.sleep)
    await drafts.check("One.", TODAY)
    latest = drafts._latest
    assert latest is not None
    await asyncio.wait_for(latest.wait(), 20)
    assert pauses.taken == [300] and drafts.process is None
    assert await drafts.check("Another.", TODAY)
    await drafts.close()


async def test_work_keeps_it_awake(drafts: Drafts) -> None:
    await drafts.check("One.", TODAY)
    resting = drafts._resting
    assert resting is not None
    await drafts.check("Two.", TODAY)
    await asyncio.wait([resting])
    assert resting.cancelled() and drafts.process is not None


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("die", CheckFailed),
        ("garble", CheckFailed),
        ("other", CheckFailed),
        ("fault", CheckFailed),
        ("base", NoBase),
        ("model", NoModel),
    ],
)
async def test_what_goes_wrong_costs_one_draft(
    drafts: Drafts, text: str, error: type[BotError]
) -> None:
    with pytest.raises(error):
        await drafts.check(text, TODAY)
    assert len(await findings(drafts, "Fine.")) == 3


async def test_a_text_without_words_has_no_claims(drafts: Drafts) -> None:
    assert await findings(drafts, "text") == ()


@pytest.mark.parametrize(("text", "foreign"), [("french", True), ("english", False), ("x", False)])
async def test_another_language_is_noticed(drafts: Drafts, text: str, foreign: bool) -> None:
    assert (await drafts.check(text, TODAY)).foreign is foreign


async def test_a_draft_that_takes_too_long_is_given_up(drafts: Drafts) -> None:
    await drafts.check("Warm.", TODAY)
    pid, drafts._limit = drafts.process, 0.1
    assert pid is not None
    with pytest.raises(CheckTooSlow):
        await drafts.check("hang", TODAY)
    await gone(pid)
    drafts._limit = 60.0
    assert len(await findings(drafts, "Fine.")) == 3


async def test_one_that_died_while_it_rested_is_replaced(drafts: Drafts) -> None:
    await drafts.check("One.", TODAY)
    first = drafts.process
    assert first is not None
    os.kill(first, signal.SIGKILL)
    assert len(await findings(drafts, "Two.")) == 3
    assert drafts.process not in (None, first)


async def test_only_so_many_wait_and_all_are_told_of_the_end(drafts: Drafts) -> None:
    waiting = [asyncio.ensure_future(drafts.check("hang", TODAY)) for _ in range(WAITING)]
    await asyncio.sleep(0)
    with pytest.raises(TooManyDrafts):
        await drafts.check("One more.", TODAY)
    drafts.stop()
    ends = await asyncio.gather(*waiting, return_exceptions=True)
    assert [type(end) for end in ends] == [Restarting] * WAITING
    with pytest.raises(Restarting):
        await drafts.check("After.", TODAY)
    await drafts.close()
    assert drafts.process is None


async def test_the_end_of_the_bot_is_the_end_of_the_process(drafts: Drafts) -> None:
    await drafts.check("Warm.", TODAY)
    pid = drafts.process
    waiting = asyncio.ensure_future(drafts.check("hang", TODAY))
    await asyncio.sleep(0)
    await drafts.close()
    assert isinstance((await asyncio.gather(waiting, return_exceptions=True))[0], Restarting)
    assert pid is not None
    await gone(pid)


async def test_who_does_not_wait_any_more_leaves_no_answer_behind(drafts: Drafts) -> None:
    await drafts.check("Warm.", TODAY)
    pid = drafts.process
    waiting = asyncio.ensure_future(drafts.check("hang", TODAY))
    await asyncio.sleep(0)
    waiting.cancel()
    assert (await findings(drafts, "echo mine"))[0].span.endswith("echo mine")
    assert drafts.process != pid


async def test_the_process_knows_no_token(drafts: Drafts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")
    assert (await findings(drafts, "tokens"))[0].span == ""


async def test_a_command_that_is_not_there() -> None:
    drafts = Drafts(["/nonexistent/python"], sleep=forever)
    with pytest.raises(CheckFailed):
        await drafts.check("One.", TODAY)
    await drafts.close()


async def test_a_base_that_is_not_there_is_told_by_the_process_itself(tmp_path: Path) -> None:
    drafts = Drafts(serving(tmp_path / "none.db"), sleep=forever)
    with pytest.raises(NoBase):
        await drafts.check("Fumio Kishida was in Osaka.", TODAY)
    await drafts.close()
