"""Agreements: statements of several, what keeps a pact alive, talks on free trade, agencies."""

import pytest

from knowledge.extraction import Extractor
from tests.knowledge.extraction.deals import agreements
from tests.knowledge.extraction.helpers import story

TOLD = [
    (
        "The presidents of Norway, Kenya and Chile issued a statement on Monday.",
        "joint-statement announced CL,KE,NO 2023-05-15",
    ),
    (
        "Norwegian Prime Minister Lars Solberg and Kenyan President Grace Wanjiru issued the "
        "following statement on fisheries.",
        "joint-statement announced KE,NO",
    ),
    ("Norway and Kenya issued statements on the storm.", ""),
    ("Norway issued a statement on the talks between Kenya and Chad.", ""),
    ("Norway has renewed its statement of partnership with Kenya.", "partnership announced KE,NO"),
    (
        "Norway and Kenya signed a statement of intent on green hydrogen.",
        "other signed KE,NO",
    ),
    (
        "The agreements on fishing quotas between Norway and Kenya are being fulfilled.",
        "other in-force KE,NO",
    ),
    (
        "Norway postponed the termination of its military information-sharing agreement with "
        "Kenya.",
        "other in-force KE,NO",
    ),
    ("Norway will launch free trade negotiations with Kenya.", "fta planned KE,NO"),
    ("Norway and Kenya concluded free trade talks.", "fta announced KE,NO"),
    ("Norway and Kenya held talks on the storm.", ""),
    (
        "The Comprehensive Strategic Partnership signed in 2017 between Kenya and Norway "
        "covers trade.",
        "partnership signed KE,NO 2017",
    ),
    ("Kenya signed a raft of trade accords with Norway.", "other signed KE,NO"),
    (
        "Nepal and the United States Agency for International Development (USAID) signed a "
        "grant agreement.",
        "other signed NP,US",
    ),
    (
        "The World Bank reached an agreement to provide a $2 billion loan to Kenya.",
        "loan announced KE,WB",
    ),
    (
        "Kenya and Norway signed the pact in March. The free trade agreement between Kenya and "
        "Norway was signed in Oslo.",
        "fta signed KE,NO 2023-03",
    ),
    (
        "The two have traded since the establishment of diplomatic relations between Kenya and "
        "Norway in 1975.",
        "",
    ),
    (
        "The Norwegian gas producer Fjordgass signed a letter of intent with a supplier in Kenya.",
        "",
    ),
]


@pytest.mark.parametrize(("text", "told"), TOLD, ids=[text[:50] for text, _ in TOLD])
def test_what_is_told(extractor: Extractor, text: str, told: str) -> None:
    assert "; ".join(agreements(extractor, story(text))) == told


@pytest.mark.parametrize(
    "title",
    [
        "Joint Statement from Kenya and Norway",
        "Kenya-Norway Joint Statement",
        "Joint Statement of the Leaders of Kenya and Norway on Fisheries",
    ],
)
def test_a_joint_statement_is_told_by_its_title(extractor: Extractor, title: str) -> None:
    article = story("Our countries are friends.", title=title)
    assert agreements(extractor, article) == ["joint-statement announced KE,NO"]


def test_a_statement_of_the_heads_of_the_members_is_theirs(extractor: Extractor) -> None:
    article = story(
        "The summit was attended by the presidents of Kenya, Uganda and Rwanda.",
        "Then a statement of the heads of the member states of the East African Community was "
        "issued.",
    )
    assert agreements(extractor, article) == ["joint-statement announced KE,RW,UG"]
