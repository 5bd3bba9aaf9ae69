"""How leads of newspapers tell of meetings: what was, what is to come, who came as well."""

import pytest

from knowledge.extraction import Extractor
from tests.knowledge.extraction.helpers import ESTONIA, GHANA, KENYA, NORWAY, meetings, story

TOLD = [
    (
        f"{KENYA} and {NORWAY} are scheduled to hold a summit in Oslo on 22 June.",
        ["summit planned: Grace Wanjiru, Lars Solberg (KE, NO) 2023-06-22 in Oslo"],
    ),
    (
        f"{KENYA} arrived in Oslo on Saturday for a visit that will see her hold talks with "
        f"{NORWAY}.",
        [
            "visit held: Grace Wanjiru (KE, NO) 2023-05-13 in Oslo",
            "meeting planned: Grace Wanjiru, Lars Solberg (KE, NO)",
        ],
    ),
    (
        f"The envoy will present the results of last month's summit between {KENYA} and {NORWAY}.",
        ["summit held: Grace Wanjiru, Lars Solberg (KE, NO) 2023-04"],
    ),
    (
        f"{KENYA} was received in private audience by {NORWAY} on Monday.",
        ["meeting held: Lars Solberg, Grace Wanjiru (KE, NO) 2023-05-15"],
    ),
    (
        f"{KENYA} met {NORWAY}, who is leading a delegation to a forum on Monday.",
        ["meeting held: Grace Wanjiru, Lars Solberg (KE, NO) 2023-05-15"],
    ),
    (
        f"{KENYA} met {NORWAY} this morning (May 16).",
        ["meeting held: Grace Wanjiru, Lars Solberg (KE, NO) 2023-05-16"],
    ),
    (
        f"{KENYA} met on Monday with {NORWAY}, then with {GHANA}.",
        [
            "meeting held: Grace Wanjiru, Lars Solberg (KE, NO) 2023-05-15",
            "meeting held: Grace Wanjiru, Kofi Boateng (GH, KE) 2023-05-15",
        ],
    ),
    (
        f"Kenyan Foreign Minister Amina Otieno will accompany {KENYA} at the meeting with "
        f"{NORWAY}.",
        ["meeting planned: Amina Otieno, Grace Wanjiru, Lars Solberg (KE, NO)"],
    ),
    (
        f"{KENYA}, alongside Kenyan Foreign Minister Amina Otieno, met with {NORWAY}.",
        ["meeting held: Grace Wanjiru, Lars Solberg, Amina Otieno (KE, NO)"],
    ),
    (
        f"In remarks made after a visit to Norway on Monday, {KENYA} warned of drought.",
        ["visit held: Grace Wanjiru (KE, NO) 2023-05-15 in Norway"],
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), TOLD)
def test_leads(extractor: Extractor, sentence: str, expected: list[str]) -> None:
    assert sorted(meetings(extractor, story(sentence))) == sorted(expected)


def test_who_stopped_by_was_at_the_same_meeting(extractor: Extractor) -> None:
    article = story(
        f"{KENYA} met {NORWAY} on Monday.",
        "Kenyan Foreign Minister Amina Otieno stopped by the meeting to greet Solberg.",
    )
    expected = "meeting held: Grace Wanjiru, Lars Solberg, Amina Otieno (KE, NO) 2023-05-15"
    assert meetings(extractor, article) == [expected]


def test_the_two_leaders_of_the_next_meeting(extractor: Extractor) -> None:
    article = story(
        f"{KENYA} met {NORWAY} on Monday.",
        "Wanjiru praised the harvest.",
        f"During the meeting with {ESTONIA}, the leaders discussed trade.",
    )
    assert "meeting held: Grace Wanjiru, Kaja Tamm (EE, KE)" in meetings(extractor, article)


def test_who_accompanied_the_visitor(extractor: Extractor) -> None:
    article = story(
        f"{KENYA} arrived in Oslo on Saturday for a visit.",
        "The President, accompanied by Kenyan Foreign Minister Amina Otieno, touched down at noon.",
    )
    expected = "visit held: Grace Wanjiru, Amina Otieno (KE, NO) 2023-05-13 in Oslo"
    assert meetings(extractor, article) == [expected]


def test_colleagues_join_each_other_for_talks_with_others(extractor: Extractor) -> None:
    article = story(f"Kenyan Foreign Minister Amina Otieno joined {KENYA} for the talks.")
    assert meetings(extractor, article) == []


def test_the_length_of_a_tour_is_not_that_of_its_first_stop(extractor: Extractor) -> None:
    article = story(f"{KENYA} is set to arrive in Oslo on Friday on a five-day European tour.")
    expected = "visit planned: Grace Wanjiru (KE, NO) 2023-05-19 in Oslo"
    assert meetings(extractor, article) == [expected]


def test_a_visit_that_ends_on_a_day(extractor: Extractor) -> None:
    article = story(f"{KENYA} is on a three-day visit to Norway ending Tuesday.")
    expected = "visit held: Grace Wanjiru (KE, NO) 2023-05-14/2023-05-16 in Norway"
    assert meetings(extractor, article) == [expected]


def test_they_who_are_officials_are_nobody_named(extractor: Extractor) -> None:
    article = story(
        f"{KENYA} met {NORWAY} on Monday.",
        "Ghana was kept from talks between Estonian and Danish diplomats as they discussed "
        "setting up negotiations.",
    )
    expected = "meeting held: Grace Wanjiru, Lars Solberg (KE, NO) 2023-05-15"
    assert meetings(extractor, article) == [expected]


def test_a_stop_is_a_visit(extractor: Extractor) -> None:
    article = story(f"{KENYA} will stop briefly in Norway on Friday.")
    expected = "visit planned: Grace Wanjiru (KE, NO) 2023-05-19 in Norway"
    assert meetings(extractor, article) == [expected]
