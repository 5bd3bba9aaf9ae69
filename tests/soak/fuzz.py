"""Fuzzed requests against the bot, over signed HTTP and over Socket Mode.

    python -m tests.soak.fuzz [--requests 100000] [--seed N]
    python -m tests.soak.fuzz --seed N --only K       one of them again
    python -m tests.soak.fuzz --replay JSON           the smallest one that went wrong, again

Commands, messages, clicks, forms and events are made by a seed and a number, right ones and wrong
ones, and sent one after the other to a bot beside the workspace that tests use, each line in turn.
After each it is looked at whether it was acknowledged in time and answered once, what was posted
and what was logged (`tests.soak.invariants`). What goes wrong is made as small as it can be.
Exit code 1 says that something did.
"""

import argparse
import asyncio
import json
import os
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from bot.workspace import Clock
from knowledge.cli.meters import progress
from tests.bot.running import running
from tests.soak import requests
from tests.soak.harvest import harvest
from tests.soak.logbook import Logbook, logbook
from tests.soak.processes import Slope, slope, taken
from tests.soak.requests import Making, Request
from tests.soak.sending import Line, Outcome
from tests.soak.shrinking import shrunk

MODES = ("http", "socket")
PEOPLE = 60
SETTINGS = {"DATELINE_RATE": "0"}
"""Whoever is held back for asking too much would have the rest of their requests go unread."""

SHOWN = 20
"""Violations that are shown one by one."""

LOOK_EVERY = 500
"""Requests between two looks at the memory."""

GROWTH = 5.0
"""MB that the process may grow by with 10,000 requests, its stand-in for Slack included."""


@dataclass(frozen=True, slots=True)
class Violation:
    """A request that went wrong, the smallest that still does, and how."""

    request: Request
    smallest: Request
    wrong: tuple[str, ...]


