"""How well a typed name fits a known one: words aligned one to one, contradictions refused.

Two words fit when they are equal, stand for each other, sound alike, are an initial and its word or
one slip apart. A typed word that fits nothing contradicts the name, however well the others
fit: Kim Yo Jong is not Kim Jong Un, and Li Qiang is not Li Keqiang.
"""

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from operator import add

from rapidfuzz.distance import OSA

from knowledge.names import customs
from knowledge.names.customs import PARTICLES
from knowledge.names.fitting import (
    ALIKE,
    EQUAL,
    FIRST_SLIP,
    INITIAL,
    SHORT_SLIP,
    SLIP,
    SLIPS,
    VARIANT,
    fit,
)
from knowledge.names.given import is_family, is_given, only_korean

OWN_SPELLING = 0.05
"""What it costs that a typed word sounds like a known one and is itself what others are called."""

OMITTED_WORD = 0.03
"""What each word costs that a known name has and the typed one leaves out."""

OMITTED_INITIAL = 0.05
"""What each initial costs that a known name has, where the typed one has initials too."""

ADDED_WORD = 0.1
"""What a middle name costs that only the typed name has."""

LETTERS_A_SLIP = 5
"""A name may have one slip for so many of its letters."""

MOST_EDITS = 2
"""The edits by which a whole name may differ whose words don't fit one by one."""

# "Vladimirovich", "Sergeyevna", "Yuriyovych"
_PATRONYMIC = re.compile(r".{3}(?:[oe]?vi[ct]h|[oe]vna|ivna|[oiy]?ovych|ogly|qizi)$")
_SUFFIXES = frozenset(["jr", "sr"])
_AFTER = _SUFFIXES | customs.NUMERALS
_KOREA = frozenset(["KP", "KR"])


@dataclass(frozen=True, slots=True)
class Match:
    """An alignment: its score, how many typed words fit, and how many known ones are left."""

    score: float
    words: int
    left: int


def essential(name: Sequence[str]) -> list[str]:
    """The words of a name without its particles; a given name at its head is none (Ben Ali)."""
    return [word for n, word in enumerate(name) if not _passing(name, n)] or list(name)


def _passing(name: Sequence[str], at: int) -> bool:
    word = name[at]
    if word not in PARTICLES or (at == len(name) - 1 and word not in _SUFFIXES):
        return False
    if at == 0 and len(word) == 1:  # "Y. Çelik" is no "y Çelik"
        return False
    return at > 0 or word == "al" or not is_given(word)


def align(
    typed: Sequence[str],
    known: Sequence[str],
    party: str | None = None,
    real: Container[str] = (),
) -> Match | None:
    """Align a typed name with a known one; None when they contradict each other.

    `party` is the known person's, whose customs decide what may be left out. `real` are typed
    words that other people are called: they are no slips.
    """
    if tuple(typed) == tuple(known):
        return Match(EQUAL, len(typed), 0)
    if "".join(typed) == "".join(known):
        return Match(0.98, len(typed), 0)
    syllables = party in customs.load().syllables
    free, unused = set(range(len(typed))), set(range(len(known)))
    total = weight = slips = 0.0
    words = initials = 0
    order: dict[int, int] = {}
    fits = _fits(typed, known, real, party)
    for score, _, ours, theirs in sorted(fits, reverse=True):
        if free.issuperset(ours) and unused.issuperset(theirs):
            free.difference_update(ours)
            unused.difference_update(theirs)
            size = min(sum(len(known[n]) for n in theirs), 8)
            total, weight = total + score * size, weight + size
            words += len(ours)
            initials += score == INITIAL
            slips += _slips(score)
            order[ours[0]] = theirs[0]
    added = [n for n in sorted(free) if syllables or not _passing(typed, n)]
    left = [n for n in unused if (syllables or not _passing(known, n)) and len(known[n]) > 1]
    letters = sum(map(len, typed))
    if words - initials < 1 or (added and (left or not _may_be_added(typed, known, added, party))):
        return _run_together(typed, known, real, free)
    if slips * LETTERS_A_SLIP > letters or not _in_turn([order[n] for n in sorted(order)]):
        return None
    if left and _family_names(known, party).issubset(left):
        return None
    penalty = OMITTED_WORD * len(left)
    if 1 in map(len, typed):  # G.W. Bush is not George H. W. Bush
        penalty += OMITTED_INITIAL * sum(len(known[n]) == 1 for n in unused)
    if added:
        penalty += sum(ADDED_WORD / (2 if len(typed[at]) == 1 else 1) for at in added)
    return Match(total / weight - penalty, words, len(left))


def _family_names(known: Sequence[str], party: str | None) -> set[int]:
    """The places in a name of which one must be typed: James Theo is no James Theo Sandler.

    The whole name where people are called by other parts of it, or it isn't known how.
    """
    custom = customs.load()
    any_part = (custom.called_by_given, custom.family_first, custom.either_end)
    if party is None or any(party in countries for countries in any_part):
        return set(range(len(known)))
    words = [n for n, word in enumerate(known) if word not in _AFTER]
    two = len(words) > 2 and (party in custom.two_family_names or party in custom.family_name_added)
    return set(words[-2:] if two else words[-1:]) or set(range(len(known)))


