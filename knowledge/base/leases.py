"""Leases: what only one process may do at a time, on this machine or another with the same file.

A lease runs out by itself when its holder dies; where that is certain (`holders`), it is free at
once. Holders are told apart by a random name that each makes for itself.
"""

import sqlite3

from knowledge.base import holders
from knowledge.base.codec import storable
from knowledge.model.providers import later

POLLING = "polling"
"""The lease of whoever polls the providers."""


def take(db: sqlite3.Connection, name: str, holder: str, seconds: int, now: str) -> bool:
    """Take a lease that is free, has run out or is a dead one's, or renew one's own.

    False when another has it. In a transaction that writes: whoever is found dead stays the holder
    until then.
    """
    row = db.execute("SELECT holder FROM leases WHERE name=?", (name,)).fetchone()
    dead = row["holder"] if row is not None and holders.is_dead(row["holder"]) else None
    taken = db.execute(
        "INSERT INTO leases(name, holder, until) VALUES (:name, :holder, :until)"
        " ON CONFLICT DO UPDATE SET holder=excluded.holder, until=excluded.until"
        " WHERE leases.holder IN (excluded.holder, :dead) OR leases.until<=:now",
        {
            "name": name,
            "holder": storable(holder),
            "until": later(now, seconds),
            "now": now,
            "dead": dead,
        },
    )
    return taken.rowcount > 0


def renew(db: sqlite3.Connection, name: str, holder: str, seconds: int, now: str) -> bool:
    """Prolong a lease that one holds, even one that ran out; False when it is another's or gone."""
    renewed = db.execute(
        "UPDATE leases SET until=? WHERE name=? AND holder=?",
        (later(now, seconds), name, storable(holder)),
    )
    return renewed.rowcount > 0


def release(db: sqlite3.Connection, name: str, holder: str) -> None:
    """Give a lease up, if one holds it."""
    db.execute("DELETE FROM leases WHERE name=? AND holder=?", (name, storable(holder)))


def holder(db: sqlite3.Connection, name: str, now: str) -> str | None:
    """Who holds a lease; None when it is free, has run out, or its holder is surely dead."""
    row = db.execute("SELECT holder FROM leases WHERE name=? AND until>?", (name, now)).fetchone()
    return None if row is None or holders.is_dead(row["holder"]) else str(row["holder"])
