"""Finding facts: a `Query` → row numbers, newest first, and how many there are.

The numbers of facts are in the order of time (`numbering`), so a page is the end of a list and a
period a stretch of it. One person or party alone has its list in an index; whatever combines
several conditions is a full-text search, whose lists FTS5 merges itself.

Facts come in three spans, which are read separately and merged: dates that name days; vague ones
(a month, a year, an open end), which lie in a period only if all of them does; and undated ones,
which are ordered by publication and lie in no period.
"""

import heapq
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from knowledge.base import ids, tag
from knowledge.base.codec import storable
from knowledge.base.kinds.common import FORESEEN
from knowledge.base.merge import traits
from knowledge.base.numbering import (
    EXACT,
    UNDATED,
    VAGUE,
    fact_class,
    moment,
    numbers,
)
from knowledge.base.offices import office_key
from knowledge.base.search import match
from knowledge.model import (
    AgreementType,
    Form,
    Kind,
    MilestoneType,
    PaymentKind,
    Query,
    Status,
)
from knowledge.names.printed import as_printed

_MONTH = 31
_FACTS = "facts d"


@dataclass(frozen=True, slots=True)
class Told:
    """Facts told by a day (an ordinal): `whole` by all their articles, else only by some.

    What some had told may have been of another state or type then, which is not looked at.
    """

    day: int
    whole: bool


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for: facts of a kind that meet a query; `oldest_first` turns the order.

    Without `told`, a query with `as_of` finds all facts that some article had told. `trait` is one
    that facts must have besides what the query asks for.
    """

    kind: Kind
    query: Query
    oldest_first: bool = False
    told: Told | None = None
    trait: str | None = None


@dataclass(frozen=True, slots=True)
class _List:
    """Facts to page through: table and column of their numbers, a condition, and its values.

    `told` is a condition on the row `d` of facts with its values. `tally` is where their total is
    kept, if it is.
    """

    table: str
    number: str
    where: str
    values: tuple[object, ...] = ()
    tally: tuple[str, str] | None = None
    told: tuple[str, tuple[object, ...]] | None = None


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Numbers from `low` to `high`, and bounds of the last day where those must be looked at."""

    low: int
    high: int
    ends_after: int | None = None
    ends_by: int | None = None


def facts(
    db: sqlite3.Connection, searches: Sequence[Search], limit: int, offset: int
) -> tuple[list[int], int]:
    """The facts on a page of all these searches, and the number of all; see `Base.find`.

    The searches are for different kinds, in the same order.
    """
    total = 0
    pages: list[list[int]] = []
    for search in searches:
        found = _list(db, search)
        if found is not None:
            spans = _spans(search.query)
            total += _count_all(db, found, search)
            if limit > 0:
                pages += [_page(db, found, search, span, offset + limit) for span in spans]
    sign = 1 if any(search.oldest_first for search in searches) else -1
    merged = heapq.merge(*pages, key=lambda number: sign * moment(number))
    return list(islice(merged, offset, offset + max(0, limit))), total


def some(db: sqlite3.Connection, search: Search, limit: int) -> list[int]:
    """The first facts that a search finds, so many of each span at most, without counting all."""
    found = _list(db, search)
    if found is None:
        return []
    return [n for span in _spans(search.query) for n in _page(db, found, search, span, limit)]


def has_any(db: sqlite3.Connection, searches: Sequence[Search]) -> bool:
    """True when the searches find anything."""
    return any(some(db, search, 1) for search in searches)


def holds(db: sqlite3.Connection, search: Search, n: int) -> bool:
    """True when a search finds the fact with this number."""
    found = _list(db, search)
    if found is None:
        return False
    stretches = [s for span in _spans(search.query) for s in _stretches(search, span)]
    return any(
        db.execute(*_select(found, replace(one, low=n, high=n), "1")).fetchone() is not None
        for one in stretches
        if one.low <= n <= one.high
    )


