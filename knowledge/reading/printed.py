"""Calendar days as articles print them ("Nov. 14", "Monday, 2 May 2019"), to date the article."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from knowledge.dates.expressions import find
from knowledge.dates.shapes import CalendarDate, Expression, Span

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


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
    """Yield every day that `text` gives by month and number, in order; of a span, both ends.

    "14 November last year" is left out: its year is counted from the publication date.
    """
    for expression in find(text):
        shape = expression.shape
        for end in (shape.first, shape.last) if isinstance(shape, Span) else (shape,):
            printed = _printed(expression, end)
            if printed is not None:
                yield printed


def printed_month(text: str) -> str | None:
    """The month in EDTF, where the text is a month with its year and nothing else."""
    for expression in find(text):
        shape = expression.shape
        if expression.text.strip() != text.strip() or not isinstance(shape, CalendarDate):
            continue
        if shape == CalendarDate(shape.year, shape.month) and shape.year and shape.month:
            return f"{shape.year:04}-{shape.month:02}"
    return None


def _printed(expression: Expression, shape: object) -> PrintedDay | None:
    if not isinstance(shape, CalendarDate) or shape.month is None or shape.day is None:
        return None
    if shape.year_shift is not None or shape.anchored_year is not None:
        return None
    return PrintedDay(
        expression.start,
        expression.end,
        expression.text,
        shape.month,
        shape.day,
        shape.year,
        shape.weekday,
    )
