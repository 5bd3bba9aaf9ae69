"""Decisions that articles have left behind: what they were made on is gone, or told elsewhere.

What readings said is kept when something is decided on them (`keep`), for as long as their article
is there: an update of it, or reading it anew, may leave none of them. After each such change, and
after each decision, the few decisions that it may concern are looked at again (`follow`). What is
listed is looked at once more before it is shown (`reviewing`), since copies and other decisions
change more than is followed here.
"""

import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

from knowledge.base import codec, decisions
from knowledge.base.decisions import Action, Decision

CANDIDATES = 3
"""Readings of an article that may tell anew what a decision was made on."""

_LIKE = 0.5
"""More than this share of the fields of such a reading are as what was decided on."""

_UNTOLD = frozenset({"topics", "equivalents", "qualifier"})
"""Fields that say nothing of whether two readings tell the same."""


def keep(db: sqlite3.Connection, n: int) -> None:
    """Keep what a reading (its row number) says by itself, as something is decided on it."""
    db.execute(
        "INSERT OR REPLACE INTO decided_readings(reading, article, kind, sentence, fields)"
        " SELECT id, article, kind, coalesce(json_extract(evidence, '$[0][2]'), ''),"
        " coalesce(machine, fields) FROM readings WHERE n=?",
        (n,),
    )


def settled_by(db: sqlite3.Connection, target: str) -> Decision | None:
    """The last decision in force by which something that waited was settled; None while it waits.

    `target` is a proposal, a decision or an item of the queue, as decisions name it.
    """
    found = [one for one in decisions.holding(db, target) if one.action is not Action.UNDO]
    return found[-1] if found else None


def follow_article(db: sqlite3.Connection, n: int) -> None:
    """Look at what was decided on an article (its row number) that was read anew and folded."""
    rows = db.execute(
        "SELECT DISTINCT d.id FROM decided_readings k"
        " JOIN decision_targets t ON t.target = 'reading:' || k.reading"
        " JOIN decisions d ON d.n = t.decision WHERE k.article=?",
        (n,),
    ).fetchall()
    for (id,) in rows:
        _look_for(db, id)
    for other in _copies(db, n):
        for row in _decided_in(db, other):
            _note_again(db, row, [n])


def follow(db: sqlite3.Connection, made: Iterable[Decision]) -> None:
    """Look at what decisions, just made and applied, leave open or settle."""
    for one in made:
        meant = decisions.undone(db, one)
        _settle(db, meant)
        for reading in meant.readings:
            for other in decisions.about(db, f"reading:{reading}"):
                _look_for(db, other.id)
        for sort, _, id in (target.partition(":") for target in meant.targets):
            if sort == "decision":
                _look_for(db, id)
        for row in _kept(db, meant):
            _note_again(db, row, _copies(db, row["article"]))


def _settle(db: sqlite3.Connection, one: Decision) -> None:
    """Say of the proposals that a decision names by which decision they are settled."""
    for target in one.targets:
        if target.startswith("proposal:"):
            by = settled_by(db, target)
            db.execute(
                "UPDATE proposals SET settled=? WHERE n=?",
                (None if by is None else by.id, target.partition(":")[2]),
            )


def _look_for(db: sqlite3.Connection, id: str) -> None:
    """Say whether a decision has lost all that it was made on."""
    one = decisions.find(db, id)
    if one is None:
        return
    if is_astray(db, one):
        db.execute(
            "INSERT OR IGNORE INTO astray(decision, at) VALUES (?,?)", (one.n, decisions.now())
        )
    else:
        db.execute("DELETE FROM astray WHERE decision=?", (one.n,))


def is_astray(db: sqlite3.Connection, one: Decision) -> bool:
    """Whether a decision holds, but none of the readings that it was made on is there any more.

    Not one that a later decision replaced or settled, nor one whose articles were removed, nor a
    retraction where no reading of the article resembles what was retracted.
    """
    if one.action not in (Action.VERIFY, Action.CORRECT, Action.RETRACT):
        return False
    if not decisions.in_force(db, one.id) or not one.readings:
        return False
    if any(_is_current(db, reading) for reading in one.readings) or not _kept(db, one):
        return False
    if settled_by(db, f"decision:{one.id}") is not None or _replaced(db, one):
        return False
    return one.action is not Action.RETRACT or bool(candidates(db, one))


def _is_current(db: sqlite3.Connection, reading: str) -> bool:
    row = db.execute("SELECT 1 FROM readings WHERE id=? AND current", (reading,)).fetchone()
    return row is not None


