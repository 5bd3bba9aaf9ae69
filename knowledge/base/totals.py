"""How much there is in the base: kept totals, and the ends of its time."""

import sqlite3
from collections import Counter

from knowledge.base import copies
from knowledge.base.numbering import kind_of
from knowledge.base.results import State
from knowledge.model import Scope

_LATELY = 1_000
"""Ingests among which it is looked for what read last, as a base may have none that says so."""


def scope(db: sqlite3.Connection) -> Scope:
    """How much there is to search: articles, facts, first and last publication."""
    return Scope(
        articles=_total(db, "article"),
        facts=_total(db, "fact"),
        first=_published(db, "first_day"),
        last=_published(db, "last_day", "DESC"),
    )


def state(db: sqlite3.Connection) -> State:
    """The archive in numbers."""
    last = db.execute("SELECT at FROM ingests ORDER BY n DESC LIMIT 1").fetchone()
    reader = db.execute(
        "SELECT reader FROM (SELECT n, reader FROM ingests ORDER BY n DESC LIMIT ?)"
        " WHERE reader IS NOT NULL ORDER BY n DESC LIMIT 1",
        (_LATELY,),
    ).fetchone()
    return State(
        articles=_total(db, "article"),
        versions=_total(db, "version"),
        people=_total(db, "people"),
        facts=_by_kind(db),
        languages=_by_language(db),
        last_ingest=None if last is None else last["at"],
        reader=None if reader is None else reader["reader"],
        copies=copies.number(db),
    )


def newest(db: sqlite3.Connection) -> str | None:
    """When an article, or a new version of one, was last saved; None while there is none."""
    (at,) = db.execute("SELECT max(saved_at) FROM article_versions").fetchone()
    return None if at is None else str(at)


def _total(db: sqlite3.Connection, about: str) -> int:
    (total,) = db.execute(
        "SELECT coalesce(sum(total), 0) FROM tallies WHERE about=?", (about,)
    ).fetchone()
    return int(total)


def _by_kind(db: sqlite3.Connection) -> dict[str, int]:
    found: Counter[str] = Counter()
    for number, total in db.execute("SELECT class, total FROM tallies WHERE about='fact'"):
        found[str(kind_of(number))] += total
    return dict(sorted(found.items()))


def _by_language(db: sqlite3.Connection) -> dict[str, int]:
    return dict(db.execute("SELECT key, total FROM tallies WHERE about='article' ORDER BY key"))


def _published(db: sqlite3.Connection, column: str, order: str = "") -> str | None:
    row = db.execute(
        f"SELECT published FROM articles WHERE {column} IS NOT NULL ORDER BY {column} {order},"
        f" published {order} LIMIT 1"
    ).fetchone()
    return None if row is None else str(row[0])
