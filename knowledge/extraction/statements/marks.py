"""Quotation marks as printed: which sign stands where, and whether it opens or closes.

Curly, straight, low, angled and corner marks, two single ones for a double one, signs of other
encodings and of HTML that came through as they are; single ones where they can't be apostrophes.
"""

import re
from dataclasses import dataclass, replace
from enum import Enum, auto

from knowledge.extraction.lexicon import statements

_DOUBLE = '“”„‟"'
_ANGLED = "«»"
_CORNER = "「」"
_WHITE = "『』"
_SINGLE = "‘’‚‛'"
_OPENING = frozenset("“„‟«‘‚‛「『")
_STRAIGHT = frozenset("\"'")
# Signs that are printed otherwise: by another character, by two, or by what a wrong decoding made.
_AS = {
    "＂": '"', "″": '"', "〝": "“", "〞": "”", "❝": "“", "❞": "”", "\x91": "‘", "\x92": "’",
    "\x93": "“", "\x94": "”", "``": "“", "''": '"', "‘‘": "“", "’’": "”", "‚‚": "„", "‛‛": "‟",
    "‹": "‘", "›": "’", "`": "‘", "â€œ": "“", "â€\x9d": "”", "â€": "”", "â€˜": "‘", "â€™": "’",
    "&quot;": '"', "&#34;": '"', "&#39;": "'", "&apos;": "'", "&ldquo;": "“", "&rdquo;": "”",
    "&lsquo;": "‘", "&rsquo;": "’", "&#8216;": "‘", "&#8217;": "’", "&#8220;": "“", "&#8221;": "”",
}  # fmt: skip
_FAMILIES = {
    sign: family
    for family, signs in enumerate((_SINGLE, _DOUBLE, _ANGLED, _CORNER, _WHITE))
    for sign in signs
}
_ONE = 0
# Dashes and dots of a wrong decoding hold marks that are none.
_DASHES = ("â€“", "â€”", "â€¦", "â€¢")
_SIGNS = re.compile(
    "|".join(map(re.escape, sorted({*_AS, *_FAMILIES, *_DASHES}, key=len, reverse=True)))
)
# What may stand before a mark that opens, and behind one that closes, besides white space.
_BEFORE_OPENING = frozenset("([{—–-/…“„«\"‘'")
_BEHIND_CLOSING = frozenset(".,;:?!)]}—–-/…”»\"’'")
# Nothing begins with one of these: « so », he said.
_PAUSES = frozenset(",;:")
_LONGEST_INCHES = 3
_PAIR = 2
_LONGEST_CLIPPED = 12


