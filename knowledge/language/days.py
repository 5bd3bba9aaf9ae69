"""A day of the month on its own: "13th", "on the 13th", "13"."""

import re
from collections.abc import Iterator
from datetime import date

from knowledge.base import Base
from knowledge.dates.edtf import words as date_words
from knowledge.language import replies
from knowledge.language.claims import Claim, Option, Part, setting
from knowledge.language.lexicon import load
from knowledge.language.scan import Scan
from knowledge.language.speech import kinds
from knowledge.model import Period, Query

_ORDINAL = re.compile(r"(?P<day>[12]?1st|[12]?2nd|[12]?3rd|31st|30th|[12]?[4-9]th|1[0-3]th|20th)")
_NUMBER = re.compile(r"[1-9]|[12]\d|3[01]")
_BOUNDS = frozenset({"since", "from", "after", "before", "until", "till", "by"})


def days(scan: Scan, base: Base, today: date) -> Iterator[Claim]:
    """Days of a month with neither month nor year, as the latest such day of the archive.

    Exact where "on" says that a date is meant; a number alone is one only where it stands apart
    from all words that nothing has claimed.
    """
    for start, end in scan.spans(1):
        day = _day(scan.tokens[start].text)
        if day is None or scan.tokens[start].quoted or _names_something(scan, end):
            continue
        if _is_bound(scan, start):
            continue
        ordinal = _is_ordinal(scan.tokens[start].text)
        opening = start - scan.is_article(start - 1)
        said_on = opening > 0 and opening - 1 in scan.free and scan.tokens[opening - 1].key == "on"
        if said_on and (ordinal or not _content_at(scan, end)):
            yield _claim(scan, opening - 1, end, day, base, today, exact=True)
        elif not (_content_at(scan, start - 1) or _content_at(scan, end)) and (
            ordinal or not _counts(scan, start)
        ):
            yield _claim(scan, opening, end, day, base, today, exact=False)


def has_bound(scan: Scan) -> bool:
    """True for "since 14" and "from the 12th": no period, as nothing says of which month."""
    return any(
        _is_bound(scan, start)
        and not scan.tokens[start].quoted
        and not _names_something(scan, end)
        and (_is_ordinal(scan.tokens[start].text) or not _content_at(scan, end))
        for start, end in scan.spans(1)
        if _day(scan.tokens[start].text) is not None
    )


def _is_bound(scan: Scan, start: int) -> bool:
    """True after a word that makes a date the first or the last day, which "on" would belie."""
    before = start - 1 - scan.is_article(start - 1)
    return before >= 0 and before in scan.free and scan.tokens[before].key in _BOUNDS


def _day(text: str) -> int | None:
    if _is_ordinal(text):
        return int(text[:-2])
    return int(text) if _NUMBER.fullmatch(text) else None


def _is_ordinal(text: str) -> bool:
    return _ORDINAL.fullmatch(text.lower()) is not None


def _names_something(scan: Scan, end: int) -> bool:
    """True for the number of an occasion: "the 13th ASEAN Summit", "40th and 41st …"."""
    nouns = load("occasions")
    return any(
        nouns.get(token.key) is not None or token.key == "and"
        for token in scan.tokens[end : end + 4]
    )


def _content_at(scan: Scan, position: int) -> bool:
    return position in scan.free and not scan.is_function_word(position)


def _counts(scan: Scan, start: int) -> bool:
    """True for "page 13", "the last 3 meetings": numbers that count something."""
    return any(
        n in scan.free
        and (
            load("fillers").get(scan.tokens[n].key) in ("order", "oldest")
            or scan.speech.is_thing(scan.tokens[n].key)
        )
        for n in (start - 1, start + 1)
    )


def _claim(
    scan: Scan, start: int, end: int, day: int, base: Base, today: date, *, exact: bool
) -> Claim:
    told = kinds(Query(scan.speech.command))
    held = [
        found
        for month in range(1, 13)
        if _is_day(month, day) and (found := base.latest_date_like(month, day, told)) is not None
    ]
    meant = max(held) if held else _last(day, today)
    said = date_words(meant.isoformat())
    tell = replies.latest_day if held else replies.no_such_day
    note = tell(_ordinal(day), said)
    option = Option(said, setting(period=Period(meant, meant, said)))
    return Claim(start, end, Part.PERIOD, (option,), said, exact=exact, notes=(note,))


def _is_day(month: int, day: int) -> bool:
    return day <= (29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31)


def _last(day: int, today: date) -> date:
    """The latest such day of the calendar up to today."""
    year, month = today.year, today.month
    while True:
        try:
            found = date(year, month, day)
        except ValueError:  # this month has no such day
            found = date.max
        if found <= today:
            return found
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)


def _ordinal(day: int) -> str:
    """The day as a numeral: "1st", "13th", "22nd"."""
    ending = "th" if day in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"
