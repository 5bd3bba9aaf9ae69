"""The subscriptions, in a file of the bot's own: they name channels and people of Slack.

Several processes may use the file at once. What is posted of each stands beside them
(`bot.digests.claims`).
"""

import logging
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from bot.digests.said import SAID
from bot.digests.subscription import (
    COLUMNS,
    Paused,
    Subscription,
    of_row,
    to_row,
    written,
)
from bot.sidefile import SideFile

MOST_OF_PERSON = 20
"""Subscriptions that one person may have set up."""

MOST_AT_PLACE = 10
"""Subscriptions of one channel or direct message."""

LONGEST = 2_000
"""Characters of what is wanted, and of how it reads."""

T = TypeVar("T")

log = logging.getLogger("dateline.digests")

SUBSCRIPTIONS = """
    CREATE TABLE IF NOT EXISTS subscriptions(
      id TEXT PRIMARY KEY,
      team TEXT NOT NULL,
      sort TEXT NOT NULL,
      place TEXT NOT NULL,
      person TEXT NOT NULL,
      words TEXT NOT NULL,
      label TEXT NOT NULL,
      zone TEXT NOT NULL,
      minute INTEGER NOT NULL,
      days TEXT NOT NULL,
      quiet_start INTEGER,
      quiet_end INTEGER,
      every INTEGER NOT NULL,
      one_line INTEGER NOT NULL,
      after TEXT NOT NULL,
      told TEXT NOT NULL,
      muted TEXT,
      paused TEXT,
      unsure INTEGER NOT NULL
    ) STRICT
"""
CLAIMS = """
    CREATE TABLE IF NOT EXISTS claims(
      subscription TEXT NOT NULL,
      slot TEXT NOT NULL,
      due TEXT NOT NULL,
      since TEXT NOT NULL,
      until TEXT NOT NULL,
      state TEXT NOT NULL,
      holder TEXT NOT NULL,
      lease REAL NOT NULL,
      parts TEXT,
      done INTEGER NOT NULL,
      tried REAL,
      ts TEXT,
      PRIMARY KEY (subscription, slot)
    ) STRICT, WITHOUT ROWID
"""


class Twin(Exception):
    """There is one that wants the same at the same place: `other`."""

    def __init__(self, other: Subscription) -> None:
        super().__init__()
        self.other = other


class TooMany(Exception):
    """One more than a person or a place may have; `at_place` says which of the two."""

    def __init__(self, *, at_place: bool) -> None:
        super().__init__()
        self.at_place = at_place


def beside(database: Path) -> Path:
    """The file that belongs to a fact base: `dateline.db` → `dateline.digests.db`."""
    return database.with_name(f"{database.stem}.digests.db")


def open_file(path: Path) -> SideFile:
    """The file with its tables."""
    return SideFile(path, SUBSCRIPTIONS, CLAIMS, SAID)


def in_transaction(work: Callable[[sqlite3.Connection], T]) -> Callable[[sqlite3.Connection], T]:
    """The work in a transaction that no other process writes beside, all of it or nothing."""

    def whole(db: sqlite3.Connection) -> T:
        db.execute("BEGIN IMMEDIATE")
        try:
            done = work(db)
            db.execute("COMMIT")
        except BaseException:
            # A full disk may have ended it already.
            if db.in_transaction:
                db.execute("ROLLBACK")
            raise
        return done

    return whole


