"""Reads counted stretches of time: "three days ago", "in two weeks", "a day after the vote".

The functions have the form of those in `day_grammar`.
"""

from dataclasses import replace
from typing import Final

from knowledge.dates.calendar_atoms import Match
from knowledge.dates.day_grammar import day_at, weekday_date_at
from knowledge.dates.shapes import (
    Anchored,
    CalendarDate,
    Kind,
    NamedDay,
    NoDate,
    Precision,
    Shape,
    Shift,
    Unit,
)
from knowledge.dates.tokens import NUMBER_WORDS, Tokens, word_set

UNITS: Final = {
    "day": (Unit.DAY, 1),
    "week": (Unit.WEEK, 1),
    "fortnight": (Unit.WEEK, 2),
    "weekend": (Unit.WEEKEND, 1),
    "month": (Unit.MONTH, 1),
    "quarter": (Unit.QUARTER, 1),
    "year": (Unit.YEAR, 1),
}
PRECISION: Final = {
    Unit.DAY: Precision.DAY,
    Unit.WEEK: Precision.MONTH,
    Unit.WEEKEND: Precision.MONTH,
    Unit.MONTH: Precision.MONTH,
    Unit.QUARTER: Precision.MONTH,
    Unit.YEAR: Precision.YEAR,
}
# "nearly two years ago" is a guess, and so would be its date.
_VAGUE: Final = word_set("half than over nearly almost about around roughly some least")
_LATER: Final = {"later": 1, "after": 1, "earlier": -1, "before": -1, "prior": -1}


def unit_of(word: str) -> tuple[Unit, int] | None:
    """The unit that a word names, singular or plural, and how many of it ("fortnight": 2)."""
    return UNITS.get(word) or UNITS.get(word.removesuffix("s") if word.endswith("s") else word)


def count_at(tokens: Tokens, i: int) -> int | None:
    """A number that counts units, in digits or as a word ("a" is 1)."""
    token = tokens[i]
    if token.number is not None and not token.ordinal:
        return token.number if token.number <= 999 and not tokens.dash(i - 1) else None
    return NUMBER_WORDS.get(token.lower)


def counted_at(tokens: Tokens, i: int) -> list[Match]:
    """ "three days ago", "in two weeks", "two days earlier", "for three days", "a year later"."""
    number = count_at(tokens, i)
    if number is None or tokens.lower(i - 1) in _VAGUE:
        return []
    found = unit_of(tokens.lower(i + 1))
    if found is None or found[0] in {Unit.WEEKEND, Unit.QUARTER}:
        return []
    if (number == 1) == tokens.lower(i + 1).endswith("s"):
        return []
    unit, amount = found[0], found[1] * number
    after = tokens.lower(i + 2)
    precision = PRECISION[unit]
    if after == "ago" or (after == "from" and tokens.lower(i + 3) in {"now", "today"}):
        back = after == "ago"
        shape: Shape = Shift(unit, -amount if back else amount, counted=True)
        return [Match(i, i + (3 if back else 4), shape, Kind.RELATIVE, precision)]
    if after in _LATER:
        shape = Anchored(unit, _LATER[after] * amount, counted=True)
        fine = Precision.DAY if unit is Unit.WEEK else precision
        return [from_what(tokens, Match(i, i + 3, shape, Kind.ANCHORED, fine))]
    return _length_or_in(tokens, i, unit, amount)


def from_what(tokens: Tokens, match: Match) -> Match:
    """Adds what "a day after" counts from: the date that follows, or that it is an event."""
    j = match.end
    if tokens.lower(j - 1) not in {"after", "before"} or not isinstance(match.shape, Anchored):
        return match
    k = j + (tokens.lower(j) == "the")
    bases = weekday_date_at(tokens, k) or day_at(tokens, k)
    if len(bases) == 1 and isinstance(bases[0].shape, CalendarDate | NamedDay):
        shape = replace(match.shape, base=bases[0].shape)
        return replace(match, end=bases[0].end, shape=shape)
    event = tokens[j].is_word and not tokens.phrase(j, "that")
    return replace(match, shape=replace(match.shape, of_event=event))


def _length_or_in(tokens: Tokens, i: int, unit: Unit, amount: int) -> list[Match]:
    """ "in two weeks", "in three days’ time"; "for three days" and "within a year" are lengths."""
    before = tokens.lower(i - 1)
    end = i + 2
    if before == "in" and not _first_time(tokens, i - 1):
        if tokens.lower(end) in {"’", "'", "’s", "'s"} and tokens.lower(end + 1) == "time":
            end += 2
        elif tokens.lower(end) in {"of", "to", "and", "or", "’", "'", "’s", "'s", "-"}:
            return []  # "in three days of talks"
        shape = Shift(unit, amount, counted=True, future_only=True)
        return [Match(i, end, shape, Kind.RELATIVE, PRECISION[unit])]
    if before in {"for", "within", "in", "lasting", "lasted"}:
        return [Match(i, end, NoDate(), Kind.DURATION, PRECISION[unit])]
    return []


def _first_time(tokens: Tokens, i: int) -> bool:
    """True for "the first time in five years"."""
    return tokens.lower(i - 1) in {"time", "visit", "once", "twice", "times"}
