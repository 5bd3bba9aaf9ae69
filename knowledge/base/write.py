"""Writes facts: one for each root strand, with its people, parties and search text.

A fact whose readings say the same as before is left alone.
"""

import hashlib
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from knowledge.base import lapses, rulings, tag
from knowledge.base.codec import dump
from knowledge.base.kinds import kind_of
from knowledge.base.kinds.common import Folded
from knowledge.base.numbering import first_number, free_number
from knowledge.base.tables_4 import NEVER, TOLD
from knowledge.base.tables_16 import SUPPORT
from knowledge.model import Kind


@dataclass(frozen=True, slots=True)
class _Fact:
    """A fact of a kind at its root strand; `desk` is what was decided on it (JSON).

    `waits` is why somebody should decide on it (`lapses`).
    """

    kind: Kind
    root: int
    told: Folded
    desk: str | None = None
    waits: str | None = None

    @property
    def number(self) -> int:
        """The row number that its time and id give it."""
        told = self.told
        return first_number(self.kind, told.span, told.day, _rank(told.id))

    @property
    def texts(self) -> tuple[str, str, str, str, str]:
        """What it can be found by, in the order of the columns."""
        texts = self.told.texts
        return texts.names, texts.place, texts.occasion, texts.topics, texts.sentences

    @property
    def traits(self) -> str:
        """Its traits as one text."""
        return " ".join(self.told.traits)

    @property
    def digest(self) -> str:
        """Changes with anything that is written."""
        told = self.told
        parts = dump(
            [
                told.id, self.root, self.number, told.last_day, self.traits,
                [[p.person, p.title, p.party] for p in told.people], told.parties, told.row,
                self.texts, told.sidelines, *([self.desk] if self.desk else []),
                *([self.waits] if self.waits else []),
            ]
        )  # fmt: skip
        return hashlib.sha256(parts.encode()).hexdigest()[:16]


def facts(
    db: sqlite3.Connection,
    roots: Iterable[int],
    grown: Mapping[int, Iterable[int]],
    left: Mapping[int, Mapping[int, bool]],
) -> set[int]:
    """Write, rewrite or delete the facts of these root strands.

    `grown` are those that gained these readings, and may have lost some of the articles that
    `left` names, each with whether it reported the fact before. Returns the persons (row numbers)
    who came to hold or lost a title.
    """
    before: set[tuple[int, str, str]] = set()
    after: set[tuple[int, str, str]] = set()
    stale: list[int] = []
    new: list[tuple[_Fact, _Told]] = []
    for root in sorted(set(roots)):
        made = _make(db, root)
        old = db.execute(
            "SELECT n, root, digest, first_told, last_told, support FROM facts WHERE root=?",
            (root,),
        ).fetchone()
        change = None if root not in grown else _Change(set(grown[root]), left.get(root, {}))
        told = _Told(None, NEVER, 0) if made is None else _told(db, root, old, change)
        if old is not None and made is not None and old["digest"] == made.digest:
            _date(db, old, told)
            continue
        if old is not None:
            stale.append(old["n"])
            before |= _titles(db, old["n"])
        if made is not None:
            new.append((made, told))
            if made.kind is Kind.ROLE:
                row = made.told.row
                after.add((row["person"], row["title"], row["office"]))
    db.execute("DELETE FROM facts WHERE n IN (SELECT value FROM json_each(?))", (dump(stale),))
    _put_texts(db, [_insert(db, fact, told) for fact, told in new])
    return {person for person, _, _ in before ^ after}


def _titles(db: sqlite3.Connection, n: int) -> set[tuple[int, str, str]]:
    rows = db.execute("SELECT person, title, office FROM role_facts WHERE n=?", (n,))
    return {tuple(row) for row in rows}


