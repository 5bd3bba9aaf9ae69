"""What a date expression says before anybody knows when it was published.

A shape holds only what the words give ("Monday", "12 November", "two days earlier"); the resolver
turns it into an EDTF value once the publication date, the tense or an anchor is known.
"""

from dataclasses import dataclass
from enum import StrEnum


class Tense(StrEnum):
    """The tense of the clause that a date belongs to."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"


class Kind(StrEnum):
    """What sort of expression it is."""

    DAY = "day"  # "14 November 2022", "March 21", "the 23rd"
    SPAN = "span"  # "20–21 March", "Monday to Wednesday", "2021–2025"
    WEEKDAY = "weekday"  # "Monday", "last Friday", "Tuesday next week"
    MONTH = "month"  # "November 2022", "last December", "March this year"
    YEAR = "year"  # "2022"
    QUARTER = "quarter"  # "the third quarter of 2023", "the first half of this year"
    SEASON = "season"  # "this spring", "the summer of 2022"
    RELATIVE = "relative"  # "today", "last week", "three days ago": counted from publication
    ANCHORED = "anchored"  # "a day after", "the same day": counted from another date
    DECADE = "decade"  # "the 1990s"
    DURATION = "duration"  # "for three days", "over the past five years": no date at all
    AMBIGUOUS = "ambiguous"  # "12/11/2022"


class Precision(StrEnum):
    """The finest date that the words themselves can give."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    DECADE = "decade"


class Bound(StrEnum):
    """A preposition that makes a date the limit of a stretch of time."""

    BY = "by"
    SINCE = "since"
    UNTIL = "until"
    BEFORE = "before"
    AFTER = "after"


class Side(StrEnum):
    """Which of several Mondays, Decembers or springs is meant.

    `PAST` and `COMING` ("this past Friday", "the coming Friday") are the very nearest; `LAST` and
    `NEXT` weekdays are not always ("next Friday" said on a Monday).
    """

    LAST = "last"
    THIS = "this"
    NEXT = "next"
    PAST = "past"
    COMING = "coming"


class Unit(StrEnum):
    """A unit of time that expressions count in."""

    DAY = "day"
    WEEK = "week"
    WEEKEND = "weekend"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """A date by its numbers; what the words leave out is None.

    `weekday` (Monday is 0) confirms a day. `year_shift` and `month_shift` count from the
    publication date ("March last year" is -1), `anchored_year` from another date's year ("March of
    that year" is 0). `side` belongs to a bare month ("last December").
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    year_shift: int | None = None
    month_shift: int | None = None
    anchored_year: int | None = None
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day by its weekday (Monday is 0), which one, or in which week from the publication's."""

    weekday: int
    side: Side | None = None
    week_shift: int | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """From one day, month or year to another, both included."""

    first: CalendarDate | NamedDay
    last: CalendarDate | NamedDay


@dataclass(frozen=True, slots=True)
class Shift:
    """So many units from the publication date.

    `counted` tells "two weeks ago" (a point of time) from "last week" (a calendar week). A
    `future_only` shift ("in two weeks") is a length of time in any other tense.
    """

    unit: Unit
    amount: int
    counted: bool = False
    future_only: bool = False


@dataclass(frozen=True, slots=True)
class Anchored:
    """So many units from another date, or the first such weekday after or before it.

    `base` is that date where the words give it ("two days after the January 7 quake"); `of_event`
    is true where they name an event instead ("two days after the ruling").
    """

    unit: Unit
    amount: int
    counted: bool = False
    weekday: int | None = None
    base: CalendarDate | NamedDay | None = None
    of_event: bool = False


@dataclass(frozen=True, slots=True)
class Season:
    """A season without a year, which the tense tells where `side` is None.

    `winter` runs over New Year.
    """

    name: str
    side: Side | None


@dataclass(frozen=True, slots=True)
class Part:
    """Some months, both included, of the year that a date or shift means."""

    of: CalendarDate | Shift
    first_month: int
    last_month: int


@dataclass(frozen=True, slots=True)
class NoDate:
    """A stretch of time, a decade or an ambiguous date: no value follows from it."""


Shape = CalendarDate | NamedDay | Span | Shift | Anchored | Season | Part | NoDate


@dataclass(frozen=True, slots=True)
class Expression:
    """A date expression in a text: `text == source[start:end]`, with its unresolved shape.

    `precision` is the finest that it can be resolved to. `bound` is the preposition that makes it
    a limit. `attributive` marks one that qualifies a noun ("Monday’s talks", "the 2022 summit").
    """

    start: int
    end: int
    text: str
    kind: Kind
    precision: Precision
    shape: Shape
    bound: Bound | None = None
    attributive: bool = False

    @property
    def deadline(self) -> bool:
        """True for "by 2025": what is told happens no later."""
        return self.bound is Bound.BY

    @property
    def since(self) -> bool:
        """True for "since 2002": what is told goes on from then."""
        return self.bound is Bound.SINCE

    @property
    def duration(self) -> bool:
        """True for a length of time, which is no date."""
        return self.kind is Kind.DURATION

    @property
    def anchored(self) -> bool:
        """True when it counts from another date that the caller must give as anchor."""
        shapes = (self.shape.first, self.shape.last) if isinstance(self.shape, Span) else ()
        return any(_anchored(shape) for shape in (*shapes, self.shape))

    @property
    def of_event(self) -> bool:
        """True when it counts from an event that its next words name ("a day after the vote")."""
        return isinstance(self.shape, Anchored) and self.shape.of_event

    @property
    def relative(self) -> bool:
        """True when its value depends on the publication date."""
        return _relative(self.shape)


def _anchored(shape: Shape) -> bool:
    if isinstance(shape, CalendarDate):
        return shape.anchored_year is not None
    return isinstance(shape, Anchored) and shape.base is None


def _relative(shape: Shape) -> bool:
    if isinstance(shape, Span):
        return _relative(shape.first) or _relative(shape.last)
    if isinstance(shape, Part):
        return _relative(shape.of)
    if isinstance(shape, Anchored):
        return shape.base is not None and _relative(shape.base)
    if isinstance(shape, CalendarDate):
        return shape.year is None and shape.anchored_year is None
    return isinstance(shape, NamedDay | Shift | Season)
