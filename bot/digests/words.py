"""`/digest` in words: `daily 08:00 Japan, money`, `weekdays 7:30 Europe/Madrid about rice`, `off`.

Only words that set something up are read here: a period to look back on stays a question to the
archive.
"""

import re
from dataclasses import replace
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from bot.digests import unreadable
from bot.digests.arrangements import (
    NO_EVERY,
    NO_TIME,
    NO_ZONE,
    Arrangement,
    Between,
    Follow,
    Form,
    Listing,
    Off,
    Preview,
    Setup,
    Unread,
)
from bot.digests.cities import beside_hour
from bot.digests.schedule import Quiet
from bot.digests.subscription import EVERY_MOST

EIGHT = 8 * 60
"""The minute of the day of an edition, where nobody names one."""

WEEKDAYS = (0, 1, 2, 3, 4)
WEEKEND = (5, 6)
EVERY_DAY = (*WEEKDAYS, *WEEKEND)

_READ = 2_000

_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY = r"(?:mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun)(?:s|day|sday|nesday|rsday|urday)?s?"
_DAYS = rf"{_DAY}(?:\s*(?:,|and|&|\+)\s*(?:and\s+)?{_DAY})*"
_HOUR = (
    r"(?:(?P<h>[01]?\d|2[0-4])[:.](?P<m>[0-5]\d)\s*(?P<half>[ap]\.?m\b\.?)?"
    r"|(?P<h2>1[0-2]|0?\d)\s*(?P<half2>[ap]\.?m\b\.?)"
    r"|(?P<word>noon|midnight)\b"
    r"|(?P<h3>[01]?\d|2[0-3])\s*(?:o['’]?clock|h)\b)"
)
_BARE = r"(?P<bare>[01]?\d|2[0-3])(?![\w:.])"

_PERIOD = re.compile(
    rf"(?P<daily>daily|(?:every|each)\s+(?:day|morning)|everyday)\b"
    rf"|(?P<weekdays>weekdays|(?:every|each|on)\s+(?:weekdays?|working\s+days?))\b"
    rf"|(?P<weekend>weekends|(?:every|each)\s+weekend)\b"
    rf"|(?P<weekly>weekly|(?:every|once\s+a)\s+week)\b(?:\s+(?:on\s+)?(?P<on>{_DAYS})\b)?"
    rf"|(?:every|each|on)\s+(?P<days>{_DAYS})\b|(?P<bare_days>{_DAYS})\b",
    re.IGNORECASE,
)
_AT = re.compile(rf"(?:at|from)?\s*{_HOUR}|(?:at)\s+{_BARE}", re.IGNORECASE)
_TIED = re.compile(r"\bat\s*$", re.IGNORECASE)
_ANY_HOUR = re.compile(
    r"(?<![\w:.])(?:(?:[01]?\d|2[0-4]):[0-5]\d|(?:1[0-2]|0?\d)\s?[ap]m)(?![\w:])", re.IGNORECASE
)
_ZONE = re.compile(
    r"(?:in\s+)?\(?(?P<zone>[A-Za-z]+(?:/[A-Za-z0-9_+-]+){1,2}|UTC|GMT)\)?(?![\w/+−-])", re.I
)
_ZONE_IN = re.compile(r"\b(?:in\s+)?(?P<zone>[A-Za-z]+(?:/[A-Za-z0-9_+-]+){1,2})(?![\w/])")
_LIKE_ZONE = re.compile(r"[A-Z]\w+/[A-Z]")
_QUIET = re.compile(
    # White space is one space by now.
    r"\bquiet(?: hours)? ?:? ?(?:from )?(?P<start>[\d:.]+ ?(?:[ap]m)?) ?"
    r"(?:-|–|—|to|until|till) ?(?P<end>[\d:.]+ ?(?:[ap]m)?)(?!\w)",
    re.IGNORECASE,
)
_SAY = re.compile(
    r"\b(?:(?:even|also)\s+(?:if|when)\s+(?:empty|nothing(?:\s+is)?(?:\s+new)?)|"
    r"say\s+(?:so\s+)?(?:if|when)\s+(?:empty|nothing(?:\s+is)?(?:\s+new)?))\b",
    re.I,
)
_EVERY = re.compile(r"\b(?:at most )?every (?P<n>\d{1,3})? ?(?:hours?|h)\b", re.IGNORECASE)
_HERE = re.compile(r"\b(?:in\s+this\s+channel|here)\b", re.IGNORECASE)
_LIST_PAGE = re.compile(r"(?:(?:page ?)?(\d{1,4}))?", re.IGNORECASE | re.ASCII)
_LINK = re.compile(r"^(?:[\s,;:–—-]|(?:on|about\s+(?=everything))\b)+", re.IGNORECASE)

