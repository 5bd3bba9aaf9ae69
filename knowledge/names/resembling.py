"""How well names fit of which one is written out from another script, in which letters are lost."""

from collections.abc import Sequence

from rapidfuzz.distance import OSA

from knowledge.names.given import interchangeable
from knowledge.names.scoring import essential
from knowledge.names.spelling import coarse, sound


def resemblance(typed: Sequence[str], known: Sequence[str]) -> float:
    """How well a name written out from another script fits: by sound, vowels counting little."""
    ours, theirs = essential(typed), essential(known)
    if not ours or not theirs:
        return 0.0
    whole = OSA.normalized_similarity("".join(map(sound, ours)), "".join(map(sound, theirs)))
    scores = []
    unused = list(theirs)
    for word in ours:
        best = max(unused, key=lambda other: resembles(word, other), default=None)
        if best is None:
            break
        scores.append(resembles(word, best))
        unused.remove(best)
    by_word = sum(scores) / len(ours) if scores else 0.0
    return float(max(whole, by_word - 0.02 * len(unused)))


def resembles(one: str, other: str) -> float:
    """How well two words fit of which one comes from another script, 0..1."""
    if interchangeable(one, other):
        return 1.0
    heard = OSA.normalized_similarity(sound(one), sound(other))
    bones = OSA.normalized_similarity(coarse(one), coarse(other))
    # Arabic and Hebrew leave most vowels out: then consonants say more.
    weight = 0.75 if 2 * _vowels(one) <= _vowels(other) else 0.5
    return float((1 - weight) * heard + weight * bones)


def _vowels(word: str) -> int:
    return sum(char in "aeiou" for char in word)
