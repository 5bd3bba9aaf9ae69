"""What the bot remembers of the review queue beside the base, which knows nothing of Slack.

Who skipped what, for a week; which channels get what is new, and what was posted there; which
proposals' people were told what became of them, and who wants to hear nothing.
"""

import json
import sqlite3
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from bot.digests.schedule import Quiet
from bot.digests.store import in_transaction
from bot.sidefile import SideFile

SKIPPED = 7 * 24 * 3600.0
"""Seconds for which an item that somebody skipped is not shown to them."""

MOST_SKIPPED = 2_000
"""Items that one person has skipped, at most."""

KEPT = 30 * 24 * 3600.0
"""Seconds for which a posted message is kept up to date."""

MOST_POSTS = 500
"""Messages of a channel that are remembered."""

LOOKED_AT = 100
"""Messages that are kept up to date, the last."""

SCHEMA = (
    "CREATE TABLE IF NOT EXISTS skipped(person TEXT NOT NULL, key TEXT NOT NULL,"
    " until REAL NOT NULL, PRIMARY KEY (person, key)) STRICT",
    "CREATE TABLE IF NOT EXISTS channels(team TEXT NOT NULL, channel TEXT NOT NULL,"
    " zone TEXT NOT NULL, quiet_start INTEGER, quiet_end INTEGER, last REAL NOT NULL DEFAULT 0,"
    " PRIMARY KEY (team, channel)) STRICT",
    "CREATE TABLE IF NOT EXISTS known(team TEXT NOT NULL, channel TEXT NOT NULL,"
    " key TEXT NOT NULL, at REAL NOT NULL, PRIMARY KEY (team, channel, key)) STRICT",
    "CREATE TABLE IF NOT EXISTS posts(n INTEGER PRIMARY KEY, team TEXT NOT NULL,"
    " channel TEXT NOT NULL, ts TEXT NOT NULL, keys TEXT NOT NULL, open TEXT NOT NULL,"
    " at REAL NOT NULL) STRICT",
    "CREATE TABLE IF NOT EXISTS told(proposal INTEGER PRIMARY KEY, at REAL NOT NULL) STRICT",
    "CREATE TABLE IF NOT EXISTS silent(person TEXT PRIMARY KEY) STRICT",
)


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel that gets what is new; `last` is when it last did, in seconds since the epoch."""

    team: str
    channel: str
    zone: str
    quiet: Quiet | None = None
    last: float = 0.0


@dataclass(frozen=True, slots=True)
class Post:
    """A message that was posted: the keys of its items, and of those that waited when it was made.

    `n` is its number here.
    """

    n: int
    team: str
    channel: str
    ts: str
    keys: tuple[str, ...]
    open: frozenset[str]


def beside(database: Path) -> Path:
    """The file that belongs to a fact base: `dateline.db` → `dateline.review.db`."""
    return database.with_name(f"{database.stem}.review.db")


class Store:
    """Reads and writes the file; several processes may share it.

    Every method raises sqlite3.Error or OSError where the file can't be used.
    """

    def __init__(self, path: Path, *, now: Callable[[], float] = time.time) -> None:
        self._file = SideFile(path, *SCHEMA)
        self._now = now

    # What somebody skipped

    async def skip(self, person: str, key: str) -> None:
        """Leave an item out for somebody, for a week."""
        until = self._now() + SKIPPED

        def work(db: sqlite3.Connection) -> None:
            db.execute("DELETE FROM skipped WHERE until < ?", (self._now(),))
            db.execute(
                "REPLACE INTO skipped(person, key, until) VALUES (?,?,?)", (person, key, until)
            )
            db.execute(
                "DELETE FROM skipped WHERE person=?1 AND key NOT IN (SELECT key FROM skipped"
                " WHERE person=?1 ORDER BY until DESC LIMIT ?2)",
                (person, MOST_SKIPPED),
            )

        await self._file.run(in_transaction(work))

    async def skipped(self, person: str) -> frozenset[str]:
        """What somebody skipped."""
        asked = "SELECT key FROM skipped WHERE person=? AND until >= ?"
        rows = await self._file.run(lambda db: db.execute(asked, (person, self._now())).fetchall())
        return frozenset(key for (key,) in rows)

    # Channels

    async def follow(self, one: Channel, known: Iterable[str]) -> None:
        """Post to a channel from now on, what is `known` excepted."""
        rows = [(one.team, one.channel, key, self._now()) for key in known]
        quiet = (None, None) if one.quiet is None else (one.quiet.start, one.quiet.end)

        def work(db: sqlite3.Connection) -> None:
            db.execute(
                "INSERT INTO channels(team, channel, zone, quiet_start, quiet_end)"
                " VALUES (?,?,?,?,?) ON CONFLICT DO UPDATE SET zone=excluded.zone,"
                " quiet_start=excluded.quiet_start, quiet_end=excluded.quiet_end",
                (one.team, one.channel, one.zone, *quiet),
            )
            db.executemany(
                "INSERT OR IGNORE INTO known(team, channel, key, at) VALUES (?,?,?,?)", rows
            )

        await self._file.run(in_transaction(work))

    async def unfollow(self, team: str, channel: str) -> bool:
        """Post no more to a channel; False where nothing was posted there."""

        def work(db: sqlite3.Connection) -> bool:
            place = (team, channel)
            db.execute("DELETE FROM known WHERE team=? AND channel=?", place)
            gone = db.execute("DELETE FROM channels WHERE team=? AND channel=?", place)
            return gone.rowcount > 0

        return await self._file.run(in_transaction(work))

    async def channels(self) -> list[Channel]:
        """The channels that get what is new."""
        rows = await self._file.run(
            lambda db: db.execute(
                "SELECT team, channel, zone, quiet_start, quiet_end, last FROM channels"
                " ORDER BY last"
            ).fetchall()
        )
        return [
            Channel(team, channel, zone, None if start is None else Quiet(start, end), last)
            for team, channel, zone, start, end, last in rows
        ]

    async def claim(self, one: Channel, keys: Iterable[str], most: int) -> list[str]:
        """Those of the items that are new to a channel, to be posted by this process alone.

        Nothing where another one has just posted there.
        """
        now, wanted = self._now(), list(keys)

        def work(db: sqlite3.Connection) -> list[str]:
            place = (one.team, one.channel)
            row = db.execute(
                "SELECT last FROM channels WHERE team=? AND channel=?", place
            ).fetchone()
            if row is None or row[0] != one.last:
                return []
            known = {
                key
                for (key,) in db.execute("SELECT key FROM known WHERE team=? AND channel=?", place)
            }
            new = [key for key in wanted if key not in known][:most]
            if new:
                db.execute("UPDATE channels SET last=? WHERE team=? AND channel=?", (now, *place))
                db.executemany(
                    "INSERT INTO known(team, channel, key, at) VALUES (?,?,?,?)",
                    [(*place, key, now) for key in new],
                )
            return new

        return await self._file.run(in_transaction(work))

    async def release(self, one: Channel, keys: Iterable[str]) -> None:
        """Items that could not be posted are new still."""
        rows = [(one.team, one.channel, key) for key in keys]
        await self._file.run(
            lambda db: db.executemany(
                "DELETE FROM known WHERE team=? AND channel=? AND key=?", rows
            )
        )

    # What was posted

    async def posted(self, one: Channel, ts: str, keys: Iterable[str]) -> None:
        """Remember a message with its items, all of which wait."""
        listed = json.dumps(list(keys))

        def work(db: sqlite3.Connection) -> None:
            db.execute(
                "INSERT INTO posts(team, channel, ts, keys, open, at) VALUES (?,?,?,?,?,?)",
                (one.team, one.channel, ts, listed, listed, self._now()),
            )
            db.execute("DELETE FROM posts WHERE at < ?", (self._now() - KEPT,))
            db.execute(
                "DELETE FROM posts WHERE team=?1 AND channel=?2 AND n NOT IN (SELECT n FROM posts"
                " WHERE team=?1 AND channel=?2 ORDER BY n DESC LIMIT ?3)",
                (one.team, one.channel, MOST_POSTS),
            )

        await self._file.run(in_transaction(work))

    async def posts(self) -> list[Post]:
        """The last messages: what was decided in them may be undone, too."""
        rows = await self._file.run(
            lambda db: db.execute(
                "SELECT n, team, channel, ts, keys, open FROM posts ORDER BY n DESC LIMIT ?",
                (LOOKED_AT,),
            ).fetchall()
        )
        return [
            Post(n, team, channel, ts, tuple(json.loads(keys)), frozenset(json.loads(open)))
            for n, team, channel, ts, keys, open in rows
        ]

    async def updated(self, one: Post, open: Iterable[str]) -> None:
        """A message shows that only these items wait."""
        row = (json.dumps(sorted(open)), one.n)
        await self._file.run(lambda db: db.execute("UPDATE posts SET open=? WHERE n=?", row))

    # Those who proposed

    async def tell(self, proposals: Iterable[int]) -> list[int]:
        """Those of the proposals whose people were not told yet; this process is to tell them."""
        wanted, now = list(proposals), self._now()

        def work(db: sqlite3.Connection) -> list[int]:
            new = []
            for n in wanted:
                row = db.execute("INSERT OR IGNORE INTO told(proposal, at) VALUES (?,?)", (n, now))
                new += [n] if row.rowcount else []
            return new

        return await self._file.run(in_transaction(work))

    async def silence(self, person: str) -> None:
        """Tell somebody nothing of their proposals any more."""
        await self._file.run(
            lambda db: db.execute("INSERT OR IGNORE INTO silent(person) VALUES (?)", (person,))
        )

    async def silent(self) -> frozenset[str]:
        """Who wants to be told nothing."""
        rows = await self._file.run(lambda db: db.execute("SELECT person FROM silent").fetchall())
        return frozenset(person for (person,) in rows)

    async def close(self) -> None:
        """End the thread once what it was given is written."""
        await self._file.close()
