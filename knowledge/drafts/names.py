"""Whether two printed names are one person's, and how nearly they are."""

from enum import IntEnum

from rapidfuzz.distance import DamerauLevenshtein

from knowledge.names.given import interchangeable, is_given
from knowledge.names.leaders import leaders


class Match(IntEnum):
    """How well two names fit: not at all, in part, but for a slip, or fully."""

    NONE = 0
    PART = 1
    SLIP = 2
    SAME = 3


_ALIKE = 0.6
_SHORT = 4


def compare(name: tuple[str, ...], other: tuple[str, ...]) -> Match:
    """How well a name fits another; both as folded words, in any order.

    The same when each word of the shorter one stands in the other; a slip when the words are as
    many but one or two are a few letters off; in part when one word is the same and another isn't.
    """
    if not name or not other:
        return Match.NONE
    short, long = (name, other) if len(name) <= len(other) else (other, name)
    if "".join(short) == "".join(long):
        return Match.SAME
    left = list(long)
    unmatched = [word for word in short if not _take(left, word)]
    if not unmatched:
        return Match.SAME if len(short) > 1 or _may_stand_alone(short[0], long) else Match.NONE
    slips = [_slip(word, left) for word in unmatched]
    if all(slips):
        many = len(short) > 1 or len(short[0]) > _SHORT
        return Match.SLIP if many and (len(short) > 1 or len(long) < 4) else Match.NONE
    if len(short) > 1 and len(unmatched) == 1 and len(short) - 1 >= len(unmatched):
        return Match.PART
    return Match.NONE


def _take(left: list[str], word: str) -> bool:
    found = next((w for w in left if w == word or interchangeable(w, word)), None)
    if found is None and len(word) == 1:
        found = next((w for w in left if w[0] == word), None)
    if found is None:
        return False
    left.remove(found)
    return True


def _may_stand_alone(word: str, long: tuple[str, ...]) -> bool:
    """A surname, or a name that isn't split ("Hun Sen", "Kim")."""
    return len(word) > 1 and (word in (long[0], long[-1]) or len(long) > 2)


def _slip(word: str, left: list[str]) -> bool:
    """True when one of the words left is this one but for a few letters; it is taken."""
    for other in left:
        if off(word, other):
            left.remove(other)
            return True
    return False


def off(word: str, other: str) -> bool:
    """True for two words of names that differ by a few letters, and are not both given names."""
    if is_given(word) and is_given(other):
        return False
    edits = DamerauLevenshtein.distance(word, other)
    longest = max(len(word), len(other))
    if min(len(word), len(other)) < _SHORT:
        return edits == 1 and min(len(word), len(other)) > 1 and word[0] == other[0]
    return edits <= 3 and 1 - edits / longest >= _ALIKE


def well_known(name: tuple[str, ...]) -> bool:
    """True for a usual spelling of the name of a well-known officer."""
    return len(name) > 1 and any(set(name) == set(one.words) for one in leaders())
