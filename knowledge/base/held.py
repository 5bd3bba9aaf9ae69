"""What lists of facts hold: how many, all of them where they are few, the first of each span.

What one question asks for several times is looked up once in a state of the base (`memory`).
"""

import json
import sqlite3
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from knowledge.base import within
from knowledge.base.given import numbers_of, weight
from knowledge.base.kinds.agreed import AGREED
from knowledge.base.listings import MATCHED, PARTIES, TEXTS, Listing, Search, listing
from knowledge.base.memory import memory_of
from knowledge.base.numbering import EXACT, SPANS, UNDATED, fact_class
from knowledge.base.stretches import (
    Stretch,
    part,
    range_of,
    spans,
    stretches_of,
    together,
    up_to,
)
from knowledge.base.within import counted
from knowledge.model import Kind

MANY = 1_000
"""From how many facts on they are counted, and not listed."""

MANY_JOINED = 10_001
"""As many where several words or signs have to stand together: to look for them is what takes
long then, so that it takes hardly more to list them than to count them."""

CHARTED = 5_000
"""From how many facts of a period on they are not listed at once: a chart counts no more."""

LOOKED_AT = 500
"""Facts of one kind whose texts are looked at, to be counted."""

LOOKED_UP = 50
"""So few rows are looked up rather than begun with a full-text search."""

_AT_ONCE = 50
"""So few come as a row each."""

_HIGHEST = (1 << 63) - 1


def is_tallied(found: Listing, search: Search) -> bool:
    """True where it is kept how many facts of all spans are on a list."""
    return found.tally is not None and search.query.period is None and search.query.ahead is None


def count_all(db: sqlite3.Connection, found: Listing, search: Search, most: int) -> int:
    """How many facts of all spans that may be there are on a list.

    Where none are tallied, so many are counted `most` of each stretch.
    """
    query = search.query
    if query.period is None and query.ahead is None:
        if found.tally is not None:
            return _tallied(db, found.tally, search.kind, SPANS)
        # All facts of the kind, one after the other: counted at once.
        (low, _), (_, high) = range_of(search, EXACT), range_of(search, UNDATED)
        return counted(db, found, Stretch(low, high), most)
    return sum(count_span(db, found, search, span, most) for span in spans(query))


def count_span(
    db: sqlite3.Connection, found: Listing, search: Search, span: int, most: int | None = None
) -> int:
    """How many facts of one span are on a list; where they are not tallied so many at `most`."""
    whole = search.query.period is None and search.query.ahead is None
    if found.tally is not None and (whole or span == UNDATED):
        return _tallied(db, found.tally, search.kind, (span,))
    stretches = stretches_of(search, span)
    if whole or span == UNDATED:
        return sum(counted(db, found, one, most) for one in stretches)
    many = _within(found)
    return sum(within.count(db, found, search, one, most, many) for one in stretches)


def _tallied(
    db: sqlite3.Connection, tally: tuple[str, str], kind: Kind, spans: Sequence[int]
) -> int:
    """How many facts of a kind are kept to be on a list, of spans that follow on each other."""
    ends = fact_class(kind, spans[0]), fact_class(kind, spans[-1])
    row = db.execute(
        "SELECT total(total) FROM tallies WHERE about=? AND key=? AND class BETWEEN ? AND ?",
        (*tally, *ends),
    ).fetchone()
    return int(row[0])


class Few(NamedTuple):
    """What a look for few facts found: all `numbers`, in the order asked for, and how many.

    Where they are many, or were not looked for, there are no numbers; `least` then says how many
    there are at least.
    """

    numbers: tuple[int, ...] | None
    least: int


_NOT_LOOKED = Few(None, 0)


