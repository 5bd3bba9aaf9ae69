"""Articles and their versions: storing, replacing, removing.

Every version of an article is kept; search and facts stand on the current one.
"""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from knowledge.base import embargoes
from knowledge.base.codec import dump, paragraphs_of, paragraphs_text, storable
from knowledge.base.decisions import now
from knowledge.base.marks import when_of
from knowledge.base.numbering import next_sentence
from knowledge.base.sentences import sentences
from knowledge.model import Article, Evidence, Reading

_VERSION = """
    SELECT a.id, v.n, v.digest, v.title, v.outlet, v.byline, v.published, v.published_basis, v.url,
           v.language, v.notes, v.paragraphs, v.text
    FROM articles a JOIN article_versions v ON v.n = a.version
"""


def find(db: sqlite3.Connection, id: str) -> sqlite3.Row | None:
    """An article with its current version."""
    row: sqlite3.Row | None = db.execute(f"{_VERSION} WHERE a.id=?", (storable(id),)).fetchone()
    return row


def article_of(row: sqlite3.Row) -> Article:
    """The article that a row of `find` holds."""
    return Article(
        id=row["id"],
        text=row["text"],
        paragraphs=paragraphs_of(row["paragraphs"]),
        title=row["title"],
        outlet=row["outlet"],
        byline=row["byline"],
        published=row["published"],
        published_basis=row["published_basis"],
        url=row["url"],
        language=row["language"],
        notes=tuple(json.loads(row["notes"])),
    )


def listed(db: sqlite3.Connection, limit: int, offset: int) -> list[sqlite3.Row]:
    """Articles in the order of their ids: id, title, outlet, published, language."""
    return db.execute(
        "SELECT a.id, v.title, v.outlet, v.published, v.language FROM articles a"
        " JOIN article_versions v ON v.n = a.version ORDER BY a.id LIMIT ? OFFSET ?",
        (limit, offset),
    ).fetchall()


def sizes(db: sqlite3.Connection) -> dict[str, int]:
    """The ids of all articles, in alphabetical order, with the length of their text."""
    rows = db.execute(
        "SELECT a.id, length(v.text) FROM articles a JOIN article_versions v ON v.n = a.version"
        " ORDER BY a.id"
    )
    return {row[0]: row[1] for row in rows}


def saved_at(db: sqlite3.Connection, id: str) -> list[str]:
    """When each version of an article was saved, oldest first."""
    rows = db.execute(
        "SELECT v.saved_at FROM articles a JOIN article_versions v ON v.article = a.n"
        " WHERE a.id=? ORDER BY v.n",
        (id,),
    )
    return [row[0] for row in rows]


def renamed(
    article: Article, readings: Iterable[Reading], id: str
) -> tuple[Article, list[Reading]]:
    """The same article and readings under another id."""
    if id == article.id:
        return article, list(readings)
    moved = replace(article, id=id)
    return moved, [
        replace(
            reading,
            article=id,
            digest=moved.digest,
            evidence=tuple(replace(item, article=id) for item in reading.evidence),
        )
        for reading in readings
    ]


def put_version(
    db: sqlite3.Connection, article: Article, problems: Iterable[str]
) -> tuple[int, int]:
    """Store a version and make it current; return the rows of the article and of the version."""
    row = db.execute("SELECT n FROM articles WHERE id=?", (article.id,)).fetchone()
    if row is None:
        cursor = db.execute(
            "INSERT INTO articles(id, language) VALUES (?, ?)", (article.id, article.language)
        )
        n = int(cursor.lastrowid or 0)
    else:
        n = row[0]
        _unsearch(db, n)
    version = _version(db, n, article, problems)
    db.execute(
        "UPDATE articles SET version=?, published=?, first_day=?, last_day=?, language=? WHERE n=?",
        (version, article.published, *_ends(article.published), article.language, n),
    )
    _search(db, version, article)
    return n, version


