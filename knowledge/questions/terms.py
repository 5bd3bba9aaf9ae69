"""The words of a question that an answer's sentence is to hold, those of one sense together."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from knowledge.language.tokens import Token
from knowledge.names.wordings import longest, same
from knowledge.questions.model import Term
from knowledge.questions.words import (
    LONGEST_PHRASE,
    PARTICLES,
    is_phrase,
    read,
    stem,
    stems,
    variants,
    without_owner,
    wordset,
)
from knowledge.text import fold


def phrasal(tokens: Sequence[Token], free: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Verbs that mean something else with a word after them, with the places of both words."""
    for n in sorted(free):
        for m in range(n + 1, min(n + _PARTED, len(tokens))):
            if m not in free or not (m == n + 1 or tokens[m].key in PARTICLES):
                continue
            if f"{stem(tokens[n].key)} {tokens[m].key}" in wordset("phrasal"):
                yield n, m
                break


_PARTED = 6


def terms(
    tokens: Sequence[Token], used: Iterable[int], generic: set[int], pairs: dict[int, int]
) -> Iterator[Term]:
    """The words that are left, those of known wordings together."""
    taken = set(used)
    for start, end in pairs.items():
        if taken.isdisjoint({start, end}):
            taken |= {start, end}
            said = f"{tokens[start].key} {tokens[end].key}"
            yield Term(said, variants(said), start)
    for size in range(longest(), 1, -1):
        for start in range(len(tokens) - size + 1):
            positions = range(start, start + size)
            if taken.isdisjoint(positions):
                said = " ".join(tokens[n].key for n in positions)
                if same(said):
                    taken.update(positions)
                    yield Term(said, variants(said), start)
    for size in range(LONGEST_PHRASE, 1, -1):
        for start in range(len(tokens) - size + 1):
            positions = range(start, start + size)
            words = tuple(tokens[n].key for n in positions)
            if taken.isdisjoint(positions) and generic.isdisjoint(positions) and is_phrase(words):
                taken.update(positions)
                yield Term(" ".join(words), variants(" ".join(words)), start)
    for n, token in enumerate(tokens):
        if n in taken or not any(char.isalnum() for char in token.text):
            continue
        if token.quoted:
            yield Term(token.text, frozenset({tuple(map(stem, token.key.split()))}), n, name=True)
        elif n in generic or not is_light(token.key):
            yield Term(
                token.text,
                variants(fold(without_owner(token.text)) or token.key),
                n,
                name=_is_name(token, n) and n not in generic,
                generic=n in generic,
            )
        elif token.text.isdecimal():
            yield Term(token.text, variants(token.key), n, name=True)
        else:
            yield Term(token.text, variants(token.key), n, light=True)


def distinct(found: Sequence[Term]) -> Iterator[Term]:
    """The same, none of them told by another word of the question: who buys shops does not shop."""
    own = {term.place: tuple(stems(term.said)) for term in found if term.heavy}
    for term in found:
        others = {one for place, one in own.items() if place != term.place}
        kept = term.phrases - others | ({own[term.place]} if term.heavy else frozenset())
        yield replace(term, phrases=kept) if term.heavy and kept != term.phrases else term


def _is_name(token: Token, place: int) -> bool:
    """Capitals within a question, or figures."""
    if any(char.isdigit() for char in token.text):
        return True
    return place > 0 and token.text[:1].isupper()


def is_light(key: str) -> bool:
    """Whether a folded word or phrase says little of what is asked."""
    return all(word in _light() for word in key.split())


@cache
def _light() -> frozenset[str]:
    return frozenset(fold(word) for line in read("light") for word in line.split(","))
