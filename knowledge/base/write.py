"""Writes facts: one for each root strand, with its people, parties and search text.

A fact whose readings say the same as before is left alone.
"""

import hashlib
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.base import codec, roles, tag
from knowledge.base.codec import dump
from knowledge.base.merge import Attendee, Merged, iso_ends, merge
from knowledge.base.numbering import UNDATED, first_number, free_number
from knowledge.base.tellings import told
from knowledge.model import Form, Kind, Role


@dataclass(frozen=True, slots=True)
class _Fact:
    """A fact as rows: what is common to all kinds, and the statement for its own table."""

    id: str
    kind: Kind
    root: int
    number: int
    last_day: int | None
    traits: str
    people: tuple[Attendee, ...]
    parties: tuple[str, ...]
    table: str
    row: tuple[object, ...]
    texts: tuple[str, str, str, str, str]
    sidelines: bool = False

    @property
    def digest(self) -> str:
        """Changes with anything that is written."""
        parts = dump(
            [
                self.id, self.root, self.number, self.last_day, self.traits,
                [[p.person, p.title, p.party] for p in self.people], self.parties, self.row,
                self.texts,
            ]
        )  # fmt: skip
        return hashlib.sha256(parts.encode()).hexdigest()[:16]


def facts(db: sqlite3.Connection, roots: Iterable[int]) -> set[int]:
    """Write, rewrite or delete the facts of these root strands.

    Returns the persons (row numbers) who came to hold or lost a title.
    """
    before: set[tuple[int, str]] = set()
    after: set[tuple[int, str]] = set()
    stale: list[int] = []
    new: list[_Fact] = []
    for root in sorted(set(roots)):
        made = _make(db, root)
        old = db.execute("SELECT n, id, digest FROM facts WHERE root=?", (root,)).fetchone()
        if old is not None and made is not None and old["digest"] == made.digest:
            continue
        if old is not None:
            stale.append(old["n"])
            before |= _titles(db, old["n"])
        if made is not None:
            new.append(made)
            if made.kind is Kind.ROLE:
                after |= {(one.person, one.title or "") for one in made.people}
    db.executemany("DELETE FROM facts WHERE n=?", [(n,) for n in stale])
    for fact in new:
        _insert(db, fact)
    return {person for person, _ in before ^ after}


def _titles(db: sqlite3.Connection, n: int) -> set[tuple[int, str]]:
    return {
        tuple(row) for row in db.execute("SELECT person, title FROM role_facts WHERE n=?", (n,))
    }


def _make(db: sqlite3.Connection, root: int) -> _Fact | None:
    row = db.execute("SELECT block FROM strands WHERE n=? AND root=n", (root,)).fetchone()
    if row is None:
        return None
    return _role(db, root, row[0]) if roles.is_role(row[0]) else _meeting(db, root)


def _meeting(db: sqlite3.Connection, root: int) -> _Fact:
    merged = merge(told(db, root))
    return _Fact(
        id=merged.id,
        kind=Kind.MEETING,
        root=root,
        number=first_number(Kind.MEETING, merged.span, merged.day, _rank(merged.id)),
        last_day=merged.last_day,
        traits=merged.traits,
        people=merged.people,
        parties=merged.parties,
        table="meeting_facts",
        row=_meeting_row(merged),
        texts=(
            "\n".join(merged.names),
            _said(merged, "place", merged.place),
            _said(merged, "occasion", merged.occasion),
            "\n".join(merged.topics),
            "\n".join(merged.sentences),
        ),
        sidelines=bool(merged.occasion) and merged.form not in (Form.VISIT, Form.SUMMIT),
    )


def _said(merged: Merged, field: str, value: str | None) -> str:
    """A field with all its variants, to be found by any of them."""
    values = [value or "", *(v.value for v in merged.variants if v.field == field)]
    return "\n".join(dict.fromkeys(values))


def _meeting_row(merged: Merged) -> tuple[object, ...]:
    start, end = iso_ends(merged.date)
    return (
        merged.form,
        merged.status,
        merged.date,
        start,
        end,
        merged.place,
        merged.occasion,
        dump(list(merged.topics)),
        dump([[v.field, v.value, list(v.readings)] for v in merged.variants]),
        dump(list(merged.history)),
    )


def _role(db: sqlite3.Connection, root: int, block: str) -> _Fact:
    """A role fact from the ends of its readings; unknown publication dates come first."""
    person, party, office = roles.parts_of(block)
    last = _role_end(db, root, "m.day DESC, m.id DESC")
    assert last is not None
    first = _role_end(db, root, "m.day, m.id", "AND m.day IS NOT NULL") or _role_end(
        db, root, "m.id"
    )
    assert first is not None
    said = codec.fields_of(Kind.ROLE, last["fields"])
    name = said.person if isinstance(said, Role) else ""
    attendee = Attendee(person, last["mark"], party)
    return _Fact(
        id=first["id"],
        kind=Kind.ROLE,
        root=root,
        number=first_number(Kind.ROLE, UNDATED, last["day"] or 0, _rank(first["id"])),
        last_day=None,
        traits="",
        people=(attendee,),
        parties=(party,) if party else (),
        table="role_facts",
        row=(
            person,
            last["mark"],
            office,
            party,
            first["published"] if first["day"] else None,
            last["published"] if last["day"] else None,
            last["day"],
        ),
        texts=(f"{last['mark']} {name}", "", "", "", ""),
    )


def _role_end(db: sqlite3.Connection, root: int, order: str, where: str = "") -> sqlite3.Row | None:
    """The first reading of a role in an order that an index of marks has."""
    row: sqlite3.Row | None = db.execute(
        f"""
        SELECT m.id, m.day, m.mark, r.fields, v.published FROM marks m
        JOIN readings r ON r.n = m.reading JOIN article_versions v ON v.n = r.version
        WHERE m.strand = ? {where} ORDER BY {order} LIMIT 1
        """,
        (root,),
    ).fetchone()
    return row


def _rank(id: str) -> int:
    """Orders facts of one day, the same in every base."""
    return int(id[:5], 16)


def _insert(db: sqlite3.Connection, fact: _Fact) -> None:
    n = free_number(db, fact.number)
    db.execute(
        "INSERT INTO facts(n, id, kind, root, last_day, traits, digest) VALUES (?,?,?,?,?,?,?)",
        (n, fact.id, fact.kind, fact.root, fact.last_day, fact.traits, fact.digest),
    )
    marks = ",".join("?" * (len(fact.row) + 1))
    db.execute(f"INSERT INTO {fact.table} VALUES ({marks})", (n, *fact.row))
    db.executemany(
        "INSERT INTO fact_people(fact, place, person, title, party) VALUES (?,?,?,?,?)",
        [(n, at, one.person, one.title, one.party) for at, one in enumerate(fact.people)],
    )
    rows = [(party, n) for party in fact.parties]
    db.executemany("INSERT INTO fact_parties(party, fact) VALUES (?,?)", rows)
    db.execute("INSERT INTO fact_texts VALUES (?,?,?,?,?,?,?)", (n, *fact.texts, _tags(fact)))


def _tags(fact: _Fact) -> str:
    """What the fact is about as words of the full-text index."""
    found = [tag.kind(fact.kind)]
    found += [tag.traits(fact.traits)] if fact.traits else []
    found += [tag.party(party) for party in fact.parties]
    found += [tag.sidelines()] if fact.sidelines else []
    for one in fact.people:
        found.append(tag.person(one.person))
        if one.office is not None:
            found.append(tag.office(one.office))
            found += [tag.office(one.office, one.party)] if one.party is not None else []
    return " ".join(dict.fromkeys(found))
