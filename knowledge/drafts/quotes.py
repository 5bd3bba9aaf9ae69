"""Quotations: whether the archive has the words, and from whom."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import Indel, Levenshtein
from rapidfuzz.fuzz import partial_ratio_alignment

from knowledge.drafts.model import Account, Line, Quote
from knowledge.text import fold

_FEWEST = 4
_ALIKE = 0.72
_MOSTLY = 0.55
_LONGEST = 300
_MARKS = "“”„\"‘’' "
_STOP = re.compile(r"[.!?;][”\"’']?\s+")
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
    found: list[tuple[float, float, int, Found]] = []
    for start in range(max(0, first - 2), min(len(tokens), first + 3)):
        for length in range(max(1, len(wanted) - 3), len(wanted) + 4):
            window = tokens[start : start + length]
            if not window:
                continue
            likeness = Indel.normalized_similarity(wanted, window)
            near = Levenshtein.normalized_similarity(wanted, window)
            stop = start + len(window) - 1
            one = Found(False, offsets[start][0], offsets[stop][1], likeness)
            found.append((near, likeness, len(window), one))
    if max((row[1] for row in found), default=0.0) < _enough(len(wanted)):
        return None
    # A word in the place of another one, also of the last, is shown with what it stands for.
    near, _, _, widest = max(found, key=lambda row: (row[0], row[2]))
    if near < _MOSTLY:
        return None
    return replace(widest, likeness=max(row[1] for row in found))


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


def printed(account: Account, found: Found) -> str:
    """The whole quotation that holds these words; of a long one the sentences around them."""
    start, end = found.start, found.end
    for quote in account.quotes:
        if quote.start < end and start < quote.end:
            start, end = min(start, quote.start), max(end, quote.end)
            if end - start > _LONGEST:
                start, end = _sentences(account.text, quote, found)
            break
    return " ".join(account.text[start:end].split()).strip(_MARKS)


def _sentences(text: str, quote: Quote, found: Found) -> tuple[int, int]:
    """Where the sentences of a quotation that hold these words begin and end, with a limit."""
    stops = [quote.start, *(m.end() for m in _STOP.finditer(text, quote.start, quote.end))]
    begin = max((at for at in stops if at <= found.start), default=found.start)
    stop = min((at for at in [*stops, quote.end] if at >= found.end), default=found.end)
    if stop - begin > _LONGEST + found.end - found.start:
        return found.start, found.end
    return begin, stop


def differing(ours: str, theirs: str) -> list[tuple[str, str]]:
    """The words of a quotation that others stand for in another one: each with these.

    Either may be "", for what is left out or put in. What goes before or follows is no difference.
    """
    left = [word for word, _ in _printed_words(ours)]
    right = [word for word, _ in _printed_words(theirs)]
    shown, other = ([text for _, text in _printed_words(one)] for one in (ours, theirs))
    found: list[tuple[str, str]] = []
    for step in Levenshtein.opcodes(left, right):
        a, b = step.src_start, step.src_end
        outside = a == b and a in (0, len(left))
        if step.tag != "equal" and not outside:
            there = other[step.dest_start : step.dest_end]
            found.append((" ".join(shown[a:b]), " ".join(there)))
    return found


def _printed_words(text: str) -> list[tuple[str, str]]:
    """Each word folded, and as printed without the marks around it."""
    words = [(fold(word), word.strip(_MARKS + ".,;:!?()")) for word in text.split()]
    return [(folded, printed) for folded, printed in words if folded]


def line_at(account: Account, offset: int) -> Line | None:
    """The line that holds an offset."""
    return next((line for line in account.lines if line.start <= offset < line.end), None)


def spoken_by(account: Account, start: int, end: int) -> Quote | None:
    """The quotation of an article that holds these offsets, if its speaker is known."""
    for quote in account.quotes:
        if quote.speakers and quote.start < end and start < quote.end:
            return quote
    return None
