"""A channel that takes its edition slowly, or not at all, keeps no other waiting."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

import pytest

from bot.digests import errands
from bot.digests.claims import LEASE, Part
from bot.digests.posting import SETTLED
from bot.digests.subscription import Subscription
from tests.bot.digests.conftest import EIGHT, Newsroom, edition
from tests.bot.digests.harness import three_parts

SOON = 0.05


async def many(newsroom: Newsroom, number: int) -> list[str]:
    """So many channels, each with a digest; their names."""
    names = [f"desk{n}" for n in range(number)]
    for name in names:
        newsroom.workspace.add_channel(name, ["anna"])
        await newsroom.add(name, newsroom.workspace.channel(name).id)
    return names


async def test_channels_that_hang_hold_up_no_other(newsroom: Newsroom) -> None:
    names = await many(newsroom, 8)
    released = newsroom.workspace.faults.hold("chat.postMessage", times=6)
    async with newsroom.bot(patience=SOON) as one:
        faults = newsroom.workspace.faults
        while faults._api or sum(bool(newsroom.texts(name)) for name in names) < 2:
            await one.clock.look()
        assert sorted(len(newsroom.texts(name)) for name in names)[:6] == [0] * 6
        # The clock goes on, and nobody begins again what is under way.
        newsroom.clock.advance(LEASE - 1)
        assert await one.clock.look() <= 60
        released.set()
        while any(len(newsroom.texts(name)) < 3 for name in names):
            newsroom.clock.advance(SETTLED)
            await one.clock.look()
    for name in names:
        assert newsroom.texts(name) == edition("2026-11-23", name)


async def test_what_takes_too_long_is_ended_and_looked_for_before_it_goes_on(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(errands, "LIMIT", SOON)
    await newsroom.add()
    released = newsroom.workspace.faults.hold("chat.postMessage")
    async with newsroom.bot() as one:
        await one.clock.look()
        assert newsroom.texts() == []
        monkeypatch.setattr(errands, "LIMIT", 60)
        released.set()
        await one.clock.look()
        newsroom.clock.advance(SETTLED)
        await one.clock.look()
    assert newsroom.texts() == edition("2026-11-23", "d1")


async def test_slack_is_not_asked_again_before_the_time_that_it_names(newsroom: Newsroom) -> None:
    await newsroom.add()
    await newsroom.add("d2", newsroom.workspace.channel("asia").id)
    newsroom.workspace.faults.api("chat.postMessage", status=429, retry_after=3_000)
    async with newsroom.bot() as one:
        assert await one.clock.look() == 60
        posted = newsroom.texts() + newsroom.texts("asia")
        assert len(posted) == 3
        for _ in range(49):
            newsroom.clock.advance(60)
            await one.clock.look()
        assert newsroom.texts() + newsroom.texts("asia") == posted
        newsroom.clock.advance(60)
        await one.clock.look()
    assert newsroom.texts() == edition("2026-11-23", "d1")
    assert newsroom.texts("asia") == edition("2026-11-23", "d2")


async def test_few_are_made_beside_each_other(newsroom: Newsroom) -> None:
    names = await many(newsroom, 6)
    beside = most = 0
    two = asyncio.Barrier(2)

    async def make(
        one: Subscription, since: datetime, until: datetime, at: datetime
    ) -> Sequence[Part]:
        nonlocal beside, most
        beside += 1
        most = max(most, beside)
        await two.wait()
        beside -= 1
        return await three_parts(one, since, until, at)

    await newsroom.look(make=make)
    assert most == 2
    assert all(len(newsroom.texts(name)) == 3 for name in names)


async def test_its_work_ends_with_it(newsroom: Newsroom) -> None:
    await newsroom.add()
    newsroom.workspace.faults.hold("chat.postMessage")
    async with newsroom.bot(patience=SOON) as one:
        while newsroom.workspace.faults._api:
            await one.clock.look()
        running = asyncio.create_task(one.clock.run())
        await asyncio.sleep(0)
        running.cancel()
        await asyncio.wait([running])
    assert newsroom.texts() == []
    newsroom.clock.advance(LEASE + 1)
    await newsroom.look()
    assert newsroom.texts() == edition(f"{EIGHT:%Y-%m-%d}", "d1")
