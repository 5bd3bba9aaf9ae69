"""Reads dates that count from another one: "today", "last week", "the following Monday".

The functions have the form of those in `day_grammar`.
"""

from typing import Final

from knowledge.dates.calendar_atoms import Match, day_number_at, month_at, weekday_at, year_at
from knowledge.dates.calendar_grammar import month_year_at, side_of_month
from knowledge.dates.counted_grammar import PRECISION, UNITS, count_at, from_what
from knowledge.dates.day_grammar import weekday_date_at
from knowledge.dates.shapes import (
    Anchored,
    CalendarDate,
    Kind,
    NamedDay,
    NoDate,
    Precision,
    Season,
    Shape,
    Shift,
    Side,
    Unit,
)
from knowledge.dates.tokens import PARTS_OF_DAY, Tokens, word_set

SEASONS: Final = frozenset({"spring", "summer", "autumn", "fall", "winter"})
TODAY: Final = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
LENGTHS: Final = word_set("minute hour day week fortnight month year decade century night weekend")
_SIDES: Final = {"last": Side.LAST, "this": Side.THIS, "next": Side.NEXT, "coming": Side.COMING}
_SHIFTS: Final = {Side.LAST: -1, Side.THIS: 0, Side.NEXT: 1, Side.PAST: -1, Side.COMING: 1}
_DURING: Final = word_set("over in during within for throughout")
_NO_MONTH: Final = frozenset({"may", "march", "april", "june", "august"})


def today_at(tokens: Tokens, i: int) -> list[Match]:
    """ "today", "yesterday afternoon", "tomorrow"."""
    amount = TODAY.get(tokens.lower(i))
    if amount is None or _is_a_name(tokens, i) or _means_nowadays(tokens, i):
        return []
    part = tokens.lower(i + 1) in PARTS_OF_DAY
    return [Match(i, i + 1 + part, Shift(Unit.DAY, amount), Kind.RELATIVE, Precision.DAY)]


def _is_a_name(tokens: Tokens, i: int) -> bool:
    """True for the "Today" of "USA Today" and "Russia Today"."""
    before = tokens[i - 1]
    return tokens[i].capital and before.capital and before.is_word and before.lower != "early"


def _means_nowadays(tokens: Tokens, i: int) -> bool:
    if tokens.lower(i) not in {"today", "yesterday", "tomorrow"}:
        return False
    worlds = {"world", "society", "youth", "generation", "young", "children", "technology"}
    ages = tokens.lower(i + 1) in {"’s", "'s"} and tokens.lower(i + 2) in worlds
    return ages or (tokens.lower(i - 1) == "of" and tokens.lower(i - 2) != "as")


def sided_at(tokens: Tokens, i: int) -> list[Match]:
    """ "last week", "this Thursday", "next March", "last night", "this spring"."""
    word = tokens.lower(i)
    if word == "the":
        return _the_at(tokens, i)
    if word == "that" and tokens.lower(i + 1) == "same":
        return _other_at(tokens, i, i + 2, 0)
    if word in {"that", "previous", "following"}:
        return _other_at(tokens, i, i + 1, {"that": 0, "previous": -1, "following": 1}[word])
    side = _SIDES.get(word)
    if side is None:
        return _past_at(tokens, i)
    j = i + 1
    if side is Side.THIS and tokens.lower(j) in {"past", "last", "coming"}:
        side = Side.COMING if tokens.lower(j) == "coming" else Side.PAST
        j += 1
    return _named(tokens, i, j, side) or _length(tokens, i, j)


def _past_at(tokens: Tokens, i: int) -> list[Match]:
    """ "past Friday" without "this"."""
    if tokens.lower(i) != "past" or weekday_at(tokens, i + 1) is None:
        return []
    return _named(tokens, i, i + 1, Side.PAST)


