"""Which date of a sentence is the meeting's, and what it comes to."""

import pytest

from knowledge.extraction import Extractor
from tests.knowledge.extraction.helpers import KENYA, NORWAY, links, meetings, story

BOTH = "Grace Wanjiru, Lars Solberg (KE, NO)"


@pytest.mark.parametrize(
    "sentence",
    [
        f"{KENYA} met {NORWAY}, her office said on Monday.",
        f"{KENYA} said on Monday that she met {NORWAY}.",
        f"In a statement issued on Monday, the ministry said that {KENYA} had talks with {NORWAY}.",
    ],
)
def test_the_day_of_saying_is_not_the_day_of_meeting(extractor: Extractor, sentence: str) -> None:
    assert meetings(extractor, story(sentence)) == [f"meeting held: {BOTH}"]


def test_the_day_of_meeting_beside_the_day_of_saying(extractor: Extractor) -> None:
    article = story(f"{KENYA} said on Monday that she met {NORWAY} on 4 May 2023.")
    assert meetings(extractor, article) == [f"meeting held: {BOTH} 2023-05-04"]


def test_the_day_in_a_dateline_is_not_the_day_of_meeting(extractor: Extractor) -> None:
    article = story(f"OSLO, May 16 (Reuters) - {KENYA} met {NORWAY}.", outlet="Reuters")
    assert [told.split(")")[1] for told in meetings(extractor, article)] == [" in Oslo"]


def test_the_day_of_something_else(extractor: Extractor) -> None:
    article = story(f"{KENYA} met {NORWAY} on Monday to discuss the agreement of 3 March 2021.")
    assert meetings(extractor, article) == [f"meeting held: {BOTH} 2023-05-15"]


@pytest.mark.parametrize(("verb", "day"), [("met", "2023-05-12"), ("will meet", "2023-05-19")])
def test_a_weekday_lies_behind_or_ahead(extractor: Extractor, verb: str, day: str) -> None:
    (told,) = meetings(extractor, story(f"{KENYA} {verb} {NORWAY} on Friday."))
    assert told.endswith(day)


def test_a_day_counted_from_an_earlier_one(extractor: Extractor) -> None:
    article = story(f"{KENYA} praised trade on 14 November 2022. Two days later she met {NORWAY}.")
    assert meetings(extractor, article) == [f"meeting held: {BOTH} 2022-11-16"]
    assert ("Two days later", "2022-11-16", "earlier date") in links(extractor, article)


@pytest.mark.parametrize(
    ("published", "date"), [(None, " XXXX-11-14"), ("2023-05-17", " 2022-11-14")]
)
def test_a_day_without_a_year(extractor: Extractor, published: str | None, date: str) -> None:
    article = story(f"{KENYA} met {NORWAY} on 14 November.", published=published)
    assert meetings(extractor, article) == [f"meeting held: {BOTH}{date}"]


def test_a_weekday_stays_open_without_a_day_of_publication(extractor: Extractor) -> None:
    article = story(f"{KENYA} met {NORWAY} on Monday.", published=None)
    assert meetings(extractor, article) == [f"meeting held: {BOTH}"]


def test_no_day_where_the_text_has_none(extractor: Extractor) -> None:
    assert meetings(extractor, story(f"{KENYA} met {NORWAY}.")) == [f"meeting held: {BOTH}"]
