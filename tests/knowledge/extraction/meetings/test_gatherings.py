"""Summits, and meetings that somebody convenes or that several attend."""

import pytest

from knowledge.extraction import Extractor
from tests.knowledge.extraction.helpers import GHANA, KENYA, NORWAY, meetings, story

TOLD = [
    (
        f"{KENYA}, {GHANA} and {NORWAY} attended the summit in Accra on Saturday.",
        "summit held: Grace Wanjiru, Kofi Boateng, Lars Solberg (GH, KE, NO) 2023-05-13 in Accra",
    ),
    (
        f"{KENYA} attended the ASEAN summit in Jakarta on Saturday.",
        "summit held: Grace Wanjiru (ASEAN, KE) 2023-05-13 in Jakarta",
    ),
    (
        f"{KENYA} convened a meeting of the cabinet on Monday.",
        "meeting held: Grace Wanjiru (KE) 2023-05-15",
    ),
    (
        f"{KENYA} chaired a meeting on drought on Monday.",
        "meeting held: Grace Wanjiru (KE) 2023-05-15",
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), TOLD)
def test_gatherings(extractor: Extractor, sentence: str, expected: str) -> None:
    assert meetings(extractor, story(sentence)) == [expected]


@pytest.mark.parametrize(
    "sentence",
    [
        f"{KENYA} praised the summit.",
        f"{KENYA} attended a meeting on drought.",
        "The summit was opened on Monday.",
    ],
)
def test_no_gathering(extractor: Extractor, sentence: str) -> None:
    assert meetings(extractor, story(sentence)) == []
