"""docs/deploy.md, the unit of systemd and the Procfile agree with what Dateline does."""

import configparser
import re
import shutil
import subprocess
from pathlib import Path

import click
import pytest

from bot.run import DEADLINE
from bot.settingvalues import Key
from knowledge.cli import cli
from knowledge.environment import from_file
from knowledge.safekeeping import addresses, litestream

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "deploy.md").read_text("utf-8")
UNIT = ROOT / "deploy" / "dateline.service"
COMMAND = re.compile(r"(?:python -m knowledge|\bdl)(?: --db \S+)? ([a-z][a-z-]*)([^\n`#]*)")


class Unit(configparser.ConfigParser):
    """A unit file: keys have capitals, and may come twice."""

    def optionxform(self, optionstr: str) -> str:
        return optionstr


@pytest.fixture
def service() -> configparser.SectionProxy:
    unit = Unit(strict=False, interpolation=None)
    unit.read(UNIT, "utf-8")
    return unit["Service"]


def test_every_command_on_the_page_is_one() -> None:
    context = click.Context(cli)
    found = set()
    for name, words in COMMAND.findall(PAGE):
        command = cli.get_command(context, name)
        assert command is not None, name
        if isinstance(command, click.Group):
            continue
        options = {option for one in command.params for option in one.opts}
        assert set(re.findall(r"(?<!\S)--[a-z-]+", words)) <= options, (name, words)
        found.add(name)
    assert found >= {"backup", "restore", "check", "ingest"}


def test_every_setting_on_the_page_is_read() -> None:
    named = set(re.findall(r"\b(?:DATELINE|SLACK)_[A-Z_]+\b", PAGE))
    assert named <= set(Key), named - set(Key)
    assert {Key.REPLICA, Key.REPLICA_SECONDS} <= named
    kept = litestream.environment(dict.fromkeys(re.findall(r"\b[A-Z]+_[A-Z_]+\b", PAGE), "x"))
    for name in re.findall(r"`((?:LITESTREAM|AWS|GOOGLE|AZURE)_[A-Z_]+)`", PAGE):
        assert name in kept


def test_every_kind_of_place_on_the_page_is_one() -> None:
    kinds = {f"{scheme}://" for scheme in addresses.SCHEMES}
    rows = re.findall(r"^\| `([a-z0-9]+://[^`]*)` \|", PAGE, re.MULTILINE)
    assert {re.match(r"\w+://", one)[0] for one in rows} == kinds  # type: ignore[index]
    for url in rows:
        assert addresses.replica(url).url == url


def test_every_link_leads_somewhere() -> None:
    for link in re.findall(r"\]\((?!http)([^)#]+)\)", PAGE):
        assert (ROOT / "docs" / link).exists(), link
    assert "docs/deploy.md" in (ROOT / "README.md").read_text("utf-8")


def test_what_the_page_quotes_is_what_is_said() -> None:
    code = "".join(
        path.read_text("utf-8")
        for folder in ("bot", "knowledge")
        for path in (ROOT / folder).rglob("*.py")
    )
    joined = re.sub(r'"\s*\n\s*f?"', "", code) + (ROOT / "app.py").read_text("utf-8")
    for said in (
        "Dateline can't start:",
        "another Dateline replicates the same fact base",
        "There is no fact base, and the replica holds none",
        "no fact base",
        "Dateline is up (",
        "can't be read",
    ):
        assert said in PAGE and said in joined, said


def test_the_unit_starts_what_there_is_and_leaves_it_time(
    service: configparser.SectionProxy,
) -> None:
    python, script = service["ExecStart"].split()
    assert python == "/opt/dateline/.venv/bin/python"
    assert (ROOT / Path(script).relative_to("/opt/dateline")).is_file()
    # Litestream ends after the bot, so a signal for both would lose the last changes.
    assert service["KillMode"] == "mixed"
    assert int(service["TimeoutStopSec"]) > DEADLINE + 5
    assert service["Restart"] == "always" and service["RestartPreventExitStatus"] == "2"
    assert (service["NoNewPrivileges"], service["ProtectSystem"]) == ("yes", "strict")
    assert service["User"] == "dateline"
    for path in re.findall(r"(?:/etc|/var/lib)/dateline/\w[\w.]*", UNIT.read_text("utf-8")):
        assert path in PAGE.replace("`dateline.db`", "/var/lib/dateline/dateline.db")


def test_the_example_of_settings_is_one_for_systemd() -> None:
    example = ROOT / ".env.example"
    for line in example.read_text("utf-8").splitlines():
        assert not line or line.startswith("#") or re.fullmatch(r"[A-Z_]+=[^\s'\"]*", line), line
    assert set(from_file(example)) >= {Key.BOT_TOKEN, Key.REPLICA}


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd here")
def test_systemd_understands_the_unit(tmp_path: Path) -> None:
    copy = tmp_path / UNIT.name
    # Where Dateline is not installed, systemd misses its program.
    copy.write_text(re.sub("ExecStart=.*", "ExecStart=/usr/bin/env true", UNIT.read_text("utf-8")))
    said = subprocess.run(
        ["systemd-analyze", "verify", str(copy)], capture_output=True, text=True, check=False
    )
    assert (said.returncode, said.stderr) == (0, "")


def test_a_procfile_runs_it() -> None:
    assert (ROOT / "Procfile").read_text("utf-8") == "web: python app.py\n"


@pytest.mark.parametrize("more", ["dask", "litestream", "dev", "bench"])
def test_what_more_needs_is_pinned_beside_all_that_dateline_runs_on(more: str) -> None:
    """They are installed in the place of requirements.txt, so `make lock` writes all of them."""

    def pins(name: str) -> set[str]:
        text = (ROOT / name).read_text("utf-8")
        return set(re.findall(r"^[\w.-]+==\S+", text, re.MULTILINE))

    assert pins("requirements.txt") - pins(f"requirements-{more}.txt") == set(), "run `make lock`"
