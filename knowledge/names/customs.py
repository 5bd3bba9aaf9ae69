"""How names are built in different countries: order, family names, particles."""

import tomllib
from dataclasses import dataclass
from functools import cache

from knowledge.names.gazetteer import lines


@dataclass(frozen=True, slots=True)
class Customs:
    """Sets of country codes, and the particles of names; `data/customs.toml` explains each."""

    family_first: frozenset[str]
    either_end: frozenset[str]
    called_by_given: frozenset[str]
    two_family_names: frozenset[str]
    family_name_added: frozenset[str]
    syllables: frozenset[str]
    suffixes: frozenset[str]
    particles: frozenset[str]


@cache
def load() -> Customs:
    """Read the table once."""
    table = tomllib.loads("\n".join(lines("customs.toml")))
    return Customs(*(frozenset(table[name].split()) for name in Customs.__slots__))


PARTICLES = load().particles

NUMERALS = frozenset(["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"])
