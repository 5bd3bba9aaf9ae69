"""Loans as agreements: who lends, by which name, told by a document or by a verb."""

import pytest

from knowledge.extraction import Extractor
from tests.knowledge.extraction.agreements.deals import agreements
from tests.knowledge.extraction.helpers import story

TOLD = [
    (
        "Ghana signed a deal on Monday for a $90 million loan from the African Development Bank.",
        "loan signed AfDB,GH 2023-05-15",
    ),
    (
        "The agreement for the third tranche of the loan granted by the World Bank was signed "
        "on Monday by the Kenyan finance minister.",
        "loan signed KE,WB 2023-05-15",
    ),
    (
        "Ghana will widen its road to Togo after signing an agreement on "
        "Monday for a loan from the European Investment Bank.",
        "loan signed EIB,GH 2023-05-15",
    ),
    ("Zambia and China signed an agreement for a loan of $30 million.", "loan signed CN,ZM"),
    (
        "Norway and Kenya on Monday signed a $100 million line of credit (LoC) agreement.",
        "loan signed KE,NO 2023-05-15",
    ),
    (
        "India extended a $500 million line of credit to Mozambique on Monday.",
        "loan announced IN,MZ 2023-05-15",
    ),
    ("France granted a credit line to Senegal.", "loan announced FR,SN"),
    ("The Export-Import Bank of China extended a loan to Laos.", "loan announced CN,LA"),
    (
        "Norway has lent Kenya $20 million to build a port. The loan agreement was signed on "
        "May 3 between Norway and Kenya.",
        "loan signed KE,NO 2023-05-03",
    ),
    (
        "Norway and Kenya signed a loan agreement on Monday. Under the agreement, Norway will "
        "lend Kenya $20 million for a port.",
        "loan signed KE,NO 2023-05-15",
    ),
    (
        "Kenya and Norway signed an agreement for the building of a port on Monday.",
        "other signed KE,NO 2023-05-15",
    ),
]


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_loans_are_told(extractor: Extractor, text: str, expected: str) -> None:
    assert "; ".join(agreements(extractor, story(text))) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The bank of the river flooded after Norway extended the pier.",
        "A Korean bank extended a loan to a shipyard in Laos.",
        "The student paid back a loan from Norway's biggest lender.",
    ],
)
def test_what_is_no_loan_between_parties(extractor: Extractor, text: str) -> None:
    assert agreements(extractor, story(text)) == []
