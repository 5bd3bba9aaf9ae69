"""What a newsroom may type for the people of a base; `name_strangers` asks for others.

Of each query it is known whom it may mean: all people of the base that fit its words equally well,
so that asking back is right. Nothing is taken from the resolver's tables, and no query is kept
whose text names somebody else of the base. A hash of the text parts the queries in two halves:
`held` ones were never looked at while anything was tuned.
"""

import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

from benchmarks.name_sets import HONORIFICS, RESPELLED, SHORT, TITLES, Made
from benchmarks.name_slips import SLIPS, Slip, bare, slipped

SHOWN = 8
"""More people than an answer shows can't be told apart by a family name; such are not asked for."""


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


class Listed:
    """The people of a base, by what a query may hold of their names."""

    def __init__(self, made: Sequence[Made]) -> None:
        self.made = made
        self.named: dict[str, set[str]] = defaultdict(set)
        self.having: dict[str, set[str]] = defaultdict(set)
        self.with_initial: dict[str, set[str]] = defaultdict(set)
        for one in made:
            id = one.entry.id
            words = folded(one.entry.name)
            self.named[" ".join(sorted(words))].add(id)
            for word in {*words, " ".join(folded(one.family))}:
                self.having[word].add(id)
            for word in words:
                self.with_initial[word[0]].add(id)


class Asking:
    """Makes queries for the people of a base."""

    def __init__(self, listed: Listed, seed: int) -> None:
        self._listed = listed
        self._made = listed.made
        self._rng = random.Random(seed)

    def known(self, number: int) -> list[Query]:
        """Queries that mean somebody, of all ways alike often as far as names allow."""
        ways: list[tuple[str, Callable[[Made], str]]] = [
            ("as listed", lambda one: one.entry.name),
            ("small letters", lambda one: one.entry.name.lower()),
            ("no diacritics", lambda one: _changed(one.entry.name, bare(one.entry.name))),
            ("order swapped", _swapped),
            ("with comma", _with_comma),
            ("title", self._titled),
            ("no middle name", self._without_middle),
            ("family name", self._family),
            ("initial", self._initial),
            ("transliteration", _transliterated),
            ("short form", lambda one: _respelled(one.entry.name, SHORT)),
            ("own script", lambda one: one.native or ""),
            *((kind, self._with(slip)) for kind, slip in SLIPS.items()),
            ("two slips", self._two_slips),
            (
                "slip, order swapped",
                lambda one: self._slip(bare(_swapped(one)), SLIPS["letters swapped"]),
            ),
            (
                "slip, no middle name",
                lambda one: self._slip(self._without_middle(one), SLIPS["letter left out"]),
            ),
        ]
        queries = [self._of_way(kind, way) for kind, way in ways]
        found: dict[str, Query] = {}
        while len(found) < number:
            for several in queries:
                if (query := next(several, None)) is not None:
                    found.setdefault(query.text, query)
        return list(found.values())[:number]

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
        id, having = one.entry.id, self._listed.having
        if kind == "family name":
            several = having[" ".join(folded(one.family))]
        elif kind == "initial":
            initial = self._listed.with_initial[folded(one.given)[0][0]]
            several = having[" ".join(folded(one.family))] & initial
        elif "no middle name" in kind:
            several = having[folded(one.given)[0]] & having[folded(one.family)[-1]]
        else:
            several = {id}
        typed = " ".join(sorted(folded(text)))
        others = self._listed.named.get(typed, set()) - several
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
        return one.family if len(bare(one.family)) > 3 else ""

    def _initial(self, one: Made) -> str:
        first = one.given[0]
        if one.entry.name.startswith(one.family):
            return f"{one.family} {first}."
        return f"{first}. {one.family}"

    def _slip(self, text: str, slip: Slip) -> str:
        return slipped(self._rng, text, slip) if sum(map(str.isalpha, text)) >= 8 else ""

    def _with(self, slip: Slip) -> Callable[[Made], str]:
        return lambda one: self._slip(bare(one.entry.name), slip)

    def _two_slips(self, one: Made) -> str:
        name = bare(one.entry.name)
        if len(name) < 12:
            return ""
        slips = list(SLIPS.values())
        once = self._slip(name, self._rng.choice(slips))
        return self._slip(once, self._rng.choice(slips))


def folded(text: str) -> list[str]:
    """The words of a text as plain small letters."""
    kept = "".join(c if c.isalnum() else " " for c in bare(text).casefold().replace("'", ""))
    return kept.split()


def _swapped(one: Made) -> str:
    if one.entry.name.startswith(one.family):
        return f"{_first(one)} {one.family}"
    return f"{one.family} {_first(one)}"


def _with_comma(one: Made) -> str:
    return f"{one.family}, {_first(one)}"


def _first(one: Made) -> str:
    """A name without its family name."""
    name = one.entry.name
    before = name.removesuffix(one.family)
    return name.removeprefix(one.family) if before == name else before


def _transliterated(one: Made) -> str:
    if one.culture in ("khmer", "vietnamese"):  # where Kim is no Korean family name
        return ""
    return _respelled(one.entry.name, RESPELLED)


def _respelled(name: str, table: Mapping[str, str]) -> str:
    return _changed(name, " ".join(table.get(word, word) for word in name.split()))


def _changed(name: str, other: str) -> str:
    return other if other != name else ""
