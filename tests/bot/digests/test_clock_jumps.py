"""A clock that is set while digests wait: each edition is posted once, and none is lost."""

from datetime import timedelta

import pytest

from tests.bot.digests.conftest import EIGHT, Newsroom, edition

HOUR = 3600.0
MINUTE = 60.0
TODAY = edition("2026-11-23")
TOMORROW = edition("2026-11-24")


async def looks(newsroom: Newsroom, hours: float) -> None:
    """What a process does that runs for so long."""
    async with newsroom.bot() as one:
        for _ in range(int(hours * 4) + 1):
            await one.clock.look()
            newsroom.clock.advance(15 * MINUTE)


@pytest.mark.parametrize("back", [0.2, 1, 5, 12])
async def test_set_back_behind_an_hour_that_was_served(newsroom: Newsroom, back: float) -> None:
    await newsroom.add()
    await looks(newsroom, 0.1)
    assert newsroom.texts() == TODAY
    newsroom.clock.jump(-back * HOUR)
    await looks(newsroom, back + 2)
    assert newsroom.texts() == TODAY
    newsroom.clock.jump(24 * HOUR)
    await looks(newsroom, 1)
    assert newsroom.texts() == TODAY + TOMORROW


@pytest.mark.parametrize("ahead", [1, 3, 5.5, 7, 13, 20])
async def test_set_ahead_for_a_while_before_an_hour(newsroom: Newsroom, ahead: float) -> None:
    await newsroom.add()
    newsroom.clock.jump(-HOUR)
    newsroom.clock.jump(ahead * HOUR)
    await newsroom.look()
    newsroom.clock.jump(-ahead * HOUR)
    await looks(newsroom, 2)
    assert newsroom.texts() == TODAY
    newsroom.clock.advance(23 * HOUR)
    await looks(newsroom, 1)
    assert newsroom.texts() == TODAY + TOMORROW


@pytest.mark.parametrize("jump", [-3.0, -0.5, 0.5, 3.0])
async def test_set_between_a_request_and_its_answer(newsroom: Newsroom, jump: float) -> None:
    await newsroom.add()
    newsroom.workspace.faults.api("chat.postMessage", status=504, after=True, skip=1)
    await newsroom.look()
    newsroom.clock.jump(jump * HOUR)
    await looks(newsroom, 5)
    assert newsroom.texts() == TODAY
    assert newsroom.clock.now() < (EIGHT + timedelta(hours=12)).timestamp()
