"""The lists of parties say when facts were told, and `as of` a day is read from them alone."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from knowledge.base import Base, asof, schema, snapshot, tables_19
from knowledge.base.checks import check
from knowledge.base.numbering import UNDATED, first_number
from knowledge.base.tables_4 import NEVER
from knowledge.model import Kind, Role, Status
from tests.knowledge.base.world import (
    HUN_SEN,
    KISHIDA,
    TRUDEAU,
    Told,
    again,
    ask,
    fill,
    met,
    paid,
    role,
    said,
    told,
)

MET = met(HUN_SEN, KISHIDA, on="2022-03-21")
Days = tuple[int | None, int]


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def story(id: str, published: str | None) -> Told:
    return told(id, MET, role(HUN_SEN), published=published)


def days(base: Base) -> set[Days]:
    """When facts of Cambodia were told, which is the same on its list as of each fact."""
    with base.reader() as db:
        itself = db.execute(
            "SELECT fact, first_told, last_told FROM fact_parties WHERE party='KH' ORDER BY fact"
        ).fetchall()
        of_facts = db.execute(
            "SELECT n, first_told, last_told FROM facts"
            " WHERE n IN (SELECT fact FROM fact_parties WHERE party='KH') ORDER BY n"
        ).fetchall()
        others = db.execute(
            "SELECT count(*) FROM fact_parties x JOIN facts f ON f.n = x.fact"
            " WHERE x.first_told IS NOT f.first_told OR x.last_told <> f.last_told"
        ).fetchone()
    assert list(map(tuple, itself)) == list(map(tuple, of_facts))
    assert tuple(others) == (0,)
    return {(first, last) for _, first, last in itself}


TWENTIETH, THIRTIETH = day("2022-03-20"), day("2022-03-30")


def _hidden_and_back(base: Base) -> None:
    base.hide("b", who="U1")
    assert days(base) == {(TWENTIETH, TWENTIETH)}
    base.unhide("b", who="U1")


def _removed_and_restored(base: Base) -> None:
    assert base.remove("b")
    assert days(base) == {(TWENTIETH, TWENTIETH)}
    base.restore("b", who="U1")
    fill(base, [story("b", "2022-03-30")])


def _retracted_and_back(base: Base) -> None:
    [fact], _ = base.meetings(ask(), limit=2, offset=0)
    base.retract(fact.id, who="U1", why="no")
    base.restore_fact(fact.id, who="U1")


WAYS: dict[str, tuple[Callable[[Base], object], Days]] = {
    "nothing": (lambda base: None, (TWENTIETH, THIRTIETH)),
    "a later telling": (
        lambda base: fill(base, [story("c", "2022-04-02")]),
        (TWENTIETH, day("2022-04-02")),
    ),
    "an earlier telling": (
        lambda base: fill(base, [story("c", "2022-03-19")]),
        (day("2022-03-19"), THIRTIETH),
    ),
    "a telling without a date": (lambda base: fill(base, [story("c", None)]), (TWENTIETH, NEVER)),
    "another date of an article": (
        lambda base: fill(base, [again(story("b", "2022-03-30"), published="2022-04-09")]),
        (TWENTIETH, day("2022-04-09")),
    ),
    "an article removed": (lambda base: base.remove("a"), (THIRTIETH, THIRTIETH)),
    "removed and restored": (_removed_and_restored, (TWENTIETH, THIRTIETH)),
    "hidden and back": (_hidden_and_back, (TWENTIETH, THIRTIETH)),
    "retracted and restored": (_retracted_and_back, (TWENTIETH, THIRTIETH)),
    "withdrawn": (
        lambda base: base.mark_withdrawn("a", "2022-05-01T00:00:00Z", "gone"),
        (TWENTIETH, THIRTIETH),
    ),
    "folded anew": (lambda base: base.refold(), (TWENTIETH, THIRTIETH)),
}


@pytest.mark.parametrize("way", WAYS)
def test_the_list_of_a_party_says_when_its_facts_were_told(base: Base, way: str) -> None:
    fill(base, [story("a", "2022-03-20"), story("b", "2022-03-30")])
    change, right = WAYS[way]
    change(base)
    assert days(base) == {right}
    with base.reader() as db:
        before = list(snapshot.lines(db))
    base.refold()
    with base.reader() as db:
        assert list(snapshot.lines(db)) == before


@pytest.mark.parametrize("column", ["first_told", "last_told"])
def test_the_check_finds_a_list_that_says_otherwise(base: Base, column: str) -> None:
    fill(base, [story("a", "2022-03-20"), story("b", "2022-03-30")])
    with closing(sqlite3.connect(base.path)) as db, db:
        db.execute(f"UPDATE fact_parties SET {column} = {column} + 1 WHERE party = 'JP'")
    found = {finding.name: finding.problems for finding in check(base.path) if finding.problems}
    assert found["kinds"] == ("1 rows of parties have other days than their facts",)
    assert found.keys() == {"kinds", "fold"}


def asked(base: Base, **conditions: object) -> list[str]:
    """The statements that finding the facts as of a day takes."""
    statements: list[str] = []
    with base.reader() as db:
        db.set_trace_callback(statements.append)
        base.find(tuple(Kind), ask(as_of=date(2022, 3, 25), **conditions), limit=5, offset=0)
        db.set_trace_callback(None)
    return statements


def test_as_of_a_day_the_facts_of_a_party_are_found_on_its_list_alone(base: Base) -> None:
    fill(base, [story("a", "2022-03-20"), story("b", "2022-03-30")])
    lists = [one for one in asked(base, parties=("KH",)) if "FROM fact_parties x WHERE" in one]
    assert len(lists) > len(Kind)
    assert not any("facts d" in one for one in lists)
    plans = set()
    with base.reader() as db:
        for one in lists:
            plans |= {str(row["detail"]) for row in db.execute(f"EXPLAIN QUERY PLAN {one}")}
    used = {one.split(" (")[0] for one in plans if one.startswith("SEARCH x ")}
    # What was told again is in an index of its own, as it is little of all.
    assert used == {
        "SEARCH x USING PRIMARY KEY",
        "SEARCH x USING COVERING INDEX fact_parties_retold",
    }


def test_those_that_must_be_folded_anew_are_not_counted(base: Base) -> None:
    fill(base, [story("a", "2022-03-20"), story("b", "2022-03-30")])
    counts = [one for one in asked(base, parties=("KH",)) if "SELECT count(*)" in one]
    assert counts
    assert not any("last_told >" in one for one in counts)


def test_facts_that_are_what_they_were_are_read_together(base: Base) -> None:
    def number() -> int:
        return sum("_facts o ON" in one for one in asked(base, parties=("KH",)))

    fill(base, [told("a", said("we shall eat rice on day 1", HUN_SEN), published="2022-03-20")])
    taken = number()
    for n in range(2, 5):
        words = said(f"we shall eat rice on day {n}", HUN_SEN)
        fill(base, [told(f"a{n}", words, published="2022-03-20")])
    assert number() == taken == 1


def test_undated_facts_that_stand_after_the_day_are_not_looked_at(base: Base) -> None:
    fill(base, [story("a", "2022-03-20"), story("b", "2022-03-30")])
    after = first_number(Kind.ROLE, UNDATED, day("2022-03-25") + 1)
    last = first_number(Kind.ROLE, UNDATED + 1, 0) - 1
    titles = f"BETWEEN {first_number(Kind.ROLE, UNDATED, 0)} AND"
    found = [one for one in asked(base, parties=("KH",)) if titles in one]
    whole = [one for one in found if "last_told <=" in one]
    assert whole and all(f"{titles} {after - 1}" in one for one in whole)
    # A title stands where it was told last, so that one of which only some was told may be there.
    partly = [one for one in found if "last_told >" in one]
    assert partly and all(f"{titles} {last}" in one for one in partly)


def test_what_all_say_alike_need_not_be_folded_to_say_whose_it_is(
    base: Base, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(base, [story(f"a{n}", f"2022-03-{n}") for n in range(20, 30)])
    folded: list[int] = []
    right = asof._folded

    def count(db: sqlite3.Connection, n: int, until: int) -> object:
        folded.append(n)
        return right(db, n, until)

    monkeypatch.setattr(asof, "_folded", count)
    early = ask(parties=("KH",), as_of=date(2022, 3, 25))
    assert base.find(Kind.ROLE, early, limit=0, offset=0) == ([], 1)
    assert folded == []
    assert base.find(Kind.MEETING, early, limit=0, offset=0) == ([], 1)
    assert folded == []
    held = ask(parties=("KH",), statuses=(Status.HELD,), as_of=date(2022, 3, 25))
    assert base.find(Kind.MEETING, held, limit=0, offset=0) == ([], 1)
    assert len(folded) == 1


def before_it(path: Path) -> None:
    """Make a base what the version before made."""
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("DROP INDEX fact_parties_retold")
        for column in ("first_told", "last_told"):
            db.execute(f"ALTER TABLE fact_parties DROP COLUMN {column}")
        db.execute("DELETE FROM _sqlite_migrations WHERE name=?", (schema.VERSIONS[18],))


def test_an_older_base_gets_the_days_without_being_folded_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "old.db"
    stories = [
        told("a", MET, role(TRUDEAU), paid(7, giver="CA"), published="2022-03-20"),
        told("b", MET, published="2022-03-30"),
        told("c", met(HUN_SEN, TRUDEAU, on="2022-03-24"), published=None),
        told("d", Role(TRUDEAU.name, "Prime Minister", "CA"), published="2022"),
    ]
    with Base.open(path) as base:
        fill(base, stories)
        right = days(base)
        with base.reader() as db:
            lines = list(snapshot.lines(db))
    before_it(path)
    heard: list[tuple[int, int]] = []
    with monkeypatch.context() as patch:
        patch.setattr(tables_19, "_AT_ONCE", 1)
        for name in ("refold", "alike.refill", "copies.refill"):
            patch.setattr(f"knowledge.base.schema.{name}", None)
        Base.open(path, progress=lambda *told: heard.append(told)).close()
    assert heard[0] == (0, 4) and heard[-1] == (4, 4)
    assert heard == sorted(heard) and len(heard) > 4
    with Base.open(path) as base:
        assert days(base) == right
        with base.reader() as db:
            assert list(snapshot.lines(db)) == lines
        fill(base, [told("e", MET, published="2022-04-01")])
        assert (day("2022-03-20"), day("2022-04-01")) in days(base)
    assert [finding.problems for finding in check(path) if finding.problems] == []


def test_an_older_base_without_facts_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with Base.open(path) as base:
        fill(base, [told("a")])
    before_it(path)
    heard: list[tuple[int, int]] = []
    Base.open(path, progress=lambda *told: heard.append(told)).close()
    assert heard == [(0, 1), (1, 1)]


def test_all_parties_get_the_days_whatever_the_tallies_say(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with Base.open(path) as base:
        fill(base, [told("a", MET, paid(7, giver="CA"), published="2022-03-20")])
        right = days(base)
    before_it(path)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("DELETE FROM tallies WHERE about='party'")
    with Base.open(path) as base:
        assert days(base) == right