def few_of(
    db: sqlite3.Connection, found: Listing, search: Search, most: int, *, several: bool = False
) -> Few:
    """All facts that full-text search finds, where they are few.

    To look once takes less than to count first and to look for each span then; so it does to look
    once for `several` kinds that are asked for. Where fewer at `most` are counted, it takes more,
    unless they are known.
    """
    query = search.query
    if query.period is not None or query.ahead is not None:
        return _NOT_LOOKED
    # The lists of all that is said in somebody's own words, and of the rest, are the longest.
    direct = query.direct if search.kind is Kind.STATEMENT else None
    if search.told is None and (direct is not None or search.trait is not None):
        loose = replace(search, trait=None, query=replace(query, direct=None))
        every = listing(db, loose)
        few = None
        if every is not None:
            few = _all_of(db, every, loose, MANY_JOINED, several=several).numbers
        # To find the first of a party or person full-text search takes less.
        all_of_them = most >= MANY or (every is not None and every.table == TEXTS)
        if few is not None and len(few) < (MANY if all_of_them else LOOKED_UP + 1):
            having = _having(db, few, direct, search.trait)
            return Few(having, len(having))
    if found.table != TEXTS or (most < MANY and not _are_known(db, found, search)):
        return _NOT_LOOKED
    return _all_of(db, found, search, most, several=several)


def _all_of(
    db: sqlite3.Connection, found: Listing, search: Search, most: int, *, several: bool
) -> Few:
    """All facts of a list, where they are not more than `most` or than are listed at once."""
    (low, _), (_, high) = range_of(search, EXACT), range_of(search, UNDATED)
    rising, last = _of_any_kind(db, found, low, high, ask=several)
    many = min(_listed(found), most + 1)
    if last < high and len(rising) < many:
        # The oldest first, which full-text search takes less time for.
        select, values = part(found, Stretch(max(low, last + 1), high), oldest_first=True)
        rising += numbers_of(db, select, (*values, many - len(rising)), oldest_first=True)
    if len(rising) >= many:
        return Few(None, many)
    return Few(rising if search.oldest_first else rising[::-1], len(rising))


def _are_known(db: sqlite3.Connection, found: Listing, search: Search) -> bool:
    """Whether all facts of a list are among what full-text search was asked for of any kind."""
    (low, _), (_, high) = range_of(search, EXACT), range_of(search, UNDATED)
    return _of_any_kind(db, found, low, high, ask=False)[1] >= high


def _of_any_kind(
    db: sqlite3.Connection, found: Listing, low: int, high: int, *, ask: bool
) -> tuple[tuple[int, ...], int]:
    """The facts in a range that full-text search finds, rising, and up to where all are known.

    Unless what it finds of any kind is known already it is looked up where one shall `ask`: with
    many words it takes as long as it does for one kind.
    """
    memory = memory_of(db)
    # Where each text has to be looked at, that is what takes long.
    if memory is None or found.where != MATCHED or found.told is not None:
        return (), -1
    many = _listed(found)
    key = ("of any kind", many, found.where, *found.values)
    if not ask and key not in memory:
        return (), -1
    select, values = part(found, Stretch(0, _HIGHEST), oldest_first=True)
    listed = memory.get(
        key,
        lambda: numbers_of(db, select, (*values, many), oldest_first=True),
        lambda listed: weight(key) + len(listed) // 50,
    )
    last = listed[-1] if len(listed) == many else _HIGHEST
    return listed[bisect_left(listed, low) : bisect_right(listed, high)], last


def _having(
    db: sqlite3.Connection, numbers: Sequence[int], direct: bool | None, trait: str | None
) -> tuple[int, ...]:
    """Those of these facts that are in the speaker's own words, or are not, and have a trait."""
    if direct is not None:
        told = "statement_facts o ON o.n = j.value WHERE o.direct = ?"
        numbers = _kept(db, numbers, told, direct)
    if trait is not None:
        numbers = _kept(db, numbers, _WITH_TRAIT[trait])
    return tuple(numbers)


_WITH_TRAIT = {
    AGREED: "facts o INDEXED BY facts_agreed ON o.n = j.value"
    f" WHERE instr(' ' || o.traits || ' ', ' {AGREED} ')"
}
"""The facts of a trait that is asked for besides what people ask."""


def _kept(
    db: sqlite3.Connection, numbers: Sequence[int], told: str, *values: object
) -> tuple[int, ...]:
    """Those of these numbers `j` that a joined row `o` tells of, in their order."""
    select = f"SELECT o.n AS n FROM json_each(?) j CROSS JOIN {told}"
    held = set(numbers_of(db, select, (json.dumps(numbers), *values))) if numbers else ()
    return tuple(n for n in numbers if n in held)


