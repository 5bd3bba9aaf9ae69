"""Calendar days as articles print them: "Nov. 14", "Monday, 2 May 2019", "2017-04-25"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from knowledge.dates.edtf import MONTHS

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_WEEKDAY = (
    r"(?:(?P<weekday>(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?)\b"
    r"[.,]?\s+(?:\(\s*)?)?"
)
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\b"
_YEAR = r"(?P<year>(?:19|20)\d\d)\b"
_FORMS = (
    re.compile(rf"\b{_WEEKDAY}{_MONTH}\s*{_DAY}(?:,?\s*{_YEAR})?", re.IGNORECASE),
    re.compile(rf"\b{_WEEKDAY}{_DAY}(?:\s+of)?[\s-]+{_MONTH}(?:,?[\s-]*{_YEAR})?", re.IGNORECASE),
    re.compile(r"\b(?P<year>(?:19|20)\d\d)([-/.])(?P<number>0?[1-9]|1[0-2])\2(?P<day>[0-3]?\d)\b"),
)
_LEAP_YEAR = 2000


@dataclass(frozen=True, slots=True)
class PrintedDay:
    """A day, with or without weekday (0 is Monday) and year: `text` stands at `start`:`end`."""

    start: int
    end: int
    text: str
    month: int
    day: int
    year: int | None = None
    weekday: int | None = None

    @property
    def edtf(self) -> str:
        """The day in EDTF, `XXXX-11-14` without a year."""
        year = "XXXX" if self.year is None else f"{self.year:04}"
        return f"{year}-{self.month:02}-{self.day:02}"

    def within(self, year: int) -> date | None:
        """The day in that year; None for 29 February in most years."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None


def printed_days(text: str) -> Iterator[PrintedDay]:
    """Yield every day of the calendar that `text` prints, in order of appearance."""
    found: list[PrintedDay] = []
    for form in _FORMS:
        for match in form.finditer(text):
            printed = _printed(match)
            if printed is not None:
                found.append(printed)
    reached = -1
    for printed in sorted(found, key=lambda item: (item.start, -item.end)):
        if printed.start >= reached:
            yield printed
            reached = printed.end


def _printed(match: re.Match[str]) -> PrintedDay | None:
    parts = match.groupdict()
    number, year, weekday = parts.get("number"), parts.get("year"), parts.get("weekday")
    month = int(number) if number else _position(parts["month"], MONTHS)
    words = match.group().rstrip(" ,-.\n")
    printed = PrintedDay(
        match.start(),
        match.start() + len(words),
        words,
        month,
        int(parts["day"]),
        int(year) if year else None,
        _position(weekday, WEEKDAYS) - 1 if weekday else None,
    )
    return printed if printed.within(printed.year or _LEAP_YEAR) is not None else None


def _position(abbreviation: str, names: tuple[str, ...]) -> int:
    """Return the place, from 1, of the name that begins as `abbreviation` does."""
    head = abbreviation[:3].lower()
    return next(place for place, name in enumerate(names, 1) if name.lower().startswith(head))
