"""Anniversaries and years with a name: "the 70th anniversary of ties", "the Year of Tourism"."""

from knowledge.extraction.grammar.clauses import climb
from knowledge.extraction.lexicon import milestones
from knowledge.extraction.milestones.ahead import Ahead
from knowledge.extraction.milestones.phrases import noun_words
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.parsing.tokens import Token

_NEAR = 12


def anniversary_at(sentence: Sentence, ahead: Ahead) -> list[tuple[int, int]]:
    """The anniversaries that fall on a date, as spans of words."""
    dated = range(ahead.first, ahead.last)
    spans = []
    for i in range(len(sentence.words)):
        token = sentence.tokens[sentence.words[i].last - 1]
        if not _is_anniversary(sentence, i):
            continue
        if not (_belongs(sentence, ahead, token) or i == _celebrated(sentence, ahead)):
            continue
        span = noun_words(sentence, token, dated)
        if span[1] - span[0] >= 2:
            spans.append(span)
    return spans


def _is_anniversary(sentence: Sentence, i: int) -> bool:
    """True for "anniversary", and for "years" in "65 years of friendship"."""
    if sentence.lower(i) in milestones().anniversaries:
        return True
    if sentence.lower(i) not in ("years", "decades", "century") or sentence.lower(i + 1) != "of":
        return False
    words = {sentence.lower(k) for k in range(i + 2, i + 6)}
    return bool(words & milestones().years_of)


def _belongs(sentence: Sentence, ahead: Ahead, token: Token) -> bool:
    """True when a date is that of an anniversary: above it, below it, or beside it in a clause."""
    head = ahead.head
    if not ahead.subject and any(is_date(child) for child in head.children):
        return False  # "July marks the anniversary, and next January …"
    above = [token, *climb(token)]
    if head.i in {t.i for t in above[:6]}:
        celebrates = head.lemma_.lower() in milestones().celebrating
        return celebrates or head.i == token.i or ahead.subject
    if head.lemma_.lower() in milestones().celebrating:
        # "the 70th anniversary of relations between the two countries, to be celebrated next year"
        return any(t.i == token.i for t in list(climb(head))[:8])
    return any(t.i == token.i for t in list(climb(head))[:3])


def is_date(token: Token) -> bool:
    """True for the subject of "July marks the anniversary"."""
    return token.dep_ == "nsubj" and token.ent_type_ == "DATE"


def _celebrated(sentence: Sentence, ahead: Ahead) -> int | None:
    """ "… the 70th anniversary of their ties, to be celebrated next year": the last one before."""
    head = ahead.head
    if head.lemma_.lower() not in ("celebrate", "commemorate", "mark", "observe"):
        return None
    at = sentence.position(head)
    if at is None or any(child.dep_ == "dobj" for child in head.children):
        return None
    return next((i for i in range(at - 1, -1, -1) if _is_anniversary(sentence, i)), None)


def named_year_at(sentence: Sentence, ahead: Ahead) -> list[tuple[int, int]]:
    """The name that a year of the calendar is given, as a span of words."""
    if len(ahead.value) != len("2022"):
        return []
    for i in range(len(sentence.words)):
        if sentence.lower(i) not in ("year", "years") or not sentence.words[i].capital:
            continue
        if not _names(sentence, ahead, i):
            continue
        first = i
        while sentence.words[first - 1].capital and first - 1 >= ahead.last:
            first -= 1
        last = i + 1
        while last < len(sentence.words) and _goes_on(sentence, last) and last - i < _NEAR:
            last += 1
        while last - 1 > i and not sentence.words[last - 1].capital:
            last -= 1
        if last - first >= 2:
            return [(first, last)]
    return []


def _goes_on(sentence: Sentence, i: int) -> bool:
    word = sentence.words[i]
    return word.capital or word.lower in ("of", "and", "for", "the", "in", "-", "–", "&", "on")


def _names(sentence: Sentence, ahead: Ahead, i: int) -> bool:
    """True when the year stands right before its name, or a verb of naming joins the two."""
    between = [sentence.lower(k) for k in range(ahead.last, i)]
    if 0 <= len(between) <= 5 and ahead.last <= i:
        return "as" in between or ahead.subject or not set(between) & {",", ".", "and"}
    after = ahead.first - i
    return 0 < after <= _NEAR and ahead.head.lemma_.lower() in milestones().designating
