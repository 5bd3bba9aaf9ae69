"""`make run` fills an empty fact base and leaves a filled one alone."""

import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot import prepare
from bot.settings import Settings, load
from knowledge.base import Base, RosterPerson
from tests.written import article

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
    own = environment.parent / "my articles"
    own.mkdir()
    (own / "one.txt").write_text("One", "utf-8")
    for source in ("my articles", "https://example.org/feed.xml"):
        assert prepare.main([source]) == 0
    assert ingested == [
        ["ingest", "my articles", str(environment)],
        ["ingest", "https://example.org/feed.xml", str(environment)],
    ]


def test_a_filled_base_is_left_alone(
    environment: Path, ingested: list[list[str]], small_archive: Path
) -> None:
    environment.write_bytes(small_archive.read_bytes())
    assert prepare.main([""]) == 0
    assert ingested == []


def test_a_base_without_articles_counts_as_empty(tmp_path: Path) -> None:
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
    (environment.parent / "folder").mkdir()
    (environment.parent / "folder" / "one.txt").write_text("One", "utf-8")
    assert prepare.main(["folder"]) == passed_on


def test_wrong_settings_and_usage_are_said(
    environment: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert prepare.main(["one", "two"]) == 2
    monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-1")
    assert prepare.main([]) == 2
    assert "SLACK_BOT_TOKEN" in capsys.readouterr().err


def test_a_folder_that_is_not_there_stops_everything(
    environment: Path, ingested: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    save(environment, "sample-king-india-visit")
    assert prepare.main(["no/such\x1bfolder"]) == 2
    said = capsys.readouterr().err
    assert "There is no file or folder “no/suchfolder”" in said and "ARTICLES=" in said
    assert ingested == [] and stored(environment) == ["sample-king-india-visit"]


def save(path: Path, *ids: str) -> None:
    """A fact base with these articles, added to what it holds."""
    with Base.open(path) as base:
        for identity in ids:
            base.save(article(identity, f"Of {identity}\n\nNobody met.", "2022-03-20"), [])


def stored(path: Path) -> list[str]:
    """The ids of what a fact base holds; nothing where there is none."""
    if not path.exists():
        return []
    with Base.open(path, readonly=True, create=False) as base:
        return base.article_ids()


@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """An ingest that stores articles with the names of the files; gives where it was called."""
    into: list[str] = []

    def run(command: list[str], env: dict[str, str], check: bool) -> Any:
        into.append(env["DATELINE_DB"])
        read = [path for path in Path(command[-1]).glob("*.txt") if path.read_text("utf-8")]
        save(Path(env["DATELINE_DB"]), *(path.stem for path in read))
        return subprocess.CompletedProcess(command, 0 if read else 1)

    monkeypatch.setattr(subprocess, "run", run)
    return into


def folder(at: Path, **files: str) -> Path:
    """A folder of articles."""
    made = at / "stories"
    made.mkdir()
    for name, text in files.items():
        (made / f"{name}.txt").write_text(text, "utf-8")
    return made


def test_own_articles_take_the_place_of_the_samples(
    environment: Path, reading: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    save(environment, "sample-king-india-visit", "sample-japan-grant")
    assert prepare.main([str(folder(environment.parent, ours="Ours"))]) == 0
    assert stored(environment) == ["ours"] and reading != [str(environment)]
    assert "Your own fact base begins" in capsys.readouterr().err
    assert not list(environment.parent.glob("*.new.*"))


@pytest.mark.parametrize(
    ("files", "said"),
    [({}, "There are no articles in"), ({"empty": ""}, "No article could be read")],
)
def test_samples_stay_where_nothing_can_be_read(
    environment: Path,
    reading: list[str],
    capsys: pytest.CaptureFixture[str],
    files: dict[str, str],
    said: str,
) -> None:
    save(environment, "sample-king-india-visit")
    assert prepare.main([str(folder(environment.parent, **files))]) != 0
    assert stored(environment) == ["sample-king-india-visit"]
    told = capsys.readouterr().err
    assert said in told and "Nothing was changed" in told
    assert not list(environment.parent.glob("*.new.*"))


def test_samples_that_a_running_bot_answers_from_stay(
    environment: Path, reading: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    save(environment, "sample-king-india-visit")
    stories = folder(environment.parent, ours="Ours")
    with Base.open(environment) as base:
        assert base.article_ids()
        assert prepare.main([str(stories)]) == 2
        assert base.article_ids() == ["sample-king-india-visit"]
    said = capsys.readouterr().err
    assert "Stop it first" in said and "DATELINE_DB=news.db make run ARTICLES=" in said
    assert reading == []


def test_own_articles_are_added_to_own_ones_and_that_is_said(
    environment: Path, reading: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    save(environment, "earlier")
    assert prepare.main([str(folder(environment.parent, ours="Ours"))]) == 0
    assert stored(environment) == ["earlier", "ours"]
    assert "added to the 1 in own.db" in capsys.readouterr().err


def test_reading_the_samples_again_leaves_them_in(
    environment: Path, ingested: list[list[str]]
) -> None:
    save(environment, "sample-king-india-visit")
    assert prepare.main([str(prepare.SAMPLE)]) == 0
    assert stored(environment) == ["sample-king-india-visit"] and len(ingested) == 1


@pytest.mark.parametrize("kept", ["own article", "decision", "roster"])
def test_what_people_put_in_is_never_thrown_away(
    environment: Path,
    ingested: list[list[str]],
    capsys: pytest.CaptureFixture[str],
    kept: str,
) -> None:
    save(environment, "sample-king-india-visit", "sample-japan-grant")
    with Base.open(environment) as base:
        if kept == "own article":
            save(environment, "our-story")
        elif kept == "decision":
            base.remove("sample-japan-grant", who="anna")
        else:
            base.enlist([RosterPerson("p:1", "Ada Lovelace", "GB")])
    before = stored(environment)
    (environment.parent / "one.txt").write_text("One", "utf-8")
    assert prepare.main([str(environment.parent)]) == 0
    assert stored(environment) == before
    said = capsys.readouterr().err
    assert "begins" not in said
    assert "sample articles. To take them out" in said and prepare.REMOVE in said
    assert prepare.main([prepare.REMOVE]) == 0
    assert stored(environment) == [one for one in before if one == "our-story"]


def test_taking_the_samples_out_of_no_base_is_said(
    environment: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert prepare.main([prepare.REMOVE]) == 1
    assert "There is no fact base" in capsys.readouterr().err
