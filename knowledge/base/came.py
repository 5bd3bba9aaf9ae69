"""Which articles came in in a stretch of time, and which of their readings nobody knew before.

Articles count from when a version of them was saved, or, for looking back, from their publication.
What is old is no news because it was saved today: neither a story from long ago, nor what a rebuild
finds in articles that were there, nor a sentence that an updated story keeps.
"""

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from knowledge.base import facts
from knowledge.base.retold import Retold, Told, compare
from knowledge.model import Change

OLD = 7
"""Articles published more than so many days before the time looked at are no news."""

VERSIONS = 10_000
"""Versions of articles that are looked through at most, the last that came in; old ones are not
counted, or a backfill would hide the day's news. A week of a large newsroom takes some seconds."""


@dataclass(slots=True)
class Telling:
    """What the versions of one article in the time looked at tell, by ids of readings.

    `dated` is false for an article of which nobody knows when it was published.
    """

    article: int
    dated: bool
    fresh: set[str] = field(default_factory=set)
    changed: dict[str, tuple[Change, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Came:
    """The articles of a stretch of time by row number, and which readings were known before it.

    `known` takes an article's row number and last day of publication; None says that an article
    came later and tells nothing about the time looked at. `complete` is false where there were too
    many versions; then those that were saved before `begin`, and maybe others of that instant, were
    not looked through.
    """

    tellings: dict[int, Telling]
    known: Callable[[int, int | None], bool | None]
    floor: int
    complete: bool
    begin: str | None = None


def saved_between(db: sqlite3.Connection, since: str, until: str) -> Came:
    """The articles of which versions were saved in [since, until), instants in UTC."""
    floor = date.fromisoformat(since[:10]).toordinal() - OLD
    rows = db.execute(
        "SELECT v.n, v.article, v.saved_at, a.last_day FROM article_versions v JOIN articles a"
        " ON a.n = v.article WHERE v.saved_at >= ? AND v.saved_at < ?"
        " AND (a.last_day IS NULL OR a.last_day >= ?)"
        " ORDER BY v.saved_at DESC, v.n DESC LIMIT ?",
        (since, until, floor, VERSIONS + 1),
    ).fetchall()
    tellings: dict[int, Telling] = {}
    for row in rows[:VERSIONS]:
        article = row["article"]
        telling = tellings.setdefault(article, Telling(article, row["last_day"] is not None))
        found = _told_by(db, article, row["n"], since)
        telling.fresh |= found.fresh
        telling.changed |= found.changed

    def known(article: int, last_day: int | None) -> bool | None:
        if last_day is not None and last_day < floor:
            return True
        (first,) = db.execute(
            "SELECT min(saved_at) FROM article_versions WHERE article=?", (article,)
        ).fetchone()
        return True if first < since else None

    complete = len(rows) <= VERSIONS
    return Came(tellings, known, floor, complete, None if complete else rows[-1]["saved_at"])


def published_between(db: sqlite3.Connection, first: int, last: int) -> Came:
    """The articles that were published from the day `first` to the day `last` (ordinals)."""
    rows = db.execute(
        "SELECT n FROM articles WHERE last_day BETWEEN ? AND ? ORDER BY last_day DESC, n LIMIT ?",
        (first, last, VERSIONS + 1),
    ).fetchall()
    tellings = {}
    for (article,) in rows[:VERSIONS]:
        ids = db.execute("SELECT id FROM readings WHERE article=? AND current", (article,))
        tellings[article] = Telling(article, True, {id for (id,) in ids})

    def known(article: int, last_day: int | None) -> bool | None:
        return None if last_day is not None and last_day > last else True

    return Came(tellings, known, first - OLD, len(rows) <= VERSIONS)


def _told_by(db: sqlite3.Connection, article: int, version: int, since: str) -> Retold:
    """What a version tells beside those versions of its article that were saved before."""
    earlier = db.execute(
        "SELECT n, text FROM article_versions WHERE article=? AND n<? AND saved_at<? ORDER BY n",
        (article, version, since),
    ).fetchall()
    if not earlier:
        rows = db.execute("SELECT id FROM readings WHERE version=?", (version,))
        return Retold(frozenset(id for (id,) in rows), {})
    before = [told for row in earlier for told in _readings(db, row["n"])]
    text = "\n\n".join(row["text"] for row in earlier)
    return compare(list(_readings(db, version)), before, text)


def _readings(db: sqlite3.Connection, version: int) -> Iterable[Told]:
    rows = db.execute(
        "SELECT r.id, r.kind, r.rule, r.background, r.fields, r.evidence, r.links,"
        " a.id AS article, v.digest FROM readings r JOIN article_versions v ON v.n = r.version"
        " JOIN articles a ON a.n = r.article WHERE r.version=? ORDER BY r.id",
        (version,),
    )
    return [Told(row["id"], facts.reading_of(row)) for row in rows]
