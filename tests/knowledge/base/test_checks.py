"""The check finds what is wrong, and nothing where all is well."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from knowledge.base import Base
from knowledge.base.checks import check
from knowledge.base.files import beside
from tests.knowledge.base.world import HUN_SEN, KISHIDA, TRUDEAU, fill, met, role, told


@pytest.fixture
def path(base: Base) -> Path:
    fill(
        base,
        [
            told("a", met(HUN_SEN, KISHIDA, on="2022-03-21"), role(HUN_SEN)),
            told("b", met(HUN_SEN, KISHIDA), met(HUN_SEN, TRUDEAU, on="2022-11-12")),
        ],
    )
    return base.path


def problems(path: Path) -> dict[str, tuple[str, ...]]:
    return {finding.name: finding.problems for finding in check(path) if finding.problems}


def tamper(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(statement)


def test_a_sound_base(path: Path) -> None:
    steps: list[str] = []
    findings = check(path, steps.append)
    assert [finding.name for finding in findings] == steps[1:]
    assert not any(finding.problems for finding in findings)
    assert [finding.name for finding in findings if not finding.checked] == [
        "embargoes",
        "decisions",
        "files beside it",
    ]


def test_a_damaged_file_beside_it_is_found(path: Path) -> None:
    for name in ("digests", "threads"):
        with closing(sqlite3.connect(beside(path, name))) as db, db:
            db.execute("CREATE TABLE one(text TEXT)")
            db.executemany("INSERT INTO one VALUES (?)", [("x" * 500,)] * 50)
    assert problems(path) == {}
    damaged = beside(path, "digests")
    damaged.write_bytes(damaged.read_bytes()[:9_000])
    assert problems(path) == {
        "files beside it": (
            f"{damaged.name}, which holds who gets which digests, and what they were told, is "
            "damaged",
        )
    }


@pytest.mark.parametrize(
    ("statement", "step", "said"),
    [
        (
            "UPDATE article_versions SET text = replace(text, 'Hun', 'HUN')",
            "sentences",
            "does not stand in article",
        ),
        (
            "UPDATE meeting_facts SET date = '2022-03-22' WHERE date = '2022-03-21'",
            "fold",
            "stored facts lack",
        ),
        ("DELETE FROM fact_parties WHERE party = 'JP'", "fold", "the fold does not give"),
        ("UPDATE people SET name = 'Somebody' WHERE id = 'hun-sen'", "fold", "Somebody"),
        ("UPDATE tallies SET total = total + 1 WHERE about = 'fact'", "totals", "total of fact"),
        ("UPDATE fact_texts SET place = 'Mars'", "search index", "fact_fts is out of step"),
        ("DELETE FROM sentences WHERE start = 0", "search index", "sentence_fts is out of step"),
        ("UPDATE meeting_facts SET n = n + 1", "file", "points to a missing row"),
    ],
)
def test_what_is_wrong_is_found(path: Path, statement: str, step: str, said: str) -> None:
    tamper(path, statement)
    found = problems(path)
    assert step in found
    assert any(said in line for line in found[step])


def test_the_check_changes_nothing(path: Path) -> None:
    before = path.read_bytes()
    check(path)
    assert path.read_bytes() == before
