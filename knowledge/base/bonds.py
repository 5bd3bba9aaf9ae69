"""Events that people merged: readings tied together, whatever the fold makes of them.

A bond ties readings, and with each of them all that the fold joins to it, also later. Strands keep
the root that readings give them (`own`); `root` is that of all that a bond ties.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable

from knowledge.base.kinds import kind_of


def tie(db: sqlite3.Connection, reading: str, bonds: Iterable[str]) -> None:
    """Tie a reading by these bonds, and by no others."""
    db.execute("DELETE FROM bonds WHERE reading=?", (reading,))
    db.executemany("INSERT INTO bonds(reading, bond) VALUES (?,?)", [(reading, b) for b in bonds])


def unite(db: sqlite3.Connection, roots: Iterable[int]) -> set[int]:
    """Give strands that bonds tie one root, and those that none ties any more their own.

    `roots` are those whose strands may have changed. Returns all roots that strands got or lost.
    """
    given = sorted(set(roots))
    if not given or not _has_any(db):
        return set()
    waiting = {own for root in given for own in _own_roots(db, root)}
    tied: dict[int, set[int]] = {}
    while waiting:
        own = waiting.pop()
        tied[own] = _tied(db, own)
        waiting |= tied[own] - tied.keys()
    changed: set[int] = set()
    for group in _groups(tied):
        root = min(group)
        for own in group:
            rows = db.execute(
                "SELECT DISTINCT root FROM strands WHERE own=? AND root<>?", (own, root)
            ).fetchall()
            if rows:
                changed |= {root, *(row[0] for row in rows)}
                db.execute("UPDATE strands SET root=?1 WHERE own=?2 AND root<>?1", (root, own))
        # What is told by other readings now is told otherwise, even where its root stayed.
        changed |= {root} if len(group) > 1 else set()
    return changed


def _has_any(db: sqlite3.Connection) -> bool:
    row = db.execute(
        "SELECT EXISTS(SELECT 1 FROM bonds) OR EXISTS(SELECT 1 FROM strands WHERE root <> own)"
    ).fetchone()
    return bool(row[0])


def _own_roots(db: sqlite3.Connection, root: int) -> set[int]:
    """The own roots of the strands that have or had this root."""
    rows = db.execute("SELECT own FROM strands WHERE root=?1 UNION SELECT own FROM strands"
                      " WHERE own=?1", (root,))  # fmt: skip
    return {row[0] for row in rows}


def _tied(db: sqlite3.Connection, own: int) -> set[int]:
    """The own roots, of the same kind, that bonds tie to this one directly."""
    rows = db.execute(
        """
        SELECT DISTINCT t.own, t.block FROM strands s
        JOIN marks m ON m.strand = s.n JOIN bonds b ON b.reading = m.id
        JOIN bonds c ON c.bond = b.bond
        JOIN readings r ON r.id = c.reading AND r.current
        JOIN marks o ON o.reading = r.n JOIN strands t ON t.n = o.strand
        WHERE s.own = ?
        """,
        (own,),
    ).fetchall()
    (block,) = db.execute("SELECT block FROM strands WHERE own=? LIMIT 1", (own,)).fetchone()
    kind = kind_of(block)
    return {row[0] for row in rows if kind_of(row[1]) is kind}


def _groups(tied: dict[int, set[int]]) -> list[set[int]]:
    """All that hangs together, in the order of their least member."""
    beside: dict[int, set[int]] = defaultdict(set)
    for own, others in tied.items():
        for other in others:
            beside[own].add(other)
            beside[other].add(own)
    groups: list[set[int]] = []
    seen: set[int] = set()
    for own in sorted(tied):
        if own in seen:
            continue
        group, waiting = set[int](), {own}
        while waiting:
            one = waiting.pop()
            group.add(one)
            waiting |= beside[one] - group
        seen |= group
        groups.append(group)
    return groups
