"""Which names may be one person's, where the rules of `clusters` don't suffice to say so.

Names meet under keys, so that only those that share one are compared; whether they fit says the
scoring of names, which forgives a slip, an initial, another transliteration or word order and
refuses whatever contradicts. Whoever has two countries is two people, unless an office is the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from knowledge.names.index import form_words
from knowledge.names.scoring import align, essential
from knowledge.names.spelling import key, sound

NAMES = 6
"""Names of a person that are looked at, the commonest."""

_OFFICES = 4
_KEY_BITS = 47

SAME_NAME, SOUNDS, SHORTER, SLIP = "same name", "sounds alike", "shorter form", "nearly the same"
SAME_OFFICE, SAME_COUNTRY, NO_COUNTRY = "same office", "same country", "no country"
"""Why two may be one person, as `reasons` say it."""

_GROUNDS = {SAME_NAME: 100, SOUNDS: 90, SHORTER: 80, SLIP: 75}
_LEAST = 60


@dataclass(frozen=True, slots=True)
class Known:
    """What is compared of a person: names, countries and offices, the commonest first."""

    names: tuple[str, ...]
    countries: frozenset[str]
    offices: tuple[str, ...]

    @property
    def words(self) -> list[tuple[str, ...]]:
        """The names as words in Latin letters, without titles and particles."""
        found = (tuple(essential(form_words(name))) for name in self.names[:NAMES])
        return list(dict.fromkeys(words for words in found if words))


@dataclass(frozen=True, slots=True)
class Near:
    """A key under which names meet; those that are not `open` there only meet open ones."""

    key: int
    open: bool = True


def nears(one: Known) -> list[Near]:
    """The keys under which a person meets others."""
    found: dict[int, Near] = {}
    for sort, text, open in _texts(one):
        near = key(sort, text) >> (64 - _KEY_BITS)
        found[near] = Near(near, open or (near in found and found[near].open))
    return list(found.values())


def _texts(one: Known) -> Iterator[tuple[str, str, bool]]:
    placeless = not one.countries
    for words in one.words:
        first, last = words[0], words[-1]
        for country, office, word in product(
            one.countries, one.offices[:_OFFICES], dict.fromkeys((first, last))
        ):
            if len(word) > 2:
                yield "o", f"{sound(word)}|{country}|{office}", True
        if len(words) < 2:
            continue
        whole = " ".join(sorted(words))
        heard = sound("".join(sorted(words)))
        yield "n", whole, placeless
        yield "s", heard, placeless
        for office in one.offices[:_OFFICES]:
            yield "w", f"{whole}|{office}", True
        for country in one.countries:
            yield "c", f"{heard}|{country}", True
            yield "i", f"{first[0]}|{sound(last)}|{country}", True
            yield "g", f"{sound(first)}|{last[0]}|{country}", True


@dataclass(frozen=True, slots=True)
class Alike:
    """How much speaks for two being one person, of a hundred or more, and what does."""

    score: int
    reasons: tuple[str, ...]


def compare(one: Known, other: Known) -> Alike | None:
    """What speaks for two being one person; None where little does, or their names contradict."""
    office = set(one.offices) & set(other.offices)
    country = one.countries & other.countries
    apart = bool(one.countries and other.countries and not country)
    if apart and not office:
        return None
    grounds = [_grounds(a, b) for a, b in product(one.words, other.words)]
    best = max((found for found in grounds if found is not None), default=None)
    if best is None:
        return None
    score, ground = best
    reasons = [ground]
    if office:
        score += 12
        reasons.append(SAME_OFFICE)
    if country:
        score += 5
        reasons.append(SAME_COUNTRY)
    elif not apart:
        score -= 5
        reasons.append(NO_COUNTRY)
    else:
        score -= 30
    alone = 1 in {len(words) for words in (*one.words, *other.words)}
    if score < _LEAST or (alone and not office):
        return None
    return Alike(score, tuple(reasons))


def _grounds(one: Sequence[str], other: Sequence[str]) -> tuple[int, str] | None:
    """Why two names may be one person's, and how much that says."""
    if sorted(one) == sorted(other):
        return _GROUNDS[SAME_NAME], SAME_NAME
    matches = [found for found in (align(one, other), align(other, one)) if found is not None]
    if not matches:
        return None
    score = max(match.score for match in matches)
    if sound("".join(one)) == sound("".join(other)):
        ground = SOUNDS
    elif len(one) != len(other) or any(len(word) == 1 for word in (*one, *other)):
        ground = SHORTER
    else:
        ground = SLIP
    return int(_GROUNDS[ground] * score), ground
