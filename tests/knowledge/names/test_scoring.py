"""Alignment of names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.names.fitting import ALIKE, EQUAL, INITIAL, SHORT_SLIP, SLIP, VARIANT, Typed, fit
from knowledge.names.scoring import align
from knowledge.names.spelling import sound


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
        ("teo", "theo", SHORT_SLIP),
        ("iotr", "piotr", SHORT_SLIP),
        ("kim", "kimm", 0.0),
        ("zielinski", "zielinska", 0.0),
        ("grassi", "grasso", 0.0),
        ("yuko", "yoko", 0.0),
        ("stephanie", "stephane", 0.0),
        ("hamad", "ahmed", 0.0),
        ("laura", "lauren", 0.0),
    ],
)
def test_words(typed: str, known: str, score: float) -> None:
    assert fit(typed, known) == score


@given(st.lists(st.text("aeiklmnoy", min_size=1, max_size=9), min_size=2, max_size=30))
def test_many_words_at_once_fit_as_each_does_alone(words: list[str]) -> None:
    for word in words:
        typed = Typed.of(word)
        alike = {one: sound(one) == sound(word) for one in words}
        assert all(typed.fit(one, alike=alike[one]) == fit(word, one) for one in words)
        others = [one for one in words if not alike[one]]
        assert typed.slips(others) == {one for one in others if fit(word, one)}


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


@pytest.mark.parametrize(
    ("typed", "known", "party", "fits"),
    [
        ("yim sopheap", "im sopheap", "KH", False),
        ("yim min ho", "im min ho", "KR", True),
        ("liao yi", "liao li", "CN", False),
        ("paula velasco ruano", "paula ruano", "ES", False),
        ("paula maria ruano", "paula ruano", "ES", True),
        ("teo sandler", "theo emily sandler", "GB", True),
        ("y sandler", "yusuf sandler", "TR", True),
        ("y sandler", "theo sandler", "TR", False),
        ("james theo", "james theo sandler", "GB", False),
        ("mohammed khalid", "mohammed khalid sandler", "AE", True),
    ],
)
def test_what_is_one_name_in_one_country_only(
    typed: str, known: str, party: str, *, fits: bool
) -> None:
    assert (align(typed.split(), known.split(), party) is not None) is fits


def test_a_name_that_others_bear_is_no_spelling_of_another() -> None:
    typed, known = ("horst", "muller"), ("horst", "moller")
    free, taken = align(typed, known, "DE"), align(typed, known, "DE", {"muller"})
    assert free is not None and taken is not None and taken.score < free.score
    assert align(("horst", "mullen"), ("horst", "muller"), "DE", {"mullen"}) is None
