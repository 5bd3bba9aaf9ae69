"""The process that fetches what is followed: begun for work, watched, begun anew, ended."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.children import LINES
from bot.providers.fetching import Broken, broken_text
from bot.providers.polling import (
    AGAIN,
    LONGEST_PAUSE,
    LOOK_EVERY,
    LOST,
    STUCK,
    Polling,
    polling,
)
from bot.readers import Readers
from knowledge.base import Base
from knowledge.base.leases import POLLING
from knowledge.model.providers import NewProvider, ProviderKind
from tests.bot.doubles import Pauses, gone, until
from tests.bot.running import running

FEED = NewProvider(ProviderKind.FEED, "https://news.example/feed", "News")
Make = Callable[..., Polling]


def stand_in(word: str, database: Path) -> list[str]:
    return [sys.executable, "-m", "tests.bot.providers.polling_child", word, str(database)]


async def forever(seconds: float) -> None:
    await asyncio.Event().wait()


def told_by(database: Path) -> int | None:
    """The id that the process has left behind, once it has begun."""
    path = Path(f"{database}.begun")
    return int(path.read_text() or 0) or None if path.exists() else None


async def begun(database: Path) -> int:
    """The id of the process once it has begun."""
    await until(lambda: told_by(database))
    pid = told_by(database)
    assert pid is not None
    return pid


def ask(database: Path) -> None:
    with Base.open(database) as base:
        base.request("https://news.example/one", "U1")


@pytest.fixture
async def make(database: Path) -> AsyncIterator[Make]:
    made: list[Polling] = []
    readers = Readers(database)

    def one(word: str, sleep: Callable[[float], object] = forever) -> Polling:
        made.append(Polling(stand_in(word, database), readers, sleep=sleep))  # type: ignore[arg-type]
        return made[-1]

    yield one
    for started in made:
        await started.close()
    await readers.close()


async def test_nothing_is_begun_until_something_is_due(make: Make, database: Path) -> None:
    polling = make("die")
    assert await polling.look() == LOOK_EVERY and polling.process is None
    with Base.open(database) as base:
        provider = base.add_provider(FEED, now="2022-01-01T00:00:00Z")
        base.pause_provider(provider.id)
    assert await polling.look() == LOOK_EVERY
    with Base.open(database) as base:
        base.pause_provider(provider.id, False)
        base.poll_succeeded(provider.id, at="2022-01-01T00:00:00Z", due_at="2999-01-01T00:00:00Z")
    assert await polling.look() == LOOK_EVERY
    ask(database)
    assert await polling.look() == LOOK_EVERY and polling._deaths == 1, "it has died"


@pytest.mark.parametrize("word", ["work", "failing"])
async def test_what_is_due_is_fetched_once(make: Make, database: Path, word: str) -> None:
    ask(database)
    polling = make(word)
    assert await polling.look() == AGAIN and polling.process is None
    assert await polling.look() == LOOK_EVERY
    with Base.open(database, readonly=True) as base:
        assert [one.outcome for one in base.requests()] == ["Not here."]


async def test_another_process_that_polls_is_left_to_it(make: Make, database: Path) -> None:
    ask(database)
    assert await make("elsewhere").look() == LOOK_EVERY
    with Base.open(database) as base:
        base.take_lease(POLLING, "another", 120)
    polling = make("work")
    assert await polling.look() == LOOK_EVERY and polling._child is None, "none was begun"


async def test_one_that_dies_is_begun_anew_ever_later(make: Make, database: Path) -> None:
    ask(database)
    polling = make("die")
    waits = [await polling.look() for _ in range(3)]
    assert waits == [LOOK_EVERY, 2 * LOOK_EVERY, 4 * LOOK_EVERY]
    polling._deaths = 12
    assert await polling.look() == LONGEST_PAUSE
    polling._command = stand_in("work", database)
    assert await polling.look() == AGAIN
    ask(database)
    polling._command = stand_in("die", database)
    assert await polling.look() == LOOK_EVERY, "what went wrong before is forgotten"


async def test_whoever_asks_is_served_at_once(make: Make, database: Path) -> None:
    polling = make("work")
    running = asyncio.create_task(polling.run())
    for _ in range(2):
        ask(database)
        polling.hurry()
        with Base.open(database, readonly=True) as base:
            await until(lambda: not base.waiting_requests())
    polling.stop()
    await asyncio.wait_for(running, 20)


async def test_a_base_that_cannot_be_read_stops_nothing(tmp_path: Path) -> None:
    pauses = Pauses()
    readers = Readers(tmp_path / "none.db")
    polling = Polling(["never"], readers, sleep=pauses.sleep)
    running = asyncio.create_task(polling.run())
    while True:
        if len(pauses.taken) >= 3:
            break
        await asyncio.sleep(0)
    polling.stop()
    await asyncio.wait_for(running, 20)
    assert set(pauses.taken) == {LOOK_EVERY}
    await readers.close()


async def test_what_it_says_is_in_the_log_and_bounded(
    make: Make, database: Path, logged: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-secret")
    ask(database)
    assert await make("talk").look() == AGAIN
    told = [line for line in logged if "dateline.polling" in line]
    assert len(told) == LINES + 1 and told[-1].endswith("… and 201 more lines")
    assert all(len(line) < 600 and "\x1b" not in line for line in told)


@pytest.mark.parametrize(("word", "deaf"), [("wait", False), ("deaf", True)])
async def test_it_ends_with_the_bot(make: Make, database: Path, word: str, deaf: bool) -> None:
    ask(database)
    polling = make(word)
    running = asyncio.create_task(polling.run())
    pid = await begun(database)
    assert polling.process == pid
    began = asyncio.get_running_loop().time()
    await polling.close()
    assert asyncio.get_running_loop().time() - began < 3, "there are five seconds for all of it"
    await asyncio.wait_for(running, 20)
    await gone(pid)
    child = polling._child
    assert child is not None
    assert child.returncode == -(signal.SIGKILL if deaf else signal.SIGTERM)


async def test_it_ends_when_the_bot_was_killed(make: Make, database: Path) -> None:
    ask(database)
    polling = make("attached")
    running = asyncio.create_task(polling.run())
    pid = await begun(database)
    assert os.getpriority(os.PRIO_PROCESS, pid) > os.getpriority(os.PRIO_PROCESS, os.getpid())
    child = polling._child
    assert child is not None and child.stdin is not None
    child.stdin.close()
    await asyncio.wait_for(child.wait(), 20)
    polling.stop()
    await asyncio.wait_for(running, 20)


async def test_one_that_is_stuck_is_killed(make: Make, database: Path) -> None:
    ask(database)
    pauses = Pauses()
    polling, told = make("wait", pauses.sleep), list[str]()
    polling.killed = lambda: told.append("killed")
    assert await polling.look() == LOOK_EVERY
    assert sum(pauses.taken) == STUCK and told == ["killed"]


async def test_one_that_has_lost_the_lease_is_killed_sooner(make: Make, database: Path) -> None:
    ask(database)
    pauses, leased = Pauses(), asyncio.Event()

    async def sleep(seconds: float) -> None:
        await leased.wait()
        await pauses.sleep(seconds)
        if sum(pauses.taken) == 2 * LOOK_EVERY:
            with Base.open(database) as base:
                base.release_lease(POLLING, "it")

    polling = make("wait", sleep)
    looking = asyncio.create_task(polling.look())
    await begun(database)
    with Base.open(database) as base:
        base.take_lease(POLLING, "it", 9_999)
    leased.set()
    assert await looking == LOOK_EVERY
    assert sum(pauses.taken) == LOOK_EVERY + LOST
    broken = polling.broken
    assert broken is not None and broken.stuck and "got stuck, and was ended" in broken_text(broken)


async def test_a_new_bot_goes_on_where_bot_and_process_were_killed(
    make: Make, database: Path
) -> None:
    ask(database)
    killed = make("hold")
    running = asyncio.create_task(killed.look())
    pid = await begun(database)
    with Base.open(database, readonly=True) as base:
        assert base.lease_holder(POLLING) is not None
    assert await make("work").look() == LOOK_EVERY, "while it lives it is left to it"
    os.kill(pid, signal.SIGKILL)
    await running
    assert await make("work").look() == AGAIN
    with Base.open(database, readonly=True) as base:
        assert [one.outcome for one in base.requests()] == ["Not here."]


async def test_why_nothing_is_fetched_is_in_the_list_and_the_state(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.starting.polling", lambda database: stand_in("die", database))
    with Base.open(database) as base:
        base.add_provider(FEED, now="2022-01-01T00:00:00Z")
    async with running(database, "socket") as house:
        await until(lambda: house.service.desk.polling.broken)
        for asked in ("sources", "status"):
            shown = await house.anna.command("/dateline", asked)
            assert "ended before it was done. Another begins in" in shown.words
            assert "tell whoever runs Dateline" in shown.words
        # Another bot on the same base sees that nothing is fetched.
        house.service.desk.polling._deaths = 0
        for asked in ("sources", "status"):
            shown = await house.anna.command("/dateline", asked)
            assert "Not fetched in time: 1 source, the first due" in shown.words
            assert "No process fetches" in shown.words


def test_words_for_a_process_that_breaks_down() -> None:
    assert "3 times in a row). Another begins in 4 minutes." in broken_text(
        Broken(3, False, False, 240)
    )
    assert "lacks memory" in broken_text(Broken(1, False, True, 5))


async def test_one_that_holds_the_lease_is_not_stuck(make: Make, database: Path) -> None:
    ask(database)
    pauses, leased = Pauses(), asyncio.Event()

    async def sleep(seconds: float) -> None:
        await leased.wait()
        await pauses.sleep(seconds)

    polling = make("wait", sleep)
    looking = asyncio.create_task(polling.look())
    await begun(database)
    with Base.open(database) as base:
        base.take_lease(POLLING, "it", 9_999)
    leased.set()
    while sum(pauses.taken) < 3 * STUCK:
        assert not looking.done()
        await asyncio.sleep(0)
    polling.stop()
    await asyncio.wait_for(looking, 20)


async def test_the_running_bot_polls(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.starting.polling", lambda database: stand_in("wait", database))
    ask(database)
    async with running(database, "socket") as house:
        pid = await begun(database)
        assert house.service.desk.polling.process == pid
    await gone(pid)


def test_the_command_gives_way_and_ends_with_the_bot(tmp_path: Path) -> None:
    command = polling(tmp_path / "a.db")
    assert command[-5:] == ["sources", "poll", "--due", "--attached", "--json"]
