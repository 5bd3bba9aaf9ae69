"""Readings → the sources that a fact shows, each sentence held against the stored text once more.

A source whose evidence is not in its article, word for word, is left out and logged.
"""

import json
import logging
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from knowledge.base import codec, withdrawn
from knowledge.model import Source
from knowledge.quick import quick

SOURCES = 24
"""The most sources that a fact carries: of more, the oldest and the newest halves.

Articles of their own come before copies of others.
"""

_MAKE_SOURCE = quick(Source)

log = logging.getLogger("dateline.base")


class _Told(NamedTuple):
    """A reading of a fact, with its article and the day that it was published.

    `root` and `text` are None where they were not asked for; `flagged` is set where an outlet said
    something of the article, or of its original, afterwards.
    """

    root: int
    text: str | None
    day: int | None
    reading: int
    id: str
    rule: str
    background: int
    evidence: str
    links: str
    article: str
    version: int
    title: str | None
    outlet: str | None
    published: str | None
    published_basis: str | None
    url: str | None
    original: str
    flagged: int


class _Near(NamedTuple):
    """Of a reading near an end of a strand what says whether it is shown: columns of few pages.

    The article is a row number, and so is `original`, its own where it is no copy.
    """

    reading: int
    id: str
    day: int | None
    background: int
    article: int
    original: int


def listed(numbers: Iterable[int]) -> str:
    """Numbers as a statement takes them whose text is the same for any number of them."""
    return f"[{','.join(map(str, numbers))}]"


def tuples(db: sqlite3.Connection, statement: str, *values: object) -> list[tuple[Any, ...]]:
    """Rows as plain tuples, which are quicker to take apart than those with names."""
    cursor = db.cursor()
    cursor.row_factory = None
    return cursor.execute(statement, values).fetchall()


def sources_of_all(
    db: sqlite3.Connection, support: Mapping[int, int]
) -> dict[int, tuple[Source, ...]]:
    """The sources of several facts by their roots; see `sources_of`.

    `support` says by how many articles each is reported.
    """
    told: dict[int, list[_Told]] = {root: [] for root in support}
    few = [root for root, number in support.items() if number < _FEW]
    rows = tuples(db, _TOLD, listed(few), SOURCES * len(few)) if few else []
    if len(rows) < SOURCES * len(few):
        for row in map(_Told._make, rows):
            told[row.root].append(row)
    # Where a strand may have more than it shows, its ends are looked up.
    ends = {
        root: _ends(db, root, None) for root, found in told.items() if not 0 < len(found) < SOURCES
    }
    told |= _read(db, ends)
    texts: dict[int, str] = {}
    return {root: _shown(db, found, texts) for root, found in told.items()}


_FEW = SOURCES // 2
"""Facts that fewer articles report have few readings, which are read whole."""


def sources_in(
    db: sqlite3.Connection, article: str, roots: Iterable[int]
) -> dict[int, tuple[Source, ...]]:
    """The sources that several facts have in one article, by their roots; see `sources_of`."""
    told: dict[int, list[_Told]] = {root: [] for root in roots}
    for row in map(_Told._make, tuples(db, _TOLD_IN, article)):
        if row.root in told:
            told[row.root].append(row)
    texts: dict[int, str] = {}
    return {root: _shown(db, found, texts) for root, found in told.items()}


def sources_of(
    db: sqlite3.Connection, root: int, texts: dict[int, str], until: int | None = None
) -> tuple[Source, ...]:
    """The sources of a fact: reports before recollections, oldest first, unknown dates last.

    Of those published by the day `until` (an ordinal), if one is given.
    """
    return _shown(db, _read(db, {root: _ends(db, root, until)})[root], texts)


def _shown(db: sqlite3.Connection, rows: list[_Told], texts: dict[int, str]) -> tuple[Source, ...]:
    """The sources that readings make which a fact shows, with what their outlets said of them."""
    chosen = _ordered(rows)
    _fetch(db, [row.version for row in chosen if row.text is None], texts)
    read = [source for row in chosen if (source := _source(row, texts)) is not None]
    return noticed(db, read) if [row for row in chosen if row.flagged] else tuple(read)


