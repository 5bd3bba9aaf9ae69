"""Setting digests and alerts up, changing and ending them."""

import logging
import secrets
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.asking import CURRENT
from bot.digests import messages
from bot.digests.arrangements import Follow, Setup
from bot.digests.places import Places
from bot.digests.problems import DigestProblem, Gone, Which
from bot.digests.schedule import Hours, latest
from bot.digests.store import LONGEST, Store, TooMany, Twin
from bot.digests.subscription import EVERY, Sort, Subscription
from bot.digests.wanting import unheld, wanted_of
from bot.digests.words import EIGHT, EVERY_DAY
from bot.readers import Readers
from knowledge.model import Wanted

log = logging.getLogger("dateline.digests")


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, in which workspace, from which channel ("" for none), and in which zone.

    What is answered in `public` is read by others too.
    """

    user: str
    team: str
    channel: str
    zone: ZoneInfo
    public: bool = False

    def today(self, now: float) -> date:
        """The day it is for them."""
        return datetime.fromtimestamp(now, self.zone).date()


def asker_of(user: str, channel: str, timezone: ZoneInfo) -> Asker:
    """Who is being served; in the newsroom's zone where Slack names none."""
    asking = CURRENT.get()
    person = asking.person if asking is not None else None
    zone = person.zone if person is not None and person.zone is not None else timezone
    return Asker(user, (asking.team if asking is not None else None) or "", channel, zone)


@dataclass(frozen=True, slots=True)
class Plan:
    """A digest or an alert as somebody wants it; `wanted` is in words."""

    sort: Sort
    place: str
    wanted: str
    hours: Hours
    every: int = EVERY
    one_line: bool = False


