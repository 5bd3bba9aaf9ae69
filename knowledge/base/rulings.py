"""What decisions in force say of readings, and of the facts that stand on them.

A reading carries what was decided on it (`readings.decided`, JSON): whether it is retracted, of
which event of its own it tells, which fields are otherwise, and by which decisions. Where fields
are otherwise, `readings.fields` has them as they were decided, and `readings.machine` as they were
read, so that the fold takes what people say like any reading, and undoing gives all of it back.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from knowledge.base import bonds, codec, decisions, heeding, lapses, unsettled
from knowledge.base.codec import dump
from knowledge.base.decisions import Action, Decision
from knowledge.base.kinds import KINDS
from knowledge.base.kinds.common import Folded
from knowledge.model import Fact, Fields, Kind, Ruling

VERIFIED = "verified"
"""The trait of facts that the desk found right as they are."""

_UNSHOWN = frozenset(
    {"topics", "variants", "history", "date_start", "date_end", "first", "last", "last_day",
     "office", "part", "equivalents", "speakers", "person", "follows"}
)  # fmt: skip
_SHOWN = (Action.VERIFY, Action.CORRECT, Action.MERGE, Action.SPLIT)


def is_retracted(decided: str | None) -> bool:
    """True for a reading on which no fact may stand."""
    return decided is not None and bool(json.loads(decided).get("retracted"))


def apart(decided: str | None) -> str | None:
    """The decision by which a reading tells of an event of its own."""
    return None if decided is None else json.loads(decided).get("apart")


def apply(db: sqlite3.Connection, readings: Iterable[str]) -> None:
    """Bring current readings in step with what is decided on them.

    They lose their marks, and so must be folded after it; `fold.leave` comes before.
    """
    for id in sorted(set(readings)):
        row = _current(db, id)
        if row is None:
            continue
        db.execute(
            "UPDATE readings SET fields=?, machine=?, decided=? WHERE n=?",
            (*_as_decided(row, decisions.holding(db, f"reading:{id}")), row["n"]),
        )
        db.execute("DELETE FROM marks WHERE reading=?", (row["n"],))
        unsettled.keep(db, row["n"])


def out_of_step(db: sqlite3.Connection) -> list[str]:
    """The current readings that are not as the log says, by id, or not tied as it says."""
    rows = db.execute(
        "SELECT id FROM readings WHERE current AND decided IS NOT NULL UNION SELECT reading"
        " FROM bonds"
    )
    found = []
    for id in sorted({row[0] for row in rows} | set(decisions.readings(db))):
        held = decisions.holding(db, f"reading:{id}")
        row = _current(db, id)
        bound = {one[0] for one in db.execute("SELECT bond FROM bonds WHERE reading=?", (id,))}
        is_so = row is None or _as_decided(row, held) == (
            row["fields"], row["machine"], row["decided"]
        )  # fmt: skip
        if not is_so or bound != set(_merges(held)):
            found.append(id)
    return found


def _current(db: sqlite3.Connection, id: str) -> sqlite3.Row | None:
    row: sqlite3.Row | None = db.execute(
        "SELECT n, kind, fields, machine, decided FROM readings WHERE id=? AND current", (id,)
    ).fetchone()
    return row


def _as_decided(row: sqlite3.Row, held: Iterable[Decision]) -> tuple[str, str | None, str | None]:
    """The fields of a reading as decided, as they were read where that differs, and by what."""
    ruled = _ruled(held)
    machine: str = row["machine"] or row["fields"]
    fields = machine
    if ruled.get("fields"):
        values = {name: value for name, (_, value) in ruled["fields"].items()}
        fields = heeding.amended(Kind(row["kind"]), machine, values)
    return fields, None if fields == machine else machine, dump(ruled) if ruled else None


def apply_to_version(db: sqlite3.Connection, version: int) -> None:
    """Apply what is decided to the readings of an article version that were just stored."""
    rows = db.execute(
        "SELECT r.id FROM readings r WHERE r.version=? AND EXISTS"
        " (SELECT 1 FROM decision_targets t WHERE t.target = 'reading:' || r.id)",
        (version,),
    ).fetchall()
    apply(db, [row[0] for row in rows])


def _ruled(held: Iterable[Decision]) -> dict[str, Any]:
    """What decisions in force, oldest first, come to for a reading."""
    found: dict[str, Any] = {}
    fields: dict[str, list[Any]] = {}
    for one in held:
        match one.action:
            case Action.RETRACT:
                found["retracted"] = 1
            case Action.RESTORE:
                found.pop("retracted", None)
            case Action.SPLIT:
                found["apart"] = one.id
            case Action.CORRECT:
                fields[str(one.payload["field"])] = [one.n, one.payload["value"]]
        found.setdefault("by", []).append(one.id)
    return {**found, **({"fields": fields} if fields else {})}


def follow(db: sqlite3.Connection, decision: Decision) -> None:
    """Tie or untie what a decision, or the one that it undoes, ties or sets apart."""
    meant = decisions.undone(db, decision)
    if meant.action in (Action.MERGE, Action.SPLIT):
        tie(db, meant.readings)


def tie(db: sqlite3.Connection, readings: Iterable[str]) -> None:
    """Tie readings by the merges in force on them; what was set apart later is not tied."""
    for id in sorted(set(readings)):
        bonds.tie(db, id, _merges(decisions.holding(db, f"reading:{id}")))


def _merges(held: Iterable[Decision]) -> list[str]:
    """The merges that tie a reading, of the decisions in force on it."""
    held = list(held)
    apart = max((one.n for one in held if one.action is Action.SPLIT), default=0)
    return [one.id for one in held if one.action is Action.MERGE and one.n > apart]


def folded(
    db: sqlite3.Connection, kind: Kind, root: int, block: str, until: int | None = None
) -> Folded | None:
    """The fact of a root strand, as its kind folds it and with what was decided on it."""
    told = KINDS[kind].fold(db, root, block, until)
    return None if told is None else _as_ruled(db, kind, told, root, until)


def folded_with_desk(
    db: sqlite3.Connection, kind: Kind, root: int, block: str
) -> tuple[Folded, str | None] | None:
    """The fact of a root strand, and what it shows of decisions: see `folded` and `desk`."""
    told = KINDS[kind].fold(db, root, block)
    if told is None or not _is_ruled(db, root):
        return None if told is None else (told, None)
    told = _as_ruled(db, kind, told, root)
    return told, desk(db, kind, root, told)


def _as_ruled(
    db: sqlite3.Connection, kind: Kind, told: Folded, root: int, until: int | None = None
) -> Folded:
    """A fact with what was decided on it, where anything was."""
    said = _said(db, kind, root, until)
    if not said:
        return told
    more = heeding.beside(said, heeding.decided(said))
    if more and "variants" in told.row:
        row = {**told.row, "variants": heeding.variants_with(told.row["variants"], more)}
        told = replace(told, row=row)
    verified = _verified(kind, told, said, db)
    return replace(told, traits=(*told.traits, VERIFIED)) if verified else told


def desk(
    db: sqlite3.Connection, kind: Kind, root: int, told: Folded, until: int | None = None
) -> str | None:
    """What a fact shows of decisions (JSON): those in force on it, and which verifies it.

    And which does not fit it any more (`lapses`). With `until` as the fact was told by that day.
    """
    said = _said(db, kind, root, until)
    by = _on(said)
    if not by:
        return None
    verified = _verified(kind, told, said, db)
    id = None if verified is None else verified.id
    lapsed = lapses.lapsed(db, by, id, [one.id for one in said])
    return dump({"by": by, "verified": id, **({"lapsed": lapsed} if lapsed else {})})


def corrected(db: sqlite3.Connection, desk: str | None) -> list[str]:
    """The fields of a fact on which a correction is in force, from its `desk`."""
    found = [] if desk is None else [decisions.find(db, id) for id in json.loads(desk)["by"]]
    return [str(one.payload["field"]) for one in found if one and one.action is Action.CORRECT]


def with_rulings(db: sqlite3.Connection, fact: Fact, desk: str | None) -> Fact:
    """A fact with what was decided on it, from its `desk`; what it chose between is settled.

    The sources that say what was decided come first, so that no quotation above contradicts it.
    """
    if desk is None:
        return fact
    found = shown(db, desk)
    settled = {heeding.shown_name(fact.kind, one.field) for one in found if one.field and one.holds}
    variants = tuple(
        replace(one, settled=True) if one.field in settled else one for one in fact.variants
    )
    chosen: dict[str, tuple[str, ...]] = {}
    for one in variants:
        if one.settled:
            chosen.setdefault(one.field, one.readings)
    against = {id for one in variants if one.settled for id in one.readings}
    against -= {id for readings in chosen.values() for id in readings}
    sources = tuple(sorted(fact.sources, key=lambda source: source.reading in against))
    return replace(fact, rulings=found, variants=variants, sources=sources)


def settles_sum(db: sqlite3.Connection, desk: str | None) -> bool:
    """Whether the sum of a payment was decided on, by what the fact shows of decisions."""
    return desk is not None and any(one.field == "sum" and one.holds for one in shown(db, desk))


def shown(db: sqlite3.Connection, desk: str) -> tuple[Ruling, ...]:
    """What was decided on a fact, from its `desk`, oldest first."""
    kept = json.loads(desk)
    found = [one for id in kept["by"] if (one := decisions.find(db, id)) is not None]
    found.sort(key=lambda one: one.n)
    last = {one.payload["field"]: one.id for one in found if "field" in one.payload}
    return tuple(
        Ruling(
            one.id, one.action, one.at, one.who, one.why,
            one.payload.get("field"), one.payload.get("words"), one.payload.get("was"),
            _holds(one, kept["verified"], last),
        )
        for one in found
        if one.action in _SHOWN
    )  # fmt: skip


def _holds(one: Decision, verified: str | None, last: Mapping[str, str]) -> bool:
    if one.action is Action.VERIFY:
        return one.id == verified
    return one.action is not Action.CORRECT or last[one.payload["field"]] == one.id


_IS_RULED = """
    SELECT 1 FROM strands s JOIN marks m ON m.strand = s.n AND m.ruled WHERE s.root=? LIMIT 1
