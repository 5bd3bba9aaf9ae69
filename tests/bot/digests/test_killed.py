"""Processes that post digests are killed at any moment: each edition is posted, once and whole."""

import random
from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.digests.claims import LEASE
from bot.digests.store import Store, open_file
from bot.workspace import Clock, Workspace
from tests.bot.digests.harness import DAY, PARTS, daily
from tests.bot.killing import Killer, killing
from tests.bot.workspace.conftest import MANIFEST

START = datetime(2026, 10, 20, 6, tzinfo=UTC)
"""Eight o'clock in Berlin, some days before its clocks change."""

DAYS, ROUNDS, AT_ONCE = 10, 5, 4
"""In each round of a day so many processes are at work and killed: two hundred deaths in all."""

AWAITED = 0.16
"""Seconds in which processes post an edition, as long as nothing is known of this machine."""


LONGEST = 0.25
"""Seconds that a round may take, on a machine that has much else to do."""


@pytest.fixture
async def killer() -> AsyncIterator[Killer]:
    async with killing("tests.bot.digests.child") as started:
        yield started


async def test_killed_at_two_hundred_moments_each_edition_is_posted_once(
    killer: Killer, tmp_path: Path
) -> None:
    rng = random.Random(6)
    path = tmp_path / "digests.db"
    clock = Clock(START.timestamp())
    died, took = Counter[int](), AWAITED
    async with Workspace(MANIFEST, clock=clock) as workspace:
        places = [workspace.channel(name).id for name in ("desk", "asia")]
        store = Store(open_file(path))
        for place in places:
            await store.add(daily(f"of {place}", place, START - timedelta(hours=1)))
        for day in range(DAYS):
            # Past the night in which the hour of the edition moves in UTC.
            due = START + DAY * day + timedelta(hours=day >= 5)
            clock.advance(due.timestamp() - clock.now())
            for n in range(ROUNDS + 1):
                # In the last round of a day two live on, and finish what is left.
                alive: list[float | None] = [None, None]
                kills = [rng.uniform(0, took) for _ in range(AT_ONCE)] if n < ROUNDS else alive
                bot = {"path": str(path), "url": workspace.api_url, "token": workspace.bot_token}
                asked: dict[str, Any] = {**bot, "now": clock.now(), "kills": kills}
                answer = await killer.ask(**asked)
                died.update(answer["ended"])
                # So that they die all along the way, on a slow machine too.
                took = min(answer["took"], LONGEST) if n == ROUNDS else took
                clock.advance(LEASE + 1)
            for place in places:
                told = f"of {place} {due:%Y-%m-%d}"
                posted = [m for m in workspace.channel(place).messages if told in m.text]
                assert [m.text for m in posted] == [f"{told} {n}" for n in range(PARTS)]
                assert {m.thread_ts for m in posted} == {posted[0].ts}
        await store.close()
        everything = [m.text for place in places for m in workspace.channel(place).messages]
        assert len(everything) == len(set(everything)) == DAYS * len(places) * PARTS
    # Some are ready before they would be killed; most are not.
    assert died[-9] > DAYS * ROUNDS * AT_ONCE / 2
