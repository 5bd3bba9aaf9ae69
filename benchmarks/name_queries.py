"""What a newsroom may type for the people of a base, and for people who are not in it.

Of each query it is known whom it may mean: all people of the base that fit its words equally well,
so that asking back is right. Nothing is taken from the resolver's tables, and no query is kept whose
text names somebody else of the base. A hash of the text parts the queries in two halves: `held` ones
were never looked at while anything was tuned.
"""

import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

from rapidfuzz.distance import OSA

from benchmarks.name_sets import HONORIFICS, LETTERS, RESPELLED, SHORT, TITLES, Made, junk, plain

SHOWN = 8
"""More people than an answer shows can't be told apart by a family name; such are not asked for."""

_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_HEARD = (
    ("ph", "f"), ("ck", "k"), ("th", "t"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ei", "ai"),
    ("sh", "s"), ("sz", "sh"), ("cz", "ch"), ("ks", "x"), ("c", "k"), ("v", "w"), ("y", "i"),
    ("z", "s"), ("j", "y"), ("q", "k"), ("dj", "j"), ("ie", "i"), ("ij", "y"), ("kh", "h"),
)  # fmt: skip
_ONSETS = "b br d dr f g gl k kr l m n p pl r s sk st t tr v z zh ch sh h j w y".split()
_VOWELS = "a e i o u ai ou ia ea".split()
_ENDS = "l n r s t k m nd rk sk x lt ".split(" ")


@dataclass(frozen=True, slots=True)
class Query:
    """What is typed, how it was made, and whose ids are right; none where it is nobody's."""

    kind: str
    text: str
    right: frozenset[str] = frozenset()

    @property
    def held(self) -> bool:
        """Whether the query is of the half that nothing was tuned to."""
        return crc32(self.text.encode()) % 2 == 1


class Asking:
    """Makes queries for the people of a base, as its roster lists them."""

    def __init__(self, made: Sequence[Made], seed: int) -> None:
        self._made = made
        self._rng = random.Random(seed)
        self._named: dict[str, set[str]] = defaultdict(set)
        self._having: dict[str, set[str]] = defaultdict(set)
        self._with_initial: dict[str, set[str]] = defaultdict(set)
        for one in made:
            id = one.entry.id
            words = folded(one.entry.name)
            self._named[" ".join(sorted(words))].add(id)
            for word in {*words, *folded(one.family), " ".join(folded(one.family))}:
                self._having[word].add(id)
            for word in folded(one.entry.name):
                self._with_initial[word[0]].add(id)

    def known(self, number: int) -> list[Query]:
        """Queries that mean somebody, of all ways alike often as far as names allow."""
        ways: list[tuple[str, Callable[[Made], str]]] = [
            ("as listed", lambda one: one.entry.name),
            ("small letters", lambda one: one.entry.name.lower()),
            ("no diacritics", lambda one: _changed(one.entry.name, plain(one.entry.name))),
            ("order swapped", _swapped),
            ("with comma", lambda one: f"{one.family}, {one.entry.name.replace(one.family, '')}"),
            ("title", self._titled),
            ("no middle name", self._without_middle),
            ("family name", self._family),
            ("initial", self._initial),
            ("transliteration", lambda one: _respelled(one.entry.name, RESPELLED)),
            ("short form", lambda one: _respelled(one.entry.name, SHORT)),
            ("own script", lambda one: one.native or ""),
            ("letter left out", lambda one: self._slip(plain(one.entry.name), _left_out)),
            ("letter added", lambda one: self._slip(plain(one.entry.name), _added)),
            ("letters swapped", lambda one: self._slip(plain(one.entry.name), _transposed)),
            ("wrong key", lambda one: self._slip(plain(one.entry.name), _wrong_key)),
            ("by ear", lambda one: self._slip(plain(one.entry.name), _by_ear)),
            ("two slips", self._two_slips),
            ("slip, order swapped", lambda one: self._slip(plain(_swapped(one)), _transposed)),
            ("slip, no middle name", lambda one: self._slip(self._without_middle(one), _left_out)),
        ]
        queries = [self._of_way(kind, way) for kind, way in ways]
        found: dict[str, Query] = {}
        while len(found) < number:
            for several in queries:
                if (query := next(several, None)) is not None:
                    found.setdefault(query.text, query)
        return list(found.values())[:number]

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

    # Known people

    def _of_way(self, kind: str, way: Callable[[Made], str]) -> Iterator[Query]:
        for _ in range(40 * len(self._made)):
            one = self._rng.choice(self._made)
            text = " ".join(way(one).split())
            if not text:
                continue
            right = self._meant(kind, text, one)
            if right:
                yield Query(kind, text, right)

    def _meant(self, kind: str, text: str, one: Made) -> frozenset[str]:
        """Whom a query may mean; nobody where its text is no good question."""
        id = one.entry.id
        if kind == "family name":
            several = self._having[" ".join(folded(one.family))]
        elif kind == "initial":
            initial = folded(one.given)[0][0]
            several = self._having[" ".join(folded(one.family))] & self._with_initial[initial]
        elif "no middle name" in kind:
            several = self._having[folded(one.given)[0]] & self._having[folded(one.family)[-1]]
        else:
            several = {id}
        typed = " ".join(sorted(folded(text)))
        others = self._named.get(typed, set()) - several
        return frozenset() if others or len(several) > SHOWN else frozenset(several)

    def _titled(self, one: Made) -> str:
        name = one.entry.name
        if one.entry.titles and self._rng.random() < 0.5:
            return f"{one.entry.titles[0]} {name}"
        return f"{self._rng.choice((*HONORIFICS, *TITLES))} {name}"

    def _without_middle(self, one: Made) -> str:
        words = one.entry.name.split()
        if len(words) < 3 or " " in one.family or one.entry.name.startswith(one.family):
            return ""
        return f"{words[0]} {words[-1]}"

    def _family(self, one: Made) -> str:
        return one.family if len(plain(one.family)) > 3 else ""

    def _initial(self, one: Made) -> str:
        first = one.given[0]
        if one.entry.name.startswith(one.family):
            return f"{one.family} {first}."
        return f"{first}. {one.family}"

    def _slip(self, text: str, slip: Callable[[random.Random, str, int], str]) -> str:
        places = [n for n, letter in enumerate(text) if letter.isalpha()]
        if len(places) < 8:
            return ""
        for _ in range(12):
            made = slip(self._rng, text, self._rng.choice(places))
            if made not in ("", text):
                return made
        return ""

    def _two_slips(self, one: Made) -> str:
        name = plain(one.entry.name)
        if len(name) < 12:
            return ""
        slips = (_left_out, _added, _transposed, _wrong_key, _by_ear)
        once = self._slip(name, self._rng.choice(slips))
        return self._slip(once, self._rng.choice(slips))

    # Nobody

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
        """A name that no listed name holds the words of."""
        family = bearer.family
        words = folded(f"{given} {family}")
        having = [self._having.get(word, set()) for word in words]
        if set.intersection(*having):
            return None
        first = bearer.entry.name.startswith(family)
        return Query(kind, f"{family} {given}" if first else f"{given} {family}")

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
                yield Query("far: invented family", f"{self._rng.choice(self._made).given} {family}")

    def _junk(self) -> list[Query]:
        return [Query("far: no name", one.text) for one in junk() if self._is_far(one.text)]

    def _is_far(self, text: str) -> bool:
        return not any(word in self._having for word in folded(text))

    def _word(self) -> str:
        parts = [
            self._rng.choice(_ONSETS) + self._rng.choice(_VOWELS) for _ in range(self._rng.choice((2, 3)))
        ]
        return "".join(parts).capitalize() + self._rng.choice(_ENDS)


def folded(text: str) -> list[str]:
    """The words of a text as plain small letters."""
    kept = "".join(c if c.isalnum() else " " for c in plain(text).casefold().replace("'", ""))
    return kept.split()


def _by_culture(made: Sequence[Made]) -> dict[str, list[str]]:
    given: dict[str, list[str]] = defaultdict(list)
    for one in made:
        given[one.culture].append(one.given)
    return given


def _is_another(one: str, other: str) -> bool:
    """Whether two given names are nearly alike and yet two names, no two spellings of one."""
    a, b = plain(one).lower(), plain(other).lower()
    return 0 < OSA.distance(a, b) <= 2 and _heard(a) != _heard(b)


def _heard(word: str) -> str:
    for letters, sound in _HEARD:
        word = word.replace(letters, sound)
    return "".join(c for n, c in enumerate(word) if n == 0 or c != word[n - 1])


def _swapped(one: Made) -> str:
    rest = " ".join(one.entry.name.replace(one.family, " ").split())
    if one.entry.name.startswith(one.family):
        return f"{rest} {one.family}"
    return f"{one.family} {rest}"


def _respelled(name: str, table: Mapping[str, str]) -> str:
    return _changed(name, " ".join(table.get(word, word) for word in name.split()))


def _changed(name: str, other: str) -> str:
    return other if other != name else ""


def _left_out(rng: random.Random, text: str, at: int) -> str:
    return text[:at] + text[at + 1 :]


def _added(rng: random.Random, text: str, at: int) -> str:
    return text[:at] + rng.choice((text[at], rng.choice(LETTERS))) + text[at:]


def _transposed(rng: random.Random, text: str, at: int) -> str:
    if at + 1 >= len(text) or not text[at + 1].isalpha():
        return ""
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def _wrong_key(rng: random.Random, text: str, at: int) -> str:
    near = [
        other
        for y, row in enumerate(_KEYS)
        for x, other in enumerate(row)
        for v, keys in enumerate(_KEYS)
        if (u := keys.find(text[at].lower())) >= 0 and 0 < abs(x - u) + abs(y - v) <= 1
    ]
    return text[:at] + rng.choice(sorted(near)) + text[at + 1 :] if near else ""


def _by_ear(rng: random.Random, text: str, at: int) -> str:
    fitting = [(a, b) for a, b in _HEARD if text[at:].lower().startswith(a)]
    fitting += [(b, a) for a, b in _HEARD if text[at:].lower().startswith(b)]
    if not fitting:
        return ""
    letters, other = rng.choice(fitting)
    return text[:at] + other + text[at + len(letters) :]