"""


def _is_ruled(db: sqlite3.Connection, root: int) -> bool:
    return db.execute(_IS_RULED, (root,)).fetchone() is not None


def _said(db: sqlite3.Connection, kind: Kind, root: int, until: int | None) -> list[heeding.Said]:
    """The readings of a fact, where something was decided on any of them; else nothing.

    Of a title, which thousands of articles may repeat, those alone on which something was decided.
    """
    if not _is_ruled(db, root):
        return []
    rows = db.execute(
        "SELECT m.id, m.mark, r.decided, r.fields FROM strands s JOIN marks m ON m.strand = s.n"
        " JOIN readings r ON r.n = m.reading"
        " WHERE s.root=?1 AND (?2 IS NULL OR m.day <= ?2) AND (m.ruled OR NOT ?3) ORDER BY m.id",
        (root, until, kind is Kind.ROLE),
    ).fetchall()
    return [
        heeding.Said(
            row["id"], row["decided"], codec.fields_of(kind, row["fields"]), _who(kind, row["mark"])
        )
        for row in rows
    ]


def _on(said: Iterable[heeding.Said]) -> list[str]:
    """The decisions in force on these readings, each once."""
    found = [id for one in said if one.decided is not None for id in json.loads(one.decided)["by"]]
    return sorted(dict.fromkeys(found))


def _who(kind: Kind, mark: str) -> tuple[int, ...]:
    """The people of a reading's mark; those of a title are in its block, and so always the same."""
    if kind is Kind.ROLE:
        return ()
    told = json.loads(mark)
    return tuple(told[2] if kind is Kind.MEETING else told[1])


