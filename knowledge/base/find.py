"""Finding meetings: a `Query` → row numbers of facts, newest first, and how many there are.

One index gives the order and most conditions: that of the person or party with the fewest facts,
or the office's, or all facts'. The others are looked up in their own index for each row. Where
words, a place or an occasion are asked for, full-text search goes first.

Facts come in three kinds of span, which are read separately and merged: dates of at most a month,
which a period finds by their first day; longer ones; and undated ones, ordered by publication and
in no period.
"""

import heapq
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice

from knowledge.base import ids
from knowledge.base.merge import traits
from knowledge.base.offices import office_key
from knowledge.base.search import match
from knowledge.model import Form, Kind, Query, Status

_MONTH = 31
_SHORT, _LONG, _UNDATED = 0, 1, 2


@dataclass(slots=True)
class _Plan:
    """A statement in parts: where rows come from, and what holds for each (`d` is the row)."""

    source: str
    fact: str
    where: list[str] = field(default_factory=list)
    values: list[object] = field(default_factory=list)
    tally: tuple[str, str] | None = None
    distinct: str = ""

    def add(self, condition: str, *values: object) -> None:
        self.where.append(condition)
        self.values += values


@dataclass(frozen=True, slots=True)
class _Key:
    """A person or party that must be in the fact, with the number of facts that it has."""

    table: str
    column: str
    value: object
    total: int


def meetings(
    db: sqlite3.Connection, query: Query, limit: int, offset: int
) -> tuple[list[int], int]:
    """The facts on a page, and the number of all; see `Base.meetings`."""
    plan = _plan(db, query)
    if plan is None:
        return [], 0
    start, end = _period(query)
    spans = _spans(query)
    total = sum(_count(db, plan, span, start, end) for span in spans)
    if limit <= 0 or offset >= total:
        return [], total
    pages = [_page(db, plan, span, start, end, offset + limit) for span in spans]
    merged = heapq.merge(*pages, key=lambda row: (-row[0], -row[1], row[2]))
    return [row[2] for row in islice(merged, offset, offset + limit)], total


def undated(db: sqlite3.Connection, query: Query) -> int:
    """How many facts meet all conditions but have no date that a period could hold."""
    plan = _plan(db, query)
    return 0 if plan is None else _count(db, plan, _UNDATED, None, None)


def _spans(query: Query) -> tuple[int, ...]:
    if query.period is None or query.undated:
        return _SHORT, _LONG, _UNDATED
    return _SHORT, _LONG


def _period(query: Query) -> tuple[int | None, int | None]:
    if query.period is None:
        return None, None
    start, end = query.period.start, query.period.end
    return start.toordinal() if start else None, end.toordinal() if end else None


def _plan(db: sqlite3.Connection, query: Query) -> _Plan | None:
    """Where to look and what to ask of each row; None when nothing can be found."""
    people = _people(db, query.people)
    if people is None:
        return None
    keys = [_key(db, "fact_parties", "party", code) for code in dict.fromkeys(query.parties)]
    keys += [_key(db, "fact_people", "person", n) for n in people]
    keys.sort(key=lambda key: key.total)
    words = match(
        words=query.words,
        place=query.place,
        occasion=query.occasion,
        parties=query.parties,
        people=people,
    )
    if words is None and (query.words or query.place or query.occasion):
        return None  # Signs alone, in which there is nothing to search for.
    offices = [(office_key(office.title), office.party) for office in query.offices]
    plan = _source(words, keys, offices)
    plan.add("d.kind = ?", Kind.MEETING)
    if plan.source.startswith("fact_fts"):
        keys = []
    elif keys:
        keys = keys[1:]
    elif offices:
        offices = offices[1:]
    for key in keys:
        plan.add(*_among(plan, key))
    for office, party in offices:
        plan.add(*_held_by(plan, office, party))
    if query.forms or query.statuses:
        wanted = [traits(f, s) for f in query.forms or Form for s in query.statuses or Status]
        plan.add(f"d.traits IN ({','.join('?' * len(wanted))})", *wanted)
    if query.as_of is not None:
        plan.add(_PUBLISHED_BY.format(fact=plan.fact), query.as_of.toordinal())
    if len(plan.where) > 2 or plan.source.startswith("fact_fts"):
        plan.tally = None
    return plan


_PUBLISHED_BY = """
    EXISTS (SELECT 1 FROM facts f JOIN strands s ON s.root = f.root JOIN marks m ON m.strand = s.n
            WHERE f.n = {fact} AND m.day <= ?)
"""


