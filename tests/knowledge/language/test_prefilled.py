"""What a part of a fact is typed as now means what the fact has, and names mean who they name."""

import shutil
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.base import Base
from knowledge.base.store.target import Undecidable
from knowledge.language.corrections import Right, Unusable, right_value
from knowledge.language.prefilled import plain, typed
from knowledge.model import (
    Fact,
    Kind,
    MeetingFact,
    Participant,
    PaymentFact,
    PaymentKind,
    Query,
    RoleFact,
    Sum,
    people_of,
)
from knowledge.wording.parts import PARTS, Part, Sort, part_named, part_of_field
from tests.knowledge.base.world import HUN_SEN, KISHIDA, ask, fill, met, paid, role, said, told

TODAY = date(2026, 11, 22)
ELDER = Participant("John Smith", "Prime Minister", "GB")
YOUNGER = Participant("John Smith", "Foreign Minister", "AU")


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Base]:
    with Base.open(tmp_path / "test.db") as base:
        yield base


@pytest.fixture
def sample(sample_base: Path, tmp_path: Path) -> Iterator[Base]:
    shutil.copy(sample_base, tmp_path / "sample.db")
    with Base.open(tmp_path / "sample.db") as base:
        yield base


def every(base: Base) -> list[Fact]:
    """All facts of a small base."""
    found = (base.find(kind, Query(command="facts"), limit=2_000, offset=0)[0] for kind in Kind)
    return [fact for facts in found for fact in facts]


def part(kind: Kind, key: str) -> Part:
    found = part_named(kind, key)
    assert found is not None
    return found


def understood(base: Base, fact: Fact, key: str, text: str) -> Right:
    found = right_value(part(fact.kind, key), text, base, TODAY, fact)
    assert isinstance(found, Right), found
    return found


def corrected(base: Base, fact: Fact, key: str, text: str) -> Fact:
    """A fact after a part of it was corrected as typed."""
    right = understood(base, fact, key, text)
    field = part(fact.kind, key).field
    base.correct(fact.id, field, right.plain, words=right.value, who="U1", people=right.people)
    now = base.fact(fact.id)
    assert now is not None
    return now


def test_every_part_of_every_fact_typed_as_it_is_stays_as_it_is(sample: Base) -> None:
    count = 0
    for fact in every(sample):
        for one in PARTS[fact.kind]:
            text = typed(one, fact)
            if text:
                right = understood(sample, fact, one.key, text)
                assert (right.plain, right.people) == plain(one, fact, sample)
                count += 1
    assert count > 500


def test_and_is_the_same_without_knowing_the_fact(sample: Base) -> None:
    """Days, sums and choices say all there is to say."""
    for fact in every(sample):
        for one in PARTS[fact.kind]:
            text = typed(one, fact)
            sure = one.sort in (Sort.DATE, Sort.SUM, Sort.CHOICE) or one.sort is Sort.PARTIES
            if not text or not sure or text.startswith(("by", "since")) or "unknown" in text:
                continue
            right = right_value(one, text, sample, TODAY)
            assert isinstance(right, Right), (text, right)
            assert right.plain == plain(one, fact, sample)[0], text


def test_what_is_typed_as_it_is_folds_to_what_it_was(sample: Base) -> None:
    for fact in every(sample)[::7]:
        for one in PARTS[fact.kind]:
            if not typed(one, fact) or one.key == "sum":  # A sum loses what else is said of it.
                continue
            now = corrected(sample, fact, one.key, typed(one, fact))
            assert typed(one, now) == typed(one, fact), (one.key, fact.id)
            assert people_of(now) == people_of(fact)


@given(
    st.dates(date(1990, 1, 1), date(2030, 12, 31)),
    st.sampled_from(["day", "month", "year"]),
    st.integers(0, 40),
)
def test_any_date_typed_as_it_is_shown_is_the_same(first: date, fine: str, days: int) -> None:
    cut = {"day": 10, "month": 7, "year": 4}[fine]
    last = date.fromordinal(first.toordinal() + days)
    ends = sorted({first.isoformat()[:cut], last.isoformat()[:cut]})
    value = "/".join(ends)
    fact = _payment(value, Sum(Decimal(5), "USD"))
    right = right_value(part(Kind.PAYMENT, "date"), typed(part(Kind.PAYMENT, "date"), fact), *_NONE)
    assert isinstance(right, Right) and right.plain == value


@given(
    st.integers(1, 10**9), st.sampled_from([0, 0, 2, 3, 6]), st.sampled_from(["USD", "KHR", "XAF"])
)
def test_any_sum_typed_as_it_is_shown_is_the_same(number: int, zeros: int, currency: str) -> None:
    one = part(Kind.PAYMENT, "sum")
    fact = _payment(None, Sum(Decimal(number) * 10**zeros, currency))
    right = right_value(one, typed(one, fact), *_NONE)
    assert isinstance(right, Right) and right.plain == [f"{number * 10**zeros}", currency]


