"""Reading about people: who an id is, what they held, who holds an office."""

import sqlite3

from knowledge.base import facts, ids
from knowledge.base.codec import storable
from knowledge.base.offices import office_within
from knowledge.model import PersonRef, RoleFact

_ROLES = 50
_ALIASES = 40


def ref(db: sqlite3.Connection, row: sqlite3.Row) -> PersonRef:
    """A person with the latest title and party that the archive gives, else the roster's."""
    latest = db.execute(
        "SELECT title, party FROM role_facts WHERE person=? ORDER BY last_day DESC, n LIMIT 1",
        (row["n"],),
    ).fetchone()
    title, party = (row["title"], row["party"]) if latest is None else latest
    return PersonRef(row["id"], row["name"], title, party or row["party"])


def find(db: sqlite3.Connection, id: str) -> PersonRef | None:
    """The person with this id, be it the current one or an earlier one."""
    row = ids.find(db, id)
    return None if row is None else ref(db, row)


def aliases(db: sqlite3.Connection, n: int, name: str) -> tuple[str, ...]:
    """The other names of a person: spellings in articles by frequency, then the roster's."""
    printed = db.execute(
        "SELECT name, sum(articles) AS total FROM spellings WHERE person=? GROUP BY name"
        " ORDER BY total DESC, name LIMIT ?",
        (n, _ALIASES),
    )
    listed = db.execute(
        "SELECT j.value FROM people p JOIN roster r ON r.id = p.id, json_each(r.aliases) j"
        " WHERE p.n=?",
        (n,),
    )
    names = dict.fromkeys([row[0] for row in printed] + [row[0] for row in listed])
    names.pop(name, None)
    return tuple(names)


def roles_counted(db: sqlite3.Connection, n: int) -> int:
    """How many roles a person (row number) has, shown or not."""
    (number,) = db.execute("SELECT count(*) FROM role_facts WHERE person=?", (n,)).fetchone()
    return int(number)


def roles(db: sqlite3.Connection, n: int) -> tuple[RoleFact, ...]:
    """What a person held, the latest first."""
    rows = db.execute(
        "SELECT n FROM role_facts WHERE person=? ORDER BY last_day DESC, n LIMIT ?", (n, _ROLES)
    ).fetchall()
    found = facts.load(db, [row[0] for row in rows])
    return tuple(fact for fact in found if isinstance(fact, RoleFact))


def with_office(
    db: sqlite3.Connection, title: str, party: str | None, limit: int
) -> list[PersonRef]:
    """Who holds or held an office, the latest first.

    Deputies are others, and so is whoever is only ever called a former or coming holder.
    """
    of = "" if party is None else "AND r.party = ?"
    office = storable(office_within(title, party))
    values = (office,) if party is None else (office, storable(party))
    rows = db.execute(
        f"""
        SELECT p.id, p.name, r.title, r.party FROM role_facts r JOIN people p ON p.n = r.person
        WHERE r.office = ? {of} ORDER BY r.tenure <> 'current', r.last_day DESC, p.id
        """,
        values,
    )
    found: dict[str, PersonRef] = {}
    for row in rows:
        found.setdefault(row["id"], PersonRef(*row))
        if len(found) >= limit:
            break
    return list(found.values())
