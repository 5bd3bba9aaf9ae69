"""Pairs of people who may be one and the same, kept as people come, change and go.

They are hints for those who decide, no part of what is folded: a pair is found when one of the two
changes, so that listing the likeliest is a look into an index however many people there are.
"""

import sqlite3
from collections.abc import Iterable

from knowledge.base import persons
from knowledge.base.alikeness import Alike, Known, compare, nears
from knowledge.base.codec import dump
from knowledge.base.groups import is_country
from knowledge.base.people import Changes

CROWD = 8
"""Where more people meet under a key it says nothing of any two."""

_SPELLINGS = 40
_BATCH = 20_000


def follow(db: sqlite3.Connection, changes: Changes) -> None:
    """Look for others like the people that changed, and forget those that are gone."""
    for n in sorted(changes.people | changes.gone):
        db.execute("DELETE FROM alike WHERE a=?1 OR b=?1", (n,))
        db.execute("DELETE FROM nears WHERE person=?", (n,))
    _look(db, changes.people)


def _look(db: sqlite3.Connection, people: Iterable[int]) -> None:
    """Enter people, and find whom they are like."""
    found = {n: one for n in sorted(people) if (one := _known(db, n)) is not None}
    rows = [(near.key, n, int(near.open)) for n, one in found.items() for near in nears(one)]
    # In the order of the table, so that many are entered without looking up pages again and again.
    db.executemany("INSERT INTO nears(near, person, open) VALUES (?,?,?)", sorted(rows))
    for n, one in found.items():
        for other in _met(db, n):
            known = found.get(other) or _known(db, other)
            alike = None if known is None else compare(one, known)
            if alike is not None:
                _put(db, min(n, other), max(n, other), alike)


def clear(db: sqlite3.Connection) -> None:
    """Forget all pairs, before people are entered anew."""
    db.execute("DELETE FROM alike")
    db.execute("DELETE FROM nears")


def refill(db: sqlite3.Connection) -> None:
    """Look for all pairs anew."""
    clear(db)
    numbers = [n for (n,) in db.execute("SELECT n FROM people ORDER BY n")]
    for start in range(0, len(numbers), _BATCH):
        _look(db, numbers[start : start + _BATCH])


def _put(db: sqlite3.Connection, a: int, b: int, alike: Alike) -> None:
    db.execute(
        "INSERT OR REPLACE INTO alike(a, b, score, reasons) VALUES (?,?,?,?)",
        (a, b, alike.score, dump(list(alike.reasons))),
    )


def _known(db: sqlite3.Connection, n: int) -> Known | None:
    """What is compared of a person; None for a surname that keeps to one article."""
    row = db.execute("SELECT * FROM people WHERE n=?", (n,)).fetchone()
    if row is None:
        return None
    rows = db.execute(
        "SELECT key, party, office, name FROM spellings WHERE person=?"
        " ORDER BY articles DESC, key, party, office, name LIMIT ?",
        (n, _SPELLINGS),
    ).fetchall()
    if rows and all("@" in one["key"] for one in rows):
        return None
    names = dict.fromkeys([row["name"], *(one["name"] for one in rows)])
    parties = {row["party"] or "", *(one["party"] for one in rows)}
    offices = dict.fromkeys(one["office"] for one in rows if one["office"])
    offices |= dict.fromkeys(office for _, office in persons.listed_offices(db, row) if office)
    return Known(tuple(names), frozenset(p for p in parties if is_country(p)), tuple(offices))


def _met(db: sqlite3.Connection, n: int) -> set[int]:
    """Who shares a key with a person, where no crowd does."""
    found: set[int] = set()
    mine = db.execute("SELECT near, open FROM nears WHERE person=?", (n,)).fetchall()
    for near, open in mine:
        rows = db.execute(
            "SELECT person FROM nears WHERE near=? AND person<>? AND (open OR ?) LIMIT ?",
            (near, n, open, CROWD + 1),
        ).fetchall()
        if len(rows) <= CROWD:
            found |= {row[0] for row in rows}
    return found
