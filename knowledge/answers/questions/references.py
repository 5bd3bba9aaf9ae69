"""Whom a sentence means by "he", "we" or "the two leaders", where that is beyond doubt.

Extraction resolves the references of facts; most sentences have no fact, and here only the plain
cases are settled. Whatever is not is left as it was: the words around a sentence then count less.
"""

import re
from collections.abc import Sequence

from knowledge.answers.questions.printing import has_name
from knowledge.model import Fact, MeetingFact, PersonRef, people_of
from knowledge.questions.words import Text
from knowledge.text import fold

_OPENING = r"^\W*(?:(?:however|but|and|also|later|then|on \w+|in (?:\w+ )?\d{4}|after that),? )?"
_HE = re.compile(rf"{_OPENING}s?he\b", re.I)
_OFFICE = re.compile(
    rf"{_OPENING}the (president|prime minister|minister|premier|chancellor|king|queen|secretary"
    r"|ambassador|chairman|governor|mayor|secretary[- ]general)\b(?! of\b|['’]| (?-i:[A-Z]))",
    re.I,
)
_WE = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur)\b")
_PAIR = re.compile(
    r"\b(?:the two (?:leaders|presidents|ministers|men|women|premiers|sides|countries|of them)"
    r"|both (?:leaders|presidents|ministers|men|women|premiers|sides)"
    r"|the (?:leaders|presidents)(?! of\b)"
    r"|we (?:both )?(?:\w+ )?together|each other|one another)\b",
    re.I,
)
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]*[A-Z])")
# "President of Slovenia Borut Pahor (retranslated):" before what somebody said.
_LABEL = re.compile(
    r"^[ \t]*([A-Z][^\n.!?“\"]{2,120}?)[ \t]*:[ \t]*$|^([A-Z][^\n.!?:“\"]{2,80}):\s", re.M
)
_TWO_NAMES = re.compile(r"\b[A-Z][\w’'-]+ (?:[A-Z]\. )?[A-Z][\w’'-]+")


def means(
    person: str,
    words: Sequence[str],
    sentence: Text,
    before: tuple[str, str],
    facts: Sequence[Fact],
) -> bool | None:
    """Whether a sentence means a person by a word that stands for one; None where it isn't plain.

    `words` are the person's name, folded, `before` is what stands before the sentence, in its
    paragraph and in its article, and `facts` are those that the article tells.
    """
    if _is_one_of_the_pair(person, sentence, facts) or _is_speaking(words, sentence, before[1]):
        return True
    return _is_the_one_before(words, person, sentence, before[0], facts)


def _people_in(facts: Sequence[Fact]) -> dict[str, PersonRef]:
    """Everybody of some facts, by id."""
    return {ref.id: ref for fact in facts for ref in people_of(fact)}


def _is_one_of_the_pair(person: str, sentence: Text, facts: Sequence[Fact]) -> bool:
    """Whether "the two leaders" of a sentence are a person and one more.

    So it is where all meetings that the article tells of are theirs, and the sentence prints
    nobody else.
    """
    if _PAIR.search(sentence.text) is None:
        return False
    met = {ref.id for fact in facts if isinstance(fact, MeetingFact) for ref in fact.people}
    return len(met) == _TWO and person in met and not _others(sentence, facts, met)


_TWO = 2


def _is_the_one_before(
    words: Sequence[str], person: str, sentence: Text, before: str, facts: Sequence[Fact]
) -> bool | None:
    """Whether "he" in a sentence is a person: the only one in the nearest sentence with a name.

    So may "the President" be, for one who is called so. None where the sentence has no such word,
    or where it may be one of several; False where that sentence begins with somebody else.
    """
    office = _OFFICE.match(sentence.text)
    called = office is not None and any(
        f" {fold(office[1])} " in f" {fold(ref.title or '')} "
        for fact in facts
        for ref in people_of(fact)
        if ref.id == person
    )
    if not called and _HE.match(sentence.text) is None:
        return None
    for one in reversed(_SENTENCE.split(before)):
        text = Text(one)
        own = has_name(text, words, alone=True)
        others = _others(text, facts, {person})
        if own:
            alone = not others and not _names_another(one, words)
            return True if alone else None
        if others:
            # Somebody whom the sentence began with is meant, somebody at its end perhaps.
            return False if not called and _others(Text(one[:_BEGUN]), facts, {person}) else None
        if _names_another(one, words):
            return None
    return None


_BEGUN = 60


def _is_speaking(words: Sequence[str], sentence: Text, text_before: str) -> bool:
    """Whether "I" or "we" in a sentence of a transcript is a person: the last label is theirs."""
    if _WE.search(sentence.text) is None:
        return False
    labels = [one or other for one, other in _LABEL.findall(text_before)]
    return bool(labels) and has_name(Text(labels[-1]), words, alone=True)


def _others(sentence: Text, facts: Sequence[Fact], besides: set[str]) -> bool:
    return any(
        has_name(sentence, fold(ref.name).split(), alone=True)
        for ref in _people_in(facts).values()
        if ref.id not in besides and fold(ref.name)
    )


def _names_another(sentence: str, words: Sequence[str]) -> bool:
    """Whether two capitalised words stand together that are no part of a name."""
    return any(not set(fold(found).split()) & set(words) for found in _TWO_NAMES.findall(sentence))