def noticed(db: sqlite3.Connection, sources: Sequence[Source]) -> tuple[Source, ...]:
    """Sources with what their outlets said of them after publication."""
    found = withdrawn.of(db, [(source.article, source.original) for source in sources])
    return tuple(
        replace(source, notices=found[source.article]) if source.article in found else source
        for source in sources
    )


def _ends(db: sqlite3.Connection, root: int, until: int | None) -> list[_Near]:
    """The first and last readings of every strand of a fact, and of its articles of their own."""
    found: dict[int, _Near] = {}
    for (strand,) in db.execute("SELECT n FROM strands WHERE root=?", (root,)).fetchall():
        for order in ("day, id", "day DESC, id DESC"):
            rows = _end(db, _ANY, strand, order, until)
            found |= rows
            if len(rows) < SOURCES:
                break  # These were all.
            if any(row.original != row.article for row in rows.values()):
                found |= _end(db, _OWN, strand, order, until)
    return list(found.values())


_ANY = "marks"
_OWN = """
    marks JOIN readings o ON o.n = marks.reading
    LEFT JOIN prints q ON q.article = o.article AND q.original <> o.article
"""


def _end(
    db: sqlite3.Connection, source: str, strand: int, order: str, until: int | None
) -> dict[int, _Near]:
    """The first readings of a strand in an order, of all articles or of those of their own."""
    own = "AND q.article IS NULL" if source is _OWN else ""
    by = ", ".join(f"marks.{column}" for column in order.split(", "))
    rows = tuples(
        db,
        f"""
        SELECT m.reading, m.id, m.day, r.background, r.article, coalesce(c.n, r.article) FROM (
            SELECT marks.reading, marks.id, marks.day FROM {source}
            WHERE marks.strand=? AND (? IS NULL OR marks.day <= ?) {own} ORDER BY {by} LIMIT ?
        ) m CROSS JOIN readings r ON r.n = m.reading {_ORIGINAL}
        """,
        *(strand, until, until, SOURCES),
    )
    return {row.reading: row for row in map(_Near._make, rows)}


def _read(db: sqlite3.Connection, ends: Mapping[int, Sequence[_Near]]) -> dict[int, list[_Told]]:
    """What facts show of the ends of their strands, with their articles; by root."""
    chosen = {root: _chosen(db, near) for root, near in ends.items()}
    days = {near.reading: near.day for some in chosen.values() for near in some}
    rows = map(_Told._make, tuples(db, _WHOLE, json.dumps(list(days.items()))) if days else ())
    found = {row.reading: row for row in rows}
    return {
        root: [found[near.reading] for near in some if near.reading in found]
        for root, some in chosen.items()
    }


_COLUMNS = """
    m.day, r.n, r.id, r.rule, r.background, r.evidence, r.links, a.id, v.n, v.title, v.outlet,
    v.published, v.published_basis, v.url, coalesce(c.id, a.id),
    EXISTS (SELECT 1 FROM notices o WHERE o.article = a.n)
    OR EXISTS (SELECT 1 FROM notices o WHERE o.article = p.original)
"""
"""The columns of a `_Told` but the first two."""

_ORIGINAL = """
    LEFT JOIN prints p INDEXED BY prints_copied ON p.article = r.article AND p.original <> p.article
    LEFT JOIN articles c ON c.n = p.original
"""
_ARTICLES = f"""
    CROSS JOIN readings r ON r.n = m.reading
    CROSS JOIN article_versions v ON v.n = r.version CROSS JOIN articles a ON a.n = r.article
    {_ORIGINAL}
"""
_TOLD = f"""
    SELECT s.root, v.text, {_COLUMNS} FROM (
        SELECT value AS root, value AS n FROM json_each(?1) UNION ALL
        SELECT t.root, t.n FROM json_each(?1) j
        CROSS JOIN strands t INDEXED BY strands_joined ON t.root = j.value AND t.root <> t.n
    ) s CROSS JOIN marks m ON m.strand = s.n {_ARTICLES} LIMIT ?2
"""
"""All readings of some facts, so many at most."""

