"""Articles of several sums: what the lead says of giver, receiver and day holds for its items.

Published on Wednesday, 17 May 2023.
"""

import pytest

from knowledge.extraction import Extractor
from knowledge.model import Payment
from tests.knowledge.extraction.helpers import readings, story


def rows(
    extractor: Extractor, *paragraphs: str, title: str | None = None, outlet: str | None = None
) -> list[str]:
    """Each payment as "WB > KE 5000000 USD loan 2023-05-16", a part of another with "part"."""
    found: list[str] = []
    for reading in readings(extractor, story(*paragraphs, title=title, outlet=outlet)):
        fields = reading.fields
        if isinstance(fields, Payment):
            sides = f"{fields.giver or '?'} > {fields.receiver or '?'}"
            part = "part" if fields.part else ""
            words = [sides, f"{fields.sum.amount:f}", fields.sum.currency, fields.kind]
            found.append(" ".join([*words, fields.date or "", part]).strip().replace("  ", " "))
    return sorted(found)


def test_agreements_with_a_breakdown(extractor: Extractor) -> None:
    assert rows(
        extractor,
        "The government and the African Development Bank on Tuesday signed three agreements worth "
        "$90 million to pay for roads, water and schools.",
        "The agreements include a $50 million loan to widen the coastal highway, $30 million to "
        "repair water pipes in Mombasa and $10 million to build rural schools.",
        title="Kenya, AfDB sign three agreements",
    ) == [
        "AfDB > KE 10000000 USD loan 2023-05-16 part",
        "AfDB > KE 30000000 USD loan 2023-05-16 part",
        "AfDB > KE 50000000 USD loan 2023-05-16 part",
        "AfDB > KE 90000000 USD loan 2023-05-16",
    ]


def test_first_and_second_loan_of_a_fund(extractor: Extractor) -> None:
    assert rows(
        extractor,
        "The Saudi Fund for Development signed two loan agreements worth $60 million with Fiji and "
        "Vanuatu in Riyadh on Monday.",
        "The first loan, worth $40 million, was signed with Fiji's finance minister to build a "
        "hospital in Suva.",
        "The second loan agreement, worth $20 million, was signed with Vanuatu's finance minister.",
    ) == [
        "SA > ? 60000000 USD loan 2023-05-15",
        "SA > FJ 40000000 USD loan 2023-05-15 part",
        "SA > VU 20000000 USD loan 2023-05-15 part",
    ]


def test_a_list_of_grants_below_the_lead(extractor: Extractor) -> None:
    assert rows(
        extractor,
        "Cambodia and Japan signed here this afternoon an exchange of notes on grant aid and loans "
        "worth in total US$25 million.",
        "The money will pay for three projects: grant aid of up to JPY 500,000,000 (about US$4 "
        "million) for a school in Takeo; grant aid of up to JPY 300,000,000 (about US$2.5 million) "
        "for a bridge; and a loan of up to JPY 2,200,000,000 (about US$18 million) for a road.",
        title="Japan provides US$25 million to support three projects in Cambodia",
    ) == [
        "JP > KH 2200000000 JPY loan 2023-05-17",
        "JP > KH 25000000 USD aid 2023-05-17",
        "JP > KH 300000000 JPY grant 2023-05-17",
        "JP > KH 500000000 JPY grant 2023-05-17",
    ]


def test_the_signing_told_behind_the_sum(extractor: Extractor) -> None:
    assert rows(
        extractor,
        "China has lent Kenya $80 million to build a ring road in Nairobi.",
        "Work is to begin next year, the ministry of transport said.",
        "The loan agreement was signed on May 9 between the Export-Import Bank of China and "
        "Kenya's finance ministry.",
    ) == ["CN > KE 80000000 USD loan 2023-05-09"]


def test_two_sign_and_the_title_says_who_gets(extractor: Extractor) -> None:
    assert rows(
        extractor,
        "India and Maldives on Sunday signed a $70 million line of credit agreement in Male.",
        title="Pact signed on $70 million line of credit to Maldives",
    ) == ["IN > MV 70000000 USD loan 2023-05-14"]


def test_under_the_agreements(extractor: Extractor) -> None:
    assert rows(
        extractor,
        "The government on Tuesday signed two loan agreements with Japan for a railway and a port.",
        "Under the agreements, Japan will lend Bangladesh 30,000 million yen for the railway and "
        "12,000 million yen for the port.",
        "The railway will cost a total of $900 million, of which $400 million will come from JICA.",
    ) == [
        "JP > BD 12000000000 JPY loan 2023-05-16",
        "JP > BD 30000000000 JPY loan 2023-05-16",
        "JP > BD 400000000 USD loan",
    ]


