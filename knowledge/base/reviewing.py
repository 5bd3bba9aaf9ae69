"""What waits for somebody to decide: the review queue, as the base knows it.

Nothing of it is kept as a list of its own but what `unsettled` notes. Each sort of item comes from
an index, the latest first, so that a page costs what it shows. Items are looked at once more as
they are listed, since what made them wait may be gone.

An item is named by its key, "SORT:ID", which finds it again for as long as it waits: the number
of a proposal, the id of a decision, of a reading or of a fact.
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from heapq import merge
from itertools import chain, islice
from typing import Any

from knowledge.base import codec, decisions, doubtful, facts, opinions, suggesting, unsettled
from knowledge.base.decisions import Decision
from knowledge.base.doubtful import FEW, Doubtful
from knowledge.base.lapses import CHANGED, DISPUTED
from knowledge.base.results import Suggestion
from knowledge.base.tables_4 import NEVER
from knowledge.base.waiting import Item, Order, Sort

MOST = 1_000
"""Items that are listed at most, and up to which they are counted."""

SEEN = 200
"""Facts that were shown most that are looked at."""


def page(
    db: sqlite3.Connection,
    order: Order,
    limit: int,
    offset: int,
    without: Collection[str],
    seen: Iterable[str],
    weak: Sequence[Doubtful] | None,
) -> list[Item]:
    """Some items in an order; `without` those with these keys. See `Base.waiting_for_review`.

    `weak` are the facts with weak evidence, as `doubtful.found` gives them; None for only what came
    up at some time.
    """
    ordered = _newest(db) if weak is None else _ordered(db, order, seen, without, weak)
    listed = _distinct(ordered, without)
    return list(islice(listed, offset, min(offset + limit, MOST)))


def _ordered(
    db: sqlite3.Connection,
    order: Order,
    seen: Iterable[str],
    without: Collection[str],
    weak: Sequence[Doubtful],
) -> Iterator[Item]:
    match order:
        case Order.CONTRADICTIONS:
            first = _facts(db, DISPUTED)
        case Order.EVIDENCE:
            first = map(_weak, doubtful.least_sure(weak))
        case Order.SEEN:
            first = chain.from_iterable(_on(db, id) for id in islice(seen, SEEN))
        case _:
            first = iter(())
    return chain(first, _newest(db), _pairs(db, without), map(_weak, weak))


def _newest(db: sqlite3.Connection) -> Iterator[Item]:
    """What came up at some time, the last first."""
    return merge(
        _proposals(db), _facts(db, CHANGED), _astray(db), _again(db), _facts(db, DISPUTED),
        key=_when, reverse=True,
    )  # fmt: skip


def _when(item: Item) -> str:
    return item.at


def _distinct(items: Iterable[Item], without: Collection[str]) -> Iterator[Item]:
    told = set(without)
    for item in items:
        if item.key not in told:
            told.add(item.key)
            yield item


def counts(db: sqlite3.Connection, weak: Sequence[Doubtful]) -> dict[Sort, int]:
    """How many wait of each sort, up to `MOST`; `weak` are the facts with weak evidence."""
    asked = {
        Sort.PROPOSAL: f"{_OPEN} {_FIRST}",
        Sort.CHANGED: f"SELECT n FROM facts WHERE waits='{CHANGED}'",
        Sort.DISPUTED: f"SELECT n FROM facts WHERE waits='{DISPUTED}'",
    }
    found = {
        sort: int(db.execute(f"SELECT count(*) FROM ({what} LIMIT {MOST})").fetchone()[0])
        for sort, what in asked.items()
    }
    found[Sort.ASTRAY] = sum(1 for _ in islice(_astray(db), MOST))
    found[Sort.AGAIN] = sum(1 for _ in islice(_again(db), MOST))
    found[Sort.PEOPLE] = suggesting.number(db, MOST)
    found[Sort.WEAK] = len(weak)
    return found


def find(db: sqlite3.Connection, key: str) -> Item | None:
    """The item with this key; None where it waits no more."""
    sort, _, id = codec.storable(key).partition(":")
    match sort:
        case Sort.PROPOSAL:
            rows = db.execute(f"{_OPEN} AND n=?", (int(id) if _is_number(id) else 0,))
            return next((_proposal(db, row) for row in rows), None)
        case Sort.ASTRAY:
            rows = db.execute(
                "SELECT a.at, d.id FROM astray a JOIN decisions d ON d.n = a.decision WHERE d.id=?",
                (id,),
            )
            return next((one for row in rows if (one := _stray(db, row))), None)
        case Sort.AGAIN:
            rows = db.execute(f"{_AGAIN} WHERE g.reading=? ORDER BY g.decision DESC", (id,))
            return next((one for row in rows if (one := _repeated(db, row))), None)
        case Sort.PEOPLE:
            pair = suggesting.find(db, id)
            return None if pair is None else _pair(pair)
    return next((one for one in _on(db, id) if one.key == f"{sort}:{id}"), None)


def waits_on(db: sqlite3.Connection, fact: str, readings: Iterable[str]) -> bool:
    """Whether a fact waits for more than somebody to look at it: reported, disputed, repeated, …"""
    if any(item.sort is not Sort.WEAK for item in _on(db, fact)):
        return True
    return any(find(db, f"{Sort.AGAIN}:{reading}") is not None for reading in readings)


def settled(db: sqlite3.Connection, key: str) -> Decision | None:
    """The last decision by which an item waits no more, as far as one can be told."""
    sort, _, id = codec.storable(key).partition(":")
    if sort in (Sort.PROPOSAL, Sort.AGAIN):
        return unsettled.settled_by(db, f"{sort}:{id}")
    if sort == Sort.ASTRAY:
        undone = [d for d in decisions.about(db, f"decision:{id}") if decisions.in_force(db, d.id)]
        return undone[-1] if undone else None
    if sort == Sort.PEOPLE:
        one, _, other = id.partition("+")
        held = decisions.holding(db, f"person:{one}")
        told = [each for each in held if f"person:{other}" in each.targets]
        return told[-1] if told else None
    targets = {f"fact:{id}", f"reading:{id}"}
    found = [one for target in sorted(targets) for one in decisions.holding(db, target)]
    return max(found, key=lambda one: one.n, default=None)


def _on(db: sqlite3.Connection, id: str) -> Iterator[Item]:
    """What waits on a fact."""
    n = facts.by_id(db, id)
    if n is None:
        return
    row = db.execute(f"SELECT {_FACT}, waits FROM facts WHERE n=?", (n,)).fetchone()
    for proposal in db.execute(f"{_OPEN} AND fact=? {_FIRST} ORDER BY n DESC", (row["id"],)):
        yield _proposal(db, proposal)
    if row["waits"] is not None:
        yield _fact(db, Sort(row["waits"]), row)
    elif row["desk"] is None and row["support"] < FEW:
        yield from map(_weak, doubtful.judged(db, [row]))


_OPEN = "SELECT * FROM proposals p WHERE settled IS NULL"
_FIRST = """
    AND NOT EXISTS (
      SELECT 1 FROM proposals q WHERE q.settled IS NULL AND q.fact = p.fact AND q.n > p.n
      AND q.field = p.field AND q.value = p.value
    )