def traits_asked(kind: Kind, query: Query) -> list[tuple[str, ...]]:
    """The values of a kind's own that a query asks for: of each group a fact must have one.

    A group that no fact of the kind can have, such as the type of a loan among milestones, is
    empty.
    """
    groups: list[tuple[str, ...]] = []
    if kind is Kind.MEETING and (query.forms or query.statuses):
        groups.append(
            tuple(traits(f, s) for f in query.forms or Form for s in query.statuses or Status)
        )
    if query.types and kind in _TYPES:
        groups.append(tuple(str(one) for one in query.types if isinstance(one, _TYPES[kind])))
    if kind in (Kind.MEETING, Kind.AGREEMENT) and query.foreseen:
        groups.append((FORESEEN,))
    if kind is Kind.AGREEMENT and query.stages:
        groups.append(tuple(map(str, query.stages)))
    if kind is Kind.PAYMENT:
        groups += [(f"giver:{query.giver}",)] if query.giver is not None else []
        groups += [(f"receiver:{query.receiver}",)] if query.receiver is not None else []
        groups += [tuple(query.currencies)] if query.currencies else []
    if kind is Kind.STATEMENT and query.direct is not None:
        groups.append(("direct" if query.direct else "reported",))
    return groups


_TYPES: dict[Kind, type] = {
    Kind.AGREEMENT: AgreementType,
    Kind.PAYMENT: PaymentKind,
    Kind.MILESTONE: MilestoneType,
}


def undated(db: sqlite3.Connection, search: Search) -> int:
    """How many facts meet all conditions but have no date, or one too vague for the period."""
    found = _list(db, search)
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


def _list(db: sqlite3.Connection, search: Search) -> _List | None:
    """The facts that meet all conditions but the period; None when there can't be any."""
    query = search.query
    people = _people(db, query.people)
    if people is None:
        return None
    texts = {"words": query.words, "place": query.place, "occasion": query.occasion}
    if any(texts.values()) and match(**texts) is None:  # type: ignore[arg-type]
        return None  # Signs alone, in which there is nothing to search for.
    parties = list(dict.fromkeys(map(storable, query.parties)))
    groups: list[tuple[str, ...]] = [
        *((tag.party(code),) for code in parties),
        *((tag.person(n),) for n in people),
        *((tag.office(office_key(o.title), o.party),) for o in query.offices),
    ]
    if query.either:
        groups.append(tuple(tag.party(code) for code in dict.fromkeys(query.either)))
    if query.sidelines:
        groups.append((tag.sidelines(),))
    for group in _traits(search):
        groups.append(tuple(tag.traits(search.kind, value) for value in dict.fromkeys(group)))
    if not all(groups):
        return None
    if not groups and not query.mentioned and not any(texts.values()):
        found = _List(_FACTS, "d.n", "1", (), ("fact", ""))
    elif len(groups) == len(parties) + len(people) == 1 and not (
        query.mentioned or any(texts.values())
    ):
        found = _of_one(parties, people)
    else:
        expression = match(**texts, tags=groups, parties=query.mentioned)  # type: ignore[arg-type]
        named = [one for code in query.mentioned if (one := _named(code)) is not None]
        where = " AND ".join(["fact_fts MATCH ?", *(condition for condition, _ in named)])
        values = (expression, *(value for _, patterns in named for value in patterns))
        found = _List("fact_fts x", "x.rowid", where, values)
    told = _told(search)
    return found if told is None else replace(found, tally=None, told=told)


def _traits(search: Search) -> list[tuple[str, ...]]:
    """The traits that are asked of the facts as they are today."""
    besides: list[tuple[str, ...]] = [] if search.trait is None else [(search.trait,)]
    if search.told is not None and not search.told.whole:
        return besides
    return besides + traits_asked(search.kind, search.query)


def _named(code: str) -> tuple[str, tuple[str, ...]] | None:
    """A condition on what full-text search finds for a party, where its forms find other words."""
    patterns = as_printed(code)
    if not patterns:
        return None
    told = " OR ".join("' ' || x.sentences || ' ' GLOB ?" for _ in patterns)
    return f"(x.tags GLOB ? OR {told})", (f"*{tag.party(storable(code))}*", *patterns)


