"""What was looked up is looked up anew once the base has changed, and only then."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from knowledge.base import Base
from knowledge.base.memory import MOST, Memory, memory_of
from tests.bases import opened
from tests.knowledge.base.world import HUN_SEN, KISHIDA, ask, fill, met, told


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "facts.db"
    with opened(path) as base:
        fill(base, [told("a", met(HUN_SEN, KISHIDA, on="2022-03-21"))])
    return path


def test_it_is_made_once_until_the_base_changes(path: Path) -> None:
    made: list[int] = []

    def make() -> int:
        made.append(1)
        return len(made)

    with Base.open(path) as base, Base.open(path, readonly=True) as other:
        assert [base.remembered("key", make), base.remembered("key", make)] == [1, 1]
        assert [other.remembered("key", make), other.remembered("key", make)] == [2, 2]
        fill(base, [told("b", met(HUN_SEN, KISHIDA, on="2023-01-01"), published="2023-01-02")])
        assert [base.remembered("key", make), other.remembered("key", make)] == [3, 4]


def test_facts_and_names_follow_a_change(path: Path) -> None:
    with Base.open(path) as base, Base.open(path, readonly=True) as reader:
        assert len(reader.meetings(ask(), limit=5, offset=0)[0][0].sources) == 1
        assert reader.names.person("Hun Sen").candidates
        fill(base, [told("b", met(HUN_SEN, KISHIDA, on="2022-03-21"))])
        assert len(reader.meetings(ask(), limit=5, offset=0)[0][0].sources) == 2
        base.remove("a", who="editor", why="withdrawn")
        base.remove("b", who="editor", why="withdrawn")
        assert reader.meetings(ask(), limit=5, offset=0) == ([], 0)
        assert not reader.names.person("Hun Sen").candidates


def test_how_much_there_is_is_looked_up_once(path: Path) -> None:
    asked: list[str] = []
    with Base.open(path, readonly=True) as base, base.reader() as db:
        first = base.scope(), base.status()
        db.set_trace_callback(asked.append)
        assert (base.scope(), base.status()) == first
    assert [one for one in asked if one.startswith("SELECT")] == []


def test_a_sentence_that_is_found_again_is_not_read_again(path: Path) -> None:
    with Base.open(path, readonly=True) as base, base.reader() as db:
        found = base.sentences(["Hun Sen"], limit=5)
        asked: list[str] = []
        db.set_trace_callback(asked.append)
        assert base.sentences([("sen", "kishida")], limit=9) == found != []
        db.set_trace_callback(None)
    assert [one for one in asked if "sentence_fts MATCH" in one]
    assert not [one for one in asked if "sentence_texts" in one]


def test_a_sentence_that_vanished_is_withheld_though_it_was_shown_before(path: Path) -> None:
    with Base.open(path, readonly=True) as base:
        assert base.meetings(ask(), limit=5, offset=0)[0]
        with closing(sqlite3.connect(path)) as db, db:
            db.execute("UPDATE article_versions SET text = upper(text)")
        assert base.meetings(ask(), limit=5, offset=0)[0] == []


def test_it_is_bounded_and_what_is_asked_for_stays() -> None:
    memory = Memory()
    for number in range(MOST):
        memory.get(number, lambda: "first")
    assert memory.get(0, lambda: "again") == "first"
    memory.get(MOST, lambda: "first")
    assert memory.get(0, lambda: "again") == "first"
    assert memory.get(1, lambda: "again") == "again"


def test_what_weighs_more_takes_the_place_of_more() -> None:
    memory = Memory()
    for number in range(MOST):
        memory.get(number, lambda: "light")
    memory.get("heavy", lambda: "heavy", lambda _: 10)
    assert memory.weight == MOST
    again = [memory.get(number, lambda: "again") for number in (10, 9)]
    assert again == ["light", "again"]
    memory.get("all", lambda: "all", lambda _: 2 * MOST)
    assert memory.get("all", lambda: "again") == "all", "the last one stays, however heavy"
    memory.get("next", lambda: "next")
    assert memory.weight == 1
    assert memory.get("all", lambda: "again") == "again"


def test_a_fact_weighs_as_much_as_its_sources(path: Path) -> None:
    with Base.open(path) as base, Base.open(path, readonly=True) as reader:
        fill(base, [told(id, met(HUN_SEN, KISHIDA, on="2022-03-21")) for id in "bcdefgh"])
        facts, _ = reader.meetings(ask(), limit=5, offset=0)
        with reader.reader() as db:
            memory = memory_of(db)
            assert memory is not None
            weight = memory.weight
    assert len(facts[0].sources) == 8 and weight >= 9


def test_nothing_is_remembered_where_the_state_may_change_unseen(path: Path) -> None:
    with Base.open(path) as base:
        with base.reader() as db:
            reading, memory = db, memory_of(db)
            assert memory is not None and memory_of(db) is memory
        assert memory_of(reading) is None, "no transaction"
        with base._connections.write() as db:
            assert memory_of(db) is None, "whoever writes does not see own changes"
        with base.reader() as db:
            assert memory_of(db) is memory
        fill(base, [told("new", met(HUN_SEN, KISHIDA, on="2022-03-21"))])
        with base.reader() as db:
            assert memory_of(db) is not memory
