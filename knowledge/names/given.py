"""Given and family names: which stand for each other, and which are given names."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from itertools import combinations

from knowledge.names.gazetteer import lines


@cache
def variants() -> Mapping[str, frozenset[str]]:
    """Word → all words that may stand for it, itself included (Joe, Joseph; Yoon, Yun)."""
    groups: dict[str, set[str]] = defaultdict(set)
    for line in (*lines("variants.txt"), *lines("families.txt"), *lines("korean.txt")):
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


@cache
def _others() -> frozenset[frozenset[str]]:
    """Pairs of words that stand for each other in names that are not Korean."""
    return _pairs("variants.txt", "families.txt")


def only_korean(one: str, other: str) -> bool:
    """Whether two interchangeable words are spellings of one name in Korean alone: Im and Yim."""
    pair = frozenset((one, other))
    return pair in _of_korea() and pair not in _others()


@cache
def _of_korea() -> frozenset[frozenset[str]]:
    return _pairs("korean.txt")


def _pairs(*files: str) -> frozenset[frozenset[str]]:
    groups = (line.split() for file in files for line in lines(file))
    return frozenset(frozenset(pair) for group in groups for pair in combinations(group, 2))


@cache
def _apart() -> frozenset[frozenset[str]]:
    return _pairs("apart.txt")


def are_apart(one: str, other: str) -> bool:
    """Whether two given names that sound alike are two names: Yoko and Yuko."""
    return frozenset((one, other)) in _apart()


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
