"""What people call right for a field of a fact, understood or sent back with the next step."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.base import Base
from knowledge.language.corrections import PARTS, Part, Right, Unusable, part_named, right_value
from knowledge.language.sums import typed_sum
from knowledge.model import Kind, Sum

TODAY = date(2026, 11, 22)
every = st.sampled_from([part for parts in PARTS.values() for part in parts])


def said(base: Base, kind: Kind, key: str, text: str) -> str:
    """The value in full, or what is the matter with it."""
    part = part_named(kind, key)
    assert part is not None
    found = right_value(part, text, base, TODAY)
    return found.value if isinstance(found, Right) else f"✗ {found.message}"


@pytest.fixture(scope="module")
def base(long_archive: Path) -> Base:
    return Base.open(long_archive, readonly=True, create=False)


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("date", "14 nov 2022", "14 November 2022"),
        ("date", "2022-11", "November 2022"),
        ("date", "12 to 14 November 2022", "12–14 November 2022"),
        ("date", "Unknown", "not known"),
        ("people", "kishida", "Fumio Kishida (Prime Minister, Japan)"),
        (
            "people",
            "Kishida and Hun Sen",
            "Fumio Kishida (Prime Minister, Japan); Hun Sen (Prime Minister, Cambodia)",
        ),
        (
            "people",
            "Kishida (Japan), “Nobody Known” (Rice and Trade Minister, Peru)",
            "Fumio Kishida (Prime Minister, Japan); Nobody Known (Rice and Trade Minister, Peru)",
        ),
        ("parties", "ROK, trinidad and tobago", "South Korea; Trinidad and Tobago"),
        ("parties", "Trinidad and Tobago", "Trinidad and Tobago"),
        ("status", "Planned", "planned"),
        ("place", "  Siem   Reap ", "Siem Reap"),
        ("whole", "", ""),
    ],
)
def test_what_is_understood_of_a_meeting(base: Base, key: str, text: str, value: str) -> None:
    assert said(base, Kind.MEETING, key, text) == value


@pytest.mark.parametrize(
    ("kind", "key", "text", "hint"),
    [
        (Kind.MEETING, "date", "14 November", "the year too"),
        (Kind.MEETING, "date", "since 2022", "no date that I know"),
        (Kind.MEETING, "date", "30 February 2022", "There is no 30 February"),
        (Kind.MEETING, "people", "Nobody Known", "put the name in quotation marks"),
        (Kind.MEETING, "people", " ; , ", "Please name the person"),
        (Kind.MEETING, "parties", "Korea", "South Korea or North Korea"),
        (Kind.MEETING, "status", "maybe", "“held”, “planned” or “cancelled”"),
        (Kind.MEETING, "place", "   ", "Please say what is right"),
        (Kind.MEETING, "place", "x" * 501, "under 500 characters"),
        (Kind.PAYMENT, "sum", "300 million", "with its currency"),
        (Kind.PAYMENT, "giver", "Japan and Peru", "one country or organisation alone"),
        (Kind.ROLE, "person", "Kishida, Hun Sen", "one person alone"),
    ],
)
def test_what_is_sent_back(base: Base, kind: Kind, key: str, text: str, hint: str) -> None:
    answer = said(base, kind, key, text)
    assert answer.startswith("✗") and hint in answer


def test_a_quotation_may_be_long(base: Base) -> None:
    assert said(base, Kind.STATEMENT, "words", "word " * 300) == " ".join(["word"] * 300)


@given(every, st.text(max_size=60) | st.sampled_from(["<!channel>", "@@", "“”", '"', ",;and"]))
def test_any_text_is_understood_or_sent_back(base: Base, part: Part, text: str) -> None:
    found = right_value(part, text, base, TODAY)
    if isinstance(found, Unusable):
        assert 0 < len(found.message) < 1_000
        assert "<!" not in found.message and "<@" not in found.message


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("300 million dollars", 300_000_000, "USD"),
        ("$1.5bn", 1_500_000_000, "USD"),
        ("US$ 9,500", 9_500, "USD"),
        ("30 billion yen", 30_000_000_000, "JPY"),
        ("EUR 950,000.50", Decimal("950000.50"), "EUR"),
        ("DKK 5", 5, "DKK"),
        ("៛400k", 400_000, "KHR"),
    ],
)
def test_a_sum_as_it_is_typed(text: str, amount: int | Decimal, currency: str) -> None:
    assert typed_sum(text) == Sum(Decimal(amount), currency)


@pytest.mark.parametrize(
    "text",
    [
        "", "300", "dollars", "5 apples", "1 or 2 dollars", "-5 dollars", "0 yen", "1,50 euros",
        "1e9 dollars", "$" + "9" * 60, "five dollars",
    ],
)  # fmt: skip
def test_what_is_no_sum(text: str) -> None:
    assert typed_sum(text) is None
