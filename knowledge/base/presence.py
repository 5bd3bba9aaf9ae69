"""Who writes into a base that is replicated, so that one who was killed meanwhile is noticed.

A process that is killed in the midst of a commit may leave pages in the write-ahead log that SQLite
does not count, and that Litestream takes for committed; nothing in the file says so afterwards.
Hence whoever writes has a file of its own in the replica's folder, locked for as long as they
live, and deleted when they are done. The kernel gives up the lock of a process that ends, however
that ends: a file without a lock is that of one who was killed.
"""

import fcntl
import os
import secrets
from contextlib import suppress
from pathlib import Path

from knowledge.base.files import replicating

_WRITES = "writes-"
_COMING = "comes-"


class Presence:
    """One who writes into a base, known to whoever replicates it from the first write on."""

    def __init__(self, database: Path) -> None:
        self._folder = replicating(database)
        self._path: Path | None = None
        self._lock: int | None = None

    def tell(self) -> None:
        """Be known from now on, if the base is replicated at all; called before each write.

        On a disk without locks nobody can be told apart, nor where the folder is another account's:
        then nobody knows.
        """
        if self._lock is None and self._folder.is_dir():
            with suppress(OSError):
                self._enter()

    def end(self) -> None:
        """Be done with writing."""
        if self._lock is not None and self._path is not None:
            # First the file, then its lock: one without a lock is that of somebody who was killed.
            with suppress(OSError):
                self._path.unlink()
            os.close(self._lock)
            self._lock = None

    def _enter(self) -> None:
        id = secrets.token_hex(8)
        coming, path = self._folder / f"{_COMING}{id}", self._folder / f"{_WRITES}{id}"
        lock = os.open(coming, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
        try:
            # The bot may be of another account than who writes, such as root.
            os.fchmod(lock, 0o644)
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # Under the name that counts it is locked from the first.
            coming.rename(path)
        except OSError:
            os.close(lock)
            coming.unlink(missing_ok=True)
            raise
        self._lock, self._path = lock, path


def somebody_died(database: Path) -> bool:
    """Whether a process that wrote into a base has been killed since this was last asked."""
    died = False
    with suppress(OSError):
        for path in replicating(database).glob(f"{_WRITES}*"):
            died = _is_left(path) or died
    return died


def forget_all(database: Path) -> None:
    """Forget who was killed, and what they left; those who write are kept."""
    somebody_died(database)
    for path in replicating(database).glob(f"{_COMING}*"):
        # If they still come, they come again with their next write.
        with suppress(OSError):
            path.unlink()


def _is_left(path: Path) -> bool:
    """Whether nobody holds a file any more; it is deleted then."""
    try:
        lock = os.open(path, os.O_RDONLY)
    except OSError:
        return False
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # Who is done has deleted it before the lock was free.
        path.unlink()
    except OSError:
        return False
    else:
        return True
    finally:
        os.close(lock)
