"""The people of the fact base, kept in step with what articles print.

An article's mentions come and go with its readings; the names they touch, and all names like
them, are clustered anew (`clusters`), and what changed is reported, so that facts and the name
index can follow.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from knowledge.base import alone, ids, person_rulings, uniting
from knowledge.base.clusters import likenesses, persons
from knowledge.base.codec import dump
from knowledge.base.groups import Group, Person, RosterPerson
from knowledge.base.identity import GroupId
from knowledge.base.offices import slug
from knowledge.base.register import Mention


@dataclass(slots=True)
class Changes:
    """What a new clustering changed.

    `moved` are groups that now belong to another person than before; `people` are the row numbers
    of persons whose name, country, spellings, offices or id changed; `gone` those of persons
    without any mention left. `ids` are ids that no longer name the person they did.
    """

    moved: set[GroupId] = field(default_factory=set)
    people: set[int] = field(default_factory=set)
    gone: set[int] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)

    def renamed(self, old: Mapping[int, str]) -> None:
        """Note persons whose id was another before."""
        self.people |= old.keys()
        self.ids |= set(old.values())


def cluster(
    db: sqlite3.Connection, keys: Iterable[str], mentions: Iterable[Mention] = ()
) -> Changes:
    """Cluster the groups of these names, and of all names like them, anew.

    `mentions` are such as came or went: their names, too, as far as that can make a difference.
    """
    changes = Changes()
    told = alone.sort_out(db, mentions)
    touched = set(keys) | told.tied
    if not touched and not told.alone:
        return changes
    old_people = _people_of(db, touched)
    db.executemany(
        "DELETE FROM spellings WHERE key=? AND articles <= 0", [(key,) for key in touched]
    )
    for key in touched:
        _put_likenesses(db, key)
    block = _block(db, touched | _keys_of(db, old_people))
    groups = [group for key in sorted(block) for group in _groups(db, key)]
    rules = person_rulings.on(db, block)
    found = uniting.applied(persons(groups, _listed(db, block), rules), rules)
    others = [person for person in told.alone if person.groups[0].key not in block]
    if others:
        # New persons get their rows in the order of their names, whoever of them is alone.
        found = sorted([*found, *others], key=lambda one: one.groups[0].key if one.groups else "")
    old_people |= _people_of(db, block)
    owners = told.owners | _owners(db, block)
    numbers = _numbers(db, found, owners)
    freed = _retire(db, old_people - set(numbers), changes)
    _store(db, numbers, owners, freed, changes)
    return changes


def _retire(db: sqlite3.Connection, people: set[int], changes: Changes) -> set[str]:
    """Take the ids of persons without mentions away; return the slugs that this frees.

    Their rows stay until no fact names them any more (`forget`).
    """
    freed: set[str] = set()
    for n in people:
        row = db.execute("SELECT id FROM people WHERE n=? AND origin='article'", (n,)).fetchone()
        if row is not None:
            changes.gone.add(n)
            changes.ids.add(row[0])
            freed |= ids.slugs_of(db, n)
            db.execute("DELETE FROM slugs WHERE person=?", (n,))
            db.execute("UPDATE people SET id = '~' || n WHERE n=?", (n,))
    return freed


def forget(db: sqlite3.Connection, gone: Iterable[int]) -> None:
    """Delete persons without mentions, once no fact names them."""
    db.executemany("DELETE FROM people WHERE n=?", [(n,) for n in gone])


def _groups(db: sqlite3.Connection, key: str) -> list[Group]:
    names: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for party, office, name, articles in db.execute(
        "SELECT party, office, name, articles FROM spellings WHERE key=?", (key,)
    ):
        names[party, office][name] = articles
    return [Group(key, party, office, found) for (party, office), found in names.items()]


def _put_likenesses(db: sqlite3.Connection, key: str) -> None:
    before = {row[0] for row in db.execute("SELECT near FROM likenesses WHERE key=?", (key,))}
    after = likenesses(_groups(db, key))
    rows = [(near, key) for near in before - after]
    db.executemany("DELETE FROM likenesses WHERE near=? AND key=?", rows)
    rows = [(near, key) for near in after - before]
    db.executemany("INSERT INTO likenesses VALUES (?, ?)", rows)


def _block(db: sqlite3.Connection, keys: set[str]) -> set[str]:
    """These keys and all that are linked to them by likenesses, the roster or a decision."""
    seen: set[str] = set()
    waiting = set(keys)
    while waiting:
        key = waiting.pop()
        seen.add(key)
        rows = db.execute(
            """
            SELECT b.key FROM likenesses a JOIN likenesses b ON b.near = a.near WHERE a.key = ?
            UNION
            SELECT b.key FROM roster_keys a JOIN roster_keys b ON b.id = a.id WHERE a.key = ?
            """,
            (key, key),
        )
        waiting |= ({row[0] for row in rows} | person_rulings.linked(db, key)) - seen
    return seen


def _people_of(db: sqlite3.Connection, keys: set[str]) -> set[int]:
    rows = (db.execute("SELECT DISTINCT person FROM spellings WHERE key=?", (key,)) for key in keys)
    return {row[0] for found in rows for row in found if row[0] is not None}


def _keys_of(db: sqlite3.Connection, people: set[int]) -> set[str]:
    rows = (db.execute("SELECT DISTINCT key FROM spellings WHERE person=?", (n,)) for n in people)
    return {row[0] for found in rows for row in found}


def _owners(db: sqlite3.Connection, keys: set[str]) -> dict[GroupId, int]:
    """To whom each group belongs so far."""
    owners: dict[GroupId, int] = {}
    for key in keys:
        for party, office, person in db.execute(
            "SELECT party, office, person FROM spellings WHERE key=? AND person IS NOT NULL", (key,)
        ):
            owners[key, party, office] = person
    return owners


def _listed(db: sqlite3.Connection, keys: set[str]) -> list[RosterPerson]:
    """The roster people who bear one of these names."""
    rows: dict[str, sqlite3.Row] = {}
    for key in keys:
        for row in db.execute(
            "SELECT r.* FROM roster_keys k JOIN roster r ON r.id = k.id WHERE k.key=?", (key,)
        ):
            rows[row["id"]] = row
    return [roster_person(row) for row in rows.values()]


def roster_person(row: sqlite3.Row) -> RosterPerson:
    """A row of the roster."""
    titles, aliases = (tuple(json.loads(row[column])) for column in ("titles", "aliases"))
    return RosterPerson(row["id"], row["name"], row["party"], titles, aliases)


def _numbers(
    db: sqlite3.Connection, found: Sequence[Person], owners: dict[GroupId, int]
) -> dict[int, Person]:
    """Row numbers for persons: each keeps that of its largest group where nobody else has it."""
    numbers: dict[int, Person] = {}
    free: list[Person] = []
    for person in found:
        if person.roster is None:
            free.append(person)
            continue
        row = db.execute("SELECT n FROM people WHERE id=?", (person.roster.id,)).fetchone()
        numbers[row[0]] = person
    for person in sorted(free, key=lambda p: -(p.main.articles if p.main else 0)):
        ordered = sorted(person.groups, key=lambda g: (-g.articles, g.id))
        kept = (owners[group.id] for group in ordered if group.id in owners)
        n = next((n for n in kept if n not in numbers and not _is_listed(db, n)), None)
        numbers[_new(db) if n is None else n] = person
    return numbers


def _is_listed(db: sqlite3.Connection, n: int) -> bool:
    row = db.execute("SELECT 1 FROM people WHERE n=? AND origin='roster'", (n,)).fetchone()
    return row is not None


def _new(db: sqlite3.Connection) -> int:
    db.execute("INSERT INTO people(id, name, origin) VALUES (hex(randomblob(8)), '', 'article')")
    return int(db.execute("SELECT last_insert_rowid()").fetchone()[0])


def _store(
    db: sqlite3.Connection,
    numbers: dict[int, Person],
    owners: dict[GroupId, int],
    bases: set[str],
    changes: Changes,
) -> None:
    """Write who is who, and note what differs from before.

    `bases` are slugs whose holders may take other ids; those of changed persons are added.
    """
    single: dict[int, str] = {}
    for n, person in numbers.items():
        for group in person.groups:
            before = owners.get(group.id)
            if before != n:
                changes.people.add(n)
                if before is not None:
                    changes.moved.add(group.id)
            db.execute(
                """
                UPDATE spellings SET person=? WHERE key=? AND party=? AND office=?
                AND person IS NOT ?
                """,
                (n, *group.id, n),
            )
        slugs = ids.remember_slugs(db, n, person)
        if _put_person(db, n, person) or slugs:
            changes.people.add(n)
            bases |= slugs | person.slugs
        if person.keeps_to is not None:
            single[n] = f"{slug(person.name) or 'person'}-{person.keeps_to}"
    changes.renamed(ids.give(db, bases, single))


def _put_person(db: sqlite3.Connection, n: int, person: Person) -> bool:
    """Write a person's name, country and what was decided; True when something changed."""
    title = next(iter(person.roster.titles), None) if person.roster is not None else None
    row = (person.name, person.party, title, person.desk)
    before = db.execute("SELECT name, party, title, desk FROM people WHERE n=?", (n,)).fetchone()
    if tuple(before) == row:
        return False
    db.execute("UPDATE people SET name=?, party=?, title=?, desk=? WHERE n=?", (*row, n))
    return True


