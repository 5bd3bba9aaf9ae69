"""How fast an archive is read in one process and in several, and whether memory stays flat.

    python -m benchmarks.ingest [--articles 400] [--jobs 1 2] [--from DIR…] [--quick]

The stories are put together from shuffled sentences of the sample archive, unless folders of
articles are named. Each run is the command `ingest` in a process of its own on a new base; its
baseline is the first of `--jobs` in the same run. Then `rebuild` reads all again with the parses
that were kept. Memory is what all processes of a run hold together, read at every tenth.

On busy processors the clock tells how busy they are. So there is the time of processors as well: of
all processes, and of the one that saves. Several processes can be no faster than the work of all
spread over the processors, nor than the one that saves: that is the bound.
"""

import argparse
import math
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.report import Cell, Report, ratio
from knowledge.base import Base, BaseProblem

SAMPLE = Path(__file__).parents[1] / "knowledge" / "sample"
SENTENCES = 22
STEPS = 10
LOOK_EVERY = 0.2


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds on the clock, of all processors, of the process that saves, and until the first
    article was in; megabytes at most and at every step, of all processes together."""

    clock: float
    processors: float
    saving: float
    start: float
    most: float
    memory: tuple[float, ...]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=400, help="at most so many")
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--from", type=Path, nargs="+", metavar="DIR", dest="folders")
    parser.add_argument("--quick", action="store_true", help="print only, keep nothing")
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="dateline-bench-") as folder,
        Report("ingest", "Reading a whole archive", ("spacy",), quick=options.quick) as report,
    ):
        stories, base = Path(folder) / "stories", Path(folder) / "1.db"
        if options.folders:
            number = copy(options.folders, stories, options.articles)
        else:
            number = write(stories, options.articles)
        report.say(f"{number:,} articles of {length(stories) / number:,.0f} characters.")
        runs = {}
        for jobs in options.jobs:
            base = Path(folder) / f"{jobs}.db"
            runs[f"ingest --jobs {jobs}"] = ingest(stories, base, number, jobs)
        runs["rebuild, parses kept"] = watched(base, ["rebuild", "--jobs", "1"], number)
        tell(report, runs, number)


def tell(report: Report, runs: dict[str, Run], number: int) -> None:
    """The runs, each beside the first."""
    first = next(iter(runs.values()))
    cores = len(os.sched_getaffinity(0))
    table: list[tuple[Cell, ...]] = []
    for name, run in runs.items():
        processes = int(name.rpartition(" ")[2]) if "--jobs" in name else 1
        bound = max(run.processors / min(cores, processes), run.saving)
        best = first.processors / bound
        table.append(
            (
                name,
                number / run.clock,
                ratio(first.clock, run.clock),
                run.processors / number * 1000,
                run.saving / number * 1000,
                ratio(best, 1.0),
                run.start,
                run.most,
                ratio(run.memory[-1], run.memory[0]) if run.memory else "—",
            )
        )
    report.table(
        (
            "run",
            "articles/s",
            "to the first",
            "processor, ms an article",
            "of them saving process",
            "bound, to the first",
            "first article after, s",
            "MB at most",
            "last MB to first",
        ),
        table,
    )


def write(folder: Path, number: int) -> int:
    """So many stories as files; gives how many."""
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
    return number


def copy(folders: Iterable[Path], to: Path, most: int) -> int:
    """At most so many of the articles in some folders; gives how many."""
    to.mkdir()
    found = [path for folder in folders for path in sorted(folder.rglob("*.[tmh][xdt]*"))]
    told = [path for path in found if not path.stem.isupper()][:most]
    for path in told:
        shutil.copy(path, to / path.name)
    return len(list(to.iterdir()))


def length(folder: Path) -> int:
    """Of all texts in a folder, in characters."""
    return sum(len(path.read_text("utf-8", "replace")) for path in folder.iterdir())


def ingest(stories: Path, db: Path, number: int, jobs: int) -> Run:
    """Run the command and watch it."""
    return watched(db, ["ingest", str(stories), "--jobs", str(jobs)], number)


def watched(db: Path, arguments: list[str], number: int) -> Run:
    """Run a command over a base of so many articles; its time, memory and processors."""
    command = [sys.executable, "-m", "knowledge", "--db", str(db), *arguments]
    began = time.monotonic()
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    memory: list[float] = []
    start = saving = most = 0.0
    full = saved(db) > 0
    while process.poll() is None:
        time.sleep(LOOK_EVERY)
        saving = max(saving, own_seconds(process.pid))
        held = sum(resident(process.pid))
        most = max(most, held)
        done = 0 if full else saved(db)
        if done and not start:
            start = time.monotonic() - began
        if done and done * STEPS >= number * (len(memory) + 1):
            memory.append(held)
    if process.returncode:
        raise SystemExit(f"{arguments[0]} ended with {process.returncode}")
    clock = time.monotonic() - began
    return Run(clock, children_seconds(), saving, start or math.nan, most, tuple(memory))


_before = 0.0


def children_seconds() -> float:
    """Processor seconds of the processes that ended since the last call."""
    global _before
    times = os.times()
    total = times.children_user + times.children_system
    since, _before = total - _before, total
    return since


def own_seconds(pid: int) -> float:
    """Processor seconds of a process itself, without its children; 0 where that isn't told."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def saved(db: Path) -> int:
    """How many articles are in."""
    try:
        with Base.open(db, readonly=True) as base:
            return base.scope().articles
    except BaseProblem:
        return 0


def resident(pid: int) -> Iterator[float]:
    """Megabytes that a process and each of its children hold; nothing where that isn't told."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
        children = [
            int(child)
            for thread in Path(f"/proc/{pid}/task").glob("*/children")
            for child in thread.read_text().split()
        ]
    except OSError:
        return
    found = re.search(r"VmRSS:\s+(\d+)", status)
    yield int(found[1]) / 1024 if found else 0.0
    for child in children:
        yield from resident(child)


if __name__ == "__main__":
    main()