def _make(db: sqlite3.Connection, root: int) -> _Fact | None:
    row = db.execute("SELECT block FROM strands WHERE n=? AND root=n", (root,)).fetchone()
    if row is None:
        return None
    kind = kind_of(row[0])
    found = rulings.folded_with_desk(db, kind, root, row[0])
    if found is None:
        return None
    told, desk = found
    waits = lapses.waits(kind, told, desk, rulings.corrected(db, desk))
    return _Fact(kind, root, told, desk, waits)


def _rank(id: str) -> int:
    """Orders facts of one day, the same in every base, and those of one text by their number."""
    digest, _, number = id.partition("-")
    return int(digest[:5], 16) + (int(number) - 1 if number.isdecimal() else 0)


_Texts = tuple[int | str, ...]
"""A row of `fact_texts`."""

_AT_ONCE = 64


def _put_texts(db: sqlite3.Connection, rows: Sequence[_Texts]) -> None:
    """Enter what facts are found by, after all else is written.

    The full-text index keeps what it is given in memory, but writes it out with the next statement
    that SQLite may have to undo by itself, as any is that has triggers: with a statement for each
    fact the index would get a segment for each, to be merged again and again.
    """
    for start in range(0, len(rows), _AT_ONCE):
        some = rows[start : start + _AT_ONCE]
        marks = ",".join(["(?,?,?,?,?,?,?)"] * len(some))
        db.execute(f"INSERT INTO fact_texts VALUES {marks}", [one for row in some for one in row])


def _insert(db: sqlite3.Connection, fact: _Fact, dates: "_Told") -> _Texts:
    """Write a fact but for the texts that it is found by; returns those."""
    n = free_number(db, fact.number)
    told = fact.told
    db.execute(
        "INSERT INTO facts(n, id, kind, root, last_day, traits, digest, desk, waits,"
        " first_told, last_told, support) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
        (
            *(n, told.id, fact.kind, fact.root, told.last_day, fact.traits, fact.digest),
            *(fact.desk, fact.waits, *dates),
        ),
    )
    row = {"n": n, **told.row}
    columns, marks = ",".join(row), ",".join("?" * len(row))
    db.execute(f"INSERT INTO {fact.kind}_facts({columns}) VALUES ({marks})", tuple(row.values()))
    db.executemany(
        "INSERT INTO fact_people(fact, place, person, title, party) VALUES (?,?,?,?,?)",
        [(n, at, one.person, one.title, one.party) for at, one in enumerate(told.people)],
    )
    db.executemany(
        "INSERT INTO fact_parties(party, fact, first_told, last_told) VALUES (?,?,?,?)",
        [(party, n, dates.first, dates.last) for party in told.parties],
    )
    return n, *fact.texts, _tags(fact)


def _date(db: sqlite3.Connection, fact: sqlite3.Row, told: "_Told") -> None:
    """Say when and how often a fact was told, which may change where nothing else does.

    The lists of its parties say when, too, so that those of a day are found by them alone.
    """
    if told != (fact["first_told"], fact["last_told"], fact["support"]):
        db.execute(
            "UPDATE facts SET first_told=?, last_told=?, support=? WHERE n=?", (*told, fact["n"])
        )
    if told[:2] != (fact["first_told"], fact["last_told"]):
        db.execute(
            "UPDATE fact_parties SET first_told=?, last_told=? WHERE fact=?", (*told[:2], fact["n"])
        )


class _Told(NamedTuple):
    """When a fact was first and last told, and in how many articles; as columns of `facts`."""

    first: int | None
    last: int
    support: int


class _Change(NamedTuple):
    """What changed in the strand of a title: readings that it gained, and articles that changed.

    Of each of these, by row number, whether it reported the title before.
    """

    gained: set[int]
    left: Mapping[int, bool]


