"""How payloads reach the app: over Socket Mode or as signed HTTP posts.

Both lines answer alike: `send` returns what the app acknowledged with, or raises NotDelivered with
Slack's word for what went wrong. https://docs.slack.dev/apis/events-api/using-socket-mode and
https://docs.slack.dev/authentication/verifying-requests-from-slack
"""

import asyncio
import hashlib
import hmac
import json
import logging
import random
import time
import uuid
from dataclasses import dataclass, field
from typing import Literal, Protocol
from urllib.parse import urlencode

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
    """One open socket."""

    socket: web.WebSocketResponse
    number: int


@dataclass(slots=True)
class SocketMode:
    """Socket Mode's server side: hello, envelopes to a random connection, an ack table."""

    hub: Hub
    connections: list[Connection] = field(default_factory=list)
    made: int = 0
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
        if len(self.connections) >= SOCKETS_MAX:
            await socket.send_json({"type": "disconnect", "reason": "too_many_websockets"})
            await socket.close()
            return socket
        self.made += 1
        connection = Connection(socket, self.made)
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
        """Drop every connection without a word."""
        for connection in list(self.connections):
            self.connections.remove(connection)
            await connection.socket.close(code=aiohttp.WSCloseCode.GOING_AWAY)

    async def close(self) -> None:
        """End all connections when the workspace stops."""
        await self.cut()
        for future in self._acks.values():
            future.cancel()


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """What the app's HTTP server answered."""

    status: int
    body: str
    headers: dict[str, str]


def signature(secret: str, timestamp: int, body: str) -> str:
    """Slack's `X-Slack-Signature` of a body: HMAC-SHA256 over `v0:timestamp:body`."""
    base = f"v0:{timestamp}:{body}".encode()
    return "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()


@dataclass(slots=True)
class SignedHttp:
    """Delivery to an app that listens itself, at its `/slack/events`."""

    hub: Hub
    url: str
    session: aiohttp.ClientSession

    async def post(
        self,
        body: str,
        content_type: str,
        *,
        secret: str | None = None,
        age: int = 0,
        headers: dict[str, str] | None = None,
    ) -> HttpAnswer:
        """Post a body as Slack would.

        `secret` signs with another secret and `age` (seconds) with an older timestamp; `headers`
        replace or, where empty, remove a header. Timestamps are the system's, since apps check them
        against it.
        """
        timestamp = int(time.time()) - age
        sent = {
            "Content-Type": content_type,
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            "X-Slack-Request-Timestamp": str(timestamp),
            "X-Slack-Signature": signature(
                secret or self.hub.credentials.signing_secret, timestamp, body
            ),
        }
        sent |= headers or {}
        sent = {name: value for name, value in sent.items() if value}
        async with self.session.post(self.url, data=body.encode(), headers=sent) as answer:
            return HttpAnswer(answer.status, await answer.text(), dict(answer.headers))

    async def send(
        self, kind: Kind, payload: Json, *, attempt: int = 0, reason: str = ""
    ) -> Json | None:
        """Deliver one payload in the form that its kind has over HTTP."""
        headers = {}
        if attempt:
            headers = {"X-Slack-Retry-Num": str(attempt), "X-Slack-Retry-Reason": reason}
        body, content_type = encode(kind, payload)
        try:
            answer = await self.hub.clock.within(
                ACK_SECONDS, self.post(body, content_type, headers=headers)
            )
        except TimeoutError:
            raise NotDelivered("operation_timeout", "http_timeout") from None
        except aiohttp.ClientError:
            raise NotDelivered("dispatch_failed", "connection_failed") from None
        if self.hub.faults.lose_ack():
            raise NotDelivered("operation_timeout", "http_timeout")
        if answer.status >= 300:
            error = "http_client_error" if answer.status < 500 else "http_service_error"
            final = answer.headers.get("X-Slack-No-Retry") == "1"
            raise NotDelivered(error, "http_error", final=final)
        return decode_ack(answer)


def encode(kind: Kind, payload: Json) -> tuple[str, str]:
    """Body and content type of a payload over HTTP."""
    form = "application/x-www-form-urlencoded"
    if kind == "slash_commands":
        return urlencode(payload), form
    if kind == "interactive":
        return urlencode({"payload": json.dumps(payload)}), form
    return json.dumps(payload), "application/json"


def decode_ack(answer: HttpAnswer) -> Json | None:
    """What an HTTP acknowledgement says: nothing, JSON, or plain text to show."""
    if not answer.body.strip():
        return None
    try:
        content = json.loads(answer.body)
    except ValueError:
        return {"text": answer.body}
    return content if isinstance(content, dict) else {"text": answer.body}
