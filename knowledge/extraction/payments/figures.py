"""A figure of trade told of again: "Trade neared $8 million. The figure has topped $9 million"."""

from knowledge.extraction.grammar.clauses import children
from knowledge.extraction.payments.frames import Frame
from knowledge.extraction.payments.sides import Parties
from knowledge.extraction.payments.telling import Told
from knowledge.extraction.payments.verbs import Move
from knowledge.extraction.payments.views import View
from knowledge.extraction.payments.words import payment_words
from knowledge.model import PaymentKind

_FIGURES = frozenset({"figure", "number", "volume", "value", "total", "amount", "it", "turnover"})


def of_figure(view: View, told: list[Told]) -> Frame | None:
    """Trade whose subject is "the figure" of the sentence before; None for anything else."""
    sentence, mover = view.place.sentence, view.mover
    last = told[-1] if told else None
    if last is None or last.fields.kind is not PaymentKind.TRADE or mover is None:
        return None
    if sentence.index - last.sentences[-1] > 1 or view.place.found.rate:
        return None
    lemma = mover.lemma
    if mover.move is not Move.REACH and lemma not in payment_words().reach:
        return None
    if last.fields.sum.currency != view.place.found.sum.currency:
        return None
    for subject in children(mover.token, "nsubj"):
        if subject.lower_ in _FIGURES and len(list(subject.subtree)) <= 3:
            at = sentence.position(subject) or 0
            sides = f"{last.fields.giver}, {last.fields.receiver}"
            link = sentence.word_link("parties", at, at + 1, sides, "sum")
            links = (*last.links, link)
            parties = Parties(last.fields.giver, last.fields.receiver, links=links)
            return Frame(view, PaymentKind.TRADE, parties, "trade noun")
    return None
