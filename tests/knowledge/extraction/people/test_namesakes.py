"""People whose family name is a country's."""

import pytest

from knowledge.extraction import Extractor
from tests.knowledge.extraction.helpers import meetings, story
from tests.knowledge.extraction.statements.sayings import quoted

CHAD = "British Foreign Secretary Amy Chad met Kenyan President Grace Wanjiru in Nairobi on Monday."


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('"The trains must run," Chad said.', "Amy Chad"),
        ('"The trains must run," said Chad.', "Amy Chad"),
        ('Chad told reporters: "The trains must run."', "Amy Chad"),
        # The country is spoken of as well, so that either may be meant.
        ('"The trains must run," Chad said. Kenya sends trains to Chad.', "Chad"),
        ('"The trains must run," Chad said. The Chadian army was there.', "Chad"),
    ],
)
def test_a_family_name_that_is_a_country(extractor: Extractor, text: str, speaker: str) -> None:
    assert [row.split(":")[0] for row in quoted(extractor, story(CHAD, text))] == [speaker]


def test_a_country_before_anybody_of_that_name_is_told_of(extractor: Extractor) -> None:
    article = story('"The trains must run," Chad said.', CHAD)
    assert [row.split(":")[0] for row in quoted(extractor, article)] == ["Chad"]


def test_whom_a_person_with_the_name_of_a_country_meets(extractor: Extractor) -> None:
    article = story(CHAD, "Chad will meet Norwegian Prime Minister Lars Solberg in Oslo in June.")
    assert meetings(extractor, article)[1] == (
        "meeting planned: Amy Chad, Lars Solberg (GB, NO) 2023-06 in Oslo"
    )
