"""`make run` fills an empty fact base and leaves a filled one alone."""

import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot import prepare
from bot.settings import Settings, load

NOWHERE = Path("/nonexistent/.env")


@pytest.fixture
def ingested(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What was handed to the command line, and into which fact base."""
    seen: list[list[str]] = []

    def run(command: list[str], env: dict[str, str], check: bool) -> Any:
        seen.append([*command[3:], env["DATELINE_DB"]])
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(subprocess, "run", run)
    return seen


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An environment without Slack, in an empty folder."""
    for key in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"):
        monkeypatch.delenv(key, raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATELINE_DB", str(tmp_path / "own.db"))
    return tmp_path / "own.db"


def test_a_missing_base_gets_the_samples(environment: Path, ingested: list[list[str]]) -> None:
    assert prepare.main([]) == 0
    assert ingested == [["ingest", str(prepare.SAMPLE), str(environment)]]


def test_own_articles_are_read_whenever_they_are_named(
    environment: Path, ingested: list[list[str]], small_archive: Path
) -> None:
    environment.write_bytes(small_archive.read_bytes())
    assert prepare.main(["my articles"]) == 0
    assert ingested == [["ingest", "my articles", str(environment)]]


def test_a_filled_base_is_left_alone(
    environment: Path, ingested: list[list[str]], small_archive: Path
) -> None:
    environment.write_bytes(small_archive.read_bytes())
    assert prepare.main([""]) == 0
    assert ingested == []


def test_a_base_without_articles_counts_as_empty(tmp_path: Path) -> None:
    from knowledge.base import Base

    settings: Settings = load({}, NOWHERE)
    settings = replace(settings, database=tmp_path / "empty.db")
    Base.open(settings.database).close()
    assert prepare.is_empty(settings)


def test_a_file_that_is_no_base_is_not_written_over(
    environment: Path, ingested: list[list[str]]
) -> None:
    environment.write_bytes(b"something else entirely" * 100)
    assert prepare.main([]) == 0
    assert ingested == []


@pytest.mark.parametrize(("code", "passed_on"), [(0, 0), (1, 0), (2, 2)])
def test_unreadable_articles_do_not_stop_the_bot(
    environment: Path, monkeypatch: pytest.MonkeyPatch, code: int, passed_on: int
) -> None:
    done: subprocess.CompletedProcess[bytes] = subprocess.CompletedProcess([], code)
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: done)
    assert prepare.main(["folder"]) == passed_on


def test_wrong_settings_and_usage_are_said(
    environment: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert prepare.main(["one", "two"]) == 2
    monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-1")
    assert prepare.main([]) == 2
    assert "SLACK_BOT_TOKEN" in capsys.readouterr().err
