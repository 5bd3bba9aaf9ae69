"""Facts with weak evidence on which nobody decided: those that answers mark as weak, too.

How sure a fact is stands nowhere in the base, as it follows from the whole fact. So facts that few
articles tell, which an index lists, are loaded and judged, the latest first, and at most
`LOOKED_AT` of them: some 0.1 milliseconds each.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import islice

from knowledge.base import facts
from knowledge.base.tables_4 import NEVER
from knowledge.confidence import Standing, confidence

LOOKED_AT = 500
"""Facts that are judged."""

FEW = 2
"""Facts that fewer articles report are judged."""

_ASKED = f"""
    SELECT n, id, first_told, support FROM facts
    WHERE desk IS NULL AND waits IS NULL AND support < {FEW} AND support=?
    ORDER BY first_told DESC, n DESC LIMIT {LOOKED_AT}
"""


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A fact with weak evidence.

    Its id, the day on which an article first told it (proleptic ordinal; `NEVER` where nobody
    knows), how many articles report it, and how sure it is, between 0 and 1.
    """

    id: str
    first_told: int
    support: int
    sure: float


def found(db: sqlite3.Connection) -> tuple[Doubtful, ...]:
    """Those among the latest facts that few articles tell, the latest first.

    Those of undated articles are at the end.
    """
    listed = [db.execute(_ASKED, (support,)) for support in range(FEW)]
    latest = islice(merge(*listed, key=_place, reverse=True), LOOKED_AT)
    return tuple(sorted(judged(db, latest), key=_is_undated))


def judged(db: sqlite3.Connection, rows: Iterable[sqlite3.Row]) -> Iterator[Doubtful]:
    """Those of these rows of facts whose evidence is weak."""
    for row in rows:
        for fact in facts.load(db, [row["n"]]):
            sure = confidence(fact)
            if sure.standing is Standing.WEAK:
                day = row["first_told"] or NEVER
                yield Doubtful(row["id"], day, row["support"], sure.value)


def _place(row: sqlite3.Row) -> tuple[int, int]:
    return row["first_told"] or 0, row["n"]


def _is_undated(one: Doubtful) -> bool:
    return one.first_told >= NEVER


def least_sure(several: Sequence[Doubtful]) -> list[Doubtful]:
    """The same with the least sure first."""
    return sorted(several, key=lambda one: one.sure)
