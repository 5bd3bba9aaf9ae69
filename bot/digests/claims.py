"""Who posts which edition, and how far it has come: what makes it exactly one.

An edition is claimed before it is made, for the length of a lease. Whoever holds it keeps what it
says, so that nobody who takes over says anything else, and notes before each request to Slack that
it is about to be made. When the lease ends without an end of the edition, its holder is dead, and
another may go on from there.
"""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.amending.shows import Shows, packed, unpacked
from bot.digests.said import Line, kept, note
from bot.digests.store import in_transaction
from bot.digests.subscription import Subscription, instant, written
from bot.render.blocks import Block, Message
from bot.render.forms import forms
from bot.sidefile import SideFile

LEASE = 150.0
"""Seconds for which an edition is its holder's: longer than making it and one request take."""

KEPT_DAYS = 60
"""Days after which what was posted is forgotten."""


class State(StrEnum):
    """What has become of an edition."""

    CLAIMED = "claimed"
    POSTED = "posted"
    """All of it; of an edition without anything new, that nothing had to be."""
    GIVEN_UP = "given up"


@dataclass(frozen=True, slots=True)
class Part:
    """A message to post: its text, and the forms of its blocks to try in turn.

    The first of an edition has what the edition has `said` of articles. `shows` are the facts that
    it tells.
    """

    text: str
    forms: tuple[tuple[Block, ...], ...]
    said: tuple[Line, ...] = ()
    shows: Shows | None = None


def part_of(message: Message) -> Part:
    """What is posted of a message."""
    return Part(message.text, tuple(map(tuple, forms(message))), shows=message.shows)


@dataclass(frozen=True, slots=True)
class Claim:
    """An edition in the hands of its holder.

    `slot` names it among those of its subscription: the local day of a digest. It tells what came
    in from `since` to `until`. `parts` are its message and those of its thread, None before they
    are made, of which `done` are known to stand; `ts` is the first's. `tried` is when the next one
    may have been sent off (seconds since the epoch), None where it was not.
    """

    subscription: str
    slot: str
    due: datetime
    since: datetime
    until: datetime
    holder: str
    parts: tuple[Part, ...] | None = None
    done: int = 0
    tried: float | None = None
    ts: str | None = None

    def key(self, part: int) -> str:
        """What one message is called in its metadata, among those of all editions."""
        return f"{self.subscription}/{self.slot}/{part}"


_COLUMNS = "subscription, slot, due, since, until, holder, parts, done, tried, ts"
_MINE = "subscription=? AND slot=? AND holder=? AND state='claimed'"


