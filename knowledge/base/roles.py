"""Role readings → role facts: who held which title, as of the first and last article.

All readings of one person, office and party are one fact. Its dates are those of the articles, so
it is folded by looking up the ends of an index, however many articles repeat it.
"""

import sqlite3
from collections.abc import Iterable

from knowledge.base.offices import office_key
from knowledge.model import Role

_PREFIX = "role|"


def is_role(block: str) -> bool:
    """True for the blocks of role readings."""
    return block.startswith(_PREFIX)


def block_of(person: int, fields: Role) -> str:
    """The key of the readings that are one role fact."""
    return f"{_PREFIX}{person}|{fields.party or ''}|{office_key(fields.title)}"


def parts_of(block: str) -> tuple[int, str | None, str]:
    """Person (row number), party and office of a block."""
    _, person, party, office = block.split("|", 3)
    return int(person), party or None, office


def settle(db: sqlite3.Connection, blocks: Iterable[str]) -> set[int]:
    """Give each block its one strand; return the strands, whose facts may have changed."""
    roots: set[int] = set()
    for block in blocks:
        row = db.execute("SELECT n FROM strands WHERE block=?", (block,)).fetchone()
        told = db.execute("SELECT 1 FROM marks WHERE block=? LIMIT 1", (block,)).fetchone()
        if told is None:
            if row is not None:
                db.execute("DELETE FROM strands WHERE n=?", (row[0],))
                roots.add(row[0])
            continue
        n = _new(db, block) if row is None else int(row[0])
        db.execute("UPDATE marks SET strand=? WHERE block=? AND strand IS NULL", (n, block))
        roots.add(n)
    return roots


def _new(db: sqlite3.Connection, block: str) -> int:
    cursor = db.execute("INSERT INTO strands(block, size, root) VALUES (?, 1, 0)", (block,))
    n = int(cursor.lastrowid or 0)
    db.execute("UPDATE strands SET root=n WHERE n=?", (n,))
    return n
