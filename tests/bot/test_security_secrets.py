"""No token, secret, ticket or response URL is told to anybody: a day of good and bad luck."""

import json
import logging
import os
import runpy
import subprocess
import sys
import threading
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import aiohttp
import pytest

from bot import children, logs
from bot.logs import Formatter, JsonFormatter
from bot.settings import METRICS_PATH
from bot.settingvalues import Key, LogLevel, LogStyle
from bot.surfaces import pictures
from bot.workspace import Workspace
from knowledge.cli import _read_environment
from tests.bot.running import House, connected, running
from tests.bot.test_installing import ZOE as ZOE
from tests.bot.test_installing import install, other_of, settings_of, several

ROOT = Path(__file__).resolve().parents[2]
MARK = "m4rked"
PRIVATE = f"https://anna:{MARK}pass@desk.example/feed?key={MARK}key#{MARK}part"


@pytest.fixture
def written() -> Iterator[list[str]]:
    """Everything that the process logs when it is set up as talkative as can be, in both styles."""
    lines: list[str] = []
    formatters = (Formatter(), JsonFormatter())

    class Writer(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.extend(formatter.format(record) for formatter in formatters)

    root = logging.getLogger()
    names = ("dateline", "dateline.bolt", "slack_bolt", "slack_sdk", "aiohttp.access")
    before = [logging.getLogger(name).level for name in names]
    handlers, level = root.handlers[:], root.level
    hooks = sys.excepthook, threading.excepthook
    logs.set_up(LogStyle.JSON, LogLevel.DEBUG)
    root.handlers[:] = [Writer()]
    yield lines
    root.handlers[:] = handlers
    root.setLevel(level)
    sys.excepthook, threading.excepthook = hooks
    logging.captureWarnings(False)
    for name, one in zip(names, before, strict=True):
        logging.getLogger(name).setLevel(one)


def secrets_of(workspace: Workspace) -> set[str]:
    """What Slack has given to the app, but for response URLs and tickets."""
    of_teams = {team.bot_token for team in workspace.teams.values()}
    own = {workspace.app_token, workspace.signing_secret, workspace.client_secret}
    return {one for one in of_teams | own if one}


def handed_out(workspace: Workspace) -> set[str]:
    """The tokens of response URLs."""
    return {token for team in workspace.teams.values() for token in team.store.response_urls}


async def everything_said(house: House) -> str:
    """What people can see, and what the process tells whoever watches it."""
    said = [
        json.dumps([message.text, message.blocks], default=str)
        for team in house.workspace.teams.values()
        for message in team.posted()
    ]
    async with aiohttp.ClientSession() as session:
        for path in ("/healthz", METRICS_PATH, "/nowhere", "/slack/oauth_redirect"):
            async with session.get(house.url + path) as page:
                said.append(f"{await page.text()} {page.headers}")
    return "\n".join(said)


METHODS = ("chat.postMessage", "response_url", "views.open", "users.info")
ERRORS = ("token_revoked", "internal_error")


async def a_day(house: House) -> None:
    """Requests that go well, and requests that each of Slack's troubles spoils."""
    anna = house.anna
    reply = await anna.command("/meetings", "Canada", channel="desk")
    await anna.mention("desk", "meetings Canada")
    await anna.dm("meetings Canada")
    await anna.click(reply, "Source", nth=0)
    for method, error in product(METHODS, ERRORS):
        house.workspace.faults.api(method, error=error)
        if method == "views.open":
            await anna.click(reply, "Source", nth=0, wait=False)
        elif method == "chat.postMessage":
            await anna.dm("meetings Canada", wait=False)
        else:
            house.service.desk.doors._people._known.clear()
            await anna.command("/meetings", "Canada", channel="desk", wait=False)
        await house.service.desk.drain(5)
    for spoiled in ({"secret": "another"}, {"age": 1_000}):
        if house.service.settings.signing_secret:
            await house.workspace.post("token=x", **spoiled)


def broken(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let whatever answers break down, with everything in its message that must not be told."""
    told = " ".join([*secrets_of(house.workspace), PRIVATE])

    def breaks(*_: object, **__: object) -> None:
        try:
            raise OSError(5, told, told)
        except OSError as error:
            raise RuntimeError(told) from error

    monkeypatch.setattr("bot.answering.ask", breaks)


@pytest.mark.parametrize("mode", ["socket", "http"])
async def test_a_day_tells_no_secret(
    database: Path, mode: str, written: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_CONTACT", f"{MARK}@desk.example")
    async with running(database, mode, settings={"DATELINE_RATE": "0"}) as house:
        tickets = set(house.workspace.hub.tickets)
        await a_day(house)
        broken(house, monkeypatch)
        await house.anna.command("/meetings", "Canada", channel="desk")
        await house.anna.dm("meetings Canada")
        logging.getLogger("dateline.test").error("%s", PRIVATE, exc_info=ValueError(PRIVATE))
        if mode == "socket":
            house.workspace.faults.api("apps.connections.open", error="internal_error")
        said = await everything_said(house)
        hidden = secrets_of(house.workspace) | handed_out(house.workspace) | tickets | {MARK}
    assert len(hidden) > 8 and any("RuntimeError" in line for line in written)
    assert [one for one in hidden if one in said] == []
    assert [line for line in written if any(one in line for one in hidden)] == []


async def test_installing_tells_no_secret(database: Path, written: list[str]) -> None:
    async with several() as workspace:
        workspace.add_team("The Other Paper", people=ZOE, installed=False)
        async with connected(workspace, database, "http", settings_of(workspace)) as house:
            assert (await install(house, house.workspace))[0] == 200
            workspace.faults.api("oauth.v2.access", error="bad_client_secret")
            status, page = await install(house, other_of(house))
            assert status == 400
            await a_day(house)
            said = page + await everything_said(house)
            hidden = secrets_of(workspace) | handed_out(workspace)
    assert [one for one in hidden if one in said] == []
    assert [line for line in written if any(one in line for one in hidden)] == []


def test_children_know_no_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slack = [key for key in Key if key.startswith("SLACK_")]
    for name in (*slack, "SLACK_NEW", "LITESTREAM_SFTP_PASSWORD", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, MARK)
    assert MARK not in children.environment().values()
    # Nor from the file that the command line reads in the same folder.
    monkeypatch.chdir(tmp_path)
    Path(".env").write_text(
        f"SLACK_BOT_TOKEN={MARK}\nAWS_NEW={MARK}\nDATELINE_CONTACT=a@b.example\n"
    )
    monkeypatch.setattr(os, "environ", children.environment())
    assert _read_environment()
    assert MARK not in os.environ.values() and os.environ["DATELINE_CONTACT"] == "a@b.example"
    assert not [name for name in pictures._KEPT if name.startswith(("SLACK_", "DATELINE_"))]


WRONG = {
    "SLACK_BOT_TOKEN": f"xoxb-{MARK}",
    "SLACK_APP_TOKEN": f"xapp-{MARK}",
    "SLACK_CLIENT_ID": "1.2",
    "SLACK_CLIENT_SECRET": MARK,
    "DATELINE_CONTACT": f"{MARK}@desk.example",
    "DATELINE_EDITORS": "nobody",
}


def test_the_files_of_an_archive_are_its_account_s_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    roster = tmp_path / "people.csv"
    roster.write_text("id,name,country,role,aliases\n1,Vula Rarama,TO,,\n")
    folder = tmp_path / "new"
    folder.mkdir()
    words = ["--db", str(folder / "dateline.db"), "people", "import", str(roster)]
    monkeypatch.setattr(sys, "argv", ["knowledge", *words])
    before = os.umask(0o022)
    try:
        with pytest.raises(SystemExit) as ended:
            runpy.run_module("knowledge", run_name="__main__")
    finally:
        os.umask(before)
    assert not ended.value.code
    made = list(folder.iterdir())
    assert made and [path.name for path in made if path.stat().st_mode & 0o077] == []


def test_wrong_settings_are_refused_without_repeating_them(tmp_path: Path) -> None:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("SLACK_")}
    environment = {**kept, **WRONG, "DATELINE_DB": str(tmp_path / "dateline.db")}
    ended = subprocess.run(
        [sys.executable, str(ROOT / "app.py")],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 2 and "Traceback" not in ended.stderr
    assert MARK not in ended.stdout + ended.stderr