class Claims:
    """Keeps claims. Every method raises sqlite3.Error or OSError where the file fails."""

    def __init__(self, file: SideFile, holder: str) -> None:
        """`holder` names this process, among all that ever were."""
        self._file = file
        self._holder = holder

    async def take(
        self, one: Subscription, slot: str, due: datetime, until: datetime, now: float
    ) -> Claim | None:
        """Claim an edition, or go on with it where its holder is dead.

        None where another holds it, nothing is left to do, or the subscription was told meanwhile;
        and as long as an earlier edition is unfinished, whose news it would repeat.
        """
        fresh = Claim(one.id, slot, due, one.told, until, self._holder)

        def work(db: sqlite3.Connection) -> Claim | None:
            kept = db.execute(
                "INSERT OR IGNORE INTO claims(subscription, slot, due, since, until, state, holder,"
                " lease, done) SELECT id, ?2, ?3, told, ?5, 'claimed', ?6, ?7, 0"
                " FROM subscriptions WHERE id=?1 AND told=?4 AND paused IS NULL AND NOT EXISTS"
                " (SELECT 1 FROM claims WHERE subscription=?1 AND slot<>?2 AND state='claimed')",
                (
                    one.id,
                    slot,
                    *map(written, (due, fresh.since, until)),
                    self._holder,
                    now + LEASE,
                ),
            )
            return fresh if kept.rowcount else self._take_over(db, one.id, slot, now)

        return await self._file.run(in_transaction(work))

    def _take_over(self, db: sqlite3.Connection, id: str, slot: str, now: float) -> Claim | None:
        taken = db.execute(
            "UPDATE claims SET holder=?, lease=? WHERE subscription=? AND slot=?"
            " AND state='claimed' AND (lease < ? OR holder=?)",
            (self._holder, now + LEASE, id, slot, now, self._holder),
        )
        if not taken.rowcount:
            return None
        row = db.execute(
            f"SELECT {_COLUMNS} FROM claims WHERE subscription=? AND slot=?", (id, slot)
        ).fetchone()
        return _claim(row)

    async def unfinished(self) -> list[tuple[str, str, datetime]]:
        """Editions that were begun: subscription, slot, when they were due."""
        rows = await self._file.run(
            lambda db: db.execute(
                "SELECT subscription, slot, due FROM claims WHERE state='claimed'"
            ).fetchall()
        )
        return [(id, slot, instant(due)) for id, slot, due in rows]

    async def keep(self, claim: Claim, parts: Sequence[Part], now: float) -> Claim | None:
        """Keep what an edition says; None where it is no longer held."""
        text = json.dumps(
            [
                {
                    "text": one.text,
                    "forms": one.forms,
                    "said": kept(one.said),
                    "shows": None if one.shows is None else packed(one.shows),
                }
                for one in parts
            ]
        )
        held = await self._change(claim, "parts=?, lease=?", (text, now + LEASE))
        return replace(claim, parts=tuple(parts)) if held else None

    async def trying(self, claim: Claim, now: float) -> Claim | None:
        """Note that the next part is about to be sent off; None where it is no longer held."""
        held = await self._change(claim, "tried=?, lease=?", (now, now + LEASE))
        return replace(claim, tried=now) if held else None

    async def refused(self, claim: Claim) -> None:
        """Note that the next part was sent off and not taken."""
        await self._change(claim, "tried=NULL", ())

    async def stands(self, claim: Claim, ts: str, now: float) -> Claim | None:
        """Note that the next part stands; None where the edition is no longer held."""
        done, first = claim.done + 1, claim.ts or ts
        values = (done, first, now + LEASE)
        held = await self._change(claim, "tried=NULL, done=?, ts=?, lease=?", values)
        return replace(claim, done=done, ts=first, tried=None) if held else None

    async def postpone(self, claim: Claim, until: float) -> None:
        """Let nobody else go on with an edition before an instant (seconds since the epoch)."""
        await self._change(claim, "lease=?", (until,))

    async def finish(self, claim: Claim, state: State, *, told: bool, unsure: bool = False) -> None:
        """Note what has become of an edition, and with `told` that its subscription was told.

        `unsure` says so where it is not known whether it has arrived. One of which nothing stands
        is forgotten: what it would have told may be told anew.
        """
        mine = (claim.subscription, claim.slot, claim.holder)

        def work(db: sqlite3.Connection) -> None:
            if not told:
                db.execute(f"DELETE FROM claims WHERE {_MINE}", mine)
                return
            ended = db.execute(
                f"UPDATE claims SET state=?, parts=NULL, tried=NULL WHERE {_MINE}", (state, *mine)
            )
            if ended.rowcount:
                db.execute(
                    "UPDATE subscriptions SET told=?, after=max(after, ?), unsure=? WHERE id=?",
                    (written(claim.until), written(claim.due), int(unsure), claim.subscription),
                )
                lines = [line for part in claim.parts or () for line in part.said]
                note(db, claim.subscription, lines, claim.due)
            db.execute(
                "DELETE FROM claims WHERE state<>'claimed'"
                " AND due < strftime('%Y-%m-%dT%H:%M:%SZ', ?, ?)",
                (written(claim.due), f"-{KEPT_DAYS} days"),
            )

        await self._file.run(in_transaction(work))

    async def _change(self, claim: Claim, sets: str, values: tuple[object, ...]) -> bool:
        update = f"UPDATE claims SET {sets} WHERE {_MINE}"
        mine = (claim.subscription, claim.slot, claim.holder)
        return await self._file.run(lambda db: db.execute(update, (*values, *mine)).rowcount > 0)


def _claim(row: tuple[object, ...]) -> Claim:
    id, slot, due, since, until, holder, parts, done, tried, ts = row
    return Claim(
        subscription=str(id),
        slot=str(slot),
        due=instant(str(due)),
        since=instant(str(since)),
        until=instant(str(until)),
        holder=str(holder),
        parts=None if parts is None else _parts(str(parts)),
        done=int(str(done)),
        tried=tried if isinstance(tried, float) else None,
        ts=None if ts is None else str(ts),
    )


def _parts(text: str) -> tuple[Part, ...]:
    return tuple(
        Part(
            one["text"],
            tuple(tuple(form) for form in one["forms"]),
            # What was kept before there were lines has none.
            tuple(Line(*line) for line in one.get("said", ())),
            unpacked(one["shows"]) if one.get("shows") else None,
        )
        for one in json.loads(text)
    )
