"""What puts an event in the future: adjectives, nouns and verbs of planning, infinitives."""

from knowledge.extraction.grammar.clauses import children, climb, is_infinitive
from knowledge.extraction.lexicon import status_words
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.parsing.tokens import Token

FUTURE = frozenset({"will", "shall", "would", "'ll"})
"""Auxiliaries of what is to come."""

_TO_BE = frozenset({"is", "are", "was", "were"})
# How what is planned or wished hangs below the verb of planning or wishing.
_COMPLEMENTS = frozenset({"xcomp", "ccomp", "dobj", "nsubjpass", "prep", "pcomp", "acl", "oprd"})
_AUXILIARY_REACH = 5
_WHEN = frozenset({"during", "after", "following"})
_SEEING = frozenset({"see", "have", "let", "make"})
_TOWARDS = frozenset({"for", "to", "on", "about", "of", "against"})
# What is agreed at "their meeting" is agreed there.
_AGREEING = frozenset({"agree", "promise", "propose", "vow", "pledge"})


def auxiliaries(verb: Token) -> set[str]:
    """The auxiliaries of a verb, in lower case."""
    return {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}


def is_ready(token: Token) -> bool:
    """ "Due to meet", "ready for talks", "talks are due": beside an adjective of planning."""
    if token.pos_ == "AUX":
        beside = children(token, "acomp")
        return any(adjective.lower_ in status_words().planned for adjective in beside)
    return token.dep_ in ("xcomp", "acl", "ccomp", "advcl") and any(
        above.pos_ == "ADJ" and above.lower_ in status_words().planned
        for above in list(climb(token))[:2]
    )


def is_still_to_be(noun: Token) -> bool:
    """ "The summit is to be held in May", by its noun."""
    if noun.dep_ not in ("nsubj", "nsubjpass") or noun.head.lower_ not in _TO_BE:
        return False
    return any(is_infinitive(verb) for verb in children(noun.head, "xcomp"))


def is_upcoming(token: Token) -> bool:
    """ "An upcoming visit"."""
    adjectives = {child.lower_ for child in children(token, "amod", "compound", "nmod")}
    return bool(adjectives & status_words().planned_adjectives) and token.pos_ != "VERB"


def will_see(verb: Token) -> bool:
    """ "A visit that will see him hold talks"."""
    above = verb.head
    ruled = verb.dep_ in ("ccomp", "xcomp") and above.lemma_.lower() in _SEEING
    return ruled and bool(auxiliaries(above) & FUTURE)


def lies_ahead(verb: Token) -> bool:
    """ "To meet in Rome" as a headline, "was to meet", "looks forward to meeting"."""
    auxes = auxiliaries(verb)
    if "to" in auxes and verb.dep_ == "ROOT":
        return True
    if auxes & {"is", "are", "was", "were"} and is_infinitive(verb):
        return True
    looks = verb.lemma_.lower() == "look"
    return looks and any(child.lower_ == "forward" for child in verb.children)


def leads_to(verb: Token, token: Token) -> bool:
    """True when `token` is what is planned: an infinitive or complement below `verb`."""
    at = token
    for above in climb(token):
        if above.lower_ in _WHEN and above.dep_ == "prep":
            return False  # "Invited to a debate during his visit"
        if above.lower_ == "at" and above.head.i != verb.i and _is_shared(token):
            return verb.lemma_.lower() not in _AGREEING
        if above.i == verb.i:
            if at.dep_ == "prep":
                # "called for a meeting", not "called for peace in a meeting"
                return at.i == token.head.i and at.lower_ in _TOWARDS
            return at.dep_ in _COMPLEMENTS
        at = above
    return False


def _is_shared(noun: Token) -> bool:
    """ "Their meeting"."""
    return any(child.lower_ == "their" for child in children(noun, "poss"))


def is_prepared(token: Token) -> bool:
    """ "Preparations for a working visit", "ahead of talks"."""
    for above in list(climb(token))[:3]:
        if above.lower_ in status_words().planned_nouns:
            return True
        if above.pos_ == "VERB":
            return False
        if above.pos_ == "AUX" and token.dep_ == "pobj" and token.head.lower_ == "for":
            # "Preparations are under way for a visit"
            done = {child.lower_ for child in children(above, "nsubj", "nsubjpass")}
            return bool(done & status_words().planned_nouns)
    return False


def is_to_be(sentence: Sentence, verb: Token) -> bool:
    """ "will" that the parser did not tie to its verb ("will co-chair"), or "is to meet".

    "Is visiting next week" and "arrives on Monday" are left to the dates.
    """
    at = sentence.position(verb)
    for i in range((at or 0) - 1, max((at or 0) - _AUXILIARY_REACH, -1), -1):
        if sentence.lower(i) in ("will", "would"):
            return True
        if sentence.words[i].pos in ("VERB", "PUNCT", "PRON"):
            break
    if not is_infinitive(verb):
        return False
    if verb.head.i == verb.i or verb.head.lower_ in _TO_BE:
        return True
    return any(child.lower_ in _TO_BE for child in children(verb.head, "aux"))
