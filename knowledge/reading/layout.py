"""Where paragraphs begin and end in plain text, whatever way its lines were broken.

Three habits are met in practice: paragraphs with blank lines between them, one paragraph a line
without blank lines, and paragraphs whose lines were broken at a fixed or ragged width. The first
two need no joining; in the third the lines of a paragraph belong together. Which habit a text
follows is decided once for the whole text, from the line breaks that have no blank line beside
them: do they cut through sentences, or do sentences end there?
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

# Besides \n: vertical tab, form feed, next line, line and paragraph separator.
_LINE = re.compile(r"[^\n\v\f\x85\u2028\u2029]+")
_LIST_ITEM = re.compile(r"(?:[-–—*•·▪◦‣●]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)])\s+\S")
_SEPARATOR = re.compile(r"[\W_]+")
_BRACKETED = re.compile(r"\[[^\[\]]{1,120}\]")
_STOP = re.compile(r"[.!?…:;][\"'”’»)\]]*$|[.!?…][\"'”’»)\]]*\s*(?:\(\w+\)|-\s?0\s?-|\[\d+\])$")
# Words that no sentence, headline or heading ends with.
_OPEN_END = re.compile(
    r"(?:,|\b(?:a|an|and|as|at|by|for|from|in|into|its|of|on|or|that|the|their|to|was|were|which|with))$"
)
# Capitalised words only: "Cambodia-Republic of Korea".
_HEADING_LINE = re.compile(r"[A-Z][\w’'.-]+(?:\s(?:[A-Z0-9][\w’'.-]*|and|of|the|for|on|in|&)){1,7}")
_SPEAKER = re.compile(r"[A-Z][\w.’' -]{1,60}:\s|\(\([^()]{1,40}\)\)")

# A line of prose longer than this was not broken to fit a screen or a mail.
_WIDEST = 132


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line without the white space around it: `text[start:end]`."""

    start: int
    end: int
    content: str
    indent: int
    block: int

    @property
    def ends_sentence(self) -> bool:
        """Whether a sentence, or an introduction with a colon, may end with this line."""
        return _STOP.search(self.content) is not None

    @property
    def is_item(self) -> bool:
        """Whether the line opens a list item ("- …", "7. …", "(a) …")."""
        return _LIST_ITEM.match(self.content) is not None

    @property
    def stands_alone(self) -> bool:
        """Whether the line can be part of no paragraph: "[Place: Lima]", "* * *"."""
        return bool(_BRACKETED.fullmatch(self.content) or _SEPARATOR.fullmatch(self.content))

    @property
    def first_word(self) -> str:
        """The characters up to the first white space."""
        return self.content.split(maxsplit=1)[0]


# What agencies put behind their last sentence: "-0-", "(END)", "###".
_END_MARK = re.compile(
    r"\s+(?P<mark>[-–—]\s?(?:0|30|ends?)\s?[-–—]|#{2,}|\((?:END|Ends?)\)|\[(?:END|Ends?)\]|■|□)$"
)


def spans(text: str) -> list[tuple[int, int]]:
    """Return (start, end) of every paragraph of `text`, in order.

    The spans don't overlap, have no white space at either end, and together cover every character
    that is not white space.
    """
    lines = list(_lines(text))
    wrap = _wrap(lines)
    found: list[tuple[int, int]] = []
    previous: Line | None = None
    for line in lines:
        if previous is not None and _joins(previous, line, wrap):
            found[-1] = (found[-1][0], line.end)
        else:
            found.append((line.start, line.end))
        previous = line
    return [part for span in found for part in _without_end_mark(text, *span)]


def _without_end_mark(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Part an agency's end mark from the sentence before it."""
    mark = _END_MARK.search(text, max(start, end - 12), end)
    if mark is None or mark.start() == start:
        return [(start, end)]
    return [(start, mark.start()), (mark.start("mark"), end)]


def _lines(text: str) -> Iterator[Line]:
    """Yield the lines that hold more than white space; `block` grows at each blank line."""
    block = 0
    reached = 0
    for match in _LINE.finditer(text):
        # More than one line end since the last line: a blank line lies between.
        if len(text[reached : match.start()].replace("\r", "")) > 1:
            block += 1
        raw = match.group()
        content = raw.strip()
        if content:
            start = match.start() + len(raw) - len(raw.lstrip())
            yield Line(start, start + len(content), content, start - match.start(), block)
        else:
            block += 1
        reached = match.end()


def _breaks(lines: list[Line]) -> list[tuple[Line, Line]]:
    """Return the pairs of neighbouring lines with no blank line between and no list in play."""
    return [
        (one, two)
        for one, two in itertools.pairwise(lines)
        if one.block == two.block
        and not (one.stands_alone or two.stands_alone or two.is_item)
        and not _SPEAKER.match(two.content)
    ]


@dataclass(frozen=True, slots=True)
class Wrap:
    """How the lines of a text's paragraphs were broken.

    `width` is the longest broken line in characters. `fixed` says that lines were filled as far as
    they go; otherwise they are ragged. `blanks` says that blank lines part the paragraphs.
    """

    width: int
    fixed: bool
    blanks: bool


def _wrap(lines: list[Line]) -> Wrap | None:
    """Return how paragraphs were broken into lines, None when they were not.

    They were when at least a quarter of the plain line breaks cut through a sentence: where each
    line is a paragraph of its own, next to none do.
    """
    pairs = _breaks(lines)
    cut = [pair for pair in pairs if _cuts_sentence(*pair)]
    if not cut or len(cut) * 4 < len(pairs):
        return None
    width = max(len(one.content) + one.indent for one, _ in cut)
    full = sum(_full(one, two, width) for one, two in cut)
    return Wrap(
        width=width,
        fixed=width <= _WIDEST and full * 10 >= len(cut) * 7,
        blanks=lines[-1].block - lines[0].block >= 2,
    )


def _cuts_sentence(one: Line, two: Line) -> bool:
    """Whether the break between two lines goes through a sentence, as far as letters tell."""
    if one.ends_sentence:
        return False
    return two.content[0].islower() or _OPEN_END.search(one.content) is not None


def _full(one: Line, two: Line, width: int) -> bool:
    """Whether the first word of `two` had no room left on line `one`, give or take a character."""
    return len(one.content) + one.indent + 1 + len(two.first_word) >= width - 1


def _joins(one: Line, two: Line, wrap: Wrap | None) -> bool:
    """Whether `two` goes on with the paragraph that `one` belongs to."""
    if one.block != two.block or one.stands_alone or two.stands_alone:
        return False
    if two.is_item and (one.ends_sentence or one.is_item or two.indent != one.indent):
        return False
    if wrap is None:
        return _cuts_sentence(one, two) and two.content[0].islower() and one.content[-1] != ","
    if _cuts_sentence(one, two):
        return True
    if wrap.fixed:
        # A line that had room for the next word was ended on purpose.
        return _full(one, two, wrap.width)
    # Raggedly broken: between blank lines all belongs together; without them sentences decide.
    return wrap.blanks or not (one.ends_sentence or _HEADING_LINE.fullmatch(one.content))
