"""The verb that moves a sum: what it makes of its subject, and whether it says it was given."""

from dataclasses import dataclass
from enum import StrEnum

from knowledge.extraction.grammar.clauses import children, climb, covering, listed, subject_of
from knowledge.extraction.grammar.status import auxiliaries, is_negated
from knowledge.extraction.named.actors import Actor, ActorForm
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.parsing.tokens import Token
from knowledge.extraction.payments.phrases import Place
from knowledge.extraction.payments.words import payment_words

_MEASURING = frozenset({"total", "value", "amount", "estimate", "worth", "exceed", "cost"})
_ATTACHED = frozenset({"acl", "amod", "prep"})
_ONLY_POSSIBLE = frozenset({"could", "might", "may", "should", "can", "must"})
_GOVERNED = frozenset({"xcomp", "ccomp", "pcomp", "prep", "dobj", "acl", "advcl", "conj"})
_SHARES_SUBJECT = frozenset({"conj", "xcomp", "advcl", "pcomp", "ccomp", "aux", "dep", "prep"})
_RELATIVE = frozenset({"who", "which", "that"})
_TIMES = frozenset({"today", "yesterday", "tomorrow", "tonight", "week", "month", "year"})
_LIFTING = frozenset({"bring", "take", "raise", "lift", "push", "increase", "boost", "expand"})
_AFTER = frozenset({"after", "before", "by", "upon", "since", "following"})
_ISSUING = frozenset({"central", "national", "reserve", "people"})
# Banks of business with a country's name.
_BUSINESS = frozenset({"america", "china", "ireland", "scotland", "india", "cyprus", "africa"})
_OWNING = frozenset({"poss", "compound", "amod", "nmod"})


class Move(StrEnum):
    """What a verb makes of its subject."""

    GIVE = "give"
    ANNOUNCE = "announce"
    GET = "get"
    BUY = "buy"
    SELL = "sell"
    EXCHANGE = "exchange"
    REACH = "reach"
    THANK = "thank"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Mover:
    """The verb above a sum, its dictionary form and its sort; `passive` as in "was given"."""

    token: Token
    lemma: str
    move: Move
    passive: bool


def mover_of(place: Place) -> Mover | None:
    """The verb that a sum hangs on, None for a sum without one."""
    below = place.token
    words = place.sentence.words[place.first : place.last]
    inside = {t.i for word in words for t in place.sentence.tokens[word.first : word.last]}
    relative = _relative_verb(place)
    if relative is not None:
        return Mover(relative, relative.lemma_.lower(), _move(relative.lemma_.lower()), False)
    for above in (place.token, *climb(place.token)):
        verbal = above.pos_ in ("VERB", "AUX") or _amounts(above)
        if not verbal or above.i in inside or _is_noun(place, above):
            below = above
            continue
        lemma = above.lemma_.lower()
        if lemma in _MEASURING and above.dep_ in _ATTACHED:
            below = above
            continue
        passive = bool(children(above, "nsubjpass", "auxpass", "agent"))
        # "The $5 million loan will pay for roads": the sum acts and is not acted on.
        acts = below.dep_ == "nsubj" and below.head.i == above.i
        # "The $5 million Norway gave": hung on Norway.
        acts = acts and not (below.pos_ == "PROPN" and below.i > place.token.i)
        move = Move.OTHER if acts and _move(lemma) is not Move.REACH else _move(lemma)
        if lifted(place, above) is not None:
            move = Move.REACH
        return Mover(above, lemma, move, passive)
    return None


def _relative_verb(place: Place) -> Token | None:
    """ "The $5 million that Norway gave to B": the verb of those who gave it."""
    words = payment_words()
    for verb in children(place.token, "relcl"):
        own = [t for t in children(verb, "nsubj") if t.lower_ not in _RELATIVE]
        lemma = verb.lemma_.lower()
        if own and (lemma in words.give or lemma in words.move):
            return verb
    return None


def _amounts(noun: Token) -> bool:
    """The "amount" of "investments in B amount to", which parsers take for a noun."""
    if noun.lower_ != "amount" or noun.dep_ != "ROOT":
        return False
    return any(child.lower_ == "to" for child in children(noun, "prep"))


def _is_noun(place: Place, token: Token) -> bool:
    """The "grant" of "loan and grant agreements", which parsers take for a verb."""
    at, nouns = place.sentence.position(token), payment_words().nouns
    if at is None or token.tag_ not in ("VB", "VBP") or token.lower_ not in nouns:
        return False
    to = place.sentence.lower(at - 1) in ("to", "will", "would", "can", "could", "may")
    return not to and place.sentence.lower(at + 1) in nouns


def lifted(place: Place, verb: Token) -> Token | None:
    """What was brought to a sum: "bringing total aid to $5 million"."""
    if verb.lemma_.lower() not in _LIFTING or place.sentence.lower(place.left - 1) not in (
        "to",
        "by",
    ):
        return None
    return next(iter(children(verb, "dobj")), None)


def _move(lemma: str) -> Move:
    words = payment_words()
    for move, verbs in (
        (Move.GIVE, words.give),
        (Move.GET, words.get),
        (Move.BUY, words.buy),
        (Move.SELL, words.sell),
        (Move.EXCHANGE, words.exchange),
        (Move.THANK, words.thanks),
        (Move.REACH, words.reach),
        (Move.ANNOUNCE, words.move),
    ):
        if lemma in verbs:
            return move
    return Move.OTHER


