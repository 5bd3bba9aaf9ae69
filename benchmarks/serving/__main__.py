"""Every command and kind of question over HTTP at rising load, beside the framework's floor.

    python -m benchmarks.serving --db PATH [--quick] [--parts starting,commands,…]

`app.py` runs as it is installed, over signed HTTP; the load generator and the stand-in for Slack
have processes of their own on the same machine. Requests come by a schedule (`load`), drawn from
the base's own facts (`asks`). Without `--db`, the sample archive is asked.
"""

import argparse
import asyncio
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path

from benchmarks.report import Cell, Report, Spread, ratio, verdict
from benchmarks.serving import asks, busy, load, lookups, processes
from benchmarks.serving.load import Ask, Step
from benchmarks.serving.processes import Running

RATES = (5, 10, 25, 50, 100, 200, 400, 800, 1600)
SECONDS = 10.0
LEAST = 100
"""Requests of a step, however low its rate."""

STEADY = 50
"""Commands a second at which answers have to come within `TARGET` ms (the 99th percentile)."""
TARGET = 50.0
ASKED_BY_QUESTIONS = 20
FEW = 30
"""Texts of commands that many people ask at once."""
BESIDE = 10
"""Commands a second while articles are taken in."""
STARTS = 5
PARTS = ("starting", "commands", "questions", "floor", "lookups", "intake")
PACKAGES = ("slack-bolt", "slack-sdk", "aiohttp", "sqlite-utils")
STEP = ("asked /s", "answered /s", "share", "ack p50", "ack p99", "p50", "p95", "p99", "max",
        "processor ms each", "MB")  # fmt: skip

Asked = Callable[[int, int], list[Ask]]
"""So many requests, drawn with a seed."""


@dataclass(slots=True)
class Bench:
    """What the parts share, and what they found."""

    report: Report
    base: Path
    quick: bool
    stand_in: Running
    targets: list[tuple[str, str, str, str]]
    size: int = 9_000
    _names: Iterator[str] = field(default_factory=asks.names)

    def commands(self, number: int, seed: int) -> list[Ask]:
        """Commands, every one of the registry."""
        return self._sent(asks.commands(self.base, number, seed))

    def meetings(self, number: int, seed: int) -> list[Ask]:
        """The one command that the bare app has, each time with another text."""
        return self._sent(asks.commands(self.base, number, seed, "meetings", others=True))

    def again(self, number: int, seed: int) -> list[Ask]:
        """The same command, with few texts that many ask."""
        return self._sent(asks.commands(self.base, number, seed, "meetings", FEW))

    def _sent(self, drawn: Sequence[tuple[str, str]]) -> list[Ask]:
        return [
            asks.slash(self.stand_in.port, next(self._names), name, text, n)
            for n, (name, text) in enumerate(drawn)
        ]

    def questions(self, number: int, seed: int) -> list[Ask]:
        """Questions in channels."""
        began = time.time()
        drawn = asks.questions(self.base, number, seed)
        return [
            asks.mention(f"{began + n / 1000:.6f}", kind, text, n)
            for n, (kind, text) in enumerate(drawn)
        ]

    def bot(self) -> AbstractAsyncContextManager[Running]:
        """Dateline."""
        return processes.bot(self.base, self.stand_in)

    @property
    def seconds(self) -> float:
        """Of a step."""
        return 4.0 if self.quick else SECONDS


async def starting(bench: Bench) -> None:
    """From the start of the process until `/healthz` is 200, and memory then."""
    times, memory = [], []
    for _ in range(STARTS):
        async with bench.bot() as running:
            times.append(running.started)
            memory.append(running.memory()[0])
    started, resident = statistics.median(times), statistics.median(memory)
    bench.report.say(
        f"**Starting**, five times: ready after {started:.2f} s (median; "
        f"{min(times):.2f} to {max(times):.2f} s), {resident:.0f} MB resident then."
    )
    bench.targets.append(("start until ready", f"{started:.2f} s", "1 s", verdict(started <= 1)))


@dataclass(frozen=True, slots=True)
class Risen:
    """The highest rate that was followed, and the least milliseconds of processor for a request.

    The latter are of one core, so they tell what a machine that does nothing else could do. Rates
    that were not followed don't count: not all of the work was done there.
    """

    rate: float
    busy: float


async def rising(
    bench: Bench, title: str, what: Callable[[], AbstractAsyncContextManager[Running]], asked: Asked
) -> Risen:
    """A table of rising rates."""
    body: list[tuple[Step, float, float]] = []
    async with what() as running:
        await load.measured(running.pool, bench.stand_in.pool, asked(100, 1), 20)

        async def rated(rate: float) -> Step:
            number = max(LEAST, round(rate * bench.seconds))
            requests = asked(number, round(rate))
            before = running.busy()
            step = await load.measured(running.pool, bench.stand_in.pool, requests, rate)
            busy = (running.busy() - before) * 1_000 / number
            print(f"{title}: {rate:.0f}/s, p99 {step.answers.p99:.0f} ms", file=sys.stderr)
            body.append((step, busy, running.memory()[0]))
            return step

        steps = await load.saturation(rated, RATES, 2 if bench.quick else 4)
    body.sort(key=lambda one: one[0].wanted)
    done = [busy for step, busy, _ in body if step.follows]
    risen = Risen(load.highest(steps), min(done, default=0.0))
    bench.report.say(f"**{title}**: answers follow up to {risen.rate:.0f} a second; times in ms.")
    bench.report.table(STEP, [row(*one) for one in body])
    return risen


