"""What is still to come is not told as given."""

from collections.abc import Iterator
from datetime import date

import pytest

from knowledge.answers import ask
from knowledge.base import Base
from knowledge.model import Answer, Kind, PaymentFact, PaymentKind, PaymentStage, Reading
from tests.bases import opened
from tests.knowledge.base.world import paid
from tests.written import article, evidence

NOT_GIVEN = "It was planned; no article says that it was given."
PLANNED = PaymentStage.PLANNED
TEXT = (
    "Money for roads\n\n"
    "Norway will lend Kenya $5 million for the port of Lamu.\n\n"
    "Norway gave Fiji $3 million for schools on 21 May 2024.\n\n"
    "Norway will give Fiji another $9 million for clinics.\n\n"
    "Peru granted Fiji $4 million for bridges on 20 May 2024."
)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Base]:
    told = article("roads", TEXT, "2024-05-23")
    loan = PaymentKind.LOAN
    facts = (
        ("will lend", paid(5_000_000, kind=loan, giver="NO", receiver="KE", stage=PLANNED)),
        ("$3 million", paid(3_000_000, giver="NO", receiver="FJ", on="2024-05-21")),
        ("$9 million", paid(9_000_000, giver="NO", receiver="FJ", stage=PLANNED)),
        ("$4 million", paid(4_000_000, giver="PE", receiver="FJ", on="2024-05-20")),
    )
    readings = [
        Reading(Kind.PAYMENT, told.id, told.digest, "test", fields, evidence(told, words))
        for words, fields in facts
    ]
    with opened(tmp_path_factory.mktemp("planned") / "facts.db") as made:
        assert not made.save(told, readings).problems
        yield made


def asked(base: Base, text: str) -> Answer:
    return ask(text, base, today=date(2024, 6, 1))


def amounts(answer: Answer) -> list[int]:
    return [int(fact.sum.amount) // 10**6 for fact in answer.facts if isinstance(fact, PaymentFact)]


@pytest.mark.parametrize(
    "question",
    [
        "Did Norway lend Kenya money?",
        "Did Norway lend Kenya $5 million?",
        "How much did Norway lend Kenya?",
        "How much has Kenya received from Norway?",
        "Who lent Kenya money?",
    ],
)
def test_a_plan_is_told_as_one_where_nothing_was_given(base: Base, question: str) -> None:
    answer = asked(base, question)
    assert (answer.message or "").startswith(NOT_GIVEN)
    assert amounts(answer) == [5]


def test_what_was_given_answers_before_what_is_planned(base: Base) -> None:
    answer = asked(base, "How much did Norway give Fiji?")
    assert "USD 3 million" in (answer.message or "")
    assert "9 million" not in (answer.message or "")
    assert amounts(answer) == [3, 9]


def test_plans_are_in_no_total_and_no_comparison(base: Base) -> None:
    total = asked(base, "How much money in total did Fiji receive?")
    assert "USD 7 million in 2 sums" in (total.message or "")
    most = asked(base, "Who gave Fiji the most money?")
    assert "The most: Peru (USD 4 million), then Norway (USD 3 million)." in (most.message or "")


@pytest.mark.parametrize(
    "question", ["How much will Norway give Fiji?", "What will Norway give Fiji?"]
)
def test_who_asks_for_what_is_to_come_hears_of_it(base: Base, question: str) -> None:
    answer = asked(base, question)
    assert (answer.message or "").startswith("Planned grant of USD 9 million from Norway to Fiji")
    assert NOT_GIVEN not in (answer.message or "")
