"""Reading about people: who an id is, what they held, who holds an office."""

import json
import sqlite3
from collections.abc import Sequence

from knowledge.base import decisions, facts, ids
from knowledge.base.codec import storable
from knowledge.base.decisions import Action
from knowledge.base.identity import GroupId
from knowledge.base.offices import office_key, office_within
from knowledge.model import Called, PersonRef, RoleFact, Ruling

_ROLES = 50
_ALIASES = 40


def ref(db: sqlite3.Connection, row: sqlite3.Row) -> PersonRef:
    """A person with the title and party that the desk gives, else the latest in articles.

    Where there is neither, the roster's.
    """
    said = called(row)
    if said is not None:
        return PersonRef(row["id"], row["name"], said.title, said.party or row["party"])
    latest = db.execute(
        "SELECT title, party FROM role_facts WHERE person=? ORDER BY last_day DESC, n LIMIT 1",
        (row["n"],),
    ).fetchone()
    title, party = (row["title"], row["party"]) if latest is None else latest
    return PersonRef(row["id"], row["name"], title, party or row["party"])


def called(row: sqlite3.Row) -> Called | None:
    """What the desk says a person (a row of `people`) is called."""
    said = json.loads(row["desk"] or "{}").get("role")
    return None if said is None else Called(said["title"], said["party"], said["since"], said["by"])


def rulings(db: sqlite3.Connection, row: sqlite3.Row) -> tuple[Ruling, ...]:
    """What was decided on a person (a row of `people`), oldest first."""
    kept = json.loads(row["desk"] or "{}")
    found = [one for id in kept.get("by", ()) if (one := decisions.find(db, id)) is not None]
    role = kept.get("role", {}).get("by")
    return tuple(
        Ruling(
            one.id, one.action, one.at, one.who, one.why,
            value=one.payload.get("name") or one.payload.get("title"), was=one.payload.get("was"),
            holds=one.action is not Action.ROLE or one.id == role,
        )
        for one in found
    )  # fmt: skip


def find(db: sqlite3.Connection, id: str) -> PersonRef | None:
    """The person with this id, be it the current one or an earlier one."""
    row = ids.find(db, id)
    return None if row is None else ref(db, row)


def aliases(db: sqlite3.Connection, n: int, name: str) -> tuple[str, ...]:
    """The other names of a person: the desk's, spellings by frequency, then the roster's."""
    row = db.execute("SELECT desk FROM people WHERE n=?", (n,)).fetchone()
    decided = json.loads((row["desk"] if row is not None else None) or "{}").get("names", [])
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
    names = dict.fromkeys([*decided, *(row[0] for row in printed), *(row[0] for row in listed)])
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

    Deputies are others, and so is whoever is only ever called a former or coming holder. Whom the
    desk alone calls so comes first.
    """
    of = "" if party is None else "AND r.party = ?"
    desk = "" if party is None else "AND json_extract(p.desk, '$.role.party') = ?"
    office = storable(office_within(title, party))
    values = (office,) if party is None else (office, storable(party))
    rows = db.execute(
        f"""
        SELECT p.id, p.name, r.title, r.party FROM role_facts r JOIN people p ON p.n = r.person
        WHERE r.office = ? {of} ORDER BY r.tenure <> 'current', r.last_day DESC, p.id
        """,
        values,
    )
    decided = db.execute(
        "SELECT * FROM people p WHERE p.desk IS NOT NULL"
        f" AND json_extract(p.desk, '$.role.office') = ? {desk} ORDER BY p.id LIMIT ?",
        (*values, limit),
    )
    found: dict[str, PersonRef] = {}
    for row in rows:
        found.setdefault(row["id"], PersonRef(*row))
        if len(found) >= limit:
            break
    by_desk = [ref(db, row) for row in decided if row["id"] not in found]
    return [*by_desk, *found.values()][:limit]


def of_roles(db: sqlite3.Connection, numbers: Sequence[int]) -> dict[str, str]:
    """Ids and names of whom roles (by row number) tell, in their order.

    To read the roles whole, with the articles that they stand in, would take a hundred times that.
    """
    rows = db.execute(
        "SELECT p.id, p.name FROM json_each(?) j CROSS JOIN role_facts r ON r.n = j.value"
        " CROSS JOIN people p ON p.n = r.person ORDER BY j.key",
        (json.dumps(numbers),),
    )
    return {row["id"]: row["name"] for row in rows}


def groups(db: sqlite3.Connection, n: int) -> list[GroupId]:
    """The names of a person as articles print them with party and office, the commonest first."""
    rows = db.execute(
        "SELECT key, party, office FROM spellings WHERE person=? GROUP BY key, party, office"
        " ORDER BY sum(articles) DESC, key, party, office",
        (n,),
    )
    return [(row[0], row[1], row[2]) for row in rows]


def articles(db: sqlite3.Connection, n: int) -> list[str]:
    """The ids of the articles that name a person."""
    rows = db.execute(
        "SELECT DISTINCT a.id FROM spellings s JOIN mentions m ON m.key=s.key AND m.party=s.party"
        " AND m.office=s.office AND m.name=s.name JOIN articles a ON a.n = m.article"
        " WHERE s.person=? ORDER BY a.id",
        (n,),
    )
    return [row[0] for row in rows]


def offices(db: sqlite3.Connection, row: sqlite3.Row) -> list[tuple[str, str]]:
    """The parties and offices of a person (a row of `people`): of articles, roster and desk."""
    found = {(party, office) for _, party, office in groups(db, row["n"])}
    return sorted(found | set(listed_offices(db, row)))


def listed_offices(db: sqlite3.Connection, row: sqlite3.Row) -> list[tuple[str, str]]:
    """The parties and offices that roster and desk give a person (a row of `people`)."""
    listed = db.execute(
        "SELECT r.party, j.value FROM roster r, json_each(r.titles) j WHERE r.id=?", (row["id"],)
    )
    found = [(party or "", office_key(title)) for party, title in listed]
    said = called(row)
    if said is not None:
        found.append((said.party or row["party"] or "", office_key(said.title)))
    return found
