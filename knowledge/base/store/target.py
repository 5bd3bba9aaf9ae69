"""A fact that somebody decides on: what it says, what its readings say, and what may be decided."""

import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

from knowledge.base import codec, decisions, facts, heeding, ids, rulings, unsettled
from knowledge.base.codec import storable
from knowledge.base.decisions import Action, Decision
from knowledge.base.kinds import kind_of
from knowledge.dates import edtf

_DATES = frozenset({"date", "since", "until"})


class Undecidable(Exception):
    """It can't be decided so; the text says why, for whoever decides."""


class DecidedMeanwhile(Undecidable):
    """Somebody else decided on the fact since it was shown: `decision`."""

    def __init__(self, decision: Decision) -> None:
        super().__init__("Somebody decided on this fact since it was shown.")
        self.decision = decision


class Gone(Undecidable):
    """There is no such fact, reading or decision any more."""


def target(
    db: sqlite3.Connection, fact: str, seen: int | None = None, settles: Iterable[str] = ()
) -> "Target":
    """A fact to decide on, and what waits no more after it.

    Raises:
        Gone: the archive does not hold it.
        DecidedMeanwhile: somebody decided on it after `seen`, or settled what waits.
    """
    settles = tuple(settles)
    for one in settles:
        known = unsettled.settled_by(db, one)
        if known is not None:
            raise DecidedMeanwhile(known)
    return Target(db, fact, seen, settles)


class Target:
    """A fact that is decided on; see `target`."""

    def __init__(
        self, db: sqlite3.Connection, id: str, seen: int | None, settles: tuple[str, ...]
    ) -> None:
        n = facts.by_id(db, id)
        if n is None:
            raise Gone("The archive does not hold this fact any more.")
        self._db = db
        self._settles = settles
        self.readings = _readings(db, n)
        row = db.execute(
            "SELECT f.id, f.root, s.block FROM facts f JOIN strands s ON s.n = f.root WHERE f.n=?",
            (n,),
        ).fetchone()
        self.id: str = row["id"]
        self.kind = kind_of(row["block"])
        self._root, self._block = row["root"], row["block"]
        last = last_decided(db, n)
        if seen is not None and last > seen:
            raise DecidedMeanwhile(decisions.latest(db, 1, last + 1)[0])

    def content(self) -> Mapping[str, Any]:
        """What it says."""
        told = rulings.folded(self._db, self.kind, self._root, self._block)
        return {} if told is None else rulings.content(told)

    def said(self) -> dict[str, Any]:
        """What its readings say, by reading, as far as people verify it."""
        return {
            id: rulings.fields(codec.fields_of(self.kind, codec.dump(fields)))
            for id, fields in self._fields("fields")
        }

    def read(self, field: str) -> dict[str, Any]:
        """What its readings were read to say for a field, by reading."""
        return {id: fields.get(field) for id, fields in self._fields("coalesce(machine, fields)")}

    def telling(self, field: str, value: Any) -> list[str]:
        """The readings that give this value.

        Raises:
            Undecidable: the field can't have it.
        """
        found = []
        if field in _DATES and value is not None and not edtf.valid(str(value)):
            raise Undecidable("This is no date.")
        for id, fields in self._fields("fields"):
            if field not in fields:
                raise Undecidable(f"A {self.kind} has no field “{storable(field)[:40]}”.")
            try:
                heeding.amended(self.kind, codec.dump(fields), {field: value})
            except ValueError:
                raise Undecidable("The field can't have this value.") from None
            same = codec.value_of(field, fields[field]) == codec.value_of(field, value)
            found += [id] if same else []
        return found

    def _fields(self, column: str) -> list[tuple[str, dict[str, Any]]]:
        rows = [
            (id, self._db.execute(
                f"SELECT {column} FROM readings WHERE id=? AND current", (id,)
            ).fetchone())
            for id in self.readings
        ]  # fmt: skip
        return [(id, codec.load(row[0])) for id, row in rows]

    def decision(
        self,
        action: Action,
        who: str,
        why: str | None,
        payload: Mapping[str, Any],
        readings: Iterable[str] | None = None,
    ) -> Decision:
        """A decision on it, and on these of its readings or on all of them."""
        chosen = self.readings if readings is None else readings
        on = (*(f"reading:{id}" for id in chosen), *self._settles)
        return Decision(action, f"fact:{self.id}", who, why, payload, on=on)


def rows_of(db: sqlite3.Connection, people: Iterable[str]) -> set[int]:
    """The row numbers of people by id.

    Raises:
        Undecidable: the archive does not know one of them.
    """
    found = [ids.find(db, id) for id in people]
    if any(row is None for row in found):
        raise Undecidable("The archive does not know everybody who is named any more.")
    return {row["n"] for row in found if row is not None}


def check_people(db: sqlite3.Connection, readings: Iterable[str], meant: set[int]) -> None:
    """See that a fact stands on corrected readings, and that it is of the people who were meant.

    Raises:
        Undecidable: it is not so.
    """
    for id in readings:
        n = facts.by_id(db, id)
        if n is None:
            raise Undecidable("No fact can be like that.")
        rows = db.execute(
            "SELECT person FROM fact_people WHERE fact=? UNION"
            " SELECT person FROM role_facts WHERE n=?",
            (n, n),
        )
        if meant - {row[0] for row in rows}:
            raise Undecidable(
                "The archive would take the name for somebody else here. Give the full name with"
                " title and country, as in “Jane Doe (Foreign Minister, France)”."
            )


def _readings(db: sqlite3.Connection, n: int) -> list[str]:
    rows = db.execute(
        "SELECT m.id FROM facts f JOIN strands s ON s.root = f.root"
        " JOIN marks m ON m.strand = s.n WHERE f.n=? ORDER BY m.id",
        (n,),
    )
    return [row[0] for row in rows]


def last_decided(db: sqlite3.Connection, n: int) -> int:
    """The place in the log of the last decision on a fact or its readings, or of its undoing.

    What was set apart from a fact was decided on other readings than it has.
    """
    (id,) = db.execute("SELECT id FROM facts WHERE n=?", (n,)).fetchone()
    return decisions.last_about(db, [f"fact:{id}", *(f"reading:{one}" for one in _readings(db, n))])
