"""Datelines and bylines: the small print at the head of an article that says where, when and who.

A dateline may be a line of its own ("[Place: Durban]", "Saturday, January 5, 2019", "Phnom Penh,
14 November 2022") or open the first paragraph ("PHNOM PENH, Nov 14 (AKP) -- The …").
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b[.,]?\s+)?"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\b"
_YEAR = r"(?P<year>(?:19|20)\d\d)\b"
_DATE = (
    re.compile(rf"\b{_WEEKDAY}{_MONTH}\s*{_DAY}(?:,?\s*{_YEAR})?", re.IGNORECASE),
    re.compile(rf"\b{_WEEKDAY}{_DAY}(?:\s+of)?[\s-]+{_MONTH}(?:,?[\s-]*{_YEAR})?", re.IGNORECASE),
    re.compile(r"\b(?P<year>(?:19|20)\d\d)([-/.])(?P<number>0?[1-9]|1[0-2])\2(?P<day>[0-3]?\d)\b"),
)
_LABEL = (
    r"(?:(?:publication|release|issue) date|date|published|posted|issued|released|updated|created"
    r"|first published|date published|published date|place|location)(?:\s+(?:on|at))?\s*:?"
)
_TIME = (
    r"(?:at\s+)?\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s*[ap]\.?m\b\.?)?(?:\s*(?:GMT|UTC|ICT|BST|EST|EDT|[A-Z]{3,4})"
    r"(?:[+-]\d{1,2}(?::?\d\d)?)?)?|\d{1,2}\s*[ap]\.?m\b\.?"
)
_NOISE = re.compile(rf"\b{_LABEL}|{_TIME}|[\s,.;:|•·/()\[\]–—-]+", re.IGNORECASE)
_PLACE = re.compile(r"(?:[^\W\d_][\w.’'-]*\s*){1,5}")
_BRACKETED = re.compile(r"\[\s*(?:place|location|venue|dateline)\s*:[^\]]{1,120}\]", re.IGNORECASE)
# "PHNOM PENH, Nov 14 (AKP) --", "Pyongyang, July 19 (KCNA) --Kim", "LIMA (Reuters) -", "LIMA –".
_OPENING = re.compile(
    r"(?P<place>[^\W\d_][^\n.()\d:]{1,60}?)?"
    r"(?:,?\s*(?P<date>[^\n()–—]{3,30}?))??"
    r"\s*(?P<agency>\([A-Z][\w .,/&’'-]{1,40}\))?"
    r"\s*(?:--+|–|—|- )"
)
_BYLINE = re.compile(
    r"(?:(?:story|text|written|reported|words)\s+)?by:?\s+(?P<names>\S.{1,120})", re.IGNORECASE
)
_NAME_WORD = re.compile(r"[^\W\d_a-z][\w.’'-]*|and|&|de|da|van|von|bin|al|el|la|di|,|\|")
_LONGEST = 90


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A day as printed, with or without its year: `text[start:end]`."""

    start: int
    end: int
    text: str
    month: int
    day: int
    year: int | None


def printed_dates(text: str) -> Iterator[PrintedDate]:
    """Yield every real calendar day in `text`, in order of appearance ("Nov 14", "2 May 2019")."""
    found: list[PrintedDate] = []
    for pattern in _DATE:
        for match in pattern.finditer(text):
            parts = match.groupdict()
            month = _month(parts)
            day, year = int(parts["day"]), int(parts["year"]) if parts.get("year") else None
            try:
                date(year or 2000, month, day)
            except ValueError:
                continue
            words = match.group().rstrip(" ,-")
            end = match.start() + len(words)
            found.append(PrintedDate(match.start(), end, words, month, day, year))
    reached = -1
    for printed in sorted(found, key=lambda item: (item.start, -item.end)):
        if printed.start >= reached:
            yield printed
            reached = printed.end


def _month(parts: dict[str, str | None]) -> int:
    number = parts.get("number")
    if number is not None:
        return int(number)
    name = (parts["month"] or "").lower()[:3]
    return next(i for i, month in enumerate(_MONTHS, 1) if month.startswith(name))


def is_dateline(line: str) -> bool:
    """Whether a paragraph is nothing but place and date of writing or publication."""
    if _BRACKETED.fullmatch(line):
        return True
    if len(line) > _LONGEST:
        return False
    dates = list(printed_dates(line))
    if len(dates) != 1:
        return False
    rest = line[: dates[0].start] + " " + line[dates[0].end :]
    rest = _NOISE.sub(" ", rest).strip()
    # What is left is the place, or the agency, or nothing.
    return not rest or (_PLACE.fullmatch(rest) is not None and _capitalised(rest))


def opening(paragraph: str) -> str | None:
    """Return the dateline that opens a paragraph, without its dash; None when there is none."""
    match = _OPENING.match(paragraph[:140])
    if match is None or match.end() < 4:
        return None
    head = match.group().rstrip(" -–—")
    dated = any(True for _ in printed_dates(head))
    place = (match.group("place") or "").strip(" ,")
    if dated or match.group("agency"):
        return head if _capitalised(place.split(",")[0]) else None
    return head if place.isupper() and len(place) > 2 else None


def byline(line: str) -> str | None:
    """Return the names of a line such as "By Ana Lima and Tom Okoro"; None for any other line."""
    match = _BYLINE.fullmatch(line.strip())
    if match is None or line.endswith((".", "?", "!")):
        return None
    names = match.group("names").strip(" |,")
    words = re.findall(r"[^\s,|]+|[,|]", names)
    proper = sum(word[0].isupper() for word in words)
    fits = all(_NAME_WORD.fullmatch(word) for word in words)
    return names if fits and proper >= 1 and len(words) <= 16 else None


def _capitalised(words: str) -> bool:
    """Whether every word that matters begins with a capital, as in a name."""
    small = {"and", "of", "the", "de", "la", "el", "al", "in", "on", "at", "by"}
    return all(word[0].isupper() or word.lower() in small for word in words.split())
