"""Sums of money in plain words."""

from decimal import Decimal

from knowledge.model import PaymentFact, PaymentKind, PaymentStage, Sum
from knowledge.text import fold
from knowledge.wording.phrases import dated, either, enumerate_words, party, values

_NOUNS = {
    PaymentKind.GRANT: "grant",
    PaymentKind.LOAN: "loan",
    PaymentKind.INVESTMENT: "investment",
    PaymentKind.TRADE: "trade",
    PaymentKind.AID: "aid",
    PaymentKind.OTHER: "sum",
}
_SCALES = (
    (Decimal(10) ** 12, "trillion"),
    (Decimal(10) ** 9, "billion"),
    (Decimal(10) ** 6, "million"),
)


def when(fact: PaymentFact) -> str:
    """The date of a payment, or what bounds it; begins a line."""
    return dated(fact.date, fact.variants, fact.sources, ahead=fact.stage is PaymentStage.PLANNED)


def transfer(fact: PaymentFact) -> str:
    """A sum in words without its date."""
    kinds = [_NOUNS[PaymentKind(k)] for k in values(fact.payment, fact.variants, "payment")]
    noun = enumerate_words(kinds, "or")
    noun = noun if fact.stage is None else f"{fact.stage} {noun}"
    line = f"{noun[:1].upper()}{noun[1:]} of {_amounts(fact)}{_course(fact)}"
    purpose = either(fact.purpose, fact.variants, "purpose")
    # "Trade …: mutual trade" says no more than "trade".
    if purpose and not (noun in fold(purpose).split() and len(purpose.split()) <= 2):
        # The article's own words may be a noun or a verb.
        line += f", {purpose}" if fold(purpose).startswith(("for ", "to ")) else f": {purpose}"
    return line + (" (part of a larger sum)" if fact.part else "")


def _amounts(fact: PaymentFact) -> str:
    sums = values(sum_key(fact.sum), fact.variants, "sum")
    said = enumerate_words([amount(sum_of(value)) for value in sums], "or")
    said = f"{fact.qualifier} {said}" if fact.qualifier else said
    same = enumerate_words([amount(one) for one in fact.equivalents])
    return f"{said} ({same})" if same else said


def _course(fact: PaymentFact) -> str:
    if fact.payment is PaymentKind.TRADE and fact.giver and fact.receiver:
        # One country's exports and trade in both directions are given the same way.
        return f" between {party(fact.giver)} and {party(fact.receiver)}"
    giver = f" from {party(fact.giver)}" if fact.giver else ""
    return giver + (f" to {party(fact.receiver)}" if fact.receiver else "")


def amount(one: Sum) -> str:
    """A sum as it is read: "USD 51.3 million", "JPY 7 billion", "EUR 950,000"."""
    for scale, word in _SCALES:
        if abs(one.amount) >= scale:
            return f"{one.currency} {_number(one.amount / scale)} {word}"
    return f"{one.currency} {_number(one.amount)}"


def _number(value: Decimal) -> str:
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def sum_key(one: Sum) -> str:
    """A sum as a variant's value holds it: "51300000 USD"."""
    return f"{one.amount:f} {one.currency}"


def sum_of(value: str) -> Sum:
    """The sum that a variant's value holds."""
    number, _, currency = value.partition(" ")
    return Sum(Decimal(number), currency)
