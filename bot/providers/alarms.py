"""Alarms: a source fails, or brings nothing new for too long, or none does; told once, and once
when it is over.

They go to the channel that was chosen for them, or to whoever added the source, or to an editor. In
the night of the newsroom nobody is told: what is not over by the morning is told then.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Protocol
from zoneinfo import ZoneInfo

from slack_sdk.errors import SlackApiError

from bot.client import TOKEN, Sleep, reason
from bot.deciding.editors import Editors
from bot.digests.messages import INSTALL_AGAIN
from bot.digests.problems import DigestProblem
from bot.errors import NoBase, Unknown
from bot.logs import api_error_code
from bot.providers.fetching import broken_text, stalled_text
from bot.providers.keeping import Parts
from bot.providers.store import Channel, is_person
from bot.providers.trouble import is_stale, is_troubled
from bot.render import alarms as render
from bot.render.blocks import Message
from bot.settings import STALE_HOURS
from knowledge.base.leases import POLLING
from knowledge.model import Provider, ProviderState
from knowledge.model.providers import INSTANT

LOOK_EVERY = 300.0
"""Seconds between two looks."""

QUIET = (22, 7)
"""Hours of the newsroom's night: from 22:00 until before 7:00."""

EDITORS = 5
"""Editors of whom the first that can be told is told of a source that the command line added."""

STILL = 3600.0
"""Seconds for which nothing is fetched under the eyes of a running bot when that is told."""

FETCHING, NEWS = 0, -1
"""What stands for no source but for all of them, where alarms are remembered: that nothing is
fetched at all, and that nothing new comes."""

TROUBLED = "troubled"

Places = tuple[Channel, ...]
"""Where an alarm may go, the best first: a channel's id, or a person's for a direct message."""

Homes = Mapping[int, tuple[str, str]]
"""Of each source the workspace that it was added in, and the alarm that stands."""

log = logging.getLogger("dateline.providers")


class Words(Protocol):
    """Makes an alarm; `lost` is the channel that can't be told any more, "" if there is none."""

    def __call__(self, *, lost: str) -> Message:
        """The message."""
        ...


@dataclass(frozen=True, slots=True)
class Turn:
    """A source, or all of them, that got into trouble or out of it; `words` are for the log."""

    about: int
    before: str
    after: str
    places: Places
    words: str


def is_night(at: datetime, zone: ZoneInfo) -> bool:
    """Whether it is night where the newsroom is."""
    hour = at.astimezone(zone).hour
    return hour >= QUIET[0] or hour < QUIET[1]


