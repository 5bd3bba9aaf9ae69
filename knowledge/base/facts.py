"""Rows → facts with their sources. Every sentence is held against the stored text once more.

A source whose evidence is not in its article, word for word, is left out and logged; a fact
without any source left is withheld.
"""

import itertools
import logging
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import NamedTuple

from knowledge.base import codec, rulings, withdrawn
from knowledge.base.kinds import KINDS
from knowledge.base.kinds.common import Head
from knowledge.model import Fact, Kind, Notice, PersonRef, Reading, Source

SOURCES = 24
"""The most sources that a fact carries: of more, the oldest and the newest halves.

Articles of their own come before copies of others.
"""

log = logging.getLogger("dateline.base")


class _Told(NamedTuple):
    """A reading of a fact, with its article and the day that it was published."""

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


def load(db: sqlite3.Connection, numbers: Sequence[int]) -> list[Fact]:
    """The facts with these row numbers, in this order, without those that must be withheld."""
    found = loaded(db, numbers)
    return [found[n] for n in numbers if n in found]


def loaded(db: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, Fact]:
    """The facts with these row numbers, without those that must be withheld.

    Read together: a statement for each of their parts, whatever their number.
    """
    found: dict[int, Fact] = {}
    for start in range(0, len(numbers), _AT_ONCE):
        found |= _loaded(db, numbers[start : start + _AT_ONCE])
    return found


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


def _loaded(db: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, Fact]:
    asked = _listed(numbers)
    heads = db.execute(_HEADS, (asked,)).fetchall()
    sources = _sources_of_all(db, heads)
    people: dict[int, list[PersonRef]] = {}
    for n, _, *ref in sorted(map(tuple, db.execute(_PEOPLE, (asked,))), key=itemgetter(0, 1)):
        people.setdefault(n, []).append(PersonRef(*ref))
    parties: dict[int, list[str]] = {}
    for n, code in sorted(map(tuple, db.execute(_PARTIES, (asked,)))):
        parties.setdefault(n, []).append(code)
    own = {
        row["n"]: row
        for kind in dict.fromkeys(head["kind"] for head in heads)
        for row in db.execute(_OWN_FIELDS.format(kind=kind), (asked,))
    }
    found = {}
    for row in heads:
        n, told = row["n"], sources[row["root"]]
        if not told:
            log.error("Fact %s is withheld: none of its sentences stands in its article", row["id"])
            continue
        head = Head(row["id"], tuple(people.get(n, ())), tuple(parties.get(n, ())), told)
        fact = KINDS[Kind(row["kind"])].build(db, own[n], head)
        found[n] = rulings.with_rulings(db, fact, row["desk"])
    return found


def _listed(numbers: Iterable[int]) -> str:
    """Numbers as a statement takes them whose text is the same for any number of them."""
    return f"[{','.join(map(str, numbers))}]"


_AT_ONCE = 50
"""Facts that are read together."""

# CROSS JOIN has SQLite begin with the numbers that are given.
_HEADS = """
    SELECT f.n, f.id, f.kind, f.root, f.desk, f.support
    FROM json_each(?) j CROSS JOIN facts f ON f.n = j.value
"""
_PEOPLE = """
    SELECT x.fact, x.place, p.id, p.name, x.title, x.party
    FROM json_each(?) j CROSS JOIN fact_people x ON x.fact = j.value
    CROSS JOIN people p ON p.n = x.person
"""
_PARTIES = """
    SELECT x.fact, x.party FROM json_each(?) j
    CROSS JOIN fact_parties x ON x.fact = j.value
"""
_OWN_FIELDS = "SELECT o.* FROM json_each(?) j CROSS JOIN {kind}_facts o ON o.n = j.value"


def _sources_of_all(
    db: sqlite3.Connection, heads: Iterable[sqlite3.Row]
) -> dict[int, tuple[Source, ...]]:
    """The sources of several facts by their roots; see `sources_of`."""
    told: dict[int, list[_Told]] = {}
    few = []
    for head in heads:
        told[head["root"]] = []
        if head["support"] < _FEW:
            few.append(head["root"])
    rows = db.execute(_TOLD, (_listed(few), SOURCES * len(few))).fetchall() if few else []
    texts: dict[int, str] = {}
    if len(rows) < SOURCES * len(few):
        for root, text, *columns in rows:
            row = _Told(*columns)
            told[root].append(row)
            texts[row.version] = text
    sources = {}
    for root, found in told.items():
        # Where a strand may have more than it shows, its ends are looked up.
        chosen = found if 0 < len(found) < SOURCES else _ends(db, root, None)
        sources[root] = _read(db, _chosen(chosen), texts)
    notices = withdrawn.of(
        db, [(one.article, one.original) for several in sources.values() for one in several]
    )
    return {root: _with_notices(several, notices) for root, several in sources.items()}