_NONE: Any = (None, TODAY)
"""No base, as dates and sums need none, and a day."""


def _payment(date: str | None, sum: Sum) -> PaymentFact:
    return PaymentFact("f", sum, PaymentKind.GRANT, None, None, date, None, None, (), False, (), ())


def test_of_two_people_of_one_name_the_one_meant_is_in_the_fact(base: Base) -> None:
    fill(
        base,
        [
            told("a", met(HUN_SEN, KISHIDA, on="2022-03-20")),
            told("b", met(ELDER, HUN_SEN, on="2021-05-01"), role(ELDER)),
            told("c", met(YOUNGER, HUN_SEN, on="2020-05-01"), role(YOUNGER)),
        ],
    )
    query = ask(people=("fumio-kishida",))
    [fact], _ = base.meetings(query, limit=5, offset=0)
    back = right_value(part(Kind.MEETING, "people"), "Hun Sen, John Smith", base, TODAY, fact)
    assert isinstance(back, Unusable)
    assert "John Smith (Prime Minister, United Kingdom)" in back.message
    assert "John Smith (Foreign Minister, Australia)" in back.message
    for text, country in (
        ("Hun Sen; John Smith (Australia)", "AU"),
        ("Hun Sen; John Smith (Prime Minister, United Kingdom)", "GB"),
        ("Hun Sen and John Smith (Foreign Minister)", "AU"),
    ):
        now = corrected(base, fact, "people", text)
        assert isinstance(now, MeetingFact)
        [one] = [one for one in now.people if one.name == "John Smith"]
        same = base.person(one.id)
        assert same is not None and same.party == country == one.party
        # Who is shown now is who is meant when it is typed again.
        assert understood(base, now, "people", typed(part(Kind.MEETING, "people"), now)).people == (
            "hun-sen", one.id,
        )  # fmt: skip


def test_a_bare_surname_stays_in_its_article(base: Base) -> None:
    one = Participant("Kim", None, "KR")
    other = Participant("Kim", None, "KP")
    fill(base, [told("a", met(one, HUN_SEN)), told("b", met(other, HUN_SEN))])
    found = base.find(Kind.MEETING, ask(), limit=5, offset=0)[0][0]
    back = right_value(part(Kind.MEETING, "people"), "Kim", base, TODAY)
    assert isinstance(back, Unusable), "a surname of one article can be put into no other"
    kept = corrected(base, found, "people", typed(part(Kind.MEETING, "people"), found))
    assert people_of(kept) == people_of(found)


def test_a_name_that_would_mean_somebody_else_is_refused(base: Base) -> None:
    """In this article the name with no country is another person's already."""
    fill(
        base,
        [
            told("a", role(Participant("John Smith", "Chef", None)), role(KISHIDA)),
            told("b", met(ELDER, HUN_SEN), role(ELDER)),
            told("c", met(YOUNGER, HUN_SEN), role(YOUNGER)),
        ],
    )
    found = base.find(Kind.ROLE, Query(command="facts"), limit=9, offset=0)[0]
    [chef] = [f for f in found if isinstance(f, RoleFact) and f.title == "Chef"]
    right = right_value(part(Kind.ROLE, "person"), "John Smith (Australia)", base, TODAY, chef)
    assert isinstance(right, Right) and right.plain == "John Smith"
    with pytest.raises(Undecidable, match="somebody else"):
        base.correct(chef.id, "person", right.plain, words="", who="U1", people=right.people)
    assert base.decisions() == [] and base.fact(chef.id) == chef


def test_what_a_fact_needs_cannot_be_unknown(base: Base) -> None:
    fill(base, [told("a", met(HUN_SEN, KISHIDA), paid(5), role(HUN_SEN), said("Rice.", HUN_SEN))])
    for fact in every(base):
        for one in PARTS[fact.kind]:
            found = right_value(one, "unknown", base, TODAY, fact)
            if one.needed:
                assert isinstance(found, Unusable) and one.noun in found.message
            elif one.field:
                assert isinstance(found, Right) and found.plain in (None, [])
                base.correct(fact.id, one.field, found.plain, words=found.value, who="U1")
                base.undo(base.last_decisions(1)[0].id, who="U1")


def test_parts_are_fields_of_readings() -> None:
    assert part(Kind.PAYMENT, "payment").field == "kind"
    assert part_of_field(Kind.PAYMENT, "kind") == part(Kind.PAYMENT, "payment")
    assert part_of_field(Kind.MEETING, "") is None and part_of_field(Kind.MEETING, "x") is None
    assert part(Kind.MEETING, "whole").field == ""
