"""Which messages showed which facts, which wait to be amended, and how far the log was read.

In a file of the bot's own beside the fact base, since it names channels of Slack. Several processes
may use it at once: one of them at a time holds the lease to amend.
"""

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from bot.amending.entries import Entry, Kept, Sort
from bot.amending.shows import Shows, dumped, loaded
from bot.digests.store import in_transaction
from bot.sidefile import SideFile
from knowledge.base import shown
from knowledge.base.codec import storable

MOST = 20_000
"""Messages that are remembered, the newest."""

URL_LASTS = 29 * 60.0
"""Seconds for which the response URL of an answer to one person is good (Slack says 30 minutes)."""

LEASE = 90.0
"""Seconds for which the amending is its holder's: longer than one message takes."""

T = TypeVar("T")


_COLUMNS = (
    "n, team, channel, ts, thread, sort, person, at, since, seen, facts, again, url, due, tries"
)


Work = Callable[[sqlite3.Connection], None]
"""Something to be done in a transaction."""


def keeping(one: Entry) -> Work:
    """What remembers a message."""

    def work(db: sqlite3.Connection) -> None:
        _drop_at(db, one.team, one.channel, one.ts)
        cursor = db.execute(
            "INSERT INTO messages(team, channel, ts, thread, sort, person, at, since, seen,"
            " facts, again, url, due) SELECT ?1,?2,?3,?4,?5,?6,?7,?8,?8,?9,?10,?11,"
            " coalesce((SELECT done FROM progress WHERE done > ?8), 0)",
            (
                *(one.team, one.channel, one.ts, one.thread, one.sort, storable(one.person)),
                *(one.at, one.shows.upto, dumped(one.shows.glimpses)),
                *(json.dumps(dict(one.shows.again)), one.url),
            ),
        )
        _put_targets(db, int(cursor.lastrowid or 0), one.shows.targets)

    return work


def forgetting(team: str, channel: str, ts: str) -> Work:
    """What forgets a message."""
    return lambda db: _drop_at(db, team, channel, ts)


