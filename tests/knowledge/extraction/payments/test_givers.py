"""Who gives where the verb is told once, stands behind the sum, or many give.

Published on Wednesday, 17 May 2023.
"""

import pytest

from knowledge.extraction import Extractor
from tests.knowledge.extraction.payments.test_payments_stories import rows


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A list whose verb is told once, of those who give and of those who get.
        (
            "Norway gave $5 million, Sweden $3 million and Finland $2 million to Somalia.",
            [
                "NO > SO 5000000 USD aid",
                "SE > SO 3000000 USD aid",
                "FI > SO 2000000 USD aid",
            ],
        ),
        (
            "Norway lent Fiji $5 million and Samoa $3 million.",
            ["NO > FJ 5000000 USD loan", "NO > WS 3000000 USD loan"],
        ),
        (
            "At the conference for Sudan, Germany pledged $164 million, with France promising "
            "$40 million.",
            ["DE > SD 164000000 USD aid", "FR > SD 40000000 USD aid"],
        ),
        # The verb stands in a clause behind the sum.
        (
            "Of the $8 million that Norway gave Malawi, half was spent.",
            ["NO > MW 8000000 USD aid"],
        ),
        (
            "The $100 million Canada promised to Ukraine has arrived.",
            ["CA > UA 100000000 USD aid"],
        ),
        (
            "China and Ghana agreed to terms on a $30 million grant, under which the Chinese "
            "government will fund a university in Tamale.",
            ["CN > GH 30000000 USD grant"],
        ),
        # Many give, whoever says so.
        (
            "Over $268 million has been pledged by governments around the world for Haiti, the "
            "United Nations said.",
            ["? > HT 268000000 USD aid"],
        ),
        # A bank, and a firm.
        (
            "China's Exim Bank lent Kenya $3.6 billion for the railway.",
            ["CN > KE 3600000000 USD loan"],
        ),
        ("Taiwan Semiconductor Manufacturing Company will receive $6 billion in subsidies.", []),
        # A loan of one state, and where it is used.
        (
            "The road in Ghana, built with a $50 million Chinese loan, opened on Monday.",
            ["CN > GH 50000000 USD loan"],
        ),
        (
            "The Kenyan government and the Asian Development Bank signed loan and grant agreements "
            "worth $628 million for three projects.",
            ["ADB > KE 628000000 USD loan"],
        ),
        (
            "The U.S. Millennium Challenge Corporation signed a $60 million compact with Kenya.",
            ["US > KE 60000000 USD grant"],
        ),
        # Invested abroad.
        (
            "Australia has landed 378 projects valued at 1.7 billion USD in Vietnam.",
            ["AU > VN 1700000000 USD investment"],
        ),
        # Trade of the same two.
        (
            "Kenya exported goods worth $90 million to Norway and imported $30 million.",
            ["KE > NO 90000000 USD trade", "NO > KE 30000000 USD trade"],
        ),
        (
            "Turkey's trade with Africa was $5 billion in 2003, which climbed to $25 billion by"
            " 2020.",
            ["TR > ? 5000000000 USD trade 2003", "TR > ? 25000000000 USD trade"],
        ),
        # Who stands in a word that describes another takes no part.
        (
            "Donors at a conference pledged $4 billion for war-torn Syria.",
            ["? > SY 4000000000 USD aid"],
        ),
        # Given back.
        (
            "Switzerland returned $150 million in stolen funds to Peru.",
            ["CH > PE 150000000 USD other"],
        ),
        ("Switzerland could return $150 million in stolen funds to Peru.", []),
        # Expected by all is as good as announced; expected by one is not.
        (
            "The International Monetary Fund is expected to approve $1 billion in financing for "
            "Pakistan.",
            ["IMF > PK 1000000000 USD loan"],
        ),
        ("Kenya expects Norway to give it $5 million.", []),
        ("Qatar invited its $450 billion sovereign wealth fund to look at Kenya.", []),
    ],
)
def test_givers(extractor: Extractor, text: str, expected: list[str]) -> None:
    assert sorted(rows(extractor, text)) == sorted(expected)


def test_what_many_raise_goes_where_the_rest_goes(extractor: Extractor) -> None:
    told = rows(
        extractor,
        "Over $268 million has been pledged by governments around the world for Haiti.",
        "The Netherlands promised 2.9 million dollars, while Switzerland pledged 1.9 million "
        "dollars and China said it would give 1 million dollars.",
    )
    assert set(told[1:]) == {
        "NL > HT 2900000 USD aid",
        "CH > HT 1900000 USD aid",
        "CN > HT 1000000 USD aid",
    }


def test_pledges_of_a_conference(extractor: Extractor) -> None:
    told = rows(
        extractor,
        "Donor nations have pledged $3.8 billion in humanitarian aid for war-torn Syria.",
        "Kuwait pledged $500 million towards the U.N.-backed appeal.",
        "At the first conference, pledges of $1.5 billion were made.",
    )
    assert set(told) == {
        "? > SY 3800000000 USD aid",
        "KW > SY 500000000 USD aid",
        "? > SY 1500000000 USD aid",
    }


def test_a_bailout_is_of_the_one_who_gets_it(extractor: Extractor) -> None:
    told = rows(extractor, "Greece's $5 billion bailout by the European Union was approved.")
    assert not any(row.startswith("GR") for row in told)