"""
"""Of proposals of the very same only the last."""


def _proposals(db: sqlite3.Connection) -> Iterator[Item]:
    for row in db.execute(f"{_OPEN} {_FIRST} ORDER BY n DESC LIMIT {MOST}"):
        yield _proposal(db, row)


def _proposal(db: sqlite3.Connection, row: sqlite3.Row) -> Item:
    one = opinions.proposal_of(row)
    same = db.execute(
        f"{_OPEN} AND fact=? AND field=? AND value=? AND n<>? ORDER BY n DESC LIMIT 100",
        (one.fact, one.field, one.value, one.n),
    )
    n = facts.by_id(db, one.fact)
    if n is None and one.reading is not None:
        n = facts.by_id(db, one.reading)
    fact, support = _id(db, n)
    told = tuple(opinions.proposal_of(other) for other in same)
    return Item(Sort.PROPOSAL, str(one.n), one.at, fact, one, told, support=support)


def _id(db: sqlite3.Connection, n: int | None) -> tuple[str | None, int]:
    row = db.execute("SELECT id, support FROM facts WHERE n=?", (n,)).fetchone()
    return (None, 0) if row is None else (row["id"], row["support"])


_FACT = "n, id, first_told, last_told, support, desk"


def _facts(db: sqlite3.Connection, waits: str) -> Iterator[Item]:
    """Facts that wait for a reason, those told last first, those of undated articles at the end."""
    asked = f"SELECT {_FACT} FROM facts WHERE waits=? AND last_told"
    order = f"ORDER BY last_told DESC, n DESC LIMIT {MOST}"
    for condition in (f"< {NEVER}", f">= {NEVER}"):
        for row in db.execute(f"{asked} {condition} {order}", (waits,)):
            yield _fact(db, Sort(waits), row)


def _weak(one: Doubtful) -> Item:
    return Item(Sort.WEAK, one.id, _day(one.first_told), one.id, support=one.support)


def _day(ordinal: int | None) -> str:
    return date.fromordinal(ordinal).isoformat() if ordinal is not None and ordinal < NEVER else ""


def _fact(db: sqlite3.Connection, sort: Sort, row: sqlite3.Row) -> Item:
    at = _day(row["last_told"])
    lapsed: Any = codec.load(row["desk"]).get("lapsed") if sort is Sort.CHANGED else None
    decision = None if lapsed is None else decisions.find(db, lapsed)
    return Item(sort, row["id"], at, row["id"], decision=decision, support=row["support"])


def _astray(db: sqlite3.Connection) -> Iterator[Item]:
    rows = db.execute(
        "SELECT a.at, d.id FROM astray a JOIN decisions d ON d.n = a.decision"
        f" ORDER BY a.at DESC, a.decision DESC LIMIT {MOST}"
    )
    for row in rows:
        if (item := _stray(db, row)) is not None:
            yield item


def _stray(db: sqlite3.Connection, row: sqlite3.Row) -> Item | None:
    one = decisions.find(db, row["id"])
    if one is None or not unsettled.is_astray(db, one):
        return None
    found = (_id(db, facts.by_id(db, id))[0] for id in unsettled.candidates(db, one))
    likest = tuple(dict.fromkeys(id for id in found if id is not None))
    fact = likest[0] if likest else None
    return Item(Sort.ASTRAY, one.id, row["at"], fact, decision=one, candidates=likest)


_AGAIN = "SELECT g.reading, g.at, d.id FROM told_again g JOIN decisions d ON d.n = g.decision"


def _again(db: sqlite3.Connection) -> Iterator[Item]:
    for row in db.execute(f"{_AGAIN} ORDER BY g.at DESC, g.decision DESC LIMIT {MOST}"):
        if (item := _repeated(db, row)) is not None:
            yield item


def _repeated(db: sqlite3.Connection, row: sqlite3.Row) -> Item | None:
    one = decisions.find(db, row["id"])
    if one is None or not unsettled.is_told_again(db, row["reading"], one):
        return None
    fact, support = _id(db, facts.by_id(db, row["reading"]))
    return Item(Sort.AGAIN, row["reading"], row["at"], fact, decision=one, support=support)


_AT_ONCE = 6
"""Pairs that are looked up at a time: each with all that there is to know of both."""


def _pairs(db: sqlite3.Connection, without: Collection[str]) -> Iterator[Item]:
    """People who may be one, the likeliest first."""
    known = {key.partition(":")[2] for key in without if key.startswith(f"{Sort.PEOPLE}:")}
    while found := suggesting.suggestions(db, _AT_ONCE, known):
        known |= {one.key for one in found}
        yield from map(_pair, found)


def _pair(one: Suggestion) -> Item:
    return Item(Sort.PEOPLE, one.key, "", suggestion=one)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 16
