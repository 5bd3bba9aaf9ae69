"""Who gets a sum: a dative, "to", "for", "in", "to help", or the one whom the verb acts on."""

from knowledge.extraction.grammar.clauses import children, covering, listed
from knowledge.extraction.payments.sides import Side, first_led, is_free, joined_side, sides_of
from knowledge.extraction.payments.verbs import Move, Mover
from knowledge.extraction.payments.views import View
from knowledge.extraction.payments.words import payment_words, states

TO = ("to", "towards", "toward", "into")
MOVES = frozenset({Move.GIVE, Move.ANNOUNCE})
# Ways to lead in somebody who gets it where nobody else is named.
_LOOSELY = frozenset({"in", "for", "of", "help", "act", "on"})


def promised_to(view: View, mover: Mover) -> Side | None:
    """ "Cambodia was promised $5 million": the subject of a passive that is not the sum itself."""
    for subject in children(mover.token, "nsubjpass"):
        at = view.place.sentence.position(subject)
        actor = covering(view.place.sentence, view.actors, subject)
        if at is not None and actor is not None and not view.left <= at < view.right:
            return joined_side(view.place.sentence, listed(view.place.sentence, view.actors, actor))
    return None


def receiver_of(view: View, giver: Side | None) -> Side | None:
    """Who gets it: a dative, "to", "for", "in", "to help", else the only other country named.

    The giver itself where the sum stays at home.
    """
    taken = set() if giver is None else set(giver.codes)
    gives = view.mover is not None and view.mover.move is Move.GIVE
    moved = view.mover is not None and view.mover.move in MOVES
    dative = [side for side in view.before if side.lead in TO or (gives and side.lead == "")]
    noun = None if view.phrase is None else view.phrase.noun
    if "deposit" in (noun, None if view.mover is None else view.mover.lemma):
        dative.extend(side for side in view.sides if side.lead == "with")
    dative = [side for side in dative if moved and is_free(view.place.sentence, side)]
    sure = [*dative, *(side for side in view.sides if side.lead in TO)]
    if sure:
        return sure[0]
    others = [side for side in view.sides if not taken & set(side.codes)]
    nearby = [side for side in view.around if side.lead == "in" and side not in view.sides]
    side = first_led(others, ("for",)) or _helped(others, nearby)
    if side is not None:
        return side
    own = first_led(view.sides, ("for",))
    if own is not None and giver is not None and set(own.codes) <= taken:
        return giver  # "The president announced $5 million for the country's farmers."
    if first_led(view.sides, ("with",)) is None:
        backed = _backed(view)
        if backed is not None and not taken & set(backed.codes):
            return backed
    loosely = _LOOSELY | ({"with"} if _announces(view) else set())
    free = [side for side in view.around if is_free(view.place.sentence, side)]
    # "From the Commission in Brussels": where the giver sits.
    seat = -1 if giver is None else giver.actor.right
    free = [side for side in free if side.lead != "in" or side.at != seat]
    loose = [s for s in free if s.lead in loosely and not taken & set(s.codes)]
    codes = {code for side in loose for code in side.codes}
    if not codes and giver is not None:
        return _of_conference(view, giver)
    if len(codes) != 1:
        return None
    return loose[0] if loose[0].codes[0] in states() or loose[0].lead == "with" else None


def _of_conference(view: View, giver: Side) -> Side | None:
    """ "At the conference for Sudan, Germany pledged $5 million"."""
    sentence = view.place.sentence
    for side in sides_of(sentence, view.actors, 0, view.place.left):
        near = {sentence.lower(i) for i in range(max(side.at - 2, 0), side.at)}
        meant = side.lead in ("for", "on", "help") and near & payment_words().occasions
        if meant and side.code in states() and side.code not in giver.codes:
            return side
    return None


def _backed(view: View) -> Side | None:
    """ "Supports Ghana with $5 million", "supplied Fiji with $5 million": whom the verb acts on."""
    sentence, mover = view.place.sentence, view.mover
    if mover is None or sentence.lower(view.place.left - 1) != "with":
        return None
    for child in children(mover.token, "dobj", "dative"):
        actor = covering(sentence, view.actors, child)
        if actor is not None and not actor.possessive:
            return joined_side(sentence, listed(sentence, view.actors, actor))
    return None


def _helped(sides: list[Side], nearby: list[Side]) -> Side | None:
    """ "To help Fiji", "in Fiji"; none for "to help Syrian refugees in Jordan".

    Nor for "to support the World Bank's efforts": a body is helped with it and does not get it.
    """
    found = [side for side in sides if side.lead in ("in", "help")]
    helped = [side for side in found if side.lead == "in" or side.codes[0] in states()]
    one = len({side.codes for side in (*helped, *nearby)}) == 1
    return helped[0] if helped and one else None


def _announces(view: View) -> bool:
    """ "Announced $5 million for projects with ASEAN": what it is for stands right behind."""
    mover = view.mover
    if mover is None or mover.lemma not in ("announce", "unveil"):
        return False
    return view.place.sentence.lower(view.place.last) in ("for", "to", "towards")
