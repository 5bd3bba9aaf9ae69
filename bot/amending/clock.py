"""Follows the log of decisions and amends the messages that showed what was decided on.

Several processes may run one each on the same file: the lease sees to it that one of them amends.
Decisions are made in any process, also on the command line; the log is where all of them are.
"""

import asyncio
import logging
import secrets
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import partial

from bot.amending.entries import Kept, Sort
from bot.amending.notes import Notes
from bot.amending.planning import CONFIRMS, Plan, plan
from bot.amending.sending import Gone, Later, Sending, Unamendable
from bot.amending.shows import upto
from bot.amending.store import Store
from bot.client import TOKEN, Sleep
from bot.digests.clock import Reach
from bot.errors import NoBase
from bot.looking import Pauses, look_on
from bot.readers import Readers
from bot.render.amendments import OUTDATED_ALONE, outdated
from bot.render.text import Mrkdwn
from bot.responses import ResponseProblem, Responses
from knowledge.base import Base
from knowledge.base.decisions import Decision

LOOK_EVERY = 10.0
"""Seconds between two looks into the log."""

SETTLING = 20.0
"""Seconds after the last decision before messages are amended: who corrects one thing corrects
more, and what is undone at once is amended nowhere."""

PATIENCE = 120.0
"""Seconds after which messages are amended though decisions go on."""

PAGE = 500
"""Decisions that are read at a time."""

DAY = 24 * 3600

PRUNE_EVERY = 600.0

log = logging.getLogger("dateline.amending")


@dataclass(frozen=True, slots=True)
class Ways:
    """How messages are reached; `reach` is how a workspace is, None where it is not."""

    sending: Sending
    responses: Responses
    reach: Callable[[str], Reach | None]


