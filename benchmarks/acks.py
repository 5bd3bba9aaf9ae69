"""How fast slash commands are acknowledged and answered while the bot takes articles in.

    python -m benchmarks.acks [--articles 2000] [--pause 0.1] [--quiet 300]

`app.py` runs as it is installed, over signed HTTP, with a stand-in for Slack. A folder of stories
(`benchmarks.ingest`) is followed, so that the bot's own child fetches, reads and saves them, while
commands of several kinds come one after the other, `--pause` seconds apart. Before and after that
the same commands come while nothing is taken in: their times are what the ratio is to. Other work
on the machine slows both.
"""

import argparse
import asyncio
import itertools
import json
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp

from benchmarks.bot import Bot, Slack, bot, command, sample, slack
from benchmarks.ingest import write
from knowledge.base import Base
from knowledge.model import NewProvider, ProviderKind

BAR = 300.0
"""Milliseconds in which 99 of 100 commands must be acknowledged."""

TEXTS = ("Japan", "Canada", "Kishida", "2022", "with Japan since 2021", "Hun Sen in Phnom Penh")


@dataclass
class Times:
    """Milliseconds until commands were acknowledged, and until they were answered."""

    acknowledged: list[float] = field(default_factory=list)
    answered: list[float] = field(default_factory=list)


async def ask(
    session: aiohttp.ClientSession, running: Bot, stand_in: Slack, into: Times, text: str
) -> None:
    acknowledged, answered = await command(session, running, stand_in, text)
    into.acknowledged.append(acknowledged)
    into.answered.append(answered)


async def quiet(database: Path, number: int, pause: float) -> Times:
    """So many commands while nothing is taken in."""
    times = Times()
    async with (
        slack() as stand_in,
        aiohttp.ClientSession() as session,
        bot(database, stand_in, session) as running,
    ):
        for text in itertools.islice(itertools.cycle(TEXTS), 10):
            await command(session, running, stand_in, text)
        for text in itertools.islice(itertools.cycle(TEXTS), number):
            await ask(session, running, stand_in, times, text)
            await asyncio.sleep(pause)
    return times


async def busy(database: Path, articles: int, pause: float) -> tuple[Times, float]:
    """Commands until so many articles are in, and how many seconds that took."""
    times, texts = Times(), itertools.cycle(TEXTS)
    async with (
        slack() as stand_in,
        aiohttp.ClientSession() as session,
        bot(database, stand_in, session) as running,
    ):
        with Base.open(database, readonly=True) as base:
            while True:
                if stories(base):
                    break
                await asyncio.sleep(0.1)
            began, looked = time.monotonic(), 0.0
            while True:
                await ask(session, running, stand_in, times, next(texts))
                await asyncio.sleep(pause)
                # Looking costs something too, so it is done seldom.
                if time.monotonic() - looked > 2:
                    looked = time.monotonic()
                    if stories(base) >= articles:
                        return times, looked - began


def stories(base: Base) -> int:
    """How many stories the sources have brought."""
    return sum(state.stories for state in base.provider_states())


def share(times: Sequence[float], part: float) -> float:
    """The time that this part of all keeps to."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


def figures(times: Iterable[float]) -> dict[str, float]:
    kept = list(times)
    return {"p50": share(kept, 0.5), "p99": share(kept, 0.99), "max": max(kept)}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--articles", type=int, default=2_000)
    parser.add_argument("--pause", type=float, default=0.1, help="seconds between two commands")
    parser.add_argument("--quiet", type=int, default=300, help="commands before, and after")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as folder:
        database, written = sample(Path(folder)), Path(folder) / "stories"
        write(written, options.articles)
        before = asyncio.run(quiet(database, options.quiet, options.pause))
        with Base.open(database) as base:
            base.add_provider(NewProvider(ProviderKind.FOLDER, str(written), "stories"))
        during, seconds = asyncio.run(busy(database, options.articles, options.pause))
        after = asyncio.run(quiet(database, options.quiet, options.pause))
    found = {
        "rate": options.articles / seconds,
        "commands": len(during.acknowledged),
        "acknowledged": figures(during.acknowledged),
        "acknowledged_quiet": figures(before.acknowledged + after.acknowledged),
        "answered": figures(during.answered),
        "answered_quiet": figures(before.answered + after.answered),
    }
    if options.json:
        print(json.dumps(found))
        return
    report(found)


def report(found: dict[str, object]) -> None:
    print(f"{found['commands']} commands while {found['rate']:.1f} articles came in per second")
    for what in ("acknowledged", "answered"):
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
