"""Agreements that talks lead to, that are carried out, with rebels, or told after a meeting."""

import pytest

from knowledge.extraction import Extractor
from tests.knowledge.extraction.agreements.deals import agreements
from tests.knowledge.extraction.helpers import story

TALKS = (
    "Kenyan President Grace Wanjiru held talks with Norwegian Prime Minister Lars Solberg in "
    "Nairobi."
)
TOLD = [
    # Talks on signing are talks.
    ("Norway and Kenya opened talks on signing a free trade agreement.", "fta proposed KE,NO"),
    ("Norway and Kenya began negotiations on concluding an investment treaty.",
     "treaty proposed KE,NO"),
    ("Norway and Kenya are in talks on signing a fisheries agreement.", "other proposed KE,NO"),
    ("Norway and Kenya agreed to continue talks on the early conclusion of a free trade agreement.",
     "fta proposed KE,NO"),
    ("Norway and Kenya are negotiating the conclusion of a fisheries agreement.",
     "other proposed KE,NO"),
    # What is hoped for is nothing yet.
    ("Norway and Kenya called for the early conclusion of a fisheries agreement.", ""),
    ("Norway and Kenya hope for the swift conclusion of a trade pact.", ""),
    ("Norway and Kenya welcomed the conclusion of a trade pact.", "fta signed KE,NO"),
    # What talks lead to is agreed.
    ("Peace talks in Oslo resulted in a ceasefire agreement between Kenya and Chad.",
     "other announced KE,TD"),
    ("The visit culminated in a trade deal between Norway and Kenya.", "fta announced KE,NO"),
    ("The negotiations produced a border agreement between Kenya and Chad.",
     "other announced KE,TD"),
    ("The envoy led the two sides to an agreement on power.", ""),
    ("Norway and Kenya praised the cooperation that led to a truce in Chad.", ""),
    # What is done under an agreement.
    ("Chad freed dozens of prisoners under a ceasefire deal with Kenya.", "other in-force KE,TD"),
    ("Norway cut its tariffs under an agreement between Norway and Kenya.",
     "other in-force KE,NO"),
    ("The meeting is part of a new economic agreement between Norway and Kenya.",
     "other announced KE,NO"),
    ("Norway left its embassy under a cloud.", ""),
    # Peace with rebels.
    ("The talks led to a ceasefire agreement between Chad and rebel forces.", "other announced TD"),
    ("Chad signed a peace accord with the guerrillas.", "other signed TD"),
    ("A truce between Chad and separatists, whom Kenya has armed, was reached on Friday.",
     "other announced TD 2023-05-12"),
    ("Chad reached an agreement with striking doctors.", ""),
]  # fmt: skip
AFTER = [
    (
        "Norwegian President Lars Solberg, Kenyan President Grace Wanjiru and Chadian President "
        "Ali Deby took part in a meeting of the council.",
        "Nine documents were signed following the meeting.",
        ["other signed KE,NO,TD"],
    ),
    (TALKS, "Several agreements were signed after the talks.", ["other signed KE,NO"]),
    (
        TALKS,
        "The leaders witnessed the signing of a number of agreements, including an MoU on energy, "
        "a protocol on rail transport, and an agreement between Kenya and Norway on legal "
        "assistance.",
        ["mou signed KE,NO", "other signed KE,NO", "other signed KE,NO"],
    ),
    (
        TALKS,
        "They signed several documents including a treaty on extradition and an agreement on "
        "customs.",
        ["other signed KE,NO", "treaty signed KE,NO"],
    ),
]


@pytest.mark.parametrize(("text", "told"), TOLD)
def test_a_sentence(extractor: Extractor, text: str, told: str) -> None:
    assert agreements(extractor, story(text)) == ([told] if told else [])


@pytest.mark.parametrize(("first", "second", "told"), AFTER)
def test_after_a_meeting(extractor: Extractor, first: str, second: str, told: list[str]) -> None:
    assert agreements(extractor, story(first, second)) == told
