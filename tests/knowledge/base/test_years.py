"""Charts of a party, or of all, count by kept years what listing all facts would count."""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

from knowledge.base import Base, counts, schema, years
from knowledge.base.checks import check
from knowledge.model import (
    AgreementStatus,
    AgreementType,
    Count,
    Fields,
    Kind,
    MilestoneType,
    Period,
    Query,
)
from tests.bases import opened
from tests.knowledge.base.test_statements_of_reading import traced
from tests.knowledge.base.world import (
    HUN_SEN,
    KISHIDA,
    TRUDEAU,
    Told,
    agreed,
    ahead,
    ask,
    fill,
    met,
    paid,
    role,
    said,
    told,
)

EVENTS = tuple(kind for kind in Kind if kind is not Kind.ROLE)
KIND_SETS = [*((kind,) for kind in Kind), EVENTS, *combinations(EVENTS, 2)]
FORCE = MilestoneType.ENTRY_INTO_FORCE
AT = "2024-05-05T10:00:00Z"


def story(number: int, rng: random.Random) -> Told:
    year = rng.choice((1998, 2009, 2014, 2021, 2022))
    day = f"{year}-{rng.randrange(1, 13):02}-{rng.randrange(1, 28):02}"
    when = rng.choice((day, day, f"{year}", day[:7], None, "../2022-05", f"{year}/2030"))
    pact = agreed(
        f"rice {number}", "KH", "JP", on=day,
        status=AgreementStatus.PLANNED, type=AgreementType.FTA,
    )  # fmt: skip
    ways: list[Fields] = [
        met(HUN_SEN, rng.choice((KISHIDA, TRUDEAU)), on=when),
        paid(rng.randrange(1, 999), giver=rng.choice(("JP", "CA")), on=when),
        said(f"we shall eat rice on day {number}", HUN_SEN, on=when),
        role(TRUDEAU),
        ahead(f"jubilee {number}", when or day, "KH"),
    ]
    article, readings = told(
        f"a{number}",
        pact,
        ahead(f"rice {number} pact in force", day, "KH", "JP", type=FORCE),
        *rng.sample(ways, 2),
        published=rng.choice((day, "2022-11-14", None)),
    )
    # One sentence tells the pact and that it comes into force.
    in_force = replace(readings[1], evidence=readings[0].evidence)
    return article, [readings[0], in_force, *readings[2:]]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Base]:
    rng = random.Random(7)
    with opened(tmp_path / "years.db") as base:
        fill(base, [story(number, rng) for number in range(60)])
        for number in range(0, 60, 7):
            base.mark_withdrawn(f"a{number}", AT, "the story is gone")
        for number in range(3, 60, 11):
            base.remove(f"a{number}")
        yield base


def listed(
    base: Base, kinds: tuple[Kind, ...], query: Query, patch: pytest.MonkeyPatch
) -> tuple[Count, ...]:
    """The counts by listing all."""
    with patch.context() as without:
        without.setattr(counts, "yearly", lambda *_: None)
        return base.counts(kinds, query).counts


@pytest.mark.parametrize("query", [ask(), ask(parties=("JP",)), ask(parties=("KH",))])
def test_years_are_told_as_if_all_facts_were_listed(
    archive: Base, query: Query, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(years, "FEW", 0)
    kept = 0
    for kinds in KIND_SETS:
        found = archive.counts(kinds, query)
        assert found.counts == listed(archive, kinds, query, monkeypatch)
        kept += found.first is None
    assert kept > 8
    assert not any(finding.problems for finding in check(archive.path))


def test_what_no_tally_tells_is_listed(archive: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(years, "FEW", 0)
    then = Period(date(2009, 1, 1), None, "since 2009")
    for query in (
        ask(parties=("JP", "KH")),
        ask(people=("hun-sen",)),
        ask(words=("rice",)),
        ask(parties=("JP",), period=then),
        ask(parties=("JP",), ahead=date(2009, 1, 1)),
        ask(parties=("JP",), verified=True),
        ask(parties=("XX",)),
    ):
        assert archive.counts(EVENTS, query).first == counts.COUNTED


def test_more_facts_than_are_listed_are_all_counted(
    archive: Base, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(years, "FEW", 0)
    whole = listed(archive, EVENTS, ask(parties=("KH",)), monkeypatch)
    monkeypatch.setattr(counts, "COUNTED", 10)
    assert archive.counts(EVENTS, ask(parties=("KH",))) == (whole, None)
    some = archive.counts(EVENTS, ask(parties=("KH",), words=("rice",)))
    assert some.first == 10 >= sum(one.number for one in some.counts)


def test_a_chart_of_a_party_takes_a_statement_however_many_facts_it_has(
    archive: Base, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(years, "FEW", 0)
    with Base.open(archive.path, readonly=True) as base, traced(base) as executed:
        base.counts(Kind.STATEMENT, ask(parties=("KH",)))
    looked = [one for one in executed if "fact_parties" in one and "json_each" not in one]
    assert looked == []


def test_an_older_base_gets_the_years_without_being_folded_anew(
    archive: Base, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = archive.path
    archive.close()
    with closing(sqlite3.connect(path)) as db, db:
        tallies = db.execute("SELECT * FROM tallies ORDER BY 1, 2, 3").fetchall()
        for about in ("year", "party_year"):
            db.execute("DELETE FROM tallies WHERE about=?", (about,))
            for end in ("in", "out"):
                db.execute(f"DROP TRIGGER tally_{about}_{end}")
        db.execute("DELETE FROM _sqlite_migrations WHERE name=?", (schema.VERSIONS[21],))
    with monkeypatch.context() as patch:
        for name in ("refold", "alike.refill", "copies.refill", "decisions.readings"):
            patch.setattr(f"knowledge.base.schema.{name}", None)
        Base.open(path).close()
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT * FROM tallies ORDER BY 1, 2, 3").fetchall() == tallies
    assert not any(finding.problems for finding in check(path))
