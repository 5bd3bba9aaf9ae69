"""Posting into channels: one lane per channel, about a message a second, nothing lost."""

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.client import Sleep
from bot.fairness import Turns
from bot.logs import api_error_code
from bot.render.blocks import Message

SPACING = 1.0
"""Seconds between two posts to one channel (docs.slack.dev/apis/web-api/rate-limits)."""

BURST = 3
"""Posts that a quiet channel takes at once before the spacing applies."""

LANES = 1_000
"""Channels whose pace is remembered."""

UNSHOWABLE = frozenset({"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"})
"""Errors after which the same message goes out as text alone."""

Noted = Callable[[str, str, str | None, Message], None]
"""Hears of a message: its channel, `ts`, thread and what it says."""

log = logging.getLogger("dateline.posts")


@dataclass(slots=True)
class Lane:
    """The pace of one channel: who posts next, and how many posts it would take at once."""

    turns: Turns = field(default_factory=partial(Turns, 1))
    tokens: float = BURST
    at: float = 0.0


class Posts:
    """Posts messages, one at a time per channel; who waits, waits in turn with others who do.

    `Retry-After` is honoured by the client's `Patience` while the lane is held, so that later
    posts to that channel queue up behind.
    """

    def __init__(
        self,
        client: AsyncWebClient,
        *,
        sleep: Sleep = asyncio.sleep,
        now: Callable[[], float] = time.monotonic,
        noted: Noted | None = None,
    ) -> None:
        """`noted` hears of each message that stands, with its channel and `ts`."""
        self._client = client
        self._noted = noted
        self._sleep = sleep
        self._now = now
        self._lanes: OrderedDict[str, Lane] = OrderedDict()

    @property
    def waiting(self) -> int:
        """Posts that wait for their turn."""
        return sum(lane.turns.waiting for lane in self._lanes.values())

    async def send(self, channel: str, message: Message, *, thread: str | None = None) -> str:
        """Post a message, in a thread if one is given; the new message's `ts` comes back.

        Raises:
            SlackApiError: Slack refuses it for good (`not_in_channel`, `channel_not_found`, …).
        """
        async with self.turn(channel):
            body = {"channel": channel, "text": message.text, "thread_ts": thread}
            for blocks in message.forms:
                try:
                    told = await self._post({**body, "blocks": list(blocks)} if blocks else body)
                except SlackApiError as error:
                    if api_error_code(error) not in UNSHOWABLE or not blocks:
                        raise
                    log_unshowable(error)
                else:
                    ts = str(told.get("ts", ""))
                    if self._noted is not None:
                        # A message to a person stands in a channel of its own.
                        place = str(told.get("channel") or channel)
                        self._noted(place, ts, thread, message)
                    return ts
            raise AssertionError("a message has at least its text")

    @asynccontextmanager
    async def turn(self, channel: str) -> AsyncIterator[None]:
        """The channel's next turn, when its pace allows a post; others wait until it is over."""
        lane = self._lane(channel)
        async with lane.turns.turn():
            await self._wait(lane)
            yield

    async def _post(self, body: dict[str, Any]) -> AsyncSlackResponse:
        # The text is escaped by the renderers; links in it must not unfold into previews.
        return await self._client.chat_postMessage(**body, unfurl_links=False, unfurl_media=False)

    def _lane(self, channel: str) -> Lane:
        lane = self._lanes.setdefault(channel, Lane(at=self._now()))
        self._lanes.move_to_end(channel)
        while len(self._lanes) > LANES:
            oldest = next(iter(self._lanes))
            if self._lanes[oldest].turns.taken:
                break
            del self._lanes[oldest]
        return lane

    async def _wait(self, lane: Lane) -> None:
        now = self._now()
        lane.tokens = min(float(BURST), lane.tokens + (now - lane.at) / SPACING)
        lane.at = now
        if lane.tokens < 1:
            pause = (1 - lane.tokens) * SPACING
            await self._sleep(pause)
            lane.tokens, lane.at = 1.0, now + pause
        lane.tokens -= 1


def log_unshowable(error: SlackApiError) -> None:
    """Log what Slack disliked about blocks: its messages are JSON pointers, not content."""
    response = error.response
    details = response.get("response_metadata", {}) if hasattr(response, "get") else {}
    messages = details.get("messages", []) if isinstance(details, dict) else []
    log.error("Slack refused blocks (%s): %s", api_error_code(error), messages)
