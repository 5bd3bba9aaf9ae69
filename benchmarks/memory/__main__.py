"""The command: see the package."""

import argparse
import asyncio
import json
import logging
import os
import random
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

from benchmarks.exam import build
from benchmarks.report import Report, verdict
from benchmarks.serving.asks import commands, questions
from bot.manifest import manifest
from bot.workspace import Workspace
from tests.knowledge.sources.site import serving
from tests.soak.processes import Slope, slope
from tests.soak.storm.bots import Bot
from tests.soak.storm.ledger import Ledger
from tests.soak.storm.newsroom import Newsroom
from tests.soak.storm.people import People

CROWD = 24
AT_ONCE = 8
WAITING = 24
"""Requests that are sent together, and that may wait for their answers."""

HOMES = 0.05
"""The part of requests that opens the Home; of the rest the storm's people decide."""

DRAWN = 4_000
"""Commands, and as many questions, that are drawn from the base; then they come again."""

GROWTH = 1.0
"""MB by which memory may grow in 10,000 requests once it is warm."""

PATIENCE = 60.0
RENEWED = 500
"""Requests after which the archive changes: a folder is ingested, and the feed has news."""

TIDY_EVERY = 200
"""Requests after which the workspace forgets what piles up in it: it is not what is measured."""

MB = 2**20

Told = dict[str, Any]


class Asking:
    """Asks the bot as fast as it answers, and has it tell what it takes."""

    def __init__(self, bot: Bot, people: People, newsroom: Newsroom, file: Path) -> None:
        self._bot, self._people, self._newsroom, self._file = bot, people, newsroom, file
        self._sent = 0

    async def ask(self, number: int) -> None:
        """Ask so many times, and wait for the answers."""
        for _ in range(0, number, AT_ONCE):
            if self._sent % RENEWED < AT_ONCE:
                await self._renew()
            async with asyncio.TaskGroup() as together:
                for _ in range(AT_ONCE):
                    together.create_task(self._one())
            self._sent += AT_ONCE
            await _until(lambda: self._people.open <= WAITING)
            if self._sent % TIDY_EVERY == 0:
                self._tidy()
        await _until(lambda: not self._people.open)

    async def _renew(self) -> None:
        self._newsroom.change()
        if wrong := await self._newsroom.ingest():
            raise RuntimeError(wrong)

    async def _one(self) -> None:
        people = self._people
        if people.dice.random() < HOMES:
            person = people.dice.choice(people.crowd)
            person.actions.open_home(person.user)
        else:
            await people.something()

    def _tidy(self) -> None:
        self._people.tidy()
        self._people.impatient()
        del self._people.ledger.asked[:-3_000]

    async def told(self) -> Told:
        """What the bot takes now."""
        before = self._lines()
        os.kill(self._bot.pid, signal.SIGUSR1)
        await _until(lambda: len(self._lines()) > len(before))
        return dict(json.loads(self._lines()[-1]))

    def _lines(self) -> list[str]:
        return self._file.read_text().splitlines() if self._file.exists() else []


async def _until(so: Callable[[], bool]) -> None:
    for _ in range(int(PATIENCE / 0.05)):
        if so():
            return
        await asyncio.sleep(0.05)


async def measured(database: Path, folder: Path, requests: int, every: int) -> list[Told]:
    """What the bot tells: once it has started, and after every so many requests."""
    for name in ("bot.workspace", "aiohttp.server"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    file, base = folder / "told.jsonl", folder / "dateline.db"
    shutil.copy(database, base)
    async with AsyncExitStack() as stack:
        site = stack.enter_context(serving())
        workspace = await stack.enter_async_context(Workspace(manifest()))
        workspace.journal.keep(200)
        newsroom = Newsroom(base, folder / "stories", site, random.Random(2))
        newsroom.follow()
        people = People.of(workspace, Ledger(), random.Random(1), CROWD)
        drawn = commands(base, DRAWN, 1)
        people.commands = [(f"/{name}", text) for name, text in drawn if name != "digest"]
        people.questions = [text for _, text in questions(base, DRAWN, 1)]
        settings = {
            "DATELINE_EDITORS": ",".join(one.id for one in people.editors),
            "DATELINE_RATE": "0",
            "DATELINE_PRIVATE_HOSTS": "127.0.0.1",
        }
        program = ("-m", "benchmarks.memory.inside", str(file))
        bot = Bot(workspace, base, settings, program=program)
        await bot.start("http")
        try:
            asking = Asking(bot, people, newsroom, file)
            found = [await asking.told()]
            while len(found) <= requests // every:
                await asking.ask(every)
                found.append(await asking.told())
                print(
                    f"{every * (len(found) - 1):,}: {found[-1]['resident'] / MB:.1f} MB", flush=True
                )
        finally:
            await bot.end()
    return found


COLUMNS = ("requests", "resident MB", "malloc used", "free", "pools", "SQLite", "blocks", "load")


def row(requests: int, told: Told) -> tuple[str | int | float, ...]:
    """A line of the table."""
    malloc, sqlite = told["malloc"], told["sqlite"]
    parts = [malloc["used"] / MB, malloc["free"] / MB, malloc["pools"]] if malloc else ["—"] * 3
    of_sqlite = sqlite["used"] / MB if sqlite else "—"
    return (
        *(requests, round(told["resident"] / MB, 1), *parts, of_sqlite, told["blocks"]),
        round(told["load"], 1),
    )


def growth(found: Sequence[Told], every: int) -> Slope:
    """MB in 10,000 requests, by the second half of what was told."""
    half = range(len(found) // 2, len(found))
    steps = [n * every / 10_000 for n in half]
    grows = slope(steps, [found[n]["resident"] / MB for n in half])
    assert grows is not None
    return grows


def caches(told: Told) -> list[tuple[str, int, int]]:
    """The caches that have a bound, fullest first: name, entries, bound."""
    bounded = [(name, n, most) for name, (n, most) in told["caches"].items() if most and n]
    return sorted(bounded, key=lambda one: -one[1])[:12]


def main() -> int:
    """Measure and tell; 1 when memory may grow by more than `GROWTH`."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.memory", description=__doc__)
    parser.add_argument("--db", type=Path, help="a fact base (default: the sample archive)")
    parser.add_argument("--requests", type=int, default=20_000)
    parser.add_argument("--every", type=int, default=1_000)
    parser.add_argument("--quick", action="store_true", help="2,000 requests, and no verdict")
    given = parser.parse_args()
    requests, every = (2_000, 200) if given.quick else (given.requests, given.every)
    if requests < 4 * every:
        parser.error("too few requests for a line: at least four times --every are needed")
    with (
        tempfile.TemporaryDirectory(prefix="dateline-memory-") as temporary,
        Report("memory", "Memory of the bot under load", quick=given.quick) as report,
    ):
        folder, database = Path(temporary), given.db
        if database is None:
            database = folder / "sample.db"
            build(database)
        running = folder / "running"
        running.mkdir()
        found = asyncio.run(measured(database, running, requests, every))
        report.table(COLUMNS, [row(n * every, told) for n, told in enumerate(found)])
        report.table(("cache", "entries", "at most"), caches(found[-1]))
        grows = growth(found, every)
        report.say(
            f"Second half: {grows.slope:+.2f} MB in 10,000 requests ({grows.low:+.2f} to "
            f"{grows.high:+.2f}, 95 in 100); at most {GROWTH:g}: {verdict(grows.high <= GROWTH)}."
        )
    return 1 if grows.high > GROWTH and not given.quick else 0


if __name__ == "__main__":
    sys.exit(main())
