"""What can be wrong with a fact base, said in plain sentences with the next step.

SQLite's own words never reach people: `translated` turns them into a `BaseProblem`. Only the
file's name is shown, never its folder.
"""

import errno
import json
import os
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path


class Trouble(StrEnum):
    """What sort of trouble it is, for those who say it in words of their own."""

    OTHER = "can't be used"
    MISSING = "missing"
    FOREIGN = "not a fact base"
    NEWER = "of a newer version"
    OUTDATED = "of an earlier version"
    DAMAGED = "damaged"
    BUSY = "busy"
    READ_ONLY = "read only"
    UNREACHABLE = "unreachable"
    FULL = "disk full"
    FAILING = "disk failing"
    MOVED = "replaced"


class BaseProblem(Exception):
    """The fact base can't be used; the text says what is wrong and what to do next."""

    def __init__(self, text: str, trouble: Trouble = Trouble.OTHER) -> None:
        super().__init__(text)
        self.trouble = trouble


class Outdated(BaseProblem):
    """The fact base was written by an earlier Dateline; opening it for writing updates it."""


class MissingBase(BaseProblem):
    """There is no fact base under this name."""


def missing(path: Path) -> MissingBase:
    """No such file."""
    return MissingBase(
        f"There is no fact base “{path.name}” yet. Make one from your articles: "
        "python -m knowledge ingest FOLDER",
        Trouble.MISSING,
    )


def not_a_base(path: Path) -> BaseProblem:
    """A file, but another program's."""
    return BaseProblem(
        f"“{path.name}” is not a Dateline fact base. Name another file with DATELINE_DB or --db; "
        "a new one is made by: python -m knowledge ingest FOLDER",
        Trouble.FOREIGN,
    )


def newer(path: Path) -> BaseProblem:
    """Written by a later version of this program."""
    return BaseProblem(
        f"The fact base “{path.name}” was written by a newer version of Dateline and is left "
        "untouched. Update Dateline, or name another file with DATELINE_DB or --db.",
        Trouble.NEWER,
    )


def outdated(path: Path) -> Outdated:
    """Written by an earlier version, and opened for reading only."""
    return Outdated(
        f"The fact base “{path.name}” was written by an earlier version of Dateline. Bring it up "
        "to date (a copy is kept): python -m knowledge check",
        Trouble.OUTDATED,
    )


def damaged(path: Path) -> BaseProblem:
    """Pages that SQLite can't make sense of."""
    return BaseProblem(
        f"The fact base “{path.name}” is damaged. Put back a copy with python -m knowledge "
        f"restore, or move it away, with “{path.name}-wal” if that is there, and make it again "
        "from your articles: python -m knowledge ingest FOLDER",
        Trouble.DAMAGED,
    )


def busy(path: Path) -> BaseProblem:
    """Locked for longer than the time-out."""
    return BaseProblem(
        f"The fact base “{path.name}” is in use by another program that is writing to it. "
        "Try again in a moment.",
        Trouble.BUSY,
    )


def read_only(path: Path) -> BaseProblem:
    """A file or folder without the right to write."""
    return BaseProblem(
        f"The fact base “{path.name}” can't be written to. Give write permission to the file and "
        "its folder, or name another file with DATELINE_DB or --db.",
        Trouble.READ_ONLY,
    )


def unreachable(path: Path) -> BaseProblem:
    """A folder that is missing or closed, or a folder in the file's place."""
    return BaseProblem(
        f"The fact base “{path.name}” can't be opened. Check that its folder exists and that you "
        "have permission, or name another file with DATELINE_DB or --db.",
        Trouble.UNREACHABLE,
    )


def full(path: Path) -> BaseProblem:
    """No room left on the disk."""
    return BaseProblem(
        f"There is no room left on the disk for the fact base “{path.name}”. What was saved so "
        "far is whole. Make room and run the same command again.",
        Trouble.FULL,
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
        "python -m knowledge check",
        Trouble.FULL,
    )


def no_room_to_check(path: Path) -> BaseProblem:
    """No room for the copy that is checked, where the system keeps temporary files."""
    return BaseProblem(
        f"A copy of the fact base “{path.name}” is checked, and there is no room for it where the "
        "system keeps temporary files. Make room, or name another folder with TMPDIR; then: "
        "python -m knowledge check",
        Trouble.FULL,
    )


