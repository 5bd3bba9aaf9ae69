"""What lasts into a period is found by the day on which it ends, and looked up once."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from knowledge.answers import ask as answer
from knowledge.base import Base, held, schema, snapshot, within
from knowledge.base.checks import check
from knowledge.base.numbering import SPANS, UNDATED, VAGUE, first_number
from knowledge.base.stretches import Stretch, lasting
from knowledge.base.tables_20 import LASTS
from knowledge.dates import edtf
from knowledge.model import Kind, MilestoneFact, Period, Query
from tests.bases import opened
from tests.knowledge.base.test_statements_of_reading import traced
from tests.knowledge.base.world import HUN_SEN, ahead, ask, fill, told

TODAY = date(2022, 3, 22)

DAYS = (
    "2022-03-20", "2022-03-22", "2022-04-02", "2022-03-20/2022-03-21", "2022-03-19/2022-03-22",
    "2022-03-12/2022-03-25",
)  # fmt: skip
LONGER = (
    "2022-02-27/2022-03-30", "2022-03", "2022-04", "2022", "2021", "2023", "2020/2029",
    "../2022-03-21", "../2022-03-22", "../2024", "2021/..", "2022-05/..", "9999-12-31/..",
    "2021-12/2022-02", "2022-01/2022-06",
)  # fmt: skip
DATES = DAYS + LONGER


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Milestones of two parties and a person on all sorts of dates, and one without any."""
    path = tmp_path_factory.mktemp("lasting") / "facts.db"
    with opened(path) as base:
        for at, on in enumerate(DATES):
            one = ahead(f"rice festival {at}", on, "KH", "CA", people=(HUN_SEN,))
            fill(base, [told(f"a{at}", one)])
        fill(base, [told("none", ahead("rice festival", "XXXX-04-05", "KH", "CA"))])
    return path


def person(base: Base) -> tuple[str, ...]:
    with base.reader() as db:
        return tuple(row["id"] for row in db.execute("SELECT id FROM people"))


def conditions(base: Base) -> list[dict[str, object]]:
    """What is asked for besides a time: of each sort of list."""
    lists: list[dict[str, object]] = [{}, {"parties": ("KH",)}, {"people": person(base)}]
    return [*lists, {"parties": ("KH", "CA")}, {"words": ("rice",)}]


def over(on: str) -> tuple[date, date]:
    found = edtf.bounds(on)
    assert found is not None
    return found


def expected(query: Query) -> list[str]:
    """The dates that lie ahead of a day, in a period or not: by what they name."""
    found = []
    for on in DATES:
        first, last = over(on)
        start, end = date.min, date.max
        if query.period is not None:
            start, end = query.period.start or start, query.period.end or end
        begin = max(start, query.ahead or date.min)
        if first <= end and last >= begin and (on in DAYS or last <= end):
            found.append(on)
    return sorted(found)


