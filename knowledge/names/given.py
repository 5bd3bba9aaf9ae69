"""Given and family names: which stand for each other, and which are given names."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from knowledge.names.gazetteer import lines


@cache
def variants() -> Mapping[str, frozenset[str]]:
    """Word → all words that may stand for it, itself included (Joe, Joseph; Yoon, Yun)."""
    return _groups("variants.txt", "families.txt", "korean.txt")


def _groups(*files: str) -> Mapping[str, frozenset[str]]:
    """Word → all that stand in a line with it, itself included."""
    groups: dict[str, set[str]] = defaultdict(set)
    for file in files:
        for line in lines(file):
            group = line.split()
            for word in group:
                groups[word].update(group)
    return {word: frozenset(group) for word, group in groups.items()}


def interchangeable(one: str, other: str) -> bool:
    """Whether one word may stand for the other in a person's name."""
    group = variants().get(one)
    if group is not None and other in group:
        return True
    # "al" and "el": few words have an L there, and nothing else need be looked at.
    return (
        len(one) > 4 and one[1] == "l" and one[1:] == other[1:] and {one[0], other[0]} == {"a", "e"}
    )


@cache
def _others() -> Mapping[str, frozenset[str]]:
    """Words that stand for each other in names that are not Korean."""
    return _groups("variants.txt", "families.txt")


def only_korean(one: str, other: str) -> bool:
    """Whether two interchangeable words are spellings of one name in Korean alone: Im and Yim."""
    return other in _of_korea().get(one, ()) and other not in _others().get(one, ())


@cache
def _of_korea() -> Mapping[str, frozenset[str]]:
    return _groups("korean.txt")


@cache
def _apart() -> Mapping[str, frozenset[str]]:
    return _groups("apart.txt")


def apart_from(word: str) -> frozenset[str]:
    """The given names that sound like one and are others: Yuko for Yoko."""
    return _apart().get(word, frozenset())


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
    listed = (*lines("families.txt"), *lines("korean.txt"))
    return frozenset(word for line in listed for word in line.split())


def is_family(word: str) -> bool:
    """Whether a word is a family name with known spellings (Kim, Gim)."""
    return word in _family()


def is_given(word: str) -> bool:
    """Whether a word is a usual given name, so that it is no slip of another one."""
    return word in _given()
