"""Whom somebody may mean who is still typing: of the names that fit, those told of most first."""

import sqlite3

from knowledge.base import ids, persons
from knowledge.base.codec import storable
from knowledge.model import PersonRef
from knowledge.names import party_name, suggesting
from knowledge.text import fold

OFFERED = 30
"""Names that are offered at once; more are narrowed down sooner by typing on."""

_COMPARED = 200
"""Names among which those told of most are looked for."""


def parties(db: sqlite3.Connection, text: str) -> list[str]:
    """Codes of parties whose name begins so; of this very name, then those the archive tells of."""
    codes = suggesting.party_codes(text, _COMPARED)
    typed = fold(text)
    codes.sort(key=lambda code: (fold(party_name(code)) != typed, not _told(db, "party", code)))
    return codes[:OFFERED]


def people(db: sqlite3.Connection, text: str) -> list[PersonRef]:
    """People of whose names a word begins so; those whom most facts name first."""
    rows = [ids.find(db, id) for id in suggesting.person_ids(db, storable(text), _COMPARED)]
    found = [row for row in rows if row is not None]
    found.sort(key=lambda row: -_told(db, "person", str(row["n"])))
    return [persons.ref(db, row) for row in found[:OFFERED]]


def _told(db: sqlite3.Connection, about: str, key: str) -> int:
    """How many facts tell of a party or a person."""
    (total,) = db.execute(
        "SELECT coalesce(sum(total), 0) FROM tallies WHERE about=? AND key=?", (about, key)
    ).fetchone()
    return int(total)