@pytest.fixture(params=["few", "many last", "many found", "many of both"])
def number(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many there are."""
    if request.param in ("many last", "many of both"):
        monkeypatch.setattr(within, "FEW_LAST", 1)
    if request.param in ("many found", "many of both"):
        monkeypatch.setattr(held, "CHARTED", 2)


@pytest.fixture
def base(path: Path, number: None) -> Iterator[Base]:
    with Base.open(path, readonly=True) as base:
        yield base


TIMES = [
    *({"ahead": day} for day in (TODAY, date(2021, 1, 1), date(2030, 1, 1), date(9999, 12, 31))),
    *(
        {"ahead": TODAY, "period": Period(start, end, "then")}
        for start, end in (
            (date(2022, 1, 1), date(2022, 12, 31)),
            (date(2022, 4, 1), date(2022, 4, 30)),
            (date(2021, 1, 1), None),
            (None, date(2022, 6, 30)),
            (date(2020, 1, 1), date(2020, 12, 31)),
        )
    ),
]


@pytest.mark.parametrize("time", TIMES)
def test_what_lies_ahead_is_found_on_every_list(base: Base, time: dict[str, object]) -> None:
    for other in conditions(base):
        query = ask(foreseen=True, **time, **other)
        right = expected(query)
        for oldest_first in (False, True):
            facts, total = base.find(
                Kind.MILESTONE, query, limit=50, offset=0, oldest_first=oldest_first
            )
            assert sorted(dates(facts)) == right
            assert total == len(right)
            for limit in (1, 3):
                pages = [
                    one
                    for at in range(0, len(right), limit)
                    for one in base.find(
                        Kind.MILESTONE, query, limit=limit, offset=at, oldest_first=oldest_first
                    )[0]
                ]
                assert dates(pages) == dates(facts)


def dates(facts: object) -> list[str]:
    assert isinstance(facts, list)
    return [str(one.date) for one in facts if isinstance(one, MilestoneFact)]


@pytest.mark.parametrize(
    ("start", "end"),
    [(TODAY, TODAY), (date(2022, 4, 1), date(2022, 4, 30)), (date(2022, 1, 1), None)],
)
def test_what_is_too_vague_for_a_period_is_counted(
    base: Base, start: date, end: date | None
) -> None:
    period = Period(start, end, "then")
    low, high = start, end or date.max
    touching = {on for on in DATES if over(on)[0] <= high and over(on)[1] >= low}
    lying = {on for on in touching if on in DAYS or (over(on)[0] >= low and over(on)[1] <= high)}
    for other in conditions(base):
        query = ask(period=period, **other)
        facts, total = base.find(Kind.MILESTONE, query, limit=50, offset=0)
        assert (set(dates(facts)), total) == (lying, len(lying))
        undated = base.undated(query, Kind.MILESTONE)
        assert undated == len(touching - lying) + ("people" not in other)


def test_all_is_in_the_index_that_may_last(path: Path) -> None:
    """By the bits of numbers that the index is made of, and of dates that end where they begin."""
    day = TODAY.toordinal()
    with closing(sqlite3.connect(":memory:")) as db:
        for kind in Kind:
            for span in SPANS:
                n = first_number(kind, span, day, 12345)
                for last in (None, day, day + 1) if span != UNDATED else (None,):
                    (found,) = db.execute(
                        f"SELECT coalesce({LASTS}, 0) FROM (SELECT ? AS n, ? AS last_day)",
                        (n, last),
                    ).fetchone()
                    assert bool(found) == (span == VAGUE or last == day + 1)
    with closing(sqlite3.connect(path)) as db:
        (vague,) = db.execute("SELECT count(*) FROM facts WHERE n >> 42 & 1").fetchone()
        entries = f"SELECT count(*) FROM facts INDEXED BY facts_lasting WHERE {LASTS}"
        assert db.execute(entries).fetchone()[0] > vague > 10


def test_only_the_index_is_read(path: Path) -> None:
    with Base.open(path, readonly=True) as base, base.reader() as db:
        low = first_number(Kind.MILESTONE, VAGUE, 0)
        select, values = lasting(Stretch(low, low + (1 << 42) - 1, TODAY.toordinal()), "n")
        plan = [row["detail"] for row in db.execute(f"EXPLAIN QUERY PLAN {select}", values)]
    assert len(plan) == 1
    assert "USING COVERING INDEX facts_lasting (<expr>=? AND last_day>? AND last_day<?)" in plan[0]


@pytest.mark.parametrize(
    "about", ["", "Cambodia", "Cambodia Canada", "about rice", "2023", "Cambodia Canada 2023"]
)
def test_an_answer_lists_what_lies_ahead_once(path: Path, about: str) -> None:
    with Base.open(path, readonly=True) as base, traced(base) as executed, base.reader():
        found = answer(f"/upcoming {about}", base, today=TODAY)
    year = Period(date(2023, 1, 1), date(2023, 12, 31), "2023") if "2023" in about else None
    assert found.total == len(expected(ask(ahead=TODAY, period=year)))
    of_facts = [
        one
        for one in executed
        if one.startswith("SELECT") and ("_lasting" in one or " AS n" in one)
    ]
    assert of_facts and len(of_facts) == len(set(of_facts))
    assert not any("JOIN facts d" in one for one in executed), "no row is looked at for its end"


def test_where_nothing_lasts_into_a_period_no_list_is_looked_at(path: Path) -> None:
    query = ask(ahead=date(9999, 1, 1), foreseen=True, parties=("KH",))
    with Base.open(path, readonly=True) as base, traced(base) as executed:
        assert base.find(Kind.MEETING, query, limit=5, offset=0) == ([], 0)
    assert not [one for one in executed if "_lasting" in one and "fact_parties" in one]


def before_it(path: Path) -> None:
    """Make a base what the version before made."""
    with closing(sqlite3.connect(path)) as db, db:
        for one in ("facts_lasting", "facts_agreed", "prints_copied", "strands_joined"):
            db.execute(f"DROP INDEX {one}")
        db.execute("DELETE FROM _sqlite_migrations WHERE name=?", (schema.VERSIONS[19],))


def test_an_older_base_gets_the_index_without_being_folded_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "old.db"
    with Base.open(path) as base:
        fill(base, [told(f"a{on}", ahead("rice festival", on, "KH")) for on in ("2021", "2023")])
        with base.reader() as db:
            lines = list(snapshot.lines(db))
    before_it(path)
    with monkeypatch.context() as patch:
        for name in ("refold", "alike.refill", "copies.refill", "decisions.readings"):
            patch.setattr(f"knowledge.base.schema.{name}", None)
        Base.open(path).close()
    query = ask(ahead=TODAY, foreseen=True)
    with Base.open(path) as base:
        with base.reader() as db:
            assert list(snapshot.lines(db)) == lines
        assert dates(base.find(Kind.MILESTONE, query, limit=5, offset=0)[0]) == ["2023"]
        fill(base, [told("b", ahead("another festival", "2024", "KH"))])
        assert dates(base.find(Kind.MILESTONE, query, limit=5, offset=0)[0]) == ["2024", "2023"]
    assert [finding.problems for finding in check(path) if finding.problems] == []
