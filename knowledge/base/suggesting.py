"""The pairs of people who may be one and the same, as whoever decides needs to see them."""

import json
import sqlite3
from collections.abc import Collection
from datetime import date

from knowledge.base import decisions, facts, ids, persons
from knowledge.base.decisions import Action
from knowledge.base.results import Context, Suggestion

_LOOKED_AT = 20_000
"""Pairs that are looked through for some that nobody decided on."""

_WIDER = 4
"""So many times the pairs wanted are ranked by how much is told of both."""

_FACTS = 1_000
_TITLES = 3
_SENTENCES = 2


def suggestions(
    db: sqlite3.Connection, limit: int, skipped: Collection[str] = ()
) -> list[Suggestion]:
    """The likeliest pairs, but for those skipped (by key) and those that were decided on."""
    open: list[tuple[float, sqlite3.Row, str]] = []
    rows = db.execute(
        "SELECT a, b, score, reasons FROM alike ORDER BY score DESC, a, b LIMIT ?", (_LOOKED_AT,)
    )
    for row in rows:
        a, b = (_person(db, row[name]) for name in ("a", "b"))
        key = key_of(a["id"], b["id"])
        if key in skipped or _are_decided(db, a, b):
            continue
        weight = min(_told(db, row["a"], 128), _told(db, row["b"], 128)).bit_length()
        open.append((-row["score"] - weight, row, key))
        if len(open) >= limit * _WIDER:
            break
    open.sort(key=lambda one: (one[0], one[2]))
    return [_suggestion(db, row, key) for _, row, key in open[:limit]]


def find(db: sqlite3.Connection, key: str) -> Suggestion | None:
    """The pair with this key; None where it is suggested no more, or was decided on."""
    one, _, other = key.partition("+")
    found = [ids.find(db, id) for id in (one, other)]
    if any(row is None for row in found):
        return None
    a, b = sorted(row["n"] for row in found if row is not None)
    row = db.execute(
        "SELECT a, b, score, reasons FROM alike WHERE (a=?1 AND b=?2) OR (a=?2 AND b=?1)", (a, b)
    ).fetchone()
    if row is None or _are_decided(db, _person(db, a), _person(db, b)):
        return None
    return _suggestion(db, row, key)


def number(db: sqlite3.Connection, most: int) -> int:
    """How many pairs there are, counted up to `most`, without those that were dismissed."""
    (found,) = db.execute("SELECT count(*) FROM (SELECT 1 FROM alike LIMIT ?)", (most,)).fetchone()
    dismissed = db.execute(
        "SELECT DISTINCT target, payload FROM decisions WHERE action=? AND target LIKE 'person:%'",
        (Action.REJECT,),
    ).fetchall()
    gone = set()
    for row in dismissed if found < most else ():
        other = next(iter(json.loads(row["payload"]).get("on", ())), "")
        pair = [ids.find(db, target.partition(":")[2]) for target in (row["target"], other)]
        if all(one is not None for one in pair):
            a, b = sorted(one["n"] for one in pair if one is not None)
            known = db.execute("SELECT 1 FROM alike WHERE a=? AND b=?", (a, b)).fetchone()
            if known and _are_decided(db, _person(db, a), _person(db, b)):
                gone.add((a, b))
    return int(found) - len(gone)


def _suggestion(db: sqlite3.Connection, row: sqlite3.Row, key: str) -> Suggestion:
    return Suggestion(
        key, row["score"], tuple(json.loads(row["reasons"])),
        _context(db, row["a"]), _context(db, row["b"]),
    )  # fmt: skip


def key_of(one: str, other: str) -> str:
    """What names a pair of people, by their ids."""
    return "+".join(sorted((one, other)))


def _person(db: sqlite3.Connection, n: int) -> sqlite3.Row:
    row: sqlite3.Row = db.execute("SELECT * FROM people WHERE n=?", (n,)).fetchone()
    return row


def _are_decided(db: sqlite3.Connection, a: sqlite3.Row, b: sqlite3.Row) -> bool:
    """Whether somebody said that two are not one: dismissed it, or told them apart."""
    shared = set(_by(a)) & set(_by(b))
    if any(_action(db, id) is Action.OTHER_PERSON for id in shared):
        return True
    others = {f"person:{id}" for id in ids.all_of(db, b["n"])}
    return any(
        one.action is Action.REJECT and others & set(one.targets)
        for id in ids.all_of(db, a["n"])
        for one in decisions.holding(db, f"person:{id}")
    )


def _by(row: sqlite3.Row) -> list[str]:
    return list(json.loads(row["desk"] or "{}").get("by", ()))


def _action(db: sqlite3.Connection, id: str) -> Action | None:
    found = decisions.find(db, id)
    return None if found is None else found.action


def _told(db: sqlite3.Connection, n: int, most: int) -> int:
    """How many facts name a person, counted up to `most`."""
    (number,) = db.execute(
        "SELECT count(*) FROM (SELECT 1 FROM fact_people WHERE person=? LIMIT ?)", (n, most)
    ).fetchone()
    return int(number)


def _context(db: sqlite3.Connection, n: int) -> Context:
    """What somebody has to know of a person to tell whether they are another one."""
    row = _person(db, n)
    titles = [one.title for one in persons.roles(db, n)]
    titles += [office for _, _, office in persons.groups(db, n) if office and not titles]
    parties = [party for _, party, _ in persons.groups(db, n)] + [row["party"] or ""]
    told = db.execute(
        "SELECT f.n, f.first_told, f.last_told FROM fact_people x JOIN facts f ON f.n = x.fact"
        " WHERE x.person=? ORDER BY x.fact DESC LIMIT ?",
        (n, _FACTS),
    ).fetchall()
    latest = sorted(told, key=lambda one: (-(one["last_told"] or 0), one["n"]))
    sentences = []
    for one in latest[: 2 * _SENTENCES]:
        for fact in facts.load(db, [one["n"]]):
            sentences += [fact.sources[-1]] if fact.sources else []
    different = {source.evidence[0].text: source for source in sentences if source.evidence}
    return Context(
        person=persons.ref(db, row),
        aliases=persons.aliases(db, n, row["name"]),
        titles=tuple(dict.fromkeys(titles))[:_TITLES],
        parties=tuple(party for party in dict.fromkeys(parties) if party),
        first=_day(min((one["first_told"] for one in told if one["first_told"]), default=None)),
        last=_day(max((one["last_told"] for one in told if one["last_told"]), default=None)),
        facts=len(told),
        sentences=tuple(different.values())[:_SENTENCES],
    )


def _day(ordinal: int | None) -> str | None:
    return None if ordinal is None else date.fromordinal(ordinal).isoformat()
