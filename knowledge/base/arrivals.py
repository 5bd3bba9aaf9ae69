"""What came in: facts that the articles of a stretch of time tell and the base did not have before.

And facts that it had and that are told otherwise now: a plan that came true, a field that an
updated story corrects, a value that contradicts what others say.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from knowledge.base import asof, echoes, facts, find
from knowledge.base.came import Came, published_between, saved_between
from knowledge.base.listings import Search
from knowledge.base.numbering import CLASS_SHIFT, kind_of
from knowledge.model import Change, Fact, Kind, Query

MOST = 600
"""Facts that are given at most."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A fact that came in, or that is told otherwise now.

    `readings` are the ids of those readings that came in. A fact that was known is not `new`; then
    `changes` are what an updated article had told before, or how far it had come.
    """

    fact: Fact
    readings: frozenset[str]
    new: bool
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Arrivals:
    """What came in that somebody wants: facts, and how many there are in how many articles.

    `complete` is false where not all could be looked through or given; `begin` is the instant up to
    which too many versions came in to be looked through, None where there were not.
    """

    found: tuple[Arrival, ...]
    facts: int
    articles: int
    complete: bool
    begin: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A fact that may have come in, by its row number."""

    n: int
    readings: frozenset[str]
    articles: frozenset[int]
    new: bool
    changes: tuple[Change, ...]


def candidates(db: sqlite3.Connection, came: Came, kinds: Sequence[Kind]) -> list[Candidate]:
    """The facts of these kinds that came in or changed, in the order of their numbers."""
    by_root: dict[int, set[str]] = defaultdict(set)
    articles: dict[int, set[int]] = defaultdict(set)
    for telling in came.tellings.values():
        told = telling.fresh | telling.changed.keys()
        for id, root in db.execute(
            "SELECT r.id, s.root FROM readings r JOIN marks m ON m.reading = r.n"
            " JOIN strands s ON s.n = m.strand WHERE r.article=? AND r.current",
            (telling.article,),
        ):
            if id in told:
                by_root[root].add(id)
                articles[root].add(telling.article)
    found = []
    for root, ids in by_root.items():
        row = db.execute("SELECT n, root, last_day FROM facts WHERE root=?", (root,)).fetchone()
        if row is None:
            continue
        kind = kind_of(row["n"] >> CLASS_SHIFT)
        if kind not in kinds or (kind is Kind.ROLE and not _is_turn(db, row["n"])):
            continue
        made = _candidate(db, came, row, kind, ids)
        found += [] if made is None else [replace(made, articles=frozenset(articles[root]))]
    return sorted(found, key=lambda one: one.n)


def _is_turn(db: sqlite3.Connection, n: int) -> bool:
    """True for a title that somebody gets, gives up or takes over, not one that is printed anew."""
    found = db.execute(
        "SELECT 1 FROM role_facts WHERE n=? AND (tenure='coming' OR since IS NOT NULL"
        " OR until IS NOT NULL OR follows IS NOT NULL)",
        (n,),
    )
    return found.fetchone() is not None


def _candidate(
    db: sqlite3.Connection, came: Came, row: sqlite3.Row, kind: Kind, ids: set[str]
) -> Candidate | None:
    """A fact that came in or changed; None for one that was merely told again."""
    changes: dict[Change, None] = {}
    status: dict[bool, set[str]] = {True: set(), False: set()}
    known = dated = False
    for told in db.execute(
        "SELECT r.id, r.article, a.last_day, json_extract(r.fields, '$.status') AS status"
        " FROM strands s JOIN marks m ON m.strand = s.n JOIN readings r ON r.n = m.reading"
        " JOIN articles a ON a.n = r.article WHERE s.root=? ORDER BY r.id",
        (row["root"],),
    ):
        telling = came.tellings.get(told["article"])
        fresh = telling is not None and told["id"] in telling.fresh
        if telling is not None and told["id"] in ids:
            dated = dated or telling.dated
            changes |= dict.fromkeys(telling.changed.get(told["id"], ()))
        before = False if fresh else came.known(told["article"], told["last_day"])
        known = known or bool(before)
        if told["status"] and before is not None:
            status[before].add(told["status"])
    if not dated and (row["last_day"] is None or row["last_day"] < came.floor):
        return None
    if known and kind in (Kind.MEETING, Kind.AGREEMENT):
        changes |= dict.fromkeys(_advance(db, kind, row["n"], status))
    if known and not changes and not _differs(db, kind, row["n"], ids):
        return None
    return Candidate(
        row["n"], frozenset(ids), frozenset(), not known, tuple(changes) if known else ()
    )


