"""Which word a date belongs to, also where the parser hung it on another one."""

from knowledge.extraction.grammar.clauses import children, climb, is_infinitive
from knowledge.extraction.grammar.outlook import is_planned
from knowledge.extraction.lexicon import milestones, status_words
from knowledge.extraction.named.titles import head_of
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.parsing.tokens import Token

_NEAR = 9
_STEPS = frozenset({"of", "in", "on", "by", "before", "until", "till", "from", "through", "at"})
_STAGES = frozenset({"end", "start", "beginning", "middle", "close", "turn", "half", "quarter"})
# What leads in a date, and may stand between it and what it is the date of.
CUES = frozenset({*_STEPS, "for", "to", "than", "around", "about", "during", "as", "early"})
_ENDS = frozenset({";", ":", "—", "–", "who", "which", "that", "but", "while"})


def date_head(sentence: Sentence, first: int, last: int) -> tuple[Token, bool] | None:
    """The word that the date over words `first`..`last`-1 belongs to; whether it is its subject."""
    tokens = sentence.tokens[sentence.words[first].first : sentence.words[last - 1].last]
    inside = {token.i for token in tokens}
    at = next((t for t in tokens if t.head.i not in inside or t.head.i == t.i), tokens[0])
    subject = at.dep_ in ("nsubj", "nsubjpass") and at.head.pos_ in ("VERB", "AUX")
    head = _above(at, inside)
    if head is None or subject:
        return None if head is None else (head, True)
    officer = head_of(head.lower_) is not None and head.pos_ in ("NOUN", "PROPN")
    if officer and not is_chair(sentence, head):
        # "Chairman next year" is about the chairman, "will be sworn in as president on Friday"
        # about the verb.
        verb = _becoming(head)
        return None if verb is None else (verb, False)
    if head.pos_ in ("VERB", "AUX", "ADJ") and not is_planned(sentence, head):
        if (infinitive := _infinitive_before(sentence, head, first)) is not None:
            return infinitive, False
        # "He spoke of a summit in Yalta on 19 September": parsers hang such dates on the verb.
        head = _occasion_before(sentence, first) or _told(sentence, head, first) or head
    return head, False


def is_chair(sentence: Sentence, noun: Token) -> bool:
    """ "Chair of ASEAN": what a state is for a year, unless a person's name stands behind it."""
    at = sentence.position(noun)
    if at is None or noun.lower_ not in milestones().chairs:
        return False
    of = sentence.lower(at + 1) == "of" and sentence.words[at + 2].capital
    return of and not sentence.words[at + 2].lower.endswith("ing")


def _above(at: Token, inside: set[int]) -> Token | None:
    """The first word above a date that is neither of its own words nor a step towards it."""
    for above in climb(at):
        step = above.pos_ in ("ADP", "SCONJ", "ADV") or above.dep_ == "prep"
        # "On the 5th and 6th December": the other day of the two.
        day = above.lower_[:1].isdigit()
        if above.i in inside or step or day or above.lower_ in _STAGES or above.pos_ == "NUM":
            continue
        return above
    return None


def _becoming(officer: Token) -> Token | None:
    """The verb of "sworn in as president", "takes office as", "becomes chancellor"."""
    above = officer.head
    if officer.dep_ == "pobj" and above.lower_ == "as":
        above = above.head
    elif officer.dep_ not in ("attr", "oprd", "dobj"):
        return None
    return above if above.pos_ in ("VERB", "AUX") else None


def _infinitive_before(sentence: Sentence, head: Token, first: int) -> Token | None:
    """The "clear" of "asked for help to clear mines by 2030": the last verb, where "by" follows."""
    if sentence.lower(first - 1) != "by":
        return None
    for i in range(first - 1, -1, -1):
        token = sentence.tokens[sentence.words[i].last - 1]
        if token.pos_ in ("VERB", "AUX"):
            return token if token.i != head.i and is_infinitive(token) else None
    return None


def _occasion_before(sentence: Sentence, first: int) -> Token | None:
    """The occasion whose place and date stand right behind it."""
    at = first - 1
    while at > 0 and first - at < _NEAR:
        word = sentence.words[at]
        if word.lower in milestones().occasions and word.pos in ("NOUN", "PROPN"):
            return sentence.tokens[word.last - 1]
        joins = word.lower == "and" and sentence.words[at + 1].capital
        if not (joins or word.capital or word.lower in CUES or word.lower in ("the", "next")):
            return None
        at -= 1
    return None


def _told(sentence: Sentence, head: Token, first: int) -> Token | None:
    """ "Flights will start in October, the minister said": hung on the "said" behind the date."""
    at = sentence.position(head)
    if at is None or at < first or head.lemma_.lower() not in status_words().saying:
        return None
    subjects = [sentence.position(child) for child in children(head, "nsubj")]
    if not any(i is not None and first < i < at for i in subjects):
        return None
    for i in range(first - 1, -1, -1):
        token = sentence.tokens[sentence.words[i].last - 1]
        if sentence.lower(i) in _ENDS:
            return None
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass"):
            return token
    return None
