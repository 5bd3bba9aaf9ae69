"""Money that one state gives back to another: "returned $5 million in stolen funds to Peru"."""

from knowledge.extraction.grammar.status import auxiliaries, is_negated
from knowledge.extraction.payments.frames import Frame
from knowledge.extraction.payments.receivers import TO
from knowledge.extraction.payments.sides import first_led, joined_side, same_side, settled
from knowledge.extraction.payments.verbs import subject_actors
from knowledge.extraction.payments.views import View
from knowledge.model import PaymentKind

_RETURNING = frozenset({"return", "repatriate", "restitute", "refund"})
_MONEY = frozenset({"funds", "assets", "money", "proceeds", "cash", "loot"})
_POSSIBLE = frozenset({"could", "might", "may", "should", "can", "must", "would"})
# Between a sum and what it is a sum of: "$5 million in stolen".
_REACH = 6


def returned_frame(view: View) -> Frame | None:
    """What is given back and to whom; None for anything else."""
    mover, sentence = view.mover, view.place.sentence
    if mover is None or mover.lemma not in _RETURNING or is_negated(mover.token):
        return None
    if auxiliaries(mover.token) & _POSSIBLE:
        return None
    near = range(view.place.last, min(view.place.last + _REACH, view.stop))
    receiver = first_led(view.around, TO)
    if receiver is None or not any(sentence.lower(i) in _MONEY for i in near):
        return None
    giver = joined_side(sentence, subject_actors(sentence, view.actors, mover.token))
    if same_side(giver, receiver):
        giver = None
    return Frame(view, PaymentKind.OTHER, settled(giver, receiver), "payment return")
