"""Lists of givers whose verb is told once: "A gave $5 million, B $3 million and C $2 million"."""

from dataclasses import replace

from knowledge.extraction.named.actors import Actor
from knowledge.extraction.payments.frames import Frame
from knowledge.extraction.payments.phrases import Place
from knowledge.extraction.payments.receivers import TO
from knowledge.extraction.payments.sides import Side, first_led, party_codes, settled
from knowledge.extraction.payments.verbs import Move
from knowledge.extraction.payments.views import View
from knowledge.model import PaymentKind

# With these a list goes on behind a sum.
_BEHIND = frozenset({"", ",", ";", ".", "and", "while", "with", "for", "to", "in"})
_JOINTS = frozenset({",", ";", "and", "while", "with"})


def gapped(before: Frame, frame: Frame) -> Frame | None:
    """The frame of a sum right behind its giver; None where that is no such list.

    "Gave A $5 million and B $3 million" is a list of those who get it: there somebody stands
    between the verb and the first sum.
    """
    view, one, other = frame.view, before.view.mover, frame.view.mover
    if one is None or other is None or one.token.i != other.token.i or one.passive:
        return None
    giver = _right_before(view)
    given = before.parties.giver
    if giver is None or given is None or given in giver.codes or _is_led(before):
        return None
    receiver = first_led(view.sides, (*TO, "for"))
    if receiver is not None and giver.code in receiver.codes:
        receiver = None
    parties = settled(giver, receiver)
    if receiver is None and before.parties.receiver not in giver.codes:
        parties = replace(parties, receiver=before.parties.receiver)
    return replace(frame, parties=parties, open=parties.receiver is None)


def is_next_giver(actor: Actor, place: Place) -> bool:
    """True for the party between "and" and a sum: "… and B $3 million"."""
    sentence = place.sentence
    start = actor.left - (sentence.lower(actor.left - 1) == "the")
    return (
        actor.right == place.left
        and not actor.possessive
        and sentence.lower(start - 1) in _JOINTS
        and sentence.lower(place.last) in _BEHIND
    )


def is_surely_given(frame: Frame) -> bool:
    """Whether a bare number is a sum: what a party gives, as its verb or its list says."""
    view = frame.view
    if frame.parties.giver is None or view.mover is None or frame.kind is PaymentKind.TRADE:
        return False
    gives = view.mover.move in (Move.GIVE, Move.ANNOUNCE) and not view.mover.passive
    led = view.place.sentence.lower(view.place.last) == "from"
    return led or (gives and (_right_before(view) is not None or _is_given(view)))


def _is_given(view: View) -> bool:
    """ "Pledged 5 million": right behind the verb, or behind whoever gets it."""
    at = None if view.mover is None else view.place.sentence.position(view.mover.token)
    left = view.place.left
    named = any(actor.right == left and actor.left - 1 == at for actor in view.actors)
    return at is not None and (at + 1 == left or named)


def _right_before(view: View) -> Side | None:
    """The party between a comma or "and" and the sum."""
    sentence, at = view.place.sentence, view.place.left
    for actor in view.actors:
        start = actor.left - (sentence.lower(actor.left - 1) == "the")
        if actor.right == at and not actor.possessive and sentence.lower(start - 1) in _JOINTS:
            codes = party_codes(sentence, [actor])
            return Side(codes, "", actor.left, actor) if codes else None
    return None


def _is_led(before: Frame) -> bool:
    """ "Gave A $5 million": somebody stands before the sum who does not give it."""
    view = before.view
    return any(
        actor.right == view.place.left and before.parties.giver not in actor.parties
        for actor in view.actors
    )
