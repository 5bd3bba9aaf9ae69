"""Whether what a verb or noun tells took place, lies ahead, was called off, or is only recalled."""

from functools import cache

from knowledge.extraction.grammar.clauses import children, climb
from knowledge.extraction.grammar.planning import (
    FUTURE,
    auxiliaries,
    is_prepared,
    is_ready,
    is_still_to_be,
    is_to_be,
    is_upcoming,
    leads_to,
    lies_ahead,
    will_see,
)
from knowledge.extraction.lexicon import meetings, status_words
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.parsing.tokens import Token
from knowledge.model import Status

__all__ = [
    "auxiliaries",
    "governors",
    "is_background",
    "is_called_off_later",
    "is_negated",
    "status_of",
    "tells_of_cancelling",
]

_NEGATIONS = frozenset({"not", "n't", "never", "no", "neither", "nor"})
# Past forms that are told for certain even where the parser takes them for another word.
_PAST = frozenset({"met", "hosted", "visited"})
# "Nothing was signed during the visit": the visit was.
_ASIDE = frozenset({"during", "after", "following", "since"})
_CALLING_OFF = frozenset({("call", "off"), ("put", "off"), ("fall", "through")})
_NEAREST = 4
_BEHIND = 8
_OPENING = 5


def is_negated(token: Token) -> bool:
    """True for "did not meet", "never met", "no meeting"."""
    if token.head.lower_ == "without" and token.head.i != token.i:
        return True
    # Asked of every verb, and a generator costs more than the loop.
    for child in token.children:  # noqa: SIM110
        if child.dep_ == "neg" or child.lower_ in _NEGATIONS:
            return True
    return False


def governors(token: Token) -> list[Token]:
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


def _own_tense(verb: Token) -> bool:
    """True when a verb in a series has its own auxiliary or tense."""
    if children(verb, "aux", "auxpass"):
        return True
    return verb.tag_ in ("VBD", "VBZ", "VBP")


def status_of(sentence: Sentence, token: Token) -> Status | None:
    """Whether what a verb or noun tells took place, is planned or was called off.

    None for what is denied, wished for, refused, offered or only possible.
    """
    if token not in sentence.statuses:
        sentence.statuses[token] = _found(sentence, token)
    return sentence.statuses[token]


def _found(sentence: Sentence, token: Token) -> Status | None:
    verbs = governors(token)
    if _is_open(sentence, token, verbs):
        return None
    if _is_called_off(sentence, token, verbs):
        return None if _is_wished(verbs) else Status.CANCELLED
    if _falls_through(token, verbs):
        return Status.CANCELLED
    aside = token.dep_ == "pobj" and token.head.lower_ in _ASIDE
    if is_negated(token) or (not aside and any(is_negated(verb) for verb in verbs[:2])):
        return None
    misread = token.pos_ not in ("VERB", "AUX") and token.lower_ in _PAST
    if misread or (token.tag_ == "VBD" and not auxiliaries(token)):
        return Status.HELD
    ready = any(is_ready(word) for word in (token, *verbs[:1]))
    if ready or is_upcoming(token) or is_still_to_be(token):
        return Status.PLANNED
    for verb in verbs:
        if _is_unreal(verb, token):
            return None  # Before "would": "would like to welcome" promises nothing.
        if auxiliaries(verb) & FUTURE:
            return Status.PLANNED
        if verb.i != token.i and _says(verb):
            break
        if _is_planned_by(verb, token):
            return Status.PLANNED
        if lies_ahead(verb):
            return Status.PLANNED
    if verbs and will_see(verbs[-1]):
        return Status.PLANNED
    if is_prepared(token) or (verbs and is_to_be(sentence, verbs[0])):
        return Status.PLANNED
    return Status.HELD


def _is_called_off(sentence: Sentence, token: Token, verbs: list[Token]) -> bool:
    if sentence.forms().isdisjoint(_cancelling()):
        return False
    cancelled = status_words().cancelled
    if any(verb.lemma_.lower() in cancelled for verb in verbs):
        return True
    if any(child.lemma_.lower() in cancelled for child in token.children):
        return True
    if token.pos_ not in ("VERB", "AUX") and any(
        below.dep_ == "relcl" and below.lemma_.lower() in cancelled and below.i - token.i < _BEHIND
        for below in token.subtree
    ):
        return True  # "A trip to Warsaw, which was cancelled"
    return any(
        (above.lemma_.lower(), child.lower_) in _CALLING_OFF
        for above in list(climb(token))[:_NEAREST]
        for child in above.children
    )


@cache
def _cancelling() -> frozenset[str]:
    """The words of which a sentence has one where `_is_called_off` is true."""
    return status_words().cancelled.union(word for _, word in _CALLING_OFF)


