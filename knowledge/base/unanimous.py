"""What all readings of a fact say alike, for which the fact need not be folded from them.

However many of these readings count, a fact that all of them tell of a party is one of that party.
Where somebody decided on a reading, only the fold knows what holds.
"""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.base.codec import load
from knowledge.base.numbering import CLASS_SHIFT, kind_of
from knowledge.model import Kind


@dataclass(frozen=True, slots=True)
class Said:
    """What the readings of a fact say alike: the parties, and of a statement if any quotes it."""

    parties: frozenset[str]
    direct: bool


def said(db: sqlite3.Connection, numbers: Sequence[int], until: int) -> dict[int, Said]:
    """What was said of facts by the day `until` (an ordinal), as far as that can be told."""
    told: dict[int, list[sqlite3.Row]] = {}
    for row in db.execute(_TOLD, (json.dumps(list(numbers)), until)):
        told.setdefault(row["n"], []).append(row)
    return {
        n: _alike(kind_of(n >> CLASS_SHIFT), [load(row["fields"]) for row in rows])
        for n, rows in told.items()
        if all(row["decided"] is None for row in rows)
    }


# CROSS JOIN has SQLite begin with the numbers that are given.
_TOLD = """
    SELECT f.n, r.fields, r.decided FROM json_each(?) j CROSS JOIN facts f ON f.n = j.value
    CROSS JOIN strands s ON s.root = f.root CROSS JOIN marks m ON m.strand = s.n
    CROSS JOIN readings r ON r.n = m.reading WHERE m.day <= ?
"""


def _alike(kind: Kind, readings: Sequence[dict[str, object]]) -> Said:
    # Of a sum most readings say who gave and who got it, so that each must be on the same side.
    sides = ("giver", "receiver") if kind is Kind.PAYMENT else ("parties",)
    parties: frozenset[str] = frozenset()
    for side in sides:
        named = [one.get(side) for one in readings]
        parties |= frozenset.intersection(*(_parties(one) for one in named))
    return Said(parties, any(one.get("direct") for one in readings))


def _parties(named: object) -> frozenset[str]:
    if isinstance(named, list):
        return frozenset(named)
    return frozenset() if named is None else frozenset({str(named)})
