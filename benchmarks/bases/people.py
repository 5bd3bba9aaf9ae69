"""The people of the big bases: half a million names of many cultures, each a function of its rank.

Stories mention people by Zipf's law with exponent 1 over `RANKS` ranks. That is more than anybody
finds in a base: a million stories mention about half a million of them, as the rarest ranks are
drawn by hardly any story. Who they are hangs on seed and rank alone, so that no table of them is
kept. The commonest ranks have plain names of `benchmarks/cultures.toml`; from rank 4,000 on there
is a second given name, or the family name is put together from halves of two.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from benchmarks.bases.chance import fraction, mixed
from benchmarks.bases.rhythm import FIRST, LAST
from benchmarks.bases.vocabulary import coined, nations, texts
from benchmarks.name_sets import composed, cultures, plain, romanised

RANKS = 2_000_000
_PLAIN = 4_000
_RESPELLED = 0.1
"""The share of people whom articles spell in two ways: 75 more spellings of 728 were measured."""
_STEP = 2_654_435_761  # A prime: stepping by it through a table meets every place once.


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom stories mention.

    `name` is how most articles print it in full, `other` another spelling where there is one,
    `family` what they are called from then on. `country` is the party that they are of. `titles`
    are what they are, each from a day on; `company` is where they work, if they hold no office.
    """

    rank: int
    name: str
    other: str | None
    family: str
    country: str
    titles: tuple[tuple[date, str], ...]
    company: str | None

    def title(self, day: date) -> str:
        """What they are on a day."""
        return next((title for since, title in reversed(self.titles) if since <= day), "")

    def spelled(self, lot: float) -> str:
        """Their name as an article prints it: one in three has the other spelling."""
        return self.other if self.other is not None and lot < 1 / 3 else self.name


@lru_cache(maxsize=100_000)
def person(seed: int, rank: int) -> Person:
    """The person of a rank; rank 0 is mentioned most often."""

    mix = mixed(seed, rank)

    def lot(salt: int) -> float:
        return fraction(mix + salt)

    country, culture = nations().drawn(lot(1))
    given, family = _parts(culture, mixed(seed, 2) + rank * _STEP, common=rank < _PLAIN)
    table = cultures()[culture]
    name = f"{family} {given}" if table["order"] == ["fg"] else f"{given} {family}"
    other = _respelled(name, given, family, lot(4)) if lot(3) < _RESPELLED else None
    company = None
    if rank >= 2_000 and lot(5) < 0.22:
        company = f"{coined(int(30_000 ** lot(6)))} {_of('companies', lot(7))}"
    titles = [(date.min, _title(rank, lot(8), company))]
    if company is None and lot(9) < 0.3:
        changed = date.fromordinal(int(FIRST.toordinal() + lot(10) * (LAST - FIRST).days))
        later = _title(rank, lot(11), company)
        titles += [(changed, later)] if later != titles[0][1] else []
    return Person(rank, name, other, family.split()[0], country, tuple(titles), company)


def _parts(culture: str, lot: int, *, common: bool) -> tuple[str, str]:
    """Given and family name; for other lots others, until the culture's tables are used up."""
    table = cultures()[culture]
    givens, families = table["given"], table["family"]
    lot, at = divmod(lot, len(givens))
    given = givens[at]
    lot, at = divmod(lot, len(families))
    family = families[at]
    many = "double" in table
    if many or not common:
        lot, form = divmod(lot, 2)
        if many or (form and len(families) > 60):
            other = families[lot % len(families)]
            family = f"{family} {other}" if many and form else composed(family, other)
        else:
            other = givens[lot % (len(givens) - 1)]
            given = _second(culture, given, givens[-1] if other == given else other)
    if culture == "russian":
        feminine = given.split()[0][-1] in "ая"
        given = " ".join(map(romanised, given.split()))
        family = romanised(family + "а" * feminine)
    return given, family


def _second(culture: str, given: str, other: str) -> str:
    """A given name of two."""
    if culture == "chinese":
        return given + other.lower()
    if culture == "korean":
        return f"{given.split('-')[0]}-{other.split('-')[-1].lower()}"
    return f"{given} {other}"


def _respelled(name: str, given: str, family: str, lot: float) -> str | None:
    """The name with a letter in its middle, without diacritics, or without hyphen."""
    for changed in (plain(name), name.replace("-", " "), name.replace("-", "")):
        if changed != name:
            return changed
    if name.startswith(family):
        return None
    return f"{given} {'ABCDEFGHJKLMNPRSTVW'[int(lot * 19)]}. {family}"


def _title(rank: int, lot: float, company: str | None) -> str:
    """A title as it fits a rank: the best known are heads of state and ministers."""
    if company is not None:
        return _of("employees", lot)
    if rank < 60 or (rank < 600 and lot < 0.5):
        return _of("heads", lot * 2 % 1)
    return _of("ministers" if rank < 2_000 else "officers", lot)


def _of(list_: str, lot: float) -> str:
    """One of a list, the first of it the likeliest."""
    things = texts(list_)
    return things[int(lot * lot * len(things))]