class Store:
    """Keeps messages. Every method raises sqlite3.Error or OSError where the file fails."""

    def __init__(self, path: Path, *, most: int = MOST) -> None:
        self._file = SideFile(path, *shown.SCHEMA, remembers=True)
        self._most = most

    async def close(self) -> None:
        """Close the file."""
        await self._file.close()

    async def remove(self) -> None:
        """Delete the file."""
        await self._file.remove()

    # Remembering

    async def keep(self, one: Entry) -> None:
        """Remember a message; what its place showed before is forgotten.

        What was decided while it was drawn and sent may concern it: it is looked at once more.
        """

        await self.do([keeping(one)])

    async def forget(self, team: str, channel: str, ts: str) -> None:
        """Forget a message that shows something else now."""
        await self.do([forgetting(team, channel, ts)])

    async def do(self, works: Sequence[Work]) -> None:
        """Keep and forget several messages, in this order."""

        def work(db: sqlite3.Connection) -> None:
            for one in works:
                one(db)

        await self._run(work)

    async def prune(self, before: float, now: float) -> None:
        """Forget what was shown before an instant, what is too much, and URLs that are past."""

        def work(db: sqlite3.Connection) -> None:
            old = db.execute(
                "SELECT n FROM messages WHERE at < ?1 OR (sort=?2 AND at < ?3) OR n <="
                " (SELECT n FROM messages ORDER BY n DESC LIMIT 1 OFFSET ?4)",
                (before, Sort.ALONE, now - URL_LASTS, self._most),
            ).fetchall()
            shown.drop(db, [n for (n,) in old])
            db.execute("DELETE FROM notes WHERE at < ?", (before,))

        await self._run(work)
        await self._file.tidy(before)

    # Who amends, and how far the log was read

    async def take(self, holder: str, now: float) -> bool:
        """Hold the amending for the length of a lease; False where another process does."""
        return await self._run(
            lambda db: (
                db.execute(
                    "UPDATE progress SET holder=?1, lease=?2 WHERE holder=?1 OR lease < ?3",
                    (holder, now + LEASE, now),
                ).rowcount
                > 0
            )
        )

    async def release(self, holder: str) -> None:
        """Let another process go on."""
        await self._run(
            lambda db: db.execute("UPDATE progress SET lease=0 WHERE holder=?", (holder,))
        )

    async def begin(self, last: int) -> int:
        """The place in the log up to which it was read; where it never was, or is another, `last`.

        A fact base that took the place of another one has a log of its own.
        """

        def work(db: sqlite3.Connection) -> int:
            db.execute(
                "INSERT INTO progress(one, done, holder, lease) SELECT 1,"
                " min(?1, coalesce((SELECT min(seen) FROM messages), ?1)), '', 0 WHERE true"
                " ON CONFLICT(one) DO UPDATE SET done=?1 WHERE done > ?1",
                (last,),
            )
            return int(db.execute("SELECT done FROM progress").fetchone()[0])

        return await self._run(work)

    async def anything(self, last: int) -> bool:
        """Whether there is something to do: a log to read on up to `last`, or somebody waits.

        It writes nothing, so that a bot that has nothing to amend leaves the disk in peace.
        """
        (found,) = await self._file.run(
            lambda db: db.execute(
                "SELECT NOT EXISTS (SELECT 1 FROM progress WHERE done=?)"
                " OR EXISTS (SELECT 1 FROM messages WHERE due > 0)"
                " OR EXISTS (SELECT 1 FROM notes WHERE NOT done)",
                (last,),
            ).fetchone()
        )
        return bool(found)

    async def follow(self, decided: Iterable[tuple[int, Collection[str]]], done: int) -> None:
        """Let messages wait for what was decided: the places in the log, and what each is about.

        The log was read up to `done`.
        """

        def work(db: sqlite3.Connection) -> None:
            for n, targets in decided:
                db.executemany(
                    "UPDATE messages SET due=?1, wait=0, tries=0 WHERE seen < ?1 AND due < ?1"
                    " AND n IN (SELECT message FROM targets WHERE target=?2)",
                    [(n, target) for target in targets],
                )
            db.execute("UPDATE progress SET done=max(done, ?)", (done,))

        await self._run(work)

    async def told(self, digest: str) -> list[tuple[str, int]]:
        """What a subscription's editions depend on, and the place in the log when each was made."""
        rows = await self._file.run(
            lambda db: db.execute(
                "SELECT t.target, min(m.since) FROM messages m JOIN targets t ON t.message = m.n"
                " WHERE m.sort=? AND json_extract(m.again, '$.digest')=? GROUP BY t.target",
                (Sort.EDITION, digest),
            ).fetchall()
        )
        return [(target, since) for target, since in rows]

    async def due(self, now: float, teams: Callable[[str], bool]) -> Kept | None:
        """The newest message that waits, of the workspaces that can be reached."""

        def work(db: sqlite3.Connection) -> Kept | None:
            there = [
                team
                for (team,) in db.execute("SELECT DISTINCT team FROM messages WHERE due > 0")
                if teams(team)
            ]
            marks = ",".join("?" * len(there))
            row = db.execute(
                f"SELECT {_COLUMNS} FROM messages WHERE due > 0 AND wait <= ? AND team IN ({marks})"
                " ORDER BY at DESC, n DESC LIMIT 1",
                (now, *there),
            ).fetchone()
            if row is None:
                return None
            targets = db.execute("SELECT target FROM targets WHERE message=?", (row[0],))
            return _kept(row, tuple(target for (target,) in targets))

        return await self._file.run(work)

    async def stands_beside(self, one: Kept, decision: int, about: Collection[str]) -> bool:
        """Whether a decision is told above another message of the same person in the channel.

        That is one that the bot posted before it was decided, and that depends on it too.
        """
        (found,) = await self._file.run(
            lambda db: db.execute(
                "SELECT EXISTS (SELECT 1 FROM messages m JOIN targets t ON t.message = m.n"
                " WHERE m.team=? AND m.channel=? AND m.person=? AND m.person<>'' AND m.sort=?"
                " AND m.since < ? AND t.target IN (SELECT value FROM json_each(?)))",
                (one.team, one.channel, one.person, Sort.POST, decision, json.dumps([*about])),
            ).fetchone()
        )  # fmt: skip
        return bool(found)

    async def most_shown(self, limit: int) -> list[str]:
        """The readings of facts that stand in most messages, by id, the most often first."""
        rows = await self._file.run(
            lambda db: db.execute(
                "SELECT substr(target, 9) FROM targets WHERE target >= 'reading:'"
                " AND target < 'reading;' GROUP BY target ORDER BY count(*) DESC, target LIMIT ?",
                (limit,),
            ).fetchall()
        )
        return [id for (id,) in rows]

    # What has become of a message

    async def amended(self, one: Kept, shows: Shows | None) -> None:
        """Note how a message stands now; forget one that shows no facts any more.

        What was decided meanwhile makes it wait again.
        """

        def work(db: sqlite3.Connection) -> None:
            if shows is None:
                shown.drop(db, [one.n])
                return
            db.execute(
                "UPDATE messages SET facts=?, seen=?, tries=0,"
                " due=CASE WHEN due > ? THEN due ELSE 0 END WHERE n=?",
                (dumped(shows.glimpses), shows.upto, shows.upto, one.n),
            )
            # What it depended on stays: a decision that is undone is about that.
            _put_targets(db, one.n, shows.targets)

        await self._run(work)

    async def later(self, one: Kept, until: float) -> None:
        """Try a message again, not before an instant."""
        await self._run(
            lambda db: db.execute(
                "UPDATE messages SET tries=tries+1, wait=? WHERE n=?", (until, one.n)
            )
        )

    async def _run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        return await self._file.run(in_transaction(work))

    @property
    def file(self) -> SideFile:
        """The file, for what stands beside the messages."""
        return self._file


def _drop_at(db: sqlite3.Connection, team: str, channel: str, ts: str) -> None:
    if ts:
        found = db.execute(
            "SELECT n FROM messages WHERE team=? AND channel=? AND ts=?", (team, channel, ts)
        ).fetchall()
        shown.drop(db, [n for (n,) in found])


def _put_targets(db: sqlite3.Connection, n: int, targets: Iterable[str]) -> None:
    db.executemany(
        "INSERT OR IGNORE INTO targets(target, message) VALUES (?,?)",
        [(target, n) for target in targets],
    )


def _kept(row: tuple[Any, ...], targets: tuple[str, ...]) -> Kept:
    n, team, channel, ts, thread, sort, person, at, since, seen, facts, again, url, due, tries = row
    return Kept(
        *(n, team, channel, ts, thread, Sort(sort), person, at, since, seen),
        *(loaded(facts), json.loads(again), url, due, tries, targets),
    )
