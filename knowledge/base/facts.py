"""Rows → facts with their sources. Every sentence is held against the stored text once more.

A source whose evidence is not in its article, word for word, is left out and logged; a fact
without any source left is withheld.
"""

import logging
import sqlite3
from collections.abc import Iterable, Sequence

from knowledge.base import codec
from knowledge.base.kinds import KINDS
from knowledge.base.kinds.common import Head
from knowledge.model import Fact, Kind, PersonRef, Reading, Source

SOURCES = 24
"""The most sources that a fact carries: of more, the oldest and the newest halves."""

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
    row = db.execute("SELECT id, kind, root FROM facts WHERE n=?", (n,)).fetchone()
    if row is None:
        return None
    sources = sources_of(db, row["root"], texts)
    if not sources:
        log.error("Fact %s is withheld: none of its sentences stands in its article", row["id"])
        return None
    head = Head(row["id"], _people(db, n), _parties(db, n), sources)
    own = db.execute(f"SELECT * FROM {row['kind']}_facts WHERE n=?", (n,)).fetchone()
    return KINDS[Kind(row["kind"])].build(db, own, head)


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
    return tuple(sources)


def _ends(db: sqlite3.Connection, root: int, until: int | None) -> list[sqlite3.Row]:
    """The first and last readings of every strand of a fact."""
    found: dict[int, sqlite3.Row] = {}
    for (strand,) in db.execute("SELECT n FROM strands WHERE root=?", (root,)).fetchall():
        for order in ("day, id", "day DESC, id DESC"):
            rows = db.execute(
                f"""
                SELECT m.day, r.n AS reading, r.id, r.rule, r.background, r.evidence,
                       a.id AS article, v.n AS version, v.title, v.outlet, v.published,
                       v.published_basis, v.url
                FROM (
                    SELECT reading, day FROM marks WHERE strand=? AND (? IS NULL OR day <= ?)
                    ORDER BY {order} LIMIT ?
                ) m
                JOIN readings r ON r.n = m.reading
                JOIN article_versions v ON v.n = r.version JOIN articles a ON a.n = r.article
                """,
                (strand, until, until, SOURCES),
            ).fetchall()
            found |= {row["reading"]: row for row in rows}
            if len(rows) < SOURCES:
                break  # These were all.
    return list(found.values())


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
    return ordered[: SOURCES // 2] + ordered[-SOURCES // 2 :]


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
        SELECT r.id, r.kind, r.rule, r.background, r.fields, r.evidence, r.links,
               a.id AS article, v.digest, m.day
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
