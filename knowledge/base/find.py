"""Finding facts: a `Query` for some kinds → row numbers, newest first, and how many there are.

The numbers of facts are in the order of time (`numbering`), so a page is the end of a list
(`listings`) and a period a stretch of it (`stretches`). The spans of dates are read separately
(`held`) and merged here.
"""

import json
import sqlite3
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from knowledge.base.given import numbers_of
from knowledge.base.held import (
    LOOKED_AT,
    are_looked_at,
    count_all,
    count_span,
    few_of,
    first_of,
    is_tallied,
)
from knowledge.base.listings import MATCHED, Listing, Search, listing, lists
from knowledge.base.numbering import UNDATED, VAGUE, moment
from knowledge.base.stretches import Stretch, part, spans, statement, stretches_of

_FEW = 3
"""How many facts tell that there are any."""

COUNTED = 10_000
"""Of more facts than these, of all kinds that are asked for, it is not counted how many there are,
unless a tally says it: a word that stands in a third of all articles would take as long as all the
rest of an answer."""


class Found(NamedTuple):
    """Row numbers of facts on a page, and how many there are on all pages.

    Where the count is not `complete`, there are more than are counted.
    """

    numbers: list[int]
    total: int
    complete: bool


def facts(
    db: sqlite3.Connection,
    searches: Sequence[Search],
    limit: int,
    offset: int,
    most: int | None = None,
) -> Found:
    """The facts on a page of all these searches, and the number of all; see `Base.page`.

    The searches are for different kinds, in the same order. So many facts are counted in all as
    `counted_to` says, or at `most`; all of those of which a tally says how many there are.
    """
    total, complete = 0, True
    end = offset + max(0, limit)
    left = most = counted_to(limit, offset) if most is None else most
    asked: list[_Asked] = []
    for search in searches:
        found = listing(db, search)
        if found is not None:
            few, least = few_of(db, found, search, left, several=len(searches) > 1)
            bound = left
            if are_looked_at(found):  # Fewer are.
                bound = min(left, max(LOOKED_AT + most - COUNTED, end + 1))
            if few is not None:
                counted = least
            elif least > bound:
                counted = bound + 1
            else:
                counted = count_all(db, found, search, bound + 1)
            if not is_tallied(found, search):
                if counted > bound:
                    counted, complete = bound, False
                left -= counted
            total += counted
            asked.append(_Asked(search, found, few, counted))
    pages = _merged(db, asked, end)[offset:] if limit > 0 else []
    return Found(pages, total, complete)


def counted_to(limit: int, offset: int) -> int:
    """How many facts are counted for a page, so that it is known if there is a next."""
    return max(COUNTED, offset + max(0, limit) + 1)


class _Asked(NamedTuple):
    """A search with its list: all that is on it where that is `few`, and how many are counted."""

    search: Search
    found: Listing
    few: tuple[int, ...] | None
    counted: int


def _merged(db: sqlite3.Connection, asked: Sequence[_Asked], end: int) -> list[int]:
    """The first facts of several lists, so many, in the order asked for.

    The longest list is read first: of the others only what lies within the time of its facts is.
    """
    oldest_first = any(one.search.oldest_first for one in asked)
    pages: dict[int, list[list[int]]] = {}
    last: int | None = None
    moments: list[int] = []
    for at in sorted(range(len(asked)), key=lambda at: -asked[at].counted):
        one = asked[at]
        pages[at] = first_of(db, one.found, one.search, end, one.few, last)
        if len(asked) > 1:
            moments += map(moment, chain.from_iterable(pages[at]))
            moments.sort(reverse=not oldest_first)
            del moments[end:]
            last = moments[-1] if len(moments) == end else None
    found_in = [page for _, of_one in sorted(pages.items()) for page in of_one if page]
    if len(found_in) == 1:
        return found_in[0][:end]
    # Sorting keeps the order of those that are equal, as merging would, and takes less time.
    return sorted(chain.from_iterable(found_in), key=moment, reverse=not oldest_first)[:end]


