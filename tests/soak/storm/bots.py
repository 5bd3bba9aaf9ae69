"""The bot as a process of its own, over one of its two lines, and what it takes of the machine."""

import asyncio
import contextlib
import os
import resource
import signal
import socket
import sys
import time
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp

from bot.settings import EVENTS_PATH, HEALTH_PATH
from bot.workspace import Workspace
from tests.soak.processes import Taken, taken

ROOT = Path(__file__).parents[3]
READY = 60.0
"""Seconds in which a process has to come up, on a machine that is busy."""

ENDED = 5.0
"""Seconds in which one ends that is asked to."""


@dataclass
class Bot:
    """One process after the other, all on the same fact base.

    `program` is what Python is given to run.
    """

    workspace: Workspace
    database: Path
    settings: dict[str, str]
    program: tuple[str, ...] = (str(ROOT / "app.py"),)
    mode: str = ""
    lines: deque[str] = field(default_factory=lambda: deque(maxlen=100_000))
    starts: int = 0
    _process: asyncio.subprocess.Process | None = None
    _reading: asyncio.Task[None] | None = None
    _port: int = 0

    @property
    def pid(self) -> int:
        """The number of the process."""
        assert self._process is not None
        return self._process.pid

    @property
    def lives(self) -> bool:
        """Whether it is there."""
        return self._process is not None and self._process.returncode is None

    def taken(self) -> Taken:
        """What it takes just now."""
        return taken(self.pid)

    async def start(self, mode: str) -> float:
        """Begin it over "socket" or "http"; the seconds until it could be asked.

        Raises:
            TimeoutError: it does not come up.
        """
        began, workspace = time.monotonic(), self.workspace
        self.mode, self._port = mode, _free_port()
        environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith("SLACK_")},
            "SLACK_BOT_TOKEN": workspace.bot_token,
            "SLACK_API_URL": workspace.api_url,
            "HOST": "127.0.0.1",
            "PORT": str(self._port),
            "DATELINE_DB": str(self.database),
            **self.settings,
        }
        secret = workspace.app_token if mode == "socket" else workspace.signing_secret
        key = "SLACK_APP_TOKEN" if mode == "socket" else "SLACK_SIGNING_SECRET"
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            *self.program,
            cwd=self.database.parent,
            env={**environment, key: secret, "PYTHONPATH": str(ROOT)},
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )
        self.starts += 1
        self._reading = asyncio.create_task(self._read(self._process))
        if mode == "socket":
            workspace.deliver_over_sockets()
        else:
            workspace.deliver_to(f"http://127.0.0.1:{self._port}{EVENTS_PATH}")
        async with asyncio.timeout(READY):
            await self._ready()
        return time.monotonic() - began

    async def _ready(self) -> None:
        async with aiohttp.ClientSession() as session:
            while True:
                if not self.lives:
                    raise TimeoutError(f"it ended: {list(self.lines)[-5:]}")
                with contextlib.suppress(aiohttp.ClientError):
                    async with session.get(f"http://127.0.0.1:{self._port}{HEALTH_PATH}") as answer:
                        if answer.status == 200 and await self._connected():
                            return
                await asyncio.sleep(0.05)

    async def _connected(self) -> bool:
        return self.mode == "http" or bool(self.workspace.sockets.connections)

    async def reachable(self, within: float) -> bool:
        """Wait until it is connected again, at most so many seconds; whether it is."""
        until = time.monotonic() + within
        while not await self._connected():
            if time.monotonic() > until:
                return False
            await asyncio.sleep(0.02)
        return True

    async def _read(self, process: asyncio.subprocess.Process) -> None:
        assert process.stderr is not None
        while line := await process.stderr.readline():
            self.lines.append(line.decode("utf-8", "replace").rstrip("\n"))

    async def end(self) -> str:
        """Ask it to end; what is wrong with how it does, "" for nothing."""
        assert self._process is not None
        began = time.monotonic()
        self._process.terminate()
        try:
            status = await asyncio.wait_for(self._process.wait(), 4 * ENDED)
        except TimeoutError:
            await self.kill()
            return "SIGTERM did not end it"
        took = time.monotonic() - began
        if status != 0:
            return f"SIGTERM ended it with {status}"
        return f"SIGTERM took {took:.1f} s" if took > ENDED + 1 else ""

    async def kill(self) -> None:
        """End it at once."""
        assert self._process is not None
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
        await self._process.wait()

    def freeze(self, *, thaws: bool = False) -> None:
        """Let it stand still, or go on."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGCONT if thaws else signal.SIGSTOP)

    def fill_disk(self, room: int | None) -> None:
        """Let it write no file beyond so many bytes, as on a full disk; None lifts it."""
        with contextlib.suppress(ProcessLookupError):
            most = resource.RLIM_INFINITY if room is None else room
            resource.prlimit(self.pid, resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port
