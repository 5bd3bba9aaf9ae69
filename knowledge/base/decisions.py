"""What people decided: an append-only log, and what it means for the fold.

Nothing in the log is ever changed or deleted (triggers see to it); whoever changes their mind
adds a decision. The last decision on a target holds. Targets are readings (`reading:ID`), by the
fingerprint that re-extraction finds again, and articles (`article:ID`).
"""

import json
import secrets
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from knowledge.base.codec import dump


class Action(StrEnum):
    """What can be decided so far."""

    RETRACT = "retract"
    """A reading is wrong: no fact stands on it."""
    RESTORE = "restore"
    """The reading, or the article, counts again."""
    TAKEDOWN = "takedown"
    """An article is removed, and stays away when it is ingested again."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the log. `at` is UTC, ISO 8601; `payload` holds what an action needs."""

    action: Action
    target: str
    who: str
    why: str | None = None
    payload: Mapping[str, Any] = field(default_factory=dict)
    at: str = ""
    id: str = ""


def now() -> str:
    """The time as the log and all tables have it: UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def record(db: sqlite3.Connection, decision: Decision) -> Decision:
    """Append a decision; id and time are filled in where they are missing."""
    id = decision.id or secrets.token_hex(8)
    at = decision.at or now()
    db.execute(
        "INSERT INTO decisions(id, at, who, action, target, payload, why) VALUES (?,?,?,?,?,?,?)",
        (
            id,
            at,
            decision.who,
            decision.action,
            decision.target,
            dump(dict(decision.payload)),
            decision.why,
        ),
    )
    return Decision(
        decision.action, decision.target, decision.who, decision.why, decision.payload, at, id
    )


def log(db: sqlite3.Connection) -> Iterator[Decision]:
    """All decisions, oldest first."""
    for row in db.execute("SELECT * FROM decisions ORDER BY n"):
        yield Decision(
            Action(row["action"]),
            row["target"],
            row["who"],
            row["why"],
            json.loads(row["payload"]),
            row["at"],
            row["id"],
        )


def is_withdrawn(db: sqlite3.Connection, reading: str) -> bool:
    """True for a reading that the last decision on it retracts."""
    return _last(db, f"reading:{reading}") == Action.RETRACT


def is_taken_down(db: sqlite3.Connection, article: str) -> bool:
    """True for an article that was removed and not let in again."""
    return _last(db, f"article:{article}") == Action.TAKEDOWN


def _last(db: sqlite3.Connection, target: str) -> str | None:
    row = db.execute(
        "SELECT action FROM decisions WHERE target=? ORDER BY n DESC LIMIT 1", (target,)
    ).fetchone()
    return None if row is None else str(row[0])
