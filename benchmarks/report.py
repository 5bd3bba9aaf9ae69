"""What a benchmark tells: tables on the terminal, and its section of `benchmarks/RESULTS.md`.

    with Report("names", "Name look-up", packages=("rapidfuzz",)) as report:
        report.say("500,000 names, one process.")
        ours, theirs = Spread.of(our_times), Spread.of(their_times)
        report.table(
            ("way", *Spread.COLUMNS, "ratio"),
            [("ours", *ours.cells, ""), ("FTS5", *theirs.cells, ratio(theirs.p50, ours.p50))],
        )

Everything is printed at once. At its end, unless it broke off, the section is put in place of the
one that RESULTS.md had under the same name, with what it was measured on: machine, load, time,
commit, versions. A quick run (`quick=True`) is printed only: RESULTS.md is for full ones.
"""

import math
import os
import platform
import re
import sqlite3
import statistics
import subprocess
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import ClassVar, Self

RESULTS = Path(__file__).with_name("RESULTS.md")

HEAD = """# Results

Written by the benchmarks themselves (`make bench`), a section each; what they mean is told in
`docs/performance.md`. Ratios are against alternatives measured in the same run.
"""

Cell = str | int | float
"""Of a table; a float is shown with three digits that say something."""


def percentile(values: Sequence[float], share: float) -> float:
    """The least of the values that at least this share (0 to 1) of all does not exceed.

    That is the nearest rank: always one of the values, and of few the longest rather than one that
    was never measured.
    """
    if not values:
        return math.nan
    ordered = sorted(values)
    # What is a whole number but for the rounding of floats is meant as one: 0.07 of 100 is 7.
    return ordered[max(0, math.ceil(round(share * len(ordered), 9)) - 1)]


@dataclass(frozen=True, slots=True)
class Spread:
    """How times, or anything else, are spread."""

    COLUMNS: ClassVar = ("n", "p50", "p95", "p99", "max")

    n: int
    p50: float
    p95: float
    p99: float
    max: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Self:
        """The spread of values in any unit; without values, not a number."""
        ordered = sorted(values)
        parts = (percentile(ordered, share) for share in (0.5, 0.95, 0.99, 1.0))
        return cls(len(ordered), *parts)

    @property
    def cells(self) -> tuple[int, float, float, float, float]:
        """As they stand below `COLUMNS`."""
        return (self.n, self.p50, self.p95, self.p99, self.max)


def ratio(value: float, to: float) -> str:
    """How many times `to` a value is."""
    return f"{figure(value / to)} ×" if to else "—"


def verdict(met: bool) -> str:
    """Of a target: met or missed."""
    return "met" if met else "**missed**"


def exponent(sizes: Sequence[float], values: Sequence[float]) -> float:
    """How a value grows with size: the `b` of `a * size ** b`, fitted by least squares of logs.

    0 stays as it is, 1 is linear.
    """
    logs = [math.log(size) for size in sizes], [math.log(value) for value in values]
    return statistics.linear_regression(*logs).slope


def figure(value: Cell) -> str:
    """A cell as text: whole numbers with thousands apart, others with three digits."""
    if isinstance(value, str):
        return value
    if isinstance(value, int):
        return f"{value:,}"
    if math.isnan(value):
        return "—"
    if value == 0 or abs(value) >= 100:
        return f"{value:,.0f}"
    places = 2 - math.floor(math.log10(abs(value)))
    return f"{value:.{min(places, 6)}f}"