def _people(db: sqlite3.Connection, asked: Iterable[str]) -> list[int] | None:
    """Row numbers of people by id; None when one of them is not in the base."""
    rows = [ids.find(db, id) for id in dict.fromkeys(asked)]
    found = [row["n"] for row in rows if row is not None]
    return list(dict.fromkeys(found)) if len(found) == len(rows) else None


def _of_one(parties: list[str], people: list[int]) -> _List:
    """The facts of the one party or person."""
    if parties:
        code = parties[0]
        return _List("fact_parties x", "x.fact", "x.party = ?", (code,), ("party", code))
    n = people[0]
    return _List("fact_people x", "x.fact", "x.person = ?", (n,), ("person", str(n)))


def _told(search: Search) -> tuple[str, tuple[object, ...]] | None:
    """The condition that facts were told by a day, and its values."""
    if search.told is None:
        day = search.query.as_of
        return None if day is None else ("d.first_told <= ?", (day.toordinal(),))
    if search.told.whole:
        return "d.last_told <= ?", (search.told.day,)
    # Of an article of which only the year is known nobody can tell whether it was out.
    dated = (
        "EXISTS (SELECT 1 FROM strands s JOIN marks m ON m.strand = s.n"
        " WHERE s.root = d.root AND m.day <= ?)"
    )
    days = "d.last_told > d.first_told AND d.last_told > ? AND d.first_told <= ?"
    return f"{days} AND {dated}", (search.told.day,) * 3


def _stretches(search: Search, span: int) -> Iterator[_Stretch]:
    """Where the facts of one span lie that meet the period, the newest stretch first."""
    kind, query = search.kind, search.query
    period = None if span == UNDATED else query.period
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


def _select(
    found: _List, stretch: _Stretch, what: str, rest: str = ""
) -> tuple[str, tuple[object, ...]]:
    """A statement over one stretch of a list."""
    table, where = found.table, f"{found.where} AND {found.number} BETWEEN ? AND ?"
    values = (*found.values, stretch.low, stretch.high)
    looked_at = [found.told] if found.told is not None else []
    if stretch.ends_after is not None:
        looked_at.append(("d.last_day >= ?", (stretch.ends_after,)))
    if stretch.ends_by is not None:
        looked_at.append(("d.last_day <= ?", (stretch.ends_by,)))
    if looked_at and table != _FACTS:
        table += f" CROSS JOIN facts d ON d.n = {found.number}"
    for condition, given in looked_at:
        where += f" AND {condition}"
        values += given
    return f"SELECT {what} FROM {table} WHERE {where} {rest}", values


def _count_all(db: sqlite3.Connection, found: _List, search: Search) -> int:
    """How many facts of all spans that may be there are on a list."""
    query = search.query
    if found.tally is None and query.period is None and query.ahead is None:
        # All facts of the kind, one after the other: counted at once.
        low, _ = numbers(search.kind, EXACT, None, None)
        _, high = numbers(search.kind, UNDATED, None, None)
        return int(db.execute(*_select(found, _Stretch(low, high), "count(*)")).fetchone()[0])
    return sum(_count(db, found, search, span) for span in _spans(query))


def _count(db: sqlite3.Connection, found: _List, search: Search, span: int) -> int:
    whole = search.query.period is None and search.query.ahead is None
    if found.tally is not None and (whole or span == UNDATED):
        row = db.execute(
            "SELECT total FROM tallies WHERE about=? AND key=? AND class=?",
            (*found.tally, fact_class(search.kind, span)),
        ).fetchone()
        return 0 if row is None else int(row[0])
    total = 0
    for stretch in _stretches(search, span):
        total += db.execute(*_select(found, stretch, "count(*)")).fetchone()[0]
    return total


def _page(db: sqlite3.Connection, found: _List, search: Search, span: int, count: int) -> list[int]:
    """The newest facts of one span, or the oldest, so many at most."""
    stretches = list(_stretches(search, span))
    page: list[int] = []
    for stretch in reversed(stretches) if search.oldest_first else stretches:
        if len(page) >= count:
            break
        order = "" if search.oldest_first else "DESC"
        rest = f"ORDER BY {found.number} {order} LIMIT {count - len(page)}"
        page += [row[0] for row in db.execute(*_select(found, stretch, found.number, rest))]
    return page
