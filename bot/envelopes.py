"""What comes over Socket Mode: dispatched to Bolt, and acknowledged once."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
from slack_bolt.adapter.socket_mode.internals import build_headers
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.socket_mode.request import SocketModeRequest

from bot import payloads
from bot.connection import SENDING, Connection

EVENT = "events_api"
"""The type of envelopes that Slack sends again, up to three times, until they are acknowledged."""

UNSENT = (OSError, aiohttp.ClientError, TimeoutError)
"""What comes of a message that a connection does not take."""

log = logging.getLogger("dateline.socket")


class Envelopes:
    """Serves envelopes, each in a task of its own.

    While it is `stopping`, events are left to the process that is there when Slack sends them
    again; what is sent but once is served still.
    """

    def __init__(self, app: AsyncApp, after: Callable[[Connection], Awaitable[Connection]]) -> None:
        """`after` gives the connection that takes the place of one, once it does."""
        self.stopping = False
        self._app = app
        self._after = after
        self._serving: set[asyncio.Task[None]] = set()

    def take(self, connection: Connection, envelope: dict[str, Any]) -> None:
        """Begin to serve an envelope that came over a connection."""
        if self.stopping and envelope.get("type") == EVENT:
            return
        task = asyncio.create_task(self._serve(connection, envelope))
        self._serving.add(task)
        task.add_done_callback(self._serving.discard)

    async def settle(self, seconds: float) -> None:
        """Wait until all are acknowledged, at most so many seconds; what is late is dropped."""
        if not self._serving:
            return
        _, late = await asyncio.wait(set(self._serving), timeout=seconds)
        for task in late:
            task.cancel()

    async def _serve(self, connection: Connection, envelope: dict[str, Any]) -> None:
        """Let Bolt serve an envelope, and acknowledge it, whatever becomes of it.

        An event that could not be dispatched is not acknowledged: Slack sends it again.
        """
        content = None
        try:
            request = SocketModeRequest.from_dict({"payload": {}, **envelope})
            if request is not None:
                content = _content(await self._app.async_dispatch(_read(request)))
        except payloads.Malformed:
            log.info("Acknowledged an envelope that holds nothing of Slack's")
        except Exception:
            log.exception("An envelope could not be served")
            if envelope.get("type") == EVENT:
                return
        message = {"envelope_id": envelope["envelope_id"]}
        if content is not None:
            message["payload"] = content
        try:
            try:
                await connection.send(message)
            except UNSENT:
                # Slack takes it over the next one, too, as long as it waits.
                async with asyncio.timeout(SENDING):
                    await (await self._after(connection)).send(message)
        except UNSENT:
            log.warning(
                "An acknowledgement could not be sent, since the connection was lost. Slack sends "
                "events again; whoever typed a command is told that it failed"
            )


def _read(request: SocketModeRequest) -> AsyncBoltRequest:
    """What Bolt is given of an envelope.

    Raises:
        Malformed: there is nothing in it that Slack would send.
    """
    payloads.check(request.payload)
    try:
        return AsyncBoltRequest(
            mode="socket_mode", body=request.payload, headers=build_headers(request)
        )
    except Exception as error:
        # In Slack's outer form, and with an inside that Bolt can't take apart.
        raise payloads.Malformed from error


def _content(response: BoltResponse) -> dict[str, Any] | None:
    """What an acknowledgement carries: a form's answer, suggestions, a text; None for nothing.

    What nobody here waits for (404) is acknowledged all the same, since whoever clicked would read
    of an error that is none.
    """
    if response.status != 200 or not response.body:
        return None
    if response.headers.get("content-type", [""])[0].startswith("application/json"):
        parsed = json.loads(response.body)
        return parsed if isinstance(parsed, dict) else None
    return {"text": response.body}