def _told(
    db: sqlite3.Connection, root: int, old: sqlite3.Row | None, change: _Change | None
) -> _Told:
    """When and how often the fact of a root strand was told.

    A title that thousands of articles repeat is not counted again with each that comes or changes.
    """
    if old is not None and change is not None and _is_one_strand(db, root):
        known = _Told(old["first_told"], old["last_told"], old["support"])
        if not change.left:
            return _told_more(db, root, known, change.gained)
        ends = _ends(db, root)
        if ends is not None:
            return _Told(*ends, known.support + _reporting_more(db, root, change))
    first, last = db.execute(f"{TOLD} WHERE s.root = ?", (root,)).fetchone()
    (support,) = db.execute(f"{SUPPORT} WHERE s.root = ?", (root,)).fetchone()
    return _Told(first, last, support)


def _ends(db: sqlite3.Connection, strand: int) -> tuple[int, int] | None:
    """When a strand was told first and last; None where an article of it is not dated."""
    undated = "SELECT 1 FROM marks WHERE strand=? AND day IS NULL LIMIT 1"
    if db.execute(undated, (strand,)).fetchone() is not None:
        return None
    (first,) = db.execute("SELECT min(day) FROM marks WHERE strand=?", (strand,)).fetchone()
    (last,) = db.execute("SELECT max(day) FROM marks WHERE strand=?", (strand,)).fetchone()
    return None if first is None else (first, last)


def _reporting_more(db: sqlite3.Connection, strand: int, change: _Change) -> int:
    """How many articles more report a title than before, or fewer."""
    rows = db.execute(
        "SELECT article FROM readings WHERE n IN (SELECT value FROM json_each(?))",
        (dump(sorted(change.gained)),),
    )
    before = {n: _reports_else(db, strand, n, change.gained) for (n,) in rows} | {**change.left}
    return sum(reports(db, strand, n) - reported for n, reported in before.items())


def reports(db: sqlite3.Connection, strand: int, article: int) -> bool:
    """Whether an article tells a fact by a reading that does not only recall it."""
    return _reports_else(db, strand, article, set())


def _is_one_strand(db: sqlite3.Connection, root: int) -> bool:
    rows = db.execute("SELECT 1 FROM strands WHERE root=? LIMIT 2", (root,)).fetchall()
    return len(rows) == 1


def _told_more(db: sqlite3.Connection, strand: int, known: _Told, gained: set[int]) -> _Told:
    """When and how often a fact was told, once its strand gained these readings."""
    first, last, reporting = known.first, known.last, set[int]()
    for reading in gained:
        row = db.execute(
            "SELECT m.day, a.last_day, r.article, r.background FROM marks m"
            " JOIN readings r ON r.n = m.reading JOIN articles a ON a.n = r.article"
            " WHERE m.reading=?",
            (reading,),
        ).fetchone()
        first = min((day for day in (first, row["last_day"]) if day is not None), default=None)
        last = max(last, NEVER if row["day"] is None else row["day"])
        reporting |= set() if row["background"] else {row["article"]}
    new = sum(not _reports_else(db, strand, article, gained) for article in reporting)
    return _Told(first, last, known.support + new)


def _reports_else(db: sqlite3.Connection, strand: int, article: int, gained: set[int]) -> bool:
    """Whether an article told a fact already by another reading that does not only recall it."""
    # From the few readings of the article: a strand may have those of thousands.
    rows = db.execute(
        "SELECT m.reading FROM readings r CROSS JOIN marks m ON m.reading = r.n"
        " WHERE r.article=? AND m.strand=? AND NOT r.background",
        (article, strand),
    )
    return any(n not in gained for (n,) in rows)


def _tags(fact: _Fact) -> str:
    """What the fact is about as words of the full-text index."""
    told = fact.told
    found = [tag.kind(fact.kind)]
    found += [tag.traits(fact.kind, trait) for trait in told.traits]
    found += [tag.party(party) for party in told.parties]
    found += [tag.sidelines()] if told.sidelines else []
    for one in told.people:
        found.append(tag.person(one.person))
        if one.office is not None:
            found.append(tag.office(one.office))
            found += [tag.office(one.office, one.party)] if one.party is not None else []
    return " ".join(dict.fromkeys(found))
