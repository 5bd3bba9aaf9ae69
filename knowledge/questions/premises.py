"""What a question takes for granted: that somebody did a thing, and that somebody has a thing."""

import re
from collections.abc import Mapping, Sequence

from knowledge.questions.shapes import is_past
from knowledge.text import fold

_BE = frozenset({"is", "are", "was", "were"})
_DID = frozenset({"do", "does", "did"})
_ACTING = _BE | _DID | {"has", "have", "had"}


def act(keys: Sequence[str], ends: Mapping[int, int]) -> int | None:
    """The word behind "did" or "was" and a name: "what did Vula eat", "when was she born".

    `ends` are the ends of the names by their starts.
    """
    for n, key in enumerate(keys):
        start = n + 2 if n + 1 < len(keys) and keys[n + 1] == "the" else n + 1
        if key in _ACTING and start in ends:
            place = ends[start]
            while place in ends:
                place = ends[place]
            known = place < len(keys) and (key in _DID or is_past(keys[place]))
            return place if known else None
    return None


def attribute(words: Sequence[str]) -> int | None:
    """What of somebody or something is asked for: "the owner of", "Vula's salary"."""
    keys = [fold(word) for word in words]
    for n, key in enumerate(keys):
        short = key in ("whats", "whos")
        if short or (key in ("what", "who") and n + 1 < len(keys) and keys[n + 1] in _BE):
            return _owned(words, keys, n + (1 if short else 2))
    if len(words) > 1 and _OWNER.search(words[-2]):
        return len(words) - 1
    return None


def _owned(words: Sequence[str], keys: Sequence[str], start: int) -> int | None:
    owner = next((n for n in range(start, len(words)) if _OWNER.search(words[n])), None)
    if owner is not None and owner + 2 == len(words):
        return owner + 1
    place = start
    while place < len(keys) and keys[place] in ("the", "a", "an", "name", "names", "of"):
        place += 1
    following = keys[place + 1] if place + 1 < len(keys) else ""
    return place if place > start and following in _OF else None


_OWNER = re.compile(r"\w['’]s?$")
_OF = frozenset({"of", "like", "for", "in", "at"})
