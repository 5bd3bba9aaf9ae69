"""Who is meant by a phrase without a name."""

import pytest

from knowledge.extraction import Extractor
from tests.knowledge.extraction.helpers import GHANA, NORWAY, meetings, roles, story


@pytest.mark.parametrize("words", ["The two", "The pair", "The two leaders"])
def test_two_without_a_noun(extractor: Extractor, words: str) -> None:
    told = f"{GHANA} met {NORWAY} in Oslo on Monday. {words} last met in Accra in May 2020."
    assert any("Kofi Boateng, Lars Solberg" in m and "2020-05" in m for m in meetings(
        extractor, story(told)
    ))  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "parties"),
    [
        ("The Nordic prime ministers met in Nairobi on Tuesday.", "DK, FI, IS, NO, SE"),
        ("Foreign ministers from ASEAN countries and China met on Tuesday.", "ASEAN, CN"),
        ("Ministers from the Baltic states and Ukraine met on Tuesday.", "EE, LV, LT, UA"),
        ("Kenya's foreign ministry summoned the Ugandan ambassador on Monday.", "KE, UG"),
        ("The presidents of Congo and Rwanda met in Doha on Monday.", "CD, RW"),
    ],
)
def test_states_by_their_groups_and_organs(
    extractor: Extractor, sentence: str, parties: str
) -> None:
    (meeting,) = meetings(extractor, story(sentence))
    assert sorted(meeting[meeting.index("(") + 1 : meeting.index(")")].split(", ")) == sorted(
        parties.split(", ")
    )


def test_a_minister_of_a_state_is_the_one_who_is_named(extractor: Extractor) -> None:
    told = (
        f"{GHANA} met with the Estonian minister on Monday. "
        "Estonian Minister for Economic Affairs Kaja Tamm came for two days."
    )
    assert any("Kaja Tamm, Kofi Boateng" in m or "Kofi Boateng, Kaja Tamm" in m for m in meetings(
        extractor, story(told)
    ))  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "name", "party"),
    [
        ("Tonga's Prime Minister 'Aisake Valu Moa spoke.", "'Aisake Valu Moa", "TO"),
        ("The Premier of Barbados, the Honourable Ryan Alleyne, spoke.", "Ryan Alleyne", "BB"),
        (
            "The White House said President James Hill would host Kenyan President Grace Wanjiru.",
            "James Hill", "US",
        ),
        (
            "The visit of the President of Armenia, Ada Petrosian, to Russia was short.",
            "Ada Petrosian", "AM",
        ),
    ],
)  # fmt: skip
def test_whose_officer_they_are(extractor: Extractor, sentence: str, name: str, party: str) -> None:
    assert roles(extractor, story(sentence))[name][1] == party
