"""Processes that amend messages are killed at any moment: nothing is lost, no note comes twice."""

import random
import time
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.amending.sending import EVENT
from bot.amending.store import LEASE
from bot.workspace import Clock
from tests.bot.amending.harness import Newsroom, opened
from tests.bot.killing import Killer, killing

ROUNDS, AT_ONCE = 8, 3
MESSAGES = 6
LONGEST = 0.35
"""Seconds within which processes are killed."""

DAY, WORDS, WAS = "2022-11-13", "13 November 2022", "12 November 2022"


@pytest.fixture
async def killer() -> AsyncIterator[Killer]:
    async with killing("tests.bot.amending.child") as started:
        yield started


async def rounds(killer: Killer, newsroom: Newsroom, clock: Clock, rng: random.Random) -> int:
    """Let processes amend and die, and at last two live; how many died."""
    workspace, died = newsroom.house.workspace, 0
    for n in range(ROUNDS + 1):
        clock.advance(LEASE + 60)
        alive: list[float | None] = [None, None]
        kills = [rng.uniform(0, LONGEST) for _ in range(AT_ONCE)] if n < ROUNDS else alive
        where = {"path": str(newsroom.database), "url": workspace.api_url}
        with_what = {"token": workspace.bot_token, "now": clock.now(), "kills": kills}
        died += (await killer.ask(**where, **with_what)).count(-9)
    return died


@pytest.mark.parametrize("seed", [1, 2])
async def test_each_message_is_amended_and_each_channel_told_once(
    database: Path, killer: Killer, seed: int
) -> None:
    rng, clock = random.Random(seed), Clock(time.time() + 60)
    async with opened(database, clock=clock) as newsroom:
        replies = [
            await newsroom.house.anna.mention(channel, "meetings Canada")
            for channel in ("desk", "asia")
            for _ in range(MESSAGES // 2)
        ]
        await newsroom.recorded()
        fact = newsroom.meeting("2022-11-12").id
        newsroom.correct(fact, DAY, WORDS, WAS)
        died = await rounds(killer, newsroom, clock, rng)
        assert all("Corrected by the desk" in reply.words for reply in replies)
        # From now on nothing may be changed any more: the channels are told.
        faults = newsroom.house.workspace.faults
        newsroom.correct(fact, "2022-11-14", "14 November 2022", WORDS)
        faults.api("chat.update", error="edit_window_closed", times=10_000)
        died += await rounds(killer, newsroom, clock, rng)
        notes = [one for one in newsroom.house.workspace.posted() if is_note(one.metadata)]
        assert Counter(one.channel for one in notes) == {
            newsroom.house.workspace.channel(name).id: 1 for name in ("desk", "asia")
        }
        assert died >= ROUNDS // 2, "many of them died at their work"


def is_note(metadata: dict[str, Any] | None) -> bool:
    return metadata is not None and metadata.get("event_type") == EVENT
