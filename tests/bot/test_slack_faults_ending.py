"""The end of the process with work in flight: it is finished, or whoever waits is told so."""

import asyncio
import shutil
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot import messages, service, socketmode
from bot.manifest import manifest
from bot.workspace import Workspace
from tests.bot.doubles import until
from tests.bot.running import connected
from tests.test_app import app, over_http


@pytest.fixture
async def workspace() -> AsyncIterator[Workspace]:
    async with Workspace(manifest()) as started:
        yield started


@pytest.mark.parametrize("mode", ["socket", "http"])
async def test_whose_answer_there_is_no_time_for_is_told_so(
    workspace: Workspace, database: Path, mode: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "DRAIN", 0.05)
    anna = workspace.user("anna")
    async with connected(workspace, database, mode) as house:
        # It hangs in the look at who asks, and in what an answer is made of.
        released = workspace.faults.hold("users.info", times=2)
        await anna.command("/meetings", "Canada", channel="desk", wait=False)
        await anna.mention("desk", "meetings Canada", wait=False)
        await until(lambda: workspace.faults.calls["users.info"] >= 1)
        await until(lambda: len(house.service.desk.underway._running) == 2)
    released.set()
    said = [message.text for message in anna.history("desk") if message.user != anna.id]
    assert said == [messages.RESTARTING, messages.RESTARTING]


async def test_who_asks_while_it_ends_is_told_so(workspace: Workspace, database: Path) -> None:
    anna = workspace.user("anna")
    async with connected(workspace, database, "http") as house:
        released = workspace.faults.hold("chat.postMessage")
        await anna.mention("desk", "meetings Canada", wait=False)
        await until(lambda: workspace.faults.calls["chat.postMessage"])
        house.service.desk.underway.stopping = True
        ending = asyncio.create_task(house.service.desk.drain(5))
        reply = await anna.command("/meetings", "Canada", channel="desk")
        assert reply.text == messages.RESTARTING and not ending.done()
        released.set()
        await ending
    assert [message for message in workspace.posted() if "Trudeau" in str(message.blocks)]


async def test_a_second_signal_ends_it_at_once(tmp_path: Path, small_archive: Path) -> None:
    shutil.copy(small_archive, tmp_path / "dateline.db")
    async with Workspace(manifest()) as slack, app(tmp_path, **over_http(slack)) as running:
        await running.ready(connected=True)
        slack.deliver_to(f"{running.url}/slack/events")
        released = slack.faults.hold("response_url")
        await slack.user("anna").command("/meetings", "Japan", channel="desk", wait=False)
        await until(lambda: slack.faults.calls["response_url"])
        running.process.send_signal(signal.SIGINT)
        await running.until(503, status="stopping")
        code, seconds, output = await running.stopped(signal.SIGINT)
        released.set()
    assert code == 128 + signal.SIGINT and seconds < 1
    assert "Traceback" not in output and "KeyboardInterrupt" not in output


async def test_without_slack_for_too_long_it_ends_to_be_started_again(
    workspace: Workspace, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socketmode, "GIVE_UP_AFTER", 0.1)
    monkeypatch.setattr(socketmode, "LONGEST_PAUSE", 0.02)
    async with connected(workspace, database, "socket") as house:
        await until(lambda: house.service.socket is not None and house.service.socket.alive)
        workspace.faults.api("apps.connections.open", times=999, status=503)
        await workspace.sockets.cut()
        await until(lambda: not house.service.socket or not house.service.socket.alive)
        assert not (await house.service.health.report()).ready
        async with asyncio.timeout(5):
            await house.service.run_until_stopped()
    assert house.service.exit_code == 1
    assert house.service.problem == "No connection to Slack. Ending, to be started again."
