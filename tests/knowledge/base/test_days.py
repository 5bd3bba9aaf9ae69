"""When facts are over and were told is read in the order of their numbers, not from their rows."""

import re
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from knowledge.answers import ask as answer
from knowledge.base import Base, held, schema, snapshot, within
from knowledge.base.checks import check
from knowledge.model import Kind
from tests.bases import opened
from tests.knowledge.base.test_statements_of_reading import traced
from tests.knowledge.base.world import HUN_SEN, KISHIDA, ahead, ask, fill, met, said, told

TODAY = date(2022, 3, 22)
AS_OF = date(2022, 3, 25)
MET = met(HUN_SEN, KISHIDA, on="2022-03-21")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Facts of two parties on short and long dates, told on several days, some of them again."""
    path = tmp_path_factory.mktemp("days") / "facts.db"
    with opened(path) as base:
        for at, on in enumerate(("2022-03-20", "2022-03", "2022", "2020/2029", "../2024")):
            one = ahead(f"rice festival {at}", on, "KH", "CA")
            fill(base, [told(f"a{at}", one, MET, published=f"2022-03-2{at + 3}")])
        fill(base, [told("b", said("we shall eat rice", HUN_SEN), published="2022-03-22")])
    return path


def statements(path: Path, text: str) -> tuple[int, list[str]]:
    """How many facts a command finds, and the statements that look for them."""
    with Base.open(path, readonly=True) as base, traced(base) as executed, base.reader():
        found = answer(text, base, today=TODAY)
    looked = re.compile(r"FROM (fact_fts|fact_parties|fact_people) x|FROM facts d")
    return found.total, [one for one in executed if looked.search(one) and "f.n" not in one]


COMMANDS = [
    f"{command} {about} {time}"
    for command in ("/facts", "/quotes", "/upcoming", "/timeline")
    for about in ("", "Cambodia", "Cambodia Canada", "Hun Sen", "about rice", "Cambodia about rice")
    for time in ("as of 2022-03-25", "since 2022", "since 2022 as of 2022-03-25")
    if (command, about) != ("/timeline", "")
]


@pytest.mark.parametrize("command", COMMANDS)
def test_no_row_of_facts_is_looked_up_for_its_days(
    path: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(within, "FEW_LAST", 0)
    monkeypatch.setattr(held, "CHARTED", 2)
    _, looked = statements(path, command)
    assert looked
    by = set()
    with closing(sqlite3.connect(path)) as db:
        for one in looked:
            plan = [str(row[3]) for row in db.execute(f"EXPLAIN QUERY PLAN {one}")]
            by |= {step.split(" (")[0] for step in plan if step.startswith(("SEARCH d", "SCAN d"))}
    # What only some had told is looked up: the index that holds nothing else says which.
    assert by <= {
        "SEARCH d USING COVERING INDEX facts_days",
        "SEARCH d USING INDEX facts_retold",
    }


def test_what_is_said_of_a_party_is_dated_by_its_list(path: Path) -> None:
    total, looked = statements(path, "/quotes Cambodia as of 2022-03-25")
    assert total == 1
    searched = [one for one in looked if "fact_fts" in one and "last_told <=" in one]
    assert searched
    for one in searched:
        assert "FROM fact_parties p WHERE p.party = 'KH'" in one and "facts d" not in one


@pytest.mark.parametrize("condition", [{}, {"words": ("rice",)}, {"parties": ("KH", "CA")}])
@pytest.mark.parametrize(("day", "number"), [("2022-03-22", 0), ("2022-03-25", 3)])
def test_what_was_told_by_a_day_is_found_on_every_list(
    path: Path, condition: dict[str, object], day: str, number: int
) -> None:
    with Base.open(path, readonly=True) as base:
        early = ask(as_of=date.fromisoformat(day), **condition)
        assert base.find(Kind.MILESTONE, early, limit=9, offset=0)[1] == number


def test_an_older_base_gets_the_index_without_being_folded_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "old.db"
    with Base.open(path) as base:
        fill(base, [told("a", MET, published="2022-03-20")])
        with base.reader() as db:
            lines = list(snapshot.lines(db))
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("DROP INDEX facts_days")
        db.execute("DELETE FROM _sqlite_migrations WHERE name=?", (schema.VERSIONS[20],))
    with monkeypatch.context() as patch:
        for name in ("refold", "alike.refill", "copies.refill", "decisions.readings"):
            patch.setattr(f"knowledge.base.schema.{name}", None)
        Base.open(path).close()
    with Base.open(path) as base:
        with base.reader() as db:
            assert list(snapshot.lines(db)) == lines
        assert base.find(Kind.MEETING, ask(as_of=AS_OF), limit=5, offset=0)[1] == 1
    assert [finding.problems for finding in check(path) if finding.problems] == []
