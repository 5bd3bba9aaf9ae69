"""What kind of payment a sum is: grant, loan, investment, aid or another."""

from knowledge.extraction.payments.phrases import Phrase
from knowledge.extraction.payments.sides import first_led
from knowledge.extraction.payments.verbs import Mover
from knowledge.extraction.payments.views import View
from knowledge.extraction.payments.words import payment_words
from knowledge.model import PaymentKind

# What it gives is lent.
_FUND = "IMF"
# What lenders give where no more is said is a loan.
_FINANCED = frozenset(
    {"financing", "finance", "agreement", "agreements", "tranche", "tranches", "package"}
)
_ORDERS = frozenset({"contract", "contracts", "order", "orders"})


def kind_of(view: View, giver: str | None) -> PaymentKind:
    """The kind of what `giver` gives: as noun and verb say, and as its giver is wont to."""
    kind, noun = _kind(view), None if view.phrase is None else view.phrase.noun
    lends = giver in payment_words().lenders
    if kind is PaymentKind.AID and (giver == _FUND or (noun in _FINANCED and lends)):
        return PaymentKind.LOAN
    if kind is PaymentKind.TRADE and lends:
        return PaymentKind.LOAN
    if kind is PaymentKind.OTHER and noun in payment_words().dealing:
        return PaymentKind.LOAN if lends else PaymentKind.AID
    return kind


def _kind(view: View) -> PaymentKind:
    lemma = "" if view.mover is None else view.mover.lemma
    if lemma in ("lend", "loan", "borrow", "roll"):
        return PaymentKind.LOAN
    phrase = view.phrase
    if view.mover is not None and is_venture(view, view.mover):
        return PaymentKind.INVESTMENT
    if phrase is not None and _is_mixed(view, phrase):
        return PaymentKind.AID
    if phrase is not None and phrase.kind not in (None, PaymentKind.AID):
        return phrase.kind or PaymentKind.OTHER
    if lemma == "invest":
        return PaymentKind.INVESTMENT
    if phrase is not None:
        return PaymentKind.AID
    if lemma in ("pay", "repay", "compensate", "reimburse", "transfer", "deposit", "remit"):
        return PaymentKind.OTHER
    return PaymentKind.GRANT if lemma in ("donate", "grant", "gift") else PaymentKind.AID


def _is_mixed(view: View, phrase: Phrase) -> bool:
    """ "Loans, grants and technical assistance"."""
    known = payment_words().nouns
    joined = view.place.sentence.lower(phrase.left - 1) == "and"  # "Grant aid and a loan of …"
    left = phrase.left - (3 if joined else 0)
    words = (view.place.sentence.lower(i) for i in range(left, phrase.right))
    return {PaymentKind.GRANT, PaymentKind.LOAN} <= {known[w] for w in words if w in known}


def is_venture(view: View, mover: Mover) -> bool:
    """ "Australia has 378 projects worth $5 million in Vietnam": invested there."""
    words = payment_words()
    ventures = view.phrase is not None and view.phrase.noun in words.ventures
    return ventures and mover.lemma in words.running and first_led(view.around, ("in",)) is not None


def is_arms_deal(view: View, phrase: Phrase) -> bool:
    """ "A $5 billion arms deal": sold, not given."""
    sentence, words = view.place.sentence, payment_words()
    return any(
        sentence.lower(i) in words.armaments
        and (sentence.lower(i + 1) in words.dealing or sentence.lower(i + 1) in _ORDERS)
        for i in range(phrase.left, phrase.right)
    )
