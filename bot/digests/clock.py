"""The clock of the running bot: posts each edition when its hour has come.

Several processes may run one each on the same file: claims see to it that an edition is posted
once. After a downtime the latest edition alone is posted, and none whose hour is long past. A
channel that is slow to take its edition keeps no other waiting.
"""

import asyncio
import logging
import sqlite3
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial

from bot.client import TOKEN, Sleep
from bot.digests.claims import Claim, Claims, Part
from bot.digests.errands import PATIENCE, Errands
from bot.digests.posting import Later, Posting, Refused
from bot.digests.problems import Unwanted
from bot.digests.schedule import alert_due, due, following, latest
from bot.digests.store import Store
from bot.digests.subscription import Paused, Sort, Subscription, written
from bot.errors import NoBase

LOOK_EVERY = 60.0
"""Seconds between two looks, at most: another process may have kept a new subscription."""

MADE_AT_ONCE = 2
"""Editions that are made beside each other, so that questions find a reader meanwhile."""

SAVING = timedelta(seconds=60)
"""What came in just before an edition is left to the next: it may not be wholly saved yet."""

PASSING = timedelta(hours=1)
"""How long it may be that the archive does not know what somebody wants."""

REASONS = {
    "not_in_channel": Paused.REMOVED,
    "channel_not_found": Paused.GONE,
    "is_archived": Paused.ARCHIVED,
    "account_inactive": Paused.LOST,
    "invalid_auth": Paused.LOST,
    "token_revoked": Paused.LOST,
    "token_expired": Paused.LOST,
}
"""Why Slack refuses a post for good; any other code is `Paused.REFUSED`."""

log = logging.getLogger("dateline.digests")


@dataclass(frozen=True, slots=True)
class Reach:
    """How a workspace is reached: its token, None for the bot's only one, and the bot's id."""

    token: str | None
    bot: str | None


Make = Callable[[Subscription, datetime, datetime, datetime], Awaitable[Sequence[Part]]]
"""What a subscription's edition says for the reader's `at`.

It was told up to the first instant, and is to be up to the second.
"""


class Clock:
    """Looks for what is due; the first look is at once."""

    def __init__(
        self,
        store: Store,
        claims: Claims,
        posting: Posting,
        make: Make,
        reach: Callable[[Subscription], Reach | None],
        tell: Callable[[Subscription, Paused], Awaitable[None]],
        *,
        now: Callable[[], float] = time.time,
        sleep: Sleep = asyncio.sleep,
        patience: float = PATIENCE,
    ) -> None:
        """Make the clock.

        Args:
            store: the subscriptions.
            claims: who posts which edition.
            posting: posts them.
            make: makes what they say.
            reach: how the workspace of a subscription is reached; None where that is none of this
                process's.
            tell: tells whoever set a subscription up that it is paused.
            now: seconds since the epoch.
            sleep: waits between two looks.
            patience: seconds that a look waits for what it has begun.
        """
        self._store = store
        self._claims = claims
        self._posting = posting
        self._make = make
        self._reach = reach
        self._tell = tell
        self._now = now
        self._sleep = sleep
        self._errands = Errands(now, patience)
        self._making = asyncio.Semaphore(MADE_AT_ONCE)

    async def run(self) -> None:
        """Post what comes due, for ever."""
        try:
            while True:
                try:
                    wait = await self.look()
                except Exception:
                    # Without this task nothing would be posted any more until the next start.
                    log.exception("It could not be looked which digests are due")
                    wait = LOOK_EVERY
                await self._sleep(wait)
        finally:
            self.end()

    def end(self) -> None:
        """Stop whatever is being made or posted."""
        self._errands.end()

    async def look(self) -> float:
        """Post what is due; the seconds until the next look.

        What takes long goes on behind its back.

        Raises:
            sqlite3.Error, OSError: the file can't be read.
        """
        begun: dict[str, dict[str, datetime]] = {}
        for id, slot, at in await self._claims.unfinished():
            begun.setdefault(id, {})[slot] = at
        active = [one for one in await self._store.active() if self._reach(one) is not None]
        for one in active:
            if self._errands.is_free(one.id):
                # In a task of its own, which holds the token of its workspace.
                self._errands.begin(one.id, partial(self._serve, one, begun.get(one.id, {})))
        wait = await self._errands.settle({one.id for one in active})
        now = self._at()
        ahead = [following(one.hours, now) for one in active if one.sort is Sort.DIGEST]
        waits = [(slot.at - now).total_seconds() for slot in ahead if slot is not None]
        return max(0.0, min([LOOK_EVERY, wait, *waits]))

    def _at(self) -> datetime:
        return datetime.fromtimestamp(self._now(), UTC)

    async def _serve(self, one: Subscription, begun: dict[str, datetime]) -> float:
        """Post what is due of a subscription, and what was begun; the seconds it has to wait."""
        reach = self._reach(one)
        TOKEN.set(reach.token if reach is not None else None)
        try:
            for slot, at in {**begun, **await self._due(one)}.items():
                await self._post(one, slot, at)
        except Later as later:
            return later.seconds
        except Unwanted:
            await self._unwanted(one)
        except NoBase:
            log.warning("A digest waits: the fact base can't be read")
        except (sqlite3.Error, OSError):
            log.exception("A digest waits: the file of digests can't be used")
        except Exception:
            # One that can't be made must not hold up the others.
            log.exception("A digest could not be made")
        return 0.0

    async def _unwanted(self, one: Subscription) -> None:
        """Pause one that can't be read, unless that may pass, as while the base is made anew."""
        now = self._at()
        slot = latest(one.hours, now) if one.sort is Sort.DIGEST else None
        if now - (one.told if slot is None else slot.at) > PASSING:
            await self.pause(one, Paused.UNREADABLE, "unreadable")

    async def _due(self, one: Subscription) -> dict[str, datetime]:
        """The edition that is due, by the name of its slot."""
        now = self._at()
        if one.is_muted(now):
            return {}
        if one.sort is Sort.DIGEST:
            slot = due(one.hours, one.since, now)
            return {} if slot is None else {slot.day.isoformat(): slot.at}
        if not alert_due(one.since, one.interval, one.hours.zone, one.hours.quiet, now):
            return {}
        until = self._until(one, now)
        if not await self._made(one, one.told, until, now):
            await self._store.told(one.id, one.told, until)
            return {}
        return {f"since {written(one.told)}": now}

    async def _post(self, one: Subscription, slot: str, at: datetime) -> None:
        """Post an edition, or go on with it, if it is this process's to post."""
        until = self._until(one, self._at())
        claim = await self._claims.take(one, slot, at, until, self._now())
        reach = self._reach(one)
        if claim is None or reach is None:
            return
        try:
            await self._posting.deliver(one, claim, self._compose, reach.bot)
        except Refused as refused:
            await self.pause(one, REASONS.get(refused.code, Paused.REFUSED), refused.code)

    async def pause(self, one: Subscription, why: Paused, code: str) -> None:
        """Pause a subscription, and tell whoever set it up, once."""
        log.warning("A digest is paused: %s (%s)", why, code)
        if await self._store.pause(one.id, why):
            await self._tell(one, why)

    async def _compose(self, one: Subscription, claim: Claim) -> Sequence[Part]:
        return await self._made(one, claim.since, claim.until, claim.due)

    async def _made(
        self, one: Subscription, told: datetime, until: datetime, at: datetime
    ) -> Sequence[Part]:
        async with self._making:
            return await self._make(one, told, until, at)

    def _until(self, one: Subscription, now: datetime) -> datetime:
        return max(one.told, now - SAVING)