def rows(columns: Sequence[str], body: Iterable[Sequence[Cell]]) -> str:
    """A table in Markdown that lines up as it stands; numbers to the right."""
    cells = [list(row) for row in body]
    texts = [list(columns), *([figure(cell) for cell in row] for row in cells)]
    for row in texts[1:]:
        if len(row) != len(columns):
            raise ValueError(f"{len(row)} cells below {len(columns)} columns: {row}")
    widths = [max(3, *(len(row[n]) for row in texts)) for n in range(len(columns))]
    right = [
        bool(cells)
        and all(not isinstance(one := row[n], str) or _FIGURE.match(one) for row in cells)
        for n in range(len(columns))
    ]
    lines = [
        "| "
        + " | ".join(
            text.rjust(width) if to_right else text.ljust(width)
            for text, width, to_right in zip(row, widths, right, strict=True)
        )
        + " |"
        for row in texts
    ]
    marks = (
        "-" * (width + 1) + ":" if to_right else "-" * (width + 2)
        for width, to_right in zip(widths, right, strict=True)
    )
    lines.insert(1, f"|{'|'.join(marks)}|")
    return "\n".join(lines)


_FIGURE = re.compile(r"^(-?[\d,.]+|—)?( [×%])?$")


@dataclass(slots=True)
class Report:
    """One benchmark's section: `name` (a word) finds it again, `title` is its heading.

    `packages` are those whose versions matter; Python and SQLite are named anyway.
    """

    name: str
    title: str
    packages: Sequence[str] = ()
    quick: bool = False
    path: Path = RESULTS
    _parts: list[str] = field(default_factory=list, repr=False)
    _began: float = field(default_factory=time.monotonic, repr=False)
    _load: float = field(default_factory=lambda: os.getloadavg()[0], repr=False)

    def __enter__(self) -> Self:
        print(f"\n## {self.title}\n", flush=True)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is not None:
            return
        self.say(self._measured())
        if not self.quick:
            keep(self.name, f"## {self.title}\n\n" + "\n\n".join(self._parts), self.path)

    def say(self, text: str) -> None:
        """A paragraph of Markdown."""
        self._parts.append(text)
        print(text, end="\n\n", flush=True)

    def table(self, columns: Sequence[str], body: Iterable[Sequence[Cell]]) -> None:
        """A table of a row or more."""
        self.say(rows(columns, body))

    def _measured(self) -> str:
        seconds = round(time.monotonic() - self._began)
        versions = [f"Python {platform.python_version()}", f"SQLite {sqlite3.sqlite_version}"]
        versions += [f"{package} {version(package)}" for package in self.packages]
        return (
            f"*{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, commit {commit()}, in {_took(seconds)}; "
            f"{machine()}, load {self._load:.1f} before and {os.getloadavg()[0]:.1f} after; "
            f"{', '.join(versions)}.*"
        )


def keep(name: str, text: str, path: Path = RESULTS) -> None:
    """Put a section into the place of the one of that name, else behind all others."""
    begin, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
    section = f"{begin}\n{text}\n{end}\n"
    known = path.read_text("utf-8") if path.exists() else HEAD
    before, found, rest = known.partition(begin)
    _, ended, after = rest.partition(f"{end}\n")
    if found and not ended:
        raise ValueError(f"{path.name} has no line {end!r}: put it back, or delete the section")
    whole = f"{before}{section}{after}" if found else f"{known}\n{section}"
    draft = path.with_suffix(".new")
    draft.write_text(whole, "utf-8")
    draft.replace(path)


def commit() -> str:
    """The commit that is measured, and whether the files differ from it."""

    def told(*command: str) -> str:
        run = subprocess.run(
            ["git", *command], cwd=RESULTS.parent, capture_output=True, text=True, check=False
        )
        return run.stdout.strip()

    changed = " with changes" if told("status", "--porcelain", "--untracked-files=no") else ""
    return f"{told('rev-parse', '--short', 'HEAD') or 'unknown'}{changed}"


def machine() -> str:
    """Processor, cores that this process may use, and memory."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{_processor()}, {cores} cores, {memory:.0f} GB, {platform.system()}"


def _processor() -> str:
    try:
        told = re.search(r"^model name\s*:\s*(.+)$", Path("/proc/cpuinfo").read_text(), re.M)
    except OSError:
        told = None
    return told[1] if told else platform.machine()


def _took(seconds: int) -> str:
    return f"{seconds} s" if seconds < 120 else f"{seconds / 60:.0f} min"
