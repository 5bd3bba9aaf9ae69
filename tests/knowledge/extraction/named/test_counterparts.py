"""Counterparts by name, and the holders of one title in several countries."""

import pytest

from knowledge.extraction import Extractor
from tests.knowledge.extraction.helpers import named, roles, story

NORWAY = "Norwegian Trade Minister Lars Solberg"

COUNTERPARTS = [
    "{} met his counterpart from Ghana, Kofi Boateng.",
    "{} met his Ghanaian counterpart Kofi Boateng.",
    "{} met with his new Ghanaian counterpart, Kofi Boateng, in Vienna.",
    "{} met his counterpart Kofi Boateng of Ghana.",
    "{} met his Ghanaian and Estonian counterparts Kofi Boateng and Kaja Tamm.",
    "{} and his counterparts from Ghana and Estonia, Kofi Boateng and Kaja Tamm, met.",
    "{} met his counterparts Kofi Boateng of Ghana and Kaja Tamm of Estonia.",
]


@pytest.mark.parametrize("sentence", COUNTERPARTS)
def test_a_counterpart_holds_the_office_in_another_country(
    extractor: Extractor, sentence: str
) -> None:
    found = roles(extractor, story(sentence.format(NORWAY)))
    expected = {"Lars Solberg": ("Trade Minister", "NO"), "Kofi Boateng": ("Trade Minister", "GH")}
    if "Tamm" in sentence:
        expected["Kaja Tamm"] = ("Trade Minister", "EE")
    assert found == expected


def test_a_weekday_behind_a_counterpart_is_nobody(extractor: Extractor) -> None:
    assert not named(extractor, "She met her Ghanaian counterpart Monday in Oslo.").mentions


@pytest.mark.parametrize(
    "sentence",
    [
        "Foreign ministers Lars Solberg of Norway and Kofi Boateng of Ghana met.",
        "The foreign ministers of Norway and Ghana, Lars Solberg and Kofi Boateng, met.",
        "Norwegian and Ghanaian foreign ministers Lars Solberg and Kofi Boateng met.",
        "The Norwegian and Ghanaian Foreign Ministers, Lars Solberg and Kofi Boateng, met.",
    ],
)
def test_each_holder_of_a_title_in_several_countries_has_one(
    extractor: Extractor, sentence: str
) -> None:
    found = roles(extractor, story(sentence))
    assert {name: party for name, (_, party) in found.items()} == {
        "Lars Solberg": "NO", "Kofi Boateng": "GH",
    }  # fmt: skip


def test_a_country_introduces_a_full_name(extractor: Extractor) -> None:
    sentence = "Norway's Lars Solberg and Ghana's Kofi Boateng spoke."
    found = {m.name: m.party for m in named(extractor, sentence).mentions}
    assert found == {"Lars Solberg": "NO", "Kofi Boateng": "GH"}
