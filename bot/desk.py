"""The desk: everything that the surfaces share, and the one way from words to a message."""

import asyncio
import functools
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ParamSpec
from zoneinfo import ZoneInfo

from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import StaleSource
from bot.posts import Posts
from bot.readers import Readers
from bot.render.answers import Frame, answer_message
from bot.render.blocks import Message
from bot.render.guide import help_message, status_message
from bot.render.sources import Opened, locate
from bot.responses import Responses
from bot.routing import Help, State, route
from bot.seen import Seen
from bot.values import SourceRef
from knowledge.answers import ask
from knowledge.base import Base

PER_PAGE = 5

P = ParamSpec("P")

log = logging.getLogger("dateline.desk")


@dataclass(slots=True)
class Desk:
    """What surfaces work with.

    `client` has the bot's token and the patience of `bot.client`; Bolt's own client per request
    would take a proxy from the environment even for a server on this machine.
    """

    client: AsyncWebClient
    readers: Readers
    posts: Posts
    responses: Responses
    seen: Seen
    timezone: ZoneInfo
    _running: set[asyncio.Task[object]] = field(default_factory=set)

    def today(self) -> date:
        """The day it is where the newsroom is."""
        return datetime.now(self.timezone).date()

    async def reply(self, text: str, frame: Frame) -> Message:
        """Answer a text: help, the state of the archive, or what the archive says.

        Raises:
            NoBase: the fact base can't be read.
        """
        wanted = route(text)
        if isinstance(wanted, Help):
            return help_message(wanted.command)
        if isinstance(wanted, State):
            return status_message(await self.readers.run(lambda base: base.status()))
        today = self.today()

        def answered(base: Base) -> Message:
            # Rendering happens in the thread too: a page of long sentences takes milliseconds.
            return answer_message(ask(wanted.text, base, today=today, per_page=PER_PAGE), frame)

        return await self.readers.run(answered)

    async def sources(self, ref: SourceRef) -> tuple[list[Opened], int]:
        """The sources behind a button with their articles, and how many have changed since.

        Raises:
            NoBase: the fact base can't be read.
            StaleSource: none of them is in the archive in these words.
        """
        opened, missing = await self.readers.run(lambda base: _opened(base, ref))
        if not opened:
            raise StaleSource
        return opened, missing

    def during(self, listener: Callable[P, Awaitable[None]]) -> Callable[P, Awaitable[None]]:
        """Wrap a listener so that a shutdown waits for it; Bolt forgets what it has started."""

        @functools.wraps(listener)
        async def tracked(*args: P.args, **kwargs: P.kwargs) -> None:
            task: asyncio.Task[object] | None = asyncio.current_task()
            if task is not None:
                self._running.add(task)
            try:
                await listener(*args, **kwargs)
            finally:
                if task is not None:
                    self._running.discard(task)

        return tracked

    async def drain(self, seconds: float) -> None:
        """Wait for what is being answered, at most so many seconds; log what is given up."""
        running = [task for task in self._running if task is not asyncio.current_task()]
        if not running:
            return
        _, late = await asyncio.wait(running, timeout=seconds)
        if late:
            log.warning("Stopping with %d answers unfinished", len(late))
        for task in late:
            task.cancel()

    async def close(self) -> None:
        """Close what the desk holds open."""
        await self.readers.close()
        await self.seen.close()


def _opened(base: Base, ref: SourceRef) -> tuple[list[Opened], int]:
    fact = base.fact(ref.fact)
    sources = fact.sources if fact is not None else ()
    wanted = [source for source in sources if ref.reading in (None, source.reading)]
    opened = []
    for source in wanted:
        article = base.article(source.article)
        spans = locate(article, source.evidence) if article is not None else None
        if article is not None and spans is not None:
            opened.append(Opened(source, article, spans))
    return opened, len(wanted) - len(opened)
