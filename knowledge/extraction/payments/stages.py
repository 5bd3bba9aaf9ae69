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
    planned = status_of(sentence, mover) is Status.PLANNED
    return PaymentStage.PLANNED if planned and not _is_agreed(sentence, mover) else None


def is_done(sentence: Sentence, mover: Token | None) -> bool:
    """True where a verb tells that a sum was given, lent, promised or agreed."""
    # "The loan of $5 million is for roads" tells nothing of how far it has come.
    if mover is None or mover.lemma_.lower() == "be":
        return False
    return status_of(sentence, mover) is Status.HELD or _is_agreed(sentence, mover)


def _is_agreed(sentence: Sentence, mover: Token) -> bool:
    above = next(climb(mover), None)
    if above is None or mover.dep_ != "xcomp" or above.lemma_.lower() not in _AGREED:
        return False
    return status_of(sentence, above) is Status.HELD
