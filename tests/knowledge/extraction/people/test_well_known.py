"""Officers whom the table of leaders knows: the one place where real names are the point."""

import pytest

from knowledge.extraction import Extractor
from knowledge.model import Role
from tests.knowledge.extraction.helpers import readings, story


def parties(
    extractor: Extractor, text: str, published: str | None = "2019-05-15"
) -> dict[str, tuple[str | None, list[str]]]:
    """Name → party, and how it was found."""
    found = {}
    for reading in readings(extractor, story(text, published=published)):
        if isinstance(reading.fields, Role):
            found[reading.fields.person] = (
                reading.fields.party,
                [link.via for link in reading.links],
            )
    return found


@pytest.mark.parametrize(
    ("text", "name", "party"),
    [
        ("President Emmanuel Macron spoke of reforms on Monday.", "Emmanuel Macron", "FR"),
        # A surname needs the country as well.
        ("In Paris, President Macron spoke of reforms on Monday.", "Macron", "FR"),
        ("President Macron spoke of reforms on Monday.", "Macron", None),
        ("Professor Emmanuel Macron spoke of reforms on Monday.", "Emmanuel Macron", None),
    ],
)
def test_party_of_a_well_known_officer(
    extractor: Extractor, text: str, name: str, party: str | None
) -> None:
    found = parties(extractor, text)
    assert found.get(name, (None, []))[0] == party
    if party and name == "Emmanuel Macron":
        assert found[name][1] == ["table of leaders"]


def test_the_article_s_own_words_come_first(extractor: Extractor) -> None:
    told = "Ruritanian, no: Canadian President Emmanuel Macron spoke of reforms on Monday."
    assert parties(extractor, told)["Emmanuel Macron"][0] == "CA"


def test_before_the_term_nobody_is_known(extractor: Extractor) -> None:
    told = "President Emmanuel Macron spoke of reforms on Monday."
    assert parties(extractor, told, published="2003-05-15")["Emmanuel Macron"][0] is None
