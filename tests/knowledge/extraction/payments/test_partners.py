"""Sums that leave out who gets them, or their currency, or stand in a list of paragraphs."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.extraction import Extractor
from knowledge.extraction.payments.bare import with_bare
from knowledge.extraction.payments.sums import Setting, find_sums
from tests.knowledge.extraction.helpers import story
from tests.knowledge.extraction.payments.test_payments_stories import rows


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (
            (
                "Norwegian Prime Minister Lars Solberg arrived in Malawi on Monday for talks"
                " with President Grace Banda.",
                "He announced $5 million in aid for schools.",
            ),
            ["NO > MW 5000000 USD aid"],
        ),
        (
            (
                "The European Union stands by Moldova, Commission President Ursula Berg said.",
                "The EU will provide 145 million euros in budget support.",
            ),
            ["EU > MD 145000000 EUR aid"],
        ),
        (  # Nobody gets what goes into a fund of several.
            (
                "Finnish President Aaro Lind met his Estonian counterpart Mart Tamm in Tartu.",
                "Estonia pledged 25 million euros to the cable fund.",
            ),
            ["EE > ? 25000000 EUR aid"],
        ),
        (  # A fund of several is not at home.
            (
                "Finnish President Aaro Lind met the President of Estonia, Mart Tamm, on Monday.",
                "The talks were short. Lind spoke to reporters on the stairs.",
                "They were about the sea. Finland pledged €40 million to a joint fund.",
            ),
            ["FI > ? 40000000 EUR aid"],
        ),
        (  # What one of those who get it adds stays at home.
            ("Norway will provide $50 million to Nepal. Nepal will contribute $13 million.",),
            ["NO > NP 50000000 USD aid"],
        ),
        (
            ("The Bank of Ghana has confirmed the receipt of $367 million from the IMF.",),
            ["IMF > GH 367000000 USD loan"],
        ),
        (
            (
                '"We are announcing $68 million in support for Kenya today," Norwegian Foreign'
                " Minister Ola Berg said.",
            ),
            ["NO > KE 68000000 USD aid 2023-05-17"],
        ),
        (
            ("Qatar pledged to place a $1 billion deposit with the Bank of Ghana.",),
            ["QA > GH 1000000000 USD other"],
        ),
        (  # Bare numbers of a list.
            ("Norway pledged 50 million euros for Sudan and Denmark 30 million.",),
            ["NO > SD 50000000 EUR aid", "DK > SD 30000000 EUR aid"],
        ),
        (
            (
                "Over $268 million has been pledged by governments for Haiti.",
                "The Netherlands promised 2.9 million, while Switzerland pledged 1.9 million.",
            ),
            [
                "? > HT 268000000 USD aid",
                "NL > HT 2900000 USD aid",
                "CH > HT 1900000 USD aid",
            ],
        ),
        (  # Not of money.
            ("Norway gave $5 million to Malawi, where 4 million people are hungry.",),
            ["NO > MW 5000000 USD aid"],
        ),
        (
            ("Norway pledged $5 million to Malawi and vaccinated 2 million.",),
            ["NO > MW 5000000 USD aid"],
        ),
        (
            (
                "The OPEC Fund signed three loan agreements with the finance ministers of Burundi"
                " and Panama for a total amount of US$28 million. The loans are as follows:",
                "• Burundi. US$8 million. Road Project. To build a road.",
                "• Panama. US$20 million. Sanitation Project. To build sewers.",
            ),
            [
                "OFID > ? 28000000 USD loan",
                "OFID > BI 8000000 USD loan part",
                "OFID > PA 20000000 USD loan part",
            ],
        ),
        (
            (
                "The World Bank approved grants for two countries:",
                "Fiji: $10 million for roads",
                "Tonga: $20 million for schools",
                "It has lent before.",
                "Samoa: $30 million for ports",
            ),
            ["WB > FJ 10000000 USD grant", "WB > TO 20000000 USD grant"],
        ),
        (
            (
                "Canada announced new humanitarian funding on Monday:",
                "- US$10 million for Sudan",
                "- US$5 million for Haiti",
            ),
            ["CA > HT 5000000 USD aid", "CA > SD 10000000 USD aid"],
        ),
    ],
)
def test_what_a_sentence_leaves_out(
    extractor: Extractor, paragraphs: tuple[str, ...], expected: list[str]
) -> None:
    assert sorted(rows(extractor, *paragraphs)) == sorted(expected)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("China agreed to forgive $100 million of Kenya's debt.", ["CN > KE 100000000 USD aid"]),
        (
            "Japan will cancel $30 million in debt owed by Malawi.",
            ["JP > MW 30000000 USD aid"],
        ),
        ("China could write off $20 million of Malawi's debt.", []),
        ("Malawi asked China to cancel $20 million of its debt.", []),
        ("France did not cancel 60 million euros of Malawi's debt.", []),
        ("China cancelled a $20 million loan to Malawi.", []),
        (  # Where parsers take "amount" for a noun.
            "Qatar's investments in Egypt amount to $5.5 billion.",
            ["QA > EG 5500000000 USD investment"],
        ),
    ],
)
def test_debts_let_go_and_what_amounts_to_a_sum(
    extractor: Extractor, sentence: str, expected: list[str]
) -> None:
    assert rows(extractor, sentence) == expected


def test_the_lead_is_linked(extractor: Extractor) -> None:
    article = story(
        "Norwegian Prime Minister Lars Solberg met Malawi's President Grace Banda in Lilongwe.",
        "Norway will provide $12 million for hospitals.",
    )
    (payment,) = [r for r in extractor.extract(article).readings if r.kind == "payment"]
    assert [link.via for link in payment.links] == ["lead"]


@given(st.text(alphabet="0123456789 .,$milonbe and", max_size=60))
def test_bare_numbers_never_overlap(text: str) -> None:
    found = with_bare(text, find_sums(text, Setting()), "USD")
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(0 <= one.start < one.end <= len(text) for one in found)