@contextmanager
def _plainly() -> Iterator[None]:
    """A plain word where the file can't be used."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        log.error("The file of digests can't be used", exc_info=error)
        raise DigestProblem(messages.CANNOT_KEEP) from error


class Arranging:
    """Changes what is kept, for those who may."""

    def __init__(
        self,
        store: Store,
        places: Places,
        readers: Readers,
        *,
        now: Callable[[], float] = time.time,
    ) -> None:
        self.places = places
        self._store = store
        self._readers = readers
        self._now = now

    def at(self) -> datetime:
        """The instant that it is."""
        return datetime.fromtimestamp(int(self._now()), UTC)

    # What is there

    async def here(self, asker: Asker) -> list[Subscription]:
        """All of the channel, or of their direct message, from which somebody asks."""
        place = asker.channel
        if not place or place.startswith("D"):
            place = await self.places.direct(asker.user)
        with _plainly():
            return await self._store.at_place(asker.team, place)

    async def own(self, asker: Asker) -> list[Subscription]:
        """All that somebody has set up."""
        with _plainly():
            return await self._store.of_person(asker.team, asker.user)

    async def within_reach(self, asker: Asker) -> list[Subscription]:
        """All that somebody may change: their own, and those of the channels that they are in."""
        joined = await self.places.joined(asker.user)
        with _plainly():
            kept = await self._store.of_team(asker.team)
        mine = [one for one in kept if one.person == asker.user or one.place in joined]
        return sorted(mine, key=lambda one: one.person != asker.user)

    async def managed(self, asker: Asker, id: str) -> Subscription:
        """A subscription that somebody may change: their own, or one of a channel they are in.

        Raises:
            DigestProblem: it is gone, or they may not.
        """
        with _plainly():
            one = await self._store.get(id)
        if one is None or one.team != asker.team:
            raise Gone
        may = asker.user == one.person or (not one.direct and one.place == asker.channel)
        # A click in the channel shows that they are in it.
        if not may and (one.direct or one.place not in await self.places.joined(asker.user)):
            raise DigestProblem(messages.NOT_YOURS)
        return one

    # What is wanted

    async def wanted(self, asker: Asker, text: str) -> tuple[Wanted, str]:
        """What words for a digest want, and how that reads.

        Raises:
            DigestProblem: they can't be read; `Which` where they may mean several things.
            NoBase: the fact base can't be read.
        """
        today = asker.today(self._now())
        told, label = await self._readers.run(lambda base: wanted_of(base, text, today))
        if told.wanted is None:
            if told.choices:
                raise Which(told.question or "", told.choices)
            raise DigestProblem(told.problem or told.question or messages.UNREADABLE_TIME)
        if max(len(told.wanted.text), len(label)) > LONGEST:
            raise DigestProblem(messages.TOO_LONG)
        return told.wanted, label

    async def unheld(self, asker: Asker, one: Subscription) -> list[str]:
        """Which of its interests nothing in the archive meets so far, as they read.

        Raises:
            NoBase: the fact base can't be read.
        """
        today = asker.today(self._now())
        return await self._readers.run(lambda base: unheld(base, one.words, today))

    def plan(self, asker: Asker, words: Setup | Follow, place: str) -> Plan:
        """What words plan for a place."""
        if isinstance(words, Follow):
            hours = Hours(asker.zone, EIGHT, EVERY_DAY, words.quiet)
            return Plan(Sort.FOLLOW, place, words.wanted, hours, words.every or EVERY)
        hours = Hours(words.zone or asker.zone, words.minute, words.days, words.quiet)
        return Plan(Sort.DIGEST, place, words.wanted, hours, one_line=words.one_line)

    # Changing

    async def add(self, asker: Asker, plan: Plan) -> tuple[Subscription, bool]:
        """Set one up; one that wants the same at the same place is changed instead.

        With whether it is new.

        Raises:
            DigestProblem: it can't be set up.
            NoBase: the fact base can't be read.
        """
        one = await self._of(asker, plan, secrets.token_hex(6))
        with _plainly():
            try:
                await self._store.add(one)
            except Twin as twin:
                return await self._changed(twin.other, one), False
            except TooMany as error:
                too_many = messages.TOO_MANY_HERE if error.at_place else messages.TOO_MANY_OF_YOU
                raise DigestProblem(too_many) from error
        return one, True

    async def change(self, asker: Asker, id: str, plan: Plan) -> Subscription:
        """Change one; what it has told so far stays told.

        Raises:
            DigestProblem: it can't be changed.
            NoBase: the fact base can't be read.
        """
        old = await self.managed(asker, id)
        new = await self._of(asker, plan, id)
        try:
            return await self._changed(old, new)
        except Twin as error:
            raise DigestProblem(messages.THERE_ALREADY) from error
        except TooMany as error:
            raise DigestProblem(messages.TOO_MANY_HERE) from error

    async def _changed(self, old: Subscription, new: Subscription) -> Subscription:
        def changed(kept: Subscription) -> Subscription:
            # Its setter stays responsible; a changed hour counts from now on.
            after = kept.after if kept.sort is Sort.FOLLOW else new.after
            return replace(new, id=kept.id, person=kept.person, told=kept.told, after=after)

        with _plainly():
            found = await self._store.change(old.id, changed)
        if found is None:
            raise Gone
        return found

    async def _of(self, asker: Asker, plan: Plan, id: str) -> Subscription:
        if not asker.team:
            raise DigestProblem(messages.NOT_YET)
        hours, now = plan.hours, self.at()
        wanted, label = await self.wanted(asker, plan.wanted)
        told = after = now
        if plan.sort is Sort.DIGEST:
            if hours.quiet is not None and hours.quiet.holds(hours.minute):
                raise DigestProblem(messages.QUIET_HOUR)
            # The first edition tells what came in since the one that would have been before it.
            before = latest(hours, now)
            told = now if before is None else before.at
        else:
            if not wanted.interests:
                raise DigestProblem(messages.FOLLOW_WHAT)
            after = now - timedelta(hours=plan.every)
        return Subscription(
            id=id,
            team=asker.team,
            sort=plan.sort,
            place=plan.place,
            person=asker.user,
            words=wanted.text,
            label=label,
            hours=hours,
            after=after,
            told=told,
            every=plan.every,
            one_line=plan.one_line,
        )

    async def remove(self, asker: Asker, id: str) -> Subscription:
        """End one.

        Raises:
            DigestProblem: it is gone, or they may not.
        """
        one = await self.managed(asker, id)
        with _plainly():
            await self._store.remove(id)
        return one

    async def mute(self, asker: Asker, id: str, days: int) -> Subscription:
        """Post nothing of one for some days; 0 ends that, and any pause.

        Raises:
            DigestProblem: it is gone, or they may not.
        """
        one = await self.managed(asker, id)
        if one.paused is not None and not days and not one.direct:
            # Whatever paused it may be mended; if it is not, they are told what is the matter.
            await self.places.for_posts(one.place, asker.user)
        now = self.at()
        muted = now + timedelta(days=days) if days else None

        def changed(kept: Subscription) -> Subscription:
            if days:
                return replace(kept, muted=muted)
            after = kept.after if kept.sort is Sort.FOLLOW else now
            return replace(kept, muted=None, paused=None, after=after)

        with _plainly():
            found = await self._store.change(id, changed)
        if found is None:
            raise Gone
        return found
