"""A base that version 1 made keeps all it has, and folds like one made today."""

import gzip
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from knowledge.base import Base, Outdated, middles, snapshot
from knowledge.base.checks import check
from knowledge.model import Kind, Participant, RoleFact, Tenure
from tests.knowledge.base.world import HUN_SEN, KISHIDA, agreed, ask, fill, met, told

OLD = Path(__file__).with_name("version_1.db.gz")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    target = tmp_path / "old.db"
    target.write_bytes(gzip.decompress(OLD.read_bytes()))
    return target


def rows(path: Path, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute(statement).fetchall()


def test_nothing_is_lost(path: Path) -> None:
    columns = {
        table: ", ".join(
            str(name) for (name,) in rows(path, f"SELECT name FROM pragma_table_info('{table}')")
        )
        for table in (
            "articles", "article_versions", "readings", "decisions", "roster", "ingests",
            "sentences", "given_ids", "meeting_facts",
        )
    }  # fmt: skip

    def held() -> dict[str, list[tuple[object, ...]]]:
        return {t: rows(path, f"SELECT {c} FROM {t} ORDER BY 1, 2") for t, c in columns.items()}

    kept = held()
    ids = rows(path, "SELECT id FROM people ORDER BY id")
    Base.open(path).close()
    assert kept == held()
    assert ids == rows(path, "SELECT id FROM people ORDER BY id")
    assert path.with_name("old.db.before-m002_all_kinds_of_fact").exists()


def test_it_is_sound_and_folds_as_if_made_today(path: Path) -> None:
    with pytest.raises(Outdated):
        Base.open(path, readonly=True)
    with Base.open(path) as base:
        with base.reader() as db:
            before = list(snapshot.lines(db))
        base.refold()
        with base.reader() as db:
            assert list(snapshot.lines(db)) == before
    assert [finding.problems for finding in check(path) if finding.problems] == []


def test_offices_that_were_held_are_the_offices(path: Path) -> None:
    with Base.open(path) as base:
        [hun_sen] = [role for role in base.roles("hun-sen")]
        [chan_sy] = [role for role in base.roles("chan-sy")]
        holders = base.people_with_office("Prime Minister", "KH")
    assert isinstance(hun_sen, RoleFact)
    assert (hun_sen.title, hun_sen.tenure) == ("former Prime Minister", Tenure.FORMER)
    assert (hun_sen.first, hun_sen.last) == ("2022-03-22", "2023-10-03")
    assert chan_sy.tenure is Tenure.FORMER
    assert [person.id for person in holders] == ["hun-sen"]


def test_reading_its_articles_again_adds_the_other_kinds(path: Path) -> None:
    with Base.open(path) as base:
        assert base.find(Kind.AGREEMENT, ask(), limit=5, offset=0) == ([], 0)
        fill(base, [told("new", agreed("rice farming", people=[HUN_SEN, KISHIDA]))])
        [fact], total = base.find(Kind.AGREEMENT, ask(people=("pm-jp",)), limit=5, offset=0)
        assert (fact.kind, total) == (Kind.AGREEMENT, 1)
        assert base.status().facts == {"agreement": 1, "meeting": 2, "role": 4}


def test_names_with_words_in_the_middle_meet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "sixth.db"
    host = Participant("Ana Brnabic", "Prime Minister", "RS")
    names = ("Boris Volkov", "Boris Petrovich Volkov")
    with monkeypatch.context() as before:
        before.setattr(middles, "likenesses", lambda *_: set())
        with Base.open(path) as base:
            people = [Participant(name, "President", "RU") for name in names]
            fill(base, [told(f"a{n}", met(host, one)) for n, one in enumerate(people)])
            assert len(base.people()) == 3
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("DELETE FROM _sqlite_migrations WHERE name LIKE 'm007%'")
    with Base.open(path) as base:
        assert len(base.people()) == 2
        assert base.profile("boris-volkov") == base.profile("boris-petrovich-volkov")
    assert [finding.problems for finding in check(path) if finding.problems] == []


def test_it_is_folded_once_and_says_how_far_it_is(path: Path) -> None:
    heard: list[tuple[int, int]] = []
    Base.open(path, progress=lambda *told: heard.append(told)).close()
    [(articles,)] = rows(path, "SELECT count(*) FROM articles")
    # Once for copies, once for the fold.
    assert heard == 2 * [(0, articles), (articles, articles)]
    Base.open(path, progress=lambda *told: heard.append(told)).close()
    assert len(heard) == 4


def test_an_update_that_is_interrupted_changes_nothing_and_leaves_one_copy(path: Path) -> None:
    class Interrupted(BaseException):
        """As from a signal."""

    def interrupt(done: int, total: int) -> None:
        if done == total:
            raise Interrupted

    for _ in range(2):
        with pytest.raises(Interrupted):
            Base.open(path, progress=interrupt)
        assert rows(path, "SELECT name FROM _sqlite_migrations") == [
            ("m001_articles_readings_facts",)
        ]
    Base.open(path).close()
    [copy] = path.parent.glob("old.db.*")
    assert copy.name == "old.db.before-m002_all_kinds_of_fact"
    assert rows(copy, "SELECT id FROM readings ORDER BY 1") == rows(
        path, "SELECT id FROM readings ORDER BY 1"
    )
