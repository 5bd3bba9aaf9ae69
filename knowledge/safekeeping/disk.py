"""Files that only their owner may read and that survive a power cut, and room for them."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from knowledge.safekeeping.manifest import CopyProblem

_CHUNK = 1 << 20
_SPARE = 16_000_000
"""Bytes that are to be free beside the copies."""


def create(path: Path) -> None:
    """Make an empty file of our own; one that is there is an error."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def copy(source: Path, target: Path, done: Callable[[int], None]) -> None:
    """Copy a file into a new one of our own; `done` is told of each stretch of bytes written."""
    create(target)
    with source.open("rb") as of, target.open("wb") as to:
        while chunk := of.read(_CHUNK):
            to.write(chunk)
            done(len(chunk))


def settle(path: Path) -> None:
    """See to it that a file, or the names in a folder, are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def free(path: Path) -> Path:
    """This name, or the first after it that nothing has: `NAME.2`, `NAME.3` …"""
    number, found = 1, path
    while os.path.lexists(found):
        number += 1
        found = path.with_name(f"{path.name}.{number}")
    return found


def check_room(folder: Path, needed: int) -> None:
    """Check that there is room for so many bytes.

    Raises:
        CopyProblem: there is not.
    """
    free = shutil.disk_usage(folder).free
    if free < needed + _SPARE:
        raise CopyProblem(
            f"There is no room for the copy: it takes {-(-needed // 1_000_000):,} MB, and "
            f"{free // 1_000_000:,} MB are free. Make room, or name a folder on another disk."
        )
