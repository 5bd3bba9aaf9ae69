"""What people decide on people, from the log to the names that it concerns.

A decision on somebody names them by the groups (key, party, office) that were theirs when it was
made, the commonest first, and by the roster's id where they have one: ids follow from who is in
the archive, these don't. `person_rulings` (the table) has the keys of all those in force, so that
`people` looks at these names together; what follows for the persons says `uniting`.

What is told apart in an article has a key of its own there, made of the name and the place of the
decision in the log: "john smith#12".
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import replace

from knowledge.base import decisions
from knowledge.base.decisions import Action, Decision
from knowledge.base.groups import is_country
from knowledge.base.identity import GroupId, Rule, listed_key, tagged
from knowledge.base.register import Mention, Names

ACTIONS = (Action.SAME_PERSON, Action.OTHER_PERSON, Action.ALIAS, Action.ROLE)
"""What can be decided on people."""


def follow(db: sqlite3.Connection, decision: Decision) -> set[str]:
    """Note, or forget, what a decision or the one that it undoes is about; the keys touched."""
    meant = decisions.undone(db, decision)
    if meant.action not in ACTIONS:
        return set()
    db.execute("DELETE FROM person_rulings WHERE decision=?", (meant.n,))
    keys = _keys(_rule(meant))
    if decisions.in_force(db, meant.id):
        rows = [(key, meant.n) for key in sorted(keys)]
        db.executemany("INSERT INTO person_rulings(key, decision) VALUES (?,?)", rows)
    return keys


def refill(db: sqlite3.Connection) -> set[str]:
    """Note all decisions in force anew; the keys that any decision is about."""
    db.execute("DELETE FROM person_rulings")
    marks = ",".join("?" * len(ACTIONS))
    ids = db.execute(f"SELECT id FROM decisions WHERE action IN ({marks}) ORDER BY n", ACTIONS)
    found = [decisions.find(db, id) for (id,) in ids.fetchall()]
    return {key for one in found if one is not None for key in follow(db, one)}


def out_of_step(db: sqlite3.Connection) -> list[int]:
    """The decisions on people, by their place in the log, that the table has otherwise."""
    held = decisions.all_holding(db, ACTIONS)
    wanted = {(key, one.n) for one in held for key in _keys(_rule(one))}
    found = {(key, n) for key, n in db.execute("SELECT key, decision FROM person_rulings")}
    return sorted({n for _, n in wanted ^ found})


def articles(decision: Decision) -> list[str]:
    """The ids of the articles in which a decision tells somebody apart."""
    if decision.action is not Action.OTHER_PERSON:
        return []
    found = (target.partition(":") for target in decision.targets)
    return [id for sort, _, id in found if sort == "article"]


def on(db: sqlite3.Connection, keys: Iterable[str]) -> list[Rule]:
    """The decisions in force that concern any of these keys, in the order of the log."""
    found: set[int] = set()
    for key in keys:
        rows = db.execute("SELECT decision FROM person_rulings WHERE key=?", (key,))
        found |= {n for (n,) in rows}
    ids = (db.execute("SELECT id FROM decisions WHERE n=?", (n,)).fetchone() for n in sorted(found))
    made = (decisions.find(db, id) for (id,) in ids)
    return [_rule(one) for one in made if one is not None]


def linked(db: sqlite3.Connection, key: str) -> set[str]:
    """The keys that decisions, or the roster as far as they name it, link to this one."""
    rows = db.execute(
        "SELECT b.key FROM person_rulings a JOIN person_rulings b ON b.decision = a.decision"
        " WHERE a.key=?1 UNION SELECT '=' || id FROM roster_keys WHERE key=?1"
        " UNION SELECT key FROM roster_keys WHERE id = substr(?1, 2) AND ?1 LIKE '=%'",
        (key,),
    )
    return {row[0] for row in rows}


def _rule(one: Decision) -> Rule:
    data = one.payload
    return Rule(
        n=one.n, id=one.id, action=one.action, groups=_groups(data["groups"]),
        listed=tuple(data.get("listed", ())), apart=frozenset(_groups(data.get("apart", ()))),
        name=data.get("name"), title=data.get("title"), party=data.get("party"),
        since=data.get("since"), keys=frozenset(data.get("keys", ())),
    )  # fmt: skip


def _groups(stored: Iterable[Iterable[str]]) -> tuple[GroupId, ...]:
    return tuple((key, party, office) for key, party, office in stored)


def _keys(rule: Rule) -> set[str]:
    """All keys that must be looked at together for a decision."""
    keys = {key for key, _, _ in rule.groups} | {listed_key(id) for id in rule.listed}
    if rule.action is Action.OTHER_PERSON:
        keys |= {tagged(key, rule.n) for key, _, _ in rule.groups}
    return keys | rule.keys


def told_apart(db: sqlite3.Connection, article: str, names: Names) -> Names:
    """Whom an article mentions, where people decided that some are others of that name."""
    held = [
        one
        for one in decisions.holding(db, f"article:{article}")
        if one.action is Action.OTHER_PERSON
    ]
    if not held:
        return names
    rules = [_rule(one) for one in held]
    return {printed: _apart(mention, rules) for printed, mention in names.items()}


def _apart(mention: Mention, rules: Iterable[Rule]) -> Mention:
    found = mention
    for rule in rules:
        if rule.means(found.key, found.party, is_country(found.party)):
            found = replace(found, key=tagged(found.key, rule.n))
    return found
