"""How fast slash commands are acknowledged and answered while the bot takes articles in.

    python -m benchmarks.acks [--articles 2000] [--rate 10] [--quiet 60]

`app.py` runs as it is installed, over signed HTTP, with a stand-in for Slack. A folder of stories
(`benchmarks.ingest`) is followed, so that the bot's own child fetches, reads and saves them, while
commands of several kinds are sent at a steady rate. Before and after that the same commands come
while nothing is taken in: their times are what the ratio is to.

People don't wait for each other's answers, so neither do the commands: each has its moment, and its
times count from then, however late it could be sent. Else a bot that stood still for a second would
spoil the time of one command, where ten had waited. `late` is how late they were sent: work of the
machine that is none of the bot's. Only commands count whose moment lay between the first story that
was saved and the last. All of it shares the processors of one machine.
"""

import argparse
import asyncio
import itertools
import json
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp

from benchmarks.bot import Bot, Slack, bot, command, sample, slack
from benchmarks.ingest import write
from knowledge.base import Base
from knowledge.model import NewProvider, ProviderKind

BAR = 300.0
"""Milliseconds in which 99 of 100 commands must be acknowledged."""

LOOK_EVERY = 0.5
"""Seconds between two looks at how many stories are in."""

WARM_UP = 12
"""Commands whose times don't count: the first of each kind loads what it needs."""

COMMANDS = (
    ("/meetings", "Japan"),
    ("/facts", "Canada since 2021"),
    ("/whois", "Kishida"),
    ("/quotes", "Hun Sen"),
    ("/money", "Cambodia"),
    ("/timeline", "Japan"),
)


@dataclass(frozen=True, slots=True)
class Sent:
    """One command: its moment, and milliseconds from then until something became of it."""

    moment: float
    late: float
    acknowledged: float
    answered: float


@dataclass
class Asking:
    """Sends commands at a steady rate, whether or not those before are answered."""

    session: aiohttp.ClientSession
    running: Bot
    stand_in: Slack
    rate: float
    sent: list[Sent] = field(default_factory=list)

    async def until(self, over: Awaitable[object]) -> list[Sent]:
        """Ask until `over` is done, and give what became of all that was asked."""
        ending = asyncio.ensure_future(over)
        async with asyncio.TaskGroup() as asking:
            began = time.perf_counter()
            for n, (name, text) in enumerate(itertools.cycle(COMMANDS)):
                moment = began + n / self.rate
                await asyncio.wait([ending], timeout=max(0.0, moment - time.perf_counter()))
                if ending.done():
                    break
                asking.create_task(self._one(name, text, moment))
        await ending
        return self.sent

    async def _one(self, name: str, text: str, moment: float) -> None:
        late = (time.perf_counter() - moment) * 1_000
        acknowledged, answered = await command(
            self.session, self.running, self.stand_in, text, name=name, began=moment
        )
        self.sent.append(Sent(moment, late, acknowledged, answered))


async def asked(database: Path, rate: float, during: Callable[[], Awaitable[object]]) -> list[Sent]:
    """What became of the commands that were sent to a fresh bot for as long as `during` takes."""
    async with (
        slack() as stand_in,
        aiohttp.ClientSession() as session,
        bot(database, stand_in, session) as running,
    ):
        for name, text in itertools.islice(itertools.cycle(COMMANDS), WARM_UP):
            await command(session, running, stand_in, text, name=name)
        return await Asking(session, running, stand_in, rate).until(during())


async def quiet(database: Path, rate: float, seconds: float) -> list[Sent]:
    """Commands while nothing is taken in."""
    return await asked(database, rate, lambda: asyncio.sleep(seconds))


async def busy(database: Path, rate: float, articles: int) -> tuple[list[Sent], float]:
    """Commands while so many articles are taken in, and how many of those a second."""
    looks: list[tuple[float, int]] = []

    async def all_in() -> None:
        while not looks or looks[-1][1] < articles:
            await asyncio.sleep(LOOK_EVERY)
            # In a thread: what is measured must not wait for it.
            looks.append((time.perf_counter(), await asyncio.to_thread(stories, database)))

    sent = await asked(database, rate, all_in)
    begun = next(at for at, number in looks if number)
    over = max(at for at, number in looks if number < articles)
    at_first = next(number for _, number in looks if number)
    counted = [one for one in sent if begun <= one.moment <= over]
    return counted, (articles - at_first) / (looks[-1][0] - begun)


def stories(database: Path) -> int:
    """How many stories the sources have brought."""
    with Base.open(database, readonly=True) as base:
        return sum(state.stories for state in base.provider_states())


def share(times: Sequence[float], part: float) -> float:
    """The time that this part of all keeps to."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


def figures(times: Sequence[float]) -> dict[str, float]:
    """Half and 99 of 100 of the times, and the longest."""
    return {"p50": share(times, 0.5), "p99": share(times, 0.99), "max": max(times)}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--articles", type=int, default=2_000)
    parser.add_argument("--rate", type=float, default=10.0, help="commands a second")
    parser.add_argument("--quiet", type=float, default=60.0, help="seconds before, and after")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as folder:
        database, written = sample(Path(folder)), Path(folder) / "stories"
        write(written, options.articles)
        calm = asyncio.run(quiet(database, options.rate, options.quiet))
        with Base.open(database) as base:
            base.add_provider(NewProvider(ProviderKind.FOLDER, str(written), "stories"))
        during, rate = asyncio.run(busy(database, options.rate, options.articles))
        calm += asyncio.run(quiet(database, options.rate, options.quiet))
    if len(during) < 100:
        raise SystemExit(f"{len(during)} commands say nothing of 99 in 100: take more articles.")
    found: dict[str, object] = {"rate": rate, "commands": len(during), "commands_quiet": len(calm)}
    for what in ("acknowledged", "answered", "late"):
        found[what] = figures([getattr(one, what) for one in during])
        found[f"{what}_quiet"] = figures([getattr(one, what) for one in calm])
    if options.json:
        print(json.dumps(found))
        return
    report(found)


def report(found: dict[str, object]) -> None:
    """Print the figures for people."""
    print(f"{found['commands']} commands while {found['rate']:.1f} articles came in per second")
    for what in ("acknowledged", "answered", "late"):
        during, calm = found[what], found[f"{what}_quiet"]
        assert isinstance(during, dict) and isinstance(calm, dict)
        for name in ("p50", "p99", "max"):
            ratio = during[name] / calm[name]
            quiet_too = f"{calm[name]:8.1f} ms while nothing came in, ratio {ratio:.2f}"
            print(f"{what:<13}{name:>4}{during[name]:9.1f} ms; {quiet_too}")
    acknowledged = found["acknowledged"]
    assert isinstance(acknowledged, dict)
    verdict = "ok" if acknowledged["p99"] < BAR else "OVER"
    print(f"acknowledged, 99th percentile: target < {BAR:g} ms: {verdict}")


if __name__ == "__main__":
    main()