def _in_turn(places: Sequence[int]) -> bool:
    """Whether words follow each other as known, from any first one: Hee-jung is not Jung-hee."""
    turns = sum(
        after < before for before, after in zip(places, (*places[1:], places[0]), strict=True)
    )
    return len(places) < 3 or turns <= 1


_WEIGHTS = {SLIP: 1.0, FIRST_SLIP: 1.6, SLIPS: 1.6}
_SLIPS = {
    SHORT_SLIP: 1.6,
    **_WEIGHTS,
    **{round(score - 0.01, 2): weight for score, weight in _WEIGHTS.items()},
}
"""How many slips a fit stands for, also one of two words written together (`_whole`)."""


def _slips(score: float) -> float:
    return _SLIPS.get(score, 0.0)


def _run_together(
    typed: Sequence[str], known: Sequence[str], real: Container[str], free: Iterable[int]
) -> Match | None:
    """A name whose words fit only as one string: a space misplaced, a slip in a short word."""
    if any(typed[n] in real or is_given(typed[n]) or is_family(typed[n]) for n in free):
        return None
    string = "".join(typed)
    if len(string) < 8:
        return None
    edits = edits_together(string, known)
    allowed = 1 if len(string) < 14 else MOST_EDITS
    return Match(0.97 - 0.07 * edits, len(typed), 0) if edits <= allowed else None


def edits_together(string: str, known: Sequence[str]) -> int:
    """The edits between a string and a name as one word, in the usual orders; 3 for more."""
    return min(
        (OSA.distance(string, order, score_cutoff=MOST_EDITS) for order in together(string, known)),
        default=MOST_EDITS + 1,
    )


def together(string: str, known: Sequence[str]) -> Sequence[str]:
    """A name as one word, in the usual orders; none if a string's length says it is no such one."""
    whole = "".join(known)
    if abs(len(string) - len(whole)) > MOST_EDITS:
        return ()
    first, last = len(known[0]), len(whole) - len(known[-1])
    return (whole, whole[last:] + whole[:last], whole[first:] + whole[:first])


def _fits(
    typed: Sequence[str], known: Sequence[str], real: Container[str], party: str | None
) -> list[tuple[float, int, tuple[int, ...], tuple[int, ...]]]:
    """All fits between words, and between words and two neighbours written together."""
    syllables = party in customs.load().syllables
    found: list[tuple[float, int, tuple[int, ...], tuple[int, ...]]] = []
    for i, word in enumerate(typed):
        for j, other in enumerate(known):
            score = fit(word, other)
            if not score:
                continue
            if score == SHORT_SLIP and syllables:
                continue
            if score == VARIANT and syllables and party not in _KOREA and only_korean(word, other):
                continue
            if word in real:
                score = 0.0 if _slips(score) else score - OWN_SPELLING * (score == ALIKE)
            if score:
                found.append((score, -abs(i - j), (i,), (j,)))
    same = [(ours, theirs) for score, _, ours, theirs in found if score == EQUAL]
    if len(same) == len(typed) == len({i for i, _ in same}) == len({j for _, j in same}):
        return found  # Nothing written together can fit better.
    for i, joined in enumerate(map(add, typed, typed[1:])):
        for j, other in enumerate(known):
            if (
                len(other) > 3
                and -4 < len(joined) - len(other) < 4
                and (score := _whole(joined, other))
            ):
                found.append((score, -abs(i - j), (i, i + 1), (j,)))
    for j, joined in enumerate(map(add, known, known[1:])):
        for i, word in enumerate(typed):
            if (
                len(word) > 3
                and -4 < len(joined) - len(word) < 4
                and (score := _whole(word, joined))
            ):
                found.append((score, -abs(i - j), (i,), (j, j + 1)))
    return found


def _whole(one: str, other: str) -> float:
    """A fit of words of which one is two written together; an initial is none."""
    score = fit(one, other)
    return round(score - 0.01, 2) if score >= FIRST_SLIP else 0.0


def _may_be_added(
    typed: Sequence[str], known: Sequence[str], added: Sequence[int], party: str | None
) -> bool:
    """Whether typed words that fit nothing can be middle names or a second family name."""
    custom = customs.load()
    if sum(len(word) > 1 for word in known) < 2 or len(added) > 2:
        return False
    if all(_PATRONYMIC.search(typed[at]) for at in added):
        return True
    if all(0 < at < len(typed) - 1 for at in added):
        if party in custom.two_family_names:  # Paula Velasco Muñoz is no Paula Muñoz
            return all(len(typed[at]) == 1 or is_given(typed[at]) for at in added)
        return all(len(typed[at]) == 1 for at in added) or party not in custom.syllables
    return added == [len(typed) - 1] and party in custom.family_name_added
