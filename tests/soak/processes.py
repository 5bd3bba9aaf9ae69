"""What a process takes of the machine, as Linux tells it, and how that changes over time."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean


@dataclass(frozen=True, slots=True)
class Taken:
    """Resident memory in MB, open files and threads of a process."""

    memory: float
    files: int
    threads: int


def taken(pid: int | str = "self") -> Taken:
    """What a process takes just now.

    Raises:
        OSError: there is no such process, or no /proc.
    """
    folder = Path(f"/proc/{pid}")
    lines = (folder / "status").read_text().splitlines()
    status = dict(line.split(":", 1) for line in lines if ":" in line)
    memory = int(status["VmRSS"].split()[0]) / 1024
    return Taken(memory, len(list((folder / "fd").iterdir())), int(status["Threads"]))


@dataclass(frozen=True, slots=True)
class Slope:
    """How much a value grows for one step, by least squares, and how sure that is.

    `low` and `high` bound it with 95 in 100, as if what the line leaves over came by chance.
    """

    slope: float
    low: float
    high: float


def slope(steps: Sequence[float], values: Sequence[float]) -> Slope | None:
    """The line through some values; None for fewer than three, or all at one step."""
    count = len(steps)
    middle, level = (fmean(steps), fmean(values)) if count else (0.0, 0.0)
    spread = sum((x - middle) ** 2 for x in steps)
    if count < 3 or spread == 0:
        return None
    found = sum((x - middle) * (y - level) for x, y in zip(steps, values, strict=True)) / spread
    left = sum((y - level - found * (x - middle)) ** 2 for x, y in zip(steps, values, strict=True))
    error = math.sqrt(left / (count - 2) / spread)
    # 1.96 is that of many values; few lie wider.
    wide = (1.96 + 2.4 / (count - 2)) * error
    return Slope(found, found - wide, found + wide)
