"""Where a run of the tests keeps its files: compiled modules, temporary ones, what workers share.

All of it only makes runs shorter: without room in memory, or in one process, the same is checked.
"""

import fcntl
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

MEMORY = Path("/dev/shm")
"""A file system in memory, where there is one: what is kept there waits for no disk."""

ROOM = 2 * 1024**3
"""Bytes that must be free in it; a run takes up less than a quarter of that."""


def in_memory() -> None:
    """Have temporary files, of this process and its children, kept in memory where it has room.

    Bases are synchronised with the disk at every commit, which takes a good part of a run. Who
    names a place in TMPDIR has them there.
    """
    if "TMPDIR" in os.environ or not os.access(MEMORY, os.W_OK):
        return
    free = os.statvfs(MEMORY)
    if free.f_bavail * free.f_frsize >= ROOM:
        os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)


def compiled() -> None:
    """Have compiled modules kept beside their sources, as Python does unless told otherwise.

    Tests start hundreds of processes: each would compile all of our modules, which takes it as long
    as the rest of its start.
    """
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False


def shared(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A file that the first worker of a run to want it makes, for all of them; read only."""
    folder = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    path = folder / name
    with path.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            made = path.with_suffix(".making")
            make(made)
            shutil.move(made, path)
    return path
