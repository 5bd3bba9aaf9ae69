"""Whom somebody may mean who is still typing: of the names that fit, those told of most first."""

import sqlite3

from knowledge.base import ids, persons
from knowledge.base.codec import storable
from knowledge.model import PersonRef
from knowledge.names import party_name, suggesting
from knowledge.names.suggesting import Match
from knowledge.text import fold

OFFERED = 30
"""Names that are offered at once; more are narrowed down sooner by typing on."""

_TELLING = 4
"""Letters with which a name begins that may be in any language."""

_COMPARED = 200
"""Names among which those told of most are looked for."""


def parties(db: sqlite3.Connection, text: str) -> list[str]:
    """Codes of parties whose name begins so: those the archive tells of, of these the likeliest.

    A few letters begin many names: of parties that no fact tells of, those that are called so in
    another language only are then offered where nothing else is. Who types "Kam" seeks no Egypt.
    """
    matches = suggesting.party_codes(text, _COMPARED)
    told = {code: _told(db, "party", code) for code in matches}
    typed = fold(text)

    def likely(code: str) -> tuple[bool, bool, Match, int]:
        return fold(party_name(code)) != typed, not told[code], matches[code], -told[code]

    codes = sorted(matches, key=likely)
    sure = [code for code in codes if told[code] or matches[code] is not Match.FOREIGN]
    return (sure if sure and len(typed) < _TELLING else codes)[:OFFERED]


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
