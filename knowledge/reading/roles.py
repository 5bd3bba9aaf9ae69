"""What each paragraph is to its article: title, caption, dateline, heading, body or boilerplate.

Only words and shape are looked at, no language model. Where a paragraph could be two things, the
choice falls on `BODY`: a body paragraph taken for a caption would be lost to the reader.
"""

import re
from collections.abc import Mapping, Sequence

from knowledge.model import Paragraph, ParagraphRole
from knowledge.reading.boilerplate import is_boilerplate, is_closing, opens_list
from knowledge.reading.captions import is_caption
from knowledge.reading.datelines import byline, is_dateline, is_day, opening

Roles = list[ParagraphRole | None]

_STOP = re.compile(r"[.!?…][\"'”’»)\]]*$")
# What neither a heading nor a headline ends with, and what only a heading does not.
_NO_HEADLINE = re.compile(r"[.…;:,][\"'”’»)\]]*$")
_NO_HEADING = re.compile(r"[.!?…;:,][\"'”’»)\]]*$")
_ITEM = re.compile(r"(?:[-–—*•·▪◦‣●]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)])\s")
# "Cambodia-Japan", "Cambodia-Republic of Korea": a section, never a headline.
_PAIR = re.compile(r"[A-Z][\w.’'-]*[-–—][A-Z][\w.’'-]*(?:\s(?:[A-Z][\w.’'-]*|of|and|the)){0,4}")
_SPEAKER = re.compile(r"[A-Z][\w.’' ()-]{1,80}:\s")
_WORD = re.compile(r"\w+")

_LONGEST_HEADLINE = 250
_LONGEST_HEADING = 100
_MOST_HEADING_WORDS = 12
# A second line without a full stop below the headline is its second deck from so many words on.
_DECK_WORDS = 6
# Paragraphs at the head among which headline, dateline, byline and captions are looked for, and at
# the tail where a press office puts its name and the day.
_HEAD = 8
_TAIL = 6


def assign(
    text: str,
    spans: Sequence[tuple[int, int]],
    *,
    title: str | None,
    hints: Mapping[int, ParagraphRole],
) -> tuple[Paragraph, ...]:
    """Give every paragraph of an article its role.

    `title` is the title known from front matter or page; `hints` are roles known from markup, by
    where the paragraph starts.
    """
    texts = [text[start:end] for start, end in spans]
    roles: Roles = [hints.get(start) for start, _ in spans]
    _mark_boilerplate(texts, roles)
    _mark_head(texts, roles, title)
    _mark_title(texts, roles, title)
    _mark_sign_off(texts, roles)
    _mark_captions(texts, roles)
    _mark_headings(texts, roles)
    return tuple(
        Paragraph(start, end, role or ParagraphRole.BODY)
        for (start, end), role in zip(spans, roles, strict=True)
    )


def _mark_boilerplate(texts: list[str], roles: Roles) -> None:
    below_list = False
    for index, words in enumerate(texts):
        # Prose ends a list of links to other articles.
        below_list = opens_list(words) or (below_list and not _is_prose(words))
        if below_list or is_boilerplate(words):
            roles[index] = ParagraphRole.BOILERPLATE
    for index in range(len(texts) - 1, 0, -1):
        if roles[index] is ParagraphRole.BOILERPLATE:
            continue
        if not is_closing(texts[index]):
            break
        roles[index] = ParagraphRole.BOILERPLATE


def _mark_head(texts: list[str], roles: Roles, title: str | None) -> None:
    """Mark the known title, datelines and bylines above the first paragraph of prose.

    A line with nothing but a full date is a dateline below it, too.
    """
    above = True
    for index, words in enumerate(texts[:_HEAD]):
        if title is not None and _letters(words) == _letters(title):
            roles[index] = ParagraphRole.TITLE
        elif roles[index] is not None:
            continue
        elif is_dateline(words) and (above or is_day(words, dated=True)):
            roles[index] = ParagraphRole.DATELINE
        elif above and byline(words) is not None:
            roles[index] = ParagraphRole.BOILERPLATE
        elif _is_prose(words) and not is_caption(words):
            above = False


