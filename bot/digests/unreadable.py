"""What looks like an hour, a zone or a rhythm and is none that can be read: never a topic."""

import re

_HOUR = r"\d{1,3}(?::\d{1,3}(?:\s?[ap]m)?|\s?[ap]m)(?![\w:])"
_HOURS = re.compile(rf"(?<![\w:.]){_HOUR}", re.IGNORECASE)
_FIRST = re.compile(_HOUR, re.IGNORECASE)
_UNIT = (
    r"(?:seconds?|minutes?|mins?|hours?|days?|weeks?|fortnight|months?|years?|mornings?|nights?)"
)
_RHYTHM = re.compile(
    rf"\b(?:every|each|once|twice)\s+(?:[\w.]+\s+){{0,2}}{_UNIT}\b|\bevery\s*\d+\s*[a-z]*"
    r"|\b(?:hourly|daily|nightly|weekly|fortnightly|biweekly|monthly|yearly)$",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"^(?:someday|sometimes?|any\s?time|tomorrow|today|tonight|hourly|nightly|fortnightly|biweekly"
    r"|monthly|yearly|(?:every|each|once|twice)\s+\w+)\b",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"(?:UTC|GMT)\s?[+\-−]\s?\d{1,2}(?::?\d\d)?(?!\w)")


def hour_in(text: str) -> str | None:
    """An hour that no day has, or one too many: "25:00", "08:99"."""
    found = _HOURS.search(text)
    return None if found is None else found[0]


def begins_with_hour(text: str) -> str | None:
    """The same, where the text begins with it."""
    found = _FIRST.match(text)
    return None if found is None else found[0]


def day_in(text: str) -> str | None:
    """What stands where the days do and is none: "someday", "every fortnight"."""
    found = _DAY.match(text)
    return None if found is None else found[0]


def rhythm_in(text: str) -> str | None:
    """How often something is wanted: "every 1 minute"."""
    found = _RHYTHM.search(text)
    return None if found is None else found[0]


def offset_at(text: str) -> str | None:
    """The difference to UTC that a text begins with, which is no zone: "UTC+2"."""
    found = _OFFSET.match(text)
    return None if found is None else found[0]
