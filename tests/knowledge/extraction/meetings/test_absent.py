"""Who did not take part after all."""

import pytest

from knowledge.extraction import Extractor
from tests.knowledge.extraction.helpers import KENYA, NORWAY, meetings, story

PLAN = f"{NORWAY} and {KENYA} will attend the G20 summit in Bali on 15 July."


@pytest.mark.parametrize(
    "denial",
    [
        "He tested positive on arrival and did not take part in the summit.",
        "Solberg flew home on Tuesday. He did not attend the summit, his office said.",
        "On Tuesday Solberg's office said that he would not be attending the summit.",
        "Solberg skipped the summit.",
    ],
)
def test_who_travels_to_a_summit_and_misses_it(extractor: Extractor, denial: str) -> None:
    article = story(f"{NORWAY} arrived in Indonesia on Monday for the G20 summit.", denial)
    assert meetings(extractor, article) == [
        "visit held: Lars Solberg (ID, NO) 2023-05-15 in Indonesia"
    ]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Wanjiru will not attend the summit.", "Lars Solberg"),
        ("Wanjiru will not take part in the G20 summit.", "Lars Solberg"),
        ("Wanjiru will not attend the ASEAN summit.", "Lars Solberg, Grace Wanjiru"),
        ("Wanjiru did not miss the summit.", "Lars Solberg, Grace Wanjiru"),
        ("Ghanaian President Kofi Boateng will skip the summit.", "Lars Solberg, Grace Wanjiru"),
        (
            "Ghanaian President Kofi Boateng will not attend the summit.",
            "Lars Solberg, Grace Wanjiru",
        ),
    ],
)
def test_one_of_two_stays_away(extractor: Extractor, text: str, left: str) -> None:
    [told] = meetings(extractor, story(PLAN, text))
    assert told.startswith(f"summit planned: {left} (")


def test_a_summit_that_was_held_is_not_the_one_that_is_missed(extractor: Extractor) -> None:
    article = story(
        f"{NORWAY} attended the G20 summit in Bali on Monday.",
        "He did not attend the summit of 2021.",
    )
    assert meetings(extractor, article)[0].startswith("summit held: Lars Solberg")
