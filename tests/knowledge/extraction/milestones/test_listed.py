"""Anniversaries that one sentence lists: each is one, and one date may be that of all."""

import pytest

from knowledge.extraction import Extractor
from tests.knowledge.extraction.milestones.test_milestones import told

TIES = "anniversary: 60th anniversary of their ties | 2024 | KE, NO"
PACT = "anniversary: 15th anniversary of their fisheries pact | 2024 | KE, NO"


@pytest.mark.parametrize("joiner", ["and", "as well as", "along with", "together with"])
def test_joined_anniversaries_fall_on_the_same_date(extractor: Extractor, joiner: str) -> None:
    sentence = (
        f"Kenya and Norway will mark the 60th anniversary of their ties {joiner} the 15th "
        "anniversary of their fisheries pact next year."
    )
    assert told(extractor, sentence) == [TIES, PACT]


def test_a_list_of_three_with_the_date_in_front(extractor: Extractor) -> None:
    sentence = (
        "Next year Kenya and Norway will celebrate the 60th anniversary of their ties, the 15th "
        "anniversary of their fisheries pact and 10 years of cooperation on wind."
    )
    wind = "anniversary: 10 years of cooperation on wind | 2024 | KE, NO"
    assert told(extractor, sentence) == [TIES, PACT, wind]


def test_each_keeps_a_date_of_its_own(extractor: Extractor) -> None:
    sentence = (
        "Ghana and Estonia would observe the 30th anniversary of relations in 2024, and the 5th "
        "anniversary of the trade pact in 2025."
    )
    assert told(extractor, sentence) == [
        "anniversary: 30th anniversary of relations | 2024 | EE, GH",
        "anniversary: 5th anniversary of the trade pact | 2025 | EE, GH",
    ]


def test_what_follows_in_a_clause_of_its_own_is_not_of_the_list(extractor: Extractor) -> None:
    sentence = (
        "Kenya and Norway will mark the 60th anniversary of their ties next year and recalled the "
        "15th anniversary of their fisheries pact."
    )
    assert told(extractor, sentence) == [TIES]
