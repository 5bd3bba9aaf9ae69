"""Weighted edits."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from knowledge.names import edits
from tests.effort import examples

WORDS = st.text(alphabet="abcdef", max_size=8)


@pytest.mark.parametrize(
    ("typed", "meant", "price"),
    [
        ("japan", "japan", 0.0),
        ("japn", "japan", edits.OMITTED),
        ("jappan", "japan", edits.DOUBLED),
        ("jaapn", "japan", edits.SWAPPED),
        ("japam", "japan", edits.EXCHANGED_NEAR),
        ("japun", "japan", edits.EXCHANGED_NEAR),
        ("jatan", "japan", edits.EXCHANGED),
        ("jaxpan", "japan", edits.ADDED),
        ("capan", "japan", edits.EXCHANGED + edits.FIRST_LETTER),
    ],
)
def test_likely_slips_cost_less(typed: str, meant: str, price: float) -> None:
    assert edits.cost(typed, meant) == pytest.approx(price)


def test_the_likelier_of_two_names_one_edit_away() -> None:
    assert edits.cost("austrlia", "australia") < edits.cost("austrlia", "austria")


@given(WORDS, WORDS)
@settings(max_examples=examples(120))
def test_costs_follow_plain_edits(typed: str, meant: str) -> None:
    plain = OSA.distance(typed, meant)
    price = edits.cost(typed, meant)
    assert (price == 0) == (typed == meant)
    assert 0.9 * plain - 1e-9 <= price <= 1.5 * plain + edits.FIRST_LETTER + 1e-9