_TOLD_IN = f"""
    SELECT m.root, v.text, {_COLUMNS} FROM (
        SELECT s.root, marks.reading, marks.day FROM articles x
        CROSS JOIN readings o INDEXED BY readings_article ON o.article = x.n AND o.current
        CROSS JOIN marks ON marks.reading = o.n CROSS JOIN strands s ON s.n = marks.strand
        WHERE x.id = ?
    ) m {_ARTICLES}
"""
"""All readings of an article that facts stand on."""

_WHOLE = f"""
    SELECT NULL, NULL, {_COLUMNS} FROM (
        SELECT value ->> 0 AS reading, value ->> 1 AS day FROM json_each(?)
    ) m {_ARTICLES}
"""
"""Readings that were chosen, each given with its day."""


def _ordered(rows: list[_Told]) -> list[_Told]:
    """Readings in the order in which a fact shows them."""
    if len(rows) < 2:
        return rows
    return sorted(rows, key=lambda row: (*_moment(row), row.article, row.id))


def _moment(row: _Told | _Near) -> tuple[int, bool, int]:
    """Reports come before recollections, the oldest first."""
    return row.background, row.day is None, row.day or 0


def _chosen(db: sqlite3.Connection, rows: Sequence[_Near]) -> list[_Near]:
    """Those readings of the ends of strands that a fact shows."""
    if len(rows) <= SOURCES:
        return list(rows)
    several = Counter(map(_moment, rows))
    # Only what several articles told on one day is in the order of their ids.
    alike = [row.article for row in rows if several[_moment(row)] > 1]
    ids = dict(tuples(db, _IDS, listed(alike))) if alike else {}
    ordered = sorted(rows, key=lambda row: (*_moment(row), ids.get(row.article, ""), row.id))
    own, more = _apart(ordered)
    if len(own) > SOURCES:
        return own[: SOURCES // 2] + own[-SOURCES // 2 :]
    return own + more[: SOURCES - len(own)]


_IDS = "SELECT a.n, a.id FROM json_each(?) j CROSS JOIN articles a ON a.n = j.value"


def _apart(rows: Sequence[_Near]) -> tuple[list[_Near], list[_Near]]:
    """The readings of one article of each story, and those of its copies, in their order."""
    leading: dict[int, int] = {}
    for row in rows:
        if row.article == row.original or row.original not in leading:
            leading[row.original] = row.article
    own = [row for row in rows if leading[row.original] == row.article]
    return own, [row for row in rows if leading[row.original] != row.article]


def _source(row: _Told, texts: dict[int, str]) -> Source | None:
    text = texts.get(row.version, "") if row.text is None else row.text
    evidence = codec.evidence_of(row.article, row.evidence)
    if not evidence or [one for one in evidence if text[one.start : one.end] != one.text]:
        log.error(
            "Reading %s is withheld: its sentence does not stand in article %s",
            row.id,
            row.article,
        )
        return None
    return _MAKE_SOURCE(
        article=row.article,
        title=row.title,
        outlet=row.outlet,
        published=row.published,
        published_basis=row.published_basis,
        url=row.url,
        evidence=evidence,
        reading=row.id,
        rule=row.rule,
        background=bool(row.background),
        original=None if row.original == row.article else row.original,
        steps=codec.steps_of(row.links),
    )


def _fetch(db: sqlite3.Connection, versions: Iterable[int], texts: dict[int, str]) -> None:
    """Add the texts of versions of articles to those that were read before."""
    missing = dict.fromkeys(one for one in versions if one not in texts)
    if missing:
        texts.update(tuples(db, _TEXTS, listed(missing)))


_TEXTS = "SELECT v.n, v.text FROM json_each(?) j CROSS JOIN article_versions v ON v.n = j.value"
