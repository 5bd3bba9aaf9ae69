"""Wordings of payments: who announces, what is delayed, what is bought under a deal.

Published on Wednesday, 17 May 2023.
"""

import pytest

from knowledge.extraction import Extractor
from tests.knowledge.extraction.payments.test_payments_stories import rows


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Some 300 million euros will be allocated to Moldova, Foreign Minister Annalena "
            "Baerbock said in Berlin.",
            "DE > MD 300000000 EUR aid",
        ),
        (
            "About 90 million kroner will go to the Pacific region, Norway's foreign minister "
            "said.",
            "NO > ? 90000000 NOK aid",
        ),
        (
            "The EU declared its readiness to provide €50 million to Tunisia.",
            "EU > TN 50000000 EUR aid",
        ),
        (
            "The European Union announced its intention to mobilize €300 million for water supply "
            "in developing countries.",
            "EU > ? 300000000 EUR aid",
        ),
        (
            "Qatar pledged to provide $3 million in aid to Lebanon, matching pledges by Saudi "
            "Arabia and Kuwait.",
            "QA > LB 3000000 USD aid",
        ),
        (
            "The African Development Bank (AfDB) and the government of Rwanda signed a $40 million "
            "loan agreement.",
            "AfDB > RW 40000000 USD loan",
        ),
    ],
)
def test_who_gives(extractor: Extractor, text: str, expected: str) -> None:
    assert rows(extractor, text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Washington has frozen nearly $300 million in military aid earmarked for Egypt.",
            ["US > EG 300000000 USD aid"],
        ),
        ("Officials delayed a $50 million grant meant for Kenya.", ["? > KE 50000000 USD grant"]),
        (
            "Local farmers lost about $80 million in food aid that had been slated for Sudan.",
            ["? > SD 80000000 USD aid"],
        ),
        ("Washington cut $80 million in food aid.", []),
    ],
)
def test_promised_and_kept_back(extractor: Extractor, text: str, expected: list[str]) -> None:
    assert rows(extractor, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Brazil agreed to buy $300 million worth of Norwegian fertilizer.",
            ["NO > BR 300000000 USD trade"],
        ),
        (
            "Indonesia signed an $8 billion deal to purchase 42 jets from France.",
            ["FR > ID 8000000000 USD trade"],
        ),
        (
            "Poland has signed a deal to buy tanks from South Korea for $6.5 billion.",
            ["KR > PL 6500000000 USD trade"],
        ),
        ("France and India signed a €8 billion arms deal for fighter jets.", []),
        ("Brazil hopes to buy $300 million worth of Norwegian fertilizer.", []),
    ],
)
def test_deals_to_buy(extractor: Extractor, text: str, expected: list[str]) -> None:
    assert rows(extractor, text) == expected


def test_the_worth_of_a_deal_in_a_sentence_of_its_own(extractor: Extractor) -> None:
    told = rows(
        extractor, "Poland will buy three frigates from Norway. The contract is worth $3 billion."
    )
    assert told == ["NO > PL 3000000000 USD trade"]
    assert rows(extractor, "Poland signed with Norway. The contract is worth $3 billion.") == []


def test_what_the_receiver_adds_is_no_payment(extractor: Extractor) -> None:
    told = rows(
        extractor, "Norway will provide $50 million to Nepal. Nepal will contribute $13 million."
    )
    assert told == ["NO > NP 50000000 USD aid"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Norway is the largest supporter of forest protection in Guyana with $87 million in "
            "environmental programming provided over two years.",
            "NO > GY 87000000 USD aid",
        ),
        (
            "With investments of $5 billion, China is the largest investor in Cambodia.",
            "CN > KH 5000000000 USD investment",
        ),
        (
            "Japan is Laos's biggest donor, with $600 million in aid since 2010.",
            "JP > LA 600000000 USD aid",
        ),
    ],
)
def test_the_largest_donor(extractor: Extractor, text: str, expected: str) -> None:
    assert expected in rows(extractor, text)[0]


def test_what_remains(extractor: Extractor) -> None:
    assert rows(
        extractor,
        "The EU will lend Tunisia €100 million. The remaining €40 million will go to schools.",
    ) == ["EU > TN 100000000 EUR loan", "EU > TN 40000000 EUR loan part"]
    assert rows(
        extractor,
        "Norway will lend Kenya $80 million. "
        "The remaining $20 million will be covered by the government.",
    ) == ["NO > KE 80000000 USD loan"]


def test_the_second_of_two_loans(extractor: Extractor) -> None:
    assert "WB > NP 95000000 USD loan" in rows(
        extractor,
        "The World Bank approved two loans for Nepal.",
        "The second, of $95 million, is for schools.",
    )


def test_a_country_of_south_america_is_not_the_united_states(extractor: Extractor) -> None:
    told = rows(extractor, "Norway gave $5 million in aid to the South American country.")
    assert not any("> US" in row for row in told)
