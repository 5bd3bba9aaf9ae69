"""Everything that is folded, as lines of text: two bases with the same facts give the same lines.

Row numbers, times and the order of ingest leave no trace in it.
"""

import json
import sqlite3
from collections.abc import Iterator

from knowledge.base import copies
from knowledge.base.codec import dump
from knowledge.base.numbering import when


def lines(db: sqlite3.Connection) -> Iterator[str]:
    """People, copies with their originals, then facts, each in the order of their ids."""
    yield from _people(db)
    for article, original in copies.lines(db):
        yield dump({"copy": article, "original": original})
    for row in db.execute("SELECT n, id, kind FROM facts ORDER BY id").fetchall():
        yield dump({"fact": row["id"], "kind": row["kind"], **_fact(db, row["n"], row["kind"])})


def _people(db: sqlite3.Connection) -> Iterator[str]:
    for row in db.execute("SELECT * FROM people ORDER BY id").fetchall():
        spellings = db.execute(
            "SELECT key, party, office, name, articles FROM spellings WHERE person=?"
            " ORDER BY key, party, office, name",
            (row["n"],),
        )
        yield dump(
            {
                "person": row["id"],
                "name": row["name"],
                "party": row["party"],
                "origin": row["origin"],
                "desk": row["desk"],
                "spellings": [list(spelling) for spelling in spellings],
            }
        )


def _fact(db: sqlite3.Connection, n: int, kind: str) -> dict[str, object]:
    head = db.execute(
        "SELECT last_day, traits, first_told, last_told, desk FROM facts WHERE n=?", (n,)
    ).fetchone()
    people = db.execute(
        "SELECT p.id, p.name, x.title, x.party FROM fact_people x"
        " JOIN people p ON p.n = x.person WHERE x.fact=? ORDER BY x.place",
        (n,),
    )
    parties = db.execute(
        "SELECT party, first_told, last_told FROM fact_parties WHERE fact=? ORDER BY party", (n,)
    )
    readings = db.execute(
        "SELECT m.id, m.day FROM facts f JOIN strands s ON s.root = f.root"
        " JOIN marks m ON m.strand = s.n WHERE f.n=? ORDER BY m.id",
        (n,),
    )
    texts = db.execute(
        "SELECT names, place, occasion, topics, sentences FROM fact_texts WHERE fact=?", (n,)
    ).fetchone()
    return {
        "head": [when(n), *head],
        "row": _own(db, n, kind),
        "people": [list(row) for row in people],
        "parties": [list(row) for row in parties],
        "readings": [list(row) for row in readings],
        "texts": list(texts),
    }


def _own(db: sqlite3.Connection, n: int, kind: str) -> dict[str, object]:
    """The row of the kind's own table, without row numbers."""
    row = dict(db.execute(f"SELECT * FROM {kind}_facts WHERE n=?", (n,)).fetchone())
    row.pop("n")
    for column in ("person", "follows"):
        if row.get(column) is not None:
            found = db.execute("SELECT id FROM people WHERE n=?", (row[column],))
            (row[column],) = found.fetchone()
    for column in ("variants", "history", "topics"):
        if column in row:
            row[column] = json.loads(row[column])
    return row