@dataclass
class Report:
    """What came of a run."""

    sent: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    violations: list[Violation] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    answered: int = 0

    def share(self, part: float) -> float:
        """Milliseconds within which this part of all requests was acknowledged."""
        ordered = sorted(self.seconds) or [0.0]
        return ordered[min(len(ordered) - 1, int(len(ordered) * part))] * 1_000

    @property
    def growth(self) -> Slope | None:
        """MB that the process grew by with 10,000 requests, once everything was loaded."""
        settled = self.memory[len(self.memory) // 5 :]
        return slope([n * LOOK_EVERY / 10_000 for n in range(len(settled))], settled)


@dataclass
class Fuzz:
    """Two bots over one archive each, and what requests are made of for each."""

    lines: tuple[Line, ...]
    makings: tuple[Making, ...]
    seed: int
    mix: Mapping[str, int]

    def made(self, number: int) -> tuple[Line, Request]:
        """A request and the line it goes over; what is sent byte for byte goes over HTTP."""
        request = requests.made(number, self.seed, self.makings, self.mix)
        return self.lines[0 if request.kind == "raw" else number % len(self.lines)], request

    async def run(self, numbers: Iterable[int], step: Callable[[], object] = int) -> Report:
        """Send requests; at most `SHOWN` of those that go wrong are told at once, made small.

        `step` is called after each.
        """
        report = Report()
        for number in numbers:
            line, request = self.made(number)
            outcome = await line.send(request)
            report.sent[request.what] += 1
            report.seconds.append(outcome.seconds)
            report.answered += outcome.answers
            if number % LOOK_EVERY == 0:
                report.memory.append(taken().memory)
            if outcome.wrong:
                report.violations.append(await self._violation(line, request, outcome, report))
            step()
        return report

    async def _violation(
        self, line: Line, request: Request, outcome: Outcome, report: Report
    ) -> Violation:
        if len(report.violations) >= SHOWN:
            return Violation(request, request, outcome.wrong)
        found = Violation(request, await shrunk(request, outcome, line.send), outcome.wrong)
        print(told(found, self.seed), flush=True)
        return found


def slow_clock(slower: float) -> Clock:
    """A clock of which a second lasts so many of ours."""
    began = time.time()
    return Clock(system=lambda: began + (time.time() - began) / slower)


@asynccontextmanager
async def fuzzing(
    database: Path,
    folder: Path,
    seed: int,
    mix: Mapping[str, int],
    *,
    people: int = PEOPLE,
    heavy: bool = False,
    slower: float = 1.0,
) -> AsyncIterator[Fuzz]:
    """Start a bot for each line, each with a copy of the fact base in a folder of its own.

    The workspace's clock goes so much `slower` that a busy machine is not taken for a late bot.
    """
    clock = slow_clock(slower)
    async with AsyncExitStack() as stack:
        book: Logbook = stack.enter_context(logbook())
        lines, makings = [], []
        for mode in MODES:
            place = folder / mode
            place.mkdir()
            copied = Path(shutil.copy(database, place / "dateline.db"))
            house = await stack.enter_async_context(running(copied, mode, SETTINGS, clock=clock))
            pool = await harvest(house, people, slow=heavy)
            lines.append(Line.to(house, mode, book, pool.channels[0], slower))
            stack.push_async_callback(lines[-1].close)
            makings.append(Making(house.workspace.hub, pool, heavy))
        book.taken()
        book.refused()
        yield Fuzz(tuple(lines), tuple(makings), seed, mix)


def told(violation: Violation, seed: int) -> str:
    """A violation in words, with how to see it again."""
    lines = [
        f"request {violation.request.number} ({violation.request.what}):",
        *(f"    {one}" for one in violation.wrong[:5]),
        f"    again: python -m tests.soak.fuzz --seed {seed} --only {violation.request.number}",
        f"    smallest: {requests.as_text(violation.smallest)[:2_000]}",
    ]
    return "\n".join(lines)


async def _main(options: argparse.Namespace, database: Path, folder: Path) -> int:
    mix = requests.LONG | ({"check": 1} if options.heavy else {})
    numbers: Sequence[int] = range(options.first, options.first + options.requests)
    if options.only is not None:
        numbers = [options.only]
    async with fuzzing(database, folder, options.seed, mix, heavy=options.heavy) as fuzz:
        if options.replay is not None:
            return await _replay(fuzz, json.loads(options.replay))
        with progress(len(numbers), "Fuzzing", " requests") as bar:
            report = await fuzz.run(numbers, lambda: bar.update(1))
    return reported(report, options.seed)


async def _replay(fuzz: Fuzz, kept: dict[str, Any]) -> int:
    request = Request(0, kept["kind"], kept["what"], kept["payload"])
    wrong = []
    for line in fuzz.lines[:1] if request.kind == "raw" else fuzz.lines:
        outcome: Outcome = await line.send(replace(request))
        wrong += [f"{line.mode}: {one}" for one in outcome.wrong]
    print("\n".join(wrong) or "nothing is wrong")
    return 1 if wrong else 0


def reported(report: Report, seed: int) -> int:
    """Print what came of it; the exit code."""
    total = sum(report.sent.values())
    print(f"\nseed {seed}, {total:,} requests, {len(report.violations)} violations")
    for what, number in report.sent.most_common():
        print(f"  {what:<18}{number:>8,}")
    print(f"answers                 {report.answered:>8,}")
    load = os.getloadavg()[0]
    print(
        f"acknowledged in ms: half {report.share(0.5):.1f}, 99 of 100 {report.share(0.99):.1f}, "
        f"longest {report.share(1):.1f} (3,000 allowed; load {load:.1f})"
    )
    growth = report.growth
    if growth is not None:
        print(
            f"memory {report.memory[-1]:.0f} MB, {growth.slope:+.2f} MB with 10,000 requests "
            f"({growth.low:+.2f} to {growth.high:+.2f}, 95 in 100)"
        )
    grew = len(report.memory) > 50 and growth is not None and growth.low > GROWTH
    return 1 if report.violations or grew else 0


def main() -> int:
    """Fuzz as asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--requests", type=int, default=100_000)
    parser.add_argument("--first", type=int, default=0, help="the number of the first request")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, help="send this request alone")
    parser.add_argument("--replay", metavar="JSON", help="send this request alone")
    parser.add_argument("--db", type=Path, help="a fact base (default: the sample archive)")
    parser.add_argument("--light", dest="heavy", action="store_false", help="start no processes")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="dateline-fuzz-") as folder:
        database = options.db
        if database is None:
            from benchmarks.exam import build

            database = Path(folder) / "sample.db"
            build(database)
        return asyncio.run(_main(options, database, Path(folder)))


if __name__ == "__main__":
    sys.exit(main())
