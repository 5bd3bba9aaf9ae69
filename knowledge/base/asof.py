"""Meetings as the archive told them on an earlier day: a `Query` with `as_of` → facts.

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
from knowledge.base.merge import Attendee, Merged, merge
from knowledge.base.tellings import told
from knowledge.model import MeetingFact, PersonRef, Query

LOOKED_AT = 2000
"""Of more meetings than this the newest are looked at."""


def meetings(
    db: sqlite3.Connection, query: Query, day: date, limit: int, offset: int
) -> tuple[list[MeetingFact], int]:
    """A page of the meetings told by that day, and how many there are."""
    numbers, _ = find.meetings(db, replace(query, statuses=(), forms=()), LOOKED_AT, 0)
    rows = [ids.find(db, id) for id in query.people]
    people = {row["n"] for row in rows if row is not None}
    until = day.toordinal()
    matching: list[tuple[int, Merged]] = []
    for n in numbers:
        root = db.execute("SELECT root FROM facts WHERE n=?", (n,)).fetchone()[0]
        readings = told(db, root, until)
        merged = merge(readings) if readings else None
        if merged is not None and _meets(merged, query, people):
            matching.append((n, merged))
    return list(_shown(db, matching[offset : offset + max(0, limit)], until)), len(matching)


def _meets(merged: Merged, query: Query, people: set[int]) -> bool:
    """True when what was told by then still meets the conditions."""
    return (
        (not query.statuses or merged.status in query.statuses)
        and (not query.forms or merged.form in query.forms)
        and set(map(storable, query.parties)) <= set(merged.parties)
        and people <= {one.person for one in merged.people}
    )


def _shown(
    db: sqlite3.Connection, found: list[tuple[int, Merged]], until: int
) -> Iterator[MeetingFact]:
    texts: dict[int, str] = {}
    for n, merged in found:
        row = db.execute("SELECT id, root FROM facts WHERE n=?", (n,)).fetchone()
        sources = sources_of(db, row["root"], texts, until)
        if sources:
            yield MeetingFact(
                id=row["id"],
                form=merged.form,
                status=merged.status,
                people=tuple(_attendee(db, one) for one in merged.people),
                parties=merged.parties,
                date=merged.date,
                place=merged.place,
                occasion=merged.occasion,
                topics=merged.topics,
                sources=sources,
                variants=merged.variants,
                history=merged.history,
            )


def _attendee(db: sqlite3.Connection, one: Attendee) -> PersonRef:
    row = db.execute("SELECT id, name FROM people WHERE n=?", (one.person,)).fetchone()
    return PersonRef(row["id"], row["name"], one.title, one.party)