def _named(tokens: Tokens, i: int, j: int, side: Side) -> list[Match]:
    """What may follow "last", "this" or "next" as a date."""
    word = tokens.lower(j)
    if word in PARTS_OF_DAY:
        return _part_of_day(i, j, word, side)
    dated = weekday_date_at(tokens, j)
    if dated:
        shape = dated[0].shape
        if isinstance(shape, NamedDay) and shape.week_shift is None:
            shape = NamedDay(shape.weekday, side)
        return [Match(i, dated[0].end, shape, dated[0].kind, Precision.DAY)]
    months = month_year_at(tokens, j)
    if months and months[0].kind is Kind.MONTH and not months[0].complete:
        if tokens[j + 1].number is not None and day_number_at(tokens, j + 1) is not None:
            return []
        named = side_of_month(months[0], side)
        return [Match(i, named.end, named.shape, Kind.MONTH, Precision.MONTH)]
    if word in SEASONS and not tokens[j].capital | (year_at(tokens, j + 1) is not None):
        return [Match(i, j + 1, Season(word, side), Kind.SEASON, Precision.YEAR)]
    return _sided_unit(tokens, i, j, side)


def _part_of_day(i: int, j: int, word: str, side: Side) -> list[Match]:
    """ "this morning" is today, "last night" yesterday, "next morning" counts from another day."""
    if side is Side.THIS:
        return [Match(i, j + 1, Shift(Unit.DAY, 0), Kind.RELATIVE, Precision.DAY)]
    if side is Side.LAST and word in {"night", "evening"}:
        return [Match(i, j + 1, Shift(Unit.DAY, -1), Kind.RELATIVE, Precision.DAY)]
    if side is Side.NEXT:
        return [Match(i, j + 1, Anchored(Unit.DAY, 1), Kind.ANCHORED, Precision.DAY)]
    return []


def _sided_unit(tokens: Tokens, i: int, j: int, side: Side) -> list[Match]:
    found = UNITS.get(tokens.lower(j))
    if found is None or found[1] != 1:
        return []
    unit = found[0]
    if unit is Unit.DAY:
        if side is Side.NEXT:
            return [Match(i, j + 1, Anchored(Unit.DAY, 1), Kind.ANCHORED, Precision.DAY)]
        return []
    if side is Side.PAST:
        return [Match(i, j + 1, NoDate(), Kind.DURATION, PRECISION[unit])]
    if tokens.lower(j + 1) == "of" and unit in {Unit.WEEK, Unit.WEEKEND, Unit.QUARTER}:
        return []  # "the last week of May", "next quarter of ...": told by what follows
    kind = Kind.QUARTER if unit is Unit.QUARTER else Kind.RELATIVE
    return [Match(i, j + 1, Shift(unit, _SHIFTS[side]), kind, PRECISION[unit])]


def _length(tokens: Tokens, i: int, j: int) -> list[Match]:
    """ "last five years", "next two decades", "past year": a length of time."""
    k = j + (tokens.lower(j) in {"few", "several", "couple"})
    k += tokens.phrase(k, "of")
    counted = count_at(tokens, k) is not None
    k += counted
    word = tokens.lower(k)
    singular = word in LENGTHS
    plural = word.endswith("s") and word.removesuffix("s") in LENGTHS
    if plural or (singular and (counted or k > j)):
        return [Match(i, k + 1, NoDate(), Kind.DURATION, Precision.YEAR)]
    return []


BEHIND_THE: Final = {*UNITS, *SEASONS} | word_set(
    "same following previous next very current past last coming upcoming preceding"
)
"""Behind "the" a date goes on with one of these, or with a number."""


def _the_at(tokens: Tokens, i: int) -> list[Match]:
    """What begins with "the": "the same day", "the day before yesterday", "the past five years"."""
    word = tokens.lower(i + 1)
    if word in {"same", "following", "previous", "next", "very"}:
        shift = {"same": 0, "following": 1, "previous": -1, "next": 1, "very": 1}[word]
        j = i + 2 + (word == "very" and tokens.lower(i + 2) == "next")
        return _other_at(tokens, i, j, shift) or _length(tokens, i, j)
    if word == "current":
        return _sided_unit(tokens, i, i + 2, Side.THIS)
    if word in {"past", "last", "coming", "upcoming", "preceding"}:
        return _the_sided(tokens, i, word)
    if word in UNITS:
        return _the_unit(tokens, i, word)
    return []


