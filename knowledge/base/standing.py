"""Which file stands under a name, so that a connection notices when its own is no longer the one.

An open connection goes on reading and writing a file that was deleted or replaced, and SQLite says
nothing. Files are only asked about, never opened: closing one that was opened otherwise than by
SQLite gives up the locks that its connections hold.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from knowledge.base.beside_problems import beside_the_link, log_alone
from knowledge.base.files import BESIDE, beside
from knowledge.base.problems import busy


@dataclass(frozen=True, slots=True)
class Standing:
    """The file under a name and its write-ahead log, by device and inode; None where there is none.

    A file that is open keeps its inode, so no other can have the same.
    """

    file: tuple[int, int] | None
    log: tuple[int, int] | None

    @classmethod
    def of(cls, path: Path) -> Self:
        """What stands there now."""
        return cls(_inode(path), _inode(log_of(path)))


@dataclass(frozen=True, slots=True)
class Stamp:
    """A state of a file that nobody writes to: as long as it is the same, nobody has."""

    inode: int
    size: int
    changed: int

    @classmethod
    def of(cls, path: Path) -> Self | None:
        """The state of a file; None where it is gone, or what is in it is not all that counts.

        Commits stand in a log then, or a journal says what has to be taken back.
        """
        if left(path) or journal_of(path).exists():
            return None
        try:
            found = path.stat()
        except OSError:
            return None
        return cls(found.st_ino, found.st_size, found.st_mtime_ns)


@contextmanager
def unchanged(path: Path, stamp: Stamp | None) -> Iterator[None]:
    """Tell what was read without locks from what was written to meanwhile; no stamp, no check.

    That may be of no state at all, and whatever went wrong over it says nothing of the file.

    Raises:
        BaseProblem: somebody has written to it.
    """
    try:
        yield
    except Exception as error:
        if stamp is not None and stamp != Stamp.of(path):
            raise busy(path) from error
        raise
    if stamp is not None and stamp != Stamp.of(path):
        raise busy(path)


def real(path: Path) -> Path:
    """The file that a name stands for: what a link points to, else the same path.

    SQLite keeps its log beside the file itself, so that is where all others have to be too.

    Raises:
        BaseProblem: files of the bot's stand beside the link, from when they were made there.
    """
    file = _followed(path)
    if file == path:
        return path
    for one in BESIDE:
        there, wanted = beside(path, one.name), beside(file, one.name)
        if there.is_file() and os.path.realpath(there) != str(wanted):
            raise beside_the_link(path, there, wanted)
    return file


def _followed(path: Path) -> Path:
    return Path(os.path.realpath(path)) if path.is_symlink() else path


def log_of(path: Path) -> Path:
    """The write-ahead log that SQLite keeps beside a file."""
    file = _followed(path)
    return file.with_name(f"{file.name}-wal")


def journal_of(path: Path) -> Path:
    """The journal beside a file without such a log, while it is being changed."""
    file = _followed(path)
    return file.with_name(f"{file.name}-journal")


def left(path: Path) -> int:
    """The bytes in the write-ahead log of a file."""
    try:
        return log_of(path).stat().st_size
    except OSError:
        return 0


def check_alone(path: Path) -> None:
    """Check that no log holds commits of a base that is gone: SQLite would delete it unread.

    Raises:
        BaseProblem: one does.
    """
    if left(path) and not (path.exists() and path.stat().st_size):
        raise log_alone(path)


def _inode(path: Path) -> tuple[int, int] | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino
