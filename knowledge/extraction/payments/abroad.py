"""Where a sum goes that names nobody who gets it: abroad, to a region, into a fund, or it stays at
home."""

from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.payments.frames import Frame
from knowledge.extraction.payments.pairs import named_states
from knowledge.extraction.payments.views import View
from knowledge.extraction.payments.words import payment_words
from knowledge.extraction.scene import Scene

# How often others must be named in an article that is not about one country alone.
_FOREIGN = 3
# So far behind a sum its region is looked for.
_AREA = 16


# Behind these stands where a sum is put.
_INTO = frozenset({"to", "into", "towards", "toward", "for"})
# A fund of several states.
_JOINT = frozenset({"joint", "common", "shared", "pooled", "multilateral"})
# So long is the name of a fund at most.
_FUND_REACH = 8
_PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PART", "PUNCT", "PRON", "NUM", "CCONJ"})


def is_domestic(scene: Scene, frame: Frame) -> bool:
    """A sum for nobody named stays at home where no other country is spoken of."""
    parties = frame.parties
    if parties.receiver is not None or parties.several:
        return False
    sentence = frame.view.place.sentence
    if _goes_abroad(sentence) or goes_to_fund(frame.view, of=_JOINT):
        return False
    others = named_states(scene)
    del others[parties.giver or ""]
    near = scene.parties[max(sentence.index - 1, 0) : sentence.index + 1]
    here = {mention.code for row in near for mention in row} & set(others)
    return not here and others.total() < _FOREIGN


def _goes_abroad(sentence: Sentence) -> bool:
    return not sentence.vocabulary.isdisjoint(payment_words().abroad)


def goes_to_region(view: View) -> bool:
    """ "$5 billion for Africa": for more than one country."""
    inside = {i for actor in view.actors for i in range(actor.left, actor.right)}
    behind = range(view.place.last, min(view.place.last + _AREA, view.stop))
    words = payment_words()
    return any(view.place.sentence.lower(i) in words.regions for i in behind if i not in inside)


def goes_to_fund(view: View, *, of: frozenset[str] = frozenset()) -> bool:
    """ "€5 million to the joint cable fund": into what several fill, so that no state gets it.

    With `of` one of these words must stand before it.
    """
    sentence = view.place.sentence
    start = view.place.last
    if sentence.lower(start) not in _INTO:
        return False
    for i in range(start + 1, min(start + _FUND_REACH, len(sentence.words))):
        if sentence.lower(i) in payment_words().funds:
            return not of or any(sentence.lower(k) in of for k in range(start + 1, i))
        if sentence.words[i].pos not in _PHRASE:
            return False
    return False
