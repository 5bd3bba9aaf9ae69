"""Which topics of a fact are worth a line."""

from dataclasses import replace

import pytest

from knowledge.model import AgreementType, PaymentKind
from knowledge.wording.topics import telling
from tests.knowledge.wording.test_kinds import DEAL, ROLE, SUM

RELATIONS, DIPLOMACY, SUMMITS = "medtop:20000638", "medtop:20000639", "medtop:20000640"
ROADS, TRADE, ENERGY, MINING = "20000341", "20000373", "20000256", "20000320"
AID, TRADE_AGREEMENTS, POLITICS = "20000643", "20000374", "11000000"


def coded(*codes: str) -> tuple[str, ...]:
    return tuple(f"medtop:{code.removeprefix('medtop:')}" for code in codes)


@pytest.mark.parametrize(
    ("codes", "shown"),
    [
        ((RELATIONS, DIPLOMACY, SUMMITS, POLITICS), []),
        ((RELATIONS, MINING), ["mining"]),
        ((TRADE, TRADE_AGREEMENTS), ["trade agreements"]),
        ((MINING, ROADS, ENERGY, AID), ["mining", "road transport", "energy and resource"]),
        (("99999999",), []),
        ((), []),
    ],
)
def test_few_topics_that_tell_something(codes: tuple[str, ...], shown: list[str]) -> None:
    assert telling(replace(DEAL, topics=coded(*codes)), "") == shown


def test_what_the_fact_says_itself_is_not_said_again() -> None:
    grant = replace(SUM, topics=coded(AID, ROADS))
    assert telling(grant, "Grant of USD 1 million") == ["road transport"]
    assert telling(grant, "Grant for Road transport in Kampot") == []
    other = replace(grant, payment=PaymentKind.OTHER)
    assert telling(other, "Sum of USD 1 million") == ["foreign aid", "road transport"]
    pact = replace(DEAL, type=AgreementType.FTA, topics=coded(TRADE_AGREEMENTS))
    assert telling(pact, "Free trade agreement") == []
    assert telling(ROLE, "") == []
