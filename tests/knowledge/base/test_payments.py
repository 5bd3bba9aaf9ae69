"""Which readings of sums become one fact, and what that fact says."""

from decimal import Decimal

import pytest

from knowledge.base import Base
from knowledge.base.codec import dump as dumped
from knowledge.base.codec import fields_of, fields_text, load
from knowledge.model import (
    Grouping,
    Kind,
    Payment,
    PaymentFact,
    PaymentKind,
    PaymentStage,
    Query,
    Sum,
)
from tests.knowledge.base.world import Told, ask, fill, paid, told

LOAN, AID = PaymentKind.LOAN, PaymentKind.AID


def facts(base: Base, *articles: Told) -> list[PaymentFact]:
    fill(base, articles)
    found, total = base.find(Kind.PAYMENT, ask(), limit=50, offset=0)
    assert total == len(found)
    return [fact for fact in found if isinstance(fact, PaymentFact)]


def two(base: Base, one: Payment, other: Payment, days: str = "22 24") -> list[PaymentFact]:
    first, second = days.split()
    return facts(
        base,
        told("a", one, published=f"2022-03-{first}"),
        told("b", other, published=f"2022-03-{second}"),
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (paid(51_300_000, purpose="four road projects"), paid(51_300_000, purpose="road projects")),
        (paid(51_300_000), paid(51_200_000, kind=AID)),
        (paid(51_300_000, same=[(6_000_000_000, "JPY")]), paid(6_000_000_000, "JPY")),
        (paid(51_300_000, giver=None), paid(51_300_000)),
        (paid(51_300_000), paid(51_300_000, receiver=None)),
        (paid(51_300_000, on="2022-03"), paid(51_300_000, on="2022-03-21")),
        (paid(51_300_000, on="2022-03-20"), paid(51_300_000, on="2022-03-21")),
        (paid(51_300_000, purpose="schools"), paid(51_300_000, purpose="education of children")),
    ],
)
def test_one_sum_told_twice(base: Base, one: Payment, other: Payment) -> None:
    [fact] = two(base, one, other)
    assert (fact.giver, fact.receiver) == ("JP", "KH")
    assert [source.article for source in fact.sources] == ["a", "b"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (paid(51_300_000), paid(52_000_000)),
        (paid(51_300_000), paid(51_300_000, "EUR")),
        (paid(51_300_000), paid(51_300_000, giver="CN")),
        (paid(51_300_000), paid(51_300_000, kind=LOAN)),
        (paid(51_300_000, on="2022-02"), paid(51_300_000, on="2022-03")),
        (paid(51_300_000, on="2022-03-01"), paid(51_300_000, on="2022-03-21")),
        (paid(50_000_000, purpose="schools"), paid(50_000_000, purpose="two road bridges")),
        (paid(51_300_000, giver=None, receiver=None), paid(51_300_000)),
        (paid(51_300_000, giver=None), paid(51_300_000, receiver=None)),
    ],
)
def test_what_may_be_two_sums_stays_apart(base: Base, one: Payment, other: Payment) -> None:
    assert len(two(base, one, other)) == 2


def test_round_sums_months_apart_are_two(base: Base) -> None:
    one = paid(100_000_000)
    found = facts(base, told("a", one), told("b", one, published="2022-09-01"))
    assert len(found) == 2


def test_sums_that_contradict_each_other_stand_side_by_side(base: Base) -> None:
    purpose = "clearing of land mines"
    [fact] = facts(
        base,
        told("a", paid(51_300_000, on="2022-03-21", purpose=purpose)),
        told("b", paid(53_100_000, on="2022-03-21", purpose=purpose)),
        told("c", paid(51_300_000, on="2022-03", purpose=purpose)),
    )
    assert fact.sum == Sum(Decimal(51_300_000), "USD")
    assert fact.date == "2022-03-21"
    assert [(v.field, v.value, len(v.readings)) for v in fact.variants] == [
        ("sum", "51300000 USD", 2),
        ("sum", "53100000 USD", 1),
    ]


