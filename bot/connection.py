"""One connection of Socket Mode: its hello, what comes over it, and signs that it lives.

https://docs.slack.dev/apis/events-api/using-socket-mode
"""

import asyncio
import json
import logging
from collections.abc import Callable
from contextlib import suppress
from enum import StrEnum
from typing import Any

import aiohttp
from aiohttp import WSMsgType

from bot.client import Sleep

PING = 5.0
"""Seconds between two pings."""

UNANSWERED = 3
"""Pings in a row after which a connection that brings nothing at all is dead."""

QUIET = 3600.0
"""Seconds without a word after which a connection is replaced although it answers pings: some are
known to stay open and to bring nothing any more."""

SENDING = 3.0
"""Seconds that Slack waits for an acknowledgement."""

CLOSING = 2.0
"""Seconds that Slack has for its side of the closing."""

_OVER = frozenset({WSMsgType.CLOSE, WSMsgType.CLOSING, WSMsgType.CLOSED, WSMsgType.ERROR})

log = logging.getLogger("dateline.socket")


class Spent(StrEnum):
    """Why a connection is to be replaced, in words for the log."""

    CLOSED = "it was closed"
    SILENT = "it no longer answers"
    QUIET = "it has been quiet for long"
    RENEWAL = "Slack renews it"
    TOO_MANY = (
        "ten processes are connected with this app token, which is as many as Slack allows: end "
        "those that should not run"
    )
    DISABLED = "Socket Mode is off for this app: switch it on under “Socket Mode” of its settings"

    @property
    def is_open(self) -> bool:
        """Whether it still serves until another takes its place."""
        return self in (Spent.QUIET, Spent.RENEWAL)


_REASONS = {"too_many_websockets": Spent.TOO_MANY, "link_disabled": Spent.DISABLED}
"""What Slack's `disconnect` says; any other reason (`warning`, `refresh_requested`) is renewal."""

Take = Callable[["Connection", dict[str, Any]], None]
"""Takes an envelope that came over a connection; returns at once."""


class Connection:
    """An open connection; it reads and pings by itself until it is closed.

    `spent` comes true with the first reason to replace it; what came over it until it is closed is
    taken all the same.
    """

    def __init__(
        self,
        socket: aiohttp.ClientWebSocketResponse[bool],
        take: Take,
        *,
        sleep: Sleep,
        now: Callable[[], float],
    ) -> None:
        """`now` is in seconds, on a clock that nobody sets."""
        loop = asyncio.get_running_loop()
        self.hello: asyncio.Future[dict[str, Any]] = loop.create_future()
        self.spent: asyncio.Future[Spent] = loop.create_future()
        self.heard = self._worded = now()
        self._socket = socket
        self._take = take
        self._sleep = sleep
        self._now = now
        self._unanswered = 0
        self._reading = asyncio.create_task(self._read())
        self._watching = asyncio.create_task(self._watch())

    @property
    def alive(self) -> bool:
        """Whether it is open and answers pings."""
        return not self._socket.closed and not self._watching.done()

    async def send(self, message: dict[str, Any]) -> None:
        """Send a message.

        Raises:
            ConnectionError, TimeoutError: it can't be sent.
        """
        async with asyncio.timeout(SENDING):
            await self._socket.send_json(message)

    async def ended(self) -> None:
        """Return once nothing can come over it any more."""
        await asyncio.wait([self._reading])

    async def close(self) -> None:
        """Close it; where it lives, Slack has `CLOSING` seconds for its side."""
        patience = CLOSING if self.alive else 0.0
        for task in (self._reading, self._watching):
            task.cancel()
        await asyncio.wait([self._reading, self._watching])
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                await self._socket.close()

    async def _read(self) -> None:
        try:
            while (message := await self._socket.receive()).type not in _OVER:
                self.heard, self._unanswered = self._now(), 0
                if message.type is WSMsgType.TEXT:
                    self._worded = self.heard
                    self._read_text(str(message.data))
                elif message.type is WSMsgType.PING:
                    await self._socket.pong(message.data)
        except (aiohttp.ClientError, OSError):
            pass
        finally:
            self._spend(Spent.CLOSED)
            self._watching.cancel()

    def _read_text(self, text: str) -> None:
        try:
            message = json.loads(text)
        except (ValueError, RecursionError):
            message = None
        if not isinstance(message, dict):
            log.warning("Slack sent %d characters that are no JSON object", len(text))
        elif message.get("type") == "hello":
            if not self.hello.done():
                self.hello.set_result(message)
        elif message.get("type") == "disconnect":
            self._spend(_REASONS.get(str(message.get("reason")), Spent.RENEWAL))
        elif isinstance(message.get("envelope_id"), str):
            self._take(self, message)

    async def _watch(self) -> None:
        # Counted, not timed: after the machine has slept, each ping has its chance again.
        while self._unanswered < UNANSWERED:
            self._unanswered += 1
            try:
                async with asyncio.timeout(PING):
                    await self._socket.ping()
            except (OSError, TimeoutError):
                break
            await self._sleep(PING)
            if self._now() - self._worded > QUIET:
                self._spend(Spent.QUIET)
        self._spend(Spent.SILENT)

    def _spend(self, why: Spent) -> None:
        if not self.spent.done():
            self.spent.set_result(why)
