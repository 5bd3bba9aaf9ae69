"""Noticing that another file stands in the place of the fact base, while it is answered from."""

import logging
import threading
from contextlib import suppress
from pathlib import Path

from knowledge.base import Base, BaseProblem
from knowledge.base.problems import Trouble
from knowledge.base.standing import Standing, left, log_of

log = logging.getLogger("dateline.base")


class Place:
    """What stands under the name of the fact base, as all threads of the bot see it.

    Whoever moves another file there usually leaves the write-ahead log of the earlier one, which
    SQLite would take for that of the new file: it would show a mixture of the two, and write it.
    The bot has the earlier file open and so knows whose log it is. It keeps it under another name.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._known = Standing(None, None)

    def look(self) -> tuple[int, int] | None:
        """The file that stands there; None for none. To be called before it is opened."""
        with self._lock:
            now = Standing.of(self._path)
            if now.file is None:
                # What is known stays: another file may come, and the log may still lie there.
                return None
            if self._known.file not in (None, now.file) and now.log is not None:
                if now.log == self._known.log and left(self._path):
                    self._set_aside()
                now = Standing.of(self._path)
            self._known = now
            return now.file

    def _set_aside(self) -> None:
        kept = _free(self._path.with_name(f"{self._path.name}-wal.earlier"))
        try:
            log_of(self._path).rename(kept)
        except OSError as error:
            raise BaseProblem(
                f"The fact base “{self._path.name}” was replaced, and the log of the earlier one, "
                f"“{self._path.name}-wal”, can't be moved away. Stop Dateline and move it away.",
                Trouble.MOVED,
            ) from error
        with suppress(OSError):
            self._path.with_name(f"{self._path.name}-shm").unlink()
        log.warning(
            "The fact base was replaced by another file; what was last written to the earlier one "
            "is kept as %s and may be deleted",
            kept.name,
        )


def look_again(place: Place, base: Base) -> None:
    """See whose log it is that SQLite makes with the first read of a base that was just opened.

    It stays for as long as that is open, so whoever writes meanwhile writes into the same.

    Raises:
        BaseProblem: see `Place.look`; or the base can't be read.
    """
    with base.reader():
        place.look()


def _free(path: Path) -> Path:
    number, found = 1, path
    while found.exists():
        number += 1
        found = path.with_name(f"{path.name}.{number}")
    return found
