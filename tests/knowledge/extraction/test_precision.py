"""What would cost a correction in print: each case once came out wrong, or easily could."""

import pytest

from knowledge.extraction import Extractor
from tests.knowledge.extraction.helpers import (
    GHANA,
    KENYA,
    NORWAY,
    meetings,
    readings,
    roles,
    story,
)

BOTH = "Grace Wanjiru, Lars Solberg (KE, NO)"
OTHERS = f"{KENYA} met {GHANA} on Tuesday."


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (f"{KENYA} is to meet {NORWAY} on Friday.", [f"meeting planned: {BOTH} 2023-05-19"]),
        (f"{KENYA} was to meet {NORWAY}.", [f"meeting planned: {BOTH}"]),
        (f"{KENYA} is due to meet {NORWAY}.", [f"meeting planned: {BOTH}"]),
        (f"{KENYA} would like to meet {NORWAY}.", []),
        (f"{KENYA} refused to meet {NORWAY}.", []),
        (f"{KENYA} never met {NORWAY}.", []),
        (f"{KENYA} called {NORWAY} a friend.", []),
        (f"{KENYA} had met {NORWAY}.", []),
        (
            f"{KENYA} returned on Sunday from a two-day visit to Norway.",
            ["visit held: Grace Wanjiru (KE, NO) 2023-05-13/2023-05-14 in Norway"],
        ),
        (
            f"{KENYA} arrived in Norway on Sunday for a two-day visit.",
            ["visit held: Grace Wanjiru (KE, NO) 2023-05-14/2023-05-15 in Norway"],
        ),
    ],
)
def test_what_a_sentence_promises_and_what_it_tells(
    extractor: Extractor, sentence: str, expected: list[str]
) -> None:
    assert meetings(extractor, story(sentence)) == expected


def test_the_date_of_another_clause_is_not_the_meetings(extractor: Extractor) -> None:
    sentence = (
        f"Last year, {KENYA} asked for a loan and at her meeting with {NORWAY} she asked again."
    )
    assert meetings(extractor, story(sentence)) == [f"meeting held: {BOTH}"]


def test_the_day_a_story_was_filed_is_not_the_meetings(extractor: Extractor) -> None:
    article = story(f"OSLO, May 17 (Newswire) -- {KENYA} met here with {NORWAY}.")
    assert meetings(extractor, article) == [f"meeting held: {BOTH} in Oslo"]
    assert readings(extractor, article)[0].evidence[0].text.startswith("Kenyan President")


def test_two_leaders_are_not_those_of_the_meeting_before(extractor: Extractor) -> None:
    article = story(
        OTHERS, "During a meeting with Estonian Prime Minister Kaja Tamm, the two leaders talked."
    )
    assert [m for m in meetings(extractor, article) if "Tamm" in m] == []


def test_talks_elsewhere_get_no_date_from_a_visit(extractor: Extractor) -> None:
    article = story(
        f"{KENYA} met {NORWAY} on the sidelines of the Arctic Forum in Helsinki.",
        f"The meeting follows {KENYA}’s visit to Norway in May 2021.",
    )
    assert f"meeting held: {BOTH} in Helsinki at Arctic Forum" in meetings(extractor, article)


def test_spoke_with_is_no_call_where_they_met(extractor: Extractor) -> None:
    article = story(f"{KENYA} met {NORWAY} in Oslo.", "Solberg spoke with Wanjiru about fish.")
    assert meetings(extractor, article) == [f"meeting held: {BOTH} in Oslo"]


def test_two_officers_under_a_heading_are_not_both_the_other_countrys(
    extractor: Extractor,
) -> None:
    article = story(
        "Our leaders held many meetings.",
        "# Kenya-Norway",
        "Prime Minister Sam Otieno thanked Prime Minister Lars Solberg for his help.",
        outlet="Nairobi Post",
    )
    assert {party for _, party in roles(extractor, article).values()} != {"NO"}


def test_what_they_spoke_about_is_kept_behind_the_sentence_that_they_met(
    extractor: Extractor,
) -> None:
    article = story(f"{KENYA} met {NORWAY} on Monday.", "The two leaders discussed salmon farms.")
    (reading, *_) = readings(extractor, article)
    assert [each.text for each in reading.evidence] == [
        f"{KENYA} met {NORWAY} on Monday.",
        "The two leaders discussed salmon farms.",
    ]


def test_a_colleague_named_beside_a_minister_is_of_the_same_country(extractor: Extractor) -> None:
    article = story(
        "BALI – Indonesia’s tourism grew.",
        "Norwegian Foreign Minister Erik Lund and Trade Minister Ida Berg came as well.",
    )
    assert roles(extractor, article)["Ida Berg"] == ("Trade Minister", "NO")


def test_whom_a_minister_meets_is_not_taken_for_a_colleague(extractor: Extractor) -> None:
    article = story("Norwegian Foreign Minister Erik Lund and Foreign Minister Ama Osei met.")
    assert roles(extractor, article)["Ama Osei"][1] != "NO"


def test_a_visits_city_is_the_one_its_sentence_or_a_caption_names(extractor: Extractor) -> None:
    visit = f"{KENYA} visited Norway in March 2021 and opened a school in Bergen."
    plain = f"{KENYA} visited Norway and met {NORWAY}."
    shown = f"> {KENYA} and {NORWAY} speak in Oslo on Monday."
    assert meetings(extractor, story(plain, shown)) == [f"visit held: {BOTH} in Oslo"]
    assert meetings(extractor, story(plain, "> A crowd waits in Oslo.")) == [
        f"visit held: {BOTH} in Norway"
    ]
    assert "Norway" in meetings(extractor, story(visit))[0]
