"""Slips of the keyboard and of the ear, for benchmarks; tables of their own, not the resolver's."""

import random
from collections.abc import Callable, Mapping

from benchmarks.name_sets import LETTERS, plain

_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_HEARD = (
    ("ph", "f"), ("ck", "k"), ("th", "t"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ei", "ai"),
    ("sh", "s"), ("sz", "sh"), ("cz", "ch"), ("ks", "x"), ("c", "k"), ("v", "w"), ("y", "i"),
    ("z", "s"), ("j", "y"), ("q", "k"), ("dj", "j"), ("ie", "i"), ("ij", "y"), ("kh", "h"),
)  # fmt: skip
Slip = Callable[[random.Random, str, int], str]
"""A text, and the place of the letter at which it gets a slip; "" where none can be made there."""


_BARE = str.maketrans("łŁđĐøØı", "lLdDoOi")


def bare(text: str) -> str:
    """A text as it is typed where a keyboard has neither diacritics nor letters with strokes."""
    return plain(text.translate(_BARE))


def slipped(rng: random.Random, text: str, slip: Slip) -> str:
    """A text with a slip at a letter by chance; "" where none can be made."""
    places = [n for n, letter in enumerate(text) if letter.isalpha()]
    for _ in range(12 if places else 0):
        made = slip(rng, text, rng.choice(places))
        if made not in ("", text):
            return made
    return ""


def _left_out(rng: random.Random, text: str, at: int) -> str:
    return text[:at] + text[at + 1 :]


def _added(rng: random.Random, text: str, at: int) -> str:
    return text[:at] + rng.choice((text[at], rng.choice(LETTERS))) + text[at:]


def _transposed(rng: random.Random, text: str, at: int) -> str:
    if at + 1 >= len(text) or not text[at + 1].isalpha():
        return ""
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def _wrong_key(rng: random.Random, text: str, at: int) -> str:
    near = [
        other
        for y, row in enumerate(_KEYS)
        for x, other in enumerate(row)
        for v, keys in enumerate(_KEYS)
        if (u := keys.find(text[at].lower())) >= 0 and 0 < abs(x - u) + abs(y - v) <= 1
    ]
    return text[:at] + rng.choice(sorted(near)) + text[at + 1 :] if near else ""


def _by_ear(rng: random.Random, text: str, at: int) -> str:
    fitting = [(a, b) for a, b in _HEARD if text[at:].lower().startswith(a)]
    fitting += [(b, a) for a, b in _HEARD if text[at:].lower().startswith(b)]
    if not fitting:
        return ""
    letters, other = rng.choice(fitting)
    return text[:at] + other + text[at + len(letters) :]


SLIPS: Mapping[str, Slip] = {
    "letter left out": _left_out,
    "letter added": _added,
    "letters swapped": _transposed,
    "wrong key": _wrong_key,
    "by ear": _by_ear,
}
"""Slips of the keyboard and the ear at one letter of a text; "" where there is none to make."""


def heard(word: str) -> str:
    """What is left of a small word when letters that sound alike are one."""
    for letters, sound in _HEARD:
        word = word.replace(letters, sound)
    return "".join(c for n, c in enumerate(word) if n == 0 or c != word[n - 1])
