"""What Slack shows under a question while it is being answered, and what its thread is called.

Both are graces: without the right to them, or with Slack slow, the answer comes all the same.
"""

import asyncio
import logging
from collections.abc import Awaitable
from dataclasses import dataclass

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.desk import Desk
from bot.errors import NoBase
from bot.logs import api_error_code
from bot.render.text import clip
from bot.routing import Check, asks, route
from knowledge.text import clean_query
from knowledge.wording.texts import count

UNSEEN = 0.7
"""Seconds that an answer in a channel may take before a status is shown: most take far less."""

WITHIN = 1.0
"""Seconds that an answer that is ready waits for its status to be taken."""

TITLE = 80

log = logging.getLogger("dateline.status")


@dataclass(slots=True)
class Status:
    """The status of one question: its channel, and the thread or message that it is shown under."""

    desk: Desk
    channel: str
    ts: str
    _at_once: bool = False
    _shown: bool = False
    _task: asyncio.Task[None] | None = None

    def begin(self, text: str, *, at_once: bool) -> None:
        """Show what is being done about a text, at once or when it turns out to take long."""
        if not asks(text) and not isinstance(route(text), Check):
            return
        self._at_once = at_once
        self._task = asyncio.create_task(self._show(text, 0.0 if at_once else UNSEEN))

    async def settle(self) -> None:
        """See to it that no status arrives after the answer, which would leave it standing."""
        task, self._task = self._task, None
        if task is None:
            return
        if self._shown or self._at_once:
            await asyncio.wait([task], timeout=WITHIN)
        task.cancel()
        await asyncio.wait([task])

    async def clear(self) -> None:
        """Take the status away; Slack does so by itself when the answer comes in its thread."""
        await self.settle()
        if self._shown:
            self._shown = False
            await _grace(self._set(""))

    async def _show(self, text: str, after: float) -> None:
        await asyncio.sleep(after)
        words = "is reading your text…"
        if asks(text):
            try:
                scope = await self.desk.readers.run(lambda base: base.scope())
            except NoBase:
                return
            words = f"is looking through {count(scope.articles, 'article')}…"
        self._shown = True
        await _grace(self._set(words))

    async def _set(self, words: str) -> None:
        await self.desk.client.assistant_threads_setStatus(
            channel_id=self.channel, thread_ts=self.ts, status=words
        )


async def entitle(desk: Desk, channel: str, thread: str, text: str) -> None:
    """Give a thread of the direct message the title under which Slack lists it.

    A thread that has one keeps it.
    """
    title = clip(clean_query(text), TITLE)
    if title:
        setting = desk.client.agents_sessions_setStatus(
            channel_id=channel, thread_ts=thread, status="active", title=title
        )
        await _grace(setting)


async def _grace(calling: Awaitable[object]) -> None:
    try:
        await calling
    except SlackApiError as error:
        log.info("Slack shows no status or title here (%s)", api_error_code(error))
    except (aiohttp.ClientError, TimeoutError) as error:
        log.info("Slack was not told a status or title (%s)", type(error).__name__)
