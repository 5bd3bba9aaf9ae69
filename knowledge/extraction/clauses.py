"""How a verb or noun stands in its sentence: subject, partner, tense, and what may bind to it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from knowledge.extraction.actors import Actor, ActorForm
from knowledge.extraction.document import Sentence
from knowledge.extraction.lexicon import meetings
from knowledge.model import Status

if TYPE_CHECKING:
    from spacy.tokens import Token

_LIST_WORDS = frozenset({",", "and", "&", "the", "with", "as", "well", "along", "together", "respectively", "/", "both", "then", "also", "including", "plus", "former"})  # fmt: skip
_CLAUSE_ENDS = frozenset({";", "–", "—", ":", "where", "who", "which", "while", "after", "before", "when", "that", "but", "because", "though", "although"})  # fmt: skip
_LISTED = frozenset({ActorForm.NAME, ActorForm.OFFICE, ActorForm.PARTY})
_SMALL = frozenset({"on", "of", "in", "at", "for", "to", "from", "by", "with", "over", "and"})
_SAY = frozenset({"say", "tell", "announce", "report", "add", "note", "state", "write", "tweet", "claim", "confirm", "reveal", "declare", "explain", "stress", "recall", "post"})  # fmt: skip
_FUTURE = frozenset({"will", "shall", "would", "'ll"})
_TALK = frozenset({"discuss", "talk", "mention", "speak", "say", "tell", "announce", "welcome", "note", "describe"})  # fmt: skip
_NEGATIONS = frozenset({"not", "n't", "never", "without", "no", "neither", "nor"})


def children(token: "Token", *deps: str) -> "list[Token]":
    """The children of a token that hang on it by one of `deps`."""
    return [child for child in token.children if child.dep_ in deps]


def climb(token: "Token") -> "Iterator[Token]":
    """The tokens above, nearest first; ends at the root (whose head is itself)."""
    while token.head.i != token.i:
        token = token.head
        yield token


def covering(sentence: Sentence, actors: list[Actor], token: "Token") -> Actor | None:
    """The actor whose phrase holds a token."""
    i = sentence.position(token)
    if i is None:
        return None
    return next((a for a in actors if a.left <= i < a.right), None)


def listed(sentence: Sentence, actors: list[Actor], start: Actor) -> list[Actor]:
    """The list that an actor is part of: "A, B of C and D"; only list words between its members."""
    at = actors.index(start)
    first, last = at, at
    while last + 1 < len(actors) and _coordinated(sentence, actors, last, last + 1):
        last += 1
    while first > 0 and _coordinated(sentence, actors, first - 1, first):
        first -= 1
    return actors[first : last + 1]


def _coordinated(sentence: Sentence, actors: list[Actor], first: int, second: int) -> bool:
    """True when two neighbours are members of one list; a lone comma needs an "and" to come."""
    a, b = actors[first], actors[second]
    if a.possessive or b.left < a.right:
        return False
    between = [sentence.lower(i) for i in range(a.right, b.left)]
    if not between:
        return False
    if not any(word in (",", "and", "&", "with", "plus") for word in between):
        return False
    if between == [","]:
        return b.form in _LISTED and _closes(sentence, actors, second)
    return len(between) <= 5 and all(word in _LIST_WORDS for word in between)


def _closes(sentence: Sentence, actors: list[Actor], at: int) -> bool:
    """True when the list goes on from an actor to its "and": a comma before it was one of a list."""
    while at + 1 < len(actors):
        a, b = actors[at], actors[at + 1]
        between = [sentence.lower(i) for i in range(a.right, b.left)]
        if "and" in between or "&" in between:
            return len(between) <= 5 and all(word in _LIST_WORDS for word in between)
        if between != [","] or b.form not in _LISTED:
            return False
        at += 1
    return False


def subject_of(sentence: Sentence, actors: list[Actor], token: "Token") -> list[Actor]:
    """The actors that a verb (or the verb that a noun hangs on) has as its subject."""
    for verb in (token, *climb(token)):
        if verb.pos_ not in ("VERB", "AUX"):
            continue
        agent = _passive_agent(sentence, actors, verb)
        if agent:
            return agent
        for child in children(verb, "nsubj", "nsubjpass"):
            found = _subject_actor(sentence, actors, child, verb)
            if found:
                return found
            if child.lower_ not in ("who", "which", "that"):
                return _linear_subject(sentence, actors, verb)
        if verb.dep_ in ("relcl", "acl"):
            found = covering(sentence, actors, verb.head)
            return listed(sentence, actors, found) if found else []
        if verb.dep_ == "conj" and verb.head.pos_ not in ("VERB", "AUX"):
            break
        if verb.dep_ == "advcl" and _infinitive(verb) and verb.head.lemma_.lower() in _TALK:
            # "They discussed Biden's trip to attend the summit": not they attend.
            return []
        if verb.dep_ not in ("conj", "xcomp", "advcl", "pcomp", "ccomp", "aux", "dep", "prep"):
            break
    return _linear_subject(sentence, actors, token)


def _passive_agent(sentence: Sentence, actors: list[Actor], verb: "Token") -> list[Actor]:
    for agent in children(verb, "agent"):
        for child in children(agent, "pobj"):
            found = covering(sentence, actors, child)
            if found:
                return listed(sentence, actors, found)
    return []


def _subject_actor(
    sentence: Sentence, actors: list[Actor], child: "Token", verb: "Token"
) -> list[Actor]:
    found = covering(sentence, actors, child)
    if found is None:
        for token in child.subtree:
            actor = covering(sentence, actors, token)
            if actor is not None and actor.right <= (sentence.position(verb) or 0):
                found = actor
                break
    if found is None or found.possessive:
        return []
    return listed(sentence, actors, found)


def _linear_subject(sentence: Sentence, actors: list[Actor], verb: "Token") -> list[Actor]:
    """The last list of actors before the verb, when no other verb stands between."""
    at = sentence.position(verb)
    if at is None:
        return []
    before = [a for a in actors if a.right <= at and not a.possessive]
    if not before:
        return []
    last = before[-1]
    for i in range(last.right, at):
        word = sentence.words[i]
        if word.pos == "VERB" or word.lower in _CLAUSE_ENDS or word.lower in ("with", "by", "to"):
            return []
    found = listed(sentence, actors, last)
    previous = sentence.lower(found[0].left - 1)
    if previous in ("with", "by", "to", "of", "for", "from", "in", "between", "than", "against"):
        return []
    return found


def after_word(
    sentence: Sentence, actors: list[Actor], start: int, words: tuple[str, ...], reach: int
) -> list[Actor]:
    """The list of actors behind the first of `words` within `reach` words from word `start`."""
    for i in range(start, min(start + reach, len(sentence.words))):
        lower = sentence.lower(i)
        if lower in words:
            return at_word(sentence, actors, i + 1)
        if lower in _CLAUSE_ENDS or lower == "and" or sentence.words[i].pos == "VERB":
            return []
    return []


def at_word(sentence: Sentence, actors: list[Actor], start: int, slack: int = 4) -> list[Actor]:
    """The list of actors that begins at word `start`, behind at most `slack` other nouns."""
    for actor in actors:
        if actor.left < start:
            continue
        between = sentence.words[start : actor.left]
        if len(between) > slack:
            return []
        if any(
            w.pos in ("VERB", "AUX", "ADP", "CCONJ", "PUNCT") or w.lower in _SMALL for w in between
        ):
            return []
        return listed(sentence, actors, actor)
    return []


def is_negated(token: "Token") -> bool:
    """True for "did not meet", "never met", "no meeting"."""
    return any(child.lower_ in _NEGATIONS or child.dep_ == "neg" for child in token.children)


def governors(token: "Token") -> "list[Token]":
    """The verbs that rule a verb or noun: auxiliaries left out, up to the first finite clause."""
    found = [token] if token.pos_ in ("VERB", "AUX") else []
    at = token
    for above in climb(token):
        if above.pos_ in ("VERB", "AUX"):
            found.append(above)
            if at.dep_ in ("ccomp", "relcl", "advcl", "acl") or above.dep_ == "ROOT":
                break
        at = above
        if above.dep_ in ("relcl", "ccomp", "advcl", "parataxis", "conj") and above.pos_ == "VERB":
            if above.dep_ == "conj" and not _own_tense(above):
                continue
            break
    return found


def _own_tense(verb: "Token") -> bool:
    """True when a verb in a series has its own auxiliary or tense."""
    if children(verb, "aux", "auxpass"):
        return True
    return verb.tag_ in ("VBD", "VBZ", "VBP")


def auxiliaries(verb: "Token") -> set[str]:
    """The auxiliaries of a verb, in lower case."""
    return {child.lower_ for child in children(verb, "aux", "auxpass")}


def status_of(sentence: Sentence, token: "Token") -> Status | None:
    """Whether what a verb or noun tells took place, is planned or was called off.

    None for what is denied, wished for, refused, offered or only possible.
    """
    lexicon = meetings()
    verbs = governors(token)
    lemmas = [verb.lemma_.lower() for verb in verbs]
    if any(lemma in lexicon.cancelled for lemma in lemmas) or _called_off(sentence, token):
        return Status.CANCELLED
    if is_negated(token) or any(is_negated(verb) for verb in verbs[:2]):
        return None
    if token.tag_ == "VBD" and not auxiliaries(token):
        return Status.HELD
    if token.dep_ in ("xcomp", "acl", "ccomp", "advcl") and any(
        above.pos_ == "ADJ" and above.lower_ in lexicon.planned for above in list(climb(token))[:2]
    ):
        return Status.PLANNED
    adjectives = {c.lower_ for c in children(token, "amod", "compound", "nmod")}
    if adjectives & lexicon.planned_adjectives and token.pos_ != "VERB":
        return Status.PLANNED
    for verb in verbs:
        auxes = auxiliaries(verb)
        lemma = verb.lemma_.lower()
        if auxes & _FUTURE:
            return Status.PLANNED
        if verb is not token and lemma in _SAY:
            break
        if verb is not token and lemma in lexicon.planned and _leads_to(verb, token):
            return Status.PLANNED
        if auxes & lexicon.unreal or (
            verb is not token and lemma in lexicon.unreal and _leads_to(verb, token)
        ):
            return None
        if auxes & {"to"} and verb.dep_ == "ROOT":
            return Status.PLANNED
        if auxes & {"is", "are", "was", "were"} and _infinitive(verb):
            return Status.PLANNED
        if lemma == "look" and any(c.lower_ == "forward" for c in verb.children):
            return Status.PLANNED
    if _planned_noun_above(token) or (verbs and _will_before(sentence, verbs[0])):
        return Status.PLANNED
    if verbs and _present_tense_plan(verbs[0]):
        return Status.PLANNED
    return Status.HELD


def _will_before(sentence: Sentence, verb: "Token") -> bool:
    """ "will" right before a verb that the parser did not tie to it ("will co-chair")."""
    at = sentence.position(verb)
    return at is not None and any(sentence.lower(i) in ("will", "would") for i in (at - 1, at - 2))


def _leads_to(verb: "Token", token: "Token") -> bool:
    """True when `token` is what is planned: an infinitive or complement below `verb`."""
    at = token
    for above in climb(token):
        if above.i == verb.i:
            return at.dep_ in (
                "xcomp",
                "ccomp",
                "dobj",
                "nsubjpass",
                "prep",
                "pcomp",
                "acl",
                "oprd",
            )
        at = above
    return False


def _infinitive(verb: "Token") -> bool:
    return any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children)


def _called_off(sentence: Sentence, token: "Token") -> bool:
    words = {child.lemma_.lower() for child in token.children}
    return bool(words & meetings().cancelled) or any(
        above.lemma_.lower() == "call" and any(c.lower_ == "off" for c in above.children)
        for above in climb(token)
    )


def _planned_noun_above(token: "Token") -> bool:
    """ "preparations for a working visit", "ahead of talks"."""
    for above in list(climb(token))[:3]:
        if above.lower_ in meetings().planned_nouns:
            return True
        if above.pos_ == "VERB":
            return False
    return False


def _present_tense_plan(verb: "Token") -> bool:
    """ "is visiting next week", "arrives on Monday" are left to the dates; "is to meet" is here."""
    return _infinitive(verb) and any(
        child.lower_ in ("is", "are") for child in verb.head.children if child.dep_ == "aux"
    )


def is_background(sentence: Sentence, token: "Token") -> bool:
    """True for what is recalled: "had met", "during his previous visit", "in 1981"."""
    verbs = governors(token)
    if verbs and "had" in auxiliaries(verbs[0]):
        # "had earlier held talks": before the rest of this same story, not history.
        return not any(child.lower_ == "earlier" for child in verbs[0].children)
    if token.dep_ == "nsubj" and token.pos_ != "VERB" and token.head.lower_ in ("was", "were"):
        return True  # "his visit there was a historic event": spoken of, not reported
    words = {c.lower_ for c in children(token, "amod", "nmod", "compound")}
    if words & meetings().background_adjectives and token.pos_ != "VERB":
        return True
    return any(verb.lemma_ in ("recall", "remember") for verb in verbs)
