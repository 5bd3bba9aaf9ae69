"""Wordings of the same thing: "FTA" and "free trade agreement" (`data/wordings.txt`)."""

from functools import cache

from knowledge.names.gazetteer import lines
from knowledge.text import fold

_FILE = "wordings.txt"


def same(text: str) -> tuple[str, ...]:
    """The other wordings of what a text says, as printed; none where no others are known."""
    return _wordings().get(fold(text), ())


@cache
def longest() -> int:
    """The number of words in the longest wording."""
    return max(len(wording.split()) for wording in _wordings())


@cache
def _wordings() -> dict[str, tuple[str, ...]]:
    """Each wording, folded, with the others of its line."""
    found: dict[str, tuple[str, ...]] = {}
    for line in lines(_FILE):
        wordings = [wording.strip() for wording in line.split(";")]
        for one in wordings:
            found[fold(one)] = tuple(other for other in wordings if fold(other) != fold(one))
    return found
