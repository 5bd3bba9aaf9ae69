"""Held, planned, cancelled, recalled, or only wished for."""

import pytest

from knowledge.extraction import Extractor
from knowledge.model import Meeting
from tests.knowledge.extraction.helpers import KENYA, NORWAY, readings, story


def statuses(extractor: Extractor, article_text: str) -> list[str]:
    found = readings(extractor, story(article_text))
    return [str(reading.fields.status) for reading in found if isinstance(reading.fields, Meeting)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (f"{KENYA} met {NORWAY}.", "held"),
        (f"{KENYA} will meet {NORWAY}.", "planned"),
        (f"{KENYA} plans to meet {NORWAY}.", "planned"),
        (f"{KENYA} is due to meet {NORWAY} next week.", "planned"),
        (f"{KENYA} is expected to receive {NORWAY} in Nairobi.", "planned"),
        (f"{KENYA} looks forward to meeting {NORWAY}.", "planned"),
        (f"{KENYA} announced that she would meet {NORWAY}.", "planned"),
        (f"{KENYA} meets {NORWAY} on Friday.", "planned"),
        (f"{KENYA} will fly to Oslo and meet {NORWAY}.", "planned"),
        (f"{KENYA} called off her talks with {NORWAY}.", "cancelled"),
        (f"{KENYA} postponed her talks with {NORWAY}.", "cancelled"),
    ],
)
def test_status(extractor: Extractor, sentence: str, expected: str) -> None:
    assert set(statuses(extractor, sentence)) == {expected}


@pytest.mark.parametrize(
    "verb",
    [
        "did not meet",
        "never met",
        "will not meet",
        "refused to meet",
        "could meet",
        "wants to meet",
    ],
)
def test_what_did_not_take_place_and_is_not_planned(extractor: Extractor, verb: str) -> None:
    assert statuses(extractor, f"{KENYA} {verb} {NORWAY}.") == []


@pytest.mark.parametrize(
    "sentence",
    [
        f"{KENYA} had met {NORWAY} in Oslo in 2019.",
        f"{KENYA} recalled her previous meeting with {NORWAY} in 2018.",
    ],
)
def test_what_is_recalled_is_background(extractor: Extractor, sentence: str) -> None:
    (meeting, *_) = readings(extractor, story(sentence))
    assert meeting.background


def test_what_is_recalled_without_a_date_is_no_fact(extractor: Extractor) -> None:
    assert statuses(extractor, f"{KENYA} had met {NORWAY}.") == []