def _people(db: sqlite3.Connection, asked: Iterable[str]) -> list[int] | None:
    """Row numbers of people by id; None when one of them is not in the base."""
    numbers: list[int] = []
    for id in dict.fromkeys(asked):
        row = ids.find(db, id)
        if row is None:
            return None
        numbers.append(row["n"])
    return list(dict.fromkeys(numbers))


def _key(db: sqlite3.Connection, table: str, column: str, value: object) -> _Key:
    (total,) = db.execute(
        "SELECT coalesce(sum(total), 0) FROM tallies WHERE about=? AND key=? AND kind=?",
        (column, str(value), Kind.MEETING),
    ).fetchone()
    return _Key(table, column, value, total)


def _source(words: str | None, keys: list[_Key], offices: list[tuple[str, str | None]]) -> _Plan:
    if words is not None:
        plan = _Plan("fact_fts CROSS JOIN facts d ON d.n = fact_fts.rowid", "d.n")
        plan.add("fact_fts MATCH ?", words)
    elif keys:
        plan = _Plan(f"{keys[0].table} d", "d.fact")
        plan.add(f"d.{keys[0].column} = ?", keys[0].value)
        plan.tally = keys[0].column, str(keys[0].value)
    elif offices:
        # Two prime ministers in one meeting are two rows of one fact.
        plan = _Plan("fact_people d", "d.fact", distinct="DISTINCT ")
        office, party = offices[0]
        plan.add("d.office = ?", office)
        if party is not None:
            plan.add("d.party = ?", party)
    else:
        plan = _Plan("facts d", "d.n")
        plan.add("1")
        plan.tally = "fact", ""
    return plan


def _among(plan: _Plan, key: _Key) -> tuple[str, object]:
    return (
        f"EXISTS (SELECT 1 FROM {key.table} y WHERE y.{key.column} = ? AND y.kind = d.kind AND"
        f" y.span = d.span AND y.day = d.day AND y.rank = d.rank AND y.fact = {plan.fact})",
        key.value,
    )


def _held_by(plan: _Plan, office: str, party: str | None) -> tuple[str, *tuple[object, ...]]:
    of = "" if party is None else " AND y.party = ?"
    values: tuple[object, ...] = (office,) if party is None else (office, party)
    return (
        f"EXISTS (SELECT 1 FROM fact_people y WHERE y.fact = {plan.fact} AND y.office = ?{of})",
        *values,
    )


def _narrowed(
    plan: _Plan, span: int, start: int | None, end: int | None
) -> tuple[str, list[object]]:
    """The conditions of one span within a period."""
    where, values = [*plan.where, "d.span = ?"], [*plan.values, span]
    if span != _UNDATED and start is not None:
        where.append("d.last_day >= ?")
        values.append(start)
        if span == _SHORT:
            # Nothing longer than a month is here, so that earlier rows need no look.
            where.append("d.day >= ?")
            values.append(start - _MONTH)
    if span != _UNDATED and end is not None:
        where.append("d.day <= ?")
        values.append(end)
    return " AND ".join(where), values


def _count(
    db: sqlite3.Connection, plan: _Plan, span: int, start: int | None, end: int | None
) -> int:
    if plan.tally is not None and start is None and end is None:
        row = db.execute(
            "SELECT total FROM tallies WHERE about=? AND key=? AND kind=? AND span=?",
            (*plan.tally, Kind.MEETING, span),
        ).fetchone()
        return 0 if row is None else int(row[0])
    where, values = _narrowed(plan, span, start, end)
    (total,) = db.execute(
        f"SELECT count({plan.distinct}{plan.fact}) FROM {plan.source} WHERE {where}", values
    ).fetchone()
    return int(total)


def _page(
    db: sqlite3.Connection,
    plan: _Plan,
    span: int,
    start: int | None,
    end: int | None,
    count: int,
) -> list[tuple[int, int, int]]:
    """The newest facts of one span: day, rank and row number."""
    where, values = _narrowed(plan, span, start, end)
    rows = db.execute(
        f"SELECT {plan.distinct}d.day, d.rank, {plan.fact} FROM {plan.source} WHERE {where}"
        f" ORDER BY d.day DESC, d.rank DESC LIMIT ?",
        (*values, count),
    )
    return [(day, rank, fact) for day, rank, fact in rows]
