"""Finding facts: a `Query` → row numbers, newest first, and how many there are.

The numbers of facts are in the order of time (`numbering`), so a page is the end of a list
(`listings`) and a period a stretch of it.

Facts come in three spans, which are read separately and merged: dates that name days; vague ones
(a month, a year, an open end), which lie in a period only if all of them does; and undated ones,
which are ordered by publication and lie in no period.
"""

import json
import sqlite3
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from knowledge.base.listings import FACTS, MATCHED, TEXTS, Listing, Search, listing, lists
from knowledge.base.memory import memory_of
from knowledge.base.numbering import (
    EXACT,
    SPANS,
    UNDATED,
    VAGUE,
    fact_class,
    moment,
    numbers,
)
from knowledge.model import Kind, Query

_MONTH = 31
_NEWEST = "ORDER BY n DESC LIMIT ?"
_HIGHEST = (1 << 63) - 1
_AT_ONCE = 50
_FEW, _MANY = 3, 1_000
"""How many facts tell that there are any, and from how many on they are counted, not listed."""

_LOOKED_AT = 500
"""Facts of one kind whose texts are looked at, to be counted."""

COUNTED = 10_000
"""Of more facts than these it is not counted how many there are, unless a tally says it: a word
that stands in a third of all articles would take as long as all the rest of an answer."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Numbers from `low` to `high`, and bounds of the last day where those must be looked at."""

    low: int
    high: int
    ends_after: int | None = None
    ends_by: int | None = None


class Found(NamedTuple):
    """Row numbers of facts on a page, and how many there are on all pages.

    Where the count is not `complete`, there are more: a search has more facts than are counted.
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

    The searches are for different kinds, in the same order. Of each so many facts are counted at
    `most`: by default, as at least, `COUNTED`, and those up to the end of the page.
    """
    total, complete = 0, True
    end = offset + max(0, limit)
    most = max(COUNTED, end) if most is None else most
    asked: list[_Asked] = []
    for search in searches:
        found = listing(db, search)
        if found is not None:
            few = _few(db, found, search, several=len(searches) > 1)
            # Where each text has to be looked at, fewer are.
            looked = found.table == TEXTS and found.where != MATCHED
            bound = most - COUNTED + _LOOKED_AT if looked else most
            counted = _count_all(db, found, search, bound + 1) if few is None else len(few)
            if counted > bound and not _is_tallied(found, search):
                counted, complete = bound, False
            total += counted
            asked.append(_Asked(search, found, few, counted, min(end, bound)))
    pages = _merged(db, asked, end)[offset:] if limit > 0 else []
    return Found(pages, total, complete)


class _Asked(NamedTuple):
    """A search with its list: all that is on it where that is `few`, how many, and the `most`."""

    search: Search
    found: Listing
    few: tuple[int, ...] | None
    counted: int
    most: int


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
        pages[at] = _pages(db, one.found, one.search, one.most, one.few, last)
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
    few = _few(db, found, search, several=several)
    return [n for page in _pages(db, found, search, limit, few) for n in page]


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
        stretches = [s for span in _spans(search.query) for s in _stretches(search, span)]
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
    stretches: Sequence[_Stretch],
    most: int,
) -> set[int] | None:
    """All facts of some stretches that full-text search finds; None where they are more."""
    all_of_them: set[int] = set()
    for one in stretches:
        select, values = _part(found, search, one)
        all_of_them.update(_listed(db, select, (*values, most + 1)))
        if len(all_of_them) > most:
            return None
    return all_of_them


