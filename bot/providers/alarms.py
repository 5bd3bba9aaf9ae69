"""Alarms: a source fails, or brings nothing new for too long; told once, and once when it is over.

They go to the channel that was chosen for them, or to whoever added the source. In the night of
the newsroom nobody is told: what is not over by the morning is told then.
"""

import asyncio
import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from slack_sdk.errors import SlackApiError

from bot.client import TOKEN, Sleep, reason
from bot.errors import NoBase
from bot.logs import api_error_code
from bot.providers.keeping import Parts
from bot.providers.store import Channel
from bot.render import providers as render
from bot.render.blocks import Message
from knowledge.model import ProviderState
from knowledge.model.providers import INSTANT, later

LOOK_EVERY = 300.0
"""Seconds between two looks."""

FAILING = 6 * 3600
"""Seconds for which a source has not worked, and failed more than once, when it is told."""

QUIET = (22, 7)
"""Hours of the newsroom's night: from 22:00 until before 7:00."""

TROUBLED = "troubled"

_PERSON = re.compile(r"[UW][A-Z0-9]{2,30}")

log = logging.getLogger("dateline.providers")


@dataclass(frozen=True, slots=True)
class Turned:
    """A source that got into trouble, or out of it."""

    state: ProviderState
    before: str
    after: str


def is_troubled(state: ProviderState, now: str) -> bool:
    """Whether somebody should look after a source; `now` is an instant."""
    provider = state.provider
    if provider.paused:
        return False
    worked = provider.succeeded_at or provider.added_at
    failing = provider.failures > 1 and later(worked, FAILING) < now
    return failing or state.late_since(now) is not None


def is_night(at: datetime, zone: ZoneInfo) -> bool:
    """Whether it is night where the newsroom is."""
    hour = at.astimezone(zone).hour
    return hour >= QUIET[0] or hour < QUIET[1]


class Alarms:
    """Looks how the sources do; `zone` is where the newsroom sleeps."""

    def __init__(
        self,
        parts: Parts,
        zone: ZoneInfo,
        *,
        sleep: Sleep = asyncio.sleep,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._parts = parts
        self._zone = zone
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
            id = state.provider.id
            team, before = homes.get(id, ("", ""))
            after = TROUBLED if is_troubled(state, now) else ""
            if after != before and await self._parts.store.turn(id, before, after):
                await self._tell(Turned(state, before, after), now, channel, team)

    async def _channel(self) -> Channel | None:
        """The channel that was chosen, unless the settings have closed it to the bot since."""
        channel = await self._parts.store.channel()
        if channel is not None and not self._parts.doors.is_open(channel.channel):
            log.warning("Alarms do not go to their channel: the settings close it")
            return None
        return channel

    async def _tell(self, turned: Turned, now: str, channel: Channel | None, team: str) -> None:
        provider = turned.state.provider
        how = "is in trouble" if turned.after else "is well again"
        log.warning("Source %s %s", provider.id, how)
        if provider.paused:
            return
        message = render.alarm(turned.state, now, troubled=bool(turned.after))
        person = _PERSON.fullmatch(provider.added_by)
        places = [channel, Channel(team, provider.added_by) if person else None]
        try:
            for place in filter(None, places):
                if await self._sent(place, message):
                    return
        except Exception as error:
            log.warning("An alarm waits: Slack can't be reached (%s)", reason(error))
            await self._parts.store.turn(provider.id, turned.after, turned.before)

    async def _sent(self, place: Channel, message: Message) -> bool:
        """Whether Slack has taken an alarm for a place; if not, it won't the next time either."""
        TOKEN.set(self._parts.telling.token(place.team))
        try:
            await self._parts.posts.send(place.channel, message)
        except SlackApiError as error:
            log.warning("An alarm can't be posted (%s)", api_error_code(error))
            return False
        return True
