"""How alike two texts are, word for word, and keys under which alike texts meet.

A text is taken as its shingles: every run of three words, whatever their case and punctuation.
What two texts share of them tells a reprint from an article of another hand, which has the names
and a few phrases in common, hardly ever whole sentences.

The keys are those of MinHash with bands: of the hashed shingles the least of each of `_BINS`
classes, in threes. Two texts agree on a class as often as they share shingles, so that alike ones
nearly always share a key and others hardly ever do. One hash of each shingle does for all classes
(one permutation hashing, with empty ones filled from others), which needs no library for arrays:
the bot, which holds none, saves articles too.
"""

import re
from collections.abc import Iterable
from functools import cache
from hashlib import blake2b

from knowledge.model import Article, ParagraphRole

Place = tuple[int, int, str]
"""Start, end and role of a paragraph."""

Words = tuple[str, ...]
Shingles = frozenset[Words]

LEAST = 30
"""Words that a text must have to be called a copy: shorter ones are alike by chance."""

SHARED = 0.65
"""The share of the shorter text's shingles that stands in the longer one of which it is a copy."""

SHORTEST = 0.3
"""A shorter part of a text is an excerpt, not a copy."""

_LENGTH = 3
_BANDS, _ROWS = 40, 3
_BINS = _BANDS * _ROWS
_KEY_BYTES = 6

# Scripts without spaces: each character counts as a word.
_UNSPACED = r"\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")


def words(article: Article) -> Words:
    """The words of an article's body: no headline, dateline, caption or boilerplate."""
    return words_in(article.text, ((p.start, p.end, p.role) for p in article.paragraphs))


def words_in(text: str, paragraphs: Iterable[Place]) -> Words:
    """The same of an article as it is stored."""
    body = (text[start:end] for start, end, role in paragraphs if role == ParagraphRole.BODY)
    return tuple(_WORD.findall("\n".join(body).casefold()))


def shingles(told: Words) -> Shingles:
    """Every run of three words."""
    return frozenset(zip(*(told[at:] for at in range(_LENGTH)), strict=False))


def is_copy(one: Shingles, other: Shingles) -> bool:
    """Whether the shorter of two texts is the longer one, cut or lightly edited."""
    short, long = sorted((len(one), len(other)))
    if short < SHORTEST * long:
        return False
    return len(one & other) >= SHARED * short > 0


def text_key(told: Words) -> int:
    """A key that texts of the same words share, and hardly any others do (63 bits)."""
    return int.from_bytes(_hashed("\n".join(told), 8)) >> 1


def keys(told: Shingles) -> list[int]:
    """The keys under which a text meets those that are alike; each fits into 48 bits."""
    least: list[int | None] = [None] * _BINS
    for shingle in told:
        value, place = divmod(int.from_bytes(_hashed(" ".join(shingle), 8)), _BINS)
        known = least[place]
        if known is None or value < known:
            least[place] = value
    if not told:
        return []
    full = [_filled(least, place) if own is None else own for place, own in enumerate(least)]
    bands = (full[at : at + _ROWS] for at in range(0, _BINS, _ROWS))
    return [
        int.from_bytes(_hashed(f"{number} {band}", _KEY_BYTES)) for number, band in enumerate(bands)
    ]


def _filled(least: list[int | None], place: int) -> int:
    """What an empty class has: the least hash of the first other in an order of its own."""
    return next(value for at in _order(place) if (value := least[at]) is not None)


@cache
def _order(place: int) -> tuple[int, ...]:
    others = sorted(range(_BINS), key=lambda other: _hashed(f"{place} {other}", 8))
    return (place, *others)


def _hashed(text: str, size: int) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=size).digest()
