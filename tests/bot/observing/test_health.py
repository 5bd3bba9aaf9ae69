"""Health is told in time whatever hangs, and tells a bot that can't answer from one that hangs."""

import asyncio
import logging
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import cast

import aiohttp
import pytest

from bot.errors import NotWritten
from bot.health import Health
from bot.observing.watch import LATE, LOST, STUCK, Watch
from bot.observing.worker import Worker
from bot.readers import Readers
from bot.settings import Mode
from bot.writer import Writer
from knowledge.base import Base, problems
from tests.bot.running import House


class Up:
    async def connected(self) -> bool:
        return True


class Holding:
    """Work that goes on until it is let go."""

    def __init__(self) -> None:
        self.begun, self._go = threading.Event(), threading.Event()

    def __call__(self, base: Base | None = None) -> None:
        self.begun.set()
        self._go.wait(10)

    def end(self) -> None:
        self._go.set()


@pytest.fixture
def holding() -> Iterator[Holding]:
    held = Holding()
    yield held
    held.end()


async def test_a_base_that_hangs_is_told_in_time(small_archive: Path, holding: Holding) -> None:
    readers = Readers(small_archive, 1)
    health = Health(Mode.HTTP, readers, Up(), within=0.05)
    hanging = asyncio.create_task(readers.run(holding))
    await asyncio.to_thread(holding.begun.wait, 5)
    for _ in range(3):
        report = await asyncio.wait_for(health.report(), 5)
        assert (report.ready, report.live) == (False, True)
        assert report.content["status"] == "busy"
    assert readers.waiting == 1, "only one look is waited for"
    holding.end()
    await hanging
    async with asyncio.timeout(5):
        while True:
            if (await health.report()).ready:
                break
            await asyncio.sleep(0)
    await readers.close()


async def test_the_bot_s_own_work_does_not_keep_it_from_telling(
    small_archive: Path, holding: Holding
) -> None:
    readers = Readers(small_archive)
    own = [asyncio.create_task(readers.run(holding)) for _ in readers.workers]
    await asyncio.to_thread(holding.begun.wait, 5)
    report = await Health(Mode.HTTP, readers, Up()).report()
    assert (report.ready, report.content["status"]) == (True, "ok")
    holding.end()
    await asyncio.gather(*own)
    await readers.close()


async def test_who_asks_at_the_same_time_is_told_the_same(small_archive: Path) -> None:
    health = Health(Mode.HTTP, Readers(small_archive), Up())
    reports = await asyncio.gather(*(health.report() for _ in range(5)))
    assert all(one.ready and one.content["articles"] == 2 for one in reports)
    await health.readers.close()


async def test_a_disk_that_hangs_is_told_in_time(small_archive: Path, holding: Holding) -> None:
    class Hanging:
        @property
        def trouble(self) -> None:
            holding()

    health = Health(Mode.HTTP, Readers(small_archive), Up(), within=0.2)
    await health.report()
    health.writer = cast(Writer, Hanging())
    for _ in range(2):
        report = await asyncio.wait_for(health.report(), 5)
        assert report.content["writing"] == "the disk does not answer"
    holding.end()
    await health.readers.close()


async def test_threads_that_are_stuck_are_not_live(
    small_archive: Path, holding: Holding, monkeypatch: pytest.MonkeyPatch
) -> None:
    workers = [Worker("reader"), Worker("reader")]
    watch = Watch([workers, [Worker("writer")]])
    health = Health(Mode.HTTP, Readers(small_archive), Up(), watch=watch)
    monkeypatch.setattr(Worker, "busy_for", property(lambda one: STUCK + 1))
    assert watch.problem == "reader stuck for 61 s"
    report = await health.report()
    assert (report.ready, report.live) == (False, False)
    assert report.content["status"] == "reader stuck for 61 s"
    times = iter((STUCK + 1, 0.0, 0.0))
    monkeypatch.setattr(Worker, "busy_for", property(lambda one: next(times)))
    assert watch.problem is None, "another reader answers"
    for one in (*workers, watch.groups[1][0]):
        await one.end()
    await health.readers.close()


