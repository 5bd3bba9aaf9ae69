"""Readable ids of people, made from their names alone: `hun-sen`.

An id follows from who is in the archive, never from the order in which articles came: a name that
one person has gives the bare id; where several share it, each takes the country with it
(`john-smith-gb`), or a number. Every id ever given is remembered with the name it stood for, so
that an old one keeps resolving after merges, splits and rebuilds.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from knowledge.base.codec import dump, storable
from knowledge.base.groups import Person
from knowledge.base.identity import untagged
from knowledge.base.offices import slug


@dataclass(frozen=True, slots=True)
class _Holder:
    n: int
    id: str
    name: str
    party: str | None
    origin: str
    first: str

    @property
    def base(self) -> str:
        return slug(self.name) or "person"

    @property
    def country(self) -> str:
        return (self.party or "").lower()


def remember_slugs(db: sqlite3.Connection, n: int, person: Person) -> frozenset[str]:
    """Note what ids the spellings of a person would give; return those that came or went."""
    before = slugs_of(db, n)
    # Who keeps to one article, or was told apart, has an id of its own kind, in nobody's way.
    after: frozenset[str] = frozenset() if person.keeps_to is not None else person.slugs
    db.executemany("DELETE FROM slugs WHERE person=? AND slug=?", [(n, s) for s in before - after])
    db.executemany(
        "INSERT INTO slugs(person, slug) VALUES (?, ?)", [(n, s) for s in after - before]
    )
    return after ^ before


def slugs_of(db: sqlite3.Connection, n: int) -> set[str]:
    """What ids the spellings of a person would give."""
    return {row[0] for row in db.execute("SELECT slug FROM slugs WHERE person = ?", (n,))}


def give(
    db: sqlite3.Connection, bases: Iterable[str], single: Mapping[int, str] | None = None
) -> dict[int, str]:
    """Give ids to all people whose name makes one of these slugs; `single` have theirs already.

    Returns the row numbers of those whose id was another before, with that one.
    """
    wanted = set(bases)
    wanted |= {base.rsplit("-", 1)[0] for base in wanted if "-" in base}
    new: dict[int, str] = {}
    had: dict[int, str] = {}
    for base in sorted(wanted):
        holders = _holders(db, base)
        new.update(_ids(db, base, holders))
        had.update((one.n, one.id) for one in holders)
    for n, id in (single or {}).items():
        new[n] = id
        (had[n],) = db.execute("SELECT id FROM people WHERE n=?", (n,)).fetchone()
    return _put(db, new, had)


def _put(db: sqlite3.Connection, new: dict[int, str], had: dict[int, str]) -> dict[int, str]:
    """Store new ids and remember whom they name; return the old ids of those that changed."""
    changed = {n: had[n] for n, id in new.items() if had[n] != id}
    # Two steps, because one may take the id that another is just giving up.
    db.executemany("UPDATE people SET id = '~' || n WHERE n=?", [(n,) for n in changed])
    for n in sorted(changed):
        db.execute("UPDATE people SET id=? WHERE n=?", (_free(db, new[n]), n))
    db.execute(_REMEMBER, (dump(list(new)),))
    return changed


def _holders(db: sqlite3.Connection, base: str) -> list[_Holder]:
    rows = db.execute(
        """
        SELECT p.n, p.id, p.name, p.party, p.origin,
               coalesce((SELECT min(key || char(31) || party || char(31) || office)
                         FROM spellings WHERE person = p.n), p.id)
        FROM slugs s JOIN people p ON p.n = s.person WHERE s.slug = ?
        """,
        (base,),
    )
    return sorted((_Holder(*row) for row in rows), key=lambda holder: holder.first)


def _ids(db: sqlite3.Connection, base: str, holders: Sequence[_Holder]) -> dict[int, str]:
    """The ids of all article people among the holders of a slug who are called so."""
    called = [one for one in holders if one.origin == "article" and one.base == base]
    if len(holders) == 1 and called and not _is_taken(db, base, rows=1):
        return {called[0].n: base}
    ids: dict[int, str] = {}
    number = 2
    often = Counter(one.country for one in holders)
    with_country = {one.n: f"{base}-{slug(one.country)}" for one in called}
    taken = _taken(db, with_country.values())
    for one in called:
        id = with_country[one.n]
        if not one.country or often[one.country] > 1 or id in taken:
            while _is_taken(db, f"{base}-{number}"):
                number += 1
            id = f"{base}-{number}"
            number += 1
        ids[one.n] = id
    return ids


def _is_taken(db: sqlite3.Connection, id: str, rows: int = 0) -> bool:
    """True for an id of the roster, and for one that some other name makes."""
    listed = db.execute("SELECT 1 FROM roster WHERE id=?", (id,)).fetchone()
    made = db.execute("SELECT count(*) FROM slugs WHERE slug=?", (id,)).fetchone()[0]
    return listed is not None or made > rows


def _taken(db: sqlite3.Connection, ids: Iterable[str]) -> set[str]:
    """Those of these ids that the roster has, or that some other name makes."""
    rows = db.execute(
        "SELECT value FROM json_each(?) WHERE value IN (SELECT id FROM roster)"
        " OR value IN (SELECT slug FROM slugs)",
        (dump(sorted(set(ids))),),
    )
    return {row[0] for row in rows}


def _free(db: sqlite3.Connection, id: str) -> str:
    """The id itself unless somebody has it, which takes names that only their ids confuse."""
    found, number = id, 2
    while db.execute("SELECT 1 FROM people WHERE id=?", (found,)).fetchone():
        found, number = f"{id}-{number}", number + 1
    return found


# Ties people's current ids to the spelling that stands in most articles, unless they are so tied.
_REMEMBER = """
    INSERT OR REPLACE INTO given_ids(id, key, party, office)
    SELECT id, key, party, office FROM (
      SELECT p.id, s.key, s.party, s.office, row_number() OVER (
               PARTITION BY p.n ORDER BY s.articles DESC, s.key, s.party, s.office, s.name) AS place
      FROM json_each(?) j CROSS JOIN people p ON p.n = j.value JOIN spellings s ON s.person = p.n
    ) AS now
    WHERE place = 1 AND NOT EXISTS (
      SELECT 1 FROM given_ids g WHERE g.id = now.id AND g.key = now.key
                                      AND g.party = now.party AND g.office = now.office)