def _advance(
    db: sqlite3.Connection, kind: Kind, n: int, status: dict[bool, set[str]]
) -> tuple[Change, ...]:
    """How far a fact has come since it was known: planned before, held now."""
    stands, history = db.execute(
        f"SELECT status, history FROM {kind}_facts WHERE n=?", (n,)
    ).fetchone()
    if not status[True] or stands in status[True] or stands not in status[False]:
        return ()
    told = [state for state in reversed(json.loads(history)) if state in status[True]]
    return (Change("status", (*told, *sorted(status[True]))[0], stands),)


def _differs(db: sqlite3.Connection, kind: Kind, n: int, ids: set[str]) -> bool:
    """True when one of these readings gives a value that others of its fact contradict."""
    column = f"SELECT variants FROM {kind}_facts WHERE n=?"
    variants = json.loads(db.execute(column, (n,)).fetchone()[0])
    fields = {name for name, _, readings in variants if ids & set(readings)}
    return any(name in fields and not ids & set(readings) for name, _, readings in variants)


def wanted(
    db: sqlite3.Connection, found: Iterable[Candidate], queries: Sequence[Query]
) -> list[Candidate]:
    """Those that one of the queries finds; all of them without any query."""
    kept = list(found)
    if queries:
        kept = [one for one in kept if any(finds(db, query, one.n) for query in queries)]
    shown = set(echoes.without(db, [one.n for one in kept]))
    return [one for one in kept if one.n in shown]


def finds(db: sqlite3.Connection, query: Query, n: int) -> bool:
    """Whether a query, narrowed down to its own kinds, finds the fact with this number."""
    kind = kind_of(n >> CLASS_SHIFT)
    return (not query.kinds or kind in query.kinds) and find.holds(db, Search(kind, query), n)


def arrived(
    db: sqlite3.Connection,
    since: str,
    until: str,
    kinds: Sequence[Kind],
    queries: Sequence[Query],
    *,
    by_publication: bool,
    left_out: Container[int] = (),
) -> Arrivals:
    """What came in between two instants, but for facts that are `left_out`; see `Base.arrived`."""
    last = None
    if by_publication:
        first, last = _days(since, until)
        came = published_between(db, first, last)
    else:
        came = saved_between(db, since, until)
    listed = [one for one in candidates(db, came, kinds) if one.n not in left_out]
    found = wanted(db, listed, queries)
    articles = {article for one in found for article in one.articles}
    chosen = _chosen(found)
    told = [
        Arrival(fact, one.readings, one.new, one.changes)
        for one in chosen
        for fact in (
            facts.load(db, [one.n])
            if last is None
            else asof.told(db, [one.n], date.fromordinal(last))
        )
    ]
    complete = came.complete and len(chosen) == len(found)
    return Arrivals(tuple(told), len(found), len(articles), complete, came.begin)


def _chosen(found: Sequence[Candidate]) -> list[Candidate]:
    """Those that are given: of each kind what most articles tell, and what is latest among that.

    The kinds take turns, so that a day of many meetings hides no sum; dates ahead and statements
    fill what is left.
    """
    by_kind: dict[int, list[Candidate]] = defaultdict(list)
    for one in sorted(found, key=lambda one: (-len(one.articles), -one.n)):
        by_kind[_kind_order(one.n)].append(one)
    turns = [
        (max(0, kind - _WEIGHTY), place, kind, one)
        for kind, ranked in by_kind.items()
        for place, one in enumerate(ranked)
    ]
    turns.sort(key=lambda turn: turn[:3])
    chosen = [turn[3] for turn in turns[:MOST]]
    return sorted(chosen, key=lambda one: (_kind_order(one.n), -len(one.articles), -one.n))


def _days(since: str, until: str) -> tuple[int, int]:
    """The first and last day that begin in [since, until), as ordinals."""
    first, end = datetime.fromisoformat(since), datetime.fromisoformat(until)
    midnight = end.time() == datetime.min.time()
    return first.date().toordinal(), end.date().toordinal() - midnight


_ORDER = (Kind.MEETING, Kind.AGREEMENT, Kind.PAYMENT, Kind.ROLE, Kind.MILESTONE, Kind.STATEMENT)
_WEIGHTY = 3
"""The place in that order of the last kind whose facts are given before those of later kinds."""


def _kind_order(n: int) -> int:
    return _ORDER.index(kind_of(n >> CLASS_SHIFT))
