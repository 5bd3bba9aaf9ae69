"""Whether a base is still as it was, told in microseconds and without ever waiting.

It is for whoever must not wait, as an event loop, and keeps what was made of a state of the base:
that is good for as long as the pulse is the same.
"""

import sqlite3
from collections.abc import Hashable
from pathlib import Path
from urllib.parse import quote

from knowledge.base.commits import Look, Seen


class Pulse:
    """The pulse of the base under a name; used by one thread at a time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._db: sqlite3.Connection | None = None
        self._file: tuple[int, int] | None = None
        self._seen = Seen()
        self._beats = 0

    def beat(self, file: tuple[int, int] | None) -> Hashable | None:
        """What changes with whatever answers are made of, and with another file in its place.

        It is a commit that changes it, whoever makes it, unless that says that it leaves all of
        this as it is (`commits`); what outlasted such a one changes after a while all the same.

        `file` is what stands there now (`Standing.file`). None while it can't be told: there is no
        file, it can't be read just now, or only without the locks by which SQLite tells who writes
        (`connecting.reader`).
        """
        if file is None or file != self._file:
            self.close()
        if file is None:
            return None
        try:
            if self._db is None:
                self._db, self._file, self._seen = _opened(self._path), file, Seen()
            # Each connection counts by itself.
            if self._seen.look(self._db) is Look.OTHER:
                self._beats += 1
        except sqlite3.Error:
            self.close()
            return None
        return self._beats

    def close(self) -> None:
        """Let go of the file; the next beat opens what stands there then."""
        if self._db is not None:
            self._db.close()
        self._db = self._file = None


def _opened(path: Path) -> sqlite3.Connection:
    name = quote(str(path.absolute()))
    return sqlite3.connect(
        f"file:{name}?mode=ro", uri=True, timeout=0, isolation_level=None, check_same_thread=False
    )
