"""Rows → facts with their sources. Every sentence is held against the stored text once more.

A source whose evidence is not in its article, word for word, is left out and logged; a fact
without any source left is withheld.
"""

import logging
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace

from knowledge.base import codec, rulings, withdrawn
from knowledge.base.kinds import KINDS
from knowledge.base.kinds.common import Head
from knowledge.model import Fact, Kind, PersonRef, Reading, Source

SOURCES = 24
"""The most sources that a fact carries: of more, the oldest and the newest halves.

Articles of their own come before copies of others.
"""

log = logging.getLogger("dateline.base")


def load(db: sqlite3.Connection, numbers: Sequence[int]) -> list[Fact]:
    """The facts with these row numbers, in this order, without those that must be withheld."""
    texts: dict[int, str] = {}
    found = (_load(db, n, texts) for n in numbers)
    return [fact for fact in found if fact is not None]


def by_id(db: sqlite3.Connection, id: str) -> int | None:
    """The row number of the fact with this id, or of the fact that this reading now belongs to."""
    id = codec.storable(id)
    row = db.execute("SELECT n FROM facts WHERE id=?", (id,)).fetchone()
    if row is None:
        row = db.execute(
            "SELECT f.n FROM readings r JOIN marks m ON m.reading = r.n"
            " JOIN strands s ON s.n = m.strand JOIN facts f ON f.root = s.root"
            " WHERE r.id = ? AND r.current",
            (id,),
        ).fetchone()
    return None if row is None else int(row[0])


def _load(db: sqlite3.Connection, n: int, texts: dict[int, str]) -> Fact | None:
    row = db.execute("SELECT id, kind, root, desk FROM facts WHERE n=?", (n,)).fetchone()
    if row is None:
        return None
    sources = sources_of(db, row["root"], texts)
    if not sources:
        log.error("Fact %s is withheld: none of its sentences stands in its article", row["id"])
        return None
    head = Head(row["id"], _people(db, n), _parties(db, n), sources)
    own = db.execute(f"SELECT * FROM {row['kind']}_facts WHERE n=?", (n,)).fetchone()
    return rulings.with_rulings(db, KINDS[Kind(row["kind"])].build(db, own, head), row["desk"])


def _people(db: sqlite3.Connection, n: int) -> tuple[PersonRef, ...]:
    rows = db.execute(
        "SELECT p.id, p.name, x.title, x.party FROM fact_people x JOIN people p ON p.n = x.person"
        " WHERE x.fact=? ORDER BY x.place",
        (n,),
    )
    return tuple(PersonRef(*row) for row in rows)


def _parties(db: sqlite3.Connection, n: int) -> tuple[str, ...]:
    rows = db.execute("SELECT party FROM fact_parties WHERE fact=? ORDER BY party", (n,))
    return tuple(code for (code,) in rows)


def sources_of(
    db: sqlite3.Connection, root: int, texts: dict[int, str], until: int | None = None
) -> tuple[Source, ...]:
    """The sources of a fact: reports before recollections, oldest first, unknown dates last.

    Of those published by the day `until` (an ordinal), if one is given.
    """
    rows = _chosen(_ends(db, root, until))
    sources = [source for row in rows if (source := _source(db, row, texts)) is not None]
    return noticed(db, sources)


def noticed(db: sqlite3.Connection, sources: Sequence[Source]) -> tuple[Source, ...]:
    """Sources with what their outlets said of them after publication."""
    found = withdrawn.of(db, [(source.article, source.original) for source in sources])
    return tuple(
        replace(source, notices=found[source.article]) if source.article in found else source
        for source in sources
    )


def _ends(db: sqlite3.Connection, root: int, until: int | None) -> list[sqlite3.Row]:
    """The first and last readings of every strand of a fact, and of its articles of their own."""
    found: dict[int, sqlite3.Row] = {}
    for (strand,) in db.execute("SELECT n FROM strands WHERE root=?", (root,)).fetchall():
        for order in ("day, id", "day DESC, id DESC"):
            rows = _end(db, _ANY, strand, order, until)
            found |= rows
            if len(rows) < SOURCES:
                break  # These were all.
            if any(row["original"] != row["article"] for row in rows.values()):
                found |= _end(db, _OWN, strand, order, until)
    return list(found.values())


_ANY = "marks"
_OWN = """
    marks JOIN readings o ON o.n = marks.reading
    LEFT JOIN prints q ON q.article = o.article AND q.original <> o.article
"""


