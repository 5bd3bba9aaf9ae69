"""Where a text quotes: the stretches between quotation marks, paragraph by paragraph.

Curly, straight, low and angled marks, and single ones where they can't be apostrophes. Marks within
marks stay part of the words. A mark that is never closed quotes nothing, unless the next paragraph
opens with one again: then the quotation goes on there. Every step is linear in the text.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum, auto

from knowledge.extraction.lexicon import statements

_DOUBLE = frozenset('“”„‟"＂')
_ANGLED = frozenset("«»")
_SINGLE = frozenset("‘’‚‛'")
_OPENING = frozenset("“„‟«‘‚‛")
_STRAIGHT = frozenset("\"＂'")
# Double marks that are printed as two single ones.
_AS_DOUBLE = {"‘": "“", "’": "”", "‚": "„", "‛": "‟", "'": '"'}
# What may stand before a mark that opens, and behind one that closes, besides white space.
_BEFORE_OPENING = frozenset("([{—–-/…“„«\"‘'")
_BEHIND_CLOSING = frozenset(".,;:?!)]}—–-/…”»\"’'")
_ENDS = frozenset(",.?!…")
_LONGEST_INCHES = 3


class _Role(Enum):
    OPENS = auto()
    CLOSES = auto()
    EITHER = auto()


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch of quoted text from its opening mark at `start` to behind its closing one at `end`.

    `parts` are the offsets of the words without the outer marks, one for each paragraph.
    """

    start: int
    end: int
    parts: tuple[tuple[int, int], ...]

    def words(self, text: str) -> str:
        """The words as printed in `text`, line breaks as spaces, paragraphs joined by one."""
        return " ".join(" ".join(text[first:last].split()) for first, last in self.parts)

    def closing(self, text: str) -> str:
        """The last printed character of the words ("," in “Yes,” he said)."""
        return self.words(text)[-1:]


@dataclass(slots=True)
class _Open:
    """A mark that waits for its partner, and what was quoted since."""

    at: int
    angled: bool
    inside: list[Quotation]
    width: int = 1


@dataclass(frozen=True, slots=True)
class _Mark:
    """A sign at `at`; `width` is two where a double mark is printed as two single ones."""

    at: int
    sign: str
    role: _Role
    width: int = 1

    @property
    def end(self) -> int:
        return self.at + self.width


def quotations(text: str, paragraphs: Iterable[tuple[int, int]]) -> list[Quotation]:
    """The quotations of `text` in order; `paragraphs` are the offsets of what is read of it."""
    found: list[Quotation] = []
    waiting: tuple[int, tuple[tuple[int, int], ...]] | None = None
    spans = list(paragraphs)
    for number, (start, end) in enumerate(spans):
        begin = start
        if waiting is not None:
            begin = _opening_end(text, start, end)
        # A quotation that goes on from the paragraph above is open from the beginning.
        marks = _marks(text, begin, end)
        stack = [] if waiting is None else [_Open(begin - 1, angled=False, inside=[])]
        rows = _scan(text, marks, stack)
        goes_on = _goes_on(text, spans, number)
        rows, unclosed = _unwound(text, stack, rows, goes_on=goes_on)
        if waiting is not None:
            first, parts = waiting
            waiting = None
            if rows and rows[0].start < begin:
                head = rows.pop(0)
                found.append(Quotation(first, head.end, (*parts, *head.parts)))
            elif unclosed is not None and unclosed < begin:
                # Never closed at all: nothing says where it ends.
                waiting = (first, (*parts, (begin, end)))
                unclosed = None
        found.extend(rows)
        if unclosed is not None:
            waiting = (unclosed, ((unclosed + 1, end),))
    return [quotation for quotation in found if quotation.words(text)]


def _goes_on(text: str, spans: list[tuple[int, int]], number: int) -> bool:
    """True when the next paragraph begins with an opening mark."""
    if number + 1 >= len(spans):
        return False
    start, end = spans[number + 1]
    return _opening_end(text, start, end) > start


def _opening_end(text: str, start: int, end: int) -> int:
    """Behind the double mark that a paragraph begins with; its start when there is none."""
    opens = start + 1 < end and text[start] in _DOUBLE | _ANGLED
    return start + 1 if opens else start


def _scan(text: str, marks: list[_Mark], stack: list[_Open]) -> list[Quotation]:
    """The outermost quotations of one paragraph.

    `stack` holds what is open from the paragraph above, and afterwards what was never closed.
    """
    partners = _single_partners(text, marks)
    found: list[Quotation] = []
    closes_single: int | None = None
    for i, mark in enumerate(marks):
        if mark.sign in _SINGLE:
            if mark.at == closes_single:
                closes_single = None
                # What a stray mark inside has closed is open no more.
                if stack:
                    found.append(_quotation(stack[0], mark))
                    stack.clear()
            elif not stack and mark.at in partners:
                closes_single = partners[mark.at]
                stack.append(_Open(mark.at, angled=False, inside=[]))
            continue
        angled = mark.sign in _ANGLED
        top = stack[-1] if stack else None
        # The single mark at the bottom waits for its own partner.
        pending = len(stack) > (0 if closes_single is None else 1)
        closes = pending and mark.role is not _Role.OPENS and not _is_inches(text, marks, i)
        if closes:
            _close(stack, found, mark, angled=angled)
        elif mark.role is not _Role.CLOSES and (top is None or mark.role is _Role.OPENS):
            stack.append(_Open(mark.at, angled=angled, inside=[], width=mark.width))
    return found


def _quotation(opened: _Open, mark: _Mark) -> Quotation:
    return Quotation(opened.at, mark.end, ((opened.at + opened.width, mark.at),))


