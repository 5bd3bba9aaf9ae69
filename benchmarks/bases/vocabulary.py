"""Parties, places, matters and words of the big bases, the common ones first."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate
from pathlib import Path
from tomllib import loads

from benchmarks.bases.chance import Luck, mixed
from benchmarks.name_sets import cultures
from knowledge.names.gazetteer import cities, countries, demonym_of, organisations, party_name

COINED = 300_000
"""Words that only these stories know: villages, ships, companies, brands."""

MATTERS = 120_000
"""Matters that stories are about, from "trade" to "upland seed banks near Velmora"."""

_LATER = 60
"""Matters of one word each have this many combined with a word of kind before the next."""


@dataclass(frozen=True, slots=True)
class Nations:
    """Countries with the culture of their people's names, the most often mentioned first."""

    codes: tuple[str, ...]
    cultures: tuple[str, ...]
    sums: tuple[float, ...]

    def drawn(self, lot: float) -> tuple[str, str]:
        """A country and its culture, by Zipf's law."""
        at = bisect_right(self.sums, lot * self.sums[-1], hi=len(self.sums) - 1)
        return self.codes[at], self.cultures[at]


@dataclass(frozen=True, slots=True)
class Matter:
    """What a story is about, in words, and its Media Topic."""

    words: str
    topic: str


@cache
def nations() -> Nations:
    """All countries whose people have names here."""
    of = {code: name for name, table in cultures().items() for code in table["country"]}
    of |= {code: name for name, codes in _vocabulary()["kindred"].items() for code in codes.split()}
    known, foremost = {one.code for one in countries()}, texts("foremost")
    rest = sorted((code for code in of if code not in foremost), key=lambda c: mixed(*c.encode()))
    codes = tuple(code for code in (*foremost, *rest) if code in known and code in of)
    sums = tuple(accumulate(1 / (at + 1) for at in range(len(codes))))
    return Nations(codes, tuple(of[code] for code in codes), sums)


@cache
def bodies() -> tuple[str, ...]:
    """Organisations that act like parties, by code."""
    return tuple(one.code for one in organisations())


@lru_cache(maxsize=1_000)
def called(party: str) -> str:
    """A party as a sentence names it: "the United States", "Japan", "the World Bank"."""
    name = party_name(party)
    words = name.split()
    long = (len(words) > 2 and " of " in name) or words[-1] in texts("articled")
    return f"the {name}" if long else name


@lru_cache(maxsize=1_000)
def adjective(party: str) -> str:
    """The adjective of a country, or the name of an organisation."""
    return demonym_of(party) or party_name(party)


def spoken_for(party: str, body: str) -> str:
    """A body as a sentence names it: "the Japanese foreign ministry"."""
    return f"the {adjective(party)} {body}" if party in nations().codes else called(party)


@cache
def places() -> tuple[str, ...]:
    """Capitals and other cities in which people meet, those of the foremost countries first."""
    capitals = {one.code: one.capitals[0] for one in countries() if one.capitals}
    ordered = [capitals[code] for code in nations().codes if code in capitals]
    return tuple(dict.fromkeys([*ordered, *cities()]))


@lru_cache(maxsize=50_000)
def matter(rank: int) -> Matter:
    """The matter of a rank; rank 0 is the commonest."""
    plain = _matters()
    if rank < len(plain):
        return plain[rank]
    lot = mixed(rank, 5)
    lot, at = divmod(lot, len(plain))
    base = plain[at]
    lot, at = divmod(lot, len(texts("kinds")))
    words = f"{texts('kinds')[at]} {base.words}"
    if rank > _LATER * len(plain):
        words += f" near {coined(lot % COINED)}"
    return Matter(words, base.topic)


@lru_cache(maxsize=50_000)
def coined(rank: int) -> str:
    """A word of our own, such as a village or a ship has; each rank has another."""
    onsets, vowels, endings = texts("onsets"), texts("vowels"), texts("endings")
    lot = (rank * 7_368_787 + 12_345) % (len(onsets) ** 2 * len(vowels) ** 2 * len(endings))
    lot, a = divmod(lot, len(onsets))
    lot, b = divmod(lot, len(vowels))
    lot, c = divmod(lot, len(onsets))
    lot, d = divmod(lot, len(endings))
    return (onsets[a] + vowels[b] + onsets[c] + vowels[lot] + endings[d]).capitalize()


def any_matter(luck: Luck) -> Matter:
    """A matter by Zipf's law."""
    return matter(luck.rank(MATTERS))


def any_party(luck: Luck) -> str:
    """A party: mostly a country, one time in eight an organisation."""
    if luck.happens(0.125):
        return luck.early(bodies())
    return nations().drawn(luck.random())[0]


@cache
def texts(name: str) -> Sequence[str]:
    """A list of `vocabulary.toml`."""
    found = next(table[name] for table in _vocabulary().values() if name in table)
    return tuple(found.split("|") if "|" in found else found.split())


@cache
def _matters() -> tuple[Matter, ...]:
    """All matters of one or two words, the first of every topic before the second of any."""
    rows = [[Matter(words, code) for words in texts(code)] for code in _vocabulary()["matters"]]
    longest = max(map(len, rows))
    return tuple(row[at] for at in range(longest) for row in rows if at < len(row))


@cache
def _vocabulary() -> dict[str, dict[str, str]]:
    return loads((Path(__file__).parent / "vocabulary.toml").read_text("utf-8"))
