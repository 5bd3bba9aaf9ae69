"""The smallest parts of calendar dates: a month, a weekday, a year, a day's number.

Each `..._at` function tries to read one part that begins at a token and returns it, mostly with the
index of the token after it, or None. They look a bounded number of tokens ahead and know nothing
of what stands before: whether a bare "May" or "2000" is a date at all is for `context` to say.
"""

from calendar import monthrange
from dataclasses import dataclass, replace
from typing import Final, TypedDict

from knowledge.dates.shapes import (
    CalendarDate,
    Kind,
    Precision,
    Shape,
    Span,
)
from knowledge.dates.tokens import (
    MONTH_ABBREVIATIONS,
    MONTHS,
    WEEKDAY_ABBREVIATIONS,
    WEEKDAYS,
    Tokens,
    word_set,
)

FIRST_YEAR, LAST_YEAR = 1500, 2100
JOINERS: Final = frozenset({"to", "until", "till", "through", "thru"})
YEAR_SIDES: Final = {"last": -1, "this": 0, "next": 1}
_YEAR_ANCHORS: Final = {
    ("the", "same"): 0,
    ("that",): 0,
    ("the", "following"): 1,
    ("the", "previous"): -1,
}
# What follows a number that counts something and is no year: "in 2000 villages".
_COUNTED: Final = word_set(
    "people persons troops soldiers men women children families workers students jobs "
    "seats votes km kms kilometres kilometers metres meters miles feet tonnes tons "
    "tonne hectares acres kg percent dollars euros pounds yen yuan riel riels baht "
    "dong rupees gmt utc hours hrs hour local million billion trillion villages "
    "houses homes households police copies barrels megawatts mw cubic square"
)
_PLURAL_LOOK: Final = word_set("as was has is its this his does us thus across versus")


@dataclass(frozen=True, slots=True)
class Match:
    """A construction read from the tokens `start` to `end` (exclusive)."""

    start: int
    end: int
    shape: Shape
    kind: Kind
    precision: Precision
    complete: bool = True  # False for a bare month or year: a date only if its context says so


def month_at(tokens: Tokens, i: int) -> tuple[int, int, bool] | None:
    """A capitalised month: its number, the next index, and whether it is written out."""
    token = tokens[i]
    if not token.capital:
        return None
    if token.lower in MONTHS:
        return MONTHS[token.lower], i + 1, True
    if token.lower in MONTH_ABBREVIATIONS:
        dotted = tokens[i + 1].text == "." and tokens.glued(i + 1)
        return MONTH_ABBREVIATIONS[token.lower], i + 1 + dotted, False
    return None


def weekday_at(tokens: Tokens, i: int, *, short: bool = False) -> tuple[int, int] | None:
    """A capitalised weekday and the next index; abbreviations only where `short` allows them."""
    token = tokens[i]
    if not token.capital:
        return None
    if token.lower in WEEKDAYS:
        return WEEKDAYS[token.lower], i + 1
    if short and token.lower in WEEKDAY_ABBREVIATIONS:
        dotted = tokens[i + 1].text == "."
        return WEEKDAY_ABBREVIATIONS[token.lower], i + 1 + dotted
    return None


def year_at(tokens: Tokens, i: int) -> int | None:
    """A number that can be a year, unless it counts what follows it."""
    token = tokens[i]
    if token.number is None or token.ordinal or len(token.text) != 4:
        return None
    if not FIRST_YEAR <= token.number <= LAST_YEAR or tokens.lower(i + 1) in _COUNTED:
        return None
    if tokens.lower(i + 1) == "%" or tokens[i - 1].text in {"$", "€", "£", "¥", "#", "№"}:
        return None
    follower = tokens[i + 1]
    plural = follower.is_word and follower.lower.endswith("s") and not follower.capital
    if token.number % 100 == 0 and plural and follower.lower not in _PLURAL_LOOK:
        return None
    return token.number


def day_number_at(tokens: Tokens, i: int) -> int | None:
    """A number from 1 to 31, also with "st", "nd", "rd" or "th"."""
    number = tokens[i].number
    if number is None or not 1 <= number <= 31:
        return None
    return None if tokens[i - 1].text in {"$", "€", "£", "¥", "#", "№"} else number


def exists(day: int, month: int, year: int | None) -> bool:
    """True for a day that the month has, in that year or in any."""
    return day <= monthrange(year or 2000, month)[1]


class YearOf(TypedDict, total=False):
    """The year of a date, as one of the fields of `CalendarDate`."""

    year: int
    year_shift: int
    anchored_year: int


def after_year(tokens: Tokens, i: int) -> tuple[YearOf, int]:
    """A year after a day or month: "2022", ", 2022", "this year", "of last year", "that year"."""
    j = i + (tokens.lower(i) in {",", "of", "[", "("})
    year = year_at(tokens, j)
    if year is not None:
        closed = tokens.lower(i) in {"[", "("}
        if not closed or tokens.lower(j + 1) in {"]", ")"}:
            return {"year": year}, j + 1 + closed
    j = i + (tokens.lower(i) in {"of", "in"})
    # "on December 22, last year," but not "in May, this year's chair".
    j += tokens.lower(j) == "," and not tokens[j + 3].text[:1].isalpha()
    shift = YEAR_SIDES.get(tokens.lower(j))
    if shift is not None and tokens.lower(j + 1) == "year":
        owns = j > i and tokens.lower(j + 2) in {"’s", "'s"}
        return ({}, i) if owns else ({"year_shift": shift}, j + 2)
    for words, shift in _YEAR_ANCHORS.items():
        if tokens.phrase(j, *words, "year"):
            return {"anchored_year": shift}, j + len(words) + 1
    return {}, i


def span_of(first: CalendarDate, last: CalendarDate) -> Span | None:
    """A span in order; the beginning takes its year from the end."""
    # "28 December 2022 to 2 January" gives the year at the beginning only.
    if last.year is None and first.year is not None and last.year_shift is None:
        over = (last.month or 1, last.day or 0) < (first.month or 1, first.day or 0)
        last = replace(last, year=first.year + over)
    lacks = first.year is None and first.year_shift is None and first.anchored_year is None
    over = (first.month or 1, first.day or 0) > (last.month or 1, last.day or 99)
    if lacks and last.year is not None:
        first = replace(first, year=last.year - over)
    elif lacks and last.year_shift is not None:
        first = replace(first, year_shift=last.year_shift - over)
    elif lacks and last.anchored_year is not None:
        first = replace(first, anchored_year=last.anchored_year - over)
    key_first = (first.year or 0, first.month or 0, first.day or 0)
    key_last = (last.year or 0, last.month or 0, last.day or 0)
    if first.year is not None and last.year is not None and key_first >= key_last:
        return None
    if first.month == last.month and (first.day or 0) >= (last.day or 32):
        # 28–2 November is no span; 20 March to 20 March is none either.
        return None if first.year == last.year else Span(first, last)
    return Span(first, last)