def row(step: Step, busy: float, memory: float) -> Sequence[Cell]:
    """A line of the table."""
    acks, answers = step.acks, step.answers
    return (
        *(round(step.wanted), step.given, f"{step.share:.1%}", acks.p50, acks.p99),
        *(answers.p50, answers.p95, answers.p99, answers.max, busy, round(memory)),
    )


async def steady(bench: Bench, asked: Asked, rate: float, title: str) -> Step:
    """A minute at one rate, told by kind; what the load itself cost the machine."""
    seconds = 15 if bench.quick else 60
    async with bench.bot() as running:
        await load.measured(running.pool, bench.stand_in.pool, asked(200, 1), 20)
        requests = asked(round(rate * seconds), 2)
        own, theirs = time.process_time(), bench.stand_in.busy()
        step = await load.measured(running.pool, bench.stand_in.pool, requests, rate)
        costs = [(time.process_time() - own), bench.stand_in.busy() - theirs]
        resident, most = running.memory()
        beside = running.beside()
        rows = await bench.stand_in.pool.get("/arrived")
    per = [cost * 1_000 / len(requests) for cost in costs]
    bench.report.say(
        f"**{title}**, {rate:.0f} a second for {seconds} s, ms from the moment of the schedule "
        f"until the answer is at Slack's side. Sent {step.late.p99:.1f} ms late (p99). The load "
        f"generator took {per[0]:.2f} ms of processor for each, the stand-in for Slack "
        f"{per[1]:.2f} ms. The bot: {resident:.0f} MB, {most:.0f} at most; the process that "
        f"answers beside it: {beside:.0f} MB."
    )
    kinds = [(kind, *spread.cells) for kind, spread in step.kinds.items()]
    kinds.append(("all", *step.answers.cells))
    bench.report.table(("kind", *Spread.COLUMNS), kinds)
    bench.size = round(statistics.median(size for _, _, size, _ in rows))
    bench.targets.append(
        (
            f"{title.lower()}: p99 at {rate:.0f}/s",
            f"{step.answers.p99:.1f} ms",
            f"{TARGET:.0f} ms",
            verdict(step.share == 1 and step.answers.p99 <= TARGET),
        )
    )
    bench.targets.append(
        (f"memory after {title.lower()}", f"{most:.0f} MB", "200 MB", verdict(most < 200))
    )
    return step


async def commands(bench: Bench) -> None:
    """All commands, at one rate and at rising ones."""
    await steady(bench, bench.commands, STEADY, "Every command")
    await rising(bench, "Every command", bench.bot, bench.commands)


async def questions(bench: Bench) -> None:
    """All kinds of questions, as mentions in channels."""
    await steady(bench, bench.questions, ASKED_BY_QUESTIONS, "Every kind of question")
    await rising(bench, "Every kind of question", bench.bot, bench.questions)


async def floor(bench: Bench) -> None:
    """`/meetings` by the bot, and by a bare Bolt app that says something fixed of that size."""

    def bare(lean: bool) -> Callable[[], AbstractAsyncContextManager[Running]]:
        return lambda: processes.bare(bench.size, bench.stand_in, lean=lean)

    least = await rising(bench, "Bare Bolt", bare(False), bench.meetings)
    found = [("bare Bolt", least)]
    for title, what, asked in (
        ("bare Bolt, one session kept", bare(True), bench.meetings),
        ("Dateline, each text another", bench.bot, bench.meetings),
        (f"Dateline, {FEW} texts", bench.bot, bench.again),
    ):
        found.append((title, await rising(bench, f"/meetings, {title}", what, asked)))
    bench.report.say(
        f"**Saturation** with `/meetings`; the bare answers have {bench.size:,} bytes. "
        "Processor: milliseconds of a core for each request."
    )
    bench.report.table(
        ("what", "highest rate /s", "to bare Bolt", "processor", "bare Bolt's to it"),
        [
            (what, round(one.rate), ratio(one.rate, least.rate), one.busy,
             ratio(least.busy, one.busy))
            for what, one in found
        ],
    )  # fmt: skip
    for title, one in found[2:]:
        bench.targets.append(
            (
                f"saturation to bare Bolt's: {title}",
                ratio(one.rate, least.rate),
                "0.70 ×",
                verdict(one.rate >= 0.7 * least.rate),
            )
        )