"""


def number(db: sqlite3.Connection, id: str) -> int | None:
    """The row number of the person that an id names now; see `find`.

    Of an id that somebody has it stands in the index, so that the row is not looked up.
    """
    row = db.execute("SELECT n FROM people WHERE id=?", (storable(id),)).fetchone()
    row = find(db, id) if row is None else row
    return None if row is None else int(row[0])


def find(db: sqlite3.Connection, id: str) -> sqlite3.Row | None:
    """The row of `people` that an id names now, whether it is the current one or an old one."""
    id = storable(id)
    row: sqlite3.Row | None = db.execute("SELECT * FROM people WHERE id=?", (id,)).fetchone()
    if row is None:
        given = db.execute("SELECT key, party, office FROM given_ids WHERE id=?", (id,)).fetchone()
        if given is not None:
            # Who is told apart no longer is whoever has the name.
            row = _bearer(db, *given) or _bearer(db, untagged(given["key"]), *given[1:])
    return row


def _bearer(db: sqlite3.Connection, key: str, party: str, office: str) -> sqlite3.Row | None:
    row: sqlite3.Row | None = db.execute(
        "SELECT p.* FROM spellings s JOIN people p ON p.n = s.person"
        " WHERE s.key=? AND s.party=? AND s.office=? LIMIT 1",
        (key, party, office),
    ).fetchone()
    return row


def all_of(db: sqlite3.Connection, n: int) -> list[str]:
    """All ids that a person (row number) has, or had under any of their names."""
    rows = db.execute(
        "SELECT id FROM people WHERE n=?1 UNION SELECT g.id FROM spellings s JOIN given_ids g"
        " ON g.key=s.key AND g.party=s.party AND g.office=s.office WHERE s.person=?1 ORDER BY 1",
        (n,),
    )
    return [row[0] for row in rows]
