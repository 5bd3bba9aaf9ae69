"""What the noun above an agreement says is done with it: "the signing of", "talks on"."""

from knowledge.extraction.agreements.deeds import Act, Deed, Refused, act
from knowledge.extraction.agreements.qualifying import talks_on
from knowledge.extraction.agreements.tense import clause_status, is_agreed
from knowledge.extraction.agreements.words import deal_words
from knowledge.extraction.grammar.clauses import climb, is_infinitive
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.parsing.tokens import Token
from knowledge.model import AgreementStatus, Status

_OPENING = frozenset({"launch", "start", "begin", "open"})
_ENDS = frozenset(
    {
        "expiry", "expiration", "termination", "lapse", "withdrawal", "cancellation", "collapse",
        "suspension", "breakdown", "rejection", "demise",
    }
)  # fmt: skip
# "Both are signatories to the Paris Agreement": with many others.
_MEMBERS = frozenset({"signatory", "signatories", "party", "parties", "member", "members"})
# What keeps an agreement alive: its end put off.
_PUTTING_OFF = frozenset(
    {"suspend", "postpone", "delay", "put", "avert", "avoid", "forestall", "reverse", "cancel"}
)


def by_noun(sentence: Sentence, top: Token) -> Act | None:
    """ "The signing of a treaty", "negotiations on a treaty", "entry into force of"."""
    words = deal_words()
    above = top.head
    if top.dep_ == "pobj":
        above = above_preposition(top)
        if above.dep_ == "prep" and above.lower_ in ("into", "of"):
            above = above.head
    if above.i == top.i or above.pos_ not in ("NOUN", "VERB", "PROPN"):
        return None
    lemma, lower = above.lemma_.lower(), above.lower_
    compound = top.dep_ in ("compound", "nmod", "poss")
    if lower in words.signing or (lower == "signing" and above.pos_ == "VERB"):
        if compound and lower != "signing":
            return None
        talks = talks_on(above)
        if talks is not None:
            return of_negotiations(sentence, talks)
        return act(sentence, Deed.SIGN, above, watched=_is_watched(above))
    if lower in words.reaching and not compound:
        return act(sentence, Deed.REACH, above, watched=_is_watched(above))
    at = sentence.position(above)
    if lower in ("force", "effect") and at is not None and sentence.lower(at - 1) == "into":
        return act(sentence, Deed.FORCE, above)
    if lemma in ("entry", "coming") and top.dep_ == "pobj":
        return act(sentence, Deed.FORCE, above)
    if lemma in words.negotiating:
        return of_negotiations(sentence, above)
    if lower in ("ceremony", "proposal", "draft", "prospect", "possibility", "hope", "hopes"):
        if lower == "ceremony" and at is not None and sentence.lower(at - 1) == "signing":
            return act(sentence, Deed.SIGN, above, watched=True)
        if lower == "ceremony":
            return None
        raise Refused
    if lower in _ENDS and above.head.lemma_.lower() in _PUTTING_OFF:
        return Act(Deed.FORCE, AgreementStatus.IN_FORCE, above.head)
    if lower in _ENDS or lower in _MEMBERS:
        raise Refused
    if lower in words.keeping:
        return Act(Deed.MENTION, AgreementStatus.IN_FORCE, top)
    if lower in ("need", "call", "calls", "lack", "absence", "importance", "chance", "end"):
        raise Refused
    return None


def above_preposition(token: Token) -> Token:
    """What the preposition above a token hangs on: "signing | of an MoU on X and of a treaty"."""
    preposition = token.head
    if preposition.dep_ == "conj":
        for above in climb(preposition):
            if above.pos_ == "VERB":
                break
            if above.lower_ == token.head.lower_ and above.dep_ == "prep":
                preposition = above
    return preposition.head


def of_negotiations(sentence: Sentence, noun: Token) -> Act | None:
    """Concluded negotiations are a deal; others make it a proposal."""
    verb = noun.head
    words = deal_words()
    if noun.dep_ == "pobj" and verb.lower_ == "of":
        # "Announced the start of negotiations"
        if verb.head.lower_ in ("conclusion", "completion"):
            return act(sentence, Deed.REACH, verb.head)
        if verb.head.lower_ in ("round", "rounds", "series"):
            return of_negotiations(sentence, verb.head)
        if verb.head.lower_ in ("start", "launch", "opening", "beginning", "resumption"):
            return Act(Deed.PROPOSE, AgreementStatus.PROPOSED, verb.head.head)
    if noun.dep_ in ("dobj", "nsubjpass", "nsubj") and verb.pos_ == "VERB":
        lemma = verb.lemma_.lower()
        if lemma in words.concluding and is_infinitive(verb):
            return Act(Deed.REACH, AgreementStatus.PLANNED, verb)
        if lemma in words.concluding:
            return act(sentence, Deed.REACH, verb)
        if lemma == "announce":
            return Act(Deed.PROPOSE, AgreementStatus.PROPOSED, verb)
        if lemma in words.starting:
            ahead = lemma in _OPENING and clause_status(sentence, verb) is Status.PLANNED
            ahead = ahead and not is_agreed(sentence, verb)
            status = AgreementStatus.PLANNED if ahead else AgreementStatus.PROPOSED
            return Act(Deed.PROPOSE, status, verb)
        if lemma in words.end:
            raise Refused
    if verb.lower_ == "in" and verb.head.lemma_ in ("be", "remain"):
        # "A is in talks with B on a deal"
        return Act(Deed.PROPOSE, AgreementStatus.PROPOSED, verb.head)
    return Act(Deed.PROPOSE, AgreementStatus.PROPOSED, noun)


def _is_watched(noun: Token) -> bool:
    """ "Witnessed the signing of": its subject need not be who signs."""
    return noun.dep_ in ("dobj", "pobj", "nsubjpass", "conj") or noun.pos_ == "NOUN"
