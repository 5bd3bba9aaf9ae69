"""Which readings of what lies ahead become one fact, and what that fact says."""

import pytest

from knowledge.base import Base
from knowledge.model import Kind, Milestone, MilestoneFact, MilestoneType
from tests.knowledge.base.world import Told, ahead, ask, fill, told

EVENT = MilestoneType.EVENT


def facts(base: Base, *articles: Told) -> list[MilestoneFact]:
    fill(base, articles)
    found, total = base.find(Kind.MILESTONE, ask(), limit=50, offset=0)
    assert total == len(found)
    return [fact for fact in found if isinstance(fact, MilestoneFact)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (ahead("70th anniversary of diplomatic relations", "2023", "JP", "KH"),
         ahead("the seventieth anniversary of diplomatic relations".replace("seventieth", "70th"),
               "2023-01-10", "JP", "KH")),
        (ahead("70th anniversary of diplomatic relations", "2023", "JP", "KH"),
         ahead("the 70th anniversary of diplomatic relations", "2023-01")),
        (ahead("anniversary of relations", "2023", "JP", "KH"),
         ahead("anniversary of relations", "2023", "KH")),
    ],
)  # fmt: skip
def test_one_day_told_twice(base: Base, one: Milestone, other: Milestone) -> None:
    [fact] = facts(base, told("a", one), told("b", other, published="2022-06-01"))
    assert fact.parties == ("JP", "KH")
    assert [source.article for source in fact.sources] == ["a", "b"]
    assert fact.variants == ()


def test_the_closer_date_is_the_date(base: Base) -> None:
    [fact] = facts(
        base,
        told("a", ahead("anniversary of relations", "2023", "JP")),
        told("b", ahead("anniversary of relations", "2023-01-10", "JP")),
    )
    assert fact.date == "2023-01-10"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (ahead("70th anniversary of ties", "2023"), ahead("65th anniversary of ties", "2023")),
        (ahead("anniversary of ties", "2023"), ahead("anniversary of ties", "2024")),
        (ahead("anniversary of ties", "2023", "JP"), ahead("anniversary of ties", "2023", "KR")),
        (ahead("anniversary of ties", "2023"), ahead("anniversary of ties", "2023", type=EVENT)),
        (ahead("70th anniversary of ties", "2023", "JP"), ahead("70th anniversary", "2023")),
        (ahead("anniversary of ties", "2023", "JP"), ahead("anniversary of war", "2023", "JP")),
    ],
)
def test_what_may_be_two_stays_apart(base: Base, one: Milestone, other: Milestone) -> None:
    assert len(facts(base, told("a", one), told("b", other))) == 2


def test_days_that_differ_stand_side_by_side(base: Base) -> None:
    [fact] = facts(
        base,
        told("a", ahead("general election", "2023-07-23", "KH", type=EVENT)),
        told("b", ahead("general election", "2023-07-22", "KH", type=EVENT)),
        told("c", ahead("the general election", "2023-07-23", "KH", type=EVENT)),
    )
    assert [(v.field, v.value, len(v.readings)) for v in fact.variants] == [
        ("date", "2023-07-23", 2),
        ("date", "2023-07-22", 1),
    ]


def test_the_soonest_comes_first_when_asked_for(base: Base) -> None:
    fill(
        base,
        [
            told("a", ahead("election", "2023-07-23", "KH", type=EVENT)),
            told("b", ahead("anniversary of ties", "2023", "KH")),
            told("c", ahead("deadline for talks", "2022-12-31", "KH")),
        ],
    )
    found, total = base.find(Kind.MILESTONE, ask(), limit=2, offset=0, oldest_first=True)
    rest, _ = base.find(Kind.MILESTONE, ask(), limit=2, offset=2, oldest_first=True)
    dates = [fact.date for fact in (*found, *rest) if isinstance(fact, MilestoneFact)]
    assert (dates, total) == (["2022-12-31", "2023", "2023-07-23"], 3)
