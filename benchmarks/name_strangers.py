"""Names of people who are not in a base: nearly those of people who are, or far from them all."""

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import OSA

from benchmarks.name_queries import Listed, Query, folded
from benchmarks.name_sets import Made, junk
from benchmarks.name_slips import bare, heard

_ONSETS = [
    "b",
    "br",
    "d",
    "dr",
    "f",
    "g",
    "gl",
    "k",
    "kr",
    "l",
    "m",
    "n",
    "p",
    "pl",
    "r",
    "s",
    "sk",
    "st",
    "t",
    "tr",
    "v",
    "z",
    "zh",
    "ch",
    "sh",
    "h",
    "j",
    "w",
    "y",
]
_VOWELS = ["a", "e", "i", "o", "u", "ai", "ou", "ia", "ea"]
_ENDS = ("", *["l", "n", "r", "s", "t", "k", "m", "nd", "rk", "sk", "x", "lt"])


class Strangers:
    """Makes queries for nobody."""

    def __init__(self, listed: Listed, seed: int) -> None:
        self._listed = listed
        self._made = listed.made
        self._rng = random.Random(seed)

    def unknown(self, number: int) -> list[Query]:
        """Queries that mean nobody: half of them near to a name of the base, half far."""
        near = [self._stranger(), self._neighbour(), self._relative()]
        far = [self._invented(), self._invented_family(), iter(self._junk())]
        found: dict[str, Query] = {}
        for several, most in ((near, number // 2), (far, number)):
            while len(found) < most:
                for one in several:
                    if (query := next(one, None)) is not None and len(found) < most:
                        found.setdefault(query.text, query)
        return list(found.values())

    def _stranger(self) -> Iterator[Query]:
        """A known family name with another given name of its culture."""
        given = _by_culture(self._made)
        while True:
            one = self._rng.choice(self._made)
            other = self._rng.choice(given[one.culture])
            if query := self._nobody("near: other given name", other, one):
                yield query

    def _neighbour(self) -> Iterator[Query]:
        """A known family name with a given name that is nearly the known one: Mario, Maria."""
        given = {culture: sorted(set(some)) for culture, some in _by_culture(self._made).items()}
        close: dict[tuple[str, str], list[str]] = {}
        while True:
            one = self._rng.choice(self._made)
            key = one.culture, one.given
            if key not in close:
                close[key] = [g for g in given[one.culture] if _is_another(g, one.given)]
            if close[key] and (
                query := self._nobody("near: like given name", self._rng.choice(close[key]), one)
            ):
                yield query

    def _relative(self) -> Iterator[Query]:
        """A known given name with another known family name of the culture."""
        families: dict[str, list[Made]] = defaultdict(list)
        for one in self._made:
            families[one.culture].append(one)
        while True:
            one = self._rng.choice(self._made)
            other = self._rng.choice(families[one.culture])
            if query := self._nobody("near: other family name", one.given, other):
                yield query

    def _nobody(self, kind: str, given: str, bearer: Made) -> Query | None:
        """A name of which no listed name holds the words, even without those in the middle."""
        family = bearer.family
        words = folded(f"{given} {family}")
        having = [self._listed.having.get(word, set()) for word in words]
        ends = having[0], having[-1]
        first = having[0], having[-1 - family.count(" ")]
        for several in (having, ends, first):
            if set.intersection(*several):
                return None
        family_first = bearer.entry.name.startswith(family)
        return Query(kind, f"{family} {given}" if family_first else f"{given} {family}")

    def _invented(self) -> Iterator[Query]:
        """A name of invented words."""
        while True:
            text = f"{self._word()} {self._word()}"
            if self._is_far(text):
                yield Query("far: invented", text)

    def _invented_family(self) -> Iterator[Query]:
        """A usual given name with an invented family name."""
        while True:
            family = self._word()
            if self._is_far(family):
                yield Query(
                    "far: invented family", f"{self._rng.choice(self._made).given} {family}"
                )

    def _junk(self) -> list[Query]:
        return [Query("far: no name", one.text) for one in junk() if self._is_far(one.text)]

    def _is_far(self, text: str) -> bool:
        return not any(word in self._listed.having for word in folded(text))

    def _word(self) -> str:
        parts = [
            self._rng.choice(_ONSETS) + self._rng.choice(_VOWELS)
            for _ in range(self._rng.choice((2, 3)))
        ]
        return "".join(parts).capitalize() + self._rng.choice(_ENDS)


def _by_culture(made: Sequence[Made]) -> dict[str, list[str]]:
    given: dict[str, list[str]] = defaultdict(list)
    for one in made:
        given[one.culture].append(one.given)
    return given


def _is_another(one: str, other: str) -> bool:
    """Whether two given names are nearly alike and yet two names, no two spellings of one."""
    a, b = bare(one).lower(), bare(other).lower()
    return 0 < OSA.distance(a, b) <= 2 and heard(a) != heard(b)
