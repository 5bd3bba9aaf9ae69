"""What facts are about: words of the matter count, words of titles and names don't."""

import pytest

from knowledge.extraction import Extractor
from knowledge.extraction.topics import MOST
from knowledge.model import Role
from knowledge.topics import label, topics
from tests.knowledge.extraction.helpers import readings, story


def told(extractor: Extractor, text: str) -> set[str]:
    """The topics of everything that is read in a text."""
    fields = [reading.fields for reading in readings(extractor, story(text))]
    return {label(code) for one in fields if not isinstance(one, Role) for code in one.topics}


RELATIONS = "international relations"
MET = "Peruvian Foreign Minister Ana Reyes met Swedish Prime Minister Tomas Berg in Lima on Monday"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{MET} to discuss human rights.", {"human rights"}),
        (f"{MET} to discuss a free trade agreement.", {"trade agreements"}),
        (f"{MET} to discuss flooding and vaccines.", {"flood", "health treatment"}),
        (f"{MET} to discuss landmines in the West Bank.", {"post-war reconstruction"}),
        # One hint says too little, two say enough.
        (f"{MET} and praised the farmers.", set()),
        (f"{MET} and praised the farmers and their fruit.", {"agriculture"}),
        # Offices and bodies say who and not what.
        (
            "Peruvian Defence Minister Ana Reyes met Swedish Health Minister Tomas Berg in Lima.",
            set(),
        ),
        (f"{MET} on the sidelines of the World Health Assembly.", set()),
        # What is meant is told in the sentences that go on about the meeting.
        (f"{MET}. The two leaders spoke about tariffs.", {"tariff"}),
    ],
)
def test_topics_of_a_meeting(extractor: Extractor, text: str, expected: set[str]) -> None:
    assert told(extractor, text) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("exports and a free trade agreement, or FTA", {"trade agreements"}),
        ("trade, exports and a free trade agreement", {"trade agreements", "international trade"}),
        ("Peruvian relations and visas, hotels and tourism", {"tourism and leisure", RELATIONS}),
    ],
)
def test_a_wider_topic_must_be_told_as_clearly(
    extractor: Extractor, said: str, expected: set[str]
) -> None:
    assert told(extractor, f"{MET} to discuss {said}.") == expected


def test_the_weightiest_topics_are_kept(extractor: Extractor) -> None:
    names = "floods, vaccines, tariffs, corruption, extradition, tourism, fisheries, railways"
    text = f"{MET} to discuss {names}, elections, elections and a referendum."
    found = readings(extractor, story(text))
    kept = next(one.fields.topics for one in found if not isinstance(one.fields, Role))
    assert len(kept) == MOST and set(kept) <= topics().keys()
    assert label(kept[0]) == "election"


KENYA = "Kenyan President Grace Wanjiru"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # What a statement says counts, not what else its sentence tells of.
        (
            f"{KENYA}, who had opened a railway in the morning, told students at the university "
            "that the ceasefire was holding and would go on.",
            {"peace process"},
        ),
        (f"{KENYA} said of the railway: “It is long and every one of us needs it.”",
         {"railway transport"}),
        # Few words that tell nothing by themselves are what the sentence is about.
        (f"{KENYA} called the earthquake in the north “a blow to the whole nation”.",
         {"earthquake"}),
    ],
)  # fmt: skip
def test_topics_of_a_statement(extractor: Extractor, text: str, expected: set[str]) -> None:
    assert told(extractor, text) == expected


def test_what_a_sum_is_for_says_what_it_is_about(extractor: Extractor) -> None:
    text = "Japan gave Kenya $90 million for a hospital after the earthquake and the elections."
    assert "election" not in told(extractor, text)
