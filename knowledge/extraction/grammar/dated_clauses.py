"""Which clause a word stands in: the grammar by which dates belong to verbs and nouns."""

from knowledge.extraction.grammar.clauses import climb
from knowledge.extraction.lexicon import meetings, status_words
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.parsing.tokens import Token

# Between these a new clause begins, with dates of its own.
_CROSSING = frozenset({"relcl", "ccomp", "advcl", "acl", "parataxis"})
# Below a verb like this, a noun or verb shares the date that the verb has.
_SHARES_DATE = frozenset({"xcomp", "conj", "dobj", "prep", "pobj", "attr", "nsubj", "nsubjpass"})


def makes_public(verb: Token) -> bool:
    """True for verbs of saying and publishing: their day is not that of what they tell."""
    lemma = verb.lemma_.lower()
    return lemma in status_words().saying or lemma in status_words().publishing


def root_of(tokens: list[Token]) -> Token:
    """The token of a phrase that the others hang on."""
    inside = {t.i for t in tokens}
    return next((t for t in tokens if t.head.i not in inside or t.head.i == t.i), tokens[0])


def crosses_clause(low: Token, high: Token) -> bool:
    """True when a clause boundary lies between a token and one above it."""
    at = low
    for above in climb(low):
        if above.i == high.i:
            return at.dep_ in _CROSSING
        if at.dep_ in _CROSSING:
            return True
        at = above
    return False


def _has_own_subject(token: Token) -> bool:
    """True for the second verb of "last year A asked … and at their meeting he repeated"."""
    return token.dep_ == "conj" and any(child.dep_ == "nsubj" for child in token.children)


def _clause_between(low: Token, high: Token) -> bool:
    at = low
    for above in climb(low):
        own = _has_own_subject(at) or _comes_before(at)
        if at.dep_ in ("relcl", "ccomp", "acl", "parataxis") or own:
            return True
        if above.i == high.i:
            return False
        at = above
    return False


def carriers(token: Token) -> set[int]:
    """The verb itself, verbs that carry the noun, and those it shares its dates with."""
    found = {token.i}
    at = token
    for above in climb(token):
        if above.pos_ in ("VERB", "AUX"):
            if makes_public(above) or at.dep_ in ("ccomp", "relcl", "parataxis"):
                break
            if _comes_before(at):
                break
            found.add(above.i)
            own_subject = any(child.dep_ == "nsubj" for child in above.children)
            if (above.dep_ == "conj" and own_subject) or at.dep_ not in _SHARES_DATE:
                break
        elif at.dep_ in _CROSSING:
            break
        at = above
    return found


def is_about_to(noun: Token, verb: Token) -> bool:
    """ "The talks are due to be held": a verb of happening, ruled by the one that the noun has."""
    if noun.dep_ not in ("nsubj", "nsubjpass"):
        return False
    lemma = verb.lemma_.lower()
    if lemma not in meetings().occurring and lemma not in status_words().scheduling:
        return False
    at = verb
    while at.dep_ in ("xcomp", "acomp", "ccomp", "oprd") and at.head.i != at.i:
        at = at.head
        if at.i == noun.head.i:
            return True
    return False


def _comes_before(verb: Token) -> bool:
    """ "Wrapped up on Tuesday, days before A convenes": the later clause has its own day.

    So has "…, with A expected to meet B".
    """
    return verb.dep_ == "advcl" and any(
        child.dep_ == "mark" and child.lower_ in ("before", "until", "with")
        for child in verb.children
    )


def same_clause(token: Token, verb: Token) -> bool:
    """True where a verb stands above a token and no clause begins between them."""
    return any(above.i == verb.i for above in climb(token)) and not _clause_between(token, verb)


def verb_between(sentence: Sentence, first: int, last: int) -> bool:
    """True where a verb stands between two words."""
    return any(word.pos == "VERB" for word in sentence.words[first + 1 : last])
