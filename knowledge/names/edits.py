"""How far a typed word is from a known one: edits weighted by how people mistype.

Leaving a letter out, doubling one, swapping two neighbours or hitting a neighbouring key is likely;
adding or exchanging an arbitrary letter is not, so it costs more. The difference decides between
two names of which each is one edit away ("Austrlia": Australia, not Austria).
"""

from functools import lru_cache

OMITTED = 1.0
DOUBLED = 0.9
SWAPPED = 0.9
ADDED = 1.5
EXCHANGED_NEAR = 1.1
EXCHANGED = 1.3
FIRST_LETTER = 0.4

_KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_VOWELS = frozenset("aeiouy")


def _neighbours() -> frozenset[tuple[str, str]]:
    near = set()
    for y, row in enumerate(_KEYBOARD):
        for x, key in enumerate(row):
            for dy, dx in ((0, 1), (1, 0), (1, -1)):
                below = _KEYBOARD[y + dy] if y + dy < len(_KEYBOARD) else ""
                if 0 <= x + dx < len(below):
                    near |= {(key, below[x + dx]), (below[x + dx], key)}
    return frozenset(near)


_NEAR = _neighbours()


@lru_cache(maxsize=4096)
def cost(typed: str, meant: str) -> float:
    """The weighted number of edits that turn `meant` into `typed` (optimal string alignment).

    A first letter that differs costs extra: people rarely get it wrong.
    """
    before: list[float] = []
    above = [i * OMITTED for i in range(len(meant) + 1)]
    for y, char in enumerate(typed, start=1):
        row = [y * ADDED]
        doubled = y > 1 and typed[y - 2] == char
        for x, wanted in enumerate(meant, start=1):
            best = above[x - 1] + (0.0 if char == wanted else _exchange(char, wanted))
            best = min(best, row[x - 1] + OMITTED)
            best = min(best, above[x] + (DOUBLED if doubled or wanted == char else ADDED))
            if y > 1 and x > 1 and char == meant[x - 2] and typed[y - 2] == wanted:
                best = min(best, before[x - 2] + SWAPPED)
            row.append(best)
        before, above = above, row
    first = FIRST_LETTER if typed[:1] != meant[:1] and typed[1:2] != meant[:1] else 0.0
    return above[-1] + first


def _exchange(typed: str, meant: str) -> float:
    if (typed, meant) in _NEAR or (typed in _VOWELS and meant in _VOWELS):
        return EXCHANGED_NEAR
    return EXCHANGED
