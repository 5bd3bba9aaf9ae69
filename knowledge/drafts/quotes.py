"""Quotations: whether the archive has the words, and from whom."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel
from rapidfuzz.fuzz import partial_ratio_alignment

from knowledge.drafts.model import Account, Line, Quote
from knowledge.text import fold

_FEWEST = 4
_ALIKE = 0.72
_GAPS = re.compile(r"\[[^\]]*\]|…|\.\.\.|\(\.\.\.\)")


@dataclass(frozen=True, slots=True)
class Found:
    """Where an article has the words of a quotation, `same` when word for word."""

    same: bool
    start: int
    end: int
    likeness: float


def closest(words: str, account: Account) -> Found | None:
    """Where an article has a quotation, or one that differs from it in a few words."""
    parts = [part for part in (fold(piece) for piece in _GAPS.split(words)) if part]
    tokens, offsets = _tokens(account.text)
    text = " ".join(tokens)
    if not parts:
        return None
    bounded = f" {text} "
    at = [bounded.find(f" {part} ") for part in parts]
    whole = _spoken(parts, account)
    if whole is not None and min(at) < 0:
        return Found(True, whole.start, whole.end, 1.0)
    if all(i >= 0 for i in at):
        first = bounded.count(" ", 0, at[0] + 1) - 1
        last = first + len(parts[0].split()) - 1
        return Found(True, offsets[first][0], offsets[last][1], 1.0)
    longest = max(parts, key=len)
    if len(longest.split()) < _FEWEST:
        return None
    return _nearly(longest, tokens, offsets, text)


def _spoken(parts: Sequence[str], account: Account) -> Quote | None:
    """A quotation that has these words, though the article says who speaks in its middle."""
    for quote, following in zip(account.quotes, account.quotes[1:], strict=False):
        both = f"{quote.words} {following.words}" if following.line == quote.line else quote.words
        words = f" {fold(both)} "
        if all(f" {part} " in words for part in parts):
            return quote
    return None


def _nearly(
    part: str, tokens: Sequence[str], offsets: Sequence[tuple[int, int]], text: str
) -> Found | None:
    aligned = partial_ratio_alignment(part, text, score_cutoff=100 * (_ALIKE - 0.12))
    if aligned is None:
        return None
    first = text.count(" ", 0, aligned.dest_start)
    wanted = part.split()
    best: Found | None = None
    for start in range(max(0, first - 2), min(len(tokens), first + 3)):
        for length in range(max(1, len(wanted) - 3), len(wanted) + 4):
            window = tokens[start : start + length]
            if not window:
                continue
            likeness = Indel.normalized_similarity(wanted, window)
            if best is None or likeness > best.likeness:
                stop = start + len(window) - 1
                best = Found(False, offsets[start][0], offsets[stop][1], likeness)
    if best is None or best.likeness < _enough(len(wanted)):
        return None
    return best


def _enough(words: int) -> float:
    """How alike a quotation must be to be taken for another's: short ones may have one word off."""
    return 0.6 if words >= 2 * _FEWEST else 0.66


def _tokens(text: str) -> tuple[list[str], list[tuple[int, int]]]:
    """The folded words of a text with their offsets."""
    tokens: list[str] = []
    offsets: list[tuple[int, int]] = []
    for found in re.finditer(r"[^\s—–-]+", text):
        for word in fold(found.group()).split():
            tokens.append(word)
            offsets.append(found.span())
    return tokens, offsets


def line_at(account: Account, offset: int) -> Line | None:
    """The line that holds an offset."""
    return next((line for line in account.lines if line.start <= offset < line.end), None)


def spoken_by(account: Account, start: int, end: int) -> Quote | None:
    """The quotation of an article that holds these offsets, if its speaker is known."""
    for quote in account.quotes:
        if quote.speakers and quote.start < end and start < quote.end:
            return quote
    return None
