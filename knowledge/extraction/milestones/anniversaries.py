"""Anniversaries and years with a name: "the 70th anniversary of ties", "the Year of Tourism"."""

from itertools import takewhile

from knowledge.extraction.grammar.clauses import climb
from knowledge.extraction.lexicon import milestones
from knowledge.extraction.milestones.ahead import Ahead
from knowledge.extraction.milestones.listed import beginning, joined, listed_until
from knowledge.extraction.milestones.phrases import noun_words
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.parsing.tokens import Token

_NEAR = 12


def anniversary_at(sentence: Sentence, ahead: Ahead) -> list[tuple[int, int]]:
    """The anniversaries that fall on a date, as spans of words.

    Those that a joining word makes one list fall on the same: "the 60th anniversary of their ties
    as well as the 5th anniversary of their pact next year".
    """
    dated = range(ahead.first, ahead.last)
    spans = []
    for members in joined(sentence, _anniversaries(sentence), dated):
        if not any(_falls(sentence, ahead, i) for i in members) and not (
            len(members) > 1 and _celebrates(sentence, ahead, members)
        ):
            continue
        for i, following in zip(members, [*members[1:], None], strict=True):
            alone = len(members) == 1
            span = noun_words(sentence, _token(sentence, i), dated)
            if not alone:
                end = ahead.first if following is None else beginning(sentence, following)
                span = (span[0], listed_until(sentence, i, end, span[1]))
            if span[1] - span[0] >= 2 and not _has_later_year(sentence, span, ahead):
                spans.append(span)
    return spans


def _anniversaries(sentence: Sentence) -> list[int]:
    return [i for i in range(len(sentence.words)) if _is_anniversary(sentence, i)]


def _token(sentence: Sentence, i: int) -> Token:
    token: Token = sentence.tokens[sentence.words[i].last - 1]
    return token


def _falls(sentence: Sentence, ahead: Ahead, i: int) -> bool:
    return _belongs(sentence, ahead, _token(sentence, i)) or i == _celebrated(sentence, ahead)


def _celebrates(sentence: Sentence, ahead: Ahead, members: list[int]) -> bool:
    """True where a list is celebrated and its date stands right behind it, whatever the parser
    hangs the date on."""
    verb = _token(sentence, members[0]).head
    between = sentence.words[members[-1] + 1 : ahead.first]
    return (
        _celebrating(verb)
        and 0 < len(between) <= _NEAR
        and not any(word.pos in ("VERB", "AUX", "PUNCT") for word in between)
    )


def _has_later_year(sentence: Sentence, span: tuple[int, int], ahead: Ahead) -> bool:
    """True for an anniversary that has a date of its own, "… of the pact in 2025"."""
    return any(
        sentence.lower(i) == "in"
        and sentence.lower(i + 1).isdecimal()
        and len(sentence.lower(i + 1)) == len("2022")
        and sentence.lower(i + 1) > ahead.value[:4]
        for i in range(*span)
    )


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
        below = takewhile(lambda t: t.i != head.i, above)
        if any(t.pos_ == "VERB" and t.dep_ == "conj" and not _celebrating(t) for t in below):
            return False  # "will mark one next year and recalled another"
        celebrates = _celebrating(head)
        return celebrates or head.i == token.i or ahead.subject
    if _celebrating(head):
        # "the 70th anniversary of relations between the two countries, to be celebrated next year"
        return any(t.i == token.i for t in list(climb(head))[:8])
    return any(t.i == token.i for t in list(climb(head))[:3])


def _celebrating(verb: Token) -> bool:
    return verb.lemma_.lower() in milestones().celebrating


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