def _mark_title(texts: list[str], roles: Roles, title: str | None) -> None:
    """Mark the headline: the first short line without a full stop, with prose below it.

    Where front matter or page give a title, only a line that says the same in other words is one.
    """
    if ParagraphRole.TITLE in roles:
        return
    for index, words in enumerate(texts[:_HEAD]):
        if roles[index] not in (None, ParagraphRole.HEADING):
            continue
        if _is_headline(words) and (title is None or _resemble(words, title)):
            below = zip(texts[index + 1 :], roles[index + 1 :], strict=True)
            if any(role is None and _is_prose(later) for later, role in below):
                roles[index] = ParagraphRole.TITLE
                _mark_deck(texts, roles, index + 1)
        return


def _mark_deck(texts: list[str], roles: Roles, index: int) -> None:
    words = texts[index]
    if roles[index] is not None or is_caption(words) or len(words.split()) < _DECK_WORDS:
        return
    if _is_headline(words):
        roles[index] = ParagraphRole.TITLE


def _mark_sign_off(texts: list[str], roles: Roles) -> None:
    """Mark the day at the end of a press release, with the capitals of the office above it."""
    for index in range(max(1, len(texts) - _TAIL), len(texts)):
        if roles[index] not in (None, ParagraphRole.DATELINE) or not is_day(texts[index]):
            continue
        office = roles[index - 1] is None and texts[index - 1].isupper()
        if office or not any(_is_prose(words) for words in texts[index + 1 :]):
            roles[index] = ParagraphRole.DATELINE
            for above in range(index - 1, 0, -1):
                if (
                    roles[above] is not None
                    or not texts[above].isupper()
                    or _is_prose(texts[above])
                ):
                    break
                roles[above] = ParagraphRole.BOILERPLATE


def _mark_captions(texts: list[str], roles: Roles) -> None:
    prose = [i for i, words in enumerate(texts) if roles[i] is None and _is_prose(words)]
    leading = True
    for index, words in enumerate(texts):
        if roles[index] is not None:
            continue
        # The last paragraph may end in the agency's name: "… next year. AFP".
        if is_caption(words, leading=leading, last=not prose or index >= prose[-1]):
            roles[index] = ParagraphRole.CAPTION
        elif _is_prose(words):
            leading = False


def _mark_headings(texts: list[str], roles: Roles) -> None:
    """Mark short lines with body below; three in a row are a list of names or points instead."""
    run: list[int] = []
    for index, words in enumerate(texts):
        if roles[index] in (ParagraphRole.BOILERPLATE, ParagraphRole.CAPTION):
            continue
        if roles[index] is None and _is_heading(words):
            run.append(index)
            continue
        body = roles[index] in (None, ParagraphRole.BODY)
        if body and len(run) < 3 and not _SPEAKER.match(words):
            for heading in run:
                if heading == 0 or not texts[heading - 1].endswith(","):
                    roles[heading] = ParagraphRole.HEADING
        run = []


def _is_headline(words: str) -> bool:
    return (
        len(words) <= _LONGEST_HEADLINE
        and _NO_HEADLINE.search(words) is None
        and _ITEM.match(words) is None
        and _PAIR.fullmatch(words) is None
        and opening(words) is None
        and not words[0].islower()
    )


def _is_heading(words: str) -> bool:
    return (
        len(words) <= _LONGEST_HEADING
        and len(words.split()) <= _MOST_HEADING_WORDS
        and _NO_HEADING.search(words) is None
        and _ITEM.match(words) is None
        and words[0].isalnum()
        and not words[0].islower()
        and "://" not in words
    )


def _is_prose(words: str) -> bool:
    """Whether a paragraph is running text: it ends as a sentence does, or is too long for less."""
    return len(words) > _LONGEST_HEADLINE or (
        _STOP.search(words) is not None and len(words.split()) > 4
    )


def _resemble(words: str, title: str) -> bool:
    """Whether a line says what the title says: they share most words of the shorter one."""
    one, two = set(_WORD.findall(words.casefold())), set(_WORD.findall(title.casefold()))
    shorter = min(len(one), len(two))
    return shorter >= 3 and len(one & two) * 5 >= shorter * 3


def _letters(words: str) -> str:
    return "".join(_WORD.findall(words.casefold()))
