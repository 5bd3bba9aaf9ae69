"""Verbs of meeting, sentence by sentence; 17 May 2023, the day of publication, is a Wednesday."""

import pytest

from knowledge.extraction import Extractor
from tests.knowledge.extraction.helpers import (
    ESTONIA,
    GHANA,
    KENYA,
    NORWAY,
    links,
    meetings,
    story,
)

BOTH = "Grace Wanjiru, Lars Solberg (KE, NO)"
SWAPPED = "Lars Solberg, Grace Wanjiru (KE, NO)"

TOLD = [
    (
        f"{ESTONIA} met {GHANA} in Tallinn on Monday.",
        "meeting held: Kaja Tamm, Kofi Boateng (EE, GH) 2023-05-15 in Tallinn",
    ),
    (
        f"{KENYA} and {NORWAY} met in Oslo on 3 March 2023.",
        f"meeting held: {BOTH} 2023-03-03 in Oslo",
    ),
    (
        "President Kofi Boateng of Ghana will meet with Norwegian Foreign Minister Ingrid Moe on "
        "24 May 2023.",
        "meeting planned: Kofi Boateng, Ingrid Moe (GH, NO) 2023-05-24",
    ),
    (
        f"{NORWAY} received {KENYA} at the Royal Palace on Tuesday.",
        f"meeting held: {SWAPPED} 2023-05-16 in Royal Palace",
    ),
    (f"{NORWAY} spoke with {KENYA} by telephone on Tuesday.", f"call held: {SWAPPED} 2023-05-16"),
    (f"{NORWAY} phoned {KENYA} on 2 May 2023.", f"call held: {SWAPPED} 2023-05-02"),
    (f"{KENYA} and {NORWAY} spoke by telephone on 2 May 2023.", f"call held: {BOTH} 2023-05-02"),
    (f"{KENYA} met virtually with {NORWAY} on Monday.", f"call held: {BOTH} 2023-05-15"),
    (
        f"Norwegian Ambassador Lars Solberg called on {KENYA} in Nairobi on Monday.",
        f"meeting held: {SWAPPED} 2023-05-15 in Nairobi",
    ),
    (
        f"{NORWAY} hosted the leaders of Kenya, Ghana and Rwanda in Oslo on Monday.",
        "meeting held: Lars Solberg (GH, KE, NO, RW) 2023-05-15 in Oslo",
    ),
    (
        f"{KENYA} met with senior officials from Australia, Japan, and New Zealand in Nairobi.",
        "meeting held: Grace Wanjiru (AU, JP, KE, NZ) in Nairobi",
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), TOLD)
def test_verbs_tell_of_meetings(extractor: Extractor, sentence: str, expected: str) -> None:
    assert meetings(extractor, story(sentence)) == [expected]


@pytest.mark.parametrize(
    "sentence",
    [
        f"{NORWAY} met the target set by {KENYA}.",
        f"{NORWAY} met with reporters from Kenya.",
        f"{NORWAY} spoke to reporters about Kenya.",
        f"{NORWAY} spoke about {KENYA} at length.",
        f"{NORWAY} called {KENYA} a friend.",
        f"{NORWAY} called for help from Kenya.",
        f"{NORWAY} called on {KENYA} to release the prisoners.",
        f"{NORWAY} welcomed Kenya to the group.",
        f"{NORWAY} met in Oslo.",
    ],
)
def test_what_only_looks_like_a_meeting(extractor: Extractor, sentence: str) -> None:
    assert meetings(extractor, story(sentence)) == []


def test_headlines_are_read_whatever_the_parser_makes_of_their_verb(extractor: Extractor) -> None:
    told = meetings(extractor, story("Trade grew.", title=f"{KENYA} meets {NORWAY}"))
    assert told == [f"meeting held: {BOTH}"]


def test_a_weekday_is_resolved_from_the_day_of_publication_and_says_so(
    extractor: Extractor,
) -> None:
    article = story(f"{KENYA} met {NORWAY} on Monday.")
    assert links(extractor, article) == {("Monday", "2023-05-15", "publication date")}
