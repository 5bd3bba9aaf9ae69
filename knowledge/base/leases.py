"""Leases: what only one process may do at a time, on this machine or another with the same file.

A lease runs out by itself when its holder dies. Holders are told apart by a random name that each
makes for itself.
"""

import sqlite3

from knowledge.base.codec import storable
from knowledge.model.providers import later

POLLING = "polling"
"""The lease of whoever polls the providers."""


def take(db: sqlite3.Connection, name: str, holder: str, seconds: int, now: str) -> bool:
    """Take a lease that is free or has run out, or renew one's own; False when another has it."""
    taken = db.execute(
        "INSERT INTO leases(name, holder, until) VALUES (:name, :holder, :until)"
        " ON CONFLICT DO UPDATE SET holder=excluded.holder, until=excluded.until"
        " WHERE leases.holder=excluded.holder OR leases.until<=:now",
        {"name": name, "holder": storable(holder), "until": later(now, seconds), "now": now},
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
    """Who holds a lease; None when it is free or has run out."""
    row = db.execute("SELECT holder FROM leases WHERE name=? AND until>?", (name, now)).fetchone()
    return None if row is None else str(row[0])