def _close(stack: list[_Open], found: list[Quotation], mark: _Mark, *, angled: bool) -> None:
    """Close the last open mark of the same kind; what opened since is forgotten."""
    depth = next((k for k in range(len(stack) - 1, -1, -1) if stack[k].angled == angled), None)
    if depth is None:
        return
    opened = stack[depth]
    del stack[depth:]
    quotation = _quotation(opened, mark)
    (stack[-1].inside if stack else found).append(quotation)


def _unwound(
    text: str, stack: list[_Open], found: list[Quotation], *, goes_on: bool
) -> tuple[list[Quotation], int | None]:
    """What was quoted inside marks that were never closed counts by itself.

    Unless the next paragraph goes on with the quotation: then it holds what was quoted inside.
    """
    unclosed: int | None = None
    for opened in stack:
        holds = goes_on and not any(each.closing(text) == "," for each in opened.inside)
        if not holds:
            found.extend(opened.inside)
        last = found[-1].end if found else -1
        unclosed = opened.at if goes_on and opened.at >= last else None
    found.sort(key=lambda quotation: quotation.start)
    return found, unclosed


def _marks(text: str, start: int, end: int) -> list[_Mark]:
    found: list[_Mark] = []
    at = start
    while at < end:
        sign = text[at]
        width = 1
        if sign in _DOUBLE or sign in _ANGLED or sign in _SINGLE:
            if sign in _SINGLE and text[at + 1 : min(at + 2, end)] == sign:
                sign, width = _AS_DOUBLE[sign], 2
            before = text[at - 1] if at > start else " "
            behind = text[at + width] if at + width < end else " "
            found.append(_Mark(at, sign, _role(sign, before, behind), width))
        at += width
    return _matched(text, found, start)


def _matched(text: str, marks: list[_Mark], start: int) -> list[_Mark]:
    """Marks of a paragraph that opens with one kind and closes with the other, made alike."""
    if not marks or marks[0].at != start or marks[0].role is not _Role.OPENS:
        return marks
    first, rest = marks[0], marks[1:]
    partners = _single_partners(text, marks)
    if first.sign in _SINGLE and first.at not in partners:
        double = next((m for m in rest if m.sign in _DOUBLE), None)
        if double is not None and _ends_words(text, double):
            return [replace(first, sign="“"), *rest]
    if first.sign in _DOUBLE and not any(m.sign in _DOUBLE for m in rest):
        taken = set(partners.values())
        last = next((m for m in rest if m.at not in taken and _ends_words(text, m)), None)
        if last is not None and last.sign in _SINGLE:
            return [replace(m, sign="”") if m is last else m for m in marks]
    return marks


def _ends_words(text: str, mark: _Mark) -> bool:
    """True for a mark that closes behind a comma or the end of a sentence."""
    return mark.role is _Role.CLOSES and text[mark.at - 1 : mark.at] in (",", ".", "!", "?", "…")


def _role(sign: str, before: str, behind: str) -> _Role:
    """What a mark does, by its neighbours and then by its shape."""
    may_open = (before.isspace() or before in _BEFORE_OPENING) and not behind.isspace()
    may_close = not before.isspace() and (behind.isspace() or behind in _BEHIND_CLOSING)
    if may_open != may_close:
        return _Role.OPENS if may_open else _Role.CLOSES
    if sign in _STRAIGHT:
        lonely = before.isspace() and behind.isspace()
        return _Role.CLOSES if lonely else _Role.EITHER
    return _Role.OPENS if sign in _OPENING else _Role.CLOSES


def _is_inches(text: str, marks: list[_Mark], i: int) -> bool:
    """True for the mark of 6" inside a quotation that is closed by the next mark."""
    mark = marks[i]
    if mark.sign not in _STRAIGHT or i + 1 >= len(marks) or marks[i + 1].role is not _Role.CLOSES:
        return False
    first = mark.at
    while first > 0 and mark.at - first <= _LONGEST_INCHES and text[first - 1].isdigit():
        first -= 1
    digits = mark.at - first
    return 0 < digits <= _LONGEST_INCHES and text[mark.at + 1 : mark.at + 2].isspace()


def _single_partners(text: str, marks: list[_Mark]) -> dict[int, int]:
    """Single marks that open a quotation, each with the one that closes it.

    What stands inside a word, behind a plural ("the leaders' meeting") or before a year is an
    apostrophe, unless nothing else can be the partner.
    """
    partners: dict[int, int] = {}
    opened: int | None = None
    doubtful: int | None = None
    for mark in marks:
        if mark.sign not in _SINGLE:
            continue
        if _opens_single(text, mark):
            if opened is not None and doubtful is not None:
                partners[opened] = doubtful
            opened, doubtful = mark.at, None
        elif opened is not None and mark.role is not _Role.OPENS and _closes_single(text, mark.at):
            if _is_plural(text, mark.at):
                doubtful = doubtful or mark.at
                continue
            partners[opened] = mark.at
            opened, doubtful = None, None
    if opened is not None and doubtful is not None:
        partners[opened] = doubtful
    return partners


def _opens_single(text: str, mark: _Mark) -> bool:
    if mark.role is not _Role.OPENS or mark.sign == "’":
        return False
    last = mark.at + 1
    while last < len(text) and last - mark.at < 12 and text[last].isalnum():
        last += 1
    word = text[mark.at + 1 : last].lower()
    return not word[:1].isdigit() and word not in statements().clipped


def _closes_single(text: str, at: int) -> bool:
    return not text[at + 1 : at + 2].isalnum() and not text[at - 1 : at].isspace()


def _is_plural(text: str, at: int) -> bool:
    return text[at - 1 : at] in ("s", "z", "S") and text[at + 1 : at + 2].isspace()
