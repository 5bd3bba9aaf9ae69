"""Posting into channels: one lane per channel, about a message a second, each message once.

A request of which no good answer came may have been carried out. So it is looked first whether the
message stands, by a key in its metadata, before it is posted again.
"""

import asyncio
import itertools
import logging
import secrets
import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.client import ATTEMPTS, Sleep, backoff, reason, unsure
from bot.digests.finding import Endless, Mark, look_for
from bot.fairness import NoRoom, Turns
from bot.logs import api_error_code
from bot.render.blocks import Message
from bot.render.forms import forms

SPACING = 1.0
"""Seconds between two posts to one channel (docs.slack.dev/apis/web-api/rate-limits)."""

BURST = 3
"""Posts that a quiet channel takes at once before the spacing applies."""

LANES = 1_000
"""Channels whose pace is remembered."""

WAITING = 100
"""Messages that wait for their turn in one channel, at most; who has most there gives way."""

EACH = 20
"""Messages that wait there for one person, at most; more are refused."""

EVENT = "dateline_answer"
"""The type of metadata that messages carry; ids alone, since whoever is there can read it."""

SETTLED = 3.0
"""Seconds after which what Slack has taken can be seen in the channel, as a rule."""

LOOKS = 3
"""How often it is looked for a message while Slack can't tell, each time with the client's own
patience."""

AHEAD = 6 * 3600.0
"""Seconds by which this machine's clock may be ahead of Slack's, for looking."""

PATIENCE = 120.0
"""Seconds after which a message that could not be posted is given up: who asked has gone on."""

UNSHOWABLE = frozenset({"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"})
"""Errors after which the same message goes out as text alone."""

Noted = Callable[[str, str, str | None, Message], None]
"""Hears of a message: its channel, `ts`, thread and what it says."""

log = logging.getLogger("dateline.posts")


class Crowded(SlackApiError):
    """Too many messages wait in a channel already: Dateline's own answer, and none of Slack's."""

    def __init__(self) -> None:
        super().__init__("crowded", {"ok": False, "error": "ratelimited"})  # type: ignore[no-untyped-call]


@dataclass(slots=True)
class Lane:
    """The pace of one channel: who posts next, and how many posts it would take at once."""

    turns: Turns = field(default_factory=partial(Turns, 1, line=EACH, room=WAITING))
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
            SlackApiError: Slack refuses it for good (`not_in_channel`, `channel_not_found`, …), or
                for too long.
            Crowded: too many wait there already, or somebody who asked for less came first.
            aiohttp.ClientError, TimeoutError: Slack can't be reached, or does not say whether it
                was posted.
        """
        async with self.turn(channel):
            body = {"channel": channel, "text": message.text, "thread_ts": thread}
            for blocks in forms(message):
                try:
                    place, ts = await self._post(
                        {**body, "blocks": list(blocks)} if blocks else body
                    )
                except SlackApiError as error:
                    if api_error_code(error) not in UNSHOWABLE or not blocks:
                        raise
                    log_unshowable(error)
                else:
                    if self._noted is not None:
                        self._noted(place, ts, thread, message)
                    return ts
            raise AssertionError("a message has at least its text")

    @asynccontextmanager
    async def turn(self, channel: str) -> AsyncIterator[None]:
        """The channel's next turn, when its pace allows a post; others wait until it is over.

        Raises:
            Crowded: as in `send`.
        """
        lane = self._lane(channel)
        try:
            async with lane.turns.turn():
                await self._wait(lane)
                yield
        except NoRoom:
            raise Crowded from None

    async def _post(self, body: dict[str, Any]) -> tuple[str, str]:
        """Post a message once; its channel and `ts`."""
        mark, began = Mark(EVENT, secrets.token_hex(8)), self._now()
        since = time.time() - AHEAD
        for attempt in itertools.count():
            try:
                # The text is escaped by the renderers; links in it must not unfold into previews.
                told = await self._client.chat_postMessage(
                    **body, metadata=mark.metadata, unfurl_links=False, unfurl_media=False
                )
            except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
                if not unsure(error) or self._now() - began > PATIENCE or attempt == ATTEMPTS:
                    raise
                log.warning("It is not sure whether a message was posted (%s)", reason(error))
                await self._sleep(max(SETTLED, backoff(attempt)))
                found = await self._found(body, since, mark, error)
                if found is not None:
                    return found
            else:
                # A message to a person stands in a channel of its own.
                place = str(told.get("channel") or body["channel"])
                return place, str(told.get("ts", ""))
        raise AssertionError("the last attempt raises")

    async def _found(
        self, body: dict[str, Any], since: float, mark: Mark, error: Exception
    ) -> tuple[str, str] | None:
        """Channel and `ts` of a message that may have been posted; None when it was not.

        Raises:
            SlackApiError, aiohttp.ClientError, TimeoutError: `error`, since it can't be told.
        """
        for attempt in range(LOOKS):
            try:
                place, ts = await self._look(str(body["channel"]), body["thread_ts"], since, mark)
                break
            except (SlackApiError, aiohttp.ClientError, TimeoutError, Endless) as blind:
                log.warning("It can't be looked whether a message was posted (%s)", reason(blind))
                if attempt + 1 == LOOKS or not unsure(blind):
                    raise error from blind
                await self._sleep(backoff(attempt))
        log.info("The message %s", "stands" if ts else "was not posted, and is now")
        return None if ts is None else (place, ts)

    async def _look(
        self, channel: str, thread: str | None, since: float, mark: Mark
    ) -> tuple[str, str | None]:
        """The channel, which a message to a person has of its own, and the `ts` of a message."""
        if channel[:1] in "UW":
            opened = await self._client.conversations_open(users=channel)
            channel = str((opened.get("channel") or {}).get("id", ""))
        return channel, await look_for(self._client, channel, thread, since, mark, None)

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
