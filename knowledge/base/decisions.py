"""What people decided: an append-only log, and what of it is in force.

Nothing in the log is ever changed or deleted (triggers see to it); whoever changes their mind adds
a decision, be it one that undoes an earlier one. Of two decisions on the same thing the later one
holds. Who decided stands in a table of its own, so that a person can be forgotten while the record
stays.

Targets are readings (`reading:ID`), by the fingerprint that re-extraction finds again, facts
(`fact:ID`, with the readings that they stand on as further targets), articles (`article:ID`),
people (`person:ID`), proposals (`proposal:N`) and decisions (`decision:ID`).
"""

import json
import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from knowledge.base.codec import dump, storable

TEXT = 2_000
"""Characters of a reason that are kept."""


class Action(StrEnum):
    """What can be decided."""

    VERIFY = "verify"
    """A fact is right as it is shown."""
    CORRECT = "correct"
    """A field of a fact is another than its readings say, or one of those they dispute."""
    RETRACT = "retract"
    """A reading, or all that a fact stands on, is wrong: no fact stands on it."""
    RESTORE = "restore"
    """The reading, or the article, counts again."""
    MERGE = "merge"
    """Facts are one and the same event."""
    SPLIT = "split"
    """Readings of a fact tell of an event of their own."""
    SAME_PERSON = "same-person"
    """People of the archive are one and the same."""
    OTHER_PERSON = "other-person"
    """What some articles call so is somebody else of that name."""
    ALIAS = "alias"
    """A person has another name."""
    ROLE = "role"
    """What a person is called, where the archive has it otherwise or not at all."""
    HIDE = "hide"
    """An article is kept out of every answer."""
    TAKEDOWN = "takedown"
    """An article is removed, and stays away when it is ingested again."""
    REJECT = "reject"
    """What somebody proposed, or what the archive suggests, is not done."""
    UNDO = "undo"
    """A decision does not hold any more."""


_WHOLE = frozenset({Action.TAKEDOWN, Action.HIDE, Action.RESTORE})
"""What is decided on articles as a whole."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the log. `at` is UTC, ISO 8601; `payload` holds what an action needs.

    `on` are further targets that it is about, `n` its place in the log, from 1.
    """

    action: Action
    target: str
    who: str
    why: str | None = None
    payload: Mapping[str, Any] = field(default_factory=dict)
    at: str = ""
    id: str = ""
    on: tuple[str, ...] = ()
    n: int = 0

    @property
    def targets(self) -> tuple[str, ...]:
        """All that it is about, each once."""
        return tuple(dict.fromkeys((self.target, *self.on)))

    @property
    def readings(self) -> tuple[str, ...]:
        """The ids of the readings that it is about."""
        found = (target.partition(":") for target in self.targets)
        return tuple(id for sort, _, id in found if sort == "reading")


def now() -> str:
    """The time as the log and all tables have it: UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def record(db: sqlite3.Connection, decision: Decision) -> Decision:
    """Append a decision; id and time are filled in where they are missing."""
    made = replace(decision, id=decision.id or secrets.token_hex(8), at=decision.at or now())
    why = None if made.why is None else storable(made.why[:TEXT])
    cursor = db.execute(
        "INSERT INTO decisions(id, at, who, action, target, payload, why) VALUES (?,?,?,?,?,?,?)",
        (
            made.id,
            made.at,
            _alias(db, made.who),
            made.action,
            made.target,
            dump({**made.payload, **({"on": list(made.on)} if made.on else {})}),
            why,
        ),
    )
    n = int(cursor.lastrowid or 0)
    db.executemany(
        "INSERT INTO decision_targets(target, decision) VALUES (?,?)",
        [(target, n) for target in made.targets],
    )
    return replace(made, n=n, why=why)


def _alias(db: sqlite3.Connection, person: str) -> str:
    """What the log calls a person, who may be forgotten one day; "" for nobody."""
    if not person:
        return ""
    row = db.execute("SELECT alias FROM deciders WHERE person=?", (person,)).fetchone()
    if row is not None:
        return str(row[0])
    alias = f"person-{secrets.token_hex(6)}"
    db.execute("INSERT INTO deciders(alias, person) VALUES (?,?)", (alias, person))
    return alias


def forget(db: sqlite3.Connection, person: str) -> int:
    """Forget who somebody is that decided; how many decisions stay, by nobody in particular."""
    row = db.execute("DELETE FROM deciders WHERE person=? RETURNING alias", (person,)).fetchone()
    if row is None:
        return 0
    (count,) = db.execute("SELECT count(*) FROM decisions WHERE who=?", (row[0],)).fetchone()
    return int(count)


_ROWS = """
    SELECT d.n, d.id, d.at, d.action, d.target, d.payload, d.why,
           coalesce(p.person, CASE WHEN d.who LIKE 'person-%' THEN '' ELSE d.who END) AS who
    FROM decisions d LEFT JOIN deciders p ON p.alias = d.who
