"""How payloads reach the app: over Socket Mode or as signed HTTP posts (`signedhttp`).

Both lines answer alike: `send` returns what the app acknowledged with, or raises NotDelivered with
Slack's word for what went wrong. https://docs.slack.dev/apis/events-api/using-socket-mode
"""

import asyncio
import json
import logging
import random
import uuid
from dataclasses import dataclass, field
from typing import Literal, Protocol

import aiohttp
from aiohttp import web

from bot.workspace.hub import Hub
from bot.workspace.state import Json

log = logging.getLogger(__name__)

ACK_SECONDS = 3.0
SOCKETS_MAX = 10

Kind = Literal["events_api", "slash_commands", "interactive"]


class NotDelivered(Exception):
    """The app didn't acknowledge.

    `error` is what Slack shows after a command; `reason` the word in an event's retry fields;
    `final` says that the app asked for no retry.
    """

    def __init__(self, error: str, reason: str, *, final: bool = False):
        super().__init__(error)
        self.error = error
        self.reason = reason
        self.final = final


class Line(Protocol):
    """A way to the app."""

    async def send(
        self, kind: Kind, payload: Json, *, attempt: int = 0, reason: str = ""
    ) -> Json | None:
        """Deliver one payload; the acknowledgement's content, or NotDelivered."""
        ...


@dataclass(slots=True, eq=False)
class Connection:
    """One open socket, and the connection below it."""

    socket: web.WebSocketResponse
    number: int
    transport: asyncio.Transport | None


@dataclass(slots=True)
class SocketMode:
    """Socket Mode's server side: hello, envelopes to a random connection, an ack table."""

    hub: Hub
    connections: list[Connection] = field(default_factory=list)
    made: int = 0
    _stalled: list[Connection] = field(default_factory=list)
    _acks: dict[str, asyncio.Future[Json | None]] = field(default_factory=dict)
    _waiters: list[tuple[int, int, asyncio.Future[None]]] = field(default_factory=list)
    _random: random.Random = field(default_factory=lambda: random.Random(0))

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """The `/link/` endpoint that `apps.connections.open` points to."""
        ticket = request.query.get("ticket", "")
        if ticket not in self.hub.tickets:
            return web.Response(status=403, text="invalid ticket")
        self.hub.tickets.discard(ticket)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        reason = self.hub.faults.refuse_socket()
        if reason is None and len(self.connections) >= SOCKETS_MAX:
            reason = "too_many_websockets"
        if reason is not None:
            await socket.send_json({"type": "disconnect", "reason": reason})
            await socket.close()
            return socket
        self.made += 1
        connection = Connection(socket, self.made, request.transport)
        self.connections.append(connection)
        try:
            await socket.send_json(self._hello())
            self._tell_waiters()
            self._tell_presence()
            async for message in socket:
                if message.type is aiohttp.WSMsgType.TEXT:
                    self._acknowledged(message.data)
        finally:
            self._gone(connection)
        return socket

    def _gone(self, connection: Connection) -> None:
        if connection in self.connections:
            self.connections.remove(connection)
        self._tell_presence()

    def _tell_presence(self) -> None:
        """Let the page show whether the app is there."""
        online = {"online": bool(self.connections)}
        self.hub.journal.add("presence", "slack", frozenset(), data=online)

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self.connections),
            "connection_info": {"app_id": self.hub.store.app_id},
            "debug_info": {
                "host": "applink-local",
                "build_number": 1,
                "approximate_connection_time": 18060,
            },
        }

    def _acknowledged(self, data: str) -> None:
        try:
            ack = json.loads(data)
            envelope = ack["envelope_id"]
        except (ValueError, TypeError, KeyError):
            log.warning("the app sent something over the socket that is no acknowledgement")
            return
        future = self._acks.get(envelope)
        if future is None or future.done() or self.hub.faults.lose_ack():
            return
        future.set_result(ack.get("payload"))

    async def connected(self, *, made: int = 1, open_now: int = 1, within: float = 5.0) -> None:
        """Return once `made` connections were made in all and `open_now` of them stand."""
        if self.made >= made and len(self.connections) >= open_now:
            return
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        waiter = (made, open_now, future)
        self._waiters.append(waiter)
        try:
            async with asyncio.timeout(within):
                await future
        finally:
            self._waiters.remove(waiter)

    def _tell_waiters(self) -> None:
        for made, open_now, future in self._waiters:
            reached = self.made >= made and len(self.connections) >= open_now
            if reached and not future.done():
                future.set_result(None)

    async def send(
        self, kind: Kind, payload: Json, *, attempt: int = 0, reason: str = ""
    ) -> Json | None:
        """Deliver over one of the open connections, chosen at random as Slack does."""
        if not self.connections:
            raise NotDelivered("dispatch_failed", "connection_failed")
        envelope = str(uuid.uuid4())
        message: Json = {
            "envelope_id": envelope,
            "type": kind,
            "payload": payload,
            "accepts_response_payload": kind != "events_api",
        }
        if kind == "events_api":
            message |= {"retry_attempt": attempt, "retry_reason": reason}
        future: asyncio.Future[Json | None] = asyncio.get_running_loop().create_future()
        self._acks[envelope] = future
        try:
            connection = self._random.choice(self.connections)
            await connection.socket.send_json(message)
            return await self.hub.clock.within(ACK_SECONDS, future)
        except ConnectionError:
            raise NotDelivered("dispatch_failed", "connection_failed") from None
        except TimeoutError:
            raise NotDelivered("operation_timeout", "timeout") from None
        finally:
            del self._acks[envelope]

    async def refresh(self, reason: str = "refresh_requested") -> None:
        """Ask every connection to be replaced, as Slack does every few hours."""
        for connection in list(self.connections):
            self.connections.remove(connection)
            await connection.socket.send_json(
                {"type": "disconnect", "reason": reason, "debug_info": {"host": "applink-local"}}
            )

    async def cut(self) -> None:
        """Close every connection without saying so before."""
        for connection in list(self.connections):
            self.connections.remove(connection)
            await connection.socket.close(code=aiohttp.WSCloseCode.GOING_AWAY)

    def reset(self) -> None:
        """Lose every connection in the middle, without a closing frame."""
        lost, self.connections, self._stalled = self.connections + self._stalled, [], []
        for connection in lost:
            if connection.transport is not None:
                connection.transport.abort()

    def stall(self) -> None:
        """Hear nothing more of every connection and say nothing more over it, though it stays open.

        What a router does that has forgotten it: pings find no answer.
        """
        for connection in list(self.connections):
            self.connections.remove(connection)
            self._stalled.append(connection)
            if connection.transport is not None:
                connection.transport.pause_reading()

    async def close(self) -> None:
        """End all connections when the workspace stops."""
        await self.cut()
        self.reset()
        for future in self._acks.values():
            future.cancel()
