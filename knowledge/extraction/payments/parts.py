"""A sum that is part of another: "of that, $3 million will go to …", "including $2 million"."""

from dataclasses import dataclass

from knowledge.extraction.payments.telling import Told
from knowledge.extraction.payments.verbs import is_unreal
from knowledge.extraction.payments.views import View
from knowledge.model import Link, PaymentKind

_OF_THIS = frozenset({"that", "this", "which", "these", "those"})
_WHOLES = frozenset({"total", "amount", "sum", "funds", "money", "funding", "package", "aid"})
_INCLUDING = frozenset({"including", "includes", "include", "included", "comprises", "comprising"})
_REACH = 4
# "Of the amount", at the head of a sentence, can be said of what was told some sentences before.
_FAR = 3
_BEHIND = 8
_OPENERS = frozenset({",", ";", "while", "and", "with"})
_OF_THE = frozenset({"amount", "total", "sum"})


@dataclass(frozen=True, slots=True)
class Whole:
    """The payment that a sum is part of, and the link that records by which words."""

    told: Told
    link: Link


def whole_of(view: View, told: list[Told]) -> Whole | None:
    """What a sum is part of, if its words say so: told last, here or in the sentence before."""
    sentence = view.place.sentence
    if not told or any(not phrase.given for phrase in view.phrases):
        return None
    last = next((one for one in reversed(told) if not one.fields.part), told[-1])
    fields = last.fields
    far = _FAR if any(sentence.lower(i) in _OF_THE for i in range(_REACH)) else 1
    near = 0 <= sentence.index - last.sentences[0] <= far
    same = fields.sum.currency == view.place.found.sum.currency
    smaller = same and view.place.found.sum.amount < fields.sum.amount
    if not near or not smaller or fields.kind is PaymentKind.TRADE:
        return None
    follows = told[-1].fields.part and told[-1].sentences[0] == sentence.index
    words = _words_of_part(view, follows=follows)
    if words is None or (view.mover is not None and is_unreal(view.mover)):
        return None
    target = f"{fields.sum.amount:f} {fields.sum.currency}"
    return Whole(last, sentence.word_link("parties", *words, target, "whole"))


def _words_of_part(view: View, *, follows: bool) -> tuple[int, int] | None:
    """The words that make a sum a part: "of that", "of the total", "including".

    Where it `follows` another part in its sentence, "and" does.
    """
    sentence, end = view.place.sentence, view.place.left
    if follows and sentence.lower(end - 1) in ("and", ","):
        return end - 1, end
    for i in range(max(end - _REACH, 0), end):
        if sentence.lower(i) == "of" and sentence.lower(i + 1) in _OF_THIS:
            return i, i + 2
        of_the = (sentence.lower(i), sentence.lower(i + 1)) == ("of", "the")
        if of_the and sentence.lower(i + 2) in _WHOLES:
            return i, i + 3
        if sentence.lower(i) in _INCLUDING:
            return i, i + 1
        if sentence.lower(i) == "remaining" and _heads_clause(view, i - 1):
            return i - 1, i + 1
    return None


def _heads_clause(view: View, at: int) -> bool:
    """ "The remaining $5 million is …": not what somebody at home covers.

    `at` is where "the" stands.
    """
    sentence = view.place.sentence
    if sentence.lower(at) != "the" or (at > 0 and sentence.lower(at - 1) not in _OPENERS):
        return False
    behind = range(view.place.last, min(view.place.last + _BEHIND, len(sentence.words)))
    from_whom = any(sentence.lower(i) in ("by", "from") for i in behind)
    return not from_whom or any(side.lead in ("by", "from") and side.code for side in view.sides)
