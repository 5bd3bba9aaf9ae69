"""The file of parses: it helps where it can and never stands in the way."""

import sqlite3
from pathlib import Path

import pytest

from knowledge.extraction.parsing.model import ModelInfo
from knowledge.extraction.parsing.parses import ParseStore, beside, parser_key

PARSER = "model-1 spacy-3 format-3"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return beside(tmp_path / "facts.db")


def test_it_lies_beside_the_fact_base() -> None:
    assert beside(Path("here/dateline.db")) == Path("here/dateline.parses.db")
    assert beside(Path("facts")) == Path("facts.parses.db")


def test_the_key_names_all_that_parses_depend_on() -> None:
    info = ModelInfo("en", "3.8.0", "3.8.18", None)
    assert parser_key(info) == "en-3.8.0 spacy-3.8.18 format-3"
    assert parser_key(ModelInfo("en", "local", "3.8.18", None, files="abc")) != parser_key(info)


def test_what_is_put_is_given_until_it_is_forgotten(path: Path) -> None:
    store = ParseStore(path, PARSER)
    assert store.get("a") is None
    store.put("a", b"one")
    store.put("a", b"two")
    store.put("b", b"three")
    store.close()
    store = ParseStore(path, PARSER)
    assert (store.get("a"), store.get("b"), len(store)) == (b"two", b"three", 2)
    store.forget("a")
    assert (store.get("a"), len(store)) == (None, 1)


def test_another_version_is_given_nothing_and_replaces(path: Path) -> None:
    ParseStore(path, PARSER).put("a", b"old")
    newer = ParseStore(path, "another")
    assert newer.get("a") is None
    newer.put("a", b"new")
    assert ParseStore(path, PARSER).get("a") is None
    assert newer.get("a") == b"new"


def test_only_current_articles_of_this_version_are_kept(path: Path) -> None:
    ParseStore(path, "another").put("other", b"x")
    store = ParseStore(path, PARSER)
    for id in "abc":
        store.put(id, b"x" * 5000)
    before = path.stat().st_size
    store.keep(["a", "other", "nowhere"])
    assert (store.get("a"), store.get("b"), len(store)) == (b"x" * 5000, None, 1)
    assert path.stat().st_size < before


def test_what_is_forgotten_leaves_the_file(path: Path) -> None:
    store = ParseStore(path, PARSER)
    store.put("a", b"word-of-the-article" * 400)
    store.forget("a")
    store.close()
    assert b"word-of-the-article" not in path.read_bytes()


def test_forgetting_makes_no_file(path: Path) -> None:
    ParseStore(path, PARSER).forget("a")
    assert not path.exists()


@pytest.mark.parametrize(
    "content", [b"no database at all " * 300, b"SQLite format 3\x00" + b"?" * 5000]
)
def test_a_damaged_file_is_begun_anew(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    store = ParseStore(path, PARSER)
    assert store.get("a") is None
    store.put("a", b"x")
    assert store.get("a") == b"x"


def test_damage_in_the_middle_of_a_file_is_found(path: Path) -> None:
    store = ParseStore(path, PARSER)
    for number in range(300):
        store.put(f"article {number:03}", bytes([number % 256]) * 500)
    store.close()
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)
    store = ParseStore(path, PARSER)
    assert [store.get(f"article {number:03}") for number in range(300)] == [None] * 300
    store.put("a", b"x")
    assert store.get("a") == b"x"


def test_another_database_is_left_alone(path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE parses (mine)")
    store = ParseStore(path, PARSER)
    store.put("a", b"x")
    assert (store.get("a"), len(store)) == (None, 0)
    assert sqlite3.connect(path).execute("SELECT count(*) FROM parses").fetchone() == (0,)


def test_a_locked_file_is_done_without(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("knowledge.extraction.parsing.parses._WAIT", 0.01)
    ParseStore(path, PARSER).put("a", b"x")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    store = ParseStore(path, PARSER)
    store.put("b", b"y")
    assert store.get("a") is None
    other.close()
    assert ParseStore(path, PARSER).get("a") == b"x"


def test_no_place_for_the_file_is_done_without(tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere" / "x.parses.db", tmp_path):
        store = ParseStore(path, PARSER)
        store.put("a", b"x")
        store.keep(["a"])
        store.forget("a")
        assert (store.get("a"), len(store)) == (None, 0)


def test_a_full_disk_is_done_without(path: Path) -> None:
    store = ParseStore(path, PARSER)
    store.put("a", b"x")
    assert store._db is not None
    store._db.execute("PRAGMA max_page_count = 3")
    store.put("b", bytes(100_000))
    assert store.get("b") is None
    assert ParseStore(path, PARSER).get("a") == b"x"
