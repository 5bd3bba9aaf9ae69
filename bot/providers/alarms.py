"""Alarms: a source fails, or brings nothing new for too long; told once, and once when it is over.

They go to the channel that was chosen for them, or to whoever added the source, or to an editor. In
the night of the newsroom nobody is told: what is not over by the morning is told then.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from slack_sdk.errors import SlackApiError

from bot.client import TOKEN, Sleep, reason
from bot.digests.messages import INSTALL_AGAIN
from bot.digests.problems import DigestProblem
from bot.errors import NoBase
from bot.logs import api_error_code
from bot.providers.keeping import Parts
from bot.providers.store import Channel, is_person
from bot.render import alarms as render
from bot.render.blocks import Message
from knowledge.model import Provider, ProviderState
from knowledge.model.providers import INSTANT, later

LOOK_EVERY = 300.0
"""Seconds between two looks."""

FAILING = 6 * 3600
"""Seconds for which a source has not worked, and failed more than once, when it is told."""

QUIET = (22, 7)
"""Hours of the newsroom's night: from 22:00 until before 7:00."""

EDITORS = 5
"""Editors of whom the first that can be told is told of a source that the command line added."""

TROUBLED = "troubled"

Places = tuple[Channel, ...]
"""Where an alarm may go, the best first: a channel's id, or a person's for a direct message."""

log = logging.getLogger("dateline.providers")


@dataclass(frozen=True, slots=True)
class Turned:
    """A source that got into trouble, or out of it."""

    state: ProviderState
    before: str
    after: str


def is_troubled(state: ProviderState, now: str) -> bool | None:
    """Whether somebody should look after a source; `now` is an instant.

    None where that can't be said before it is fetched again: it is due, as after the bot was down
    for long, its last poll failed for the first time, or stories of it still wait. Of a source that
    was just added, one round of polling shows how it does.
    """
    provider = state.provider
    if provider.paused:
        return False
    if provider.due_at <= now:
        return None
    if provider.problem is not None:
        worked = provider.succeeded_at or provider.added_at
        return True if provider.failures > 1 and later(worked, FAILING) < now else None
    if state.late_since(now) is None:
        return False
    first_round = later(provider.added_at, provider.every)
    polled = provider.succeeded_at is not None and provider.succeeded_at >= first_round
    return True if polled and not state.waiting else None


def is_night(at: datetime, zone: ZoneInfo) -> bool:
    """Whether it is night where the newsroom is."""
    hour = at.astimezone(zone).hour
    return hour >= QUIET[0] or hour < QUIET[1]


class Alarms:
    """Looks how the sources do.

    `zone` is where the newsroom sleeps; `editors` are told of what nobody in Slack has added.
    """

    def __init__(
        self,
        parts: Parts,
        zone: ZoneInfo,
        editors: Iterable[str] = (),
        *,
        sleep: Sleep = asyncio.sleep,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._parts = parts
        self._zone = zone
        self._editors = sorted(editors)[:EDITORS]
        self._in_vain: dict[int, Places] = {}
        self._sleep = sleep
        self._now = now

    async def run(self) -> None:
        """Tell what has to be told, for ever."""
        while True:
            try:
                await self.look()
            except NoBase:
                pass  # Said in the log already; it may be mended by the next look.
            except Exception:
                # Without this task nobody would be told any more until the next start.
                log.exception("It could not be looked how the sources do")
            await self._sleep(LOOK_EVERY)

    async def look(self) -> None:
        """Tell what has changed, unless it is night.

        Raises:
            NoBase: the fact base can't be read.
            sqlite3.Error, OSError: the file can't be used.
        """
        at = self._now()
        if is_night(at, self._zone):
            return
        now = at.astimezone(UTC).strftime(INSTANT)
        states = await self._parts.readers.run(lambda base: base.provider_states())
        homes = await self._parts.store.homes({state.provider.id for state in states})
        channel = await self._channel()
        for state in states:
            provider = state.provider
            team, before = homes.get(provider.id, ("", ""))
            troubled = is_troubled(state, now)
            after = before if troubled is None else TROUBLED if troubled else ""
            places = self._places(provider, channel, team)
            if after == before or (after and not self._reaches(provider, places)):
                continue
            if await self._parts.store.turn(provider.id, before, after):
                await self._tell(Turned(state, before, after), now, places)

    def _places(self, provider: Provider, channel: Channel | None, team: str) -> Places:
        """Where an alarm goes, the first that takes it: the channel, else somebody directly.

        That is whoever added the source; the editors where it was added on the command line.
        """
        first = (channel,) if channel is not None else ()
        if is_person(provider.added_by):
            return (*first, Channel(team, provider.added_by))
        return (*first, *(Channel(team, editor) for editor in self._editors))

    def _reaches(self, provider: Provider, places: Places) -> bool:
        """Whether anybody may hear of it; those whom Slack keeps from it are not asked again."""
        if not places and self._in_vain.get(provider.id) != places:
            log.warning("Source %s is in trouble, and there is nobody to be told", provider.id)
            self._in_vain[provider.id] = places
        return self._in_vain.get(provider.id) != places

    async def _channel(self) -> Channel | None:
        """The channel that was chosen, unless the settings have closed it to the bot since."""
        channel = await self._parts.store.channel()
        if channel is not None and not self._parts.doors.is_open(channel.channel):
            log.warning("Alarms do not go to their channel: the settings close it")
            return None
        return channel

    async def _tell(self, turned: Turned, now: str, places: Places) -> None:
        provider = turned.state.provider
        how = "is in trouble" if turned.after else "is well again"
        log.warning("Source %s %s", provider.id, how)
        if provider.paused:
            return
        lost = ""
        try:
            for place in places:
                TOKEN.set(self._parts.telling.token(place.team))
                message = render.alarm(turned.state, now, troubled=bool(turned.after), lost=lost)
                if await self._may_hear(place) and await self._sent(place, message):
                    self._in_vain.pop(provider.id, None)
                    return
                lost = place.channel if place.is_channel else lost
        except Exception as error:
            log.warning("An alarm waits: Slack can't be reached (%s)", reason(error))
        else:
            log.warning("Nobody could be told of source %s", provider.id)
            self._in_vain[provider.id] = places
            if not turned.after:
                return
        # Raised again with the next look, or once there is somebody else to be told.
        await self._parts.store.turn(provider.id, turned.after, turned.before)

    async def _may_hear(self, place: Channel) -> bool:
        """Whether the bot is still in a channel, or somebody still one of those who may ask.

        Raises:
            Unknown, SlackApiError: Slack does not say.
        """
        if not place.is_channel:
            return await self._parts.doors.lets_in(place.channel, place.team)
        try:
            await self._parts.places.for_posts(place.channel, "")
        except DigestProblem as problem:
            # A missing right to ask is no reason to keep quiet: Slack refuses the post, if need be.
            if problem.said != INSTALL_AGAIN:
                log.warning("Alarms do not go to their channel: the bot is not in it any more")
                return False
        return True

    async def _sent(self, place: Channel, message: Message) -> bool:
        """Whether Slack has taken an alarm for a place; if not, it won't the next time either."""
        try:
            await self._parts.posts.send(place.channel, message)
        except SlackApiError as error:
            log.warning("An alarm can't be posted (%s)", api_error_code(error))
            return False
        return True
