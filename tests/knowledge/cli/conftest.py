import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from knowledge import cli
from tests.knowledge.cli import child


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command did: exit status, stdout and stderr."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Ran]


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the fact base will be; nothing of the surroundings plays a part."""
    for name in (
        "DATELINE_DB",
        "DATELINE_TIMEZONE",
        "DATELINE_NLP_MODEL",
        "DATELINE_CONTACT",
        "DATELINE_PRIVATE_HOSTS",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "facts.db"


@pytest.fixture
def run(db: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command within this process, on the test's own fact base."""
    child.install(monkeypatch.setattr)

    def running(*arguments: str, stdin: str = "", base: Path | None = db) -> Ran:
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        named = [] if base is None else ["--db", str(base)]
        status = cli.run([*named, *arguments])
        captured = capsys.readouterr()
        return Ran(status, captured.out, captured.err)

    return running


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder with three articles."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "march.txt").write_text(
        "---\ntitle: The visit\npublished: 2022-03-22\noutlet: The Post\n---\n"
        "Hun Sen (KH) met Fumio Kishida (JP) on 2022-03-21. They spoke of ports.\n"
    )
    (folder / "may.md").write_text(
        "---\npublished: 2022-05-02\n---\nHun Sen (KH) met Justin Trudeau (CA) on 2022-05-01.\n"
    )
    (folder / "french.txt").write_text(
        "Le premier ministre a rencontré son homologue hier soir dans la capitale, où ils ont "
        "parlé longuement des routes, des écoles et des échanges entre leurs deux pays.\n"
    )
    return folder
