"""The stand-in for Slack's side, in a process of its own: `python -m benchmarks.serving.slack`.

It notes when which message arrived, and says yes to everything. A message is known by the last part
of its response URL, or by the `ts` of the question in whose thread it is posted. It prints its
port, and tells over HTTP what arrived; times are of `time.monotonic`, which all processes of a
machine share.
"""

import asyncio
import json
import re
import time

from benchmarks.serving import wire

MARK = "look"
"""Messages of names that begin so are kept whole."""

_THREAD = re.compile(rb'"thread_ts": ?"([\w.-]+)"')

MEMBER = {"ok": True, "user": {"id": "U0ANNA", "team_id": "T0", "tz": "Etc/UTC"}}
BOT = {"ok": True, "user_id": "U0BOT", "bot_id": "B0BOT", "team_id": "T0", "url": "http://slack/"}


def response(content: object) -> bytes:
    """A response of JSON as it goes over the line."""
    body = json.dumps(content).encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}"
    return head.encode() + b"\r\n\r\n" + body


_OK, _MEMBER, _BOT = response({"ok": True}), response(MEMBER), response(BOT)
_POSTED = response({"ok": True, "channel": "C0DESK", "ts": "1700000000.000100"})


class Arrived:
    """What has arrived: name, time, bytes, and whether it has blocks."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, float, int, bool]] = []
        self.kept: dict[str, bytes] = {}

    def note(self, name: str, body: bytes) -> None:
        """A message is here, whole."""
        self.rows.append((name, time.monotonic(), len(body), b'"blocks"' in body))
        if name.startswith(MARK):
            self.kept[name] = body

    def answer(self, method: bytes, path: str, body: bytes) -> bytes:
        """What a request gets."""
        if path.startswith("/commands/"):
            self.note(path.removeprefix("/commands/"), body)
            return _OK
        match path:
            case "/api/chat.postMessage":
                found = _THREAD.search(body)
                self.note(found[1].decode() if found else "", body)
                return _POSTED
            case "/api/users.info":
                return _MEMBER
            case "/api/auth.test":
                return _BOT
            case "/arrived":
                return response(self.rows)
            case "/count":
                return response(len(self.rows))
            case "/clear":
                self.rows.clear()
                self.kept.clear()
                return _OK
        if path.startswith("/kept/"):
            kept = self.kept.get(path.removeprefix("/kept/"))
            return response(None if kept is None else json.loads(kept))
        return _OK


class Server(asyncio.Protocol):
    """One connection to the stand-in."""

    def __init__(self, arrived: Arrived) -> None:
        self._arrived = arrived
        self._data = bytearray()
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """It stands."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """A part of a request is here, or several requests."""
        self._data += data
        while (head := wire.head_of(self._data)) is not None:
            end = wire.ends_at(self._data, head)
            if end is None:
                return
            whole = bytes(self._data[:end])
            del self._data[:end]
            path = head.first[1].decode("ascii", "replace")
            assert self._transport is not None
            self._transport.write(
                self._arrived.answer(head.first[0], path, wire.body_of(whole, head))
            )


async def main() -> None:
    """Serve on a free port, which is printed, until the process is ended."""
    arrived = Arrived()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Server(arrived), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
