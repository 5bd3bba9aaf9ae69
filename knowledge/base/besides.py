"""What the bot's own small files beside a fact base hold of people, so that it can be erased.

The files are the bot's to make and to read; those of threads and of messages that were shown have
modules of their own (`remembered`, `shown`). Here stands only what names somebody in the others,
and what is left of it when they are forgotten.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from knowledge.base import pragmas
from knowledge.base.codec import storable
from knowledge.base.problems import BaseProblem

_PATIENCE = 5
"""Seconds that deleting waits for a bot that writes."""

_OWN = "(SELECT id FROM subscriptions WHERE person=:who AND place LIKE 'D%')"

DIGESTS = (
    ("claims", f"DELETE FROM claims WHERE subscription IN {_OWN}"),
    ("said", f"DELETE FROM said WHERE subscription IN {_OWN}"),
    ("subscriptions", "DELETE FROM subscriptions WHERE person=:who AND place LIKE 'D%'"),
    ("subscriptions", "UPDATE subscriptions SET person='' WHERE person=:who"),
)
"""Digests to them alone end; those of a channel go on, set up by nobody in particular."""

SOURCES = (
    ("asked", "DELETE FROM asked WHERE person=:who"),
    ("alarm", "DELETE FROM alarm WHERE channel=:who"),
)
REVIEW = (
    ("skipped", "DELETE FROM skipped WHERE person=:who"),
    ("silent", "DELETE FROM silent WHERE person=:who"),
)
_COUNTED = frozenset({"subscriptions", "asked", "alarm", "skipped", "silent"})


def forget_digests(database: Path, person: str) -> int:
    """Delete who set up digests, and those that go to them alone; how many there were.

    Raises:
        BaseProblem: the file can't be written.
    """
    return _forget(database, "digests", DIGESTS, person)


def forget_waiting(database: Path, person: str) -> int:
    """Delete that somebody waits to hear of an address, and alarms to them; how many there were.

    Raises:
        BaseProblem: the file can't be written.
    """
    return _forget(database, "sources", SOURCES, person)


def forget_reviewing(database: Path, person: str) -> int:
    """Delete what somebody skipped in the review queue, and their wish to hear nothing.

    Raises:
        BaseProblem: the file can't be written.
    """
    return _forget(database, "review", REVIEW, person)


def _forget(database: Path, name: str, statements: tuple[tuple[str, str], ...], person: str) -> int:
    path = database.with_name(f"{database.stem}.{name}.db")
    if not path.exists():
        return 0
    try:
        with closing(sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)) as db:
            pragmas.for_side_file(db)
            there = {row for (row,) in db.execute("SELECT name FROM sqlite_master")}
            number = 0
            db.execute("BEGIN IMMEDIATE")
            for table, statement in statements:
                if table in there:
                    gone = db.execute(statement, {"who": storable(person)}).rowcount
                    number += gone if table in _COUNTED else 0
            db.execute("COMMIT")
            return number
    except sqlite3.Error as error:
        raise BaseProblem(
            f"{path.name}, which stands beside the fact base, can't be written. Check its access "
            "rights and try again; a damaged one may be deleted."
        ) from error
