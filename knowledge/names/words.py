"""Words that are no names: what keeps a resolver from taking a slip of the ear for a minister."""

from functools import cache

from knowledge.names.gazetteer import lines
from knowledge.text import fold


def common(key: str) -> bool:
    """Whether a folded word is a common English word, which is never a mistyped name."""
    return key in common_words()


@cache
def lookalikes() -> frozenset[str]:
    """Proper names that resemble a country's and are none (folded): South America, Granada."""
    return frozenset(fold(name) for line in lines("lookalikes.txt") for name in line.split(";"))


@cache
def common_words() -> frozenset[str]:
    """Common English words, folded, for which no name is ever mistyped."""
    return frozenset(word for line in lines("words.txt") for word in line.split())