@pytest.mark.parametrize(
    "other",
    [
        paid(53_100_000, on="2022-04", purpose="clearing of land mines"),
        paid(53_100_000, on="2022-03-21", purpose="schools and roads"),
        paid(53_100_000, on="2022-03-21", purpose="clearing of land mines", kind=LOAN),
        paid(53_100_000, on="2022-03-21", purpose="clearing of land mines", giver=None),
        paid(3_100_000, on="2022-03-21", purpose="clearing of land mines", part=True),
        paid(53_100_000, purpose="clearing of land mines"),
    ],
)
def test_only_the_same_payment_contradicts(base: Base, other: Payment) -> None:
    one = paid(51_300_000, on="2022-03-21", purpose="clearing of land mines")
    assert len(two(base, one, other)) == 2


def test_two_sums_of_one_article_are_two(base: Base) -> None:
    purpose = "clearing of land mines"
    found = facts(
        base,
        told(
            "a",
            paid(51_300_000, on="2022-03-21", purpose=purpose),
            paid(53_100_000, on="2022-03-21", purpose=purpose),
        ),
    )
    assert len(found) == 2


def test_a_sum_without_its_giver_that_fits_two_joins_neither(base: Base) -> None:
    found = facts(
        base,
        told("a", paid(51_300_000)),
        told("b", paid(51_300_000, giver="CN")),
        told("c", paid(51_300_000, giver=None)),
    )
    assert len(found) == 3


def test_what_one_article_adds_the_fact_has(base: Base) -> None:
    [fact] = two(
        base,
        paid(51_300_000, same=[(6_000_000_000, "JPY")]),
        paid(51_300_000, kind=AID, on="2022-03-21", purpose="schools"),
    )
    assert fact.equivalents == (Sum(Decimal(6_000_000_000), "JPY"),)
    assert (fact.payment, fact.date, fact.purpose) == (PaymentKind.GRANT, "2022-03-21", "schools")
    assert fact.variants == ()


def test_cents_are_kept(base: Base) -> None:
    [fact] = facts(base, told("a", paid("1234567.89")))
    assert f"{fact.sum.amount:f}" == "1234567.89"


PLANNED = PaymentStage.PLANNED
PLAN = paid(51_300_000, stage=PLANNED)
GIVEN = paid(51_300_000, done=True)
NAMED = paid(51_300_000)


@pytest.mark.parametrize(
    ("one", "other", "stage"),
    [
        (PLAN, PLAN, PLANNED),
        (PLAN, GIVEN, None),
        (GIVEN, PLAN, None),
        (PLAN, NAMED, PLANNED),
        (NAMED, PLAN, PLANNED),
        (NAMED, GIVEN, None),
        (NAMED, NAMED, None),
    ],
)
def test_what_somebody_tells_as_given_is_planned_no_more(
    base: Base, one: Payment, other: Payment, stage: PaymentStage | None
) -> None:
    [fact] = two(base, one, other)
    assert fact.stage == stage


def test_planned_sums_are_asked_for_and_not_added_to_others(base: Base) -> None:
    fill(
        base,
        [
            told("a", paid(5_000_000, purpose="schools")),
            told("b", paid(7_000_000, purpose="roads", stage=PLANNED)),
        ],
    )
    totals = base.totals(Query("money"))
    assert [t.sum.amount for t in totals.totals if t.by is Grouping.KIND] == [5_000_000]
    assert totals.left_out == 1
    asked = Query("money", stages=(PLANNED,))
    [fact], total = base.find(Kind.PAYMENT, asked, limit=5, offset=0)
    assert isinstance(fact, PaymentFact)
    assert (int(fact.sum.amount), total) == (7_000_000, 1)
    assert fact.stage is PLANNED
    totals = base.totals(asked)
    assert [t.sum.amount for t in totals.totals if t.by is Grouping.KIND] == [7_000_000]
    with base.reader() as db:
        rows = db.execute("SELECT amount, stage FROM payments ORDER BY amount").fetchall()
    assert list(map(tuple, rows)) == [(5_000_000, None), (7_000_000, "planned")]


def test_readings_from_before_there_were_stages_are_read(base: Base) -> None:
    fields = paid(5_000_000)
    older = load(fields_text(fields))
    del older["stage"], older["done"]
    assert fields_of(Kind.PAYMENT, dumped(older)) == fields
    for one in (PLAN, GIVEN):
        assert fields_of(Kind.PAYMENT, fields_text(one)) == one
