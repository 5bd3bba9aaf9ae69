"""Sums of money as newspapers print them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.extraction.payments.currencies import currencies
from knowledge.extraction.payments.numerals import figure
from knowledge.extraction.payments.printed import may_hold_money
from knowledge.extraction.payments.sums import FoundSum, Setting, find_sums

NOWHERE = Setting()


def told(text: str, setting: Setting = NOWHERE) -> list[str]:
    """Each sum as "up to 5000000 USD = 700000000 JPY"."""
    return [_told(found) for found in find_sums(text, setting)]


def _told(found: FoundSum) -> str:
    parts = [found.qualifier or "", f"{found.sum.amount:f} {found.sum.currency}"]
    parts += [f"= {other.amount:f} {other.currency}" for other in found.equivalents]
    return " ".join(part for part in (*parts, "each" if found.rate else "") if part)


@pytest.mark.parametrize(
    ("printed", "sum_"),
    [
        ("$51.3 million", "51300000 USD"),
        ("US$3,2 Million", "3200000 USD"),
        ("US$ 2 million", "2000000 USD"),
        ("U.S. $4 million", "4000000 USD"),
        ("$US50 million", "50000000 USD"),
        ("9.216 billion Yen", "9216000000 JPY"),
        ("$3,200 million", "3200000000 USD"),
        ("$1,500,000.50", "1500000.5 USD"),
        ("€1.500.000", "1500000 EUR"),
        ("10 000 000 euros", "10000000 EUR"),
        ("€2m", "2000000 EUR"),
        ("£4bn", "4000000000 GBP"),
        ("$1.2trn", "1200000000000 USD"),
        ("500 million €", "500000000 EUR"),
        ("US$600-million loan", "600000000 USD"),
        ("a 600-million-dollar loan", "600000000 USD"),
        ("₹450 crore", "4500000000 INR"),
        ("₹2 lakh crore", "2000000000000 INR"),
        ("INR 1,23,45,678", "12345678 INR"),
        ("KSh 3bn", "3000000000 KES"),
        ("RM50 million", "50000000 MYR"),
        ("NT$3 billion", "3000000000 TWD"),
        ("HK$7 million", "7000000 HKD"),
        ("R$5 billion", "5000000000 BRL"),
        ("C$500-million", "500000000 CAD"),
        ("$10 million Canadian", "10000000 CAD"),
        ("SEK9 million", "9000000 SEK"),
        ("300 million RMB", "300000000 CNY"),
        ("PHP1.2B", "1200000000 PHP"),
        ("two million euros", "2000000 EUR"),
        ("a million dollars", "1000000 USD"),
        ("half a billion dollars", "500000000 USD"),
        ("two and a half million pounds", "2500000 GBP"),
        ("one hundred and fifty million baht", "150000000 THB"),
        ("twenty-five thousand euros", "25000 EUR"),
        ("50 million Kenyan shillings", "50000000 KES"),
        ("200 million Australian dollars", "200000000 AUD"),
        ("120 million Danish kroner", "120000000 DKK"),
        ("50 million Swedish crowns", "50000000 SEK"),
        ("3 billion Hong Kong dollars", "3000000000 HKD"),
        ("900 million South Korean won", "900000000 KRW"),
        ("20m pounds sterling", "20000000 GBP"),
        ("Dh100m", "100000000 AED"),
    ],
)
def test_formats(printed: str, sum_: str) -> None:
    assert told(f"It gave {printed} to them.") == [sum_]


@pytest.mark.parametrize(
    ("printed", "sum_"),
    [
        ("up to $5 million", "up to 5000000 USD"),
        ("nearly €3bn", "nearly 3000000000 EUR"),
        ("more than 2 million yen", "more than 2000000 JPY"),
        ("no less than $1.45 billion", "no less than 1450000000 USD"),
        ("an estimated $8 million", "an estimated 8000000 USD"),
        ("$5-7 million", "from 5000000 USD"),
        ("five to six million US dollars", "from 5000000 USD"),
        ("between $2 and $3 billion", "between 2000000000 USD"),
        ("€1 million-€2 million", "from 1000000 EUR"),
        ("$5 million to 3 provinces", "5000000 USD"),
    ],
)
def test_qualifiers_and_ranges(printed: str, sum_: str) -> None:
    assert told(f"They gave {printed}.") == [sum_]


@pytest.mark.parametrize(
    ("printed", "sum_"),
    [
        ("9.2 billion yen ($86 million)", "9200000000 JPY = 86000000 USD"),
        ("JPY362,000,000 (approximately US$3,310,000)", "362000000 JPY = 3310000 USD"),
        ("€20,000 (£17,500; US$22,900)", "20000 EUR = 17500 GBP = 22900 USD"),
        ("500 million baht, or about $14 million,", "500000000 THB = 14000000 USD"),
        ("5 million riel (equivalent to $1,200)", "5000000 KHR = 1200 USD"),
        ("$5 million (a third of it in 2020)", "5000000 USD"),
    ],
)
def test_equivalents_belong_to_the_sum(printed: str, sum_: str) -> None:
    assert told(f"They gave {printed} for roads.") == [sum_]


@pytest.mark.parametrize(
    "text",
    [
        "In 2016 they won 33 seats.",
        "It weighed 82 pounds (37 kg).",
        "ALL 12 members and 300,000 people came on 14 May 2022.",
        "Call 023 555 777, page 12, for 45 percent.",
        "60m pounds of rice",
        "hundreds of millions of dollars",
        "The 400 m hurdles and the A380",
        "petrol at $3.459 a gallon",
    ],
)
def test_no_sums(text: str) -> None:
    assert told(text) == []


def test_a_price_by_the_piece_is_marked() -> None:
    assert told("oil at $80 a barrel and $5 per head") == ["80 USD each", "5 USD each"]
    assert told("$1.4 billion per year and $3 million a year") == ["1400000000 USD", "3000000 USD"]


def test_shared_marks_are_read_by_the_country_that_is_spoken_of() -> None:
    kenya = Setting(home="KE")
    assert told("Sh5 billion", kenya) == ["5000000000 KES"]
    assert told("Sh5 billion") == []
    assert told("5 million rupees", Setting(parties=frozenset({"LK"}))) == ["5000000 LKR"]
    assert told("5 million rupees", Setting(parties=frozenset({"LK", "IN"}))) == []
    assert told("5 million pesos", Setting(article=frozenset({"PH", "JP"}))) == ["5000000 PHP"]
    assert told("¥5 billion", Setting(parties=frozenset({"CN"}))) == ["5000000000 CNY"]
    assert told("¥5 billion") == ["5000000000 JPY"]


def test_the_dollar_at_home() -> None:
    abroad = frozenset({"SG", "ID"})
    assert told("$5 million", Setting("SG", article=frozenset({"SG"}))) == ["5000000 SGD"]
    assert told("$5 million", Setting("SG", article=abroad)) == ["5000000 SGD"]
    assert told("$5 million", Setting("SG", article=abroad | {"US"})) == ["5000000 USD"]
    assert told("$5 million", Setting("SG", article=frozenset({"JP"}))) == ["5000000 USD"]
    assert told("$5 million", Setting("SG", abroad, abroad)) == ["5000000 SGD"]
    assert told("$5 million", Setting("SG", article=abroad, contrast=True)) == ["5000000 SGD"]
    assert told("$5 million", Setting("KH", article=frozenset({"KH"}))) == ["5000000 USD"]


def test_every_currency_is_read_by_its_code() -> None:
    for code in currencies().codes:
        assert told(f"They got {code} 5 million.") == [f"5000000 {code}"]


def test_figures_that_could_mean_two_things_are_none() -> None:
    assert figure("1.500", scaled=False) is None
    assert figure("1.500", scaled=True) == Decimal("1.5")
    assert figure("1,500", scaled=True) == 1500


SCALES = {"": 1, " thousand": 10**3, " million": 10**6, "bn": 10**9, " billion": 10**9}


@given(
    whole=st.integers(1, 999),
    decimals=st.integers(0, 99),
    scale=st.sampled_from(sorted(SCALES)),
    mark=st.sampled_from(["$", "US$", "€", "JPY ", "A$"]),
)
def test_amounts_survive_the_way_through_print(
    whole: int, decimals: int, scale: str, mark: str
) -> None:
    printed = f"{mark}{whole}.{decimals:02}{scale}"
    (found,) = find_sums(f"They gave {printed} on Monday.", NOWHERE)
    assert found.sum.amount == Decimal(f"{whole}.{decimals:02}") * SCALES[scale]
    assert f"They gave {printed} on Monday."[found.start : found.end] == printed


@given(st.integers(1000, 10**12))
def test_grouped_amounts(amount: int) -> None:
    (found,) = find_sums(f"${amount:,} in all", NOWHERE)
    assert found.sum.amount == amount


PIECES = [
    "$",
    "US$",
    "5",
    "3.2",
    ",",
    "million",
    "-",
    "to",
    "(",
    ")",
    "about",
    "yen",
    "€",
    "a",
    "half",
]


@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES)).map(" ".join)))
def test_any_text_gives_sums_in_order(text: str) -> None:
    last = 0
    for found in find_sums(text, NOWHERE):
        assert last <= found.left <= found.start < found.end <= len(text)
        assert found.sum.amount >= 0
        last = found.end


@pytest.mark.parametrize("printed", ["$" + "9" * 29, "$" + "9" * 20, "999999999999 trillion euros"])
def test_numbers_beyond_all_budgets_are_none(printed: str) -> None:
    assert told(printed) == []


def test_the_time_is_linear() -> None:
    assert find_sums("1," * 50_000, NOWHERE) == []
    assert find_sums("( $" * 20_000, NOWHERE) == []
    assert len(find_sums("$5 (" * 20_000, NOWHERE)) == 20_000


def test_no_currency_escapes_the_glance_that_decides_whether_to_look_closer() -> None:
    known = currencies()
    for printed in (*known.codes, *known.marks, *known.shared):
        assert may_hold_money(f"Kenya gave {printed}5."), printed
    for printed in known.units:
        assert may_hold_money(f"Kenya gave 5 {printed.title()}."), printed
    assert not may_hold_money("Kenya gave 5 boats in May 2022.")
