"""The storm itself: everybody at work for so long, then calm, then a look at what is left."""

import asyncio
import contextlib
import logging
import random
import shutil
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

from bot.manifest import manifest
from bot.workspace import Workspace
from knowledge.cli.meters import progress
from tests.knowledge.sources.site import Site, serving
from tests.soak.processes import Taken
from tests.soak.storm import troubles
from tests.soak.storm.bots import Bot
from tests.soak.storm.ledger import PATIENCE, Ledger
from tests.soak.storm.newsroom import Newsroom
from tests.soak.storm.people import People
from tests.soak.storm.troubles import Troubles

CROWD = 24
RATE = 1.5
"""Things that people do in a second."""

BETWEEN = 6.0
"""Seconds between two troubles, on the average."""

UNSETTLED = 0.4
"""The part of the time in which processes are restarted; then one is left to show its memory."""

FILL = 3_000
"""Things that people do with this one as fast as it answers, before its memory counts.

What a process remembers up to a number (names and words that were looked up, statements, facts,
deliveries) fills with what is done and with what changes, and people would take hours to do as
much. Commands alone leave 4 MB to fill: what answers questions, clicks and decisions is other code.
"""

RENEWED = 500
"""Things after which the archive changes meanwhile."""

AT_ONCE = 8
WAITING = 24
"""Commands of those that are sent together, and that may wait for their answers."""

INGEST_EVERY = 240.0
CHANGE_EVERY = 50.0
LOOK_EVERY = 5.0


@dataclass
class Storm:
    """What there is to be looked at afterwards. `looks` are times with a process's takings.

    `filled` is when the last process had been asked enough for its memory to count, if it was.
    """

    workspace: Workspace
    bot: Bot
    ledger: Ledger
    people: People
    newsroom: Newsroom
    looks: list[tuple[float, int, Taken]] = field(default_factory=list)
    sizes: list[dict[str, int]] = field(default_factory=list)
    checks: int = 0
    filled: float | None = None


async def storm(
    database: Path,
    folder: Path,
    minutes: float,
    seed: int,
    *,
    rate: float = RATE,
    calm: bool = False,
) -> Storm:
    """Let it go on for so many minutes, on a copy of a fact base, in a folder of its own.

    `rate` is how many things people do in a second; where it is `calm`, nothing fails.
    """
    dice = random.Random(seed)
    for name in ("bot.workspace", "aiohttp.server"):
        # They tell of every connection that a killed process leaves.
        logging.getLogger(name).setLevel(logging.CRITICAL)
    base = folder / "dateline.db"
    shutil.copy(database, base)
    async with contextlib.AsyncExitStack() as stack:
        site = stack.enter_context(serving())
        workspace = await stack.enter_async_context(Workspace(manifest()))
        ledger = Ledger()
        people = People.of(workspace, ledger, dice, CROWD)
        newsroom = Newsroom(base, folder / "stories", site, dice)
        newsroom.follow()
        settings = {
            "DATELINE_PRIVATE_HOSTS": "127.0.0.1",
            "DATELINE_EDITORS": ",".join(one.id for one in people.editors),
        }
        bot = Bot(workspace, base, settings)
        all = Storm(workspace, bot, ledger, people, newsroom)
        await bot.start("socket")
        try:
            await newsroom.subscribe(people, minutes)
            await _rage(all, site, dice, minutes * 60, rate, calm)
            await _calm(all)
        finally:
            await bot.kill()
    return all


async def _rage(
    all: Storm, site: Site, dice: random.Random, seconds: float, rate: float, calm: bool
) -> None:
    bad = Troubles(all.workspace, all.bot, site, all.ledger, dice, troubles.ALL)
    until = time.monotonic() + seconds
    async with asyncio.TaskGroup() as group:
        work = [
            group.create_task(_ask(all, group, dice, rate)),
            group.create_task(_again(all, CHANGE_EVERY, _change)),
            group.create_task(_again(all, INGEST_EVERY, _ingest)),
            group.create_task(_again(all, LOOK_EVERY, _look)),
            group.create_task(_again(all, 60, _decisions)),
        ]
        trouble = group.create_task(_fail(bad, dice, until if not calm else 0.0))
        settled = False
        with progress(int(seconds), "Storm", " s") as bar:
            for _ in range(int(seconds)):
                await asyncio.sleep(1)
                bar.update(1)
                if not settled and until - time.monotonic() < (1 - UNSETTLED) * seconds:
                    settled = True
                    bad.names = troubles.ALL - troubles.RESTARTS
                    work.append(group.create_task(_fill(all)))
        await trouble
        for one in work:
            one.cancel()


async def _ask(all: Storm, group: asyncio.TaskGroup, dice: random.Random, rate: float) -> None:
    while True:
        await asyncio.sleep(dice.expovariate(rate))
        all.people.impatient()
        group.create_task(all.people.something())


async def _fill(all: Storm) -> None:
    """Act at full speed until what the bot remembers up to a number is as good as full."""
    people = all.people
    for done in range(0, FILL, AT_ONCE):
        if done % RENEWED < AT_ONCE:
            await _change(all)
            await _ingest(all)
        await _until(lambda: people.open <= WAITING, PATIENCE, every=0.05)
        people.impatient()
        async with asyncio.TaskGroup() as together:
            for _ in range(AT_ONCE):
                together.create_task(people.something())
    all.filled = time.monotonic()


async def _fail(bad: Troubles, dice: random.Random, until: float) -> None:
    while time.monotonic() < until:
        await asyncio.sleep(dice.expovariate(1 / BETWEEN))
        await bad.one()


async def _again(all: Storm, seconds: float, what: Callable[[Storm], Awaitable[None]]) -> None:
    while True:
        await asyncio.sleep(seconds)
        await what(all)


async def _change(all: Storm) -> None:
    all.newsroom.change()


async def _ingest(all: Storm) -> None:
    wrong = await all.newsroom.ingest()
    all.ledger.wrong += [wrong] if wrong else []


async def _look(all: Storm) -> None:
    if all.bot.lives:
        with contextlib.suppress(OSError, KeyError):
            all.looks.append((time.monotonic(), all.bot.pid, all.bot.taken()))
    all.sizes.append(all.newsroom.files())
    all.people.tidy()


async def _decisions(all: Storm) -> None:
    lost = await asyncio.to_thread(all.newsroom.lost_decisions)
    all.checks += 1
    all.ledger.wrong += [f"decisions are gone: {lost[:3]}"] if lost else []


async def _calm(all: Storm) -> None:
    """Once nothing fails any more, everything is answered, posted and whole."""
    all.workspace.faults.clear()
    all.bot.fill_disk(None)
    await all.bot.reachable(troubles.BACK)
    for _ in range(20):
        await all.people.command(all.people.crowd[0])
    await _until(lambda: not all.people.open, PATIENCE)
    await _until(lambda: _posted(all) >= all.newsroom.due_by_now(), 3 * PATIENCE)
    await _look(all)
    await _decisions(all)
    wrong = await all.bot.end()
    all.ledger.wrong += [wrong] if wrong else []
    wrong = await all.newsroom.command("check")
    all.ledger.wrong += [wrong] if wrong else []


def _posted(all: Storm) -> int:
    return all.newsroom.posted(all.workspace)[0]


async def _until(so: Callable[[], bool], seconds: float, every: float = 1.0) -> None:
    """Wait until something is so, at most so many seconds; looked at `every` so many."""
    for _ in range(int(seconds / every)):
        if so():
            return
        await asyncio.sleep(every)
