"""How fast every command answers over a big archive, from typed words to Slack's blocks.

    python -m benchmarks.answers [--articles 10000] [--keep DIR] [--rounds 40]

The archive is one of `benchmarks.bases`, built once and kept. Each command is asked with conditions
that are common, rare, misspelt and unknown (`benchmarks.bases.lookups`), in one process that has
loaded what it needs: the time is that of `knowledge.answers.ask` and of rendering. The base changes
before each, so that nothing that was looked up before is remembered. Target: 50 ms at the 99th
percentile.
"""

import argparse
import sqlite3
import statistics
import sys
import time
from contextlib import closing
from pathlib import Path

from benchmarks.bases import KEPT, kept
from benchmarks.bases.lookups import TODAY, commands
from benchmarks.report import percentile
from bot.render.answers import Frame, answer_message
from knowledge.answers import ask
from knowledge.answers.warming import warm
from knowledge.base import Base, commits

TARGET = 50.0


def main() -> None:
    """Print a table; exits with 1 when a command misses the target."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--keep", type=Path, default=KEPT)
    parser.add_argument("--rounds", type=int, default=40)
    options = parser.parse_args()
    path = kept(options.articles, options.keep)
    with (
        Base.open(path, readonly=True) as base,
        closing(sqlite3.connect(path, isolation_level=None)) as other,
    ):
        # As the bot does when it starts.
        warm(base)
        counted = base.status().facts
        print(f"{sum(counted.values()):,} facts: {dict(counted)}")
        asked = commands(options.articles)
        slowest = {
            name: row(name, [texts[n % len(texts)] for n in range(options.rounds)], base, other)
            for name, texts in asked
        }
    busiest = [busy for _, busy in slowest.values()]
    shares = ", ".join(
        f"{said} {percentile(busiest, share):.1f} ms"
        for said, share in (("at the median", 0.5), ("at nine in ten", 0.9), ("at most", 1.0))
    )
    print(f"processor p99 of {len(slowest)} ways: {shares}")
    sys.exit(1 if any(p99 > TARGET for p99, _ in slowest.values()) else 0)


def row(name: str, texts: list[str], base: Base, other: sqlite3.Connection) -> tuple[float, float]:
    """Ask and print one line; the 99th percentiles, in ms on the clock and of the processor."""
    for text in dict.fromkeys(texts):
        ask(text, base, today=TODAY)
    times, busy = [], []
    for text in texts:
        # A commit that changes nothing but is counted as a change.
        commits.count(other, aside=False)
        started, worked = time.perf_counter(), time.thread_time()
        answer_message(ask(text, base, today=TODAY), Frame(private=True))
        busy.append((time.thread_time() - worked) * 1000)
        times.append((time.perf_counter() - started) * 1000)
    p99 = percentile(times, 0.99)
    verdict = "" if p99 <= TARGET else "  over"
    print(
        f"{name:28} p50 {statistics.median(times):7.1f} ms   p99 {p99:7.1f} ms"
        f"   processor p99 {percentile(busy, 0.99):7.1f} ms{verdict}"
    )
    return p99, percentile(busy, 0.99)


if __name__ == "__main__":
    main()
