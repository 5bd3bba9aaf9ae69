"""The next sum of a list: "$5 million for schools, $3 million for roads and $2 million …"."""

from dataclasses import replace

from knowledge.extraction.payments.purpose import purpose_of
from knowledge.extraction.payments.telling import Told
from knowledge.extraction.payments.verbs import is_unreal
from knowledge.extraction.payments.views import View
from knowledge.extraction.payments.words import payment_words
from knowledge.model import Link, Payment, PaymentKind

_JOINTS = frozenset({",", ";", "and", "plus", "—", "–", "well"})
_MORE = frozenset({"a", "an", "another", "additional", "further", "the", "other", "remaining"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_AIMS = frozenset({"for", "to", "towards", "toward", "in", "on", "from", "under", "by"})
_TO = frozenset({"to", "for", "help"})
_LEAST = 1000


def item_of(view: View, told: list[Told], start: int) -> Told | None:
    """A sum that goes on with the list that the sum before, ending at word `start`, began.

    It passes between the same parties, except for those whom it names itself.
    """
    before = told[-1] if told else None
    if before is None or before.sentences[0] != view.place.sentence.index:
        return None
    if not _continues(view, before, start):
        return None
    fields, links = with_own_sides(view, before)
    kind = fields.kind
    if view.phrase is not None and view.phrase.kind not in (None, PaymentKind.OTHER):
        kind = view.phrase.kind or kind
    return replace(
        before,
        fields=replace(
            fields,
            sum=view.place.found.sum,
            kind=kind,
            purpose=purpose_of(view, kind) or fields.purpose,
            qualifier=view.place.found.qualifier,
            equivalents=view.place.found.equivalents,
        ),
        rule="payment item",
        links=links,
    )


def with_own_sides(view: View, told: Told) -> tuple[Payment, list[Link]]:
    """The fields of what was told, with the parties that a sum of its list names for itself."""
    fields, links = told.fields, list(told.links)
    source = next((side for side in view.sides if side.lead in ("from", "by")), None)
    target = next((side for side in view.sides if side.lead in _TO and side.code), None)
    if source is not None and source.code != fields.receiver:
        fields = replace(fields, giver=source.code)
        links.extend(link for link in source.links if link not in links)
    if target is not None and target.code != fields.giver:
        fields = replace(fields, receiver=target.code)
        links.extend(link for link in target.links if link not in links)
    return fields, links


def _continues(view: View, before: Told, start: int) -> bool:
    place, sentence = view.place, view.place.sentence
    if place.found.rate or place.found.sum.amount < _LEAST:
        return False
    if place.found.sum.currency != before.fields.sum.currency:
        return False
    if before.fields.kind is PaymentKind.TRADE or any(not p.given for p in view.phrases[:1]):
        return False
    denied = view.mover is not None and is_unreal(view.mover)
    at = place.left - 1
    while at >= start and sentence.lower(at) in _MORE:
        at -= 1
    if denied or at < start or sentence.lower(at) not in _JOINTS:
        return False
    words = payment_words()
    behind = sentence.lower(place.last)
    named = view.phrase is not None and view.phrase.noun not in words.not_given
    if behind not in _AIMS and not named:
        return False
    return not any(
        sentence.tokens[word.last - 1].tag_ in _FINITE and word.pos in ("VERB", "AUX")
        for word in sentence.words[start:at]
    )
