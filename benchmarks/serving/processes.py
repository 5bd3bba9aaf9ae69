"""The processes of a measurement: started, waited for, watched, ended."""

import asyncio
import os
import socket
import sys
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.serving.wire import Pool

ROOT = Path(__file__).parents[2]
SECRET = "benchmark"
STARTING = 60.0
"""Seconds within which a process has to be ready."""

_TICK = os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class Running:
    """A process that serves on a port of this machine; `started` is how many seconds it took."""

    pid: int
    port: int
    pool: Pool
    started: float = 0.0

    def busy(self) -> float:
        """Seconds of processor that it and its children have taken (Linux)."""
        return busy(self.pid)

    def beside(self) -> float:
        """Megabytes of its children that are resident (Linux)."""
        return sum(_memory(child)[0] for child in _children(self.pid))

    def memory(self) -> tuple[float, float]:
        """Megabytes that are resident, now and at most so far (Linux)."""
        return _memory(self.pid)


def busy(pid: int) -> float:
    """Seconds of processor that a process and its children have taken, also those that ended."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / _TICK + sum(map(busy, _children(pid)))


def _children(pid: int) -> list[int]:
    return list(map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split()))


def _memory(pid: int) -> tuple[float, float]:
    """Megabytes of a process that are resident, now and at most so far."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    known = dict(line.split(":", 1) for line in lines if ":" in line)
    return int(known["VmRSS"].split()[0]) / 1024, int(known["VmHWM"].split()[0]) / 1024


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@asynccontextmanager
async def serving(
    command: Sequence[str], port: int, path: str, environment: Mapping[str, str] | None = None
) -> AsyncIterator[Running]:
    """Run a program until `path` on its port says 200, and end it afterwards.

    Raises:
        ChildProcessError: it ended by itself, or is not ready in time.
    """
    began = time.monotonic()
    process = await asyncio.create_subprocess_exec(
        *command,
        cwd=ROOT,
        env={**os.environ, **(environment or {})},
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    running = Running(process.pid, port, Pool(port))
    try:
        while not await _is_ready(running.pool, path):
            if process.returncode is not None or time.monotonic() - began > STARTING:
                raise ChildProcessError(f"{' '.join(command)}: not ready ({process.returncode})")
            await asyncio.sleep(0.005)
        running.started = time.monotonic() - began
        yield running
    finally:
        running.pool.close()
        if process.returncode is None:
            process.terminate()
            await process.wait()


async def _is_ready(pool: Pool, path: str) -> bool:
    try:
        await pool.get(path)
    except ConnectionError:
        return False
    return True


@asynccontextmanager
async def slack() -> AsyncIterator[Running]:
    """The stand-in for Slack."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "benchmarks.serving.slack"),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        assert process.stdout is not None
        port = int(await process.stdout.readline())
        yield Running(process.pid, port, Pool(port))
    finally:
        process.terminate()
        await process.wait()


@asynccontextmanager
async def bot(database: Path, stand_in: Running) -> AsyncIterator[Running]:
    """Dateline as it is installed, over HTTP; one person may ask as much as they like."""
    port = free_port()
    environment = {
        "SLACK_BOT_TOKEN": "xoxb-benchmark",
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_APP_TOKEN": "",
        "SLACK_API_URL": f"http://127.0.0.1:{stand_in.port}/api/",
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "DATELINE_DB": str(database),
        "DATELINE_RATE": "0",
    }
    command = [sys.executable, str(ROOT / "app.py")]
    async with serving(command, port, "/healthz", environment) as running:
        yield running


@asynccontextmanager
async def bare(size: int, stand_in: Running, *, lean: bool) -> AsyncIterator[Running]:
    """A bare Bolt app that answers so many bytes (`benchmarks.serving.bare`)."""
    port = free_port()
    command = [sys.executable, "-m", "benchmarks.serving.bare", str(port), str(size)]
    environment = {"SLACK_API_URL": f"http://127.0.0.1:{stand_in.port}/api/"}
    if lean:
        command.append("--lean")
    async with serving(command, port, "/healthz", environment) as running:
        yield running
