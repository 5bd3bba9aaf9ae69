"""What one Dateline needs beside its fact base to replicate it, and that no other does so too."""

import asyncio
import fcntl
import os
import shutil
from pathlib import Path

from bot.client import Sleep
from bot.replicating import progress
from bot.upgrading.preparing import NotPrepared
from knowledge.base.files import all_files, replicating

PATIENCE = 12.0
"""Seconds to wait for a Dateline of before, whose Litestream copies the last of it."""

_AGAIN = 0.2


class Place:
    """A folder beside the base with Litestream's configuration, its socket and a lock.

    `socket` is where Litestream tells how far it is, once the place is taken.
    """

    def __init__(self, database: Path) -> None:
        self._database = database
        self._folder = replicating(database)
        self._lock: int | None = None
        self.socket: Path | None = None

    @property
    def config(self) -> Path:
        """The file of Litestream's configuration; it holds no credentials."""
        return self._folder / "litestream.json"

    @property
    def lock(self) -> int:
        """The number of the file that is locked; a child that has it open holds the lock too."""
        assert self._lock is not None
        return self._lock

    async def take(self, sleep: Sleep = asyncio.sleep) -> None:
        """Make the folder, and make sure that nobody else replicates these files.

        Raises:
            NotPrepared: somebody does, or the folder can't be written to.
        """
        try:
            self._folder.mkdir(mode=0o700, exist_ok=True)
            self._lock = os.open(self._folder / "lock", os.O_CREAT | os.O_RDWR, 0o600)
        except OSError as error:
            raise NotPrepared(
                "the folder of the fact base can't be written to "
                f"({error.strerror or 'input or output failed'}). Check that it exists and its "
                "access rights, or name another file with DATELINE_DB."
            ) from error
        for _ in range(round(PATIENCE / _AGAIN)):
            if self._locked():
                self.socket = progress.socket_in(self._folder)
                return
            await sleep(_AGAIN)
        raise NotPrepared(
            "another Dateline replicates the same fact base (DATELINE_DB). Stop it first: two that "
            "copy the same files to one replica spoil it."
        )

    def begin_anew(self) -> None:
        """Forget what Litestream knew of the files, so that it begins with a whole copy of each.

        What it took for committed when a process was killed may not be: see `__main__`.
        """
        for path in all_files(self._database).values():
            shutil.rmtree(path.with_name(f".{path.name}-litestream"), ignore_errors=True)

    def write(self, configuration: str) -> None:
        """Write the configuration."""
        self.config.touch(0o600)
        self.config.write_text(configuration, "utf-8")

    def release(self) -> None:
        """Let others replicate."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None
        if self.socket is not None and self.socket.parent != self._folder.absolute():
            shutil.rmtree(self.socket.parent, ignore_errors=True)
        self.socket = None

    def _locked(self) -> bool:
        try:
            fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            # A disk without locks; then nobody can be told apart.
            return True
        return True
