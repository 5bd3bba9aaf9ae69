"""Agreements: statements of several, what keeps a pact alive, talks on free trade, agencies."""

import pytest

from knowledge.extraction import Extractor
from tests.knowledge.extraction.agreements.deals import agreements
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


DATED = [
    (
        "The agreements between Kenya and Norway were signed this morning (May 16).",
        "other signed KE,NO 2023-05-16",
    ),
    (
        "The signing ceremony for the trade agreement between Kenya and Norway took place on "
        "Monday in Oslo.",
        "fta signed KE,NO 2023-05-15",
    ),
    (
        "Kenya and Norway signed an exchange of notes on Monday.",
        "other signed KE,NO 2023-05-15",
    ),
]


@pytest.mark.parametrize(("text", "told"), DATED, ids=[text[:50] for text, _ in DATED])
def test_the_day_of_signing(extractor: Extractor, text: str, told: str) -> None:
    assert "; ".join(agreements(extractor, story(text))) == told


def test_a_titled_statement_is_of_the_day_of_the_talks(extractor: Extractor) -> None:
    article = story(
        "Kenyan President Grace Wanjiru and Norwegian Prime Minister Lars Solberg met on Monday.",
        title="Joint Statement from Kenya and Norway",
    )
    assert agreements(extractor, article) == ["joint-statement announced KE,NO 2023-05-15"]


def test_the_title_has_them_signed_and_the_lead_has_the_day(extractor: Extractor) -> None:
    article = story(
        "Kenya and Norway reached two agreements on Monday.",
        "The agreements include a treaty on extradition and a memorandum on ports.",
        title="Kenya, Norway sign two agreements",
    )
    assert agreements(extractor, article) == [
        "mou signed KE,NO 2023-05-15",
        "treaty signed KE,NO 2023-05-15",
    ]
