"""Where a text quotes: the stretches between quotation marks, paragraph by paragraph.

Marks within marks stay part of the words. A mark that is never closed quotes nothing, unless the
next paragraph opens with one again or only closes one: then the quotation goes on there; or unless
it opens a paragraph in which nobody is said to speak. Every step is linear in the text.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from knowledge.extraction.lexicon import statements
from knowledge.extraction.statements.marks import (
    Mark,
    Role,
    ends_words,
    is_inches,
    marks,
    opening,
    single_partners,
)

_FINAL = frozenset(".!?…")
# So many paragraphs further down a quotation may be closed that none of them opens again.
_FARTHEST = 4


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

    def passages(self, text: str) -> Iterator["Quotation"]:
        """The quotation in pieces, one for each opening mark that is printed."""
        begin, group = self.start, list(self.parts[:1])
        for first, last in self.parts[1:]:
            if text[first - 1].isspace():
                group.append((first, last))
                continue
            yield Quotation(begin, group[-1][1], tuple(group))
            begin, group = first, [(first, last)]
        yield Quotation(begin, self.end, tuple(group))

    def closing(self, text: str) -> str:
        """The last printed character of the words ("," in “Yes,” he said)."""
        words = self.words(text)
        return words.rstrip("]")[-1:] if words.endswith((".]", ",]", "!]", "?]")) else words[-1:]


@dataclass(slots=True)
class _Open:
    """A mark that waits for its partner, and what was quoted since."""

    at: int
    family: int
    inside: list[Quotation]
    width: int = 1


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A quotation that goes on in the next paragraph: its mark, where it starts, its parts."""

    mark: Mark
    start: int
    parts: tuple[tuple[int, int], ...]


def quotations(text: str, paragraphs: Iterable[tuple[int, int]]) -> list[Quotation]:
    """The quotations of `text` in order; `paragraphs` are the offsets of what is read of it."""
    found: list[Quotation] = []
    waiting: _Waiting | None = None
    spans = list(paragraphs)
    for number in range(len(spans)):
        rows, waiting = _of_paragraph(text, spans, number, waiting)
        found.extend(rows)
    return [quotation for quotation in found if quotation.words(text)]


def _of_paragraph(
    text: str, spans: list[tuple[int, int]], number: int, waiting: _Waiting | None
) -> tuple[list[Quotation], _Waiting | None]:
    """The quotations that end in a paragraph, and what goes on behind it."""
    start, end = spans[number]
    base: _Open | None = None
    begin = start
    if waiting is not None and not waiting.mark.single:
        # A quotation that goes on from the paragraph above is open from the beginning.
        again = opening(text, start, end)
        begin = start if again is None or again.single else again.end
        base = _Open(start, waiting.mark.family, [], begin - start)
    row = marks(text, begin, end)
    stack = [] if base is None else [base]
    rows = _scan(text, row, stack)
    goes_on = bool(stack) and _goes_on(text, spans, number, stack[0])
    whole = _whole(text, spans[number], stack, waiting) if stack and not goes_on else None
    rows, unclosed = _unwound(text, stack, rows, goes_on=goes_on)
    if whole is not None:
        rows, unclosed = [whole], None
    parts, first = ((), None) if waiting is None else (waiting.parts, waiting.start)
    mark = next((m for m in row if m.at == unclosed), None)
    if unclosed is None:
        mark = _unclosed_single(text, row, spans, number)
    if first is not None and rows and rows[0].start == start:
        rows[0] = Quotation(first, rows[0].end, (*parts, *rows[0].parts))
        first = None
    if base is not None and unclosed == base.at and waiting is not None and first is not None:
        return rows, _Waiting(waiting.mark, first, (*parts, (begin, end)))
    if mark is None:
        return rows, None
    if mark.at == start and first is not None:
        return rows, _Waiting(mark, first, (*parts, (mark.end, end)))
    return rows, _Waiting(mark, mark.at, ((mark.end, end),))


def _unclosed_single(
    text: str, row: list[Mark], spans: list[tuple[int, int]], number: int
) -> Mark | None:
    """A single mark that is never closed, where the next paragraph opens with one again."""
    _, unclosed = single_partners(text, row)
    if unclosed is None or number + 1 >= len(spans):
        return None
    again = opening(text, *spans[number + 1])
    mark = next(m for m in row if m.at == unclosed)
    closed = any(not m.single and m.role is Role.CLOSES for m in row if m.at > unclosed)
    return mark if again is not None and again.single and not closed else None


def _goes_on(text: str, spans: list[tuple[int, int]], number: int, opened: _Open) -> bool:
    """True when the next paragraph begins with an opening mark, or when only the partner of a mark
    that opened one stands further down."""
    if number + 1 >= len(spans):
        return False
    again = opening(text, *spans[number + 1])
    if again is not None and not again.single:
        return True
    if text[spans[number][1] - 1] not in _FINAL or opened.inside:
        return False
    for start, end in spans[number + 1 : number + 1 + _FARTHEST]:
        double = next((m for m in marks(text, start, end) if not m.single), None)
        if double is not None:
            return double.family == opened.family and ends_words(text, double)
        if text[end - 1] not in _FINAL:
            return False
    return False


def _whole(
    text: str, span: tuple[int, int], stack: list[_Open], waiting: _Waiting | None
) -> Quotation | None:
    """A paragraph that only opens a quotation, and in which nobody is said to speak."""
    start, end = span
    opened = stack[0]
    if len(stack) > 1 or opened.at != start or opened.inside or text[end - 1] not in _FINAL:
        return None
    if opened.width == 0 and waiting is not None:
        return None
    words = {word.strip(",.;:") for word in text[start:end].lower().split()}
    if words & statements().sure_forms:
        return None
    return Quotation(start, end, ((start + opened.width, end),))


def _scan(text: str, row: list[Mark], stack: list[_Open]) -> list[Quotation]:
    """The outermost quotations of one paragraph.

    `stack` holds what is open from the paragraph above, and afterwards what was never closed.
    """
    partners, _ = single_partners(text, row)
    found: list[Quotation] = []
    closes_single: int | None = None
    for i, mark in enumerate(row):
        if mark.single:
            if mark.at == closes_single:
                closes_single = None
                # What a stray mark inside has closed is open no more.
                if stack:
                    found.append(_quotation(stack[0], mark))
                    stack.clear()
            elif not stack and mark.at in partners:
                closes_single = partners[mark.at]
                stack.append(_Open(mark.at, mark.family, [], mark.width))
            continue
        top = stack[-1] if stack else None
        # The single mark at the bottom waits for its own partner.
        pending = len(stack) > (0 if closes_single is None else 1)
        closes = pending and mark.role is not Role.OPENS and not is_inches(text, row, i)
        if closes:
            _close(stack, found, mark)
        elif mark.role is not Role.CLOSES and (top is None or mark.role is Role.OPENS):
            stack.append(_Open(mark.at, mark.family, [], mark.width))
    return found


def _quotation(opened: _Open, mark: Mark) -> Quotation:
    return Quotation(opened.at, mark.end, ((opened.at + opened.width, mark.at),))


def _close(stack: list[_Open], found: list[Quotation], mark: Mark) -> None:
    """Close the last open mark of the same kind; what opened since is forgotten."""
    same = (k for k in range(len(stack) - 1, -1, -1) if stack[k].family == mark.family)
    depth = next(same, None)
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
