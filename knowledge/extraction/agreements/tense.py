"""How a verb about an agreement stands: done, to come, under an "if", yet to be done."""

from knowledge.extraction.agreements.words import deal_words
from knowledge.extraction.grammar.clauses import children, climb, is_infinitive
from knowledge.extraction.grammar.status import auxiliaries, is_negated, status_of
from knowledge.extraction.lexicon import status_words
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.parsing.tokens import Token
from knowledge.model import Status

_FUTURE = frozenset({"will", "shall", "would", "'ll", "’ll"})
_MAYBE = frozenset({"could", "might", "may", "can", "should", "must"})
_CONDITIONS = frozenset({"if", "unless", "whether", "until", "till"})
_FORCE = frozenset({"force", "effect"})
_NEAR = frozenset({"close", "closer", "near", "nearing", "towards", "pending"})
_TH = frozenset({"st", "nd", "rd", "th"})
# Below these an infinitive was done all the same: "managed to sign".
_MANAGED = frozenset({"manage", "help", "go", "proceed", "succeed", "get", "vote"})
# "They met to sign": under these in the past what is done for a purpose was done.
_GATHERED = frozenset({"be", "meet", "gather", "convene", "assemble", "sit", "visit"})
# "Is to be signed", "is expected to be signed": the verb that counts is the infinitive below.
_LEADING = frozenset({"be", "expect", "schedule", "set", "plan", "slate", "intend", "prepare"})


def infinitive_below(verb: Token) -> Token | None:
    """The verb of "is to be signed", "is due to take effect"."""
    if verb.lemma_.lower() not in _LEADING:
        return None
    below = [verb, *children(verb, "acomp")]
    infinitives = (c for each in below for c in children(each, "xcomp") if is_infinitive(c))
    return next(infinitives, None)


def enters_force(verb: Token) -> bool:
    """ "Entered into force", "took effect", "became effective"."""
    lemma = verb.lemma_.lower()
    if lemma in ("enter", "come", "go", "put", "bring", "remain", "stay"):
        return any(
            child.lower_ in _FORCE
            for prep in children(verb, "prep", "advmod", "prt")
            for child in prep.children
        )
    if lemma in ("take", "have"):
        return any(child.lower_ in _FORCE for child in children(verb, "dobj"))
    return lemma == "become" and any(c.lower_ in ("effective", "law") for c in verb.children)


def is_in_force(verb: Token) -> bool:
    """ "Is in force", "is in effect"."""
    return any(child.lower_ in _FORCE for prep in children(verb, "prep") for child in prep.children)


def clause_status(sentence: Sentence, verb: Token) -> Status | None:
    """Held, planned or neither: of a clause behind a noun by its own words alone."""
    if is_infinitive(verb) and _is_nth(verb.head):
        return Status.HELD
    if verb.dep_ not in ("acl", "relcl") or verb.pos_ == "NOUN":
        told = status_of(sentence, verb)
        if told is Status.PLANNED and _is_done_before(verb):
            return Status.HELD
        purpose = told is Status.HELD and is_infinitive(verb) and not _is_managed(verb)
        if purpose or (told is Status.PLANNED and _was_there(verb)):
            return Status.HELD if _was_there(verb) else Status.PLANNED
        return told
    own = auxiliaries(verb)
    if is_negated(verb) or own & _MAYBE:
        return None
    if own & _FUTURE or is_infinitive(verb):
        return Status.PLANNED
    return Status.HELD


def _is_done_before(verb: Token) -> bool:
    """ "Will build a road after signing a deal": what is to come comes after it."""
    return verb.tag_ == "VBG" and verb.dep_ == "pcomp" and verb.head.lower_ == "after"


def _is_nth(above: Token) -> bool:
    """ "Was the first to sign", "became the last country to sign"."""
    copula = above.lemma_ in ("be", "become")
    if not copula and not any(at.lemma_ in ("be", "become") for at in list(climb(above))[:3]):
        return False
    nouns = children(above, "attr") if copula else [above]
    near = {at.lower_ for noun in nouns for at in (noun, *noun.children)}
    digits = any(word[:1].isdigit() and word[-2:] in _TH for word in near)
    return digits or bool(near & deal_words().ordinals)


def _is_managed(verb: Token) -> bool:
    """ "Managed to sign", "helped to broker"."""
    return verb.head.lemma_ in _MANAGED


def _was_there(verb: Token) -> bool:
    """ "Was on hand to sign", "had met to sign": it was done."""
    above = verb.head
    past = above.tag_ == "VBD" or "had" in auxiliaries(above)
    bare_be = above.lemma_ == "be" and not children(above, "acomp", "prep")
    return is_infinitive(verb) and past and above.lemma_ in _GATHERED and not bare_be


def is_conditional(token: Token) -> bool:
    """Under "if", "unless", "until"."""
    for at in (token, *climb(token)):
        if any(child.lower_ in _CONDITIONS for child in children(at, "mark", "advmod")):
            return True
        if at.dep_ == "relcl" and at.i != token.i:
            return False
        if at.lemma_.lower() in status_words().saying and at.i != token.i:
            return False
    return False


def is_still_to_do(token: Token) -> bool:
    """ "Have yet to sign"."""
    head = token.head
    return is_infinitive(token) and any(c.lower_ == "yet" for c in children(head, "advmod"))


def is_subordinate(token: Token) -> bool:
    """True in a clause behind a noun or beside the main one."""
    return any(at.dep_ in ("relcl", "acl", "advcl") for at in (token, *climb(token)))


def is_agreed(sentence: Sentence, token: Token) -> bool:
    """ "Agreed to extend their pact": that is the agreement, other than "agreed to sign"."""
    head = token.head
    agreed = is_infinitive(token) and head.lemma_ in ("agree", "decide")
    return agreed and status_of(sentence, head) is Status.HELD


def is_only_thought_of(token: Token) -> bool:
    """ "The possibility of signing", "no right to conclude", "keen to sign", "unable to reach"."""
    above = token.head
    if above.lemma_ == "have" and is_infinitive(token):
        return any(c.lemma_.lower() in deal_words().unmade for c in children(above, "dobj"))
    if token.dep_ == "pcomp" and above.lower_ in ("of", "for", "in"):
        return above.head.lemma_.lower() in deal_words().unmade
    if above.pos_ not in ("NOUN", "ADJ") or not is_infinitive(token):
        return False
    return above.lemma_.lower() in deal_words().unmade


def is_taken_for_done(token: Token) -> bool:
    """ "The signing of the memorandum will form the basis": what it brings lies ahead, not it."""
    verb = token.head
    if token.pos_ == "VERB" or token.dep_ != "nsubj" or verb.lemma_ in status_words().happening:
        return False
    near = {at.lower_ for at in token.subtree} & status_words().planned_adjectives
    happens = verb.lemma_ in ("follow", "come", "begin") or children(verb, "auxpass")
    return verb.pos_ == "VERB" and not near and not happens


def is_only_near(token: Token) -> bool:
    """ "Close to signing", "near to a deal", "subject to the signing"."""
    return any(at.lower_ in _NEAR or _is_subject_to(at) for at in list(climb(token))[:2])


def _is_subject_to(token: Token) -> bool:
    return token.lower_ == "subject" and any(child.lower_ == "to" for child in token.children)
