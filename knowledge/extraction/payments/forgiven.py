"""Debts that are let go: "A forgave $5 million of B's debt", "wrote off $5 million owed by B"."""

from knowledge.extraction.grammar.clauses import children
from knowledge.extraction.grammar.status import is_negated
from knowledge.extraction.payments.frames import Frame
from knowledge.extraction.payments.sides import joined_side, settled, sides_of
from knowledge.extraction.payments.verbs import Mover, is_unreal, subject_actors
from knowledge.extraction.payments.views import View
from knowledge.extraction.payments.words import payment_words, states
from knowledge.model import PaymentKind

_DEBTS = frozenset({"debt", "debts", "arrears", "loan", "loans", "liabilities"})
_REACH = 6
_LEAST = 1000


def forgiven_frame(view: View) -> Frame | None:
    """What a creditor lets go of a state's debt; None for anything else."""
    mover, place = view.mover, view.place
    if mover is None or mover.lemma not in payment_words().forgiving or mover.passive:
        return None
    if mover.lemma == "write" and not any(t.lower_ == "off" for t in mover.token.children):
        return None
    if place.found.rate or place.found.sum.amount < _LEAST or not _is_real(mover):
        return None
    sentence, end = place.sentence, min(place.last + _REACH, view.stop)
    debt = next((i for i in range(place.last, end) if sentence.lower(i) in _DEBTS), None)
    if debt is None:
        return None
    giver = joined_side(sentence, subject_actors(sentence, view.actors, mover.token))
    owner = next((a for a in view.actors if place.last <= a.left < debt and a.parties), None)
    owing = [] if owner is None else [owner]
    receiver = joined_side(sentence, owing)
    if receiver is None:
        behind = sides_of(sentence, view.actors, debt + 1, min(debt + _REACH, view.stop))
        receiver = next((side for side in behind if side.lead in ("by", "of", "from")), None)
    if giver is None or receiver is None or giver.code in (None, receiver.code):
        return None
    if receiver.code not in states():
        return None
    return Frame(view, PaymentKind.AID, settled(giver, receiver), "payment give")


def _is_real(mover: Mover) -> bool:
    """Not denied or only asked for; "cancel" takes nothing away here."""
    if mover.lemma in payment_words().not_given_verbs:
        modal = {child.lower_ for child in children(mover.token, "aux")}
        return not is_negated(mover.token) and not modal & {"could", "may", "might", "should"}
    return not is_unreal(mover)
