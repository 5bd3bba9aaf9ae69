"""'As of' a day gives what folding every fact anew from what was out by then gives."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from knowledge.answers import finding
from knowledge.base import Base, asof, find, held
from knowledge.base.listings import Search
from knowledge.model import (
    AgreementStatus,
    Fact,
    Fields,
    Form,
    Kind,
    Period,
    Query,
    Status,
)
from tests.bases import opened
from tests.knowledge.base.world import (
    HAYASHI,
    HUN_SEN,
    KISHIDA,
    SOKHONN,
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

PUBLISHED = [
    *(f"2022-03-{day:02}" for day in range(10, 30, 2)), "2022-03-15", "2022-03", "2022", None,
]  # fmt: skip
DAYS = [date(2022, 3, day) for day in (9, 10, 14, 18, 31)] + [date(2023, 1, 1)]
PEOPLE = [HUN_SEN, KISHIDA, TRUDEAU, SOKHONN, HAYASHI]
"""Whoever meets."""


def story(number: int, rng: random.Random) -> Told:
    one, two = rng.sample(PEOPLE, 2)
    day = f"2022-03-{rng.choice((12, 16, 20))}"
    a, b = rng.choice(("KH", "CA")), rng.choice(("JP", "US"))
    ways: list[Fields] = [
        met(
            one,
            two,
            on=rng.choice((day, day, None, "2022-03")),
            form=rng.choice((Form.MEETING, Form.VISIT)),
            status=rng.choice((Status.HELD, Status.HELD, Status.PLANNED)),
            parties=rng.choice((None, (a, b), ("KH", "JP", "US"))),
        ),
        agreed(
            rng.choice(("rice trade", "the trade in rice and cassava", "digital economy")),
            a,
            b,
            on=rng.choice((None, day)),
            status=rng.choice((AgreementStatus.PLANNED, AgreementStatus.SIGNED)),
        ),
        paid(
            rng.choice((100, "100.3", 7000)),
            giver=rng.choice(("JP", "US", None)),
            receiver=rng.choice(("KH", "CA")),
            on=day,
            purpose=rng.choice((None, "rice farming")),
        ),
        said("we shall stand by our friends in good days and in bad days", one, two, on=day),
        said(f"we shall eat rice on day {rng.randrange(3)}", one, direct=rng.random() < 0.5),
        ahead("bilateral relations", rng.choice(("2022-06-01", "2023")), a, *rng.sample([b], 1)),
        role(rng.choice((one, replace(one, title="former Prime Minister")))),
    ]
    return told(f"a{number}", *rng.sample(ways, 3), published=rng.choice(PUBLISHED))


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Base]:
    rng = random.Random(11)
    with opened(tmp_path_factory.mktemp("asof") / "facts.db") as base:
        fill(base, [story(number, rng) for number in range(70)])
        yield base


QUERIES = {
    "all": ask(),
    "party": ask(parties=("JP",)),
    "parties": ask(parties=("KH", "JP")),
    "either": ask(either=("US", "CA")),
    "person": ask(people=("hun-sen",)),
    "people": ask(people=("hun-sen", "fumio-kishida")),
    "nobody": ask(people=("no-such-person",)),
    "held": ask(statuses=(Status.HELD,)),
    "planned": ask(statuses=(Status.PLANNED,), parties=("JP",)),
    "visits": ask(forms=(Form.VISIT,)),
    "signed": ask(stages=(AgreementStatus.SIGNED,)),
    "giver": ask(giver="JP"),
    "direct": ask(direct=True),
    "words": ask(words=("rice",)),
    "words of a party": ask(words=("rice",), parties=("KH",)),
    "period": ask(period=Period(date(2022, 3, 15), date(2022, 3, 25), "then")),
    "undated": ask(period=Period(date(2022, 3, 15), None, "since then"), undated=True),
    "ahead": ask(foreseen=True, ahead=date(2022, 3, 15)),
}


def slowly(base: Base, kinds: tuple[Kind, ...], query: Query, oldest: bool) -> list[Fact]:
    """Every fact of today that meets what cannot have been otherwise, folded anew."""
    assert query.as_of is not None
    until = query.as_of.toordinal()
    found: list[Fact] = []
    people: set[int] = set()
    with base.reader() as db:
        for id in query.people:
            row = db.execute("SELECT n FROM people WHERE id=?", (id,)).fetchone()
            people |= set() if row is None else {row["n"]}
        bare = replace(
            query, forms=(), statuses=(), stages=(), giver=None, direct=None, as_of=None,
            foreseen=False,
        )  # fmt: skip
        searches = [Search(kind, bare, oldest) for kind in kinds]
        for n in find.facts(db, searches, 10_000, 0)[0]:
            kind_and_folded = asof._folded(db, n, until)
            if kind_and_folded is None:
                continue
            kind, folded = kind_and_folded
            if asof._meets(folded, Search(kind, query), people):
                found += asof._shown(db, n, kind, folded, until, {})
    return found


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_it_is_as_if_all_were_folded_anew(archive: Base, query: Query) -> None:
    every = tuple(Kind)
    for day in DAYS:
        asked = replace(query, as_of=day)
        for kinds in [every, *((kind,) for kind in Kind)]:
            for oldest in (False, True):
                right = slowly(archive, kinds, asked, oldest)
                given, total = archive.find(kinds, asked, limit=1000, offset=0, oldest_first=oldest)
                assert given == right
                assert total == len(right)
                assert archive.has(kinds, asked) == bool(right)
        page, total = archive.find(every, asked, limit=4, offset=3)
        assert page == slowly(archive, every, asked, False)[3:7]
        assert archive.find(every, asked, limit=0, offset=0) == ([], total)
    assert archive.has(every, query) == bool(archive.find(every, query, limit=0, offset=0)[1])


@pytest.mark.parametrize("oldest", [False, True])
def test_where_very_many_were_told_again_a_page_is_right_and_says_that_there_are_more(
    archive: Base, oldest: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asof, "_AT_ONCE", 1)
    kinds = tuple(Kind)
    day = date(2022, 3, 18)
    asked = ask(parties=("KH",), as_of=day)
    right = slowly(archive, kinds, asked, oldest)
    with archive.reader() as db:
        searches = [Search(kind, asked, oldest) for kind in kinds]
        retold = asof._Retold(db, searches, day.toordinal())
        most = len(retold._held)
    assert retold.are_all and most > 8
    monkeypatch.setattr(asof, "LOOKED_AT", most - 1)
    for offset in range(0, 10, 3):
        page = archive.page(kinds, asked, limit=3, offset=offset, oldest_first=oldest)
        assert page.facts == right[offset : offset + 3]
        assert not page.complete
        assert offset + 3 < page.total <= len(right)


def test_own_words_as_of_a_day_come_before_what_was_reported(archive: Base) -> None:
    for asked in (ask(), ask(parties=("JP",)), ask(parties=("KH", "JP")), ask(words=("rice",))):
        for day in DAYS:
            query = replace(asked, command="quotes", as_of=day)
            right = [
                fact
                for direct in (True, False)
                for fact in slowly(archive, (Kind.STATEMENT,), replace(query, direct=direct), False)
            ]
            found = [finding.find(query, archive, limit=2, offset=n) for n in range(0, 60, 2)]
            assert [fact for page in found for fact in page.facts] == right
            assert {page.total for page in found} == {len(right)}


def test_a_party_that_was_corrected_counts_as_of_a_day(tmp_path: Path) -> None:
    with opened(tmp_path / "corrected.db") as base:
        given = [paid(7, giver="JP", receiver="KH"), paid(9, giver="CA", receiver="KH")]
        fill(
            base,
            [told("a", *given, published="2022-03-10"), told("b", *given, published="2022-03-20")],
        )
        early = date(2022, 3, 12)
        ids = {
            code: base.find(Kind.PAYMENT, ask(giver=code), limit=1, offset=0)[0][0].id
            for code in ("JP", "CA")
        }
        base.correct(ids["JP"], "giver", "US", words="the United States", who="U1")
        for code, number in (("JP", 0), ("US", 1), ("CA", 1), ("KH", 2)):
            found, total = base.find(
                Kind.PAYMENT, ask(parties=(code,), as_of=early), limit=5, offset=0
            )
            assert (len(found), total) == (number, number)


def test_of_a_sum_both_sides_count_as_most_name_them(tmp_path: Path) -> None:
    sides = [("JP", "KH"), ("KH", "JP"), ("CA", "JP"), ("CA", "KH")]
    with opened(tmp_path / "sides.db") as base:
        for n in range(4):
            fill(
                base,
                [
                    told(
                        f"a{n}{day}",
                        paid(70, giver=sides[n][0], receiver=sides[n][1], on="2022-03-09"),
                        published=f"2022-03-{day}",
                    )
                    for day in (10, 20)
                ],
            )
        for parties in (("JP",), ("KH",), ("CA",), ("JP", "KH")):
            asked = ask(parties=parties, as_of=date(2022, 3, 12))
            found, total = base.find(Kind.PAYMENT, asked, limit=9, offset=0)
            assert found == slowly(base, (Kind.PAYMENT,), asked, False)
            assert total == len(found)


def test_the_archive_of_this_test_has_facts_of_all_sorts(archive: Base) -> None:
    with archive.reader() as db:
        day = date(2022, 3, 18).toordinal()
        counted = db.execute(
            "SELECT sum(last_told <= ?1), sum(first_told <= ?1 AND last_told > ?1),"
            " sum(first_told > ?1), sum(first_told IS NULL) FROM facts",
            (day,),
        ).fetchone()
    assert min(counted) >= 1
    assert counted[1] >= 5


def test_rare_own_words_of_a_party_are_found_among_all_it_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(held, "_AT_ONCE", 2)
    with opened(tmp_path / "rare.db") as base:
        words = [said(f"we eat rice on day {n}", HUN_SEN, direct=n == 0) for n in range(30)]
        days = [f"2022-03-{1 + n // 2:02}" for n in range(30)]
        fill(
            base,
            [
                told(f"a{n}", replace(one, date=day), published=day)
                for n, (one, day) in enumerate(zip(words, days, strict=True))
            ],
        )
        query = ask(parties=("KH",), as_of=date(2022, 4, 1))
        for direct, known in ((True, True), (False, False)):
            asked = replace(query, direct=direct)
            page = base.page(Kind.STATEMENT, asked, limit=2, offset=0, counted=2)
            assert page.facts == slowly(base, (Kind.STATEMENT,), asked, False)[:2]
            assert page.complete == known
