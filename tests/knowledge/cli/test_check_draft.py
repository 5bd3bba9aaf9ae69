"""`check-draft` on the command line, over the sample archive."""

import io
import json
import sys
from pathlib import Path

import pytest

from knowledge import cli

DRAFT = "The Japanese government gave Cambodia $53.1 million for four major projects."


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = cli.run(list(arguments))
    done = capsys.readouterr()
    return status, done.out, done.err


def test_json(sample_base: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "draft.txt"
    file.write_text(DRAFT)
    status, out, _ = run(capsys, "--db", str(sample_base), "check-draft", str(file), "--json")
    assert status == 0
    found = json.loads(out)
    assert all(set(one) == {"span", "verdict", "archive", "article", "sentence"} for one in found)
    [wrong] = [one for one in found if one["verdict"] == "differs"]
    assert wrong["span"] == "$53.1 million"
    assert wrong["archive"] == "$51.3 million"
    assert wrong["article"] == "sample-japan-grant"
    assert wrong["sentence"].startswith("The Japanese government provided $51.3 million")


def test_text_from_stdin(
    sample_base: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(DRAFT))
    status, out, _ = run(capsys, "--db", str(sample_base), "check-draft", "-")
    assert status == 0
    assert "1 differs" in out.splitlines()[0]
    assert "What differs\n  - sum “$53.1 million”: the archive says “$51.3 million”\n" in out
    assert "(sample-japan-grant)" in out


def test_a_draft_without_claims(
    sample_base: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("It rained all day."))
    status, out, _ = run(capsys, "--db", str(sample_base), "check-draft", "-")
    assert status == 0
    assert out.startswith("Nothing in this draft")


@pytest.mark.parametrize(
    ("text", "arguments", "status", "said"),
    [
        (None, (), 1, "There is no such file"),
        ("", (), 1, "It is empty"),
        ("Hello.", ("--published", "soon"), 2, "Write it as year-month-day"),
    ],
)
def test_what_cannot_be_checked(
    sample_base: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    text: str | None,
    arguments: tuple[str, ...],
    status: int,
    said: str,
) -> None:
    file = tmp_path / "draft.txt"
    if text is not None:
        file.write_text(text)
    done, out, err = run(
        capsys, "--db", str(sample_base), "check-draft", str(file), *arguments, "--json"
    )
    assert (done, out) == (status, "")
    assert said in err
    assert "Traceback" not in err


def test_without_a_base(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "draft.txt"
    file.write_text(DRAFT)
    done, _, err = run(capsys, "--db", str(tmp_path / "none.db"), "check-draft", str(file))
    assert done == 1
    assert "There is no fact base" in err
