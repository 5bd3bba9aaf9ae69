"""The workspace that digests are posted to, in a process of its own that nobody kills."""

import asyncio
import json
import mmap
import os
import signal
import socket
import struct
from datetime import UTC, datetime
from typing import Any

from bot.workspace import Clock, Workspace
from tests.bot.workspace.conftest import MANIFEST

START = datetime(2026, 9, 1, 8, tzinfo=UTC)
PLACES = ("desk", "asia")


class Time:
    """A clock that all processes share, since it lies in memory that they share."""

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, 8)
        self.set(START.timestamp())

    def now(self) -> float:
        """Seconds since the epoch."""
        return float(struct.unpack("d", self._memory[:8])[0])

    def set(self, now: float) -> None:
        """Move it."""
        self._memory[:8] = struct.pack("d", now)


class Slack:
    """The workspace as other processes see it."""

    def __init__(self, time: Time) -> None:
        """Begin it; to be done before there are threads."""
        self._ours, theirs = socket.socketpair()
        self.process = os.fork()
        if self.process == 0:
            self._ours.close()
            try:
                asyncio.run(_serve(time, theirs))
            finally:
                os._exit(0)
        theirs.close()
        self._answers = self._ours.makefile("r", encoding="utf-8")
        first = json.loads(self._answers.readline())
        self.url: str = first["url"]
        self.token: str = first["token"]
        self.places: dict[str, str] = first["places"]

    def messages(self) -> dict[str, list[tuple[str, str | None]]]:
        """Text and thread of all messages, by channel."""
        self._ours.sendall(b"?\n")
        found = json.loads(self._answers.readline())
        return {place: [tuple(one) for one in all] for place, all in found.items()}

    def end(self) -> None:
        """Stop it."""
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        self._answers.close()
        self._ours.close()


async def _serve(time: Time, line: socket.socket) -> None:
    async with Workspace(MANIFEST, clock=Clock(system=time.now)) as workspace:
        reader, writer = await asyncio.open_connection(sock=line)
        channels = {name: workspace.channel(name) for name in PLACES}
        first: dict[str, Any] = {"url": workspace.api_url, "token": workspace.bot_token}
        first["places"] = {name: channel.id for name, channel in channels.items()}
        writer.write(json.dumps(first).encode() + b"\n")
        while await reader.readline():
            told = {
                channel.id: [(one.text, one.thread_ts) for one in channel.messages]
                for channel in channels.values()
            }
            writer.write(json.dumps(told).encode() + b"\n")
            await writer.drain()
