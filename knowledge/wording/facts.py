"""Facts of every kind, people, dates and sources in plain words.

Lines say what articles say and no more: a visit names a visitor and a destination only where the
facts tell them apart, a date is as precise as its source, and an undated line says by when the
article had it, never a day of its own. Each kind has a module of its own.
"""

from typing import assert_never

from knowledge.model import (
    AgreementFact,
    Fact,
    MeetingFact,
    MilestoneFact,
    PaymentFact,
    RoleFact,
    StatementFact,
)
from knowledge.wording import agreements, desk, milestones, notices, payments, statements
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
from knowledge.wording.values import value_words

__all__ = [
    "as_of",
    "basis",
    "enumerate_words",
    "fact_line",
    "happening",
    "head_and_body",
    "held",
    "is_undated",
    "meeting",
    "newest",
    "newest_first",
    "party",
    "person",
    "plain_line",
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
    """A fact of any kind in one line, as `plain_line`, and what the desk decided on it behind it.

    "20 March 2022 — Hun Sen met Fumio Kishida [verified by the desk]"
    """
    return desk.noted(fact, plain_line(fact))


def held(fact: RoleFact) -> str:
    """A title below the name of its holder, as `fact_line` has it without the name."""
    return desk.noted(fact, notices.flagged(fact, role(fact)))


def plain_line(fact: Fact) -> str:
    """A fact of any kind in one line, which says first if only withdrawn stories tell it."""
    head, body = head_and_body(fact)
    line = f"{head}: {body}" if isinstance(fact, RoleFact) else f"{head} — {body}"
    return notices.flagged(fact, line)
