"""Strings against which a regular expression does badly, made from the expression itself.

Backtracking costs most where a repeated part can match the same characters in several ways and
what has to follow is missing. So each repeated part is repeated many times, behind what leads to
it, with an end that fits nothing; and so is each character that the expression names, and pairs
of them.
"""

import random
import re
import re._constants as op  # type: ignore[import-not-found]
import re._parser as sre  # type: ignore[import-not-found]
from collections.abc import Iterator
from typing import Any

_ANY = "a A0 ._-,'\"\n\tz1/:;()[]<>@#%&?!$é日 –’“"
_CATEGORIES = {
    op.CATEGORY_DIGIT: "1",
    op.CATEGORY_NOT_DIGIT: "a ",
    op.CATEGORY_SPACE: " \n",
    op.CATEGORY_NOT_SPACE: "a.",
    op.CATEGORY_WORD: "a1_",
    op.CATEGORY_NOT_WORD: " .",
}
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
_LONG = 30
"""A part that may come at least so often counts as repeated."""

ENDS = ("\0", "")


def attacks(pattern: re.Pattern[str], most: int, seed: int = 1) -> list[tuple[str, str]]:
    """At most so many pairs of what comes first and what is to be repeated behind it."""
    tree = sre.parse(pattern.pattern, pattern.flags)
    draw = random.Random(seed)
    known = sorted(set(_alphabet(tree)))
    letters = dict.fromkeys([*draw.sample(known, min(12, len(known))), *" a1A.\n"])
    repeated, first = [], {""}
    for before, body in _repeats(tree, ""):
        first.add(before[:200])
        units = {_sample(body, pick) for pick in range(4)}
        repeated += [(before[:200], unit) for unit in sorted(units) if 0 < len(unit) < 40]
    whole = {_sample(tree, pick) for pick in range(6)}
    repeated += [("", unit + end) for unit in sorted(whole) if 0 < len(unit) < 200 for end in " "]
    leads = sorted(first)[:6]
    single = [(before, letter) for before in leads for letter in letters]
    pairs = [("", a + b) for a in [*letters][:6] for b in [*letters][:6] if a != b]
    found = list(dict.fromkeys([*repeated, *single, *pairs]))
    return found if len(found) <= most else draw.sample(found, most)


def _among(items: list[tuple[Any, Any]]) -> str:
    """Some characters of a set."""
    named = ""
    for kind, value in items:
        if kind is op.LITERAL:
            named += chr(value)
        elif kind is op.RANGE:
            named += chr(value[0]) + chr(value[1])
        elif kind is op.CATEGORY:
            named += _CATEGORIES.get(value, "a")
    if items[0][0] is op.NEGATE:
        named = "".join(letter for letter in _ANY if letter not in named)
    return named[:10] or "a"


def _sample(tree: Any, pick: int) -> str:
    """A string that the expression, or a part of it, might match; others for other numbers."""
    made = ""
    for kind, value in tree:
        if kind is op.LITERAL:
            made += chr(value)
        elif kind is op.NOT_LITERAL:
            made += next(letter for letter in _ANY if ord(letter) != value)
        elif kind is op.ANY:
            made += "a"
        elif kind is op.IN:
            letters = _among(value)
            made += letters[pick % len(letters)]
        elif kind is op.BRANCH:
            made += _sample(value[1][pick % len(value[1])], pick)
        elif kind in _REPEATS:
            least, most, body = value
            made += _sample(body, pick) * min(least or (pick % 2 if most else 0), 20)
        else:
            for inner in _inside(kind, value):
                if kind not in (op.ASSERT, op.ASSERT_NOT):
                    made += _sample(inner, pick)
    return made


def _inside(kind: Any, value: Any) -> list[Any]:
    if kind is op.SUBPATTERN:
        return [value[3]]
    if kind is op.ATOMIC_GROUP:
        return [value]
    if kind is op.BRANCH:
        return list(value[1])
    if kind in (op.ASSERT, op.ASSERT_NOT):
        return [value[1]]
    return [value[2]] if kind in _REPEATS else []


def _repeats(tree: Any, before: str) -> Iterator[tuple[str, Any]]:
    """Every repeated part, with something that leads to it."""
    for kind, value in tree:
        if kind in _REPEATS and value[1] >= _LONG:
            yield before, value[2]
        for inner in _inside(kind, value):
            yield from _repeats(inner, before)
        before += _sample([(kind, value)], 1)


def _alphabet(tree: Any) -> Iterator[str]:
    for kind, value in tree:
        if kind is op.LITERAL:
            yield chr(value)
        elif kind is op.IN:
            yield from _among(value)[:3]
        for inner in _inside(kind, value):
            yield from _alphabet(inner)