def _the_sided(tokens: Tokens, i: int, word: str) -> list[Match]:
    side = Side.PAST if word in {"past", "last", "preceding"} else Side.COMING
    if tokens.lower(i + 2) in LENGTHS and tokens.lower(i + 2) != "day":
        if tokens.lower(i + 3) == "of":
            return []
        return [Match(i, i + 3, NoDate(), Kind.DURATION, Precision.MONTH)]
    if weekday_at(tokens, i + 2) is not None:
        return _named(tokens, i, i + 2, side)
    return _length(tokens, i, i + 2)


def _other_at(tokens: Tokens, i: int, j: int, shift: int) -> list[Match]:
    """Counted from another date: "the following Monday", "that evening", "the same year"."""
    word = tokens.lower(j)
    if tokens.lower(j + 1) == "of" and word != "day":
        return []
    if word in PARTS_OF_DAY or word == "day":
        return [Match(i, j + 1, Anchored(Unit.DAY, shift), Kind.ANCHORED, Precision.DAY)]
    found = UNITS.get(word)
    if found is not None and found[1] == 1 and found[0] is not Unit.QUARTER:
        if tokens.phrase(i, "the", "next") and tokens.lower(i - 1) in _DURING:
            return [Match(i, j + 1, NoDate(), Kind.DURATION, PRECISION[found[0]])]
        shape = Anchored(found[0], shift)
        return [Match(i, j + 1, shape, Kind.ANCHORED, PRECISION[found[0]])]
    month = month_at(tokens, j)
    if tokens.lower(i) == "that" and month is not None and word not in _NO_MONTH:
        named = CalendarDate(month=month[0], anchored_year=0)  # "that September"
        return [Match(i, month[1], named, Kind.ANCHORED, Precision.MONTH)]
    day = weekday_at(tokens, j)
    if day is not None and shift != 0:
        end = day[1] + (tokens.lower(day[1]) in PARTS_OF_DAY)
        shape = Anchored(Unit.DAY, shift, weekday=day[0])
        return [Match(i, end, shape, Kind.ANCHORED, Precision.DAY)]
    return []


def _the_unit(tokens: Tokens, i: int, word: str) -> list[Match]:
    """ "the day before yesterday", "the week before last", "the day after", "the weekend"."""
    unit = UNITS[word][0]
    direction = {"before": -1, "after": 1}.get(tokens.lower(i + 2))
    if direction is not None:
        if (tokens.lower(i + 3), direction) in {("yesterday", -1), ("tomorrow", 1)}:
            shape: Shape = Shift(unit, 2 * direction)
            return [Match(i, i + 4, shape, Kind.RELATIVE, PRECISION[unit])]
        if (tokens.lower(i + 3), direction) in {("last", -1), ("next", 1)}:
            shape = Shift(unit, 2 * direction)
            return [Match(i, i + 4, shape, Kind.RELATIVE, PRECISION[unit])]
        shape = Anchored(unit, direction)
        return [from_what(tokens, Match(i, i + 3, shape, Kind.ANCHORED, PRECISION[unit]))]
    if unit is Unit.DAY and tokens.lower(i - 1) == "in":
        # "Later in the day": of the day told before.
        shape = Anchored(Unit.DAY, 0)
        return [Match(i, i + 2, shape, Kind.ANCHORED, Precision.DAY, complete=False)]
    if unit is Unit.WEEKEND:
        shape = Shift(unit, 0)
        return [Match(i, i + 2, shape, Kind.RELATIVE, Precision.MONTH)]
    if unit in {Unit.WEEK, Unit.MONTH, Unit.YEAR}:
        # "the end of the year", "later in the month": a date only with such words before it.
        kind, precision = Kind.RELATIVE, PRECISION[unit]
        return [Match(i, i + 2, Shift(unit, 0), kind, precision, complete=False)]
    return []


def decade_at(tokens: Tokens, i: int) -> list[Match]:
    """ "1990s", "1990’s"; a decade has no value in our dates."""
    text = tokens[i].text
    end = i + 1
    if len(text) == 4 and tokens.lower(i + 1) in {"’s", "'s"} and tokens.glued(i + 1):
        end, text = i + 2, text + "s"
    if len(text) != 5 or text[4] not in "sS" or not text[:4].isdigit() or text[3] != "0":
        return []
    if not 1500 <= int(text[:4]) <= 2100 or tokens.lower(end) == "summit":
        return []
    return [Match(i, end, NoDate(), Kind.DECADE, Precision.DECADE)]
