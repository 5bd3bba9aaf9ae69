"""What of a list lies in one stretch of a period: listed once where it is little.

How many there are, a page of them and what a chart counts are then cut from the same numbers. Of
what may have begun long before, only those facts are looked for that last into the period.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from knowledge.base.given import count_of, numbers_of
from knowledge.base.listings import FACTS, TEXTS, Listing, Search
from knowledge.base.numbering import day_of
from knowledge.base.stretches import Stretch, is_vague, lasting, part, statement

FEW_LAST = 1_000
"""Up to so many facts that last into a period are looked for on a list by their numbers."""


def count(
    db: sqlite3.Connection,
    found: Listing,
    search: Search,
    stretch: Stretch,
    most: int | None,
    many: int,
) -> int:
    """How many facts of a list lie in a stretch, so many at `most`.

    They are listed where there are not so `many`.
    """
    # What a period leaves out is only counted; of what is to come nothing more is, which is listed.
    query = search.query
    is_counted = most is None and query.undated and not query.foreseen
    newest = None if is_counted else _newest(db, found, search, stretch, many)
    if newest is not None:
        number = len(newest.numbers)
        if newest.are_all or (most is not None and most <= number):
            return number if most is None else min(number, most)
    if _is_of_all(found, stretch):
        return _number_lasting(db, stretch, most)
    return counted(db, *_by_number(db, found, stretch), most)


def first(
    db: sqlite3.Connection,
    found: Listing,
    search: Search,
    stretch: Stretch,
    number: int,
    many: int,
) -> Sequence[int]:
    """The newest facts of a list in a stretch, or the oldest, so many at most."""
    newest = _newest(db, found, search, stretch, many)
    oldest_first = search.oldest_first
    if newest is not None:
        if newest.are_all:
            return (newest.numbers[::-1] if oldest_first else newest.numbers)[:number]
        if number <= len(newest.numbers) and not oldest_first:
            return newest.numbers[:number]
    if oldest_first and _is_of_all(found, stretch):
        # What began first is over, all of which would be looked at otherwise.
        select, values = lasting(stretch, "n", "ORDER BY n LIMIT ?")
    else:
        select, values = part(*_by_number(db, found, stretch), oldest_first=oldest_first)
    return numbers_of(db, select, (*values, number), oldest_first=oldest_first)


def counted(
    db: sqlite3.Connection, found: Listing, stretch: Stretch, most: int | None = None
) -> int:
    """How many facts of a list lie in any stretch of numbers, so many at `most`."""
    if most is None:
        return count_of(db, *statement(found, stretch, "count(*)"))
    each, given = statement(found, stretch, "1", "LIMIT ?")
    return count_of(db, f"SELECT count(*) FROM ({each})", (*given, most))


class _Newest(NamedTuple):
    """The newest facts of a list in a stretch, and whether there are no others."""

    numbers: tuple[int, ...]
    are_all: bool


def _newest(
    db: sqlite3.Connection, found: Listing, search: Search, stretch: Stretch, many: int
) -> _Newest | None:
    """So `many` at most; None where to list them would take long, or longer than to count them."""
    if search.told is not None and not search.told.whole:
        return None
    last = _last(db, stretch)
    if last is not None and (not last or _is_of_all(found, stretch)):
        return _Newest(last, are_all=True)
    if _is_of_all(found, stretch):
        return None  # These are counted quickly, and most of what began before is over.
    select, values = part(*_by_number(db, found, stretch), oldest_first=False)
    numbers = numbers_of(db, select, (*values, many))
    return _Newest(numbers, len(numbers) < many)


def _is_of_all(found: Listing, stretch: Stretch) -> bool:
    """True where all facts are asked for that last into a stretch."""
    return found.table == FACTS and found.told is None and stretch.ends_after is not None


def _last(db: sqlite3.Connection, stretch: Stretch) -> tuple[int, ...] | None:
    """The facts that began any time before and last into a stretch; None where they are many."""
    if stretch.ends_after is None:
        return None
    if is_vague(stretch) and day_of(stretch.high) < stretch.ends_after:
        return None  # All that ended later would be looked at, whenever it began.
    # Many would take longer to be listed than to be counted.
    number = _number_lasting(db, stretch, FEW_LAST + 1)
    if number > FEW_LAST:
        return None
    return numbers_of(db, *lasting(stretch, "n")) if number else ()


def _number_lasting(db: sqlite3.Connection, stretch: Stretch, most: int | None) -> int:
    """How many facts last into a stretch, so many at `most`."""
    select, values = lasting(stretch, "1", "LIMIT ?")
    most = -1 if most is None else most
    return count_of(db, f"SELECT count(*) FROM ({select})", (*values, most))


def _by_number(db: sqlite3.Connection, found: Listing, stretch: Stretch) -> tuple[Listing, Stretch]:
    """The same facts of a list, told by their numbers where few last into the stretch."""
    last = _last(db, stretch)
    if not last:
        return found, stretch
    select, values = lasting(stretch, "n")
    # Full-text search would begin anew with each.
    number = f"+{found.number}" if found.table == TEXTS else found.number
    named = replace(
        found, where=f"{found.where} AND {number} IN ({select})", values=(*found.values, *values)
    )
    return named, Stretch(last[-1], last[0])
