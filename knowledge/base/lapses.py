"""Whether a fact waits for somebody to decide: what was decided does not fit it, or sources differ.

Both follow from the fact and what is decided on it alone.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from knowledge.base import codec, decisions, heeding
from knowledge.base.decisions import Action, Decision
from knowledge.base.kinds.common import Folded
from knowledge.model import Kind

CHANGED, DISPUTED = "changed", "disputed"


def lapsed(
    db: sqlite3.Connection, by: Iterable[str], verified: str | None, readings: Iterable[str]
) -> str | None:
    """The decision on a fact that does not fit it any more, by id; None for none.

    A verification of a fact that says otherwise now, unless somebody decided on it since; a
    correction of a value that was read otherwise now, neither as it was nor as it was corrected.

    Args:
        by: the decisions in force on the fact.
        verified: the one by which it counts as verified.
        readings: its readings, by id.
    """
    found = sorted((d for id in by if (d := decisions.find(db, id))), key=lambda d: d.n)
    if not found or verified == found[-1].id:
        return None
    if found[-1].action is Action.VERIFY:
        return found[-1].id
    last = {d.payload["field"]: d for d in found if d.action is Action.CORRECT}
    machine = _machine(db, readings) if last else {}
    otherwise = [d for d in last.values() if _read_otherwise(d, machine)]
    return max(otherwise, key=lambda d: d.n).id if otherwise else None


def _machine(db: sqlite3.Connection, readings: Iterable[str]) -> dict[str, Mapping[str, object]]:
    """What readings say by themselves."""
    found = {}
    for id in readings:
        row = db.execute(
            "SELECT coalesce(machine, fields) FROM readings WHERE id=? AND current", (id,)
        ).fetchone()
        if row is not None:
            found[id] = codec.load(row[0])
    return found


def _read_otherwise(one: Decision, machine: Mapping[str, Mapping[str, object]]) -> bool:
    field, value = str(one.payload["field"]), one.payload.get("value")
    then = one.payload.get("read", {})
    return any(
        machine[id].get(field) not in (then[id], value) for id in one.readings if id in then
        and id in machine
    )  # fmt: skip


def waits(kind: Kind, told: Folded, desk: str | None, corrected: Sequence[str]) -> str | None:
    """Why a fact waits: `CHANGED`, `DISPUTED` or not at all.

    `desk` is what it shows of decisions (JSON), `corrected` the fields on which one is in force.
    """
    kept = {} if desk is None else json.loads(desk)
    if kept.get("lapsed"):
        return CHANGED
    if kept.get("verified"):
        return None
    decided = {heeding.shown_name(kind, field) for field in corrected}
    differing = {one.field for one in codec.variants_of(str(told.row.get("variants", "[]")))}
    return DISPUTED if differing - decided else None
