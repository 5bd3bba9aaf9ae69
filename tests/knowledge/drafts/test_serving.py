"""Several drafts by one process, line by line; findings as JSON and back."""

import io
import json
import shutil
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from knowledge import cli
from knowledge.base import Base
from knowledge.drafts import Checker
from knowledge.drafts.reading import Reader
from knowledge.drafts.records import from_record, to_records
from knowledge.drafts.serving import Problem, Service

TODAY = date(2024, 5, 14)
DRAFT = "The Japanese government gave Cambodia $53.1 million for four major projects in Quito."


@pytest.fixture
def path(sample_base: Path, tmp_path: Path) -> Path:
    """A base of the test's own."""
    return Path(shutil.copy(sample_base, tmp_path / "sample.db"))


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def answer(service: Service, **asked: Any) -> dict[str, Any]:
    said, error = service.answer(json.dumps(asked))
    assert error is None
    again: dict[str, Any] = json.loads(json.dumps(said))
    return again


def test_findings_survive_the_way(checker: Checker, path: Path, reader: Reader) -> None:
    found = checker.check(DRAFT, TODAY)
    assert {one.verdict for one in found} >= {"differs", "unknown"}
    assert [from_record(row) for row in json.loads(json.dumps(to_records(found)))] == found
    said = answer(Service(path, lambda: TODAY, reader), id=7, text=DRAFT)
    assert said["foreign"] is False
    assert said["id"] == 7 and [from_record(row) for row in said["findings"]] == found


def test_another_language_is_noticed(path: Path, reader: Reader) -> None:
    text = "Le premier ministre du Japon a rencontré hier son homologue cambodgien à Phnom Penh."
    assert answer(Service(path, lambda: TODAY, reader), id=1, text=text)["foreign"] is True


def test_what_was_taken_down_meanwhile_is_not_told(path: Path, reader: Reader) -> None:
    service = Service(path, lambda: TODAY, reader)
    before = answer(service, id=1, text=DRAFT)
    assert "sample-japan-grant" in {row["article"] for row in before["findings"]}
    with Base.open(path) as base:
        base.remove("sample-japan-grant", who="test", why="a test")
    after = answer(service, id=2, text=DRAFT)
    assert "sample-japan-grant" not in {row["article"] for row in after["findings"]}


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("nonsense", Problem.LINE),
        ("[1]", Problem.LINE),
        ('{"id": 1}', Problem.LINE),
        ('{"id": 1, "text": ["x"]}', Problem.LINE),
        ('{"id": 1, "text": " "}', Problem.TEXT),
        ('{"id": 1, "text": "Hello.", "published": "soon"}', Problem.TEXT),
    ],
)
def test_what_is_no_draft(path: Path, reader: Reader, line: str, problem: Problem) -> None:
    said, error = Service(path, lambda: TODAY, reader).answer(line)
    assert (said["problem"], said["findings"], error) == (problem, [], None)
    assert said["said"]


def test_a_base_that_is_not_there(tmp_path: Path, reader: Reader) -> None:
    said = answer(Service(tmp_path / "none.db", lambda: TODAY, reader), id=1, text="Hello.")
    assert said["problem"] == Problem.BASE and "no fact base" in said["said"]


def test_a_fault_costs_one_draft(
    path: Path, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = Service(path, lambda: TODAY, reader)
    with monkeypatch.context() as patch:
        patch.setattr(reader, "read_draft", lambda *given: 1 / 0)
        said, error = service.answer('{"id": 1, "text": "Hello."}')
    assert said["problem"] == Problem.FAULT and isinstance(error, ZeroDivisionError)
    assert answer(service, id=2, text="Hello.", today="yesterday")["findings"] == []


def test_lines_on_the_command_line(
    path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [json.dumps({"id": "a", "text": DRAFT}), "", "nonsense"]
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(lines)))
    assert cli.run(["--db", str(path), "check-draft", "--jsonl"]) == 1
    done = capsys.readouterr()
    first, second = [json.loads(line) for line in done.out.splitlines()]
    assert first["id"] == "a" and "differs" in {row["verdict"] for row in first["findings"]}
    assert second["problem"] == Problem.LINE and "JSON" in done.err


def test_a_draft_must_be_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["check-draft"]) == 2
    assert "check-draft FILE" in capsys.readouterr().err
