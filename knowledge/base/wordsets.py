"""Whether two wordings are of the same matter: compared by the words that carry it."""

import re
from functools import lru_cache

from knowledge.text import fold

_FUNCTION = frozenset(
    {
        "a", "an", "the", "of", "and", "or", "on", "at", "in", "for", "to", "with", "by", "from",
        "as", "into", "between", "its", "their", "his", "her", "our", "this", "that", "these",
        "those", "which", "would", "will", "be", "is", "are", "was", "were", "been", "it", "other",
        "including", "such", "new", "several", "various", "under", "through", "about", "regarding",
        "concerning", "towards", "toward", "aimed", "also", "both", "two", "said",
    }
)  # fmt: skip
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)?")
_COUNTED = {
    word: str(number)
    for number, word in enumerate(
        (
            "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
            "tenth",
        ),
        1,
    )
}  # fmt: skip
_ENOUGH = 2
_OF_SHORTER = 0.75
_OF_LONGER = 0.5

Words = frozenset[str]


@lru_cache(maxsize=32768)
def content(text: str | None, without: Words = frozenset()) -> Words:
    """The words that carry a text, folded, in the singular; ordinals as figures."""
    found: set[str] = set()
    for word in fold(text or "").split():
        number = _ORDINAL.fullmatch(word)
        if number is not None:
            found.add(number[1])
        elif word not in _FUNCTION:
            single = _COUNTED.get(word) or _singular(word)
            if single not in without and word not in without:
                found.add(single)
    return frozenset(found)


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@lru_cache(maxsize=32768)
def numbers(words: Words) -> Words:
    """The figures among them."""
    return frozenset(word for word in words if word.isdigit())


def renumbered(a: Words, b: Words) -> bool:
    """True when both count, and not the same: a 65th and a 70th anniversary."""
    left, right = numbers(a), numbers(b)
    return bool(left) and bool(right) and not left & right


def overlap(a: Words, b: Words) -> bool:
    """True when two wordings are strongly of the same matter.

    All their words are the same, or two at least, and most of each.
    """
    if a == b:
        return bool(a)
    shared = len(a & b)
    shorter, longer = sorted((len(a), len(b)))
    enough = shared >= max(_ENOUGH, _OF_SHORTER * shorter, _OF_LONGER * longer)
    return enough and not renumbered(a, b)


def nested(a: Words, b: Words) -> bool:
    """True when one of two wordings is the other, told less closely."""
    return not renumbered(a, b) and (a <= b or b <= a)


def apart(a: Words, b: Words) -> bool:
    """True when both say something, and hardly the same."""
    if not a or not b:
        return False
    return renumbered(a, b) or len(a & b) < min(len(a), len(b)) / 2
