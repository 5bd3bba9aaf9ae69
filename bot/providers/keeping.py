"""Looking after sources: what people say or press becomes a change, and a message about it.

Whoever may ask sees what is followed. Changes are for members of the workspace, or for those whom
the settings name; each is in the log with their id.
"""

import logging
import sqlite3
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from slack_sdk.errors import SlackApiError

from bot.asking import Asking
from bot.deciding.editors import Editors
from bot.digests.places import Places
from bot.doors import Doors
from bot.logs import api_error_code
from bot.posts import Posts
from bot.providers import said
from bot.providers.adding import Added, Adding
from bot.providers.fetching import broken_text, fetching_text
from bot.providers.polling import Polling
from bot.providers.problems import NoSuchSource, NotKept
from bot.providers.store import Channel, Store, is_person
from bot.providers.telling import Telling
from bot.providers.words import Alarm, Change, Deed, Follow, Show, Stories, Tending, Wrong
from bot.readers import Readers
from bot.render import providers as render
from bot.render.alarms import alarms_go, alarms_set
from bot.render.blocks import Message
from bot.render.guide import notice
from bot.writer import Writer
from knowledge.base import Base, BaseProblem
from knowledge.base.decisions import now
from knowledge.model import Provider

MOST = 10
"""Stories that are asked for at once."""

T = TypeVar("T")

log = logging.getLogger("dateline.providers")


@dataclass(frozen=True, slots=True)
class Parts:
    """What it works with."""

    readers: Readers
    writer: Writer
    posts: Posts
    store: Store
    adding: Adding
    polling: Polling
    telling: Telling
    doors: Doors
    places: Places


class Keeping:
    """Looks after sources for those who may (`editors`)."""

    def __init__(self, parts: Parts, editors: Editors) -> None:
        self.parts = parts
        self.editors = editors

    async def answer(self, what: Tending) -> Message:
        """What becomes of words.

        Raises:
            BotError: the one who asks may not, or it can't be done.
        """
        match what:
            case Show(page):
                return await self.shown(page)
            case Follow():
                return await self._follow(what)
            case Change(deed, name):
                provider = await self.parts.readers.run(lambda base: base.provider(name))
                if provider is None:
                    raise NoSuchSource
                return await self.change(deed, provider.id, 1)
            case Alarm(where):
                return await self._alarm(where)
            case Stories(addresses):
                asking = await self.editors.check()
                return await self.ask_for(addresses, asking, asking.url or "")
            case Wrong(reason):
                return notice(reason)
        return notice(said.USAGE)

    async def close(self) -> None:
        """Close what it holds open."""
        await self.parts.store.close()

    async def shown(self, page: int, note: str = "") -> Message:
        """What is followed, with a word on what was just done.

        Raises:
            NoBase: the fact base can't be read.
        """
        states, stalled = await self.parts.readers.run(
            lambda base: (base.provider_states(), fetching_text(base))
        )
        broken = self.parts.polling.broken
        trouble = stalled if broken is None else broken_text(broken)
        try:
            channel = await self.parts.store.channel()
        except (sqlite3.Error, OSError):
            channel = None
        if channel is not None and self.parts.doors.is_open(channel.channel):
            heard = alarms_go(channel.channel)
        else:
            by_nobody = any(not is_person(state.provider.added_by) for state in states)
            heard = alarms_go("", by_nobody=by_nobody, editors=self.editors.are_named)
        return render.sources_message(
            states, now(), page=page, note=note, alarms=heard, trouble=trouble
        )

    async def change(self, deed: Deed, id: int, page: int) -> Message:
        """Pause, resume, poll or remove a source.

        Raises:
            BotError: the one who asks may not, or it is not there any more.
        """
        asking = await self.editors.check()

        def work(base: Base) -> Provider:
            provider = next((one for one in base.providers() if one.id == id), None)
            if provider is None:
                raise NoSuchSource
            match deed:
                case Deed.REMOVE:
                    base.remove_provider(id)
                case Deed.POLL:
                    base.hasten_provider(id)
                case _:
                    base.pause_provider(id, deed is Deed.PAUSE)
            return provider

        provider = await self._write(work)
        log.info("Source %s: %s, by %s", provider.id, deed, asking.user)
        if deed in (Deed.RESUME, Deed.POLL):
            self.parts.polling.hurry()
        return await self.shown(page, render.done(deed, provider))

    async def ask_for(self, addresses: tuple[str, ...], asking: Asking, url: str) -> Message:
        """Put stories into the queue of those to be added; `url` is where to tell, if anywhere.

        Raises:
            BotError: that can't be kept.
        """
        if len(addresses) > MOST:
            return notice(said.TOO_MANY)
        person, team = asking.user or "", asking.team or ""
        refused = []
        for address in addresses:

            def work(base: Base, address: str = address) -> int | str:
                try:
                    return base.request(address, person).id
                except BaseProblem as problem:
                    return str(problem)

            request = await self._write(work)
            if isinstance(request, str):
                refused.append(request)
                continue
            await self._keep(self.parts.store.ask(request, person, team, url))
            log.info("Story asked for by %s (%s)", person, request)
        self.parts.polling.hurry()
        self.parts.telling.hurry()
        if refused:
            return render.refusals(refused)
        return notice(said.QUEUED if len(addresses) == 1 else said.QUEUED_SEVERAL)

    async def _follow(self, wanted: Follow) -> Message:
        asking = await self.editors.check()
        person = asking.user or ""
        found = await self.parts.adding.add(wanted, person)
        if not isinstance(found, Added):
            return render.not_added(wanted, found)
        log.info("Source %s is followed, by %s", found.id, person)
        await self._keep(self.parts.store.added(found.id, asking.team or ""))
        self.parts.polling.hurry()
        return render.added(found)

    async def _alarm(self, where: str) -> Message:
        asking = await self.editors.check()
        if not where:
            await self._keep(self.parts.store.set_channel(None))
            log.info("Alarms go to whoever added a source, by %s", asking.user)
            return notice(said.ALARM_OFF)
        here = next((place for place in asking.places if place[:1] in ("C", "G")), None)
        channel = here if where == "here" else where
        if channel is None or channel.startswith("#"):
            return notice(said.ALARM_WHERE)
        if not self.parts.doors.is_open(channel):
            return notice(said.ALARM_CLOSED)
        try:
            # Who types in a channel is in it; who names one from afar may not be.
            if channel != here and channel not in await self.parts.places.joined(asking.user or ""):
                return notice(said.ALARM_NOT_YOURS)
            # In the channel itself, so that everybody knows what comes and that it does.
            await self.parts.posts.send(channel, notice(said.ALARM_HERE))
        except SlackApiError as error:
            log.info("Alarms can't go there (%s)", api_error_code(error))
            return notice(said.NOT_IN_CHANNEL)
        await self._keep(self.parts.store.set_channel(Channel(asking.team or "", channel)))
        log.info("Alarms go to %s, by %s", channel, asking.user)
        return alarms_set(channel)

    async def _write(self, work: Callable[[Base], T]) -> T:
        """Change something in the base and give what comes of it.

        Raises:
            NoBase: it can't be written.
        """
        return await self.parts.writer.run(work)

    async def _keep(self, writing: Awaitable[None]) -> None:
        try:
            await writing
        except (sqlite3.Error, OSError) as error:
            log.error("The file of sources can't be written", exc_info=error)
            raise NotKept from error
