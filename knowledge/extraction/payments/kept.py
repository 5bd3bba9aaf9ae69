"""Sums whose giver stands outside their clause, or that were promised and are kept back.

"Some $5 million will go to B, A's minister said"; "aid slated for B was delayed".
"""

from knowledge.extraction.grammar.clauses import children
from knowledge.extraction.grammar.status import is_negated
from knowledge.extraction.payments.receivers import TO
from knowledge.extraction.payments.sides import (
    Parties,
    Side,
    first_led,
    joined_side,
    same_side,
    settled,
    sides_of,
)
from knowledge.extraction.payments.verbs import subject_actors
from knowledge.extraction.payments.views import View
from knowledge.extraction.payments.words import payment_words
from knowledge.model import PaymentKind

# So far behind a sum the words stand that say for whom it was meant.
_REACH = 12
# Who does this to aid need not be who gives it.
_NOT_OWN = frozenset({"lose", "block", "hold"})
# So far before "donor" stands whose donor it is.
_OWNER_NEAR = 6
_WE = frozenset({"we", "i"})
_HANDED = frozenset({PaymentKind.GRANT, PaymentKind.LOAN, PaymentKind.AID})


def speaker(view: View) -> Side | None:
    """ "We will give $5 million to B, A's minister said": we are those whom the speaker is of."""
    if view.mover is None:
        return None
    if not any(subject.lower_ in _WE for subject in children(view.mover.token, "nsubj")):
        return None
    return announcer(view, None)


def announcer(view: View, receiver: Side | None) -> Side | None:
    """Who says that a sum "will go to B": the giver, where it is not B that says so."""
    if view.mover is None:
        return None
    verb, words = view.mover.token, payment_words()
    # Parsers hang "A's minister said" above what is said, or below it.
    around = [verb.head] if verb.dep_ == "ccomp" else []
    around.extend(child for child in children(verb, "advcl", "parataxis") if child.i > verb.i)
    said = next((token for token in around if token.lemma_.lower() in words.says), None)
    if said is None or not children(said, "nsubj"):
        return None
    sentence = view.place.sentence
    giver = joined_side(sentence, subject_actors(sentence, view.actors, said))
    shared = giver is None or (receiver is not None and set(giver.codes) & set(receiver.codes))
    return None if shared else giver


def kept_back(view: View) -> Parties | None:
    """Who gives to whom what was promised and delayed; None for what is taken away or denied."""
    mover, phrase, words = view.mover, view.phrase, payment_words()
    if mover is None or phrase is None or phrase.kind not in _HANDED or is_negated(mover.token):
        return None
    held = mover.lemma in words.held_back
    if not held and mover.lemma not in words.taken_away:
        return None
    receiver = _meant_for(view)
    if receiver is None and held:
        receiver = first_led(view.sides, (*TO, "for"))
    if receiver is None or receiver.code is None:
        return None
    sentence = view.place.sentence
    subject = joined_side(sentence, subject_actors(sentence, view.actors, mover.token))
    giver = view.owner or (None if mover.lemma in _NOT_OWN else subject)
    return settled(None if same_side(giver, receiver) else giver, receiver)


def _meant_for(view: View) -> Side | None:
    """ "Aid slated for B", "money that had been promised to B"."""
    sentence, end = view.place.sentence, len(view.place.sentence.words)
    for i in range(view.right, min(view.right + _REACH, end - 1)):
        led = sentence.lower(i + 1) in (*TO, "for")
        if sentence.lower(i) in payment_words().bound and led:
            return first_led(sides_of(sentence, view.actors, i + 1, i + 6), (*TO, "for"))
    return None


def as_donor(view: View) -> Parties | None:
    """ "A is the largest donor to B, with $5 million in aid", "with $5 million, A is B's …"."""
    mover, sentence = view.mover, view.place.sentence
    if mover is None or mover.lemma not in ("be", "become", "remain"):
        return None
    if not any(
        sentence.lower(i) == "with" for i in range(view.left - 3, view.place.left) if i >= 0
    ):
        return None
    end = len(sentence.words)
    at = next((i for i in range(end) if sentence.lower(i) in payment_words().backers), None)
    giver = joined_side(sentence, subject_actors(sentence, view.actors, mover.token))
    if at is None or giver is None or view.left <= at < view.right:
        return None
    sides = sides_of(sentence, view.actors, at + 1, min(at + _REACH, end))
    owners = [a for a in view.actors if a.possessive and 0 < at - a.right < _OWNER_NEAR]
    receiver = first_led(sides, (*TO, "of", "in", "for")) or joined_side(sentence, owners[-1:])
    if receiver is None or receiver.code is None or giver.code in (None, receiver.code):
        return None
    return settled(giver, receiver)
