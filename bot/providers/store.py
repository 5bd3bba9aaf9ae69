"""What the bot remembers of sources beside the base, which knows nothing of Slack: a small file.

Who waits to hear of an address that they asked for, for a day at most; which workspace a source
was added in; where alarms go, and which were raised. Who added a source stands in the base alone.
"""

import re
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot.sidefile import SideFile

HELD = 120.0
"""Seconds after which somebody who was to be told is told by another process."""

LATE = 600.0
"""Seconds after which whoever waits is told that it takes longer."""

KEPT = 24 * 3600.0
"""Seconds after which nobody waits any more."""

SCHEMA = (
    "CREATE TABLE IF NOT EXISTS asked(request INTEGER NOT NULL, person TEXT NOT NULL,"
    " team TEXT NOT NULL, url TEXT NOT NULL, at REAL NOT NULL, held REAL NOT NULL DEFAULT 0,"
    " late INTEGER NOT NULL DEFAULT 0,"
    " PRIMARY KEY (request, person)) STRICT",
    "CREATE TABLE IF NOT EXISTS homes(provider INTEGER PRIMARY KEY, team TEXT NOT NULL,"
    " told TEXT NOT NULL DEFAULT '') STRICT",
    "CREATE TABLE IF NOT EXISTS alarm(one INTEGER PRIMARY KEY CHECK (one = 1),"
    " team TEXT NOT NULL, channel TEXT NOT NULL) STRICT",
)


_PERSON = re.compile(r"[UW][A-Z0-9]{2,30}")


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody who waits to hear what came of a request; `url` is a response URL, "" for none."""

    request: int
    person: str
    team: str
    url: str
    at: float


@dataclass(frozen=True, slots=True)
class Channel:
    """Where alarms go: a channel, or a person for a direct message."""

    team: str
    channel: str

    @property
    def is_channel(self) -> bool:
        """Whether it is a channel."""
        return self.channel.startswith(("C", "G"))


def is_person(name: str) -> bool:
    """Whether whoever added a source is somebody in Slack: the command line may name anybody."""
    return _PERSON.fullmatch(name) is not None


def beside(database: Path) -> Path:
    """The file that belongs to a fact base: `dateline.db` → `dateline.sources.db`."""
    return database.with_name(f"{database.stem}.sources.db")


class Store:
    """Reads and writes the file; several processes may share it.

    Every method raises sqlite3.Error or OSError where the file can't be used.
    """

    def __init__(self, path: Path, *, now: Callable[[], float] = time.time) -> None:
        self._file = SideFile(path, *SCHEMA)
        self._now = now

    async def ask(self, request: int, person: str, team: str, url: str) -> None:
        """Remember that somebody waits for what comes of a request."""
        row = (request, person, team, url, self._now())
        await self._file.run(
            lambda db: db.execute(
                "REPLACE INTO asked(request, person, team, url, at) VALUES (?,?,?,?,?)", row
            )
        )

    async def waiting(self) -> list[int]:
        """The requests that somebody waits for; who has waited for too long is forgotten."""
        now = self._now()

        def work(db: sqlite3.Connection) -> list[int]:
            db.execute("DELETE FROM asked WHERE at<?", (now - KEPT,))
            rows = db.execute("SELECT DISTINCT request FROM asked WHERE held<?", (now - HELD,))
            return [row[0] for row in rows]

        return await self._file.run(work)

    async def hold(self, request: int) -> list[Asked]:
        """Those who wait for a request, to be told by this process alone for a while."""
        now = self._now()

        def work(db: sqlite3.Connection) -> list[Asked]:
            rows = db.execute(
                "UPDATE asked SET held=? WHERE request=? AND held<?"
                " RETURNING request, person, team, url, at",
                (now, request, now - HELD),
            )
            return [Asked(*row) for row in rows.fetchall()]

        return await self._file.run(work)

    async def late(self, request: int) -> list[Asked]:
        """Those who have waited for long, each of them once."""
        now = self._now()

        def work(db: sqlite3.Connection) -> list[Asked]:
            rows = db.execute(
                "UPDATE asked SET late=1 WHERE request=? AND NOT late AND at<?"
                " RETURNING request, person, team, url, at",
                (request, now - LATE),
            )
            return [Asked(*row) for row in rows.fetchall()]

        return await self._file.run(work)

    async def told(self, one: Asked) -> None:
        """Forget somebody who was told."""
        await self._file.run(
            lambda db: db.execute(
                "DELETE FROM asked WHERE request=? AND person=?", (one.request, one.person)
            )
        )

    async def added(self, provider: int, team: str) -> None:
        """Remember in which workspace a source was added."""
        await self._file.run(
            lambda db: db.execute(
                "INSERT INTO homes(provider, team) VALUES (?,?)"
                " ON CONFLICT DO UPDATE SET team=excluded.team",
                (provider, team),
            )
        )

    async def homes(self, providers: set[int]) -> dict[int, tuple[str, str]]:
        """The workspace of each source, and the alarm that stands; others are forgotten."""

        def work(db: sqlite3.Connection) -> dict[int, tuple[str, str]]:
            rows = db.execute("SELECT provider, team, told FROM homes").fetchall()
            gone = [(row[0],) for row in rows if row[0] not in providers]
            db.executemany("DELETE FROM homes WHERE provider=?", gone)
            return {row[0]: (row[1], row[2]) for row in rows if row[0] in providers}

        return await self._file.run(work)

    async def turn(self, provider: int, before: str, after: str) -> bool:
        """Raise or end an alarm; False where another process has done so meanwhile."""

        def work(db: sqlite3.Connection) -> bool:
            db.execute("INSERT OR IGNORE INTO homes(provider, team) VALUES (?, '')", (provider,))
            turned = db.execute(
                "UPDATE homes SET told=? WHERE provider=? AND told=?", (after, provider, before)
            )
            return turned.rowcount > 0

        return await self._file.run(work)

    async def channel(self) -> Channel | None:
        """Where alarms go; None for whoever added the source."""

        def work(db: sqlite3.Connection) -> Channel | None:
            row = db.execute("SELECT team, channel FROM alarm").fetchone()
            return None if row is None else Channel(*row)

        return await self._file.run(work)

    async def set_channel(self, wanted: Channel | None) -> None:
        """Choose where alarms go."""

        def work(db: sqlite3.Connection) -> None:
            db.execute("DELETE FROM alarm")
            if wanted is not None:
                row = (wanted.team, wanted.channel)
                db.execute("INSERT INTO alarm(one, team, channel) VALUES (1,?,?)", row)

        await self._file.run(work)

    async def close(self) -> None:
        """End the thread once what it was given is written."""
        await self._file.close()