_DEEDS = {
    "setup": "setup",
    "set": "setup",
    "settings": "setup",
    "off": "off",
    "stop": "off",
    "unsubscribe": "off",
    "list": "list",
    "preview": "preview",
}


def arrangement(text: str) -> Arrangement | None:
    """Read the words after `/digest`; None where they ask something of the archive."""
    text = " ".join(text[:_READ].split())
    first, _, rest = text.partition(" ")
    deed = _DEEDS.get(first.casefold().strip(".,!:"))
    if deed == "setup" and (first.casefold() != "set" or rest.casefold() == "up"):
        return Form()
    if deed == "list" and (page := _LIST_PAGE.fullmatch(rest)):
        return Listing(max(1, int(page[1] or 1)))
    if deed == "off" and (not rest or re.fullmatch(r"#?\d{1,2}|all", rest, re.IGNORECASE)):
        return Off(rest.lstrip("#").casefold())
    if deed == "preview":
        return Preview(rest)
    return _setup(text)


def _setup(text: str) -> Setup | Between | Unread | None:
    rest, quiet = _taken(_QUIET, text)
    rest, say = _taken(_SAY, rest)
    period = _PERIOD.match(rest)
    begins = period is not None and period.lastgroup != "bare_days"
    hour = _ANY_HOUR.search(rest) or re.match(rf"at\s+(?:{_HOUR}|{_BARE})", rest, re.IGNORECASE)
    if not begins and hour is None:
        odd = unreadable.begins_with_hour(rest)
        every = re.match(r"every\b", rest, re.IGNORECASE)
        return Unread(NO_TIME, odd or "") if odd or every else None
    days: tuple[int, ...] = EVERY_DAY
    if period is not None:
        days, rest = _days(period), _linked(rest[period.end() :])
    at = _AT.match(rest) or _hour_in(rest)
    before, after = ("", rest)
    if at is not None:
        before, after = _TIED.sub("", rest[: at.start()]).strip(), _linked(rest[at.end() :])
    if at is not None and (offset := unreadable.offset_at(after)) is not None:
        return Unread(NO_ZONE, offset)
    zone, left = _zone_taken(before, after, beside=at is not None)
    if left is None:
        return Unread(NO_ZONE)
    rest = left
    odd = unreadable.hour_in(rest) or unreadable.day_in(rest)
    if odd is not None:
        return Unread(NO_TIME, odd)
    hours = _quiet(quiet)
    if quiet is not None and hours is None:
        return Unread(NO_TIME)
    minute = EIGHT if at is None else _minute(at)
    setup = Setup(minute, days, _linked(rest), zone, hours, say is not None)
    unclear = beside_hour(before, after) if zone is None and at is not None else None
    if unclear is None:
        return setup
    what, zones, others = unclear
    timed = replace(setup, wanted=_linked(others))
    return Between(what, tuple(map(ZoneInfo, zones)), timed, setup)