def _held(
    db: sqlite3.Connection,
    found: Listing,
    search: Search,
    stretch: _Stretch,
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
        if db.execute(*_select(found, replace(stretch, low=n, high=n), "1")).fetchone() is not None
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
    stretches = [s for span in _spans(search.query) for s in _stretches(search, span)]
    return any(
        db.execute(*_select(found, replace(one, low=n, high=n), "1")).fetchone() is not None
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
        vague = _count(db, found, loose, VAGUE) - _count(db, found, search, VAGUE)
    return vague + _count(db, found, search, UNDATED)


def _spans(query: Query) -> tuple[int, ...]:
    if query.ahead is not None:
        return EXACT, VAGUE
    if query.period is None or query.undated:
        return EXACT, VAGUE, UNDATED
    return EXACT, VAGUE


def _stretches(search: Search, span: int) -> Iterator[_Stretch]:
    """Where the facts of one span lie that meet the period, the newest stretch first."""
    kind, query = search.kind, search.query
    if span == UNDATED:
        yield _Stretch(*_range(search, span))
        return
    period = query.period
    start = None if period is None or period.start is None else period.start.toordinal()
    end = None if period is None or period.end is None else period.end.toordinal()
    if query.ahead is not None or (query.foreseen and period is not None):
        # What is to come is over on its last day: "by 2025" belongs to 2025.
        ahead = None if query.ahead is None else query.ahead.toordinal()
        begin = max((day for day in (start, ahead) if day is not None), default=None)
        if span == VAGUE:
            yield _Stretch(*numbers(kind, span, None, end), ends_after=begin, ends_by=end)
            return
        start = begin
    if span == VAGUE and period is not None and not query.undated:
        yield _Stretch(*numbers(kind, span, start, end), ends_by=end)
        return
    if start is None:
        yield _Stretch(*numbers(kind, span, None, end))
        return
    yield _Stretch(*numbers(kind, span, start, end))
    # What began earlier may have lasted: a month at most where dates are short.
    first = start - _MONTH if span == EXACT else None
    last = start - 1 if end is None else min(start - 1, end)
    yield _Stretch(*numbers(kind, span, first, last), ends_after=start)


def _range(search: Search, span: int) -> tuple[int, int]:
    """The numbers among which all facts of a span are that a search may find, of any period."""
    # Undated facts stand at a day on which one of their articles was published, the last or an
    # earlier one, so that none that all had told by a day stands after it.
    told = search.told if span == UNDATED else None
    return numbers(search.kind, span, None, told.day if told is not None and told.whole else None)


def _select(
    found: Listing, stretch: _Stretch, what: str, rest: str = ""
) -> tuple[str, tuple[object, ...]]:
    """A statement over one stretch of a list."""
    table, where = found.table, f"{found.where} AND {found.number} BETWEEN ? AND ?"
    values = (*found.values, stretch.low, stretch.high)
    looked_at = [found.told] if found.told is not None else []
    if stretch.ends_after is not None:
        looked_at.append(("d.last_day >= ?", (stretch.ends_after,)))
    if stretch.ends_by is not None:
        looked_at.append(("d.last_day <= ?", (stretch.ends_by,)))
    if looked_at and table != FACTS:
        table += f" CROSS JOIN facts d ON d.n = {found.number}"
    for condition, given in looked_at:
        where += f" AND {condition}"
        values += given
    return f"SELECT {what} FROM {table} WHERE {where} {rest}", values


def _is_tallied(found: Listing, search: Search) -> bool:
    """True where it is kept how many facts of all spans are on a list."""
    return found.tally is not None and search.query.period is None and search.query.ahead is None


def _count_all(db: sqlite3.Connection, found: Listing, search: Search, most: int) -> int:
    """How many facts of all spans that may be there are on a list.

    Where none are tallied, so many are counted `most` of each stretch.
    """
    query = search.query
    if query.period is None and query.ahead is None:
        if found.tally is not None:
            return _tallied(db, found.tally, search.kind, SPANS)
        # All facts of the kind, one after the other: counted at once.
        (low, _), (_, high) = _range(search, EXACT), _range(search, UNDATED)
        return _counted(db, found, _Stretch(low, high), most)
    return sum(_count(db, found, search, span, most) for span in _spans(query))


def _count(
    db: sqlite3.Connection, found: Listing, search: Search, span: int, most: int | None = None
) -> int:
    whole = search.query.period is None and search.query.ahead is None
    if found.tally is not None and (whole or span == UNDATED):
        return _tallied(db, found.tally, search.kind, (span,))
    return sum(_counted(db, found, stretch, most) for stretch in _stretches(search, span))


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


def _page(
    db: sqlite3.Connection, found: Listing, search: Search, span: int, count: int
) -> list[int]:
    """The newest facts of one span, or the oldest, so many at most."""
    stretches = list(_stretches(search, span))
    page: list[int] = []
    for stretch in reversed(stretches) if search.oldest_first else stretches:
        if len(page) >= count:
            break
        select, values = _part(found, search, stretch)
        left = count - len(page)
        page += _listed(db, select, (*values, left), oldest_first=search.oldest_first)
    return page


def _few(
    db: sqlite3.Connection, found: Listing, search: Search, *, several: bool = False
) -> tuple[int, ...] | None:
    """All facts that full-text search finds, in the order asked for; None where they are many.

    To look once takes less than to count first and to look for each span then; so it does to look
    once for `several` kinds that are asked for.
    """
    query = search.query
    if query.period is not None or query.ahead is not None:
        return None
    # The lists of all that is said in somebody's own words, and of the rest, are the longest.
    direct = query.direct if search.kind is Kind.STATEMENT else None
    if search.told is None and (direct is not None or search.trait is not None):
        loose = replace(search, trait=None, query=replace(query, direct=None))
        every = listing(db, loose)
        few = None if every is None else _first(db, every, loose, _MANY, several=several)
        if few is not None:
            return _having(db, few, direct, search.trait)
    if found.table != TEXTS:
        return None
    # Where each has to be looked at anyway, to be counted, they are listed at once.
    many = _MANY if found.where == MATCHED else _LOOKED_AT + 1
    return _first(db, found, search, many, several=several)


def _first(
    db: sqlite3.Connection, found: Listing, search: Search, many: int, *, several: bool
) -> tuple[int, ...] | None:
    """All facts of a list in the order asked for; None where there are so `many`."""
    (low, _), (_, high) = _range(search, EXACT), _range(search, UNDATED)
    every = _of_any_kind(db, found, ask=several)
    if every is not None:
        held = tuple(n for n in every if low <= n <= high)
        return held[::-1] if search.oldest_first else held
    select, values = _part(found, search, _Stretch(low, high))
    listed = _listed(db, select, (*values, many), oldest_first=search.oldest_first)
    return listed if len(listed) < many else None


def _of_any_kind(db: sqlite3.Connection, found: Listing, *, ask: bool) -> tuple[int, ...] | None:
    """All facts that full-text search finds, newest first in each class; None where they are many.

    Unless it is known already it is looked up where one shall `ask`: with many words it takes as
    long as it does for one kind.
    """
    memory = memory_of(db)
    # Where each text has to be looked at, that is what takes long.
    if memory is None or found.where != MATCHED or found.told is not None:
        return None
    key = ("of any kind", found.where, *found.values)
    if not ask and key not in memory:
        return None
    select, values = _select(found, _Stretch(0, _HIGHEST), f"{found.number} AS n", _NEWEST)
    listed = memory.get(key, lambda: _listed(db, select, (*values, _MANY)), lambda _: _weight(key))
    return listed if len(listed) < _MANY else None


def _having(
    db: sqlite3.Connection, numbers: Sequence[int], direct: bool | None, trait: str | None
) -> tuple[int, ...]:
    """Those of these facts that are in the speaker's own words, or are not, and have a trait."""
    if direct is not None:
        told = "statement_facts o ON o.n = j.value WHERE o.direct = ?"
        numbers = _kept(db, numbers, told, direct)
    if trait is not None:
        told = "facts o ON o.n = j.value WHERE instr(' ' || o.traits || ' ', ?)"
        numbers = _kept(db, numbers, told, f" {trait} ")
    return tuple(numbers)


def _kept(
    db: sqlite3.Connection, numbers: Sequence[int], told: str, value: object
) -> tuple[int, ...]:
    """Those of these numbers `j` that a joined row `o` tells of, in their order."""
    select = f"SELECT o.n AS n FROM json_each(?) j CROSS JOIN {told}"
    held = set(_listed(db, select, (json.dumps(numbers), value))) if numbers else ()
    return tuple(n for n in numbers if n in held)


def _pages(
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
        return [_page(db, found, search, span, count) for span in _spans(search.query)]
    ranges = [_range(search, span) for span in SPANS]
    if few is not None:
        return [[n for n in few if low <= n <= high][:count] for low, high in ranges]
    if last is not None:
        ranges = [_up_to(last, *ends, oldest_first=search.oldest_first) for ends in ranges]
    # Each span is one stretch, so that one statement takes all of them.
    select, values = _part(found, search, _Stretch(*ranges[0]))
    given = [
        one
        for ends in ranges
        for one in (*found.values, *ends, *values[len(found.values) + 2 :], count)
    ]
    listed = _listed(
        db, _together(select), given, oldest_first=search.oldest_first, few=count <= _AT_ONCE
    )
    return [[n for n in listed if low <= n <= high] for low, high in ranges]


def _up_to(last: int, low: int, high: int, *, oldest_first: bool) -> tuple[int, int]:
    """What of a range of numbers of one class comes up to a moment, in the order asked for."""
    at = low - moment(low) + last
    return (low, min(high, at)) if oldest_first else (max(low, at), high)


def _counted(
    db: sqlite3.Connection, found: Listing, stretch: _Stretch, most: int | None = None
) -> int:
    """How many facts of a list lie in a stretch, so many at `most`.

    One question asks for the same up to five times.
    """
    if most is None:
        statement, values = _select(found, stretch, "count(*)")
    else:
        select, given = _select(found, stretch, "1", "LIMIT ?")
        statement, values = f"SELECT count(*) FROM ({select})", (*given, most)

    def count() -> int:
        return int(db.execute(statement, values).fetchone()[0])

    memory = memory_of(db)
    if memory is None:
        return count()
    key = ("count", statement, *values)
    return memory.get(key, count, lambda _: _weight(key))


def _listed(
    db: sqlite3.Connection,
    statement: str,
    values: Sequence[object],
    *,
    oldest_first: bool = False,
    few: bool = False,
) -> tuple[int, ...]:
    """The numbers `n` that a statement gives, remembered as what it counts is.

    Unless they are `few`, all come as one row: between rows a thread has to wait for its turn to
    run Python.
    """

    def listed() -> tuple[int, ...]:
        if few:
            numbers = [n for (n,) in db.execute(statement, values)]
            return tuple(sorted(numbers, reverse=not oldest_first))
        row = db.execute(f"SELECT json_group_array(n) FROM ({statement})", values).fetchone()
        # They come as they are found, which SQLite doesn't promise; then this takes nothing.
        return tuple(sorted(json.loads(row[0]), reverse=not oldest_first))

    memory = memory_of(db)
    if memory is None:
        return listed()
    key = ("list", statement, *values)
    return memory.get(key, listed, lambda found: _weight(key) + len(found) // 50)


def _weight(key: tuple[object, ...]) -> int:
    """What a key weighs: expressions of full-text search may be long (see `memory.MOST`)."""
    return 1 + sum(len(one) for one in key if isinstance(one, str)) // 2_000


@lru_cache(maxsize=256)
def _together(select: str) -> str:
    """A statement for what one gives for each span."""
    return " UNION ALL ".join(f"SELECT * FROM ({select})" for _ in SPANS)


def _part(found: Listing, search: Search, stretch: _Stretch) -> tuple[str, tuple[object, ...]]:
    """A statement for the first facts of a stretch, whose last value is how many."""
    order = "" if search.oldest_first else "DESC"
    return _select(
        found, stretch, f"{found.number} AS n", f"ORDER BY {found.number} {order} LIMIT ?"
    )