def _replaced(db: sqlite3.Connection, one: Decision) -> bool:
    """Whether a later decision on the same readings says what holds instead."""
    later = (
        other
        for reading in one.readings
        for other in decisions.holding(db, f"reading:{reading}")
        if other.n > one.n
    )
    match one.action:
        case Action.VERIFY:
            return any(True for _ in later)
        case Action.RETRACT:
            return any(other.action is Action.RESTORE for other in later)
    field = one.payload.get("field")
    return any(
        other.action is Action.RETRACT or other.payload.get("field") == field for other in later
    )


def candidates(db: sqlite3.Connection, one: Decision) -> list[str]:
    """The readings of the same articles, by id, that may tell what a decision was made on.

    The likest first; such that nothing was decided on yet.
    """
    found: dict[str, float] = {}
    for row in _kept(db, one):
        rows = db.execute(
            "SELECT id, coalesce(machine, fields) AS fields,"
            " coalesce(json_extract(evidence, '$[0][2]'), '') AS sentence"
            " FROM readings WHERE article=? AND current AND kind=? AND decided IS NULL",
            (row["article"], row["kind"]),
        )
        before = codec.load(row["fields"])
        for other in rows:
            same = other["sentence"] == row["sentence"]
            alike = _likeness(before, codec.load(other["fields"])) + same
            found[other["id"]] = max(alike, found.get(other["id"], 0.0))
    likest = sorted((-alike, id) for id, alike in found.items() if alike > _LIKE)
    return [id for _, id in likest[:CANDIDATES]]


def _likeness(one: Mapping[str, Any], other: Mapping[str, Any]) -> float:
    """The share of what either says that both say."""
    told = {name for name in one if name not in _UNTOLD and (one[name] or other.get(name))}
    same = sum(one[name] == other.get(name) for name in told)
    return same / len(told) if told else 0.0


def _kept(db: sqlite3.Connection, one: Decision) -> list[sqlite3.Row]:
    """What the readings of a decision said, as far as their articles are there."""
    return [
        row
        for reading in one.readings
        for row in db.execute("SELECT * FROM decided_readings WHERE reading=?", (reading,))
    ]


def _decided_in(db: sqlite3.Connection, article: int) -> list[sqlite3.Row]:
    return db.execute("SELECT * FROM decided_readings WHERE article=?", (article,)).fetchall()


def _copies(db: sqlite3.Connection, article: int) -> list[int]:
    """The other articles of the same story, by row number."""
    rows = db.execute(
        # Each half by an index of its own: looking through all articles would cost every decision.
        "SELECT original AS n FROM prints WHERE article=?1 AND original <> article"
        " UNION SELECT p.article FROM prints mine JOIN prints p ON p.original = mine.original"
        " AND p.original <> p.article WHERE mine.article=?1 AND p.article <> ?1"
        " ORDER BY 1 LIMIT 200",
        (article,),
    )
    return [n for (n,) in rows]


def _note_again(db: sqlite3.Connection, row: sqlite3.Row, articles: Iterable[int]) -> None:
    """Note the readings of articles that repeat what something was decided on."""
    wrong = [
        one
        for one in decisions.holding(db, f"reading:{row['reading']}")
        if one.action in (Action.RETRACT, Action.CORRECT)
    ]
    if not wrong:
        return
    for article in articles:
        told = db.execute(
            "SELECT id, coalesce(machine, fields) AS fields FROM readings WHERE article=? AND"
            " current AND kind=? AND decided IS NULL AND json_extract(evidence, '$[0][2]')=?",
            (article, row["kind"], row["sentence"]),
        )
        before = codec.load(row["fields"])
        for reading in told.fetchall():
            if _likeness(before, codec.load(reading["fields"])) > _LIKE:
                db.execute(
                    "INSERT OR IGNORE INTO told_again(reading, decision, at) VALUES (?,?,?)",
                    (reading["id"], wrong[-1].n, decisions.now()),
                )


def is_told_again(db: sqlite3.Connection, reading: str, one: Decision) -> bool:
    """Whether a reading still repeats, in a copy, what a decision in force was made on.

    Not where its fact shows the correction already, or where nobody minds.
    """
    row = db.execute(
        "SELECT r.article, r.decided, f.desk, f.n AS fact FROM readings r"
        " LEFT JOIN marks m ON m.reading = r.n LEFT JOIN strands s ON s.n = m.strand"
        " LEFT JOIN facts f ON f.root = s.root WHERE r.id=? AND r.current",
        (reading,),
    ).fetchone()
    if row is None or row["fact"] is None or row["decided"] is not None:
        return False
    if not decisions.in_force(db, one.id) or _replaced(db, one):
        return False
    if row["desk"] is not None and one.id in codec.load(row["desk"])["by"]:
        return False
    if settled_by(db, f"again:{reading}") is not None:
        return False
    mine = {kept["article"] for kept in _kept(db, one)}
    return bool(mine & set(_copies(db, row["article"])))