async def look_ups(bench: Bench) -> None:
    """The query layer alone beside Datasette, sqlite-utils and SQL."""
    if not lookups.is_installed():
        bench.report.say("Look-ups beside Datasette: not measured, as it is not installed.")
        return
    with tempfile.TemporaryDirectory() as folder:
        number = 200 if bench.quick else 1_000
        found, number, same = await lookups.compared(bench.base, Path(folder), number)
    best = max(one.rate for one in found if one.way.startswith("Datasette"))
    bench.report.say(
        f"**One look-up**, the five latest meetings of each of {number} parties and people "
        f"drawn from the base; in {same:.0%} Dateline and the SQL give the same facts. What each "
        "way does stands in `benchmarks/serving/lookups.py`: Datasette alone is asked over HTTP, "
        "which takes it most of its time; sqlite-utils and SQL are what to compare the other "
        "ways' own work with. Times in ms."
    )
    bench.report.table(
        ("way", *Spread.COLUMNS, "rate /s", "to Datasette's best", "processor ms each"),
        [(one.way, *one.spread.cells, one.rate, ratio(one.rate, best), one.busy) for one in found],
    )
    ours = next(one for one in found if one.way == "Dateline, find, first time")
    bench.targets.append(
        (
            "query layer, in process, to Datasette, over HTTP",
            ratio(ours.rate, best),
            "3.00 ×",
            verdict(ours.rate >= 3 * best),
        )
    )


async def intake(bench: Bench) -> None:
    """Commands while articles are taken in; over the sample archive, as it is written to."""
    articles = 300 if bench.quick else 2_000
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as folder:
        bench = replace(bench, base=sample(Path(folder)))
        async with bench.bot() as running:
            await load.measured(running.pool, bench.stand_in.pool, bench.commands(60, 1), 20)
            quiet = await load.measured(
                running.pool, bench.stand_in.pool, bench.commands(300, 2), BESIDE
            )
        busy.follow(bench.base, Path(folder) / "stories", articles)
        async with bench.bot() as running:
            found = await busy.during(
                bench.base, running, bench.stand_in, bench.commands, BESIDE, articles
            )
    bench.report.say(
        f"**Beside an intake** of {articles:,} articles, {found.rate:.1f} a second, over the "
        f"sample archive, {BESIDE} commands a second; and while nothing comes in. Times in ms."
    )
    told = [("acknowledged", quiet.acks, found.step.acks)]
    told.append(("answered", quiet.answers, found.step.answers))
    bench.report.table(
        ("what", "when", *Spread.COLUMNS, "p99 to quiet"),
        [
            row
            for what, before, meanwhile in told
            for row in (
                (what, "quiet", *before.cells, ""),
                (what, "taking in", *meanwhile.cells, ratio(meanwhile.p99, before.p99)),
            )
        ],
    )
    bench.targets.append(
        (
            "acknowledged beside an intake: p99",
            f"{found.step.acks.p99:.0f} ms",
            "300 ms",
            verdict(found.step.acks.p99 <= 300),
        )
    )


async def run(base: Path, parts: Sequence[str], quick: bool) -> None:
    """Measure and report."""
    done: dict[str, Callable[[Bench], Awaitable[None]]] = {
        "starting": starting,
        "commands": commands,
        "questions": questions,
        "floor": floor,
        "lookups": look_ups,
        "intake": intake,
    }
    # A part alone is no result to be kept.
    partial = quick or set(parts) != set(PARTS)
    packages = [*PACKAGES, *(["datasette"] if lookups.is_installed() else [])]
    with Report("serving", "Serving over HTTP", packages, quick=partial) as report:
        async with processes.slack() as stand_in:
            bench = Bench(report, base, quick, stand_in, [])
            report.say(about(base))
            for part in parts:
                await done[part](bench)
            report.say("**Targets**")
            report.table(("what", "measured", "target", ""), bench.targets)


def about(base: Path) -> str:
    """The base in numbers."""
    from knowledge.base import Base

    Base.open(base).close()  # One that was kept may be of an older version.
    with Base.open(base, readonly=True) as opened:
        scope, people = opened.scope(), opened.status().people
    size = base.stat().st_size / 2**20
    return f"{scope.articles:,} articles, {scope.facts:,} facts, {people:,} people, {size:,.0f} MB."


def sample(folder: Path) -> Path:
    """The sample archive as a fact base, read in a process of its own."""
    database = folder / "sample.db"
    subprocess.run(
        [sys.executable, "-m", "knowledge", "--db", str(database), "ingest", "knowledge/sample"],
        cwd=processes.ROOT,
        check=True,
        capture_output=True,
    )
    return database


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.serving", description=__doc__)
    parser.add_argument("--db", type=Path, help="a fact base (default: the sample archive)")
    parser.add_argument("--quick", action="store_true", help="short steps; nothing is kept")
    parser.add_argument("--parts", default=",".join(PARTS), help="some of: %(default)s")
    options = parser.parse_args()
    parts = [one for one in PARTS if one in options.parts.split(",")]
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as folder:
        base = options.db or sample(Path(folder))
        asyncio.run(run(base.absolute(), parts, options.quick))


if __name__ == "__main__":
    main()
