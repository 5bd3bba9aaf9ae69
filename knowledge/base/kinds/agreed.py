"""Milestones that are the same thing as an agreement: the day on which it comes into force.

Only what one sentence tells as both counts: the same words of the same article, with the same
parties and the same date.
"""

import json
import sqlite3

from knowledge.model import AgreementStatus, Kind

AGREED = "agreed"
"""The trait of milestones that every article tells as an agreement too."""

_STATES = frozenset({AgreementStatus.PLANNED, AgreementStatus.IN_FORCE})


def beside(db: sqlite3.Connection, root: int, until: int | None = None) -> list[list[int]]:
    """For each reading of a milestone, the readings of agreements that tell the same.

    The milestone is that of a root strand; readings are row numbers, of milestones those published
    by the day `until`, if one is given.
    """
    rows = db.execute(
        "SELECT r.article, r.version, r.fields, r.evidence FROM strands s"
        " JOIN marks m ON m.strand = s.n JOIN readings r ON r.n = m.reading"
        " WHERE s.root = ? AND (? IS NULL OR m.day <= ?)",
        (root, until, until),
    ).fetchall()
    return [_same(db, row) for row in rows]


def _same(db: sqlite3.Connection, row: sqlite3.Row) -> list[int]:
    others = db.execute(
        "SELECT n, fields, evidence FROM readings"
        " WHERE article=? AND current AND version=? AND kind=? ORDER BY n",
        (row["article"], row["version"], Kind.AGREEMENT),
    )
    mine = _said(row)
    return [
        other["n"]
        for other in others
        if _said(other) == mine and json.loads(other["fields"])["status"] in _STATES
    ]


def _said(row: sqlite3.Row) -> tuple[object, ...]:
    """Where a reading stands, whose it is and when."""
    fields, (first, *_) = json.loads(row["fields"]), json.loads(row["evidence"])
    return first[0], first[1], fields["date"], frozenset(fields["parties"])
