"""Visits: by verb and by noun, and what is no destination."""

import pytest

from knowledge.extraction import Extractor
from tests.knowledge.extraction.helpers import KENYA, NORWAY, links, meetings, story

VISITOR = "Grace Wanjiru"

TOLD = [
    (
        f"{KENYA} visited Japan on 3 March 2023.",
        f"visit held: {VISITOR} (JP, KE) 2023-03-03 in Japan",
    ),
    (
        f"{KENYA} will travel to Oslo on Thursday.",
        f"visit planned: {VISITOR} (KE, NO) 2023-05-18 in Oslo",
    ),
    (
        f"{KENYA} left for Seoul on Friday.",
        f"visit held: {VISITOR} (KE, KR) 2023-05-12 in Seoul",
    ),
    (
        f"{KENYA} arrived in Tokyo on Sunday on a three-day visit.",
        f"visit held: {VISITOR} (JP, KE) 2023-05-14/2023-05-16 in Tokyo",
    ),
    (
        f"{KENYA} paid a visit to Norway in April 2023.",
        f"visit held: {VISITOR} (KE, NO) 2023-04 in Norway",
    ),
    (f"{KENYA}'s visit to Norway was postponed.", f"visit cancelled: {VISITOR} (KE, NO) in Norway"),
    (
        f"During her previous visit to Norway in 2018, {KENYA} opened a school.",
        f"visit held: {VISITOR} (KE, NO) 2018 in Norway",
    ),
    (
        f"{KENYA} arrived in Norway on a working visit.",
        f"visit held: {VISITOR} (KE, NO) in Norway",
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), TOLD)
def test_visits(extractor: Extractor, sentence: str, expected: str) -> None:
    assert meetings(extractor, story(sentence)) == [expected]


@pytest.mark.parametrize(
    "sentence",
    [
        f"{KENYA} returned to Nairobi on Friday.",
        f"{KENYA} visited Nakuru.",
        f"{KENYA} visited the Japan Foundation.",
        f"{KENYA} visited Japanese companies.",
        "The delegation visited Japan.",
        f"{NORWAY} invited {KENYA} to visit Norway.",
    ],
)
def test_no_visit(extractor: Extractor, sentence: str) -> None:
    assert meetings(extractor, story(sentence)) == []


def test_the_length_of_a_stay_is_recorded(extractor: Extractor) -> None:
    article = story(f"{KENYA} arrived in Tokyo on Sunday on a three-day visit.")
    assert ("three-day", "2023-05-14/2023-05-16", "duration") in links(extractor, article)


def test_a_stay_that_begins_on_a_day_of_an_unknown_year_keeps_its_first_day(
    extractor: Extractor,
) -> None:
    sentence = f"{KENYA} arrived in Oslo on 14 November on a three-day visit."
    told = meetings(extractor, story(sentence, published=None))
    assert told == [f"visit held: {VISITOR} (KE, NO) XXXX-11-14 in Oslo"]


def test_a_visit_under_a_heading_of_two_countries_leads_to_the_other_one(
    extractor: Extractor,
) -> None:
    article = story(
        "Leaders held talks.", "# Kenya-Norway", "During his visit, Lars Solberg, the Norwegian "
        "prime minister, praised the harbour of Mombasa.",
    )  # fmt: skip
    assert meetings(extractor, article) == ["visit held: Lars Solberg (KE, NO) in Kenya"]
    assert ("Kenya-Norway", "KE", "heading") in links(extractor, article)
