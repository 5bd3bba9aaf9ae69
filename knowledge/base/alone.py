"""Names of which an article tells nothing that concerns anybody else.

Clustering looks at all groups of a name, and at all names like it (`people`). Most mentions don't
need that, however many people of that name there are:

- **Counted**: other articles print the name with the same party and office, so that only their
  number changes. It decides what a person is called, which country they have, and which country's
  person the groups without a country are: where none of that changes, nothing does.
- **Alone**: a name that shares no likeness with another, and of which all groups have countries, or
  one at most. Then each country is a person, who depends on the groups of that country alone.

All others are to be clustered: so are names that went or on which something is decided.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from knowledge.base.clusters import likenesses
from knowledge.base.groups import Group, Person, is_country
from knowledge.base.identity import GroupId, tag_of
from knowledge.base.register import Mention


@dataclass(slots=True)
class Sorted:
    """What is to be done for names that articles print more or less often than before.

    `tied` are the keys to be clustered with all that is like them, `alone` the persons who may have
    changed by themselves, `owners` the persons (row numbers) whose their groups are so far.
    """

    tied: set[str] = field(default_factory=set)
    alone: list[Person] = field(default_factory=list)
    owners: dict[GroupId, int] = field(default_factory=dict)


def sort_out(db: sqlite3.Connection, mentions: Iterable[Mention]) -> Sorted:
    """Tell what mentions that came or went ask for, once they are counted (`mentions`).

    The likenesses of those who are alone are stored.
    """
    found = Sorted()
    by_key: dict[str, set[Mention]] = defaultdict(set)
    for mention in mentions:
        by_key[mention.key].add(mention)
    for key in sorted(by_key):
        owners = _owners(db, by_key[key])
        if owners is None or tag_of(key) or _is_decided(db, key):
            found.tied.add(key)
            continue
        parties = _parties(db, key)
        if None not in owners and _is_counted(db, parties, owners):
            continue
        units = _units(db, key, parties, {mention.party for mention in by_key[key]})
        if units is None:
            found.tied.add(key)
            continue
        for unit in units:
            found.alone.append(Person(tuple(unit.groups)))
            if unit.owner is not None:
                found.owners |= dict.fromkeys((g.id for g in unit.owned), unit.owner)
    return found


def _owners(db: sqlite3.Connection, mentions: Iterable[Mention]) -> set[int | None] | None:
    """Whose the spellings are, None for new ones; None at all where one is gone."""
    found: set[int | None] = set()
    for one in mentions:
        row = db.execute(
            "SELECT person, articles FROM spellings"
            " WHERE key=? AND party=? AND office=? AND name=?",
            (one.key, one.party, one.office, one.name),
        ).fetchone()
        if row is None or row["articles"] <= 0:
            return None
        found.add(row["person"])
    return found


def _is_decided(db: sqlite3.Connection, key: str) -> bool:
    """Whether a decision or the roster concerns a name."""
    row = db.execute(
        "SELECT EXISTS(SELECT 1 FROM person_rulings WHERE key=?1)"
        " OR EXISTS(SELECT 1 FROM roster_keys WHERE key=?1)",
        (key,),
    ).fetchone()
    return bool(row[0])


def _parties(db: sqlite3.Connection, key: str) -> list[str]:
    rows = db.execute("SELECT DISTINCT party FROM spellings WHERE key=? ORDER BY party", (key,))
    return [party for (party,) in rows]


def _is_counted(
    db: sqlite3.Connection, parties: Sequence[str], owners: Iterable[int | None]
) -> bool:
    """Whether it makes no difference how many articles print the names of these people."""
    countries = sum(map(is_country, parties))
    if 1 < countries < len(parties):
        return False
    for n in owners:
        row = db.execute("SELECT name, party, origin, desk FROM people WHERE n=?", (n,)).fetchone()
        if row["origin"] != "article" or row["desk"] is not None:
            return False
        person = Person(tuple(_grouped(db, "person=?", (n,))))
        if (person.name, person.party) != (row["name"], row["party"]):
            return False
    return True


@dataclass(frozen=True, slots=True)
class _Unit:
    """The groups of a person, those that somebody has already, and who that is."""

    groups: list[Group]
    owned: list[Group]
    owner: int | None


def _units(
    db: sqlite3.Connection, key: str, parties: Sequence[str], touched: Iterable[str]
) -> list[_Unit] | None:
    """The persons of a name whom these parties concern; None where others are concerned too."""
    countries = [party for party in parties if is_country(party)]
    wanted: list[tuple[str, tuple[str, ...]]]
    if len(countries) <= 1:
        wanted = [("key=?", (key,))]
    elif len(countries) == len(parties):
        wanted = [("key=? AND party=?", (key, party)) for party in sorted(set(touched))]
    else:
        return None
    units = [_unit(db, where, values) for where, values in wanted]
    return None if None in units else [unit for unit in units if unit is not None]


def _unit(db: sqlite3.Connection, where: str, values: tuple[str, ...]) -> _Unit | None:
    """The groups of one person; None where they, or who has them, are tied to others."""
    groups = _grouped(db, where, values)
    near = sorted(likenesses(groups))
    if any(_is_shared(db, one, values[0]) for one in near):
        return None
    owners = db.execute(
        f"SELECT DISTINCT person FROM spellings WHERE {where} AND person IS NOT NULL", values
    ).fetchall()
    if len(owners) > 1 or (owners and not _has_no_other(db, owners[0][0], where, values)):
        return None
    db.executemany(
        "INSERT OR IGNORE INTO likenesses VALUES (?, ?)", [(one, values[0]) for one in near]
    )
    owned = _grouped(db, f"{where} AND person IS NOT NULL", values)
    return _Unit(groups, owned, owners[0][0] if owners else None)


def _has_no_other(db: sqlite3.Connection, n: int, where: str, values: tuple[str, ...]) -> bool:
    """Whether a person of articles has these groups alone, and nothing was decided on them."""
    row = db.execute(
        "SELECT 1 FROM people WHERE n=? AND origin='article' AND desk IS NULL"
        f" AND NOT EXISTS (SELECT 1 FROM spellings WHERE person=? AND NOT ({where}))",
        (n, n, *values),
    ).fetchone()
    return row is not None


def _is_shared(db: sqlite3.Connection, near: str, key: str) -> bool:
    row = db.execute("SELECT 1 FROM likenesses WHERE near=? AND key<>? LIMIT 1", (near, key))
    return row.fetchone() is not None


def _grouped(db: sqlite3.Connection, where: str, values: tuple[object, ...]) -> list[Group]:
    names: dict[GroupId, dict[str, int]] = defaultdict(dict)
    for key, party, office, name, articles in db.execute(
        f"SELECT key, party, office, name, articles FROM spellings WHERE {where}", values
    ):
        names[key, party, office][name] = articles
    return [Group(*id, names[id]) for id in sorted(names)]
