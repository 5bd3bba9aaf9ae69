"""Reads one date as people type it: "14 nov", "2022-11", "q1 2022", "last week", "14/11/2022".

Prose needs proof that "may" is a month; whoever types a date means one. So case and cues do not
matter here, and an impossible date is told instead of passed over.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from knowledge.dates import edtf
from knowledge.dates.edtf import Point
from knowledge.dates.shapes import Tense
from knowledge.dates.tokens import (
    DASHES,
    MONTH_ABBREVIATIONS,
    MONTHS,
    NUMBER_WORDS,
    ORDINAL_WORDS,
    WEEKDAY_ABBREVIATIONS,
    WEEKDAYS,
    word_set,
)

FIRST_YEAR, LAST_YEAR = 1500, 2100
_TOKEN = re.compile(
    r"[0-9]{1,4}([-/.])[0-9]{1,2}\1[0-9]{1,4}(?![0-9])|[0-9]{4}[-/][0-9]{2}(?![0-9])"
    r"|[0-9]+|[^\W\d_]+|[^\w\s]"
)
_SUFFIXES: Final = frozenset({"st", "nd", "rd", "th"})
_SIDES: Final = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1}
_DAYS: Final = {"today": 0, "yesterday": -1, "tomorrow": 1}
_STAGES: Final = word_set("early mid late beginning start end middle")
_UNITS: Final = word_set("day week month quarter year weekend fortnight")
_SEASONS: Final = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}
# Words that may as well be a name or a verb: a date only if nothing better is found.
_UNSURE: Final = word_set("may march april june august jan mar sun sat wed mon fri dec fall spring")


class Impossible(Exception):
    """A date that does not exist; the message says so in a plain sentence."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """From the first to the last point, both included.

    `sure` is false for a single word that may be a name; `joined` marks days that were typed as a
    range ("12 to 14 November").
    """

    first: Point
    last: Point
    sure: bool = True
    joined: bool = False

    @property
    def year_missing(self) -> bool:
        """True for "14 November"."""
        return self.first.year is None or self.last.year is None

    def value(self) -> edtf.Value:
        """The same as an EDTF value."""
        return edtf.Value(self.first, self.last)


Found = tuple[Stretch, int] | None


class Reader:
    """The tokens of a typed text, and what date begins at each of them."""

    def __init__(self, text: str, today: date, tense: Tense) -> None:
        self.tokens = [_plain(match[0]) for match in _TOKEN.finditer(text.lower())]
        self.today = today
        self.tense = tense

    def __getitem__(self, i: int) -> str:
        return self.tokens[i] if 0 <= i < len(self.tokens) else ""

    def date_at(self, i: int) -> Found:
        """The longest single date that begins at a token, with the index after it."""
        readers: tuple[Callable[[int], Found], ...] = (
            self._numeric,
            self._weekday_and_day,
            self._day_first,
            self._month_first,
            self._part_of_year,
            self._season,
            self._counted,
            self._sided,
            self._decade,
            self._year,
            self._day_word,
            self._weekday,
        )
        start = self._skip_stage(i)
        for read in readers:
            found = read(start)
            if found is not None:
                return found
        return None

    def _skip_stage(self, i: int) -> int:
        """Passes over "early", "mid-", "the end of", "the": the whole month or year is shown."""
        j = i + (self[i] == "the")
        if self[j] in _STAGES:
            j += 1
            j += self[j] in {"-", "of"}
            j += self[j] == "the"
        return j

    def _number(self, i: int, low: int, high: int) -> int | None:
        text = self[i]
        if not text.isdigit() or len(text) > 4:
            return None
        return int(text) if low <= int(text) <= high else None

    def _month(self, i: int) -> tuple[int, int] | None:
        word = self[i]
        month = MONTHS.get(word) or MONTH_ABBREVIATIONS.get(word)
        return None if month is None else (month, i + 1 + (self[i + 1] == "."))

    def _year_after(self, i: int) -> tuple[int | None, int]:
        """A year, also "of 2022", ", 2022", "this year", "of last year"."""
        j = i + (self[i] in {",", "of", "in"})
        year = self._number(j, FIRST_YEAR, LAST_YEAR)
        if year is not None and len(self[j]) == 4:
            return year, j + 1
        if self[j] in _SIDES and self[j + 1] == "year":
            return self.today.year + _SIDES[self[j]], j + 2
        return None, i

    def _numeric(self, i: int) -> Found:
        text = self[i]
        sign = next((sign for sign in "-/." if sign in text[1:]), "")
        parts = text.split(sign) if sign else []
        if len(parts) == 2:
            point = _point(int(parts[0]), int(parts[1]))
            return Stretch(point, point), i + 1
        if len(parts) != 3:
            return None
        a, b, c = (int(part) for part in parts)
        if len(parts[0]) == 4:
            return _day(a, b, c), i + 1
        if len(parts[2]) != 4:
            return None
        if sign != "." and a <= 12 and b <= 12 and a != b:
            raise Impossible(
                f"“{text}” may be {_say(c, b, a)} or {_say(c, a, b)}. "
                f"Please write {_point(c, b, a)} or {_point(c, a, b)}."
            )
        month_first = sign != "." and b > 12
        return (_day(c, a, b) if month_first else _day(c, b, a)), i + 1

    def _weekday_and_day(self, i: int) -> Found:
        if not (self[i] in WEEKDAYS or self[i] in WEEKDAY_ABBREVIATIONS):
            return None
        j = i + 1 + (self[i + 1] in {",", "."})
        j += self[j] == "the"
        return self._day_first(j) or self._month_first(j)

    def _day_number(self, i: int) -> tuple[int, int] | None:
        day = self._number(i, 0, 99)
        if day is None or len(self[i]) > 2:
            return None
        return day, i + 1 + (self[i + 1] in _SUFFIXES)

    def _day_first(self, i: int) -> Found:
        """ "14 nov 2022", "20-21 march", "1st of june"."""
        first = self._day_number(i)
        if first is None:
            return None
        days, j = [first[0]], first[1]
        second = self._day_number(j + 1) if self[j] in {"-", "to", "and", "&"} else None
        if second is not None:
            days, j = [first[0], second[0]], second[1]
        month = self._month(j + (self[j] == "of"))
        if month is None:
            return None
        year, end = self._year_after(month[1])
        return _days(year, month[0], days), end

    def _month_first(self, i: int) -> Found:
        """ "nov 14 2022", "march 20-21", "november 2022", "nov"."""
        month = self._month(i)
        if month is None:
            return None
        j = month[1] + (self[month[1]] == "the")
        first = self._day_number(j)
        if first is None:
            year, end = self._year_after(month[1])
            point = Point(year, month[0])
            return Stretch(point, point, year is not None or self[i] not in _UNSURE), end
        days, j = [first[0]], first[1]
        second = self._day_number(j + 1) if self[j] in {"-", "to", "and", "&"} else None
        if second is not None and self._month(second[1]) is None:
            days, j = [first[0], second[0]], second[1]
        year, end = self._year_after(j)
        return _days(year, month[0], days), end

    def _part_of_year(self, i: int) -> Found:
        """ "q1 2022", "h2 2022", "first quarter of this year", "second half of 2022"."""
        months, j = 0, i
        if self[i] in {"q", "h"} and self[i + 1].isdigit():
            months, which, j = (3 if self[i] == "q" else 6), int(self[i + 1]), i + 2
        elif self[i + 1] in {"quarter", "half"} and self[i] in ORDINAL_WORDS:
            months, which, j = (3 if self[i + 1] == "quarter" else 6), ORDINAL_WORDS[self[i]], i + 2
        if not months:
            return None
        if not 1 <= which <= 12 // months:
            raise Impossible(f"A year has no {which}th {'quarter' if months == 3 else 'half'}.")
        year, end = self._year_after(j)
        return Stretch(Point(year, months * (which - 1) + 1), Point(year, months * which)), end

    def _season(self, i: int) -> Found:
        """ "summer 2022"; without a year only "this" or "last summer"."""
        side = _SIDES.get(self[i])
        j = i + (side is not None)
        months = _SEASONS.get(self[j])
        if months is None:
            return None
        year, end = self._year_after(j + 1)
        if year is None and side is not None:
            year, end = self.today.year + side, j + 1
        if year is None:
            return None
        return Stretch(Point(year, months[0]), Point(year, months[1])), end

    def _counted(self, i: int) -> Found:
        """ "last 30 days", "the past two weeks", "next 3 months", "three days ago"."""
        side = _SIDES.get(self[i])
        j = i + (side is not None)
        number = self._number(j, 1, 999) or NUMBER_WORDS.get(self[j])
        if number is None and self[i] == "past" and self[j] in _UNITS:
            number, j = 1, j - 1  # "the past week" is a rolling week
        unit = self[j + 1].removesuffix("s")
        if number is None or unit not in _UNITS - {"weekend", "quarter"}:
            return None
        if self[j + 2] == "ago":
            return self._around(self._shifted(unit, -number), unit), j + 3
        if side is None or side == 0:
            return None
        other = self._shifted(unit, side * number)
        first, last = sorted((self.today, other - timedelta(days=side)))
        return Stretch(_of(first), _of(last)), j + 2

    def _shifted(self, unit: str, number: int) -> date:
        """Today plus so many units; the last day of a month that is too short."""
        if unit in {"day", "week", "fortnight"}:
            days = {"day": 1, "week": 7, "fortnight": 14}[unit]
            return self.today + timedelta(days=days * number)
        month = self.today.year * 12 + self.today.month - 1 + number * (12 if unit == "year" else 1)
        last = Point(month // 12, month % 12 + 1).last()
        return last.replace(day=min(self.today.day, last.day))

    def _around(self, day: date, unit: str) -> Stretch:
        """The day, month or year that so many units ago was in."""
        parts = {"month": 2, "year": 1}.get(unit, 3)
        point = Point(*(day.year, day.month, day.day)[:parts])
        return Stretch(point, point)

    def _sided(self, i: int) -> Found:
        """ "last week", "this month", "next year", "last friday", "last december"."""
        side = _SIDES.get(self[i])
        if side is None:
            return None
        unit = self[i + 1]
        weekday = WEEKDAYS.get(unit)
        if weekday is not None:
            return self._near(weekday, side), i + 2
        month = self._month(i + 1)
        if month is not None:
            return self._near_month(month[0], side), month[1]
        if unit in _UNITS - {"day", "fortnight"}:
            return self._calendar_unit(unit, side), i + 2
        return None

    def _calendar_unit(self, unit: str, side: int) -> Stretch:
        day = self.today
        if unit in {"week", "weekend"}:
            monday = day - timedelta(days=day.weekday()) + timedelta(weeks=side)
            first = monday + timedelta(days=5) if unit == "weekend" else monday
            return Stretch(_of(first), _of(monday + timedelta(days=6)))
        if unit == "quarter":
            quarter = day.year * 4 + (day.month - 1) // 3 + side
            year, month = quarter // 4, quarter % 4 * 3 + 1
            return Stretch(Point(year, month), Point(year, month + 2))
        return self._around(self._shifted(unit, side), unit)

    def _near(self, weekday: int, side: int | None) -> Stretch:
        """The nearest such weekday before or after today, today included where no side is given."""
        ahead = (weekday - self.today.weekday()) % 7
        future = side == 1 or (side in {None, 0} and self.tense is Tense.FUTURE)
        days = ahead if future else ahead - 7 if ahead else 0
        if side in {-1, 1} and days == 0:
            days = 7 * (side or 0)
        day = _of(self.today + timedelta(days=days))
        return Stretch(day, day)

    def _near_month(self, month: int, side: int) -> Stretch:
        year = self.today.year
        if side == -1 and month >= self.today.month:
            year -= 1
        if side == 1 and month <= self.today.month:
            year += 1
        return Stretch(Point(year, month), Point(year, month))

    def _decade(self, i: int) -> Found:
        year = self._number(i, FIRST_YEAR, LAST_YEAR)
        if year is None or year % 10 or self[i + 1] != "s":
            return None
        return Stretch(Point(year), Point(year + 9)), i + 2

    def _year(self, i: int) -> Found:
        year = self._number(i, FIRST_YEAR, LAST_YEAR)
        if year is None or len(self[i]) != 4:
            return None
        month = self._month(i + 1)
        if month is not None and self._day_number(month[1]) is None:  # "2022 november"
            return Stretch(Point(year, month[0]), Point(year, month[0])), month[1]
        return Stretch(Point(year), Point(year)), i + 1

    def _day_word(self, i: int) -> Found:
        if self[i] not in _DAYS:
            return None
        day = _of(self.today + timedelta(days=_DAYS[self[i]]))
        return Stretch(day, day), i + 1

    def _weekday(self, i: int) -> Found:
        weekday = WEEKDAYS.get(self[i], WEEKDAY_ABBREVIATIONS.get(self[i]))
        if weekday is None:
            return None
        found = self._near(weekday, None)
        return Stretch(found.first, found.last, self[i] in WEEKDAYS), i + 1


def _plain(token: str) -> str:
    return "-" if token in DASHES else token


def _of(day: date) -> Point:
    return Point(day.year, day.month, day.day)


def _point(year: int | None, month: int, day: int | None = None) -> Point:
    """A point that exists; `Impossible` with the reason otherwise."""
    if not 1 <= month <= 12:
        raise Impossible(f"There is no month {month}. Months go from 01 to 12, as in 2022-11.")
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        raise Impossible(f"The year {year} is out of range. Try {FIRST_YEAR} to {LAST_YEAR}.")
    point = Point(year, month, day)
    if day is not None and not 1 <= day <= Point(year, month).last().day:
        name = edtf.MONTHS[month - 1]
        last = Point(year, month).last().day
        said = f"{day} {name}" + (f" {year}" if year is not None and day <= 29 else "")
        raise Impossible(f"There is no {said}. {name} has {last} days; try “{last} {name}”.")
    return point


def _day(year: int, month: int, day: int) -> Stretch:
    point = _point(year, month, day)
    return Stretch(point, point)


def _days(year: int | None, month: int, days: list[int]) -> Stretch:
    points = [_point(year, month, day) for day in days]
    if days[0] > days[-1]:
        name = edtf.MONTHS[month - 1]
        raise Impossible(f"{days[0]} {name} comes after {days[-1]} {name}; please swap them.")
    return Stretch(points[0], points[-1], joined=len(points) > 1)


def _say(year: int, month: int, day: int) -> str:
    return edtf.words(str(_point(year, month, day)))
