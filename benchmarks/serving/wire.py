"""The least of HTTP/1.1 that a load generator and a stand-in for Slack need.

A general client or server would cost the machine several times as much for each request, on the
same processors that the measured process is to have. What is spoken here is only ever spoken with
Dateline, Bolt and Datasette on the same machine.
"""

import asyncio
import json
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

CONNECTIONS = 400
"""Open at once, at most; who comes later waits for one, which counts as waiting."""


def request(method: str, path: str, headers: Mapping[str, str], body: bytes = b"") -> bytes:
    """A request as it goes over a connection that is kept."""
    lines = [f"{method} {path} HTTP/1.1", "Host: localhost", f"Content-Length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a message: its first line in parts, and how the body ends."""

    first: tuple[bytes, ...]
    ends: int
    length: int
    chunked: bool


def head_of(data: bytes | bytearray) -> Head | None:
    """The head that a message begins with; None while it is not complete."""
    end = data.find(b"\r\n\r\n")
    if end < 0:
        return None
    lines = bytes(data[:end]).split(b"\r\n")
    length, chunked = 0, False
    for line in lines[1:]:
        name, _, value = line.partition(b":")
        match name.lower():
            case b"content-length":
                length = int(value)
            case b"transfer-encoding":
                chunked = b"chunked" in value.lower()
    return Head(tuple(lines[0].split(b" ", 2)), end + 4, length, chunked)


def ends_at(data: bytes | bytearray, head: Head) -> int | None:
    """Where the message ends that begins the data; None while it is not complete."""
    if not head.chunked:
        return head.ends + head.length if len(data) >= head.ends + head.length else None
    at = head.ends
    while (line := data.find(b"\r\n", at)) >= 0:
        size = int(bytes(data[at:line]).partition(b";")[0], 16)
        at = line + 2 + size + 2
        if len(data) < at:
            return None
        if not size:
            return at
    return None


def body_of(data: bytes, head: Head) -> bytes:
    """The body of a complete message."""
    if not head.chunked:
        return data[head.ends : head.ends + head.length]
    parts: list[bytes] = []
    at = head.ends
    while True:
        line = data.index(b"\r\n", at)
        size = int(data[at:line].partition(b";")[0], 16)
        if not size:
            return b"".join(parts)
        parts.append(data[line + 2 : line + 2 + size])
        at = line + 2 + size + 2


@dataclass(frozen=True, slots=True)
class Answered:
    """A response: its status, its body, and the instant (`loop.time`) at which it was whole."""

    status: int
    body: bytes
    at: float


class Line(asyncio.Protocol):
    """One kept connection; one request after the other."""

    def __init__(self, freed: Callable[["Line"], None]) -> None:
        """`freed` hears when the next request may be sent, or the connection is gone."""
        self._freed = freed
        self._data = bytearray()
        self._waiting: asyncio.Future[Answered] | None = None
        self._loop = asyncio.get_running_loop()
        self.transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """It stands."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def send(self, raw: bytes, waiting: "asyncio.Future[Answered]") -> None:
        """Send a request; `waiting` takes its response."""
        assert self.transport is not None
        self._waiting = waiting
        self.transport.write(raw)

    def data_received(self, data: bytes) -> None:
        """A part of the response is here."""
        self._data += data
        head = head_of(self._data)
        end = None if head is None else ends_at(self._data, head)
        if head is None or end is None:
            return
        whole, waiting = bytes(self._data[:end]), self._waiting
        del self._data[:end]
        self._waiting = None
        if waiting is not None and not waiting.done():
            answer = Answered(int(head.first[1]), body_of(whole, head), self._loop.time())
            waiting.set_result(answer)
        self._freed(self)

    def connection_lost(self, error: Exception | None) -> None:
        """It is gone, and with it what was asked over it."""
        self.transport = None
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(ConnectionError(str(error)))
        self._freed(self)


class Pool:
    """Kept connections to one server, as many as are needed at once."""

    def __init__(self, port: int, most: int = CONNECTIONS) -> None:
        self._port = port
        self._most = most
        self._open = 0
        self._free: list[Line] = []
        self._wanted: deque[tuple[bytes, asyncio.Future[Answered]]] = deque()
        self._opening: set[asyncio.Task[None]] = set()

    def ask(self, raw: bytes) -> "asyncio.Future[Answered]":
        """Send a request over a free connection, a new one, or the first that becomes free.

        The response, or ConnectionError, comes with the future.
        """
        waiting: asyncio.Future[Answered] = asyncio.get_running_loop().create_future()
        if self._free:
            self._free.pop().send(raw, waiting)
            return waiting
        self._wanted.append((raw, waiting))
        if self._open < self._most:
            self._open += 1
            task = asyncio.create_task(self._connect())
            self._opening.add(task)
            task.add_done_callback(self._opening.discard)
        return waiting

    async def _connect(self) -> None:
        loop = asyncio.get_running_loop()
        try:
            _, line = await loop.create_connection(
                lambda: Line(self._freed), "127.0.0.1", self._port
            )
        except OSError as error:
            self._open -= 1
            if self._wanted:
                _, waiting = self._wanted.popleft()
                if not waiting.done():
                    waiting.set_exception(ConnectionError(str(error)))
            return
        self._freed(line)

    def _freed(self, line: Line) -> None:
        if line.transport is None:
            self._open -= 1
            if line in self._free:
                self._free.remove(line)
        elif self._wanted:
            line.send(*self._wanted.popleft())
        else:
            self._free.append(line)

    async def get(self, path: str) -> Any:
        """The JSON at a path.

        Raises:
            ConnectionError: nobody answers, or not with 200.
        """
        answer = await self.ask(request("GET", path, {}))
        if answer.status != 200:
            raise ConnectionError(f"{path}: {answer.status}")
        return json.loads(answer.body)

    def close(self) -> None:
        """Close those that are free."""
        for line in list(self._free):
            if line.transport is not None:
                line.transport.close()
