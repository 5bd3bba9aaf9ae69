"""A thing that is told as two facts is shown once: as the agreement, not as its milestone too.

Both stay facts of their own. Where both kinds are asked for and the agreement is found, its
milestone is left out: every sentence that tells the milestone tells the agreement as well.
"""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from knowledge.base import find
from knowledge.base.kinds.agreed import AGREED, beside
from knowledge.base.listings import Search
from knowledge.base.numbering import CLASS_SHIFT, kind_of
from knowledge.model import Kind

LOOKED_AT = 200
"""Of more such milestones than these the others are shown."""

IsFound = Callable[[int], bool]


def facts(
    db: sqlite3.Connection,
    searches: Sequence[Search],
    limit: int,
    offset: int,
    left_out: Sequence[int] = (),
    counted: int | None = None,
) -> find.Found:
    """What `find.facts` gives, without what would be shown twice and what is left out.

    What is left out is given in the order of its numbers. So many facts as `counted` are counted,
    or as `find` does.
    """
    gone = hidden(db, searches)
    end = offset + max(0, limit)
    counted = find.counted_to(limit, offset) if counted is None else counted
    most = counted + len(gone) + len(left_out)
    if left_out:
        gone |= find.among(db, searches, left_out, most)
    if not gone:
        return find.facts(db, searches, limit, offset, counted)
    shown = end + len(gone) if limit > 0 else 0
    found = find.facts(db, searches, shown, 0, most)
    numbers = [n for n in found.numbers if n not in gone][offset:end]
    return find.Found(numbers, found.total - len(gone), found.complete)


def hidden(
    db: sqlite3.Connection, searches: Sequence[Search], is_found: IsFound | None = None
) -> set[int]:
    """The milestones that searches would show beside their agreement.

    `is_found` tells whether an agreement is among what the searches show.
    """
    if len(searches) < 2:
        return set()
    by_kind = {search.kind: search for search in searches}
    if not by_kind.keys() >= {Kind.AGREEMENT, Kind.MILESTONE}:
        return set()
    milestones = replace(by_kind[Kind.MILESTONE], trait=AGREED)
    agreements = by_kind[Kind.AGREEMENT]
    numbers = find.some(db, milestones, LOOKED_AT, several=True)
    found = is_found or (lambda n: find.holds(db, agreements, n))
    return {n for n in numbers if (other := _agreement(db, n)) is not None and found(other)}


def without(db: sqlite3.Connection, numbers: Iterable[int]) -> list[int]:
    """These facts, in this order, without milestones whose agreement is among them."""
    kept = list(numbers)
    among = set(kept)
    return [n for n in kept if not (_is_agreed(db, n) and _agreement(db, n) in among)]


def _is_agreed(db: sqlite3.Connection, n: int) -> bool:
    if kind_of(n >> CLASS_SHIFT) is not Kind.MILESTONE:
        return False
    row = db.execute("SELECT traits FROM facts WHERE n=?", (n,)).fetchone()
    return row is not None and AGREED in row["traits"].split()


def _agreement(db: sqlite3.Connection, n: int) -> int | None:
    """The one agreement that all readings of a milestone tell of as well."""
    row = db.execute("SELECT root FROM facts WHERE n=?", (n,)).fetchone()
    found = [
        {fact for reading in readings if (fact := _fact(db, reading)) is not None}
        for readings in beside(db, row["root"])
    ]
    one = found[0] if found else set()
    return next(iter(one)) if len(one) == 1 and all(other == one for other in found) else None


def _fact(db: sqlite3.Connection, reading: int) -> int | None:
    row = db.execute(
        "SELECT f.n FROM marks m JOIN strands s ON s.n = m.strand JOIN facts f ON f.root = s.root"
        " WHERE m.reading=?",
        (reading,),
    ).fetchone()
    return None if row is None else int(row[0])
