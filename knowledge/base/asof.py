"""Facts as the archive told them on an earlier day: a `Query` with `as_of` → facts.

What later articles added (that a plan came true, who else was there) is not shown and finds
nothing. Period, place, occasion and words are compared with the facts of today.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from knowledge.base import find, ids
from knowledge.base.codec import storable
from knowledge.base.facts import sources_of
from knowledge.base.find import Search
from knowledge.base.kinds import KINDS
from knowledge.base.kinds.common import Folded, Head
from knowledge.base.values import Attendee
from knowledge.model import Fact, PersonRef

LOOKED_AT = 2000
"""Of more facts than this the newest are looked at."""


def facts(
    db: sqlite3.Connection, search: Search, day: date, limit: int, offset: int
) -> tuple[list[Fact], int]:
    """A page of the facts told by that day, and how many there are."""
    query = replace(search.query, statuses=(), forms=())
    numbers, _ = find.facts(db, replace(search, query=query, traits=()), LOOKED_AT, 0)
    rows = [ids.find(db, id) for id in query.people]
    people = {row["n"] for row in rows if row is not None}
    until = day.toordinal()
    matching: list[tuple[int, Folded]] = []
    for n in numbers:
        root, block = db.execute(
            "SELECT f.root, s.block FROM facts f JOIN strands s ON s.n = f.root WHERE f.n=?", (n,)
        ).fetchone()
        folded = KINDS[search.kind].fold(db, root, block, until)
        if folded is not None and _meets(folded, search, people):
            matching.append((n, folded))
    page = matching[offset : offset + max(0, limit)]
    return list(_shown(db, search, page, until)), len(matching)


def _meets(folded: Folded, search: Search, people: set[int]) -> bool:
    """True when what was told by then still meets the conditions."""
    query = search.query
    return (
        (not query.statuses or folded.row.get("status") in query.statuses)
        and (not query.forms or folded.row.get("form") in query.forms)
        and all(set(group) & set(folded.traits) for group in search.traits)
        and set(map(storable, query.parties)) <= set(folded.parties)
        and people <= {one.person for one in folded.people}
    )


def _shown(
    db: sqlite3.Connection, search: Search, found: list[tuple[int, Folded]], until: int
) -> Iterator[Fact]:
    texts: dict[int, str] = {}
    for n, folded in found:
        row = db.execute("SELECT id, root FROM facts WHERE n=?", (n,)).fetchone()
        sources = sources_of(db, row["root"], texts, until)
        if sources:
            people = tuple(_attendee(db, one) for one in folded.people)
            head = Head(row["id"], people, folded.parties, sources)
            yield KINDS[search.kind].build(db, folded.row, head)


def _attendee(db: sqlite3.Connection, one: Attendee) -> PersonRef:
    row = db.execute("SELECT id, name FROM people WHERE n=?", (one.person,)).fetchone()
    return PersonRef(row["id"], row["name"], one.title, one.party)