_FEW = SOURCES // 2
"""Facts that fewer articles report have few readings, which are read whole."""


def sources_of(
    db: sqlite3.Connection, root: int, texts: dict[int, str], until: int | None = None
) -> tuple[Source, ...]:
    """The sources of a fact: reports before recollections, oldest first, unknown dates last.

    Of those published by the day `until` (an ordinal), if one is given.
    """
    return noticed(db, _read(db, _chosen(_ends(db, root, until)), texts))


def _read(db: sqlite3.Connection, rows: Iterable[_Told], texts: dict[int, str]) -> list[Source]:
    return [source for row in rows if (source := _source(db, row, texts)) is not None]


def noticed(db: sqlite3.Connection, sources: Sequence[Source]) -> tuple[Source, ...]:
    """Sources with what their outlets said of them after publication."""
    found = withdrawn.of(db, [(source.article, source.original) for source in sources])
    return _with_notices(sources, found)


def _with_notices(
    sources: Sequence[Source], notices: Mapping[str, tuple[Notice, ...]]
) -> tuple[Source, ...]:
    return tuple(
        replace(source, notices=notices[source.article]) if source.article in notices else source
        for source in sources
    )


def _ends(db: sqlite3.Connection, root: int, until: int | None) -> list[_Told]:
    """The first and last readings of every strand of a fact, and of its articles of their own."""
    found: dict[int, _Told] = {}
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
) -> dict[int, _Told]:
    """The first readings of a strand in an order, of all articles or of those of their own."""
    own = "AND q.article IS NULL" if source is _OWN else ""
    by = ", ".join(f"marks.{column}" for column in order.split(", "))
    rows = db.execute(
        f"""
        SELECT {_COLUMNS} FROM (
            SELECT marks.reading, marks.day FROM {source}
            WHERE marks.strand=? AND (? IS NULL OR marks.day <= ?) {own} ORDER BY {by} LIMIT ?
        ) m {_ARTICLES}
        """,
        (strand, until, until, SOURCES),
    )
    return {row.reading: row for row in itertools.starmap(_Told, rows)}


_COLUMNS = """
    m.day, r.n, r.id, r.rule, r.background, r.evidence, r.links, a.id, v.n, v.title, v.outlet,
    v.published, v.published_basis, v.url, coalesce(c.id, a.id)
"""
"""The columns of a `_Told`."""

_ARTICLES = """
    CROSS JOIN readings r ON r.n = m.reading
    CROSS JOIN article_versions v ON v.n = r.version CROSS JOIN articles a ON a.n = r.article
    LEFT JOIN prints p ON p.article = a.n AND p.original <> a.n
    LEFT JOIN articles c ON c.n = p.original
"""
_TOLD = f"""
    SELECT s.root, v.text, {_COLUMNS} FROM json_each(?) j CROSS JOIN strands s ON s.root = j.value
    CROSS JOIN marks m ON m.strand = s.n {_ARTICLES} LIMIT ?
"""
"""All readings of some facts, so many at most."""


def _chosen(rows: Iterable[_Told]) -> list[_Told]:
    ordered = sorted(
        rows,
        key=lambda row: (
            row.background,
            row.day is None,
            row.day or 0,
            row.article,
            row.id,
        ),
    )
    if len(ordered) <= SOURCES:
        return ordered
    own, more = _apart(ordered)
    if len(own) > SOURCES:
        return own[: SOURCES // 2] + own[-SOURCES // 2 :]
    kept = {row.reading for row in (*own, *more[: SOURCES - len(own)])}
    return [row for row in ordered if row.reading in kept]


def _apart(rows: Iterable[_Told]) -> tuple[list[_Told], list[_Told]]:
    """The readings of one article of each story, and those of its copies, in their order."""
    leading: dict[str, str] = {}
    rows = list(rows)
    for row in rows:
        if row.article == row.original or row.original not in leading:
            leading[row.original] = row.article
    own = [row for row in rows if leading[row.original] == row.article]
    return own, [row for row in rows if leading[row.original] != row.article]


def _source(db: sqlite3.Connection, row: _Told, texts: dict[int, str]) -> Source | None:
    evidence = codec.evidence_of(row.article, row.evidence)
    text = _text(db, row.version, texts)
    if not evidence or any(text[item.start : item.end] != item.text for item in evidence):
        log.error(
            "Reading %s is withheld: its sentence does not stand in article %s",
            row.id,
            row.article,
        )
        return None
    return Source(
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
