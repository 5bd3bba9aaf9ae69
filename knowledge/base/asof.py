"""Facts as the archive told them on an earlier day: a `Query` with `as_of` → facts.

What later articles added (that a plan came true, who else was there) is not shown and finds
nothing. Period, place, occasion and words are compared with the facts of today.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from knowledge.base import find, ids
from knowledge.base.codec import storable
from knowledge.base.facts import sources_of
from knowledge.base.find import Search, traits_asked
from knowledge.base.kinds import KINDS, kind_of
from knowledge.base.kinds.common import Folded, Head
from knowledge.base.values import Attendee
from knowledge.model import Fact, Kind, PersonRef

LOOKED_AT = 2000
"""Of more facts than this the newest are looked at."""


def facts(
    db: sqlite3.Connection, searches: Sequence[Search], day: date, limit: int, offset: int
) -> tuple[list[Fact], int]:
    """A page of the facts told by that day, and how many there are; see `find.facts`."""
    numbers, _ = find.facts(db, [_any_state(search) for search in searches], LOOKED_AT, 0)
    by_kind = {search.kind: search for search in searches}
    people = {
        row["n"]
        for search in searches
        for id in search.query.people
        if (row := ids.find(db, id)) is not None
    }
    until = day.toordinal()
    matching = [
        (n, kind, folded)
        for n, kind, folded in _folded(db, numbers, until)
        if _meets(folded, by_kind[kind], people)
    ]
    page = matching[offset : offset + max(0, limit)]
    return list(_shown(db, page, until)), len(matching)


def is_whole(db: sqlite3.Connection, searches: Sequence[Search]) -> bool:
    """True when `facts` looks at all that may meet the conditions."""
    return find.facts(db, [_any_state(search) for search in searches], 0, 0)[1] <= LOOKED_AT


def told(db: sqlite3.Connection, numbers: Sequence[int], day: date) -> list[Fact]:
    """These facts as they were told by that day, in this order; those told later are left out."""
    until = day.toordinal()
    return list(_shown(db, list(_folded(db, numbers, until)), until))


def _folded(
    db: sqlite3.Connection, numbers: Sequence[int], until: int
) -> Iterator[tuple[int, Kind, Folded]]:
    """What facts came to by the day `until`, without those that nobody had told."""
    for n in numbers:
        root, block = db.execute(
            "SELECT f.root, s.block FROM facts f JOIN strands s ON s.n = f.root WHERE f.n=?", (n,)
        ).fetchone()
        kind = kind_of(block)
        folded = KINDS[kind].fold(db, root, block, until)
        if folded is not None:
            yield n, kind, folded


def _any_state(search: Search) -> Search:
    """A search for facts of any state and type, which may have been another by that day."""
    query = replace(
        search.query,
        forms=(),
        statuses=(),
        types=(),
        stages=(),
        foreseen=False,
        giver=None,
        receiver=None,
        currencies=(),
        direct=None,
    )
    return replace(search, query=query)


def _meets(folded: Folded, search: Search, people: set[int]) -> bool:
    """True when what was told by then still meets the conditions."""
    query = search.query
    return (
        all(set(group) & set(folded.traits) for group in traits_asked(search.kind, query))
        and set(map(storable, query.parties)) <= set(folded.parties)
        and people <= {one.person for one in folded.people}
    )


def _shown(
    db: sqlite3.Connection, found: list[tuple[int, Kind, Folded]], until: int
) -> Iterator[Fact]:
    texts: dict[int, str] = {}
    for n, kind, folded in found:
        row = db.execute("SELECT id, root FROM facts WHERE n=?", (n,)).fetchone()
        sources = sources_of(db, row["root"], texts, until)
        if sources:
            people = tuple(_attendee(db, one) for one in folded.people)
            head = Head(row["id"], people, folded.parties, sources)
            yield KINDS[kind].build(db, folded.row, head)


def _attendee(db: sqlite3.Connection, one: Attendee) -> PersonRef:
    row = db.execute("SELECT id, name FROM people WHERE n=?", (one.person,)).fetchone()
    return PersonRef(row["id"], row["name"], one.title, one.party)
