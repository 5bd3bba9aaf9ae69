"""Lists of paragraphs: "Norway will lend as follows:", "• Fiji. $8 million. Roads.", "Togo: …"."""

from collections.abc import Sequence

from knowledge.extraction.named.parties import PartyForm, PartyMention
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.payments.purpose import purpose_of
from knowledge.extraction.payments.sides import Side, joined_side
from knowledge.extraction.payments.signing import lender
from knowledge.extraction.payments.telling import Told
from knowledge.extraction.payments.verbs import subject_actors
from knowledge.extraction.payments.views import View
from knowledge.extraction.payments.words import GIFTS, payment_words, states
from knowledge.extraction.scene import Scene
from knowledge.model import Link, ParagraphRole, Payment, PaymentKind

_MARKS = frozenset({"•", "-", "–", "—", "*", "·", "▪", "◦", "●", "■", "‣"})
_BEHIND = frozenset({".", ":", "–", "—", "-", "("})
_FOR = frozenset({"for", "to"})
_LEAST = 1000
# A sum stands so near to the head of its item, and an item so near to the list's own words.
_NEAR = 4
_LONGEST = 60


def listing_item(scene: Scene, view: View, told: list[Told]) -> Told | None:
    """A sum at the head of a paragraph that is one of a list; None for anything else."""
    place, sentence = view.place, view.place.sentence
    if sentence.role is not ParagraphRole.BODY or place.found.rate or place.found.bare:
        return None
    if place.found.sum.amount < _LEAST or any(not p.given for p in view.phrases[:1]):
        return None
    receiver = _receiver(scene, view)
    opening = None if receiver is None else _opening(scene, sentence)
    given = None if opening is None else _given(scene, opening, told)
    if receiver is None or given is None or given[0] == receiver:
        return None
    giver, kind, date, links = given
    own = None if view.phrase is None else view.phrase.kind
    kind = own if own in GIFTS and own is not PaymentKind.AID else kind
    link = sentence.link("parties", giver, "list")
    return Told(
        fields=Payment(
            sum=place.found.sum,
            kind=kind,
            giver=giver,
            receiver=receiver,
            date=date,
            purpose=purpose_of(view, kind),
            qualifier=place.found.qualifier,
            equivalents=place.found.equivalents,
        ),
        rule="payment item",
        sentences=list(dict.fromkeys([sentence.index, *(s.index for s in opening or ())])),
        links=[link, *links],
    )


def _receiver(scene: Scene, view: View) -> str | None:
    """The state at the head of an item, or the one that a sum at its head is for."""
    place, sentence = view.place, view.place.sentence
    first = _paragraph(scene, sentence)[0]
    at = _head(first)
    if sentence.index - first.index > 1:
        return None
    named = next((m for m in scene.parties[first.index] if m.first == at), None)
    if named is not None and _is_heading(first, named):
        start = named.last + 1 if first.index == sentence.index else 0
        return named.code if 0 <= place.left - start < _NEAR else None
    if first.index != sentence.index or place.left != at or at == 0:
        return None
    side = next((side for side in view.sides if side.lead in _FOR), None)
    return side.code if side is not None and side.code in states() else None


def _is_heading(sentence: Sentence, mention: PartyMention) -> bool:
    named = mention.form is PartyForm.NAME and mention.code in states()
    return named and sentence.lower(mention.last) in _BEHIND


def _head(sentence: Sentence) -> int:
    """Where the words of a paragraph begin behind its mark."""
    return 1 if sentence.lower(0) in _MARKS else 0


def _paragraph(scene: Scene, sentence: Sentence) -> list[Sentence]:
    near = scene.document.sentences[max(sentence.index - _LONGEST, 0) : sentence.index + 1]
    return [one for one in near if one.base == sentence.base]


def _opening(scene: Scene, item: Sentence) -> list[Sentence] | None:
    """The paragraph that ends in a colon before a list; None where other text stands between."""
    at = _paragraph(scene, item)[0].index - 1
    while at >= 0 and item.index - at < _LONGEST:
        before = _paragraph(scene, scene.document.sentences[at])
        if before[-1].text.rstrip().endswith(":"):
            return before
        named = {m.first: m for m in scene.parties[before[0].index]}.get(_head(before[0]))
        if not (_head(before[0]) or (named is not None and _is_heading(before[0], named))):
            return None
        at = before[0].index - 1
    return None


def _given(
    scene: Scene, opening: Sequence[Sentence], told: list[Told]
) -> tuple[str, PaymentKind, str | None, list[Link]] | None:
    """Who gives what a list is of, as what and when: as its opening tells, with a total or not."""
    indices = {sentence.index for sentence in opening}
    for one in told:
        if one.sentences[0] in indices and one.fields.giver and one.fields.kind in GIFTS:
            return one.fields.giver, one.fields.kind, one.fields.date, one.links
    nouns = payment_words().nouns
    for sentence in opening:
        kinds = [k for w in sentence.words if (k := nouns.get(w.lower)) in GIFTS]
        side = _announcing(scene, sentence) or lender(sentence, list(scene.actors(sentence.index)))
        if kinds and side is not None and side.code is not None:
            return side.code, min(kinds, key=list(PaymentKind).index), None, list(side.links)
    return None


def _announcing(scene: Scene, sentence: Sentence) -> Side | None:
    """ "Canada announced new funding:": who does so."""
    words, actors = payment_words(), list(scene.actors(sentence.index))
    for token in sentence.tokens:
        lemma = token.lemma_.lower() if token.pos_ == "VERB" else ""
        if lemma in words.give or (lemma in words.move and lemma != "sign"):
            return joined_side(sentence, subject_actors(sentence, actors, token))
    return None
