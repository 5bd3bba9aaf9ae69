"""Which readings of agreements become one fact, and what that fact says."""

import pytest

from knowledge.base import Base
from knowledge.model import Agreement, AgreementFact, AgreementStatus, AgreementType, Kind
from tests.knowledge.base.world import HUN_SEN, KISHIDA, Told, agreed, ask, fill, told

PROPOSED, PLANNED = AgreementStatus.PROPOSED, AgreementStatus.PLANNED
ANNOUNCED, SIGNED = AgreementStatus.ANNOUNCED, AgreementStatus.SIGNED
IN_FORCE = AgreementStatus.IN_FORCE
FTA = AgreementType.FTA


def facts(base: Base, *articles: Told) -> list[AgreementFact]:
    fill(base, articles)
    found, total = base.find(Kind.AGREEMENT, ask(), limit=50, offset=0)
    assert total == len(found)
    return [fact for fact in found if isinstance(fact, AgreementFact)]


def two(base: Base, one: Agreement, other: Agreement, days: str = "22 24") -> list[AgreementFact]:
    first, second = days.split()
    return facts(
        base,
        told("a", one, published=f"2022-03-{first}"),
        told("b", other, published=f"2022-03-{second}"),
    )


def test_one_deal_told_twice_has_the_evidence_of_both(base: Base) -> None:
    [fact] = two(
        base,
        agreed("cooperation in rice farming", on="2022-03-21", people=[HUN_SEN]),
        agreed("rice farming", on="2022-03-21", people=[KISHIDA]),
    )
    assert [source.article for source in fact.sources] == ["a", "b"]
    assert (fact.type, fact.status, fact.date) == (AgreementType.MOU, SIGNED, "2022-03-21")
    assert (fact.parties, fact.variants, fact.history) == (("JP", "KH"), (), ())
    assert [person.id for person in fact.people] == ["hun-sen", "fumio-kishida"]
    assert fact.about == "cooperation in rice farming"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (agreed("rice farming"), agreed("rice farming", "CN", "KH")),
        (agreed("rice farming"), agreed("double taxation")),
        (agreed("rice farming"), agreed("farming of cattle and pigs")),
        (agreed("rice farming"), agreed("rice farming", type=AgreementType.LOAN)),
        (agreed("rice farming", on="2022-03-01"), agreed("rice farming", on="2022-03-21")),
        (agreed("the 2nd road bridge"), agreed("the 3rd road bridge")),
        (agreed(None, on="2022-03-21"), agreed(None, on="2022-03-20")),
        (agreed(None), agreed(None)),
        (agreed("rice farming"), agreed(None)),
        (agreed("cooperation"), agreed("cooperation")),
    ],
)
def test_what_may_be_two_deals_stays_apart(base: Base, one: Agreement, other: Agreement) -> None:
    assert len(two(base, one, other)) == 2


def test_several_deals_of_one_article_stay_apart(base: Base) -> None:
    found = facts(
        base,
        told("a", agreed("rice farming and milling"), agreed("rice farming and trade")),
        told("b", agreed("rice farming")),
    )
    assert len(found) == 3


def test_from_proposed_to_in_force(base: Base) -> None:
    name = "Mekong Trade Agreement"
    [fact] = facts(
        base,
        told("d", agreed(None, name=name, type=FTA, status=IN_FORCE, on="2022-12-01"),
             published="2022-12-02"),
        told("a", agreed(None, name=name, type=FTA, status=PROPOSED), published="2020-01-05"),
        told("c", agreed(None, name=name, type=FTA, on="2021-10-26"), published="2021-10-27"),
        told("b", agreed(None, name=name, type=FTA, status=PLANNED, on="2021-10"),
             published="2021-05-05"),
        told("e", agreed(None, name=name, type=FTA, on="2021-10-26"), published="2023-01-05"),
    )  # fmt: skip
    assert (fact.status, fact.date) == (IN_FORCE, "2022-12-01")
    assert fact.history == ("proposed", "planned", "signed")
    assert len(fact.sources) == 5


def test_nothing_is_planned_after_it_was_signed(base: Base) -> None:
    found = two(
        base,
        agreed("rice farming", on="2022-03-21"),
        agreed("rice farming", status=PLANNED, on="2022-09"),
    )
    assert len(found) == 2


def test_a_plan_that_was_moved_is_the_same_deal(base: Base) -> None:
    [fact] = two(
        base,
        agreed("rice farming", status=PLANNED, on="2022-03-21"),
        agreed("rice farming", on="2022-03-24"),
        "10 25",
    )
    assert (fact.status, fact.date, fact.history) == (SIGNED, "2022-03-24", ("planned",))
    assert fact.variants == ()


def test_days_types_and_names_that_differ_stand_side_by_side(base: Base) -> None:
    [fact] = facts(
        base,
        told("a", agreed("rice milling", name="Great River Accord", on="2022-03-21")),
        told("b", agreed("rice milling", name="Great River Accord", on="2022-03-20", type=FTA)),
        told("c", agreed("rice milling", name="Great River Accord", on="2022-03-21")),
    )
    told_apart = {
        (variant.field, variant.value): len(variant.readings) for variant in fact.variants
    }
    assert told_apart == {
        ("date", "2022-03-21"): 2,
        ("date", "2022-03-20"): 1,
        ("type", "mou"): 2,
        ("type", "fta"): 1,
    }


def test_a_name_that_another_article_lacks_does_not_part_them(base: Base) -> None:
    [fact] = two(
        base,
        agreed("avoidance of double taxation on income", name=None, on="2022-03-21"),
        agreed("avoidance of double taxation", name="Income Tax Treaty", on="2022-03-21"),
    )
    assert fact.name == "Income Tax Treaty"


def test_what_fits_two_joins_neither(base: Base) -> None:
    found = facts(
        base,
        told("a", agreed("rice farming", on="2022-03-01"), published="2022-03-02"),
        told("b", agreed("rice farming", on="2022-03-21"), published="2022-03-22"),
        told("c", agreed("rice farming"), published="2022-03-12"),
    )
    assert len(found) == 3
