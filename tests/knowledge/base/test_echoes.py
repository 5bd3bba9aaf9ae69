"""A thing that one sentence tells as agreement and milestone is shown once."""

from dataclasses import replace
from datetime import date

import pytest

from knowledge.base import Action, Base, Decision
from knowledge.base.checks import check
from knowledge.model import (
    AgreementStatus,
    AgreementType,
    Fact,
    Kind,
    MilestoneType,
    Period,
    Query,
)
from tests.knowledge.base.world import Told, agreed, ahead, ask, fill, told

BOTH = (Kind.AGREEMENT, Kind.MILESTONE)
DAY = "2022-12-01"
FTA = agreed(
    "free trade", "KH", "KR", on=DAY, status=AgreementStatus.PLANNED, type=AgreementType.FTA
)
FORCE = ahead("free trade pact in force", DAY, "KH", "KR", type=MilestoneType.ENTRY_INTO_FORCE)


def in_one(id: str, *said: object, published: str = "2022-11-14", apart: bool = False) -> Told:
    """An article that tells all of it in one sentence, or in several."""
    article, readings = told(id, *said, published=published)  # type: ignore[arg-type]
    if apart:
        return article, readings
    return article, [replace(reading, evidence=readings[0].evidence) for reading in readings]


def shown(base: Base, query: Query | None = None, kinds: tuple[Kind, ...] = BOTH) -> list[Fact]:
    found, total = base.find(kinds, query or ask(), limit=9, offset=0)
    assert total == len(found) == base.find(kinds, query or ask(), limit=0, offset=0)[1]
    return found


def kinds_of(facts: list[Fact]) -> list[Kind]:
    return [fact.kind for fact in facts]


def test_it_is_shown_once_with_every_source(base: Base) -> None:
    fill(base, [in_one("a", FTA, FORCE), in_one("b", FTA, FORCE, published="2022-11-20")])
    [fact] = shown(base)
    assert fact.kind is Kind.AGREEMENT
    assert [source.article for source in fact.sources] == ["a", "b"]
    assert kinds_of(shown(base, kinds=(Kind.MILESTONE,))) == [Kind.MILESTONE]
    assert [count.number for count in base.counts(BOTH, ask()).counts] == [1]
    news = base.news(BOTH, date(2022, 11, 14), date(2022, 11, 14))
    assert kinds_of(news) == [Kind.AGREEMENT]
    assert kinds_of(base.facts_in("a")[0]) == [Kind.AGREEMENT]
    assert not any(finding.problems for finding in check(base.path))


def test_it_is_shown_once_however_far_it_has_come(base: Base) -> None:
    done = replace(FTA, status=AgreementStatus.IN_FORCE)
    fill(base, [in_one("a", FTA, FORCE), told("later", done, published="2022-12-02")])
    for day in (None, date(2022, 11, 20), date(2022, 12, 2)):
        assert kinds_of(shown(base, ask(as_of=day))) == [Kind.AGREEMENT]
    ahead_of = ask(foreseen=True, ahead=date(2022, 11, 20))
    assert kinds_of(shown(base, ahead_of)) == [Kind.AGREEMENT]


OTHERS = {
    "another sentence": in_one("a", FTA, FORCE, apart=True),
    "another day": in_one("a", FTA, replace(FORCE, date="2022-12-02")),
    "a month": in_one("a", FTA, replace(FORCE, date="2022-12")),
    "other parties": in_one("a", FTA, replace(FORCE, parties=("KH", "JP"))),
    "fewer parties": in_one("a", FTA, replace(FORCE, parties=("KH",))),
    "another sort": in_one("a", FTA, replace(FORCE, type=MilestoneType.DEADLINE)),
    "signed": in_one("a", replace(FTA, status=AgreementStatus.SIGNED), FORCE),
}


@pytest.mark.parametrize("article", OTHERS.values(), ids=OTHERS)
def test_what_may_be_two_things_is_shown_as_two(base: Base, article: Told) -> None:
    fill(base, [article])
    assert sorted(kinds_of(shown(base))) == sorted(BOTH)


def test_two_agreements_are_not_told_apart(base: Base) -> None:
    tax = replace(FTA, type=AgreementType.TAX, about="double taxation")
    fill(base, [in_one("a", FTA, tax, FORCE)])
    assert sorted(kinds_of(shown(base))) == sorted((*BOTH, Kind.AGREEMENT))


def test_a_source_of_the_milestone_alone_is_not_lost(base: Base) -> None:
    fill(base, [in_one("a", FTA, FORCE), told("b", FORCE, published="2022-11-20")])
    assert sorted(kinds_of(shown(base))) == sorted(BOTH)


def test_where_the_agreement_is_not_found_the_milestone_is(base: Base) -> None:
    fill(base, [in_one("a", FTA, FORCE)])
    done = ask(stages=(AgreementStatus.IN_FORCE,))
    assert kinds_of(shown(base, done)) == [Kind.MILESTONE]
    [reading] = [id for id, _ in base.readings(shown(base)[0].id)]
    base.decide(Decision(Action.RETRACT, f"reading:{reading}", "editor"))
    assert kinds_of(shown(base)) == [Kind.MILESTONE]


def test_pages_are_full(base: Base) -> None:
    many = [
        in_one(
            f"a{n}",
            replace(FTA, date=f"2022-12-{n:02}", about=f"trade in goods number {n}"),
            replace(FORCE, date=f"2022-12-{n:02}", what=f"trade in goods number {n} begins"),
        )
        for n in range(1, 8)
    ]
    fill(base, many)
    query = ask(period=Period(date(2022, 12, 1), date(2022, 12, 31), "December"))
    pages = [base.find(BOTH, query, limit=3, offset=3 * page) for page in range(3)]
    assert [(len(found), total) for found, total in pages] == [(3, 7), (3, 7), (1, 7)]
    assert len({fact.id for found, _ in pages for fact in found}) == 7
