"""How a person of the archive has to be named in a reading, so that the fold takes them for it.

Who a name means follows from the name, the party and the office that an article gives together
(`clusters`). Whoever is put into a reading by people is named as articles name them already.
"""

import sqlite3

from knowledge.base.offices import office_key
from knowledge.model import Participant

_MOST = 50
"""Titles of a person that are looked at."""


def participant(
    db: sqlite3.Connection, n: int, title: str | None = None, party: str | None = None
) -> Participant | None:
    """A person (row number), named with a title and a party that articles give them.

    With `title` or `party`, with these; without a title, with the latest one that the archive has.
    None when no article, and no roster, has the person in that party.
    """
    rows = db.execute(
        "SELECT s.party, s.office, s.name, s.articles FROM spellings s WHERE s.person=?"
        " AND s.key NOT LIKE '%@%' ORDER BY s.articles DESC, s.name, s.party, s.office",
        (n,),
    ).fetchall()
    listed = db.execute(
        "SELECT r.name, r.party FROM people p JOIN roster r ON r.id = p.id"
        " WHERE p.n=? AND p.origin='roster'",
        (n,),
    ).fetchone()
    held = _held(db, n)
    if party is not None:
        rows = [row for row in rows if row["party"] == party]
    if not rows:
        if listed is None or (party is not None and listed["party"] not in (None, party)):
            return None
        return Participant(listed["name"], title, party or listed["party"])
    offices = [office_key(title)] if title is not None else [office for _, office in held]
    for wanted in offices:
        fitting = [row for row in rows if row["office"] == wanted]
        if fitting:
            return _named(fitting[0], held, title)
    return _named(rows[0], held, title)


def _held(db: sqlite3.Connection, n: int) -> list[tuple[str, str]]:
    """The titles that a person has in the archive, the latest first, with their offices."""
    rows = db.execute(
        "SELECT title FROM role_facts WHERE person=? ORDER BY last_day DESC, n LIMIT ?", (n, _MOST)
    ).fetchall()
    rows += db.execute(
        "SELECT title FROM fact_people WHERE person=? AND title IS NOT NULL"
        " ORDER BY fact DESC LIMIT ?",
        (n, _MOST),
    ).fetchall()
    return [(title, office_key(title)) for title in dict.fromkeys(row[0] for row in rows)]


def _named(row: sqlite3.Row, held: list[tuple[str, str]], title: str | None) -> Participant:
    printed = (one for one, office in held if office == row["office"])
    office = next(printed, row["office"].capitalize()) if row["office"] else None
    return Participant(row["name"], title if title is not None else office, row["party"] or None)
