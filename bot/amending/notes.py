"""What is told in a channel where messages can't be amended: once for each decision.

The notes of a channel that wait at the same time become one message with a key, which stands in its
metadata, so that whoever goes on after a crash finds what was posted already.
"""

import hashlib
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.amending.entries import Kept
from bot.amending.shows import Shows
from bot.amending.store import Store
from bot.digests.store import in_transaction

BUNDLE = 10
"""Decisions that one message tells of in a line each."""


@dataclass(frozen=True, slots=True)
class Line:
    """A decision by its place in the log, and what it changed, in mrkdwn.

    `who` decided, on the targets `about`. One that is not `telling` means something only beside the
    message that it changed, and is told nowhere else.
    """

    decision: int
    words: str
    who: str = ""
    about: tuple[str, ...] = ()
    telling: bool = True


@dataclass(frozen=True, slots=True)
class Note:
    """A message to a channel, or to a thread in it; `tried` is when it may have been sent off."""

    key: str
    team: str
    channel: str
    thread: str
    lines: tuple[Line, ...]
    tried: float | None


class Notes:
    """Keeps notes. Every method raises sqlite3.Error or OSError where the file fails."""

    def __init__(self, store: Store) -> None:
        self._file = store.file

    async def give_up(
        self, one: Kept, shows: Shows, lines: Iterable[Line], thread: str, now: float
    ) -> None:
        """Let a channel be told of what can't be amended; the message waits no longer.

        Lines that say nothing by themselves are left out.
        """
        told = [line for line in lines if line.telling]

        def work(db: sqlite3.Connection) -> None:
            db.executemany(
                "INSERT INTO notes(team, channel, decision, thread, words, at)"
                " VALUES (?1,?2,?3,?4,?5,?6) ON CONFLICT(team, channel, decision) DO UPDATE"
                # Of messages in several places the channel is told.
                " SET thread='' WHERE key='' AND thread<>excluded.thread",
                [(one.team, one.channel, line.decision, thread, line.words, now) for line in told],
            )
            db.execute(
                "UPDATE messages SET seen=?1, tries=0,"
                " due=CASE WHEN due > ?1 THEN due ELSE 0 END WHERE n=?2",
                (shows.upto, one.n),
            )

        await self._file.run(in_transaction(work))

    async def waiting(self, now: float, teams: Callable[[str], bool]) -> list[Note]:
        """What is to be told, bundled by channel, of the workspaces that can be reached."""

        def work(db: sqlite3.Connection) -> list[Note]:
            for team, channel in db.execute(
                "SELECT DISTINCT team, channel FROM notes WHERE NOT done AND key=''"
            ).fetchall():
                _bundle(db, team, channel)
            rows = db.execute(
                "SELECT key, team, channel, thread, tried, decision, words FROM notes"
                " WHERE NOT done AND wait <= ? ORDER BY at, decision",
                (now,),
            ).fetchall()
            found: dict[str, Note] = {}
            for key, team, channel, thread, tried, decision, words in rows:
                if teams(team):
                    told = found[key].lines if key in found else ()
                    lines = (*told, Line(decision, words))
                    found[key] = Note(key, team, channel, thread, lines, tried)
            return list(found.values())

        return await self._file.run(in_transaction(work))

    async def trying(self, key: str, now: float | None) -> None:
        """Note that one is about to be sent off, or (None) that it was and was not taken."""
        await self._file.run(
            lambda db: db.execute("UPDATE notes SET tried=? WHERE key=?", (now, key))
        )

    async def later(self, key: str, until: float) -> None:
        """Try one again, not before an instant."""
        await self._file.run(
            lambda db: db.execute("UPDATE notes SET wait=? WHERE key=?", (until, key))
        )

    async def done(self, key: str) -> None:
        """Note that one was told, or can't be; the decision is not told there again."""
        await self._file.run(lambda db: db.execute("UPDATE notes SET done=1 WHERE key=?", (key,)))


def _bundle(db: sqlite3.Connection, team: str, channel: str) -> None:
    """Give the new notes of a channel one key, and one place: a thread, if all are of that one."""
    where = "team=? AND channel=? AND NOT done AND key=''"
    rows = db.execute(
        f"SELECT decision, thread FROM notes WHERE {where} ORDER BY decision LIMIT ?",
        (team, channel, BUNDLE),
    ).fetchall()
    numbers = [decision for decision, _ in rows]
    threads = {thread for _, thread in rows}
    named = f"{team}/{channel}/{','.join(map(str, numbers))}"
    key = hashlib.sha256(named.encode()).hexdigest()[:24]
    thread = threads.pop() if len(threads) == 1 else ""
    db.executemany(
        "UPDATE notes SET key=?, thread=? WHERE team=? AND channel=? AND decision=?",
        [(key, thread, team, channel, number) for number in numbers],
    )