class Alarms:
    """Looks how the sources do.

    `zone` is where the newsroom sleeps; `editors` are told of what nobody in Slack has added;
    `stale_hours` are those without anything new after which that is told, 0 for never.
    """

    def __init__(
        self,
        parts: Parts,
        zone: ZoneInfo,
        editors: Editors | None = None,
        *,
        stale_hours: int = STALE_HOURS,
        sleep: Sleep = asyncio.sleep,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._parts = parts
        self._zone = zone
        self._named = editors
        self._stale_hours = stale_hours
        self._editors: list[str] = []
        self._in_vain: dict[int, Places] = {}
        self._stalled_at: datetime | None = None
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
            self._stalled_at = None
            return
        now = at.astimezone(UTC).strftime(INSTANT)
        if self._named is not None:
            self._editors = (await self._named.everybody())[:EDITORS]
        states = await self._parts.readers.run(lambda base: base.provider_states())
        whole = {FETCHING, NEWS}
        homes = await self._parts.store.homes(whole | {one.provider.id for one in states})
        channel = await self._channel()
        await self._look_at_fetching(states, now, homes, channel)
        await self._look_at_news(states, now, homes, channel)
        for state in states:
            provider = state.provider
            team, before = homes.get(provider.id, ("", ""))
            troubled = is_troubled(state, now)
            after = before if troubled is None else TROUBLED if troubled else ""
            places = self._places(provider, channel, team)
            words = f"Source {provider.id} is {'in trouble' if after else 'well again'}"
            told = partial(render.alarm, state, now, troubled=bool(after))
            turn = Turn(provider.id, before, after, places, words)
            # Who has paused it does not wait to hear how it does.
            await self._tell(turn, None if provider.paused else told)

    async def _look_at_fetching(
        self,
        states: Sequence[ProviderState],
        now: str,
        homes: Homes,
        channel: Channel | None,
    ) -> None:
        """Tell where nothing is fetched at all, once it has been so for long under these eyes."""
        held = await self._parts.readers.run(lambda base: base.lease_holder(POLLING) is not None)
        polling, at = self._parts.polling, self._now()
        said = stalled_text(states, now, is_held=held)
        said = broken_text(polling.broken) if polling.broken is not None else said
        self._stalled_at = (self._stalled_at or at) if said else None
        lasts = self._stalled_at is not None and (at - self._stalled_at).total_seconds() >= STILL
        before = homes.get(FETCHING, ("", ""))[1]
        after = TROUBLED if lasts else before if said else ""
        words = "What is followed is not fetched" if after else "What is followed is fetched again"
        places = self._of_all(states, homes, channel)
        turn = Turn(FETCHING, before, after, places, words)
        await self._tell(turn, partial(render.fetching, said))

    async def _look_at_news(
        self, states: Sequence[ProviderState], now: str, homes: Homes, channel: Channel | None
    ) -> None:
        """Tell where nothing new has come for long, though what is followed is fetched."""
        newest = await self._parts.readers.run(lambda base: base.newest_saved())
        followed = [one.provider for one in states]
        stale = is_stale(followed, newest, now, self._stale_hours)
        before = homes.get(NEWS, ("", ""))[1]
        after = before if stale is None else TROUBLED if stale else ""
        words = "Nothing new comes" if after else "New articles come again"
        places = self._of_all(states, homes, channel)
        told = partial(render.news, newest, states, now, stale=bool(after))
        turn = Turn(NEWS, before, after, places, words)
        await self._tell(turn, told)

    def _of_all(
        self, states: Sequence[ProviderState], homes: Homes, channel: Channel | None
    ) -> Places:
        """Where an alarm goes that is about all that is followed."""
        followed = [one.provider for one in states if not one.provider.paused]
        chosen = [self._places(one, channel, homes.get(one.id, ("", ""))[0]) for one in followed]
        places = dict.fromkeys(place for some in chosen for place in some)
        return tuple(places)[: EDITORS + 1]

    def _places(self, provider: Provider, channel: Channel | None, team: str) -> Places:
        """Where an alarm goes, the first that takes it: the channel, else somebody directly.

        That is whoever added the source, or an editor: it may have been added on the command line,
        or by somebody who is not here any more.
        """
        people = [provider.added_by] if is_person(provider.added_by) else []
        people += [editor for editor in self._editors if editor not in people]
        first = (channel,) if channel is not None else ()
        return (*first, *(Channel(team, person) for person in people))

    async def _channel(self) -> Channel | None:
        """The channel that was chosen, unless the settings have closed it to the bot since."""
        channel = await self._parts.store.channel()
        if channel is not None and not self._parts.doors.is_open(channel.channel):
            log.warning("Alarms do not go to their channel: the settings close it")
            return None
        return channel

    async def _tell(self, turn: Turn, message: Words | None) -> None:
        """Tell what has turned, if this bot is the one to do so; None has to be told to nobody.

        What has turned bad waits for somebody who may hear of it; those whom Slack keeps from it
        are not asked again. That it is over is told to whoever may hear it then.
        """
        if turn.after == turn.before:
            if not turn.after:
                self._in_vain.pop(turn.about, None)
            return
        if turn.after and self._in_vain.get(turn.about) == turn.places:
            return
        if turn.after and not turn.places:
            log.warning("%s, and there is nobody to be told", turn.words)
            self._in_vain[turn.about] = turn.places
            return
        if not await self._parts.store.turn(turn.about, turn.before, turn.after):
            return
        log.warning("%s", turn.words)
        if message is None:
            return
        heard = await self._first(turn.places, message)
        if heard is False:
            log.warning("%s, and nobody could be told", turn.words)
        if heard is False and turn.after:
            self._in_vain[turn.about] = turn.places
        if heard is None or (heard is False and turn.after):
            # Raised again with the next look, or once there is somebody else to be told.
            await self._parts.store.turn(turn.about, turn.after, turn.before)

    async def _first(self, places: Places, message: Words) -> bool | None:
        """Post where it is taken first; whether it was, None where that may be otherwise later."""
        lost, unknown = "", False
        try:
            for place in places:
                TOKEN.set(self._parts.telling.token(place.team))
                try:
                    if await self._may_hear(place) and await self._sent(place, message(lost=lost)):
                        return True
                except Unknown:
                    # Of one person: the next may be known.
                    unknown = True
                lost = place.channel if place.is_channel else lost
        except Exception as error:
            log.warning("An alarm waits: Slack can't be reached (%s)", reason(error))
            return None
        if unknown:
            log.warning("An alarm waits: Slack does not say who they are that it goes to")
        return None if unknown else False

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
