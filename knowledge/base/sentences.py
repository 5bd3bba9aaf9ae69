"""Cuts articles into sentences for search, without a language model.

Only their places are stored; full-text search reads the words from the article itself. A cut too
few or too many does no harm: what is shown is verbatim in any case.
"""

import re
from collections.abc import Iterator

from knowledge.model import Article, ParagraphRole

_LONGEST = 1_500
"""Characters after which a sentence is cut at white space, whatever its signs say."""

_END = re.compile(
    # Nothing is tried twice: a page of dots takes no longer than a page of words.
    r"(?<![.!?…])[.!?…]++[\"”’')\]]*+(?=\s+[\"“‘'(\[]*[A-Z0-9À-ÖØ-Þ]|\s*$)"
    r"|[。！？।។။]+[”’」』]*"
)
_NO_END = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Adm|Brig|Gov|Sen|Rep|Hon|Rev|St|Sr|Jr|No|vs|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Amb|H\.E|H\.M|U\.S|U\.K|U\.N|e\.g|i\.e|Co|"
    r"Inc|Ltd|Corp)|\b[A-Z])\.$"
)
_LONGEST_SHORT = 8
"""Characters that hold any of these, with what stands before it."""
_SEARCHED = frozenset({ParagraphRole.BODY, ParagraphRole.DATELINE, ParagraphRole.CAPTION})


def sentences(article: Article) -> Iterator[tuple[int, int]]:
    """Start and length of each sentence of the article's own words, in order."""
    for paragraph in article.paragraphs:
        if paragraph.role in _SEARCHED:
            text = article.text[paragraph.start : paragraph.end]
            for start, end in _cut(text):
                yield paragraph.start + start, end - start


def _cut(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in _END.finditer(text):
        before = max(start, found.end() - _LONGEST_SHORT)
        if _NO_END.search(text, before, found.end()) and found.end() < len(text):
            continue
        yield from _bounded(text, start, found.end())
        start = found.end()
    yield from _bounded(text, start, len(text))


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence without white space at its ends, in pieces when it is endless."""
    while start < end:
        while start < end and text[start].isspace():
            start += 1
        stop = min(end, start + _LONGEST)
        if stop < end:
            gap = text.rfind(" ", start, stop)
            stop = gap if gap > start else stop
        last = stop
        while last > start and text[last - 1].isspace():
            last -= 1
        if any(char.isalnum() for char in text[start:last]):
            yield start, last
        start = stop
