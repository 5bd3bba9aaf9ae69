"""Which commits leave everything that answers are made of as it is.

SQLite tells that somebody committed (`PRAGMA data_version`), not what. So each commit of Dateline
counts itself in a number that the file's head has room for (`PRAGMA user_version`): those that
change what answers are made of, and those `aside` from it, as the count of questions without an
answer, or when a source was looked at last.

Whoever remembers answers goes on doing so where the file says that nothing but such commits came.
A commit that does not count itself, as another program's, is taken for one that changes them.
"""

import sqlite3

_ASIDE = 1 << 8
_CHANGES = 1 << 22
"""How far each is counted before it begins anew; what is counted aside stands in the low bits."""


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
