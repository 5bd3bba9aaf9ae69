"""Signs by which a sentence is known again: words, people, countries, places, days and sums."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from math import log

from knowledge.drafts.model import Account, Line

_PERSON, _PARTY, _PLACE, _DAY, _SUM = 2.0, 1.0, 1.5, 1.5, 2.0
_LIGHT, _HEAVY = 0.3, 1.5

Key = tuple[str, Hashable]
"""A sign: what sort it is, and what it is."""


class Weights:
    """How much each word counts: the rarer in what was read, the more."""

    def __init__(self, accounts: Iterable[Account]) -> None:
        lines = [{word.key for word in line.words} for a in accounts for line in a.lines]
        self._counts = Counter(key for keys in lines for key in keys)
        self._lines = max(len(lines), 2)

    def of(self, key: Key) -> float:
        """The weight of a sign."""
        match key[0]:
            case "person":
                return _PERSON
            case "party":
                return _PARTY
            case "place":
                return _PLACE
            case "day":
                return _DAY
            case "sum":
                return _SUM
            case _:
                rare = log(self._lines / (1 + self._counts[str(key[1])])) / log(self._lines)
                return _LIGHT + (_HEAVY - _LIGHT) * max(0.0, rare)


def signs(line: Line) -> Iterator[tuple[Key, int, int]]:
    """The signs of a draft's line, each with its offsets."""
    for word in line.words:
        yield ("word", word.key), word.at, word.at + 1
    for naming in line.people:
        yield ("person", naming.who), naming.start, naming.end
    for party in line.parties:
        if not party.bound:
            yield ("party", party.code), party.start, party.end
    for place in line.places:
        yield ("place", place.keys), place.start, place.end
    for day in line.dates:
        yield ("day", day.value), day.start, day.end
    for found in line.sums:
        yield ("sum", found.sums[0]), found.start, found.end
