"""All benchmarks, one after the other: `make bench`, or in short `make bench QUICK=1`.

    python -m benchmarks [--quick] [--db PATH] [--only NAME,NAME]

First the big base is built, unless it was before or another is named; then each benchmark has a
process of its own. What fails is told at the end, and nothing else is left out for it.
"""

import argparse
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
QUICK, FULL = 10_000, 1_000_000
"""Articles of the big base."""

BASE = "{base}"
"""Stands for the path of the big base."""


@dataclass(frozen=True, slots=True)
class Bench:
    """A module of this package with its options, in full and in short.

    `minutes` is how long it takes about, in full and in short, on two cores that are free.
    """

    name: str
    full: tuple[str, ...]
    quick: tuple[str, ...]
    minutes: tuple[int, int]


BENCHES = (
    Bench("serving", ("--db", BASE), ("--db", BASE, "--quick"), (25, 6)),
    Bench("memory", ("--db", BASE), ("--quick",), (30, 2)),
    Bench("answers", (), ("--facts", "10000"), (10, 2)),
    Bench("questions", (), ("--facts", "10000", "--number", "500"), (20, 3)),
    Bench("names", (), ("--quick", "--sizes", "3000"), (90, 2)),
    Bench("country_names", (), ("--quick",), (1, 1)),
    Bench("extraction", (), ("--quick", "--rounds", "2", "--many", "200"), (10, 4)),
    Bench("growth", (), ("--quick", "--sizes", "50,100"), (2, 1)),
    Bench("ingest", ("--articles", "2000"), ("--quick", "--articles", "150"), (10, 2)),
    Bench("saving", (), ("--quick",), (12, 1)),
    Bench("starting", (), ("--quick",), (2, 1)),
    Bench("disk", (), ("--quick",), (1, 1)),
    Bench("copies", ("--articles", "100000"), ("--articles", "5000"), (10, 1)),
    Bench("decisions", (), ("--decisions", "200"), (10, 5)),
    Bench("robustness", (), ("--number", "500"), (20, 2)),
    Bench("replica", (), ("--kills", "2"), (10, 3)),
)
"""In this order: what the big base is for comes first."""

BUILDING = (180, 2)
"""Minutes that the big base takes, in full and in short, where it is built anew."""


def options(bench: Bench, *, quick: bool, base: Path) -> list[str]:
    """The options of a benchmark, with the path of the base in its place."""
    return [str(base) if one == BASE else one for one in (bench.quick if quick else bench.full)]


def chosen(only: str | None) -> list[Bench]:
    """The benchmarks of these names, parted by commas, or all.

    Raises:
        ValueError: there is none of that name.
    """
    names = [one.name for one in BENCHES]
    wanted = names if only is None else only.split(",")
    if unknown := [one for one in wanted if one not in names]:
        raise ValueError(f"no benchmark {', '.join(unknown)}; there are {', '.join(names)}")
    return [one for one in BENCHES if one.name in wanted]


def built(articles: int) -> Path:
    """The big base, built now unless it is there; it tells how far it is."""
    command = [sys.executable, "-m", "benchmarks.bases", "--articles", str(articles)]
    run = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    return Path(run.stdout.strip().splitlines()[-1])


def measured(benches: Sequence[Bench], base: Path, *, quick: bool) -> list[str]:
    """Run them; the names of those that failed."""
    failed = []
    for n, bench in enumerate(benches, 1):
        told = f"{n} of {len(benches)}, about {bench.minutes[quick]} minutes"
        print(f"\n== {bench.name} ({told})", flush=True)
        began = time.monotonic()
        command = [sys.executable, "-m", f"benchmarks.{bench.name}"]
        run = subprocess.run([*command, *options(bench, quick=quick, base=base)], cwd=ROOT)
        print(f"== {bench.name} took {(time.monotonic() - began) / 60:.1f} minutes", flush=True)
        if run.returncode:
            failed.append(bench.name)
    return failed


def main() -> int:
    """Run all: 0, or 1 when some failed or missed what they have to reach."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small bases, short runs")
    parser.add_argument("--db", type=Path, help="a big base that there is already")
    parser.add_argument("--only", help="names of benchmarks, parted by commas")
    asked = parser.parse_args()
    try:
        benches = chosen(asked.only)
    except ValueError as problem:
        parser.error(str(problem))
    minutes = sum(one.minutes[asked.quick] for one in benches)
    articles = QUICK if asked.quick else FULL
    print(
        f"{len(benches)} benchmarks, about {minutes} minutes in all, and up to "
        f"{BUILDING[asked.quick]} for a base of {articles:,} articles where none is kept.",
        flush=True,
    )
    base = asked.db.absolute() if asked.db is not None else built(articles)
    failed = measured(benches, base, quick=asked.quick)
    if failed:
        print(f"Failed, or missed a target: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
