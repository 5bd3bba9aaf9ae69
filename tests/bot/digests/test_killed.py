"""Processes that post digests are killed at any moment: each edition is posted, once and whole."""

import asyncio
import json
import random
import sys
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
from tests.bot.workspace.conftest import MANIFEST

START = datetime(2026, 10, 20, 6, tzinfo=UTC)
"""Eight o'clock in Berlin, some days before its clocks change."""

DAYS = 20
ROUNDS = 5
"""In each round two processes are killed: two hundred deaths in all."""

AWAITED = 0.12
"""Seconds in which an edition is posted, about."""

Killer = asyncio.subprocess.Process


@pytest.fixture
async def killer() -> AsyncIterator[Killer]:
    """The process that begins and kills others."""
    pipe = asyncio.subprocess.PIPE
    started = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.bot.digests.child", stdin=pipe, stdout=pipe
    )
    yield started
    assert started.stdin is not None
    started.stdin.close()
    await started.wait()


async def ask(killer: Killer, asked: dict[str, Any]) -> list[int]:
    assert killer.stdin is not None and killer.stdout is not None
    killer.stdin.write(json.dumps(asked).encode() + b"\n")
    answer: list[int] = json.loads(await killer.stdout.readline())
    return answer


async def test_killed_at_two_hundred_moments_each_edition_is_posted_once(
    killer: Killer, tmp_path: Path
) -> None:
    rng = random.Random(6)
    path = tmp_path / "digests.db"
    clock = Clock(START.timestamp())
    died = Counter[int]()
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
                kills = [rng.uniform(0, AWAITED) for _ in range(2)] if n < ROUNDS else [None, None]
                asked = {"path": str(path), "url": workspace.api_url, "now": clock.now()}
                died.update(
                    await ask(killer, {**asked, "token": workspace.bot_token, "kills": kills})
                )
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
    assert died[-9] > DAYS * ROUNDS
