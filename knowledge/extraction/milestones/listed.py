"""Nouns that joining words make one list: "the 60th anniversary of A as well as the 5th of B".

Parsers hang the later ones on whatever stands before them, so the words themselves decide.
"""

from collections.abc import Collection

from knowledge.extraction.parsing.document import Sentence

_JOINERS = (
    ("as", "well", "as"),
    ("along", "with"),
    ("together", "with"),
    ("and",),
    ("plus",),
    ("&",),
    (",",),
)
_LONGEST = 14
_APART = frozenset({";", ":", "–", "—", "(", ")"})
_UNITS = frozenset({"year", "month", "week", "tomorrow", "today"})


def joined(sentence: Sentence, nouns: list[int], dated: Collection[int]) -> list[list[int]]:
    """Positions of nouns in groups of those that are listed together, in their order.

    A date among `dated`, or any other, between two of them sets them apart.
    """
    groups: list[list[int]] = []
    for i in nouns:
        if groups and _is_next(sentence, groups[-1][-1], i, dated):
            groups[-1].append(i)
        else:
            groups.append([i])
    return groups


def beginning(sentence: Sentence, noun: int) -> int:
    """Where a listed phrase begins, its joining words included: "as well as the 5th …"."""
    first = _first(sentence, noun)
    return first - _joiner(sentence, first)


def listed_until(sentence: Sentence, noun: int, end: int, told: int) -> int:
    """Where a listed phrase ends: before `end`, unless that is too far or not of it; else `told`,
    but never behind `end`."""
    words = sentence.words[noun + 1 : end]
    if not 0 < len(words) <= _LONGEST or any(w.pos in ("VERB", "AUX", "PUNCT") for w in words):
        return min(told, end) if end > noun else told
    return end


def _is_next(sentence: Sentence, noun: int, other: int, dated: Collection[int]) -> bool:
    first = _first(sentence, other)
    behind = first - _joiner(sentence, first)
    if behind == first or not noun < behind <= noun + _LONGEST:
        return False
    between = range(noun + 1, behind)
    return not any(
        i in dated
        or sentence.words[i].pos in ("VERB", "AUX")
        or sentence.lower(i) in _APART
        or sentence.lower(i) in _UNITS
        or (sentence.lower(i).isdecimal() and len(sentence.lower(i)) == len("2022"))
        for i in between
    )


def _first(sentence: Sentence, noun: int) -> int:
    """Where the phrase of a noun begins: "the 60th | anniversary", "65 | years"."""
    first = noun
    while first > 0 and sentence.words[first - 1].pos in ("ADJ", "NUM", "DET", "PRON"):
        first -= 1
    return first


def _joiner(sentence: Sentence, first: int) -> int:
    """How many joining words stand right before a position, a comma before them included."""
    for joiner in _JOINERS:
        start = first - len(joiner)
        if start > 0 and tuple(sentence.lower(i) for i in range(start, first)) == joiner:
            return len(joiner) + (joiner != (",",) and sentence.lower(start - 1) == ",")
    return 0