def enlist(db: sqlite3.Connection, listed: Iterable[RosterPerson]) -> Changes:
    """Add or update roster people, and let them take their groups."""
    keys: set[str] = set()
    displaced: set[int] = set()
    for person in listed:
        old = db.execute("SELECT key FROM roster_keys WHERE id=?", (person.id,))
        keys |= {row[0] for row in old} | person.keys
        db.execute("DELETE FROM roster_keys WHERE id=?", (person.id,))
        db.execute(
            "INSERT OR REPLACE INTO roster VALUES (?, ?, ?, ?, ?)",
            (
                person.id,
                person.name,
                person.party,
                dump(list(person.titles)),
                dump(list(person.aliases)),
            ),
        )
        rows = [(key, person.id) for key in sorted(person.keys)]
        db.executemany("INSERT INTO roster_keys VALUES (?, ?)", rows)
        displaced |= _make_room(db, person.id)
        keys |= _keys_of(db, displaced)
    changes = cluster(db, keys)
    left = [n for n in displaced if n not in changes.gone]
    changes.renamed(ids.give(db, {s for n in left for s in ids.slugs_of(db, n)}))
    return changes


def _make_room(db: sqlite3.Connection, id: str) -> set[int]:
    """Make the row of a roster person; an article person with that id must take another."""
    row = db.execute("SELECT n, origin FROM people WHERE id=?", (id,)).fetchone()
    if row is not None and row["origin"] == "roster":
        return set()
    if row is not None:
        db.execute("UPDATE people SET id = '~' || n WHERE n=?", (row["n"],))
    db.execute("INSERT INTO people(id, name, origin) VALUES (?, '', 'roster')", (id,))
    return set() if row is None else {row["n"]}
