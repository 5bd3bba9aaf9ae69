"""Which commits leave everything that answers are made of as it is.

SQLite tells that somebody committed (`PRAGMA data_version`), not what. So each commit of Dateline
counts itself in a number that the file's head has room for (`PRAGMA user_version`): those that
change what answers are made of, and those `aside` from it, as the count of questions without an
answer, or when a source was looked at last.

Whoever remembers answers goes on doing so where the file says that nothing but such commits came. A
commit that does not count itself, as another program's, changes them, as far as it can be told: not
where one aside came before anybody looked. So nothing outlasts a commit for long.
"""

import sqlite3
import time
from collections.abc import Callable
from enum import Enum

_ASIDE = 1 << 8
_CHANGES = 1 << 22
"""How far each is counted before it begins anew; what is counted aside stands in the low bits."""

OUTLASTS = 300.0
"""Seconds for which it is remembered at most what outlasted a commit."""


class Look(Enum):
    """What came since the last look: nothing, only commits aside, or any others."""

    SAME = "same"
    ASIDE = "aside"
    OTHER = "other"


def count(db: sqlite3.Connection, *, aside: bool) -> None:
    """Count a commit, within its transaction."""
    changes, besides = divmod(counted(db), _ASIDE)
    if aside:
        besides = (besides + 1) % _ASIDE
    else:
        changes, besides = (changes + 1) % _CHANGES, 0
    db.execute(f"PRAGMA user_version={changes * _ASIDE + besides}")


def counted(db: sqlite3.Connection) -> int:
    """What was counted up to the state that a transaction reads."""
    (number,) = db.execute("PRAGMA user_version").fetchone()
    return int(number)


def were_aside(before: int, now: int) -> bool:
    """Whether all commits between two counts were aside, where there was at least one."""
    return before != now and before // _ASIDE == now // _ASIDE


class Seen:
    """What somebody has seen of a base's commits, by one connection that only reads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._state: int | None = None
        self._counted = 0
        self._until: float | None = None

    def look(self, db: sqlite3.Connection) -> Look:
        """What came since the last look; the first sees others, and so does one after a while.

        Raises:
            sqlite3.Error: it can't be told, and the next look sees others.
        """
        before, self._state = self._state, None
        (state,) = db.execute("PRAGMA data_version").fetchone()
        over = self._until is not None and self._clock() >= self._until
        if state == before and not over:
            self._state = state
            return Look.SAME
        number = counted(db)
        aside = before is not None and not over and were_aside(self._counted, number)
        if not aside:
            self._until = None
        elif self._until is None:
            self._until = self._clock() + OUTLASTS
        self._state, self._counted = state, number
        return Look.ASIDE if aside else Look.OTHER
