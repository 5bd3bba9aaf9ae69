"""Keeps the index of names (`knowledge.names`), and who is alike, in step with the people."""

import sqlite3

from knowledge.base import alike, persons
from knowledge.base.people import Changes
from knowledge.names import index
from knowledge.names.index import PersonEntry


def follow(db: sqlite3.Connection, changes: Changes) -> None:
    """Enter, replace and remove what changed among the people."""
    index.remove(db, sorted(changes.ids))
    alike.follow(db, changes)
    entries = [entry for n in sorted(changes.people) if (entry := _entry(db, n)) is not None]
    index.add(db, entries)


def clear(db: sqlite3.Connection) -> None:
    """Empty the index."""
    index.clear(db)
    alike.clear(db)


def _entry(db: sqlite3.Connection, n: int) -> PersonEntry | None:
    """A person as the index has them; None for a bare surname that keeps to its article."""
    row = db.execute("SELECT * FROM people WHERE n=?", (n,)).fetchone()
    if row is None or _keeps_to_article(db, n):
        return None
    titles = db.execute(
        # Whoever only held an office before, or will, is called by no more than that.
        "SELECT CASE WHEN office LIKE 'former %' OR office LIKE '% designate' THEN office"
        " ELSE title END FROM role_facts WHERE person=?1 UNION"
        " SELECT office FROM spellings WHERE person=?1 AND office <> '' UNION"
        " SELECT j.value FROM roster r, json_each(r.titles) j WHERE r.id=?2 UNION"
        " SELECT json_extract(desk, '$.role.title') FROM people"
        " WHERE n=?1 AND json_extract(desk, '$.role.title') IS NOT NULL ORDER BY 1",
        (n, row["id"]),
    )
    return PersonEntry(
        id=row["id"],
        name=row["name"],
        party=row["party"],
        titles=tuple(title for (title,) in titles),
        aliases=persons.aliases(db, n, row["name"]),
    )


def _keeps_to_article(db: sqlite3.Connection, n: int) -> bool:
    found = db.execute(
        "SELECT 1 FROM spellings WHERE person=?1 AND instr(key, '@')"
        " AND NOT EXISTS (SELECT 1 FROM slugs WHERE person=?1) LIMIT 1",
        (n,),
    ).fetchone()
    return found is not None
