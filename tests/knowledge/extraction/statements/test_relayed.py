"""A body quoted on what somebody with a title said: the body's words, and their reported speech."""

import pytest

from knowledge.extraction import Extractor
from tests.knowledge.extraction.helpers import ESTONIA, GHANA, story
from tests.knowledge.extraction.statements.sayings import quoted, reported, statements

MET = f"{ESTONIA} met {GHANA} on Monday."
TOLD = (
    "“President Boateng underlined his support for more cocoa exports to Estonia and expressed his "
    "hope that the harbour project will be finished soon,” the foreign ministry of Estonia said."
)
WORDS = (
    "President Boateng underlined his support for more cocoa exports to Estonia and expressed his "
    "hope that the harbour project will be finished soon,"
)


def test_both_are_told_and_the_chain_says_through_whom(extractor: Extractor) -> None:
    article = story(MET, TOLD)
    assert quoted(extractor, article) == [f"foreign ministry of Estonia: {WORDS}"]
    assert reported(extractor, article) == [
        "Kofi Boateng: his support for more cocoa exports to Estonia",
        "Kofi Boateng: his hope that the harbour project will be finished soon",
    ]
    through = [r for r, fields in statements(extractor, article) if not fields.direct]
    for reading in through:
        assert reading.rule == "reported through another"
        assert [(link.mention, link.target, link.via) for link in reading.links] == [
            ("said", "foreign ministry of Estonia", "told by")
        ]
        assert reading.evidence[0].text == TOLD


@pytest.mark.parametrize(
    "words",
    [
        "“He underlined that the dam served Ghana alone,” the foreign ministry of Estonia said.",
        "“The leaders said that the harbour would be dredged,” the foreign ministry of Estonia "
        "said.",
        "“Boateng said that the harbour would be dredged,” the foreign ministry of Estonia said.",
        "“Prime Minister Tamm said that she would visit the harbour,” Boateng said.",
        "“President Boateng could say that the harbour was safe,” the foreign ministry of Estonia "
        "said.",
    ],
)
def test_without_title_or_body_nothing_is_told_of_others(extractor: Extractor, words: str) -> None:
    assert reported(extractor, story(MET, words)) == []
