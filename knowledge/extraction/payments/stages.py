"""Sums that are still to come: "will lend $20 million", "is expected to pledge $5 million"."""

from knowledge.extraction.grammar.clauses import climb
from knowledge.extraction.grammar.status import status_of
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.parsing.tokens import Token
from knowledge.model import PaymentKind, PaymentStage, Status

_AGREED = frozenset({"agree"})


def stage_of(sentence: Sentence, mover: Token | None, kind: PaymentKind) -> PaymentStage | None:
    """Planned, where the verb that moves a sum says so; what both sides agreed on is promised."""
    if mover is None or kind is PaymentKind.TRADE:
        return None
    if status_of(sentence, mover) is not Status.PLANNED:
        return None
    above = next(climb(mover), None)
    agreed = mover.dep_ == "xcomp" and above is not None and above.lemma_.lower() in _AGREED
    if agreed and above is not None and status_of(sentence, above) is Status.HELD:
        return None
    return PaymentStage.PLANNED


def is_done(sentence: Sentence, mover: Token | None) -> bool:
    """True where a verb tells that a sum was given, lent or promised."""
    # "The loan of $5 million is for roads" tells nothing of how far it has come.
    if mover is None or mover.lemma_.lower() == "be":
        return False
    return status_of(sentence, mover) is Status.HELD
