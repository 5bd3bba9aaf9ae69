"""What can be wrong with a fact base, said in plain sentences with the next step.

SQLite's own words never reach people: `translated` turns them into a `BaseProblem`. Only the
file's name is shown, never its folder.
"""

import errno
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path


class BaseProblem(Exception):
    """The fact base can't be used; the text says what is wrong and what to do next."""


class Outdated(BaseProblem):
    """The fact base was written by an earlier Dateline; opening it for writing updates it."""


class MissingBase(BaseProblem):
    """There is no fact base under this name."""


def missing(path: Path) -> MissingBase:
    """No such file."""
    return MissingBase(
        f"There is no fact base “{path.name}” yet. Make one from your articles: "
        "python -m knowledge ingest FOLDER"
    )


def not_a_base(path: Path) -> BaseProblem:
    """A file, but another program's."""
    return BaseProblem(
        f"“{path.name}” is not a Dateline fact base. Name another file with DATELINE_DB or --db; "
        "a new one is made by: python -m knowledge ingest FOLDER"
    )


def newer(path: Path) -> BaseProblem:
    """Written by a later version of this program."""
    return BaseProblem(
        f"The fact base “{path.name}” was written by a newer version of Dateline and is left "
        "untouched. Update Dateline, or name another file with DATELINE_DB or --db."
    )


def outdated(path: Path) -> Outdated:
    """Written by an earlier version, and opened for reading only."""
    return Outdated(
        f"The fact base “{path.name}” was written by an earlier version of Dateline. Bring it up "
        "to date (a copy is kept): python -m knowledge check"
    )


def damaged(path: Path) -> BaseProblem:
    """Pages that SQLite can't make sense of."""
    return BaseProblem(
        f"The fact base “{path.name}” is damaged. Put back a copy, or move it away and make it "
        "again from your articles: python -m knowledge ingest FOLDER"
    )


def busy(path: Path) -> BaseProblem:
    """Locked for longer than the time-out."""
    return BaseProblem(
        f"The fact base “{path.name}” is in use by another program that is writing to it. "
        "Try again in a moment."
    )


def read_only(path: Path) -> BaseProblem:
    """A file or folder without the right to write."""
    return BaseProblem(
        f"The fact base “{path.name}” can't be written to. Give write permission to the file and "
        "its folder, or name another file with DATELINE_DB or --db."
    )


def unreachable(path: Path) -> BaseProblem:
    """A folder that is missing or closed, or a folder in the file's place."""
    return BaseProblem(
        f"The fact base “{path.name}” can't be opened. Check that its folder exists and that you "
        "have permission, or name another file with DATELINE_DB or --db."
    )


def full(path: Path) -> BaseProblem:
    """No room left on the disk."""
    return BaseProblem(
        f"There is no room left on the disk for the fact base “{path.name}”. What was saved so "
        "far is whole. Make room and run the same command again."
    )


def no_room_to_update(path: Path, needed: int, free: int, copies: Sequence[str]) -> BaseProblem:
    """Less room on the disk than an update takes (both in bytes); `copies` are earlier ones."""
    old = (
        f"The oldest copies from earlier updates may go: {', '.join(reversed(copies))}. "
        if copies
        else ""
    )
    return BaseProblem(
        f"The fact base “{path.name}” is from an earlier version of Dateline, and the disk has no "
        f"room to bring it up to date: with the copy that is kept, this takes "
        f"{_megabytes(needed)}, and {_megabytes(free)} are free. The base is as it was. {old}Make "
        "room, or move the base to another disk and name it with DATELINE_DB or --db; then: "
        "python -m knowledge check"
    )


def _megabytes(bytes: int) -> str:
    return f"{-(-bytes // 1_000_000):,} MB"


_SAYINGS = (
    ("file is not a database", not_a_base),
    ("malformed", damaged),
    ("corrupt", damaged),
    ("no such table", damaged),
    ("no such column", damaged),
    ("locked", busy),
    ("busy", busy),
    ("readonly", read_only),
    ("read-only", read_only),
    ("unable to open", unreachable),
    ("full", full),
    ("disk i/o error", unreachable),
    ("closed database", unreachable),
)


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn what SQLite raises inside into a `BaseProblem`; mistakes in our SQL stay as they are."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        said = str(error).lower()
        for words, problem in _SAYINGS:
            if words in said:
                raise problem(path) from error
        raise
    except OSError as error:
        raise (full if error.errno == errno.ENOSPC else unreachable)(path) from error
