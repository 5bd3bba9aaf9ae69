"""How well one typed word fits one known one: equal, standing for each other, alike or a slip away.

`Typed` keeps what is the same for all known words that one typed word is compared with.
"""

from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.names.given import apart_from, is_family, is_given, spellings
from knowledge.names.spelling import sound
from knowledge.names.words import common

EQUAL, VARIANT, ALIKE, SLIP, FIRST_SLIP, INITIAL, SLIPS = 1.0, 0.97, 0.95, 0.89, 0.87, 0.85, 0.8

SHORT_SLIP = 0.86
"""A letter left out of a short word ("Teo" for Theo), or the first of one of five ("iotr")."""

_MOST_SLIPS = 2

_GENDER = frozenset(["a", "o", "e", ""])
_ENDINGS = frozenset(map(frozenset, ("ai", "oi")))


@lru_cache(maxsize=32768)
def fit(typed: str, known: str) -> float:
    """How well two folded Latin words fit, 0 (not at all) to 1 (equal)."""
    return Typed.of(typed).fit(known)


class Typed:
    """A typed word, folded and in Latin letters."""

    __slots__ = ("_apart", "_real", "_spellings", "word")

    def __init__(self, word: str) -> None:
        self.word = word
        self._spellings = spellings(word)
        self._apart = apart_from(word)
        self._real = is_given(word) or common(word)

    @staticmethod
    @lru_cache(maxsize=2048)
    def of(word: str) -> "Typed":
        """The same one for a word that is asked for again."""
        return Typed(word)

    def fit(self, known: str, *, alike: bool | None = None) -> float:
        """How well a known word fits, 0 (not at all) to 1 (equal).

        `alike` says whether both sound alike, where that is known already.
        """
        typed = self.word
        if typed == known:
            return EQUAL
        ours, theirs = len(typed), len(known)
        if ours == 1 or theirs == 1:
            return INITIAL if typed[0] == known[0] else 0.0
        if known in self._spellings:
            return VARIANT
        shorter = ours if ours < theirs else theirs
        most = 2 if shorter < 7 else -(-shorter // 3)
        # Most words are far apart, and nothing else need be looked at.
        if not -most <= ours - theirs <= most:
            return 0.0
        edits = OSA.distance(typed, known, score_cutoff=most)
        if edits > most:
            return 0.0
        if edits == 1 and _lacks_a_letter(typed, known):
            return SHORT_SLIP
        if shorter < 4 or (edits == 1 and _differ_in_gender(typed, known)) or known in self._apart:
            return 0.0
        if sound(typed) == sound(known) if alike is None else alike:
            return ALIKE
        if self._real:
            return 0.0
        same_start = typed[0] == known[0] or typed[:2] == known[1::-1]
        if edits == 1:
            return SLIP if same_start else FIRST_SLIP if shorter > 4 else 0.0
        if edits == _MOST_SLIPS and same_start and shorter > 5:
            one_apart = OSA.distance(sound(typed), sound(known)) == 1
            return SLIP if one_apart else SLIPS if shorter > 6 else 0.0
        return 0.0

    def slips(self, known: Sequence[str]) -> set[str]:
        """Those of many known words that fit, where none that sounds alike is among them."""
        if len(self.word) == 1:
            likely = list(known)
        else:
            near = process.extract(
                self.word, known, scorer=OSA.distance, score_cutoff=_MOST_SLIPS, limit=None
            )
            likely = [word for word, _, _ in near]
            likely += [word for word in known if len(word) == 1 or word in self._spellings]
        return {word for word in likely if self.fit(word, alike=False)}


def _lacks_a_letter(typed: str, known: str) -> bool:
    """Whether a short word is nothing but a known one without a letter."""
    if len(typed) not in (3, 4) or len(known) != len(typed) + 1 or is_given(typed):
        return False
    if is_family(typed) or common(typed):
        return False
    if typed == known[1:]:
        return True
    return len(typed) == 3 and any(typed == known[:n] + known[n + 1 :] for n in (1, 2))


def _differ_in_gender(one: str, other: str) -> bool:
    """Paolo and Paola, Ivanov and Ivanova, one edit apart: two people, not a slip."""
    if len(one) != len(other):
        return one + "a" == other or other + "a" == one
    if one[:-1] != other[:-1]:
        return False
    ends = one[-1], other[-1]
    # Zielinski and Zielinska, Grasso and Grassi.
    return _GENDER.issuperset(ends) or frozenset(ends) in _ENDINGS
