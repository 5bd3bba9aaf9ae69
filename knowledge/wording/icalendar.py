"""Meetings and milestones as a calendar (iCalendar, RFC 5545), one all-day event for each.

Only what is known to the day has a place in a calendar; a meeting that was called off has none.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TextIO

from knowledge.dates import edtf
from knowledge.model import Fact, MeetingFact, MilestoneFact, Status, withdrawal
from knowledge.wording import facts as say
from knowledge.wording import notices
from knowledge.wording.milestones import ahead
from knowledge.wording.stories import also_printed, copies_of, leading

_OCTETS = 75
_BEGIN = (
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Dateline//Facts//EN",
    "CALSCALE:GREGORIAN",
)
_STATUS = {Status.HELD: "CONFIRMED", Status.PLANNED: "TENTATIVE"}


def begin() -> str:
    """What a calendar begins with."""
    return _text(_BEGIN)


def end() -> str:
    """What a calendar ends with."""
    return _text(["END:VCALENDAR"])


class Why(StrEnum):
    """Why a fact has no place in a calendar, in words that follow how many they are."""

    UNDATED = "undated"
    VAGUE = "not known to the day"
    CANCELLED = "called off"
    OTHER = "neither meetings nor dates ahead"


@dataclass(frozen=True, slots=True)
class Written:
    """How many events a calendar has, and how many facts were left out for which reason."""

    events: int
    left: Mapping[Why, int]


def write(file: TextIO, facts: Iterable[Fact]) -> Written:
    """Write a calendar of facts into a text file."""
    events, left = 0, Counter[Why]()
    file.write(begin())
    for fact in facts:
        why = missing(fact)
        if why is not None:
            left[why] += 1
        else:
            events += 1
            file.write(event(fact) or "")
    file.write(end())
    return Written(events, left)


def left_words(written: Written) -> str:
    """What was left out and why: "Left out: 3 undated, 1 called off."; "" for nothing."""
    told = [f"{written.left[why]:,} {why}" for why in Why if written.left.get(why)]
    return f"Left out: {', '.join(told)}." if told else ""


def missing(fact: Fact) -> Why | None:
    """Why a fact has no place in a calendar; None for one that has."""
    if not isinstance(fact, MeetingFact | MilestoneFact):
        return Why.OTHER
    if isinstance(fact, MeetingFact) and fact.status is Status.CANCELLED:
        return Why.CANCELLED
    if fact.date is None:
        return Why.UNDATED
    return Why.VAGUE if _days(fact.date) is None else None


def event(fact: Fact) -> str | None:
    """A fact as an event; None for one that has no place in a calendar."""
    if missing(fact) is not None or not isinstance(fact, MeetingFact | MilestoneFact):
        return None
    days = _days(fact.date)
    return None if days is None else _text(_event(fact, *days))


def _days(when: str | None) -> tuple[date, date] | None:
    """First and last day of a date that names them, with their year."""
    if when is None or not edtf.valid(when):
        return None
    value = edtf.parse(when)
    if value.parts < 3 or value.is_open or not value.year_known:
        return None
    return value.days()


def _event(fact: MeetingFact | MilestoneFact, first: date, last: date) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{fact.id}@dateline"
    # When what it says last changed: with the newest article that tells of it.
    newest = say.newest(fact.sources)
    told = edtf.bounds(newest.published) if newest and newest.published else None
    yield f"DTSTAMP:{_day(told[0] if told else first)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_day(first)}"
    if last < date.max:
        # The end is the first day that is no longer part of it.
        yield f"DTEND;VALUE=DATE:{_day(last + timedelta(days=1))}"
    summary = say.happening(fact) if isinstance(fact, MeetingFact) else ahead(fact)
    if withdrawal(fact) is not None:
        summary = f"Withdrawn: {summary}"
    yield f"SUMMARY:{_escaped(summary)}"
    yield f"DESCRIPTION:{_escaped(_description(fact))}"
    if isinstance(fact, MeetingFact):
        yield from [f"LOCATION:{_escaped(fact.place)}"] if fact.place else []
        yield f"STATUS:{_STATUS[fact.status]}"
    yield f"CATEGORIES:{str(fact.kind).upper()}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _description(fact: Fact) -> str:
    """The fact in words, then each source with its sentence."""
    lines = [say.fact_line(fact)]
    for source in leading(fact):
        lines += [say.quotation(source), f"— {say.source_line(source)}"]
        more = [*notices.beside(source), also_printed(source, copies_of(fact, source))]
        lines += [said for said in more if said]
    return "\n".join(lines)


def _day(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _escaped(text: str) -> str:
    """A text as a value: marks that have a meaning escaped, control characters left out."""
    text = "".join(ch if ch.isprintable() or ch == "\n" else " " for ch in text)
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def _text(lines: Iterator[str] | tuple[str, ...] | list[str]) -> str:
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _folded(line: str) -> str:
    """A line in stretches of at most 75 octets, no character cut in two."""
    parts, size = [""], 0
    for character in line:
        octets = len(character.encode(errors="replace"))
        if size + octets > _OCTETS:
            parts.append(" ")
            size = 1
        parts[-1] += character
        size += octets
    return "\r\n".join(parts)
