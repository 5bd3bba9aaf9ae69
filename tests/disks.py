"""Small disks of the tests' own: of few bytes, to be filled, and to be made read-only.

They are mounts of tmpfs, which the superuser alone may make; elsewhere what needs one is skipped.
"""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True, slots=True)
class Disk:
    """A file system of a few megabytes, mounted at `path`."""

    path: Path

    @contextmanager
    def full(self, spare: int = 0) -> Iterator[None]:
        """All room taken by another file but so many bytes, rounded down to pages."""
        filler = self.path / "filler"
        with filler.open("wb") as taking:
            free = os.statvfs(self.path)
            os.posix_fallocate(taking.fileno(), 0, free.f_bavail * free.f_frsize - spare)
        try:
            yield
        finally:
            filler.unlink()

    @contextmanager
    def read_only(self) -> Iterator[None]:
        """Mounted so that nobody may write; whoever has a file open for writing must close it."""
        _run("mount", "-o", "remount,ro", str(self.path))
        try:
            yield
        finally:
            _run("mount", "-o", "remount,rw", str(self.path))


@contextmanager
def mounted(path: Path, megabytes: int) -> Iterator[Disk]:
    """A disk of so many megabytes at a path; the test is skipped where it can't be had."""
    path.mkdir()
    if os.geteuid() != 0:
        pytest.skip("only the superuser may mount a disk")
    try:
        _run("mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(path))
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no disk can be mounted here")
    try:
        yield Disk(path)
    finally:
        # Also where a test that failed has left a file open.
        _run("umount", "--lazy", str(path))


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """A disk of eight megabytes."""
    with mounted(tmp_path / "disk", 8) as made:
        yield made


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)