class Store:
    """Keeps subscriptions. Every method raises sqlite3.Error or OSError where the file fails."""

    def __init__(self, file: SideFile) -> None:
        self._file = file

    async def add(self, one: Subscription) -> None:
        """Keep a new subscription.

        Raises:
            Twin: there is one that wants the same there.
            TooMany: its person or its place has as many as may be.
        """
        row = to_row(one)

        def work(db: sqlite3.Connection) -> None:
            _alone(db, one)
            for column, most in (("person", MOST_OF_PERSON), ("place", MOST_AT_PLACE)):
                counted = f"SELECT count(*) FROM subscriptions WHERE team=? AND {column}=?"
                (there,) = db.execute(counted, (one.team, row[column])).fetchone()
                if there >= most:
                    raise TooMany(at_place=column == "place")
            marks = ",".join(f":{name}" for name in COLUMNS)
            db.execute(f"INSERT INTO subscriptions({','.join(COLUMNS)}) VALUES ({marks})", row)

        await self._file.run(in_transaction(work))

    async def change(
        self, id: str, changed: Callable[[Subscription], Subscription]
    ) -> Subscription | None:
        """Replace a subscription by what `changed` makes of it; None where it is gone.

        Raises:
            Twin: there is one that wants what it wants from now on.
            TooMany: it moves to a place that has as many as may be.
        """

        def work(db: sqlite3.Connection) -> Subscription | None:
            found = _find(db, "id=?", (id,))
            if not found:
                return None
            sets = ",".join(f"{name}=:{name}" for name in COLUMNS if name != "id")
            now = replace(changed(found[0]), id=id)
            if (now.place, now.words) != (found[0].place, found[0].words):
                _alone(db, now)
            if now.place != found[0].place:
                counted = "SELECT count(*) FROM subscriptions WHERE team=? AND place=?"
                if db.execute(counted, (now.team, now.place)).fetchone()[0] >= MOST_AT_PLACE:
                    raise TooMany(at_place=True)
            db.execute(f"UPDATE subscriptions SET {sets} WHERE id=:id", to_row(now))
            return now

        return await self._file.run(in_transaction(work))

    async def get(self, id: str) -> Subscription | None:
        """One subscription."""
        found = await self._file.run(lambda db: _find(db, "id=?", (id,)))
        return found[0] if found else None

    async def of_person(self, team: str, person: str) -> list[Subscription]:
        """All that somebody has set up."""
        return await self._file.run(lambda db: _find(db, "team=? AND person=?", (team, person)))

    async def at_place(self, team: str, place: str) -> list[Subscription]:
        """All of a channel or direct message."""
        return await self._file.run(lambda db: _find(db, "team=? AND place=?", (team, place)))

    async def of_team(self, team: str) -> list[Subscription]:
        """All of a workspace."""
        return await self._file.run(lambda db: _find(db, "team=?", (team,)))

    async def active(self) -> list[Subscription]:
        """All that are not paused, of every workspace."""
        return await self._file.run(lambda db: _find(db, "paused IS NULL", ()))

    async def remove(self, id: str) -> bool:
        """Forget a subscription and what was posted of it; False where it is gone already."""

        def work(db: sqlite3.Connection) -> bool:
            for table in ("claims", "said"):
                db.execute(f"DELETE FROM {table} WHERE subscription=?", (id,))
            return db.execute("DELETE FROM subscriptions WHERE id=?", (id,)).rowcount > 0

        return await self._file.run(in_transaction(work))

    async def pause(self, id: str, reason: Paused) -> bool:
        """Pause a subscription; False where it is paused already, or gone."""
        update = "UPDATE subscriptions SET paused=? WHERE id=? AND paused IS NULL"
        return await self._file.run(lambda db: db.execute(update, (reason, id)).rowcount > 0)

    async def pause_place(self, team: str, place: str, reason: Paused) -> list[Subscription]:
        """Pause all of a channel; those that were not paused before."""

        def work(db: sqlite3.Connection) -> list[Subscription]:
            where, of = "team=? AND place=? AND paused IS NULL", (team, place)
            found = _find(db, where, of)
            db.execute(f"UPDATE subscriptions SET paused=? WHERE {where}", (reason, *of))
            return found

        return await self._file.run(in_transaction(work))

    async def told(self, id: str, since: datetime, until: datetime) -> None:
        """Note that nothing was new between two instants, unless it was told meanwhile."""
        update = "UPDATE subscriptions SET told=? WHERE id=? AND told=?"
        values = (written(until), id, written(since))
        await self._file.run(lambda db: db.execute(update, values))

    async def close(self) -> None:
        """Close the file."""
        await self._file.close()


def _alone(db: sqlite3.Connection, one: Subscription) -> None:
    """Raise Twin where another wants the same at the same place."""
    where = "team=? AND place=? AND sort=? AND words=? AND id<>?"
    for other in _find(db, where, (one.team, one.place, str(one.sort), one.words, one.id)):
        raise Twin(other)


def _find(db: sqlite3.Connection, where: str, values: tuple[object, ...]) -> list[Subscription]:
    rows = db.execute(
        f"SELECT {','.join(COLUMNS)} FROM subscriptions WHERE {where} ORDER BY rowid", values
    )
    found = []
    for row in rows.fetchall():
        try:
            found.append(of_row(dict(zip(COLUMNS, row, strict=True))))
        except ValueError as problem:
            log.error("A digest can't be read (%s); it is left out", problem)
    return found
