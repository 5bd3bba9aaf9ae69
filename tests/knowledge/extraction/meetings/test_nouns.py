"""Nouns of meeting: talks, calls, audiences, and whose they are."""

import pytest

from knowledge.extraction import Extractor
from tests.knowledge.extraction.helpers import (
    ESTONIA,
    GHANA,
    KENYA,
    NORWAY,
    meetings,
    readings,
    story,
)

BOTH = "Grace Wanjiru, Lars Solberg (KE, NO)"

TOLD = [
    (
        f"Talks between {KENYA} and {NORWAY} were held in Geneva on Friday.",
        f"meeting held: {BOTH} 2023-05-12 in Geneva",
        "noun between",
    ),
    (
        f"{KENYA} held talks with {NORWAY} on the sidelines of the Nordic-Africa Forum.",
        f"meeting held: {BOTH} at Nordic-Africa Forum",
        "noun with",
    ),
    (
        f"{KENYA} held a phone call with {NORWAY} on Monday.",
        f"call held: {BOTH} 2023-05-15",
        "noun with",
    ),
    (
        f"Her meeting with {NORWAY} lasted an hour, {KENYA} said.",
        f"meeting held: {BOTH}",
        "noun with",
    ),
    (
        f"At the meeting, {KENYA} told {NORWAY} that trade had doubled.",
        f"meeting held: {BOTH}",
        "noun with",
    ),
    (
        f"{KENYA} cancelled a meeting with {NORWAY}.",
        f"meeting cancelled: {BOTH}",
        "noun with",
    ),
]


@pytest.mark.parametrize(("sentence", "expected", "rule"), TOLD)
def test_nouns_tell_of_meetings(
    extractor: Extractor, sentence: str, expected: str, rule: str
) -> None:
    article = story(sentence)
    assert meetings(extractor, article) == [expected]
    assert readings(extractor, article)[0].rule == rule


@pytest.mark.parametrize(
    "sentence",
    [
        f"{KENYA} issued a call to Norway for help.",
        f"{KENYA} spoke at a press conference about {NORWAY}.",
        f"{KENYA} praised dialogue. {NORWAY} agreed.",
    ],
)
def test_what_only_looks_like_a_meeting(extractor: Extractor, sentence: str) -> None:
    assert meetings(extractor, story(sentence)) == []


def test_bilateral_meetings_with_three_people_are_three_meetings(extractor: Extractor) -> None:
    sentence = f"{KENYA} held bilateral meetings with {NORWAY}, {GHANA} and {ESTONIA}."
    assert meetings(extractor, story(sentence)) == [
        f"meeting held: {BOTH}",
        "meeting held: Grace Wanjiru, Kofi Boateng (GH, KE)",
        "meeting held: Grace Wanjiru, Kaja Tamm (EE, KE)",
    ]


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (" in July 2023", ["visit planned: Grace Wanjiru (KE, NO) 2023-07 in Norway"]),
        (" in July 2022", []),
        ("", []),
    ],
)
def test_what_is_talked_about_is_planned_only_with_a_date_to_come(
    extractor: Extractor, when: str, expected: list[str]
) -> None:
    article = story(
        f"{KENYA} spoke on Monday.", f"The ministers discussed her visit to Norway{when}."
    )
    assert meetings(extractor, article) == expected
