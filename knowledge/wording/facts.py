"""Facts of every kind, people, dates and sources in plain words.

Lines say what articles say and no more: a visit names a visitor and a destination only where the
facts tell them apart, a date is as precise as its source, and an undated line says by when the
article had it, never a day of its own. Each kind has a module of its own.
"""

from typing import assert_never

from knowledge.dates.edtf import words as date_words
from knowledge.model import (
    AgreementFact,
    Fact,
    MeetingFact,
    MilestoneFact,
    PaymentFact,
    RoleFact,
    StatementFact,
    Variant,
)
from knowledge.wording import agreements, milestones, notices, payments, statements
from knowledge.wording.meetings import happening, meeting, when
from knowledge.wording.phrases import (
    basis,
    enumerate_words,
    newest,
    newest_first,
    party,
    person,
    quotation,
    source_line,
    source_title,
)
from knowledge.wording.roles import as_of, role

__all__ = [
    "as_of",
    "basis",
    "enumerate_words",
    "fact_line",
    "happening",
    "head_and_body",
    "is_undated",
    "meeting",
    "newest",
    "newest_first",
    "party",
    "person",
    "quotation",
    "role",
    "source_line",
    "source_title",
    "value_words",
    "when",
]


def head_and_body(fact: Fact) -> tuple[str, str]:
    """A fact in words, in two parts: when, or of whom, and what."""
    match fact:
        case MeetingFact():
            return when(fact), happening(fact)
        case AgreementFact():
            return agreements.when(fact), agreements.deal(fact)
        case PaymentFact():
            return payments.when(fact), payments.transfer(fact)
        case StatementFact():
            return statements.when(fact), statements.saying(fact)
        case MilestoneFact():
            return milestones.when(fact), milestones.ahead(fact)
        case RoleFact():
            return fact.person.name, role(fact)
    assert_never(fact)


def is_undated(fact: Fact) -> bool:
    """True for a fact of which no day, month or year is known; a title has none of its own."""
    return not isinstance(fact, RoleFact) and fact.date is None


def fact_line(fact: Fact) -> str:
    """A fact of any kind in one line, which says first if only withdrawn stories tell it."""
    head, body = head_and_body(fact)
    line = f"{head}: {body}" if isinstance(fact, RoleFact) else f"{head} — {body}"
    return notices.flagged(fact, line)


def value_words(variant: Variant) -> str:
    """The value of a variant in words: dates and sums as they are read, all else as it stands."""
    if variant.field in ("date", "since", "until"):
        return date_words(variant.value)
    if variant.field == "sum":
        return payments.amount(payments.sum_of(variant.value))
    return variant.value