def kept_versions(db: sqlite3.Connection, n: int) -> list[embargoes.Row]:
    """All versions of an article, oldest first, to be put back by `put_back`."""
    rows = db.execute("SELECT * FROM article_versions WHERE article=? ORDER BY n", (n,)).fetchall()
    return [
        {name: value for name, value in dict(row).items() if name not in ("n", "article")}
        | {_READ: _readings(db, row["n"])}
        for row in rows
    ]


_READ = "readings"
"""Where a version that is kept has what was read in it."""


def _readings(db: sqlite3.Connection, version: int) -> list[embargoes.Row]:
    """What was read in a version, as it was read."""
    rows = db.execute(
        "SELECT id, kind, rule, background, coalesce(machine, fields) AS fields, evidence, links"
        " FROM readings WHERE version=? ORDER BY n",
        (version,),
    )
    return [dict(row) for row in rows]


def kept_notices(db: sqlite3.Connection, n: int) -> list[embargoes.Row]:
    """What the outlet of an article said of it, to be put back by `put_notices`."""
    rows = db.execute("SELECT * FROM notices WHERE article=?", (n,)).fetchall()
    return [{k: v for k, v in dict(row).items() if k != "article"} for row in rows]


def put_notices(db: sqlite3.Connection, n: int, rows: Iterable[embargoes.Row]) -> None:
    """Store again what the outlet of an article said of it."""
    for row in rows:
        _insert(db, "notices", {"article": n, **row})


def put_back(db: sqlite3.Connection, article: Article, rows: Iterable[embargoes.Row]) -> None:
    """Store the earlier versions of an article that is not stored; `put_version` comes next."""
    cursor = db.execute(
        "INSERT INTO articles(id, language) VALUES (?, ?)", (article.id, article.language)
    )
    n = cursor.lastrowid
    for row in rows:
        columns = {name: value for name, value in row.items() if name != _READ}
        version = _insert(db, "article_versions", {"article": n, **columns})
        for reading in row.get(_READ, ()):
            _insert(db, "readings", {"article": n, "version": version, "current": 0, **reading})


def _insert(db: sqlite3.Connection, table: str, row: embargoes.Row) -> int:
    names, marks = ",".join(row), ",".join("?" * len(row))
    cursor = db.execute(f"INSERT INTO {table}({names}) VALUES ({marks})", tuple(row.values()))
    return int(cursor.lastrowid or 0)


def put_events(
    db: sqlite3.Connection, n: int, events: Iterable[str], own_date: bool | None = None
) -> None:
    """Store which named events an article is about, and whether it is dated by itself.

    Without `own_date` the latter stays as it is.
    """
    if own_date is None:
        (own_date,) = db.execute("SELECT own_date FROM articles WHERE n=?", (n,)).fetchone()
    assert own_date is not None
    db.execute("UPDATE articles SET own_date=? WHERE n=?", (int(own_date), n))
    db.execute("DELETE FROM article_events WHERE article=?", (n,))
    names = dict.fromkeys(event.casefold() for event in events)
    rows = [(event, int(own_date), n) for event in names]
    db.executemany("INSERT INTO article_events VALUES (?,?,?)", rows)


def known_of(db: sqlite3.Connection, id: str) -> tuple[tuple[str, ...], bool, tuple[str, ...]]:
    """The events that an article is about, whether it is dated by itself, and its problems."""
    n, own_date, problems = db.execute(
        "SELECT a.n, a.own_date, v.problems FROM articles a JOIN article_versions v"
        " ON v.n = a.version WHERE a.id=?",
        (id,),
    ).fetchone()
    rows = db.execute("SELECT event FROM article_events WHERE article=? ORDER BY event", (n,))
    return tuple(row[0] for row in rows), bool(own_date), tuple(json.loads(problems))