class Clock:
    """Looks for decisions; the first look is at once."""

    def __init__(
        self,
        store: Store,
        readers: Readers,
        ways: Ways,
        days: int,
        zone: tzinfo,
        *,
        now: Callable[[], float] = time.time,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        """Make the clock.

        Args:
            store: which messages showed what.
            readers: the fact base, with the log.
            ways: how messages are reached.
            days: for how many days messages are amended; 0 for none at all.
            zone: in which the days of decisions are told.
            now: seconds since the epoch.
            sleep: waits between two looks.
        """
        self._store = store
        self._notes = Notes(store)
        self._readers = readers
        self._ways = ways
        self._days = days
        self._zone = zone
        self._now = now
        self._pauses = Pauses(sleep)
        self._holder = secrets.token_hex(8)
        self._pruned = 0.0

    async def run(self) -> None:
        """Amend what decisions have changed, for ever; where it is switched off, forget all."""
        if not self._days:
            try:
                await self._store.remove()
            except OSError:
                log.warning("What was shown can't be forgotten", exc_info=True)
            return
        await look_on(
            self.look,
            self._pauses,
            every=LOOK_EVERY,
            log=log,
            failed="Messages could not be amended",
        )

    async def look(self) -> float:
        """Amend what waits; the seconds until the next look.

        Raises:
            NoBase: the fact base can't be read.
            sqlite3.Error, OSError: the file fails.
        """
        now = self._now()
        if now - self._pruned > PRUNE_EVERY:
            self._pruned = now
            await self._store.prune(now - self._days * DAY, now)
        last = await self._readers.run(upto)
        if not await self._store.anything(last):
            return LOOK_EVERY
        done = await self._store.begin(last)
        if not await self._store.take(self._holder, now):
            return LOOK_EVERY
        try:
            if last > done:
                await self._follow(done)
            return max(await self._amend(), await self._tell())
        finally:
            TOKEN.set(None)
            await self._store.release(self._holder)

    async def _follow(self, done: int) -> None:
        """Read on in the log, once those who decide have paused."""
        while decided := await self._readers.run(_after(done)):
            if not _settled(decided, self._now()):
                return
            about = await self._readers.run(partial(_about, decided))
            done = decided[-1].n
            await self._store.follow(about, done)

    async def _amend(self) -> float:
        """Amend the messages that wait; the seconds until the next look."""
        while await self._store.take(self._holder, self._now()):
            kept = await self._store.due(self._now(), self._reaches)
            if kept is None:
                break
            try:
                await self._serve(kept)
            except Later as later:
                if later.limited:
                    return later.seconds
                await self._store.later(kept, self._now() + later.seconds)
            except (NoBase, sqlite3.Error, OSError):
                raise
            except Exception:
                # One that can't be drawn must not hold up the others.
                log.exception("A message could not be amended")
                await self._store.later(kept, self._now() + DAY)
        return LOOK_EVERY

    async def _serve(self, kept: Kept) -> None:
        made = await self._readers.run(lambda base: plan(base, kept, self._zone))
        if not made.lines:
            return await self._store.amended(kept, made.shows)
        reach = self._ways.reach(kept.team)
        TOKEN.set(reach.token if reach is not None else None)
        sending = self._ways.sending
        thread = kept.thread or (kept.ts if kept.sort is not Sort.ALONE else "")
        try:
            if kept.sort is Sort.ALONE:
                await self._tell_alone(kept, made)
            elif kept.sort is Sort.EDITION:
                made = await self._edit(kept)
            elif made.message is not None:
                await sending.update(kept, made.message)
            elif made.unfurls is not None:
                await sending.unfurl(kept, made.unfurls)
            elif kept.sort is Sort.SHARED and not await sending.stands(kept):
                raise Gone
            else:
                raise Unamendable
        except Unamendable:
            await self._notes.give_up(kept, made.shows, made.lines, thread, self._now())
        except Gone:
            await self._store.amended(kept, None)
        else:
            await self._store.amended(kept, made.shows)

    async def _edit(self, kept: Kept) -> Plan:
        """Change a message of a digest in what stands there."""
        standing = await self._ways.sending.standing(kept)
        made = await self._readers.run(lambda base: plan(base, kept, self._zone, standing))
        if made.message is not None:
            metadata = standing.get("metadata")
            await self._ways.sending.update(kept, made.message, metadata)
        return made

    async def _tell_alone(self, kept: Kept, made: Plan) -> None:
        """Tell the one who saw an answer, as long as Slack lets that be seen by them alone.

        Not of what they decided themselves, nor of what stands above a message of theirs there.
        """
        lines = [one for one in made.lines if one.telling and one.who != kept.person]
        lines = [
            one
            for one in lines
            if not await self._store.stands_beside(kept, one.decision, one.about)
        ]
        if not lines:
            return
        said = outdated([Mrkdwn(line.words) for line in lines], OUTDATED_ALONE)
        try:
            await self._ways.responses.send(kept.url, said)
        except ResponseProblem as problem:
            log.info("Somebody can't be told of a change any more (%s)", problem.code)
            raise Gone from problem

    async def _tell(self) -> float:
        """Tell channels of what could not be amended; the seconds until the next look."""
        for note in await self._notes.waiting(self._now(), self._reaches):
            if not await self._store.take(self._holder, self._now()):
                break
            reach = self._ways.reach(note.team)
            if reach is None:
                continue
            TOKEN.set(reach.token)
            try:
                await self._ways.sending.tell(note, reach.bot)
            except Later as later:
                await self._notes.later(note.key, self._now() + later.seconds)
            else:
                await self._notes.done(note.key)
        return LOOK_EVERY

    def _reaches(self, team: str) -> bool:
        return self._ways.reach(team) is not None


def _settled(decided: list[Decision], now: float) -> bool:
    """Whether those who decide have paused, or messages have waited for long enough."""
    first, last = (datetime.fromisoformat(one.at).timestamp() for one in (decided[0], decided[-1]))
    return now - last >= SETTLING or now - first >= PATIENCE


def _after(n: int) -> Callable[[Base], list[Decision]]:
    return lambda base: base.decisions_after(n, PAGE)


def _about(decided: list[Decision], base: Base) -> list[tuple[int, tuple[str, ...]]]:
    """What decisions are about, without those that change no word."""
    meant = [(one.n, base.meant(one)) for one in decided]
    return [(n, one.targets) for n, one in meant if one.action not in CONFIRMS]