def some(db: sqlite3.Connection, search: Search, limit: int, *, several: bool = False) -> list[int]:
    """The first facts that a search finds, so many of each span at most, without counting all.

    `several` says that the same is asked of other kinds.
    """
    found = listing(db, search)
    if found is None:
        return []
    # What is found is asked for next, so that all of it is remembered where it is little.
    few, _ = few_of(db, found, search, COUNTED, several=several)
    return [n for page in first_of(db, found, search, limit, few) for n in page]


def among(
    db: sqlite3.Connection,
    searches: Iterable[Search],
    numbers: Sequence[int],
    most: int | None = None,
) -> set[int]:
    """Those of these facts, whose numbers are in their order, that one of the searches finds.

    Of a search that finds more facts than `most` all those that are of its kind may be among them.
    """
    held: set[int] = set()
    for search in searches:
        found = listing(db, search)
        stretches = [s for span in spans(search.query) for s in stretches_of(search, span)]
        within = [
            (one, some)
            for one in stretches
            if (some := numbers[bisect_left(numbers, one.low) : bisect_right(numbers, one.high)])
        ]
        if found is None or not within:
            continue
        few = None
        if most is not None and found.where == MATCHED and found.told is None:
            few = _at_most(db, found, search, stretches, most)
            if few is None:
                held.update(n for _, some in within for n in some)
                continue
        for one, some in within:
            held.update(_held(db, found, search, one, some) if few is None else few & set(some))
    return held


def _at_most(
    db: sqlite3.Connection,
    found: Listing,
    search: Search,
    stretches: Sequence[Stretch],
    most: int,
) -> set[int] | None:
    """All facts of some stretches that full-text search finds; None where they are more."""
    all_of_them: set[int] = set()
    for one in stretches:
        select, values = part(found, one, oldest_first=search.oldest_first)
        found_here = numbers_of(db, select, (*values, most + 1), oldest_first=search.oldest_first)
        all_of_them.update(found_here)
        if len(all_of_them) > most:
            return None
    return all_of_them


def _held(
    db: sqlite3.Connection,
    found: Listing,
    search: Search,
    stretch: Stretch,
    numbers: Sequence[int],
) -> list[int]:
    """Those of these facts of a stretch that a search finds."""
    held = list(numbers)
    for one in lists(db, search.query):
        # Full-text search, which begins anew for each number, is left with those few.
        within = f"{one.number} IN (SELECT value FROM json_each(?))"
        select = f"SELECT {one.number} FROM {one.table} WHERE {one.where} AND {within}"
        held = [n for (n,) in db.execute(select, (*one.values, json.dumps(held)))]
    return [
        n
        for n in held
        if db.execute(*statement(found, replace(stretch, low=n, high=n), "1")).fetchone()
        is not None
    ]


def has_any(
    db: sqlite3.Connection, searches: Sequence[Search], left_out: Container[int] = ()
) -> bool:
    """True when the searches find anything but what is left out, as far as the first few tell."""
    several = len(searches) > 1
    return any(n not in left_out for one in searches for n in some(db, one, _FEW, several=several))


def holds(db: sqlite3.Connection, search: Search, n: int) -> bool:
    """True when a search finds the fact with this number."""
    found = listing(db, search)
    if found is None:
        return False
    stretches = [s for span in spans(search.query) for s in stretches_of(search, span)]
    return any(
        db.execute(*statement(found, replace(one, low=n, high=n), "1")).fetchone() is not None
        for one in stretches
        if one.low <= n <= one.high
    )


def undated(db: sqlite3.Connection, search: Search) -> int:
    """How many facts meet all conditions but have no date, or one too vague for the period."""
    found = listing(db, search)
    if found is None:
        return 0
    vague = 0
    if search.query.period is not None:
        loose = replace(search, query=replace(search.query, undated=True))
        vague = count_span(db, found, loose, VAGUE) - count_span(db, found, search, VAGUE)
    return vague + count_span(db, found, search, UNDATED)