def _is_open(sentence: Sentence, token: Token, verbs: list[Token]) -> bool:
    """True for "if they meet", "whether he will go", "have yet to meet", "denied that they met"."""
    if sentence.forms().isdisjoint(_opening()):
        return False
    conditional = status_words().conditional
    for verb in verbs:
        if any(c.lower_ in conditional and c.dep_ == "mark" for c in verb.children):
            return True
        denied = verb.head.lemma_.lower() in status_words().denying
        if denied and verb.dep_ == "ccomp" and verb.head.i != verb.i:
            return True
    if _is_doubted(token, verbs) or _is_unplanned(token):
        return True
    at = sentence.position(token)
    return at is not None and (sentence.lower(at - 2), sentence.lower(at - 1)) == ("yet", "to")


@cache
def _opening() -> frozenset[str]:
    """The words of which a sentence has one where `_is_open` is true."""
    words = status_words()
    return words.conditional | words.denying | words.doubtful | words.planned_nouns | {"yet"}


def _is_doubted(token: Token, verbs: list[Token]) -> bool:
    """ "A meeting is unlikely", "talks are possible"."""
    if token.dep_ not in ("nsubj", "nsubjpass") or not verbs or token.pos_ == "VERB":
        return False
    doubtful = status_words().doubtful
    return any(child.lower_ in doubtful for child in children(verbs[0], "acomp"))


def _is_unplanned(token: Token) -> bool:
    """ "She has no plans to meet", "without plans for a visit"."""
    return any(
        above.lower_ in status_words().planned_nouns and is_negated(above)
        for above in list(climb(token))[:2]
    )


def _is_wished(verbs: list[Token]) -> bool:
    """True for "they want her to cancel the visit": wished and not done."""
    return any(
        above.lemma_.lower() in status_words().unreal and leads_to(above, verb)
        for verb in verbs
        for above in list(climb(verb))[:2]
        if above.pos_ == "VERB"
    )


def _falls_through(token: Token, verbs: list[Token]) -> bool:
    """ "The meeting will not take place", "the visit did not go ahead"."""
    if token.pos_ in ("VERB", "AUX") or token.dep_ not in ("nsubj", "nsubjpass") or not verbs:
        return False
    return verbs[0].lemma_.lower() in status_words().happening and is_negated(verbs[0])


def is_called_off_later(sentence: Sentence, token: Token) -> bool:
    """ "He was to meet B, but the talks were called off", "…; the encounter is now off"."""
    at = sentence.position(token)
    if at is None:
        return False
    for word in sentence.words[at + 1 :]:
        noun = sentence.tokens[word.last - 1]
        if noun.dep_ not in ("nsubj", "nsubjpass", "dobj") or noun.head.i < token.i:
            continue
        if noun.lower_ != "it" and noun.lemma_.lower() not in meetings().nouns:
            continue
        children_of = {child.lower_ for child in noun.head.children}
        if noun.head.pos_ == "AUX" and children_of & {"off", "cancelled", "canceled"}:
            return True
        if _is_called_off(sentence, noun, [noun.head]):
            return True
    return False


def tells_of_cancelling(sentence: Sentence) -> str | None:
    """The noun of what "the trip was cancelled", "the meeting was called off" calls off."""
    for i, word in enumerate(sentence.words[:_OPENING]):
        noun = sentence.tokens[word.last - 1]
        if word.lower not in meetings().nouns or noun.dep_ != "nsubjpass":
            continue
        definite = sentence.lower(i - 1) in ("the", "that", "this", "their", "his", "her")
        own = definite and not children(noun, "prep", "relcl", "acl")
        if own and _is_called_off(sentence, noun, [noun.head]) and not is_negated(noun.head):
            return word.lower
    return None


def _says(verb: Token) -> bool:
    lemma = verb.lemma_.lower()
    return lemma in status_words().saying or lemma in status_words().remarking


def _is_planned_by(verb: Token, token: Token) -> bool:
    """ "Plans to meet"."""
    planned = verb.i != token.i and verb.lemma_.lower() in status_words().planned
    return planned and leads_to(verb, token)


def _is_unreal(verb: Token, token: Token) -> bool:
    """ "Could meet", "refused to meet"."""
    unreal = status_words().unreal
    if auxiliaries(verb) & unreal:
        return True
    return verb.i != token.i and verb.lemma_.lower() in unreal and leads_to(verb, token)


def is_background(token: Token) -> bool:
    """True for what is recalled: "had met", "during his previous visit", "in 1981"."""
    verbs = governors(token)
    if verbs and "had" in auxiliaries(verbs[0]):
        # "had earlier held talks": before the rest of this same story, not history.
        return not any(child.lower_ == "earlier" for child in verbs[0].children)
    if token.dep_ == "nsubj" and token.pos_ != "VERB" and token.head.lower_ in ("was", "were"):
        return True  # "his visit there was a historic event": spoken of, not reported
    adverbs = {child.lower_ for child in children(token, "advmod")}
    if token.tag_ == "VBD" and adverbs & status_words().recalling_adverbs:
        return True
    words = {child.lower_ for child in children(token, "amod", "nmod", "compound")}
    if words & status_words().background_adjectives and token.pos_ != "VERB":
        return True
    return any(verb.lemma_ in ("recall", "remember") for verb in verbs)
