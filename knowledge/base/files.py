"""The files that belong to a fact base and that nobody can make anew: itself, and those beside it.

The bot keeps small files of its own there. What copies a base, or moves it, has to take all of
them; the parses (`dateline.parses.db`) are no part, as they come back by reading.
"""

import glob
import os
from dataclasses import dataclass
from pathlib import Path

BASE = "base"
"""What the fact base itself is called among its files."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A file beside the base: `name` stands in the middle of its own, `holds` is for people."""

    name: str
    holds: str


BESIDE = (
    Beside("installations", "the workspaces that Dateline is installed in, with their tokens"),
    Beside("digests", "who gets which digests, and what they were told"),
    Beside("review", "the review queue: who skipped what, and which channels are told"),
    Beside("shown", "which messages showed which facts"),
    Beside("sources", "who waits for a story, and where alarms go"),
    Beside("threads", "what was asked before in a thread"),
    Beside("seen", "which deliveries of Slack's were dealt with"),
)
"""Every file beside the base that holds what can't be made anew."""


def beside(database: Path, name: str) -> Path:
    """A file beside a base: `dateline.db`, "digests" → `dateline.digests.db`."""
    return database.with_name(f"{database.stem}.{name}.db")


def all_files(database: Path) -> dict[str, Path]:
    """Where each file of a base is, or would be, by its name; those beside it first."""
    return {**{one.name: beside(database, one.name) for one in BESIDE}, BASE: database}


def arriving(database: Path) -> Path:
    """The folder in which files are gathered that are to take the place of a base."""
    return database.with_name(f".{database.name}-arriving")


def restoring(database: Path) -> Path:
    """The mark that is there while a restore moves files, or once that was cut short."""
    return arriving(database) / "moving"


def is_restoring(database: Path) -> bool:
    """Whether a restore moves files into the place of a base, or did until it was cut short."""
    try:
        os.stat(restoring(database))
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        # Another account's, who restores there, so that it can't be told.
        return os.path.exists(arriving(database))
    return True


def replicating(database: Path) -> Path:
    """The folder in which whoever replicates a base keeps what it needs for that."""
    return database.with_name(f".{database.name}-replica")


def damaged(path: Path) -> list[Path]:
    """The damaged files that were set aside from under a name, the oldest first."""
    return sorted(path.parent.glob(f"{glob.escape(path.name)}{DAMAGED}*"))


DAMAGED = ".damaged-"
"""What follows a file's name once it was found damaged and set aside; then comes when (UTC)."""
