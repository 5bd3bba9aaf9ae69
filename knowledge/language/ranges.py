"""The year of a range that was typed without one: "since 1 November", "between 1 and 5 May".

A day on its own is looked up as it stands. A range is asked for what lies in it: nothing need have
happened on the very day that it begins with, so it is the latest one that has anything in it.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from knowledge.base import Base
from knowledge.dates.edtf import bounds, valid
from knowledge.dates.shapes import Tense
from knowledge.dates.typed import Latest, TypedDate
from knowledge.language.speech import kinds
from knowledge.model import Query

Read = Callable[[Latest], TypedDate | None]
"""Reads the words of a range again, with another way to find a year."""

_YEARS = 8
"""How many years are gone back for a day that most of them lack: 29 February."""


def latest(
    found: TypedDate, read: Read, asked: Query, base: Base, tense: Tense, *, held: bool
) -> TypedDate:
    """The latest range of these words in which the archive has such facts; else `found`.

    Args:
        found: the range with the year of its own days, if any are known, or a guess.
        read: reads its words again.
        asked: the command, which tells what facts.
        base: the archive.
        tense: a range of what is to come is not brought back to where the archive ends.
        held: whether the archive has one of the very days that `found` names.
    """
    by_month = _read(found, read, _month(base, asked))
    known = [one for one in (found if held else None, by_month) if one is not None]
    if tense is Tense.FUTURE:
        known.append(found)
    by_end = _read(found, read, _reached(base)) if tense is Tense.PAST else None
    for one in (*sorted(known, key=_day, reverse=True), by_end):
        if one is not None and _holds(one, asked, base):
            return one
    return found if held or by_month is None else by_month


def reached(found: TypedDate, read: Read, asked: Query, base: Base, *, held: bool) -> TypedDate:
    """The latest of these days that the archive has or reaches, asked for as an end."""
    if held:
        return found
    ways = (_month(base, asked), _reached(base))
    return next((one for way in ways if (one := _read(found, read, way)) is not None), found)


def _read(found: TypedDate, read: Read, way: Latest) -> TypedDate | None:
    """The words read with another way to find a year; None where it finds none or the same."""
    again = read(way)
    return None if again == found else again


def _holds(one: TypedDate, asked: Query, base: Base) -> bool:
    return base.find(kinds(asked), replace(asked, period=one.period), limit=0, offset=0)[1] > 0


def is_range(found: TypedDate) -> bool:
    """True for days from one to another, and for all before or after one."""
    return found.start is None or found.end is None or "–" in found.words


def _day(found: TypedDate) -> date:
    return found.start or found.end or date.min


def _last(base: Base) -> date | None:
    """The day of the archive's last article."""
    last = base.scope().last
    span = None if last is None else bounds(last)
    return None if span is None else span[1]


def _month(base: Base, asked: Query) -> Latest:
    """The latest year of which the archive has anything in that month."""

    def year(month: int, day: int | None) -> int | None:
        known = base.latest_date_like(month, None, kinds(asked))
        return None if known is None else _existing(known.year, month, day)

    return year


def _reached(base: Base) -> Latest:
    """The latest year in which that day came before the archive's last article."""

    def year(month: int, day: int | None) -> int | None:
        last = _last(base)
        if last is None:
            return None
        passed = (month, day or 1) <= (last.month, last.day)
        return _existing(last.year - (not passed), month, day)

    return year


def _existing(year: int, month: int, day: int | None) -> int | None:
    """That year, or the latest before it that has such a day."""
    years = range(year, max(0, year - _YEARS), -1)
    return next((one for one in years if valid(f"{one:04}-{month:02}-{day or 1:02}")), None)