def first_of(
    db: sqlite3.Connection,
    found: Listing,
    search: Search,
    count: int,
    few: Sequence[int] | None = None,
    last: int | None = None,
) -> list[list[int]]:
    """The newest facts of each span, or the oldest, so many of each at most.

    `few` are all facts, where they are known. What is beyond the `last` moment may be left out.
    """
    if search.query.period is not None or search.query.ahead is not None:
        return [_page(db, found, search, span, count) for span in spans(search.query)]
    ranges = [range_of(search, span) for span in SPANS]
    if few is not None:
        return [one[:count] for one in _of_each(few, ranges, oldest_first=search.oldest_first)]
    every = _listed_party(db, search) if count <= _AT_ONCE else None
    if every is not None:
        having = [_first_having(db, every, search, ends, count) for ends in ranges]
        if None not in having:
            return [one for one in having if one is not None]
    if last is not None:
        ranges = [up_to(last, *ends, oldest_first=search.oldest_first) for ends in ranges]
    # Each span is one stretch, so that one statement takes all of them.
    select, values = part(found, Stretch(*ranges[0]), oldest_first=search.oldest_first)
    given = [
        one
        for ends in ranges
        for one in (*found.values, *ends, *values[len(found.values) + 2 :], count)
    ]
    listed = numbers_of(
        db, together(select), given, oldest_first=search.oldest_first, few=count <= _AT_ONCE
    )
    return _of_each(listed, ranges, oldest_first=search.oldest_first)


def _listed_party(db: sqlite3.Connection, search: Search) -> Listing | None:
    """All that a party had been told by a day to have said, in its own words or not.

    Full-text search would look for the day of each that it finds, and newer ones come first.
    """
    if search.told is None or not search.told.whole:
        return None
    if search.query.direct is None or search.kind is not Kind.STATEMENT:
        return None
    every = listing(db, replace(search, query=replace(search.query, direct=None)))
    return every if every is not None and every.table == PARTIES else None


def _first_having(
    db: sqlite3.Connection, every: Listing, search: Search, ends: tuple[int, int], count: int
) -> list[int] | None:
    """The first on a list that are in the speaker's own words, or are not, so many at most.

    None where they are rare: full-text search, which finds no others, takes less then.
    """
    select, values = part(every, Stretch(*ends), oldest_first=search.oldest_first)
    for most in (_AT_ONCE, 10 * _AT_ONCE):
        some = numbers_of(db, select, (*values, most), oldest_first=search.oldest_first)
        having = _having(db, some, search.query.direct, search.trait)
        if len(having) >= count or len(some) < most:
            return list(having[:count])
    return None


def _of_each(
    numbers: Sequence[int], ranges: Sequence[tuple[int, int]], *, oldest_first: bool
) -> list[list[int]]:
    """What of these facts, which are in the order asked for, lies in each range."""
    rising = list(numbers) if oldest_first else list(reversed(numbers))
    found = [rising[bisect_left(rising, low) : bisect_right(rising, high)] for low, high in ranges]
    return found if oldest_first else [one[::-1] for one in found]


def _page(
    db: sqlite3.Connection, found: Listing, search: Search, span: int, count: int
) -> list[int]:
    """The newest facts of one span, or the oldest, so many at most."""
    newest_first = list(stretches_of(search, span))
    page: list[int] = []
    for stretch in reversed(newest_first) if search.oldest_first else newest_first:
        if len(page) >= count:
            break
        page += within.first(db, found, search, stretch, count - len(page), _within(found))
    return page


def _within(found: Listing) -> int:
    """So many facts are listed at once of a stretch of a period."""
    return LOOKED_AT + 1 if are_looked_at(found) else CHARTED


def _listed(found: Listing) -> int:
    """So many facts are listed at once, of which nobody knows how many there are."""
    # Where each text has to be looked at anyway, to be counted, fewer are.
    if are_looked_at(found):
        return LOOKED_AT + 1
    return MANY_JOINED if found.joined else MANY


def are_looked_at(found: Listing) -> bool:
    """True where the text of each fact that full-text search finds has to be looked at."""
    return found.table == TEXTS and found.where != MATCHED