def _end(
    db: sqlite3.Connection, source: str, strand: int, order: str, until: int | None
) -> dict[int, sqlite3.Row]:
    """The first readings of a strand in an order, of all articles or of those of their own."""
    own = "AND q.article IS NULL" if source is _OWN else ""
    by = ", ".join(f"marks.{column}" for column in order.split(", "))
    rows = db.execute(
        f"""
        SELECT m.day, r.n AS reading, r.id, r.rule, r.background, r.evidence, r.links,
               a.id AS article, v.n AS version, v.title, v.outlet, v.published,
               v.published_basis, v.url, coalesce(c.id, a.id) AS original
        FROM (
            SELECT marks.reading, marks.day FROM {source}
            WHERE marks.strand=? AND (? IS NULL OR marks.day <= ?) {own} ORDER BY {by} LIMIT ?
        ) m
        JOIN readings r ON r.n = m.reading
        JOIN article_versions v ON v.n = r.version JOIN articles a ON a.n = r.article
        LEFT JOIN prints p ON p.article = a.n LEFT JOIN articles c ON c.n = p.original
        """,
        (strand, until, until, SOURCES),
    )
    return {row["reading"]: row for row in rows}


def _chosen(rows: Iterable[sqlite3.Row]) -> list[sqlite3.Row]:
    ordered = sorted(
        rows,
        key=lambda row: (
            row["background"],
            row["day"] is None,
            row["day"] or 0,
            row["article"],
            row["id"],
        ),
    )
    if len(ordered) <= SOURCES:
        return ordered
    own, more = _apart(ordered)
    if len(own) > SOURCES:
        return own[: SOURCES // 2] + own[-SOURCES // 2 :]
    kept = {row["reading"] for row in (*own, *more[: SOURCES - len(own)])}
    return [row for row in ordered if row["reading"] in kept]


def _apart(rows: Iterable[sqlite3.Row]) -> tuple[list[sqlite3.Row], list[sqlite3.Row]]:
    """The readings of one article of each story, and those of its copies, in their order."""
    leading: dict[str, str] = {}
    rows = list(rows)
    for row in rows:
        if row["article"] == row["original"] or row["original"] not in leading:
            leading[row["original"]] = row["article"]
    own = [row for row in rows if leading[row["original"]] == row["article"]]
    return own, [row for row in rows if leading[row["original"]] != row["article"]]


def _source(db: sqlite3.Connection, row: sqlite3.Row, texts: dict[int, str]) -> Source | None:
    evidence = codec.evidence_of(row["article"], row["evidence"])
    text = _text(db, row["version"], texts)
    if not evidence or any(text[item.start : item.end] != item.text for item in evidence):
        log.error(
            "Reading %s is withheld: its sentence does not stand in article %s",
            row["id"],
            row["article"],
        )
        return None
    return Source(
        article=row["article"],
        title=row["title"],
        outlet=row["outlet"],
        published=row["published"],
        published_basis=row["published_basis"],
        url=row["url"],
        evidence=evidence,
        reading=row["id"],
        rule=row["rule"],
        background=bool(row["background"]),
        original=None if row["original"] == row["article"] else row["original"],
        steps=codec.steps_of(row["links"]),
    )


def _text(db: sqlite3.Connection, version: int, texts: dict[int, str]) -> str:
    if version not in texts:
        row = db.execute("SELECT text FROM article_versions WHERE n=?", (version,)).fetchone()
        texts[version] = "" if row is None else row[0]
    return texts[version]


def readings(db: sqlite3.Connection, n: int) -> list[tuple[str, Reading]]:
    """The readings of a fact with their ids, in the order of its sources."""
    rows = db.execute(
        """
        SELECT r.id, r.kind, r.rule, r.background, coalesce(r.machine, r.fields) AS fields,
               r.evidence, r.links, a.id AS article, v.digest, m.day
        FROM facts f JOIN strands s ON s.root = f.root JOIN marks m ON m.strand = s.n
        JOIN readings r ON r.n = m.reading JOIN article_versions v ON v.n = r.version
        JOIN articles a ON a.n = r.article WHERE f.n = ?
        """,
        (n,),
    ).fetchall()
    rows.sort(
        key=lambda r: (r["background"], r["day"] is None, r["day"] or 0, r["article"], r["id"])
    )
    return [(row["id"], reading_of(row)) for row in rows]


def reading_of(row: sqlite3.Row) -> Reading:
    """The reading that a row with its article's id and digest holds."""
    kind = Kind(row["kind"])
    return Reading(
        kind=kind,
        article=row["article"],
        digest=row["digest"],
        rule=row["rule"],
        fields=codec.fields_of(kind, row["fields"]),
        evidence=codec.evidence_of(row["article"], row["evidence"]),
        links=codec.links_of(row["links"]),
        background=bool(row["background"]),
    )
