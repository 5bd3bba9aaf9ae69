"""Posts to channels what newly waits, keeps what was posted up to date, and tells who proposed.

Decisions are made anywhere: in Slack, on the command line, by another process. So what was posted
is held against the base again and again, and at once after somebody pressed a button here.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.client import TOKEN, Sleep, reason
from bot.digests.clock import REASONS, Reach
from bot.logs import api_error_code
from bot.looking import Pauses, look_on
from bot.posts import Posts
from bot.providers.store import is_person
from bot.readers import Readers
from bot.render import reviewposts
from bot.render.blocks import Message
from bot.reviewing.store import Channel, Post, Store
from knowledge.answers import reviewing
from knowledge.answers.reviewing import Shown
from knowledge.base import Base
from knowledge.base.decisions import Decision
from knowledge.base.opinions import Proposal
from knowledge.base.reviewing import MOST

LOOK_EVERY = 30.0
"""Seconds between two looks while nobody presses anything."""

APART = 600.0
"""Seconds between two messages to a channel, so that what comes in at once comes in one."""

BUNDLE = 3
"""Items in a message."""

PAUSE = 60.0
"""Seconds before somebody is told what became of their proposal: what is undone at once is not."""

PROPOSALS = 500
"""Proposals that are looked at, the newest."""

_GONE = frozenset({"message_not_found", "cant_update_message", "edit_window_closed", *REASONS})

Entry = tuple[str, Shown | None, Decision | None]
"""An item of a message: its key, as it waits, or by what it waits no more."""

log = logging.getLogger("dateline.reviewing")


@dataclass(frozen=True, slots=True)
class Ways:
    """How the base and Slack are reached; `reach` is how a workspace is, None where it is not."""

    readers: Readers
    posts: Posts
    client: AsyncWebClient
    reach: Callable[[str], Reach | None]
    is_open: Callable[[str], bool]


class Clock:
    """Looks again and again; `now` is in seconds since the epoch."""

    def __init__(
        self,
        store: Store,
        ways: Ways,
        zone: tzinfo,
        *,
        now: Callable[[], float] = time.time,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._store = store
        self._ways = ways
        self._zone = zone
        self._now = now
        self._pauses = Pauses(sleep)

    def hurry(self) -> None:
        """Look soon: something was decided."""
        self._pauses.hurry()

    async def run(self) -> None:
        """Look for ever."""
        await look_on(
            self.look,
            self._pauses,
            every=LOOK_EVERY,
            log=log,
            failed="The review queue could not be looked at",
        )

    async def look(self) -> float:
        """Bring what was posted up to date, post what is new, and tell who proposed.

        Returns the seconds until the next look.

        Raises:
            NoBase: the fact base can't be read.
            sqlite3.Error, OSError: the file can't be used.
        """
        for post in await self._store.posts():
            await self._refresh(post)
        for channel in await self._store.channels():
            await self._post(channel)
        await self._tell()
        return LOOK_EVERY

    async def _refresh(self, post: Post) -> None:
        entries = await self._ways.readers.run(lambda base: _entries(base, post.keys))
        waiting = frozenset(key for key, shown, _ in entries if shown is not None)
        if waiting == post.open or not self._enter(post.team):
            return
        try:
            await self._update(post, reviewposts.post_message(entries))
        except Exception as error:
            # Also where Slack can't be reached: the next look tries again.
            if not isinstance(error, SlackApiError) or api_error_code(error) not in _GONE:
                log.warning("A message for review is not up to date (%s)", reason(error))
                return
            waiting = frozenset()
        await self._store.updated(post, waiting)

    async def _update(self, post: Post, message: Message) -> None:
        async with self._ways.posts.turn(post.channel):
            await self._ways.client.chat_update(
                channel=post.channel, ts=post.ts, text=message.text, blocks=list(message.blocks)
            )

    async def _post(self, channel: Channel) -> None:
        if self._now() - channel.last < APART or self._is_quiet(channel):
            return
        if not self._ways.is_open(channel.channel) or not self._enter(channel.team):
            return
        found = await self._ways.readers.run(_new)
        keys = await self._store.claim(channel, found, BUNDLE)
        if not keys:
            return
        entries = await self._ways.readers.run(lambda base: _entries(base, keys))
        entries = [one for one in entries if one[1] is not None]
        if not entries:
            return
        try:
            ts = await self._ways.posts.send(channel.channel, reviewposts.post_message(entries))
        except SlackApiError as error:
            code = api_error_code(error)
            log.warning("The review queue can't be posted to %s (%s)", channel.channel, code)
            await self._store.release(channel, keys)
            if code in REASONS:
                await self._store.unfollow(channel.team, channel.channel)
            return
        except Exception as error:
            # Rather twice than never, should it have arrived all the same.
            log.warning("The review queue can't be posted now (%s)", reason(error))
            await self._store.release(channel, keys)
            return
        await self._store.posted(channel, ts, [key for key, _, _ in entries])

    def _is_quiet(self, channel: Channel) -> bool:
        if channel.quiet is None:
            return False
        try:
            zone: tzinfo = ZoneInfo(channel.zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            zone = self._zone
        local = datetime.fromtimestamp(self._now(), zone)
        return channel.quiet.holds(local.hour * 60 + local.minute)

    async def _tell(self) -> None:
        """Tell people, each in one message, what became of what they proposed."""
        TOKEN.set(None)
        settled = await self._ways.readers.run(_settled)
        before = datetime.fromtimestamp(self._now() - PAUSE, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        due = {p.n: (p, d) for p, d in settled if d.at <= before and is_person(p.person)}
        new = await self._store.tell(due)
        if not new:
            return
        silent = await self._store.silent()
        people: dict[str, list[tuple[str, str, Decision]]] = {}
        for proposal, decision in (due[n] for n in sorted(new)):
            # Whoever decided on their own proposal knows.
            if proposal.person != decision.who and proposal.person not in silent:
                told = people.setdefault(proposal.person, [])
                told.append((proposal.shown, proposal.value, decision))
        for person, lines in people.items():
            try:
                await self._ways.posts.send(person, reviewposts.told_message(lines[-10:]))
            except Exception as error:
                # The others are told all the same.
                log.warning("Somebody can't be told of a proposal (%s)", reason(error))

    def _enter(self, team: str) -> bool:
        """Act in a workspace from now on; False where it is none of this process's."""
        found = self._ways.reach(team)
        if found is not None:
            TOKEN.set(found.token)
        return found is not None


def _new(base: Base) -> list[str]:
    """The keys of what waits and is worth a message."""
    return [one.key for one in base.waiting_for_review(limit=MOST, urgent=True)]


def _entries(base: Base, keys: Sequence[str]) -> list[Entry]:
    found: list[Entry] = []
    for key in keys:
        shown = reviewing.find(base, key)
        found.append((key, shown, None if shown is not None else base.reviewed(key)))
    return found


def _settled(base: Base) -> list[tuple[Proposal, Decision]]:
    """The last proposals that were decided on, with what was decided."""
    asked = [one for one in base.proposals(PROPOSALS) if one.settled is not None]
    told = [(one, base.decision(one.settled or "")) for one in asked]
    return [(one, decision) for one, decision in told if decision is not None]
