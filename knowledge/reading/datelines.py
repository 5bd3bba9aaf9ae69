"""Datelines and bylines: the small print at the head of an article that says where, when and who.

A dateline may be a line of its own ("[Place: Durban]", "Saturday, January 5, 2019", "Phnom Penh,
14 November 2022") or open the first paragraph ("PHNOM PENH, Nov 14 (AKP) -- The …").
"""

import re

from knowledge.reading.printed import printed_days

_LABEL = (
    r"(?:(?:publication|release|issue) date|date published|published date|first published|date"
    r"|published|posted|issued|released|updated|created|place|location)\b(?:\s+(?:on|at)\b)?\s*:?"
)
_TIME = (
    r"(?:at\s+)?\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s*[ap]\.?m\b\.?)?"
    r"(?:\s*(?:GMT|UTC|[A-Z]{3,4})(?:[+-]\d{1,2}(?::?\d\d)?)?)?|\d{1,2}\s*[ap]\.?m\b\.?"
)
_NOISE = re.compile(rf"\b{_LABEL}|{_TIME}|[\s,.;:|•·/()\[\]–—-]+", re.IGNORECASE)
_LABEL_END = re.compile(rf"\b{_LABEL}\s*$", re.IGNORECASE)
_SET_OFF = re.compile(r"[,|•·:/(\[–—-]\s*$")
_SETS_OFF = re.compile(rf"\s*(?:[,|•·/()\[\]–—-]|{_TIME})", re.IGNORECASE)
_PLACE_WORD = re.compile(r"[^\W\d_][\w.’'-]*")
_BRACKETED = re.compile(r"\[\s*(?:place|location|venue|dateline)\s*:[^\]]{1,120}\]", re.IGNORECASE)
# "PHNOM PENH, Nov 14 (AKP) --", "Pyongyang, July 19 (KCNA) --Kim", "LIMA (Reuters) -", "LIMA –".
_DASH = re.compile(r"\s*(?:--+|[–—―]|-\s)")
_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]{6,80})[)\]]\s")
_AGENCY = re.compile(r"\([A-Z][\w .,/&’'-]{1,40}\)")
_BYLINE = re.compile(
    r"(?:(?:(?:story|text|words|written|reported|reporting)\s+)?by:?|(?:reporter|author|writer)\s?:)"
    r"\s+(?P<names>\S.{1,120})",
    re.IGNORECASE,
)
_BAR = re.compile(r"[|•·]")
_NAME_WORD = re.compile(r"[^\W\d_a-z][\w.’'-]*|and|&|de|da|van|von|bin|al|el|la|di|,")
_NAME_PARTICLES = frozenset({"and", "by", "de", "la", "el", "al", "da", "di", "van", "von", "bin"})
# "On November 14 – a day after …" tells of an event.
_NO_PLACE = frozenset({"On", "In", "At", "By", "Since", "After", "Before", "From", "Until", "The"})
_LONGEST_LINE = 90
_MOST_PLACE_WORDS = 6
_LONGEST_OPENING = 100
_LONGEST_PLACE = 40


def is_dateline(line: str) -> bool:
    """Whether a paragraph is nothing but place and date of writing or publication.

    Place, agency or author must be set off from the date: "Quito, 14 November 2022", not
    "Remembering 11 September 2001".
    """
    if _BRACKETED.fullmatch(line):
        return True
    if len(line) > _LONGEST_LINE:
        return False
    days = list(printed_days(line))
    if len(days) != 1:
        return False
    before, after = line[: days[0].start], line[days[0].end :]
    before = _LABEL_END.sub("", before)
    return (
        _is_place(before)
        and _is_place(after)
        and (_SET_OFF.search(before) is not None or before.isupper() or not _rest(before))
        and (_SETS_OFF.match(after) is not None or not _rest(after))
    )


def _is_place(words: str) -> bool:
    """Whether words beside a date are a place, an agency, an author, a time, or nothing."""
    rest = _rest(words).split()
    return len(rest) <= _MOST_PLACE_WORDS and all(
        (_PLACE_WORD.fullmatch(word) and word[0].isupper()) or word in _NAME_PARTICLES
        for word in rest
    )


def _rest(words: str) -> str:
    return _NOISE.sub(" ", words).strip()


def is_day(line: str, *, dated: bool = False) -> bool:
    """Whether a paragraph is a day and nothing else ("12 May 2016"), `dated` with its year."""
    if len(line) > _LONGEST_LINE:
        return False
    days = list(printed_days(line))
    alone = len(days) == 1 and days[0].text == line.strip(" .,")
    return alone and not (dated and days[0].year is None)


def opening(paragraph: str) -> str | None:
    """Return the dateline that opens a paragraph, without its dash; None when there is none."""
    head = paragraph[:_LONGEST_OPENING]
    bracketed = _IN_BRACKETS.match(head)
    if bracketed is not None:
        return bracketed[1] if is_dateline(bracketed[1]) else None
    dash = _DASH.search(head)
    if dash is None or dash.start() == 0:
        return None
    before = head[: dash.start()]
    agency = _AGENCY.search(before)
    day = next(printed_days(before), None)
    if agency is None and day is None:
        return before if before.isupper() and 2 < len(before) <= _LONGEST_PLACE else None
    place = before[: day.start] + " " + before[day.end :] if day is not None else before
    place = _AGENCY.sub(" ", place).strip(" ,")
    return before if place.split(" ")[0] not in _NO_PLACE and _is_place(place) else None


def byline(line: str) -> str | None:
    """Return the names of a line such as "By Ana Lima and Tom Okoro"; None for any other line."""
    match = _BYLINE.fullmatch(_BAR.split(line.strip(), maxsplit=1)[0].rstrip())
    if match is None or line.endswith((".", "?", "!")):
        return None
    names = match["names"].strip(" ,")
    words = re.findall(r"[^\s,]+|,", names)
    fits = len(words) <= 16 and all(_NAME_WORD.fullmatch(word) for word in words)
    return names if fits and any(word[0].isupper() for word in words) else None
