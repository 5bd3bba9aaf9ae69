"""Names with words in the middle: "Ana Brnabic", "Ana M. Brnabic", "Ana Maria Brnabic".

A patronymic or a second given name is printed by some papers only.
"""

from collections.abc import Iterable
from itertools import pairwise

from knowledge.text import fold

SIGN = "-"
"""With this the likenesses of such names begin."""


def likenesses(party: str, office: str, names: Iterable[str]) -> set[str]:
    """Keys under which such names of one country, or of one office, meet."""
    found: set[str] = set()
    for name in names:
        words = fold(name).split()
        if len(words) < 2 or min(len(words[0]), len(words[-1])) < 2:
            continue
        ends = f"{words[0]} {words[-1]}"
        found.update(f"{SIGN}{kind}|{ends}" for kind in (party, office) if kind)
    return found


def are_nested(names: Iterable[str]) -> bool:
    """True when each name has the words of the next shorter one, in their order.

    An initial stands for a word. "Ana Maria Brnabic" and "Ana Petra Brnabic" are two people.
    """
    ordered = sorted({tuple(fold(name).split()) for name in names}, key=lambda w: (len(w), w))
    return all(_has_words(short, full) for short, full in pairwise(ordered))


def _has_words(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    left = iter(full)
    return all(any(_stands_for(word, other) for other in left) for word in short)


def _stands_for(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])