def _busy(seconds: dict[str, float], one: Worker) -> float:
    return seconds.get(one.name, 0.0)


async def test_each_thread_that_there_is_one_of_is_watched(
    reading: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with aiohttp.ClientSession() as session:
        for name in ("writer", "seen"):
            busy = {name: STUCK + 1}
            monkeypatch.setattr(Worker, "busy_for", property(partial(_busy, busy)))
            async with session.get(f"{reading.url}/healthz/live") as said:
                assert said.status == 503 and f"{name} stuck" in await said.text()


async def test_a_worker_tells_how_long_it_works(holding: Holding) -> None:
    worker = Worker("reader")
    assert (worker.busy_for, worker.waiting) == (0.0, 0)
    first = asyncio.create_task(worker.run(holding))
    second = asyncio.create_task(worker.run(holding))
    await asyncio.to_thread(holding.begun.wait, 5)
    assert worker.busy_for > 0 and worker.waiting == 1
    second.cancel()
    await asyncio.gather(second, return_exceptions=True)
    assert worker.waiting == 0, "what was given up does not wait"
    holding.end()
    await first
    assert worker.busy_for == 0.0
    await worker.end()


async def test_who_has_given_slack_up_is_not_live(small_archive: Path) -> None:
    health = Health(Mode.SOCKET, Readers(small_archive), Up(), lost=True)
    assert not health.living().live
    assert not (await health.report()).live
    await health.readers.close()


async def test_a_bot_that_can_not_write_says_so_and_answers(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = Writer(database)
    health = Health(Mode.HTTP, Readers(database), Up(), writer=writer)

    def busy(base: Base) -> None:
        raise problems.busy(database)

    with pytest.raises(NotWritten):
        await writer.run(busy)
    report = await health.report()
    assert (report.ready, report.content["writing"]) == (True, "busy")
    await writer.run(lambda base: None)
    assert (await health.report()).content["writing"] == "ok"
    await writer.close()
    await health.readers.close()


def test_where_the_loop_hangs_is_logged_once_each_time_and_not_for_ever(logged: list[str]) -> None:
    time, ends = [0.0], [0]
    watch = Watch([], now=lambda: time[0], end=lambda: ends.append(1))
    watch._loop = threading.get_ident()

    def until(at: float) -> int:
        while time[0] < at:
            time[0] += 0.5
            watch.look()
        return len([line for line in logged if "The event loop has hung" in line])

    assert (until(LATE - 1), until(LATE + 1), until(LATE + 9)) == (0, 1, 1)
    assert "in test_where_the_loop_hangs" in "".join(logged)
    watch._beaten = time[0]
    assert until(time[0] + 1) == 1
    assert until(time[0] + LATE + 1) == 2
    assert ends == [0]
    assert until(time[0] + LOST) == 2 and ends[1]
    assert any("to be started again" in line for line in logged)


def test_a_process_that_stood_still_has_not_hung(logged: list[str]) -> None:
    time, ended = [0.0], [0]
    watch = Watch([], now=lambda: time[0], end=lambda: ended.append(1))
    for _ in range(3):
        time[0] += 10 * LOST
        watch.look()
    assert not logged and ended == [0]


async def test_a_loop_that_beats_is_measured_and_stops(caplog: pytest.LogCaptureFixture) -> None:
    watch = Watch([])
    beating = asyncio.create_task(watch.run())
    await asyncio.sleep(0)
    assert [one.name for one in threading.enumerate()].count("watch") == 1
    beating.cancel()
    await asyncio.gather(beating, return_exceptions=True)
    async with asyncio.timeout(5):
        while True:
            if "watch" not in [one.name for one in threading.enumerate()]:
                break
            await asyncio.sleep(0)
    assert not [one for one in caplog.records if one.levelno >= logging.ERROR]
