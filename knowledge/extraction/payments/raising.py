"""What donors bring together: "a donors' conference raised $5 million for Fiji"."""

from knowledge.extraction.grammar.clauses import children, covering
from knowledge.extraction.payments.sides import Side, first_led, sides_of
from knowledge.extraction.payments.verbs import subject_actors
from knowledge.extraction.payments.views import View
from knowledge.extraction.payments.words import payment_words

_RAISING = frozenset(
    {"raise", "collect", "gather", "garner", "mobilise", "mobilize", "pledge", "commit", "bring"}
)


def is_raised(view: View) -> bool:
    """True for what a conference of donors, and nobody that is named, brought together."""
    mover, sentence = view.mover, view.place.sentence
    if mover is None or mover.lemma not in _RAISING:
        return False
    if mover.passive and children(mover.token, "agent"):
        # "Was pledged by governments and charities", none of them named.
        by = [t for agent in children(mover.token, "agent") for t in children(agent, "pobj")]
        return not any(covering(sentence, view.actors, giver) for giver in by)
    occasions = payment_words().occasions
    if sentence.vocabulary.isdisjoint(occasions):
        return False
    return not subject_actors(sentence, view.actors, mover.token)


def raised_for(view: View) -> Side | None:
    """Whom it is for, wherever the sentence says so; None where that is nobody or several."""
    sentence = view.place.sentence
    sides = sides_of(sentence, view.actors, 0, len(sentence.words))
    single = [side for side in sides if side.code is not None]
    return first_led(single, ("for", "help")) or first_led(
        [side for side in single if side.at >= view.place.last], ("in",)
    )
