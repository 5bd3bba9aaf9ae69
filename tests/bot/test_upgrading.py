"""The fact base of an earlier Dateline: brought up to date while the bot listens, or left whole."""

import asyncio
import gzip
import json
import os
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import aiohttp
import pytest

from bot import messages
from bot.errors import StartProblem
from bot.manifest import manifest
from bot.service import Service
from bot.settings import EVENTS_PATH, load
from bot.starting import start
from bot.upgrading import __main__ as child
from bot.upgrading.preparing import (
    AGAIN,
    TRIES,
    UPDATING_AGAIN,
    WAITING,
    NotPrepared,
    Preparing,
    Stage,
)
from bot.workspace import Person, Workspace
from knowledge.base import Base, Outdated
from tests.bot.doubles import Pauses, gone, until
from tests.bot.running import NOWHERE
from tests.test_app import app, free_port, over_http

OLD = Path(__file__).parents[1] / "knowledge" / "base" / "version_1.db.gz"
FIRST = [("m001_articles_readings_facts",)]


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A base that version 1 made, with a gate for the process that stands still."""
    path = tmp_path / "dateline.db"
    path.write_bytes(gzip.decompress(OLD.read_bytes()))
    os.mkfifo(f"{path}.go")
    return path


def stand_in(word: str, database: Path) -> list[str]:
    return [sys.executable, "-m", "tests.bot.upgrading_child", word, str(database)]


def applied(path: Path) -> list[tuple[str]]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute("SELECT name FROM _sqlite_migrations").fetchall()


async def go_on(database: Path) -> None:
    """Let the process that stands still go on."""
    await asyncio.to_thread(Path(f"{database}.go").write_bytes, b"go")


# The base


async def test_a_base_of_today_needs_no_process(database: Path) -> None:
    preparing = Preparing(database, ["never"])
    assert preparing.stage is not None
    assert await preparing.run() is None and preparing.stage is None


async def test_where_there_is_none_an_empty_one_is_made(tmp_path: Path) -> None:
    assert await Preparing(tmp_path / "new.db", ["never"]).run() is None
    with Base.open(tmp_path / "new.db", readonly=True) as base:
        assert base.scope().articles == 0


async def test_another_file_is_left_alone_and_said(tmp_path: Path, logged: list[str]) -> None:
    path = tmp_path / "other.db"
    path.write_bytes(b"something else entirely" * 100)
    preparing = Preparing(path, ["never"])
    problem = await preparing.run()
    assert problem is not None and "not a Dateline fact base" in problem
    assert preparing.stage is None, "the bot runs, and says so to whoever asks"
    assert any(problem in line for line in logged)


async def test_an_earlier_one_is_brought_up_to_date(old: Path, logged: list[str]) -> None:
    preparing = Preparing(old)
    assert await preparing.run() is None and preparing.stage is None
    with Base.open(old, readonly=True) as base:
        assert base.scope().articles > 0
    assert any("brought up to date first" in line for line in logged)
    told = [line.partition("dateline.upgrading: ")[2] for line in logged if "articles" in line]
    once, twice = "bringing the fact base up to date", UPDATING_AGAIN
    assert [line.partition(":")[0] for line in told] == [
        one.capitalize() for one in (once, once, twice)
    ]


async def test_one_that_can_not_be_updated_is_said(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect(old)) as db, db:
        db.execute("DROP TABLE readings")
    problem = await Preparing(old).run()
    assert problem is not None and "is damaged" in problem
    assert applied(old) == FIRST


async def test_ended_in_the_middle_it_is_as_it_was(old: Path) -> None:
    for _ in range(2):
        preparing = Preparing(old, stand_in("pause", old))
        running = asyncio.create_task(preparing.run())
        await until(lambda one=preparing: one.stage and one.stage.done is not None)  # type: ignore[misc]
        assert applied(old) == FIRST
        began = asyncio.get_running_loop().time()
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
        assert asyncio.get_running_loop().time() - began < 2
        assert applied(old) == FIRST
        with pytest.raises(Outdated):
            Base.open(old, readonly=True)
    assert await Preparing(old).run() is None
    assert [one.name for one in old.parent.glob("*.before*")] == [
        "dateline.db.before-m002_all_kinds_of_fact"
    ]


async def test_the_process_ends_with_a_bot_that_was_killed(old: Path) -> None:
    process = await asyncio.create_subprocess_exec(
        *stand_in("pause", old), stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdin is not None and process.stdout is not None
    assert json.loads(await process.stdout.readline())["done"] == 0
    process.stdin.close()
    await asyncio.wait_for(process.wait(), 20)
    await gone(process.pid)
    assert applied(old) == FIRST


@pytest.mark.parametrize("word", ["die", "rave"])
async def test_a_process_that_dies_again_and_again_is_given_up(old: Path, word: str) -> None:
    with pytest.raises(NotPrepared, match=f"ended {TRIES} times"):
        await Preparing(old, stand_in(word, old)).run()
    assert applied(old) == FIRST


async def test_another_program_that_writes_is_waited_for(old: Path) -> None:
    pauses, stages = Pauses(), []

    async def sleep(seconds: float) -> None:
        stages.append(preparing.stage)
        await pauses.sleep(seconds)

    preparing = Preparing(old, stand_in("busy", old), sleep=sleep)
    assert await preparing.run() is None
    assert (pauses.taken, stages) == ([AGAIN], [WAITING])


def test_it_knows_a_lock_from_a_fault(
    old: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # Here stdin is pytest's, and the process the tests'.
    monkeypatch.setattr(child, "_end_with_the_bot", int)
    monkeypatch.setattr("knowledge.base.pragmas.BUSY_MS", 1)
    with closing(sqlite3.connect(old)) as db:
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("BEGIN IMMEDIATE")
        assert child.main(str(old)) == 1
    assert json.loads(capsys.readouterr().out)["busy"] is True
    old.write_bytes(b"something else entirely" * 100)
    assert child.main(str(old)) == 1
    assert json.loads(capsys.readouterr().out)["busy"] is False


@pytest.mark.parametrize(
    ("stage", "share"),
    [
        (Stage("x"), None),
        (Stage("x", 0, 0), None),
        (Stage("x", 0, 3), 0.0),
        (Stage("x", 1, 3), 0.333),
    ],
)
def test_how_far_it_is(stage: Stage, share: float | None) -> None:
    assert stage.share == share


# The bot meanwhile


@dataclass
class Starting:
    """A workspace and a bot over HTTP whose fact base is being brought up to date."""

    workspace: Workspace
    database: Path
    url: str
    task: asyncio.Task[Service]

    @property
    def anna(self) -> Person:
        return self.workspace.user("anna")

    async def health(self) -> tuple[int, dict[str, Any]]:
        async with aiohttp.ClientSession() as session, session.get(f"{self.url}/healthz") as said:
            return said.status, await said.json()

    async def done(self) -> None:
        """Let the update go on, and return once the bot is up."""
        await go_on(self.database)
        await asyncio.wait_for(self.task, 20)


@pytest.fixture
async def starting(old: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Starting]:
    monkeypatch.setattr(
        "bot.upgrading.preparing.upgrading", lambda database: stand_in("pause", database)
    )
    async with Workspace(manifest()) as workspace, AsyncExitStack() as stack:
        port = free_port()
        settings = {**over_http(workspace), "PORT": str(port), "DATELINE_DB": str(old)}
        task = asyncio.create_task(start(load(settings, NOWHERE), stack))
        begun = Starting(workspace, old, f"http://127.0.0.1:{port}", task)
        workspace.deliver_to(begun.url + EVENTS_PATH)
        while True:
            with suppress(aiohttp.ClientConnectionError):
                if (await begun.health())[1]["progress"] is not None:
                    break
            await asyncio.sleep(0.01)
        yield begun
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_it_says_how_far_it_is_and_then_that_it_is_ready(starting: Starting) -> None:
    assert await starting.health() == (
        503,
        {
            "status": "starting",
            "ready": False,
            "live": True,
            "mode": "http",
            "connected": False,
            "what": "bringing the fact base up to date",
            "progress": 0.0,
        },
    )
    await starting.done()
    status, told = await starting.health()
    assert (status, told["status"]) == (200, "ok") and told["articles"] > 0


async def test_whoever_types_a_command_is_told_at_once(starting: Starting) -> None:
    reply = await starting.anna.command("/meetings", "Japan", channel="desk")
    assert reply.ephemeral and reply.text == messages.STARTING
    assert not starting.task.done()
    await starting.done()
    reply = await starting.anna.command("/meetings", "Japan", channel="desk")
    assert "Kishida" in reply.words


async def test_a_shortcut_is_answered_in_a_window(starting: Starting) -> None:
    opened = await starting.anna.shortcut("Search the archive")
    assert opened.view is not None and messages.STARTING in json.dumps(opened.view.content)


async def test_a_form_stays_below_what_is_said(starting: Starting) -> None:
    view = {"type": "modal", "callback_id": "own.form", "id": "V1", "state": {"values": {}}}
    anna, team = {"id": starting.anna.id}, {"id": starting.workspace.store.team_id}
    payload = {"type": "view_submission", "user": anna, "team": team, "view": view}
    body = urlencode({"payload": json.dumps(payload)})
    answer = await starting.workspace.post(body, "application/x-www-form-urlencoded")
    told = json.loads(answer.body)
    assert told["response_action"] == "push" and messages.STARTING in json.dumps(told["view"])
    suggesting = {"type": "block_suggestion", "user": anna, "team": team, "action_id": "a"}
    body = urlencode({"payload": json.dumps({**suggesting, "block_id": "b", "value": "k"})})
    answer = await starting.workspace.post(body, "application/x-www-form-urlencoded")
    assert json.loads(answer.body) == {"options": []}


async def test_what_somebody_writes_is_answered_when_slack_sends_it_again(
    starting: Starting,
) -> None:
    await starting.anna.say("meetings Japan", channel="dm")
    await starting.done()
    starting.workspace.clock.advance(60)
    reply = await starting.anna.sees("Kishida", channel="dm")
    assert messages.STARTING not in reply.words


async def test_with_the_last_time_they_are_told_to_ask_again(starting: Starting) -> None:
    event = {"type": "message", "channel_type": "im", "text": "meetings Japan", "ts": "1.1"}
    channel = (await starting.anna.say("hello", channel="dm")).channel
    event |= {"user": starting.anna.id, "channel": channel}
    body = {"type": "event_callback", "event": event, "event_id": "Ev1"}
    body["team_id"] = starting.workspace.store.team_id
    statuses = []
    for retry in ({}, *({"X-Slack-Retry-Num": str(n)} for n in (1, 2, 3))):
        answer = await starting.workspace.post(json.dumps(body), headers=retry)
        statuses.append(answer.status)
    assert statuses == [503, 503, 503, 200]
    await starting.anna.sees(messages.STARTING, channel="dm")


async def test_one_that_can_not_be_prepared_ends_the_start(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "bot.upgrading.preparing.upgrading", lambda database: stand_in("die", database)
    )
    settings = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "s", "PORT": "0"}
    async with AsyncExitStack() as stack:
        with pytest.raises(StartProblem, match="for lack of memory"):
            await start(load({**settings, "DATELINE_DB": str(old)}, NOWHERE), stack)


# The process


@pytest.mark.parametrize("mode", ["workspace", "http", "socket"])
async def test_a_signal_ends_it_in_time_and_the_next_start_goes_on(old: Path, mode: str) -> None:
    async with Workspace(manifest()) as slack:
        more = over_http(slack) if mode != "workspace" else {}
        if mode == "socket":
            more["SLACK_APP_TOKEN"] = slack.app_token
        with closing(sqlite3.connect(old)) as db:
            db.execute("PRAGMA journal_mode=WAL")
            # Another program writes: so the update stands still, however fast the machine is.
            db.execute("BEGIN IMMEDIATE")
            async with app(old.parent, **more) as running:
                _, told = await running.until(503, status="starting")
                assert told["mode"] == mode and told["what"] and "articles" not in told
                assert slack.sockets.made == 0
                code, seconds, output = await running.stopped()
            assert (code, seconds < 5) == (0, True), output
            assert "Traceback" not in output
            db.rollback()
        assert applied(old) == FIRST
        async with app(old.parent, **more) as running:
            assert (await running.ready(status="ok"))["articles"] > 0
            await running.stopped()