def is_unreal(mover: Mover) -> bool:
    """True for what is denied, asked for, only possible, or takes a sum away."""
    token = mover.token
    if mover.lemma in payment_words().not_given_verbs or is_negated(token):
        return True
    if auxiliaries(token) & _ONLY_POSSIBLE or _is_conditional(token):
        return True
    at = token
    for above in climb(token):
        if at.dep_ not in _GOVERNED:
            return False
        if above.pos_ == "VERB":
            lemma = above.lemma_.lower()
            asked = lemma in payment_words().not_given_verbs and lemma not in _MEASURING
            asked = asked and not (lemma == "expect" and children(above, "auxpass"))
            if (asked and at.dep_ in ("xcomp", "ccomp", "pcomp", "prep")) or is_negated(above):
                return True
            if above.dep_ == "ROOT":
                return False
        at = above
    return False


def _is_conditional(verb: Token) -> bool:
    """ "If it gives", "if approved, it would give"."""
    clauses = (verb, *children(verb, "advcl"))
    return any(mark.lower_ in ("if", "unless") for c in clauses for mark in children(c, "mark"))


def subject_actors(sentence: Sentence, actors: list[Actor], verb: Token) -> list[Actor]:
    """The actors that a verb has as its subject; a company is none of its country's.

    "The government of Japan", "Japan's parliament" and "firms from Japan" count as Japan.
    """
    # "Will widen a road … after signing": the subject is that of the whole sentence.
    after = verb.dep_ == "pcomp" and verb.head.lower_ in _AFTER
    for above in (verb, *climb(verb)):
        if above.pos_ not in ("VERB", "AUX") or (after and above.dep_ == "acl"):
            continue
        agent = [a for by in children(above, "agent") for a in _covered(sentence, actors, by)]
        if agent:
            return listed(sentence, actors, agent[0])
        for subject in children(above, "nsubj", "nsubjpass"):
            if subject.lower_ in _RELATIVE:
                head = covering(sentence, actors, above.head)
                return [] if head is None else listed(sentence, actors, head)
            if subject.lower_ not in _TIMES:
                return _subject(sentence, actors, subject)
        if above.dep_ in ("relcl", "acl"):
            if _is_infinitive(above) and above.head.lemma_.lower() in payment_words().resolves:
                return _resolved(sentence, actors, above.head)
            head = covering(sentence, actors, above.head)
            return [] if head is None else listed(sentence, actors, head)
        if above.dep_ not in _SHARES_SUBJECT:
            break
    return subject_of(sentence, actors, verb)


def _is_infinitive(verb: Token) -> bool:
    return verb.tag_ == "VB" and any(aux.lower_ == "to" for aux in children(verb, "aux"))


def _resolved(sentence: Sentence, actors: list[Actor], noun: Token) -> list[Actor]:
    """ "Norway's decision to give", "Norway stated its readiness to give": whose resolve it is."""
    for owner in children(noun, "poss"):
        actor = covering(sentence, actors, owner)
        if actor is not None:
            return [actor]
    above = next((t for t in climb(noun) if t.pos_ == "VERB"), None)
    return [] if above is None else subject_actors(sentence, actors, above)


def _covered(sentence: Sentence, actors: list[Actor], preposition: Token) -> list[Actor]:
    found = (covering(sentence, actors, each) for each in children(preposition, "pobj"))
    return [actor for actor in found if actor is not None]


def _subject(sentence: Sentence, actors: list[Actor], subject: Token) -> list[Actor]:
    """Whom a subject means: itself, whose institution it is, or where it is from."""
    actor = covering(sentence, actors, subject)
    if actor is not None:
        # "Real Madrid" is a club and no city.
        names = (sentence.position(child) for child in children(subject, "compound"))
        if actor.form is ActorForm.PARTY and actor.left - 1 in names:
            return []
        return [] if actor.possessive else listed(sentence, actors, actor)
    if subject.pos_ == "PROPN" and subject.lower_ in payment_words().corporate:
        return []  # "Taiwan Semiconductor Manufacturing Company"
    acts = subject.lower_ in payment_words().institutions or _gives(subject)
    acts = acts or _is_of_issue(subject)
    for child in subject.children:
        if child.dep_ in _OWNING:
            owner = covering(sentence, actors, child)
            if owner is not None and (acts or not owner.possessive):
                return [owner]
        of = child.dep_ == "prep" and child.lower_ in ("of", "from")
        if of and (acts or subject.pos_ != "PROPN" or _gives(subject)):
            found = _covered(sentence, actors, child)
            if found:
                return listed(sentence, actors, found[0])
    return []


def _is_of_issue(subject: Token) -> bool:
    """ "The central bank of B", "the Bank of B": a state's own, not a house of business."""
    if subject.lower_ != "bank":
        return False
    kinds = {child.lower_ for child in subject.children}
    of = {name.lower_ for prep in children(subject, "prep") for name in children(prep, "pobj")}
    return bool(kinds & _ISSUING) or (bool(of) and not of & _BUSINESS)


def _gives(name: Token) -> bool:
    """True for the name of an agency that gives aid: "Export-Import Bank of …"."""
    return any(child.text in payment_words().donors for child in name.subtree)


def thanked(sentence: Sentence, actors: list[Actor], mover: Mover) -> tuple[Token, Actor] | None:
    """ "Thanked Japan for providing $5 million": the verb of thanks and who is thanked."""
    for above in (mover.token, *climb(mover.token)):
        if above.pos_ == "VERB" and above.lemma_.lower() in payment_words().thanks:
            for child in children(above, "dobj"):
                actor = covering(sentence, actors, child)
                if actor is not None:
                    return above, actor
            return None
        if above.dep_ not in ("pcomp", "prep", "dobj", "pobj", "ccomp"):
            return None
    return None
