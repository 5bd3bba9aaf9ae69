"""Whose agreement it is where only who tells of it is named: "Kenya said it had signed a pact"."""

from knowledge.extraction.agreements.deeds import Act, Deed
from knowledge.extraction.agreements.doers import whose_organ
from knowledge.extraction.agreements.papers import Paper
from knowledge.extraction.agreements.words import deal_words
from knowledge.extraction.grammar.clauses import children, climb, covering
from knowledge.extraction.lexicon import status_words
from knowledge.extraction.named.actors import Actor
from knowledge.extraction.parsing.document import Sentence

_OURSELVES = frozenset({"we", "it", "they"})
_ANNOUNCING = frozenset({"inform", "insist", "hope", "expect", "believe", "agree", "think"})
_TOLD_BY = ("according", "to")
_REACH = 6


def speaker_of(
    sentence: Sentence, actors: list[Actor], act: Act, paper: Paper, partner: list[Actor]
) -> list[Actor]:
    """The state of who says "we", "it" of itself, or tells of talks with a partner; else nobody."""
    subjects = children(act.token, "nsubj")
    if any(subject.lower_ in _OURSELVES for subject in subjects):
        return _saying(sentence, actors, act)
    if not partner or subjects or paper.family == "truce":
        return []
    talks = act.deed is Deed.PROPOSE and act.token.pos_ == "NOUN"
    passive = act.deed in (Deed.SIGN, Deed.REACH) and bool(children(act.token, "nsubjpass"))
    if not (talks or passive):
        return []
    said = _saying(sentence, actors, act) or _according_to(sentence, actors)
    mediates = any(set(actor.parties) & set(other.parties) for actor in said for other in partner)
    return [] if mediates else said


def _saying(sentence: Sentence, actors: list[Actor], act: Act) -> list[Actor]:
    """The subject of the verb of saying above: one that stands for one state."""
    for verb in climb(act.token):
        lemma = verb.lemma_.lower()
        if lemma in status_words().saying or lemma in _ANNOUNCING:
            said = (covering(sentence, actors, each) for each in children(verb, "nsubj"))
            found = [actor for actor in said if actor is not None]
            return _one(found or whose_organ(sentence, actors, verb))
    return []


def _according_to(sentence: Sentence, actors: list[Actor]) -> list[Actor]:
    """ "According to the Kenyan foreign ministry"."""
    for i in range(len(sentence.words)):
        if (sentence.lower(i), sentence.lower(i + 1)) == _TOLD_BY:
            near = [a for a in actors if i < a.left <= i + _REACH]
            behind = [sentence.lower(k) for k in range(i + 2, i + 2 + _REACH)]
            known = (deal_words().governments, deal_words().organs)
            of_state = any(word in words for word in behind for words in known)
            official = of_state or any(a.people for a in near)
            return _one(near) if official else []
    return []


def _one(actors: list[Actor]) -> list[Actor]:
    return actors if len(actors) == 1 and len(actors[0].parties) == 1 else []