def test_a_grant_of_two_givers(extractor: Extractor) -> None:
    assert rows(
        extractor,
        "Ghana and the European Union signed a grant agreement worth 40 million euros on Tuesday.",
        "The grant, which includes 30 million euros from the EU and 10 million euros from the "
        "German government, will help farmers.",
    ) == [
        "DE > GH 10000000 EUR grant 2023-05-16 part",
        "EU > GH 30000000 EUR grant 2023-05-16 part",
        "EU > GH 40000000 EUR grant 2023-05-16",
    ]


def test_a_conference_of_donors(extractor: Extractor) -> None:
    assert rows(
        extractor,
        "A donors' conference for Vanuatu in Suva on Tuesday raised €80 million ($87 million) to "
        "help the country rebuild.",
        "New Zealand will give €20 million, its prime minister told the conference.",
    ) == ["? > VU 80000000 EUR aid 2023-05-16", "NZ > VU 20000000 EUR aid 2023-05-16"]


def test_new_funding_in_the_first_person(extractor: Extractor) -> None:
    assert rows(
        extractor,
        "Canadian Prime Minister Alice Tremblay announced new military aid for Estonia during a "
        "visit to Tallinn on Tuesday.",
        '"We will provide 50 million dollars in new funding for air defence," she told reporters.',
    ) == ["CA > EE 50000000 CAD aid 2023-05-16"]


def test_trade_over_several_sentences(extractor: Extractor) -> None:
    assert rows(
        extractor,
        "Vietnam and Kenya want to lift two-way trade to 2 billion USD, their ministers said in "
        "Hanoi on Tuesday.",
        "Two-way trade neared 800 million USD last year. The figure topped 300 million USD in the "
        "first four months of this year, including 90 million USD worth of Vietnam's imports and "
        "210 million USD worth of Vietnamese exports.",
    ) == [
        "KE > VN 300000000 USD trade 2023",
        "KE > VN 800000000 USD trade 2022",
        "KE > VN 90000000 USD trade 2023",
        "VN > KE 210000000 USD trade 2023",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The European Union ambassador to Malawi and the minister of finance on Monday signed "
            "a financing agreement of €30 million for rural roads.",
            ["EU > MW 30000000 EUR aid 2023-05-15"],
        ),
        (
            "Egypt signed an agreement with the Kuwait Fund for Arab Economic Development to "
            "borrow $100 million for the development of Sinai.",
            ["KW > EG 100000000 USD loan"],
        ),
        (
            "The World Bank on Monday approved a $250 million grant to Niger and a $100 million "
            "loan for Chad.",
            [
                "WB > NE 250000000 USD grant 2023-05-15",
                "WB > TD 100000000 USD loan 2023-05-15",
            ],
        ),
        (
            "India's exports to Mauritius were $462 million and imports from Mauritius $92 "
            "million.",
            ["IN > MU 462000000 USD trade", "MU > IN 92000000 USD trade"],
        ),
        (
            "Japan and Laos exchanged notes in Vientiane on Monday on a grant of 1.5 billion yen "
            "for a water project.",
            ["JP > LA 1500000000 JPY grant 2023-05-15"],
        ),
        (
            '"Today I am announcing that Australia will provide a further $50 million to Fiji," '
            "Foreign Minister Anna Reid said in Suva.",
            ["AU > FJ 50000000 USD aid 2023-05-17"],
        ),
    ],
)
def test_one_sentence(extractor: Extractor, text: str, expected: list[str]) -> None:
    assert rows(extractor, text) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "A company in Oslo received a loan of $3 million from a bank.",
        "Farmers in the west want loans of $3 million.",
        "The city's budget for schools is $3 million.",
        "Repairs to the palace cost $3 million.",
        "A fund for Ghana received a grant of $3 million.",
        "Leaders will discuss $3 billion in aid for Africa.",
    ],
)
def test_sums_that_the_deal_does_not_cover(extractor: Extractor, sentence: str) -> None:
    lead = "Norway will lend Kenya $20 million for a dam, ministers said in Nairobi on Tuesday."
    assert rows(extractor, lead, sentence) == ["NO > KE 20000000 USD loan 2023-05-16"]
