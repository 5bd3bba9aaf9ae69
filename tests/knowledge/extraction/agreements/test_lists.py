"""Agreements that are told together first and one by one then."""

import pytest

from knowledge.extraction import Extractor
from tests.knowledge.extraction.agreements.deals import agreements, deals
from tests.knowledge.extraction.helpers import story

TOLD = [
    (
        "Kenya and Norway signed three documents on Monday. These documents include a "
        "memorandum on fisheries, an agreement on air services and an extradition treaty.",
        [
            "mou signed KE,NO 2023-05-15",
            "other signed KE,NO 2023-05-15",
            "treaty signed KE,NO 2023-05-15",
        ],
    ),
    (
        "Kenya and Norway signed two memorandums on Monday. They include the memorandum on "
        "tourism and the MoU on the joint study of a port.",
        ["mou signed KE,NO 2023-05-15", "mou signed KE,NO 2023-05-15"],
    ),
    (
        "Kenya and the World Bank signed three agreements on Monday. They comprise a $30 million "
        "loan for roads, $20 million to upgrade hospitals and $15 million for schools.",
        ["loan signed KE,WB 2023-05-15"] * 3,
    ),
    (
        "Ghana and the African Development Bank signed agreements for two facilities on Monday "
        "— a $5 million loan for wells and a $9 million loan for clinics.",
        ["loan signed AfDB,GH 2023-05-15"] * 2,
    ),
    (
        "India and Peru on Monday signed three agreements. The agreements were signed by their "
        "ambassadors. They included a treaty on extradition and a memorandum on sport.",
        ["mou signed IN,PE 2023-05-15", "treaty signed IN,PE 2023-05-15"],
    ),
    (
        "Kenya and Norway signed two agreements on Monday. The ministers spoke for an hour.",
        ["other signed KE,NO 2023-05-15"],
    ),
    (
        "Kenya and Norway signed two agreements on Monday. They are about to build a school.",
        ["other signed KE,NO 2023-05-15"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_what_is_told_one_by_one(extractor: Extractor, text: str, expected: list[str]) -> None:
    assert agreements(extractor, story(text)) == expected


def test_items_record_what_they_are_items_of(extractor: Extractor) -> None:
    """The parties and the day come along a link from the sentence that tells all of them."""
    article = story(
        "Kenya and Norway signed two documents on Monday. They include a treaty on extradition.",
    )
    fields, reading = deals(extractor, article)[0]
    assert fields.type == "treaty"
    assert any(link.target == "KE, NO" and link.via == "earlier sentence" for link in reading.links)
    assert [evidence.text.split()[0] for evidence in reading.evidence] == ["They", "Kenya"]


GOVERNMENTS = [
    ("The government signed a loan agreement with the World Bank on Monday.", "loan signed KE,WB"),
    ("The Ministry of Finance and the Ambassador of Japan signed an exchange of notes on Monday.",
     "other signed JP,KE"),
    ("Officials signed a memorandum with Norway's ministry of energy on Monday.",
     "mou signed KE,NO"),
    ("A grant agreement was signed by Finance Secretary Peter Otieno and the Norwegian "
     "ambassador, Kari Berg, on Monday.", "other signed KE,NO"),
    ("A loan agreement was signed on Monday between the Minister of Planning and the World "
     "Bank's country director for Kenya, Uganda and Rwanda.", "loan signed KE,WB"),
    ("The government of Chad signed a treaty with Norway on Monday.", "treaty signed NO,TD"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), GOVERNMENTS)
def test_a_government_without_a_country_is_the_homes(
    extractor: Extractor, text: str, expected: str
) -> None:
    article = story(text, outlet="Daily Nation")
    assert agreements(extractor, article) == [f"{expected} 2023-05-15"]


def test_a_government_without_a_country_is_the_only_other_one(extractor: Extractor) -> None:
    article = story(
        "The government signed a loan agreement with Japan on Monday.",
        "Kenya is to build a port.",
    )
    fields, reading = deals(extractor, article)[0]
    assert fields.parties == ("JP", "KE")
    assert any(link.via == "only other state" for link in reading.links)


@pytest.mark.parametrize(
    "text",
    [
        "The minister signed a memorandum with a Norwegian company on Monday.",
        "The government signed an agreement with the teachers on Monday.",
        "The United Nations secretary general signed an agreement on Monday.",
    ],
)
def test_whose_partner_is_nobody(extractor: Extractor, text: str) -> None:
    assert agreements(extractor, story(text, outlet="Daily Nation")) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Norway signed a loan agreement with Kenya on Monday. A second loan agreement was "
            "signed with Chad's finance minister.",
            ["loan signed KE,NO 2023-05-15", "loan signed NO,TD"],
        ),
        (
            "Norway and Kenya signed a treaty. Another agreement was signed with Chad.",
            ["treaty signed KE,NO"],
        ),
    ],
)
def test_another_one_is_of_who_signed_the_one_before(
    extractor: Extractor, text: str, expected: list[str]
) -> None:
    assert agreements(extractor, story(text)) == expected
