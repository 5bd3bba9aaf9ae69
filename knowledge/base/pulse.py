"""Whether a base is still as it was, told in microseconds and without ever waiting.

It is for whoever must not wait, as an event loop, and keeps what was made of a state of the base:
that is good for as long as the pulse is the same.
"""

import sqlite3
from collections.abc import Hashable
from pathlib import Path
from urllib.parse import quote


class Pulse:
    """The pulse of the base under a name; used by one thread at a time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._db: sqlite3.Connection | None = None
        self._file: tuple[int, int] | None = None
        self._opened = 0

    def beat(self, file: tuple[int, int] | None) -> Hashable | None:
        """What changes with every commit, whoever makes it, and with another file in its place.

        `file` is what stands there now (`Standing.file`). None while it can't be told: there is no
        file, it can't be read just now, or only without the locks by which SQLite tells who writes
        (`connections.reader`).
        """
        if file is None or file != self._file:
            self.close()
        if file is None:
            return None
        try:
            if self._db is None:
                self._open(file)
            assert self._db is not None
            (version,) = self._db.execute("PRAGMA data_version").fetchone()
        except sqlite3.Error:
            self.close()
            return None
        # Each connection counts by itself.
        return self._opened, version

    def _open(self, file: tuple[int, int]) -> None:
        name = quote(str(self._path.absolute()))
        self._db = sqlite3.connect(
            f"file:{name}?mode=ro", uri=True, timeout=0, isolation_level=None,
            check_same_thread=False,
        )  # fmt: skip
        self._file = file
        self._opened += 1

    def close(self) -> None:
        """Let go of the file; the next beat opens what stands there then."""
        if self._db is not None:
            self._db.close()
        self._db = self._file = None
