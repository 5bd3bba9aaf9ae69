import asyncio

import pytest

from bot.workspace import Clock


async def test_a_still_clock_only_moves_when_told() -> None:
    clock = Clock(100.0)
    assert clock.now() == 100.0
    clock.advance(2.5)
    assert clock.now() == 102.5
    with pytest.raises(ValueError, match="only moves forward"):
        clock.advance(-1)


async def test_a_sleeper_wakes_when_time_is_moved_past_its_moment() -> None:
    clock = Clock(100.0)
    sleeper = asyncio.ensure_future(clock.sleep(3))
    await asyncio.sleep(0)
    clock.advance(2.9)
    await asyncio.sleep(0)
    assert not sleeper.done()
    clock.advance(0.2)
    await sleeper


async def test_a_running_clock_wakes_sleepers_by_itself_and_by_a_jump() -> None:
    clock = Clock()
    await clock.sleep(0.001)
    sleeper = asyncio.ensure_future(clock.sleep(3600))
    await asyncio.sleep(0)
    clock.advance(3601)
    await sleeper


async def test_a_deadline_passes_on_this_clock_and_cancels_the_work() -> None:
    clock = Clock(100.0)
    never: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    waiting = asyncio.ensure_future(clock.within(3, never))
    await asyncio.sleep(0)
    clock.advance(3)
    with pytest.raises(TimeoutError):
        await waiting
    assert never.cancelled()


async def test_work_that_is_done_in_time_gives_its_result_or_its_error() -> None:
    async def fine() -> str:
        return "done"

    async def broken() -> str:
        raise LookupError("no")

    clock = Clock(100.0)
    assert await clock.within(3, fine()) == "done"
    with pytest.raises(LookupError):
        await clock.within(3, broken())
