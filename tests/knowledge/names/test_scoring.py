"""Alignment of names."""

import pytest

from knowledge.names.scoring import ALIKE, EQUAL, INITIAL, SLIP, VARIANT, align, fit


@pytest.mark.parametrize(
    ("typed", "known", "score"),
    [
        ("kishida", "kishida", EQUAL),
        ("joe", "joseph", VARIANT),
        ("yun", "yoon", VARIANT),
        ("elsisi", "alsisi", VARIANT),
        ("tokaev", "tokayev", VARIANT),
        ("mitsotakhis", "mitsotakis", ALIKE),
        ("j", "joseph", INITIAL),
        ("kishda", "kishida", SLIP),
        ("kishdia", "kishida", SLIP),
        ("mario", "maria", 0.0),
        ("karpov", "karpova", 0.0),
        ("hassan", "hussein", 0.0),
        ("un", "il", 0.0),
        ("rajesh", "rakesh", 0.0),
        ("market", "markey", 0.0),
    ],
)
def test_words(typed: str, known: str, score: float) -> None:
    assert fit(typed, known) == score


@pytest.mark.parametrize(
    ("typed", "known", "party"),
    [
        ("kim yo jong", "kim jong un", "KP"),
        ("li qiang", "li keqiang", "CN"),
        ("nguyen phu trong", "nguyen xuan phuc", "VN"),
        ("heo chung hee", "heo hee jung", "KR"),
        ("le quang thanh", "do quang thanh", "VN"),
        ("hunter biden", "joe biden", "US"),
        ("hun manet", "hun sen", "KH"),
        ("kim jong il", "kim jong", "KP"),
    ],
)
def test_contradictions(typed: str, known: str, party: str) -> None:
    assert align(typed.split(), known.split(), party) is None


@pytest.mark.parametrize(
    ("typed", "known", "party"),
    [
        ("george walker bush", "george bush", "US"),
        ("vladimir vladimirovich putin", "vladimir putin", "RU"),
        ("gabriel boric font", "gabriel boric", "CL"),
        ("suk yeol yoon", "yoon sukyeol", "KR"),
        ("mohammed salman", "mohammed bin salman", "SA"),
        ("justin trudeau", "justin pierre james trudeau", "CA"),
        ("kersti nlehmann", "kerstin lehmann", "DE"),
    ],
)
def test_what_may_be_added_left_out_or_joined(typed: str, known: str, party: str) -> None:
    match = align(typed.split(), known.split(), party)
    assert match is not None and match.score > 0.74


def test_what_other_people_are_called_is_no_slip() -> None:
    assert align(["mara", "silvio"], ["mara", "silvia"], "IT") is None
    assert align(["jung", "eui", "yong"], ["jang", "eui", "yong"], "KR", real={"jung"}) is None


def test_more_slips_than_letters_allow() -> None:
    assert align(["kong", "jing"], ["kang", "jung"], "CN") is None
