"""What each paragraph is to its article: title, caption, dateline, heading, body or boilerplate.

Only words and shape are looked at, no language model. Where a paragraph could be two things, the
choice falls on `BODY`: a body paragraph taken for a caption would be lost to the reader.
"""

import re
from collections.abc import Mapping, Sequence

from knowledge.model import Paragraph, ParagraphRole
from knowledge.reading.boilerplate import is_boilerplate, is_closing, opens_list
from knowledge.reading.captions import is_caption
from knowledge.reading.datelines import byline, is_dateline, opening

_FINAL = re.compile(r"[.!?…;:,][\"'”’»)\]]*$")
_STOP = re.compile(r"[.!?…][\"'”’»)\]]*$")
_ITEM = re.compile(r"(?:[-–—*•·▪◦‣●]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)])\s")
_HEADING_WORDS = 12
_HEADING_CHARS = 100
_TITLE_CHARS = 250
# Paragraphs at the head among which title, dateline, byline and captions are looked for.
_HEAD = 8

Hints = Mapping[int, ParagraphRole]


def assign(
    text: str, spans: Sequence[tuple[int, int]], *, title: str | None, hints: Hints
) -> tuple[Paragraph, ...]:
    """Give every paragraph of an article its role.

    `title` is the title known from front matter or page; `hints` are roles known from markup, by
    where the paragraph starts.
    """
    texts = [text[start:end] for start, end in spans]
    roles: list[ParagraphRole | None] = [hints.get(start) for start, _ in spans]
    _boilerplate(texts, roles)
    _head(texts, roles, title)
    _captions(texts, roles)
    _headings(texts, roles)
    return tuple(
        Paragraph(start, end, role or ParagraphRole.BODY)
        for (start, end), role in zip(spans, roles, strict=True)
    )


def _boilerplate(texts: list[str], roles: list[ParagraphRole | None]) -> None:
    open_list = False
    for index, words in enumerate(texts):
        if open_list and (_STOP.search(words) or len(words) > _TITLE_CHARS):
            open_list = False
        if opens_list(words):
            open_list = True
        if open_list or is_boilerplate(words):
            roles[index] = ParagraphRole.BOILERPLATE
    for index in range(len(texts) - 1, 0, -1):
        if roles[index] is ParagraphRole.BOILERPLATE:
            continue
        if not is_closing(texts[index]):
            break
        roles[index] = ParagraphRole.BOILERPLATE


def _head(texts: list[str], roles: list[ParagraphRole | None], title: str | None) -> None:
    """Mark what stands before the first paragraph of prose."""
    for index, words in enumerate(texts[:_HEAD]):
        if roles[index] is not None:
            continue
        if title is not None and _same(words, title):
            roles[index] = ParagraphRole.TITLE
        elif is_dateline(words):
            roles[index] = ParagraphRole.DATELINE
        elif byline(words) is not None:
            roles[index] = ParagraphRole.BOILERPLATE
        elif _is_prose(words) and not is_caption(words):
            break
    if title is None and ParagraphRole.TITLE not in roles:
        _find_title(texts, roles)


def _find_title(texts: list[str], roles: list[ParagraphRole | None]) -> None:
    """Mark the headline: the first short line without a full stop, with prose below it."""
    for index, words in enumerate(texts[:_HEAD]):
        if roles[index] not in (None, ParagraphRole.HEADING):
            continue
        if _is_title(words) and any(
            role is None and _is_prose(later) and len(later) > len(words)
            for later, role in zip(texts[index + 1 :], roles[index + 1 :], strict=True)
        ):
            roles[index] = ParagraphRole.TITLE
        return


def _captions(texts: list[str], roles: list[ParagraphRole | None]) -> None:
    before_body = True
    for index, words in enumerate(texts):
        if roles[index] is not None:
            continue
        if is_caption(words, leading=before_body):
            roles[index] = ParagraphRole.CAPTION
        elif _is_prose(words):
            before_body = False


def _headings(texts: list[str], roles: list[ParagraphRole | None]) -> None:
    below_body = False
    run: list[int] = []
    for index in range(len(texts) - 1, -1, -1):
        role, words = roles[index], texts[index]
        if role is not None:
            continue
        if below_body and _is_heading(words):
            run.append(index)
            continue
        # Three or more short lines in a row are a list of names or points, not headings.
        if len(run) < 3:
            for heading in run:
                roles[heading] = ParagraphRole.HEADING
        run = []
        below_body = True
    if len(run) < 3:
        for heading in run:
            roles[heading] = ParagraphRole.HEADING


def _is_title(words: str) -> bool:
    return (
        len(words) <= _TITLE_CHARS
        and not re.search(r"[.…;:,][\"'”’»)\]]*$", words)
        and _ITEM.match(words) is None
        and opening(words) is None
        and not words[0].islower()
    )


def _is_heading(words: str) -> bool:
    return (
        len(words) <= _HEADING_CHARS
        and len(words.split()) <= _HEADING_WORDS
        and _FINAL.search(words) is None
        and _ITEM.match(words) is None
        and words[0].isalnum()
        and not words[0].islower()
        and "://" not in words
    )


def _is_prose(words: str) -> bool:
    """Whether a paragraph is running text: it ends as a sentence does, or is too long for less."""
    return len(words) > _TITLE_CHARS or (_STOP.search(words) is not None and len(words.split()) > 4)


def _same(words: str, title: str) -> bool:
    return _letters(words) == _letters(title)


def _letters(words: str) -> str:
    return re.sub(r"[\W_]+", "", words.casefold())