def dated_by_event(db: sqlite3.Connection, events: Iterable[str]) -> list[tuple[str, str, str]]:
    """Event, publication (EDTF) and id of articles on these events that are dated by themselves.

    Many articles on one event tell no more than its first and last: of each event those are given.
    """
    found: dict[tuple[str, str], tuple[str, str, str]] = {}
    for event in dict.fromkeys(events):
        for order in ("a.first_day, a.id", "a.last_day DESC, a.id"):
            for published, id in db.execute(
                "SELECT a.published, a.id FROM article_events e JOIN articles a ON a.n = e.article"
                " WHERE e.event=? AND e.own_date AND a.first_day IS NOT NULL"
                f" AND a.last_day IS NOT NULL ORDER BY {order} LIMIT 2",
                (event.casefold(),),
            ):
                found[event, id] = event, published, id
    return list(found.values())


def datable(db: sqlite3.Connection) -> list[str]:
    """The articles without a date of their own on whose events others are dated."""
    rows = db.execute(
        """
        SELECT DISTINCT a.id FROM article_events e JOIN articles a ON a.n = e.article
        WHERE NOT e.own_date AND (a.published IS NOT NULL OR EXISTS (
          SELECT 1 FROM article_events o WHERE o.event = e.event AND o.own_date))
        ORDER BY a.id
        """
    )
    return [row[0] for row in rows]


def _ends(published: str | None) -> tuple[int | None, int | None]:
    """First and last day of publication as ordinals, None where unknown or open."""
    days, bounds, _ = when_of(published)
    first, last = days or bounds or (None, None)
    open_ends = (date.min.toordinal(), date.max.toordinal())
    return None if first in open_ends else first, None if last in open_ends else last


def _version(db: sqlite3.Connection, n: int, article: Article, problems: Iterable[str]) -> int:
    row = db.execute(
        "SELECT n FROM article_versions WHERE article=? AND digest=?", (n, article.digest)
    ).fetchone()
    if row is not None:
        return int(row[0])
    cursor = db.execute(
        "INSERT INTO article_versions(article, digest, saved_at, title, outlet, byline, published,"
        " published_basis, url, language, notes, problems, paragraphs, text)"
        " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        (
            n,
            article.digest,
            now(),
            article.title,
            article.outlet,
            article.byline,
            article.published,
            article.published_basis,
            article.url,
            article.language,
            dump(list(article.notes)),
            dump(list(problems)),
            paragraphs_text(article.paragraphs),
            article.text,
        ),
    )
    return int(cursor.lastrowid or 0)


def _search(db: sqlite3.Connection, version: int, article: Article) -> None:
    """Enter the sentences of the current version into full-text search.

    They lie in reverse, so that the first of an article is found first.
    """
    number = next_sentence(db, _ends(article.published)[1])
    places = list(enumerate(reversed(list(sentences(article))), start=number))
    db.executemany(
        "INSERT INTO sentences VALUES (?,?,?,?)",
        [(n, version, start, length) for n, (start, length) in places],
    )
    db.executemany(
        "INSERT INTO sentence_fts(rowid, text) VALUES (?,?)",
        [(n, article.text[start : start + length]) for n, (start, length) in places],
    )


def _unsearch(db: sqlite3.Connection, article: int) -> None:
    """Take the sentences of an article out of full-text search."""
    rows = db.execute(
        "SELECT t.n, t.text FROM article_versions v JOIN sentences s ON s.version = v.n"
        " JOIN sentence_texts t ON t.n = s.n WHERE v.article = ?",
        (article,),
    ).fetchall()
    for n, text in rows:
        db.execute(
            "INSERT INTO sentence_fts(sentence_fts, rowid, text) VALUES ('delete',?,?)", (n, text)
        )
        db.execute("DELETE FROM sentences WHERE n=?", (n,))


def remove(db: sqlite3.Connection, article: int) -> None:
    """Delete an article with all versions and readings, once no fact stands on it."""
    _unsearch(db, article)
    db.execute("UPDATE articles SET version=NULL WHERE n=?", (article,))
    db.execute("DELETE FROM articles WHERE n=?", (article,))


def misquoted(article: Article, evidence: Iterable[Evidence]) -> bool:
    """True when evidence does not stand in the article, word for word, where it says."""
    pieces = list(evidence)
    return not pieces or any(
        piece.article != article.id
        or not piece.text
        or article.text[piece.start : piece.end] != piece.text
        for piece in pieces
    )