"""


def _decision(row: sqlite3.Row) -> Decision:
    payload = json.loads(row["payload"])
    on = tuple(payload.pop("on", ()))
    return Decision(
        Action(row["action"]), row["target"], row["who"], row["why"], payload, row["at"],
        row["id"], on, row["n"],
    )  # fmt: skip


def log(db: sqlite3.Connection) -> Iterator[Decision]:
    """All decisions, oldest first."""
    for row in db.execute(f"{_ROWS} ORDER BY d.n"):
        yield _decision(row)


def latest(db: sqlite3.Connection, limit: int, before: int | None = None) -> list[Decision]:
    """The last decisions, or the last of those before a place in the log, newest first."""
    rows = db.execute(
        f"{_ROWS} WHERE ? IS NULL OR d.n < ? ORDER BY d.n DESC LIMIT ?", (before, before, limit)
    )
    return [_decision(row) for row in rows]


def after(db: sqlite3.Connection, n: int, limit: int) -> list[Decision]:
    """The first decisions after a place in the log, oldest first."""
    return [
        _decision(row)
        for row in db.execute(f"{_ROWS} WHERE d.n > ? ORDER BY d.n LIMIT ?", (n, limit))
    ]


def find(db: sqlite3.Connection, id: str) -> Decision | None:
    """A decision by its id."""
    row = db.execute(f"{_ROWS} WHERE d.id=?", (storable(id),)).fetchone()
    return None if row is None else _decision(row)


def about(db: sqlite3.Connection, target: str) -> list[Decision]:
    """The decisions on a target, in force or not, oldest first."""
    rows = db.execute(
        f"{_ROWS} JOIN decision_targets t ON t.decision = d.n WHERE t.target=? ORDER BY d.n",
        (storable(target),),
    )
    return [_decision(row) for row in rows]


def all_about(db: sqlite3.Connection, targets: Iterable[str]) -> list[Decision]:
    """The decisions on any of these targets, and those that undo them, oldest first."""
    found: dict[int, Decision] = {}
    asked = list(dict.fromkeys(targets))
    for target in asked:
        for one in about(db, target):
            if one.n not in found:
                found[one.n] = one
                asked.append(f"decision:{one.id}")
    return [found[n] for n in sorted(found)]


def last_about(db: sqlite3.Connection, targets: Iterable[str]) -> int:
    """The place in the log of the last decision on any of these targets, or of its undoing."""
    return max((one.n for one in all_about(db, targets)), default=0)


def in_force(db: sqlite3.Connection, id: str) -> bool:
    """False for a decision that was undone by one that is in force itself."""
    undoing: dict[str, list[str]] = {}
    asked = [id]
    for one in asked:
        rows = db.execute(
            "SELECT d.id FROM decision_targets t JOIN decisions d ON d.n = t.decision"
            " WHERE t.target=? AND d.action=?",
            (f"decision:{one}", Action.UNDO),
        )
        undoing[one] = [row[0] for row in rows]
        asked += undoing[one]
    # What undoes stands behind what it undoes; such chains may be longer than the stack is deep.
    holds: dict[str, bool] = {}
    for one in reversed(asked):
        holds[one] = not any(holds[other] for other in undoing[one])
    return holds[id]


def holding(db: sqlite3.Connection, target: str) -> list[Decision]:
    """The decisions on a target that were not undone, oldest first."""
    return [one for one in about(db, target) if in_force(db, one.id)]


def retraction(db: sqlite3.Connection, fact: str) -> Decision | None:
    """The last retraction of a fact, or of a reading, that is in force."""
    found = [*holding(db, f"fact:{fact}"), *holding(db, f"reading:{fact}")]
    found = [one for one in found if one.action in (Action.RETRACT, Action.RESTORE)]
    last = max(found, key=lambda one: one.n, default=None)
    return None if last is None or last.action is Action.RESTORE else last


def undone(db: sqlite3.Connection, decision: Decision) -> Decision:
    """What an undo is about in the end: the decision that it, or what it undoes, undoes."""
    while decision.action is Action.UNDO:
        found = find(db, decision.target.removeprefix("decision:"))
        if found is None:
            break
        decision = found
    return decision


def all_holding(db: sqlite3.Connection, actions: Iterable[Action]) -> Iterator[Decision]:
    """The decisions of these sorts that were not undone, oldest first."""
    wanted = sorted(set(actions))
    marks = ",".join("?" * len(wanted))
    rows = db.execute(f"{_ROWS} WHERE d.action IN ({marks}) ORDER BY d.n", wanted).fetchall()
    for row in rows:
        if in_force(db, row["id"]):
            yield _decision(row)


def index(db: sqlite3.Connection) -> None:
    """Make the index of what decisions are about anew from the log."""
    wanted = {(target, one.n) for one in log(db) for target in one.targets}
    rows = db.execute("SELECT target, decision FROM decision_targets").fetchall()
    found = {(row[0], row[1]) for row in rows}
    db.executemany(
        "DELETE FROM decision_targets WHERE target=? AND decision=?", sorted(found - wanted)
    )
    db.executemany(
        "INSERT INTO decision_targets(target, decision) VALUES (?,?)", sorted(wanted - found)
    )


OF_FACTS = frozenset({Action.VERIFY, Action.CORRECT, Action.RETRACT, Action.MERGE, Action.SPLIT})
"""What is decided on facts, by their readings."""


def without_readings(db: sqlite3.Connection) -> list[Decision]:
    """The decisions in force on facts of which nothing is read any more: they wait for it.

    Of a merge, where what is still read is no more than one of its readings.
    """
    found = []
    for one in all_holding(db, OF_FACTS):
        read = sum(
            db.execute("SELECT 1 FROM readings WHERE id=? AND current", (id,)).fetchone()
            is not None
            for id in one.readings
        )
        if read < (2 if one.action is Action.MERGE else 1):
            found.append(one)
    return found


def readings(db: sqlite3.Connection) -> list[str]:
    """The ids of all readings that a decision was made on."""
    rows = db.execute("SELECT DISTINCT target FROM decision_targets WHERE target LIKE 'reading:%'")
    return [str(target).partition(":")[2] for (target,) in rows]


def is_taken_down(db: sqlite3.Connection, article: str) -> bool:
    """True for an article that was removed and not let in again."""
    return last_on_article(db, article) is Action.TAKEDOWN


def is_hidden(db: sqlite3.Connection, article: str) -> bool:
    """True for an article that is kept out of answers."""
    return last_on_article(db, article) is Action.HIDE


def whole_articles(decision: Decision) -> list[str]:
    """The ids of the articles that a decision lets go out of sight or come back."""
    found = (target.partition(":") for target in decision.targets)
    return [id for sort, _, id in found if sort == "article" and decision.action in _WHOLE]


def last_on_article(db: sqlite3.Connection, article: str) -> Action | None:
    """What was decided last on an article as a whole."""
    found = [one for one in holding(db, f"article:{article}") if one.action in _WHOLE]
    return found[-1].action if found else None
