"""How fast the bot starts and answers over signed HTTP, and how much memory it takes.

    python -m benchmarks.bot [--db PATH] [--text "Japan"] [--rounds 300]

Starts `app.py` as a process of its own against a stand-in for Slack, on the sample archive unless
another fact base is named. Acknowledged: from sending `/meetings …` to the HTTP answer. Answered:
to the arrival of the message at the response URL.
"""

import argparse
import asyncio
import itertools
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import aiohttp
from aiohttp import web
from slack_sdk.signature import SignatureVerifier

ROOT = Path(__file__).parents[1]
SECRET = "benchmark"
STARTS = 5

LOST = 60.0
"""Seconds after which an answer counts as lost."""


@dataclass
class Slack:
    """Answers every API call with ok, and says when a message arrives at a response URL."""

    url: str = ""
    _numbers: Iterator[int] = field(default_factory=itertools.count)
    _arriving: dict[str, asyncio.Future[dict[str, object]]] = field(default_factory=dict)

    def expect(self) -> tuple[str, asyncio.Future[dict[str, object]]]:
        """A new response URL, and the first message that will arrive there."""
        token = str(next(self._numbers))
        arriving = self._arriving[token] = asyncio.get_running_loop().create_future()
        return f"{self.url}/commands/{token}", arriving

    async def api(self, request: web.Request) -> web.Response:
        known = {"ok": True, "user_id": "U0BOT", "bot_id": "B0BOT", "team_id": "T0"}
        return web.json_response(known)

    async def response(self, request: web.Request) -> web.Response:
        message = await request.json()
        arriving = self._arriving.pop(request.match_info["token"], None)
        if arriving is not None:
            arriving.set_result(message)
        return web.Response(text="ok")


@asynccontextmanager
async def slack() -> AsyncIterator[Slack]:
    stand_in = Slack()
    app = web.Application()
    app.router.add_post("/api/{method}", stand_in.api)
    app.router.add_post("/commands/{token}", stand_in.response)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    stand_in.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield stand_in
    finally:
        await runner.cleanup()


@dataclass
class Bot:
    """A running `app.py`, and how many seconds it took until it was ready."""

    process: asyncio.subprocess.Process
    url: str
    started: float

    def memory(self) -> dict[str, float]:
        """Resident memory in MB, now and at its highest (Linux)."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        lines = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
        return {key: int(lines[key].split()[0]) / 1024 for key in ("VmRSS", "VmHWM")}


@asynccontextmanager
async def bot(
    database: Path, stand_in: Slack, session: aiohttp.ClientSession
) -> AsyncIterator[Bot]:
    port = 20_000 + os.getpid() % 20_000
    environment = {
        **os.environ,
        "SLACK_BOT_TOKEN": "xoxb-benchmark",
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_APP_TOKEN": "",
        "SLACK_API_URL": f"{stand_in.url}/api/",
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "DATELINE_DB": str(database),
        # One person asks all of it.
        "DATELINE_RATE": "0",
    }
    began = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        sys.executable, str(ROOT / "app.py"), cwd=ROOT, env=environment,
        stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    url = f"http://127.0.0.1:{port}"
    try:
        await ready(session, url)
        yield Bot(process, url, time.perf_counter() - began)
    finally:
        process.terminate()
        await process.wait()


async def ready(session: aiohttp.ClientSession, url: str) -> None:
    while True:
        try:
            async with session.get(f"{url}/healthz") as answer:
                if answer.status == 200:
                    return
        except aiohttp.ClientConnectionError:
            pass
        await asyncio.sleep(0.005)


async def command(
    session: aiohttp.ClientSession,
    running: Bot,
    stand_in: Slack,
    text: str,
    *,
    name: str = "/meetings",
    began: float | None = None,
) -> tuple[float, float]:
    """Milliseconds until one command was acknowledged, and until it was answered.

    They count from `began` (`time.perf_counter`), where it was to be sent then, else from now.
    """
    response_url, arriving = stand_in.expect()
    body = urlencode(
        {
            "command": name,
            "text": text,
            "user_id": "U0ANNA",
            "channel_id": "C0DESK",
            "team_id": "T0",
            "trigger_id": "1.2.3",
            "response_url": response_url,
        }
    )
    timestamp = str(int(time.time()))
    signature = SignatureVerifier(SECRET).generate_signature(timestamp=timestamp, body=body)
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": signature or "",
    }
    began = time.perf_counter() if began is None else began
    async with session.post(f"{running.url}/slack/events", data=body, headers=headers) as answer:
        await answer.read()
        acknowledged = time.perf_counter()
        if answer.status != 200:
            raise SystemExit(f"the bot answered {answer.status}")
    message = await asyncio.wait_for(arriving, LOST)
    answered = time.perf_counter()
    if "Facts as of" not in json.dumps(message.get("blocks")):
        raise SystemExit(f"the bot did not answer from the archive: {message.get('text')}")
    return (acknowledged - began) * 1_000, (answered - began) * 1_000


def sample(folder: Path) -> Path:
    """The sample archive as a fact base, read in a process of its own."""
    database = folder / "sample.db"
    subprocess.run(
        [sys.executable, "-m", "knowledge", "ingest", str(ROOT / "knowledge" / "sample")],
        cwd=ROOT,
        env={**os.environ, "DATELINE_DB": str(database)},
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return database


def row(what: str, value: float, target: float, unit: str) -> None:
    verdict = "ok" if value < target else "OVER"
    print(f"{what:<44}{value:>9.1f} {unit:<3}  (target < {target:g} {unit})  {verdict}")


async def measure(database: Path, text: str, rounds: int) -> dict[str, float]:
    """Every figure, by name."""
    async with slack() as stand_in, aiohttp.ClientSession() as session:
        starts = []
        for _ in range(STARTS):
            async with bot(database, stand_in, session) as running:
                starts.append(running.started)
        async with bot(database, stand_in, session) as running:
            for _ in range(10):
                await command(session, running, stand_in, text)
            times = [await command(session, running, stand_in, text) for _ in range(rounds)]
            memory = running.memory()
    acknowledged, answered = (sorted(column) for column in zip(*times, strict=True))
    return {
        "start": statistics.median(starts) * 1_000,
        "memory": memory["VmRSS"],
        "memory_peak": memory["VmHWM"],
        "acknowledged": statistics.median(acknowledged),
        "answered": statistics.median(answered),
        "answered_p99": answered[int(len(answered) * 0.99) - 1],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--db", type=Path, help="a fact base (default: the sample archive)")
    parser.add_argument("--text", default="Japan", help="what to ask /meetings")
    parser.add_argument("--rounds", type=int, default=300)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        database = options.db or sample(Path(folder))
        figures = asyncio.run(measure(database, options.text, options.rounds))
    if options.json:
        print(json.dumps(figures))
        return
    print(f"/meetings {options.text}, {options.rounds} times over signed HTTP")
    row("start until /healthz is 200 (median of 5)", figures["start"], 1_000, "ms")
    row("memory after that (resident)", figures["memory"], 150, "MB")
    row("memory at its highest", figures["memory_peak"], 150, "MB")
    row("acknowledged (median)", figures["acknowledged"], 50, "ms")
    row("answered (median)", figures["answered"], 50, "ms")
    row("answered (99th percentile)", figures["answered_p99"], 100, "ms")


if __name__ == "__main__":
    main()
