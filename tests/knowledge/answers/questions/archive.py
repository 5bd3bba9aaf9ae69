"""Five articles about invented people, with facts of every kind: no language model needed."""

from decimal import Decimal
from pathlib import Path

from knowledge.base import Base
from knowledge.model import (
    Agreement,
    AgreementStatus,
    AgreementType,
    Article,
    Fields,
    Form,
    Meeting,
    Milestone,
    MilestoneType,
    Participant,
    Payment,
    PaymentKind,
    Reading,
    Statement,
    Status,
    Sum,
)
from tests.bases import opened
from tests.knowledge.base.world import KINDS
from tests.written import article, evidence, role

WANJIRU = Participant("Grace Wanjiru", "President", "KE")
SOLBERG = Participant("Lars Solberg", "Prime Minister", "NO")
QUISPE = Participant("Ines Quispe", "Foreign Minister", "PE")
VULA = Participant("Tevita Vula", "Prime Minister", "FJ")
ANA_VULA = Participant("Ana Vula", "Health Minister", "FJ")

FORUM = "Oslo Energy Forum"

BEFORE = (
    "A call about fish\n\n"
    "Norwegian Prime Minister Lars Solberg and Kenyan President Grace Wanjiru held a phone call on "
    "2 February 2023.\n\n"
    "Wanjiru met Fijian Prime Minister Tevita Vula in Geneva on 3 February 2023.\n\n"
    "A trip of Solberg to Peru set for April was cancelled."
)
VISIT = (
    "Wanjiru in Oslo\n\n"
    "Kenyan President Grace Wanjiru met Norwegian Prime Minister Lars Solberg in Oslo on 12 March "
    "2024.\n\n"
    "The same day she met Peruvian Foreign Minister Ines Quispe on the sidelines of the Oslo "
    "Energy Forum.\n\n"
    "Norway granted Kenya $20 million for solar power on 12 March 2024.\n\n"
    "Kenya and Norway signed a memorandum of understanding on fisheries on 12 March 2024.\n\n"
    "“Solar lamps will light every school in Kenya by the end of the decade,” Wanjiru said.\n\n"
    "Solberg thanked Kenya for its patience over the harbour.\n\n"
    "The new harbour bridge is called Unity Bridge and stands in Mombasa.\n\n"
    "The bridge was painted green because the fishermen of Mombasa asked for it."
)
LOAN = (
    "Lima lends\n\n"
    "Peru lent Kenya $5 million for solar power on 20 May 2024.\n\n"
    "Norway granted Fiji $3 million for schools on 21 May 2024.\n\n"
    "Fijian Health Minister Ana Vula met Peruvian Foreign Minister Ines Quispe in Lima on 22 May "
    "2024."
)
AHEAD = (
    "What comes next\n\n"
    "President Grace Wanjiru plans to visit Fiji in September 2024.\n\n"
    "Kenya and Fiji will mark 50 years of relations on 5 October 2024.\n\n"
    "Peru and Fiji plan to sign a free trade agreement in November 2024."
)
UNDATED = "At the lake\n\nLars Solberg and Tevita Vula met by the lake, and no day was given."


def build(path: Path) -> Base:
    """Save the articles and give the base opened."""
    base = opened(path)
    _save(
        base,
        article("before", BEFORE, "2023-02-04"),
        ("phone call", _met(SOLBERG, WANJIRU, on="2023-02-02", form=Form.CALL)),
        ("in Geneva", _met(WANJIRU, VULA, on="2023-02-03", place="Geneva")),
        ("was cancelled", _met(SOLBERG, parties=("NO", "PE"), on="2023-04", form=Form.VISIT,
                               status=Status.CANCELLED)),
    )  # fmt: skip
    _save(
        base,
        article("visit", VISIT, "2024-03-13"),
        ("in Oslo on", _met(WANJIRU, SOLBERG, on="2024-03-12", place="Oslo")),
        ("sidelines", _met(WANJIRU, QUISPE, on="2024-03-12", at=FORUM)),
        ("$20 million", _paid(20, "NO", "KE", PaymentKind.GRANT, "2024-03-12", "solar power")),
        ("memorandum", Agreement(AgreementType.MOU, AgreementStatus.SIGNED, ("KE", "NO"),
                                 "2024-03-12", "fisheries")),
        ("Solar lamps", Statement(
            "Solar lamps will light every school in Kenya by the end of the decade,", True,
            (WANJIRU,), None, ("KE",), "2024-03-12")),
        ("thanked Kenya", Statement("thanked Kenya for its patience over the harbour", False,
                                    (SOLBERG,), None, ("NO",), "2024-03-12")),
    )  # fmt: skip
    _save(
        base,
        article("loan", LOAN, "2024-05-23"),
        ("$5 million", _paid(5, "PE", "KE", PaymentKind.LOAN, "2024-05-20", "solar power")),
        ("$3 million", _paid(3, "NO", "FJ", PaymentKind.GRANT, "2024-05-21", "schools")),
        ("in Lima", _met(ANA_VULA, QUISPE, on="2024-05-22", place="Lima")),
    )
    _save(
        base,
        article("ahead", AHEAD, "2024-06-01"),
        ("plans to visit", _met(WANJIRU, parties=("KE", "FJ"), on="2024-09", form=Form.VISIT,
                                status=Status.PLANNED, place="Fiji")),
        ("50 years", Milestone(MilestoneType.ANNIVERSARY, "50 years of relations", "2024-10-05",
                               ("FJ", "KE"))),
        ("free trade", Agreement(AgreementType.FTA, AgreementStatus.PLANNED, ("FJ", "PE"),
                                 "2024-11", "trade")),
    )  # fmt: skip
    _save(base, article("undated", UNDATED, None), ("by the lake", _met(SOLBERG, VULA)))
    return base


def _save(base: Base, told: Article, *facts: tuple[str, Fields]) -> None:
    readings = [
        Reading(KINDS[type(fields)], told.id, told.digest, "test", fields, evidence(told, words))
        for words, fields in facts
    ]
    for who in (WANJIRU, SOLBERG, QUISPE, VULA, ANA_VULA):
        for part in told.paragraphs[1:]:
            text = told.text[part.start : part.end]
            if f"{who.title} {who.name}" in text:
                readings.append(role(told, text, who))
    assert not base.save(told, readings).problems


def _met(
    *people: Participant,
    on: str | None = None,
    form: Form = Form.MEETING,
    status: Status = Status.HELD,
    parties: tuple[str, ...] = (),
    place: str | None = None,
    at: str | None = None,
) -> Meeting:
    codes = parties or tuple(sorted({one.party for one in people if one.party}))
    return Meeting(form, status, people, codes, on, place, at)


def _paid(
    millions: int, giver: str, receiver: str, kind: PaymentKind, on: str, purpose: str
) -> Payment:
    total = Sum(Decimal(millions) * 1_000_000, "USD")
    return Payment(total, kind, giver, receiver, on, purpose)
