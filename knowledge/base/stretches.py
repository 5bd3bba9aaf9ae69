"""Where on a list the facts lie that a search may find: stretches of numbers, and their SQL.

Facts come in three spans, which are read separately: dates that name days; vague ones (a month, a
year, an open end), which lie in a period only if all of them does; and undated ones, which are
ordered by publication and lie in no period.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from knowledge.base.listings import DAYS, FACTS, Listing, Search
from knowledge.base.numbering import (
    CLASS_SHIFT,
    EXACT,
    SPANS,
    UNDATED,
    VAGUE,
    day_of,
    moment,
    numbers,
)
from knowledge.base.tables_20 import LASTS
from knowledge.model import Query

_MONTH = 31
_EVER = date.max.toordinal()


@dataclass(frozen=True, slots=True)
class Stretch:
    """Numbers from `low` to `high`, and bounds of the last day where those must be looked at."""

    low: int
    high: int
    ends_after: int | None = None
    ends_by: int | None = None


def spans(query: Query) -> tuple[int, ...]:
    """The spans of which facts may meet a query."""
    if query.ahead is not None:
        return EXACT, VAGUE
    if query.period is None or query.undated:
        return EXACT, VAGUE, UNDATED
    return EXACT, VAGUE


def stretches_of(search: Search, span: int) -> Iterator[Stretch]:
    """Where the facts of one span lie that meet the period, the newest stretch first."""
    kind, query = search.kind, search.query
    if span == UNDATED and query.ahead is None:
        yield Stretch(*range_of(search, span))
        return
    period = None if span == UNDATED else query.period
    start = None if period is None or period.start is None else period.start.toordinal()
    end = None if period is None or period.end is None else period.end.toordinal()
    if query.ahead is not None or (query.foreseen and period is not None):
        # What is to come is over on its last day: "by 2025" belongs to 2025.
        ahead = None if query.ahead is None else query.ahead.toordinal()
        begin = max((day for day in (start, ahead) if day is not None), default=None)
        if span == VAGUE:
            yield Stretch(*numbers(kind, span, None, end), ends_after=begin, ends_by=end)
            return
        start = begin
    if span == VAGUE and period is not None and not query.undated:
        yield Stretch(*numbers(kind, span, start, end), ends_by=end)
        return
    if start is None:
        yield Stretch(*numbers(kind, span, None, end))
        return
    yield Stretch(*numbers(kind, span, start, end))
    # What began earlier may have lasted: a month at most where dates are short.
    first = start - _MONTH if span == EXACT else None
    last = start - 1 if end is None else min(start - 1, end)
    yield Stretch(*numbers(kind, span, first, last), ends_after=start)


def range_of(search: Search, span: int) -> tuple[int, int]:
    """The numbers among which all facts of a span are that a search may find, of any period."""
    # Undated facts stand at a day on which one of their articles was published, the last or an
    # earlier one, so that none that all had told by a day stands after it.
    told = search.told if span == UNDATED else None
    return numbers(search.kind, span, None, told.day if told is not None and told.whole else None)


def up_to(last: int, low: int, high: int, *, oldest_first: bool) -> tuple[int, int]:
    """What of a range of numbers of one class comes up to a moment, in the order asked for."""
    at = low - moment(low) + last
    return (low, min(high, at)) if oldest_first else (max(low, at), high)


def statement(
    found: Listing, stretch: Stretch, what: str, rest: str = ""
) -> tuple[str, tuple[object, ...]]:
    """A statement over one stretch of a list."""
    table, where = found.table, f"{found.where} AND {found.number} BETWEEN ? AND ?"
    values = (*found.values, stretch.low, stretch.high)
    looked_at = [found.told] if found.told is not None else []
    days = found.days
    if stretch.ends_after is not None:
        looked_at.append(("d.last_day >= ?", (stretch.ends_after,)))
    if stretch.ends_by is not None:
        looked_at.append(("d.last_day <= ?", (stretch.ends_by,)))
    if stretch.ends_after is not None or stretch.ends_by is not None:
        days = days or DAYS
    if table == FACTS:
        table += f" INDEXED BY {days or DAYS}"
    elif days is not None:
        table += f" CROSS JOIN facts d INDEXED BY {days} ON d.n = {found.number}"
    for condition, given in looked_at:
        where += f" AND {condition}"
        values += given
    return f"SELECT {what} FROM {table} WHERE {where} {rest}", values


def is_vague(stretch: Stretch) -> bool:
    """True where months, years and open ends lie."""
    return stretch.low >> CLASS_SHIFT & 3 == VAGUE


def lasting(stretch: Stretch, what: str, rest: str = "") -> tuple[str, tuple[object, ...]]:
    """A statement over the facts that last into a stretch (`ends_after`), by their last days.

    Of what is vague all are in it, of other facts those that last longer than a day: any that
    begins before a day on which it must not be over yet.
    """
    last = stretch.ends_by
    if last is None:
        last = _EVER if is_vague(stretch) else day_of(stretch.high) + _MONTH
    where = f"({LASTS}) AND n >> {CLASS_SHIFT} = ? AND last_day BETWEEN ? AND ?"
    values = (stretch.low >> CLASS_SHIFT, stretch.ends_after, last, stretch.low, stretch.high)
    select = f"SELECT {what} FROM facts INDEXED BY facts_lasting"
    return f"{select} WHERE {where} AND n BETWEEN ? AND ? {rest}", values


def part(found: Listing, stretch: Stretch, *, oldest_first: bool) -> tuple[str, tuple[object, ...]]:
    """A statement for the first facts of a stretch, whose last value is how many."""
    order = "" if oldest_first else "DESC"
    return statement(
        found, stretch, f"{found.number} AS n", f"ORDER BY {found.number} {order} LIMIT ?"
    )


@lru_cache(maxsize=256)
def together(select: str) -> str:
    """A statement for what one gives for each span."""
    return " UNION ALL ".join(f"SELECT * FROM ({select})" for _ in SPANS)
