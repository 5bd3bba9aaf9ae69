"""How fast an archive is read in one process and in several, and whether memory stays flat.

    python -m benchmarks.ingest [--articles 400] [--jobs 1 2]

The stories are put together from shuffled sentences of the sample archive. Each run is the command
`ingest` in a process of its own on a new base; its baseline is the first of `--jobs` in the same
run. Memory is what all its processes hold together, read at every tenth of the articles. Several
processes need idle processors: on busy ones the ratio says how busy they are.
"""

import argparse
import random
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from knowledge.base import Base, BaseProblem

SAMPLE = Path(__file__).parents[1] / "knowledge" / "sample"
SENTENCES = 22
STEPS = 10
LOOK_EVERY = 0.2


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds, and megabytes at every step."""

    seconds: float
    memory: tuple[float, ...]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as folder:
        stories = Path(folder) / "stories"
        write(stories, options.articles)
        first: float | None = None
        for jobs in options.jobs:
            run = ingest(stories, Path(folder) / f"{jobs}.db", options.articles, jobs)
            first = first or run.seconds
            steps = " ".join(f"{step:.0f}" for step in run.memory)
            print(
                f"--jobs {jobs}: {options.articles / run.seconds:6.1f} articles/s, "
                f"{first / run.seconds:.2f} x the first; memory (MB) at each tenth: {steps}"
            )


def write(folder: Path, number: int) -> None:
    """So many stories as files."""
    folder.mkdir()
    chance = random.Random(5)
    sentences: list[str] = []
    for file in sorted(SAMPLE.glob("**/*.md")):
        body = file.read_text("utf-8").split("---", 2)[-1]
        sentences += [part.strip() for part in re.split(r"(?<=[.!?])\s+", body) if len(part) > 40]
    for n in range(number):
        day = f"20{n % 20 + 4:02}-{n % 12 + 1:02}-{n % 28 + 1:02}"
        text = " ".join(chance.sample(sentences, min(SENTENCES, len(sentences))))
        (folder / f"story-{n:06}.txt").write_text(f"---\npublished: {day}\n---\n{text}\n", "utf-8")


def ingest(stories: Path, db: Path, number: int, jobs: int) -> Run:
    """Run the command and watch its memory."""
    command = [sys.executable, "-m", "knowledge", "--db", str(db), "ingest", str(stories)]
    began = time.monotonic()
    process = subprocess.Popen([*command, "--jobs", str(jobs)], stderr=subprocess.DEVNULL)
    memory: list[float] = []
    while process.poll() is None:
        time.sleep(LOOK_EVERY)
        if saved(db) * STEPS >= number * (len(memory) + 1):
            memory.append(resident(process.pid))
    if process.returncode:
        raise SystemExit(f"ingest ended with {process.returncode}")
    return Run(time.monotonic() - began, tuple(memory))


def saved(db: Path) -> int:
    """How many articles are in."""
    try:
        with Base.open(db, readonly=True) as base:
            return base.scope().articles
    except BaseProblem:
        return 0


def resident(pid: int) -> float:
    """Megabytes that a process and its children hold; 0 where that isn't told."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
        children = [
            int(child)
            for thread in Path(f"/proc/{pid}/task").glob("*/children")
            for child in thread.read_text().split()
        ]
    except OSError:
        return 0.0
    found = re.search(r"VmRSS:\s+(\d+)", status)
    return (int(found[1]) / 1024 if found else 0.0) + sum(map(resident, children))


if __name__ == "__main__":
    main()