def _megabytes(bytes: int) -> str:
    return f"{-(-bytes // 1_000_000):,} MB"


def failing(path: Path) -> BaseProblem:
    """The disk, or what stands for one, refuses to read or to write."""
    return BaseProblem(
        f"The disk could not read or write the fact base “{path.name}”. What was saved so far is "
        "whole. Check the disk, its mount and your quota, then run the same command again; "
        "python -m knowledge check shows whether the base is sound.",
        Trouble.FAILING,
    )


def moved(path: Path) -> BaseProblem:
    """Removed, or replaced by another file, while it was open."""
    return BaseProblem(
        f"The fact base “{path.name}” was removed or replaced while it was open, so what was to be "
        "saved last is not in it. Look which file is the right one, then run the same command "
        "again.",
        Trouble.MOVED,
    )


def cut_short(path: Path) -> BaseProblem:
    """Files of a backup are being moved into its place, or were until that was cut short."""
    return BaseProblem(
        f"A restore of the fact base “{path.name}” is at work, or was cut short, so what stands "
        "there is not whole. Let it end, or run it again: python -m knowledge restore FROM. What "
        "was there is kept.",
        Trouble.MISSING,
    )


_BY_CODE = {
    sqlite3.SQLITE_CORRUPT: damaged,
    sqlite3.SQLITE_NOTADB: not_a_base,
    sqlite3.SQLITE_TOOBIG: damaged,
    sqlite3.SQLITE_BUSY: busy,
    sqlite3.SQLITE_LOCKED: busy,
    sqlite3.SQLITE_PROTOCOL: busy,
    sqlite3.SQLITE_READONLY: read_only,
    sqlite3.SQLITE_PERM: read_only,
    sqlite3.SQLITE_FULL: full,
}

_DAMAGE = (
    "no such table", "no such column", "vtable constructor failed", "unsupported file format",
    "could not decode to utf-8", "malformed", "already exists", "invalid fts5 file format",
)  # fmt: skip
"""What SQLite and Python say of a damaged file without an error code of its own."""

_NO_ROOM = 256 * 1024
"""With fewer bytes free, a failed write is put down to that: SQLite can't always tell."""


def of(path: Path, error: sqlite3.Error) -> BaseProblem | None:
    """What an error of SQLite's means for a file; None for a mistake in our SQL."""
    said = str(error).lower()
    # The lower byte: SQLite has several kinds of each error.
    code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
    if code in _BY_CODE:
        return _BY_CODE[code](path)
    if code == sqlite3.SQLITE_CANTOPEN:
        if path.absolute().parent.is_dir() and not path.exists():
            return missing(path)
        return (read_only if is_read_only(path) else unreachable)(path)
    if code == sqlite3.SQLITE_IOERR:
        return (full if _free(path) < _NO_ROOM else failing)(path)
    if any(words in said for words in _DAMAGE):
        return damaged(path)
    return unreachable(path) if "closed database" in said else None


def is_read_only(path: Path) -> bool:
    """Whether a file that can be read can't be written to, or the folder with its side files."""
    return os.access(path, os.R_OK) and not (
        os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK)
    )


def _free(path: Path) -> int:
    try:
        return shutil.disk_usage(path.absolute().parent).free
    except OSError:
        return _NO_ROOM


_NO_MORE = frozenset({errno.ENOSPC, errno.EDQUOT})
_FORBIDDEN = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn what SQLite raises inside into a `BaseProblem`; mistakes in our SQL stay as they are."""
    try:
        yield
    except sqlite3.Error as error:
        problem = of(path, error)
        if problem is None:
            raise
        raise problem from error
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        # What SQLite gave out can't be read: only damage puts such bytes there.
        raise damaged(path) from error
    except OSError as error:
        if error.errno in _NO_MORE:
            raise full(path) from error
        if error.errno == errno.EIO:
            raise failing(path) from error
        read_only_now = error.errno in _FORBIDDEN and is_read_only(path)
        raise (read_only if read_only_now else unreachable)(path) from error
