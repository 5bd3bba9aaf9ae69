"""What is promised in one's own words: "we will provide 500 million dollars"."""

from dataclasses import replace

from knowledge.extraction.grammar.clauses import children
from knowledge.extraction.payments.currencies import own_dollar
from knowledge.extraction.payments.telling import Told
from knowledge.extraction.payments.views import View
from knowledge.model import Sum

_FIRST = frozenset({"we", "i"})


def is_own(view: View) -> bool:
    """True where "we" or "I" speak of "dollars" and do not say whose."""
    place, mover = view.place, view.mover
    if mover is None or place.found.sum.currency != "USD":
        return False
    printed = place.sentence.text[place.found.start : place.found.end]
    speaks = any(subject.lower_ in _FIRST for subject in children(mover.token, "nsubj"))
    return speaks and "dollar" in printed and "U" not in printed and "$" not in printed


def in_own_money(told: list[Told]) -> list[Told]:
    """What was told; whoever says "dollars" of what he gives means those of his own country."""
    found: list[Told] = []
    for one in told:
        own = own_dollar(one.fields.giver) if one.own else None
        if own is not None:
            fields = replace(one.fields, sum=Sum(one.fields.sum.amount, own))
            one = replace(one, fields=fields)
        found.append(one)
    return found
