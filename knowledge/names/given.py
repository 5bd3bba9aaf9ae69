"""Given and family names: which stand for each other, and which are given names."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from knowledge.names.gazetteer import lines


@cache
def variants() -> Mapping[str, frozenset[str]]:
    """Word → all words that may stand for it, itself included (Joe, Joseph; Yoon, Yun)."""
    groups: dict[str, set[str]] = defaultdict(set)
    for line in (*lines("variants.txt"), *lines("families.txt")):
        group = line.split()
        for word in group:
            groups[word].update(group)
    return {word: frozenset(group) for word, group in groups.items()}


def interchangeable(one: str, other: str) -> bool:
    """Whether one word may stand for the other in a person's name."""
    group = variants().get(one)
    if group is not None and other in group:
        return True
    return one[2:] == other[2:] and len(one) > 4 and {one[:2], other[:2]} == {"al", "el"}


def spellings(word: str) -> set[str]:
    """All words that may stand for a word: its variants, and Alsisi for Elsisi."""
    found = {word, *variants().get(word, ())}
    if len(word) > 4 and word[:2] in ("al", "el"):
        found |= {"al" + word[2:], "el" + word[2:]}
    return found


@cache
def _given() -> frozenset[str]:
    listed = (*lines("given.txt"), *lines("variants.txt"))
    return frozenset(word for line in listed for word in line.split())


@cache
def _family() -> frozenset[str]:
    return frozenset(word for line in lines("families.txt") for word in line.split())


def is_family(word: str) -> bool:
    """Whether a word is a family name with known spellings (Kim, Gim)."""
    return word in _family()


def is_given(word: str) -> bool:
    """Whether a word is a usual given name, so that it is no slip of another one."""
    return word in _given()