def _zone_taken(before: str, after: str, *, beside: bool) -> tuple[ZoneInfo | None, str | None]:
    """The zone among the words around an hour, or of all where there is none, and the others.

    Instead of the others None where one stands `beside` an hour that is unknown.
    """
    named = _ZONE.match(after)
    if named is not None and (zone := _zone(named["zone"])) is not None:
        return zone, f"{before} {after[named.end() :]}"
    if named is not None and beside and _LIKE_ZONE.match(named["zone"]):
        return None, None
    whole = f"{before} {after}"
    for found in _ZONE_IN.finditer(whole):
        if (zone := _zone(found["zone"])) is not None:
            return zone, f"{whole[: found.start()]} {_linked(whole[found.end() :])}"
    return None, whole


def follow(text: str) -> Follow | Unread:
    """Read the words after `/dateline follow`."""
    rest = " ".join(text[:_READ].split())
    rest, quiet = _taken(_QUIET, rest)
    rest, every = _taken(_EVERY, rest)
    rest, here = _taken(_HERE, rest)
    hours = _quiet(quiet)
    number = None if every is None else int(every["n"] or 1)
    if (quiet is not None and hours is None) or (number and number > EVERY_MOST) or number == 0:
        return Unread(NO_EVERY)
    if (odd := unreadable.rhythm_in(rest)) is not None:
        return Unread(NO_EVERY, odd)
    return Follow(_linked(rest), number, here is not None, hours)


def _taken(pattern: re.Pattern[str], text: str) -> tuple[str, re.Match[str] | None]:
    """The text without what the pattern finds, and that."""
    found = pattern.search(text)
    if found is None:
        return text, None
    return " ".join(f"{text[: found.start()]} {text[found.end() :]}".split()), found


def _hour_in(text: str) -> re.Match[str] | None:
    """The hour, wherever it stands."""
    found = _ANY_HOUR.search(text)
    return None if found is None else re.compile(_HOUR, re.IGNORECASE).search(text, found.start())


def _linked(text: str) -> str:
    """What is left of the words, without what tied it to those before."""
    return _LINK.sub("", text).strip().rstrip(" ,;")


def _minute(at: re.Match[str]) -> int:
    named = at.groupdict()
    if named.get("word"):
        return 0 if named["word"].casefold() == "midnight" else 12 * 60
    hour = int(named["h"] or named["h2"] or named["h3"] or named.get("bare") or 0)
    half = (named["half"] or named["half2"] or "").casefold()[:1]
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return (hour % 24) * 60 + int(named["m"] or 0)


def _days(period: re.Match[str]) -> tuple[int, ...]:
    if period["daily"]:
        return EVERY_DAY
    if period["weekdays"]:
        return WEEKDAYS
    if period["weekend"]:
        return WEEKEND
    named = period["on"] or period["days"] or period["bare_days"] or "monday"
    found = {
        number
        for word in re.findall(r"[a-z]+", named.casefold())
        for number, name in enumerate(_NAMES)
        if name[:3] == word[:3]
    }
    return tuple(sorted(found)) or (0,)


@cache
def _zones() -> dict[str, str]:
    return {name.casefold(): name for name in available_timezones()}


def _zone(name: str) -> ZoneInfo | None:
    known = _zones().get(name.casefold())
    return None if known is None else ZoneInfo(known)


def quiet_hours(text: str) -> Quiet | None:
    """Quiet hours, where a text says them and nothing else; None where it does not."""
    return _quiet(_QUIET.fullmatch(" ".join(text.split())))


def _quiet(found: re.Match[str] | None) -> Quiet | None:
    """Quiet hours, as `22:00-07:00`, `22-7` or `10pm to 7am`."""
    if found is None:
        return None
    ends = []
    for end in (found["start"], found["end"]):
        bare = re.fullmatch(r"([01]?\d|2[0-4])", end.strip())
        hour = re.compile(_HOUR, re.IGNORECASE).fullmatch(end.strip())
        if bare is not None:
            ends.append(int(bare[1]) % 24 * 60)
        elif hour is not None:
            ends.append(_minute(hour))
    return Quiet(*ends) if len(ends) == 2 and ends[0] != ends[1] else None
