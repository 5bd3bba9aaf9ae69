"""Why a story of a digest stands where it stands, in plain words."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from knowledge.dates.edtf import words as date_words
from knowledge.model import (
    AgreementFact,
    AgreementStatus,
    Change,
    Fact,
    Form,
    MeetingFact,
    MilestoneFact,
    PaymentFact,
    PaymentKind,
    PersonRef,
    RoleFact,
    Status,
    Variant,
)
from knowledge.wording.agreements import noun
from knowledge.wording.facts import head_and_body, value_words
from knowledge.wording.phrases import enumerate_words, party, person

_NAMED = 2
"""People that a reason names."""


def named(ref: PersonRef) -> str:
    """Somebody with title and party, as a reason names them."""
    return person(ref)


def heads(names: Sequence[str]) -> str:
    """Two heads of state or government who take part: "Heads of state or government: A and B"."""
    more = len(names) - _NAMED
    told = [*names[:_NAMED], f"{more} more"] if more > 0 else list(names)
    return f"Heads of state or government: {enumerate_words(told)}"


def head(name: str) -> str:
    """The one head of state or government who takes part."""
    return f"Head of state or government: {name}"


def among_sums(fact: PaymentFact, larger: int, known: int) -> str:
    """How large a sum is: "Largest of 214 sums in USD", "Third largest of …"."""
    trade = fact.payment is PaymentKind.TRADE
    noun = "trade figures" if trade else "sums"
    place = "Largest" if not larger else f"Number {larger + 1:,} by size"
    return f"{place} of {known:,} {noun} in {fact.sum.currency} in the archive"


def first_meeting(parties: Sequence[str], since: date) -> str:
    """That two parties had not met before, as far as the archive goes back."""
    sides = enumerate_words([party(code) for code in parties])
    return f"First meeting of {sides} in the archive, which goes back to {since.year}"


def first_since(parties: Sequence[str], last: date) -> str:
    """Since when two parties had not met, as far as the archive knows."""
    sides = enumerate_words([party(code) for code in parties])
    return f"First meeting of {sides} in the archive since {date_words(last.isoformat()[:7])}"


def together(deals: int, sums: int) -> str:
    """What is told with a story: "With 2 agreements and a sum"."""
    told = [one for one in (_some(deals, "agreement"), _some(sums, "sum")) if one]
    return f"With {enumerate_words(told)}"


def _some(number: int, noun: str) -> str:
    if number > 1:
        return f"{number} {noun}s"
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}" if number else ""


def interests(number: int) -> str:
    """How many interests of a digest a story meets."""
    return f"Meets {number} of this digest's interests"


def long_past(fact: Fact) -> str:
    """That a fact is an old one, told only now."""
    return f"Took place long before ({when(fact)})"


def when(fact: Fact) -> str:
    """When it was, in words."""
    return head_and_body(fact)[0]


_SORTS: dict[StrEnum, str] = {
    Form.MEETING: "Meeting",
    Form.VISIT: "Visit",
    Form.CALL: "Call",
    Form.SUMMIT: "Summit",
    PaymentKind.GRANT: "Grant",
    PaymentKind.LOAN: "Loan",
    PaymentKind.INVESTMENT: "Investment",
    PaymentKind.TRADE: "Trade figure",
    PaymentKind.AID: "Sum of aid",
    PaymentKind.OTHER: "Sum of money",
}


def sort(fact: Fact) -> str:
    """What sort of fact it is: "Visit", "Free trade agreement", "Planned loan", "Statement"."""
    match fact:
        case MeetingFact():
            return _SORTS[fact.form]
        case AgreementFact():
            said = noun(fact.type)
            return said[:1].upper() + said[1:]
        case PaymentFact():
            said = "Part of a larger sum" if fact.part else _SORTS[fact.payment]
            return said if fact.stage is None else f"{fact.stage} {said.lower()}".capitalize()
        case RoleFact():
            return "Change of office"
        case MilestoneFact():
            return "Date ahead"
    return "Statement"


_STAGES: dict[StrEnum, str] = {AgreementStatus.IN_FORCE: "In force"}


def stage(status: Status | AgreementStatus) -> str:
    """How far it has come: "Held", "Signed", "In force"."""
    return _STAGES.get(status, str(status).capitalize())


def turned(change: Change) -> str:
    """How far it had come, and has now: "Planned before, held now"."""
    before, now = change.before.replace("-", " "), change.now.replace("-", " ")
    return f"{before.capitalize()} before, {now} now"


def corrected(changes: Sequence[Change]) -> str:
    """Which fields an updated story corrects."""
    fields = enumerate_words(list(dict.fromkeys(FIELDS.get(c.field, c.field) for c in changes)))
    return f"An updated story corrects the {fields}"


def differing(fields: Sequence[str]) -> str:
    """On which fields sources differ."""
    told = enumerate_words(list(dict.fromkeys(FIELDS.get(name, name) for name in fields)))
    return f"Sources differ on the {told}"


FIELDS = {"payment": "kind", "what": "wording", "about": "subject"}
"""What fields are called where their own name says little."""


def change(one: Change) -> str:
    """What an updated story tells otherwise: "Corrected sum: USD 5 million (before: …)"."""
    name = FIELDS.get(one.field, one.field)
    if one.field == "status":
        return turned(one)
    return f"Corrected {name}: {value(one.field, one.now)} (before: {value(one.field, one.before)})"


def value(field: str, given: str) -> str:
    """The value of a field in words; parties are codes with spaces between them."""
    if field in ("parties", "giver", "receiver"):
        return enumerate_words([party(code) for code in given.split()])
    return value_words(Variant(field, given, ()))
