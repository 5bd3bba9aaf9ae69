"""What stands around a sentence of a draft, and so most likely tells of the same.

A draft may be about several events: what another paragraph tells says little about this one.
"""

from collections.abc import Iterator

from knowledge.drafts.model import Account, Line

_NEXT = 0.6
_ACROSS = 0.3
_LEAST = 0.1


def passage(draft: Account, line: Line) -> Iterator[tuple[Line, float]]:
    """A line and those around it, each with how much it counts: 1 for the line itself, then less.

    The further away the less, and much less behind the end of a paragraph.
    """
    yield line, 1.0
    for step in (-1, 1):
        counts, at = 1.0, line.index + step
        while 0 <= at < len(draft.lines):
            first, last = sorted((at, at - step))
            between = draft.text[draft.lines[first].end : draft.lines[last].start]
            counts *= _ACROSS if "\n" in between else _NEXT
            if counts < _LEAST:
                break
            yield draft.lines[at], counts
            at += step