class Role(Enum):
    """What a mark does; a straight one between letters may do either."""

    OPENS = auto()
    CLOSES = auto()
    EITHER = auto()


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark at `at`, printed in `width` characters, as the plain `sign` that it stands for."""

    at: int
    sign: str
    role: Role
    width: int = 1

    @property
    def end(self) -> int:
        """The offset behind it."""
        return self.at + self.width

    @property
    def family(self) -> int:
        """The same number for marks that can be partners."""
        return _FAMILIES[self.sign]

    @property
    def single(self) -> bool:
        """True for a mark that may be an apostrophe."""
        return self.family == _ONE


def marks(text: str, start: int, end: int) -> list[Mark]:
    """The marks of a paragraph; one that opens with one kind and closes with another has both
    made alike."""
    found: list[Mark] = []
    for match in _SIGNS.finditer(text, start, end):
        if match[0] in _DASHES:
            continue
        sign = _AS.get(match[0], match[0])
        before = text[match.start() - 1] if match.start() > start else " "
        behind = _behind(text, match.end(), end)
        width = match.end() - match.start()
        found.append(Mark(match.start(), sign, _role(sign, before, behind), width))
    return _matched(text, found, start)


def opening(text: str, start: int, end: int) -> Mark | None:
    """The mark that opens a paragraph; None when it begins otherwise."""
    match = _SIGNS.match(text, start, end)
    if match is None or match.end() >= end or match[0] in _DASHES:
        return None
    sign = _AS.get(match[0], match[0])
    role = _role(sign, " ", _behind(text, match.end(), end))
    mark = Mark(start, sign, role, match.end() - start)
    doubtful = role is Role.CLOSES or (mark.single and not _opens_single(text, mark))
    return None if doubtful else mark


def _behind(text: str, at: int, end: int) -> str:
    """What follows a mark; a full stop that ends the sentence is no more than a pause."""
    if at >= end:
        return " "
    stops = text[at] == "." and (at + 1 >= end or text[at + 1].isspace())
    return "," if stops else text[at]


def _role(sign: str, before: str, behind: str) -> Role:
    """What a mark does, by its neighbours and then by its shape."""
    apart = before.isspace() and behind in _PAUSES
    may_open = (before.isspace() or before in _BEFORE_OPENING) and not behind.isspace()
    may_open = may_open and not apart
    may_close = not before.isspace() and (behind.isspace() or behind in _BEHIND_CLOSING)
    if may_open != may_close:
        return Role.OPENS if may_open else Role.CLOSES
    if sign in _STRAIGHT:
        return Role.EITHER
    return Role.OPENS if sign in _OPENING else Role.CLOSES


def _matched(text: str, found: list[Mark], start: int) -> list[Mark]:
    """Marks of a paragraph that opens with one kind and closes with the other, made alike."""
    if not found or found[0].at != start or found[0].role is not Role.OPENS:
        return found
    first, rest = found[0], found[1:]
    double = [m for m in found if not m.single]
    if len(double) == _PAIR and double[1].sign == '"' and double[1].role is Role.OPENS:
        # "The sea is ours "he said.
        return [replace(m, role=Role.CLOSES) if m is double[1] else m for m in found]
    partners, _ = single_partners(text, found)
    if first.single and first.at not in partners and double and ends_words(text, double[0]):
        return [replace(first, sign="“"), *rest]
    if not first.single and all(m.single for m in rest):
        taken = set(partners.values())
        last = next((m for m in rest if m.at not in taken and ends_words(text, m)), None)
        if last is not None:
            return [replace(m, sign="”") if m is last else m for m in found]
    return found


def ends_words(text: str, mark: Mark) -> bool:
    """True for a mark that closes behind a comma or the end of a sentence."""
    return mark.role is Role.CLOSES and text[mark.at - 1 : mark.at] in (",", ".", "!", "?", "…")


def is_inches(text: str, found: list[Mark], i: int) -> bool:
    """True for the mark of 6" inside a quotation that is closed by the next mark."""
    mark = found[i]
    if mark.sign not in _STRAIGHT or i + 1 >= len(found) or found[i + 1].role is not Role.CLOSES:
        return False
    first = mark.at
    while first > 0 and mark.at - first <= _LONGEST_INCHES and text[first - 1].isdigit():
        first -= 1
    digits = mark.at - first
    return 0 < digits <= _LONGEST_INCHES and text[mark.end : mark.end + 1].isspace()


def single_partners(text: str, found: list[Mark]) -> tuple[dict[int, int], int | None]:
    """Single marks that open a quotation, each with the one that closes it, and the last of those
    that are never closed.

    What stands inside a word, behind a plural ("the leaders' meeting") or before a year is an
    apostrophe, unless nothing else can be the partner.
    """
    partners: dict[int, int] = {}
    opened: int | None = None
    doubtful: int | None = None
    for mark in found:
        if not mark.single:
            continue
        if _opens_single(text, mark):
            if opened is not None and doubtful is not None:
                partners[opened] = doubtful
            opened, doubtful = mark.at, None
        elif opened is not None and mark.role is not Role.OPENS and _closes_single(text, mark):
            if _is_plural(text, mark):
                doubtful = doubtful or mark.at
                continue
            partners[opened] = mark.at
            opened, doubtful = None, None
    if opened is not None and doubtful is not None:
        partners[opened] = doubtful
        opened = None
    return partners, opened


def _opens_single(text: str, mark: Mark) -> bool:
    if mark.role is not Role.OPENS or mark.sign == "’":
        return False
    last = mark.end
    while last < len(text) and last - mark.end < _LONGEST_CLIPPED and text[last].isalnum():
        last += 1
    word = text[mark.end : last].lower()
    return not word[:1].isdigit() and word not in statements().clipped


def _closes_single(text: str, mark: Mark) -> bool:
    return not text[mark.end : mark.end + 1].isalnum() and not text[mark.at - 1 : mark.at].isspace()


def _is_plural(text: str, mark: Mark) -> bool:
    return (
        text[mark.at - 1 : mark.at] in ("s", "z", "S") and text[mark.end : mark.end + 1].isspace()
    )