def _verified(
    kind: Kind, told: Folded, said: Sequence[heeding.Said], db: sqlite3.Connection
) -> Decision | None:
    """The last decision that verifies a fact as it is now."""
    found = [one for id in _on(said) if (one := decisions.find(db, id)) is not None]
    verifying = sorted((d for d in found if d.action is Action.VERIFY), key=lambda d: -d.n)
    now = content(told) if verifying else {}
    for one in verifying:
        if one.payload.get("content") == now and _says_the_same(kind, told, said, one):
            return one
    return None


def _says_the_same(kind: Kind, told: Folded, said: Sequence[heeding.Said], one: Decision) -> bool:
    """Whether the readings that were verified say what they said, and no other names more people.

    People are compared through readings, not by ids, which come and go with other articles.
    """
    then = one.payload.get("fields", {})
    verified = [reading for reading in said if reading.id in then]
    named = {n for reading in verified for n in reading.who}
    return all(fields(reading.fields) == then[reading.id] for reading in verified) and (
        kind is Kind.ROLE or {person.person for person in told.people} <= named
    )


def fields(said: Fields) -> dict[str, Any]:
    """What people verify in a reading: all that it says, without topics."""
    found: dict[str, Any] = codec.load(codec.fields_text(said))
    found.pop("topics", None)
    return found


def content(told: Folded) -> dict[str, Any]:
    """What people verify in a fact beside its readings, as JSON has it."""
    row = {name: value for name, value in told.row.items() if name not in _UNSHOWN}
    found: dict[str, Any] = codec.load(dump({**row, "parties": sorted(told.parties)}))
    return found
