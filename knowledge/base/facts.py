"""Rows → facts with their sources (`sourced`); a fact without any is withheld."""

import logging
import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from knowledge.base import codec, rulings
from knowledge.base.kinds import KINDS
from knowledge.base.kinds.common import Head
from knowledge.base.numbering import CLASS_SHIFT, kind_of
from knowledge.base.sourced import listed, sources_in, sources_of_all, tuples
from knowledge.model import Fact, Kind, PersonRef, Reading
from knowledge.quick import quick

_MAKE_PERSON = quick(PersonRef)

log = logging.getLogger("dateline.base")


class _Head(NamedTuple):
    """What the table of all facts has of one, as far as it is shown."""

    n: int
    id: str
    root: int
    desk: str | None
    support: int


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


def told_in(db: sqlite3.Connection, article: str, numbers: Sequence[int]) -> list[Fact]:
    """The facts with these row numbers, in this order, with the sources of one article alone.

    Without those that must be withheld, as none of its sentences stands there.
    """
    found: dict[int, Fact] = {}
    for start in range(0, len(numbers), _AT_ONCE):
        found |= _loaded(db, numbers[start : start + _AT_ONCE], article)
    return [found[n] for n in numbers if n in found]


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


def _loaded(
    db: sqlite3.Connection, numbers: Sequence[int], article: str | None = None
) -> dict[int, Fact]:
    of_kind: dict[Kind, list[int]] = {}
    for n in numbers:
        of_kind.setdefault(kind_of(n >> CLASS_SHIFT), []).append(n)
    heads = [
        (kind, row, _Head._make(row[-_OF_HEAD:]))
        for kind, some in of_kind.items()
        for row in db.execute(_HEADS[kind], (listed(some),))
    ]
    asked = listed(numbers)
    people: dict[int, list[PersonRef]] = {n: [] for n in numbers}
    for n, _, id, name, title, party in sorted(tuples(db, _PEOPLE, asked)):
        people[n].append(_MAKE_PERSON(id, name, title, party))
    parties: dict[int, list[str]] = {n: [] for n in numbers}
    for n, code in sorted(tuples(db, _PARTIES, asked)):
        parties[n].append(code)
    support = {head.root: head.support for _, _, head in heads}
    sources = sources_of_all(db, support) if article is None else sources_in(db, article, support)
    found = {}
    for kind, row, (n, id, root, desk, _) in heads:
        told = sources[root]
        if not told:
            log.error("Fact %s is withheld: none of its sentences stands in its article", id)
            continue
        head = Head(id, tuple(people[n]), tuple(parties[n]), told)
        found[n] = rulings.with_rulings(db, KINDS[kind].build(db, row, head), desk)
    return found


_AT_ONCE = 50
"""Facts that are read together."""

# CROSS JOIN has SQLite begin with the numbers that are given.
_HEADS = {
    kind: f"""
    SELECT o.*, f.n, f.id, f.root, f.desk, f.support FROM json_each(?) j
    CROSS JOIN facts f ON f.n = j.value LEFT JOIN {kind}_facts o ON o.n = f.n
    """
    for kind in Kind
}
_OF_HEAD = len(_Head._fields)
_PEOPLE = """
    SELECT x.fact, x.place, p.id, p.name, x.title, x.party
    FROM json_each(?) j CROSS JOIN fact_people x ON x.fact = j.value
    CROSS JOIN people p ON p.n = x.person
"""
_PARTIES = """
    SELECT x.fact, x.party FROM json_each(?) j
    CROSS JOIN fact_parties x ON x.fact = j.value
"""


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
