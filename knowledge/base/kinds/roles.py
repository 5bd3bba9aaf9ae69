"""Roles in the fold: who held which office, as of the first and last article.

All readings of one person, office and party are one fact, whether the articles call them current,
former or coming. It is folded by looking up the ends of an index, however many articles repeat it;
only readings that date the term or name who held it before are all looked at.
"""

import json
import re
import sqlite3
from collections.abc import Iterable, Sequence

from knowledge.base import codec, heeding
from knowledge.base.blocks import APART, drop, new_strand
from knowledge.base.codec import dump, variants_of, variants_text
from knowledge.base.kinds.common import Entry, Folded, Head, Row, Said, Texts, Work
from knowledge.base.marks import published_day
from knowledge.base.numbering import UNDATED
from knowledge.base.offices import office_key, office_within
from knowledge.base.timing import valid
from knowledge.base.values import Attendee, dates, favourite, variant
from knowledge.model import Kind, PersonRef, Role, RoleFact, Tenure, Variant
from knowledge.quick import quick
from knowledge.text import fold

_FORMER = re.compile(r"(?:former|ex|erstwhile|late|then|past|outgoing) ")
_COMING = re.compile(r"(?:incoming|designated) | (?:elect|designate|in waiting)$")
_DETAILED = "+"


def tenure_of(fields: Role) -> Tenure:
    """Whether somebody holds the office, also where only the title says so."""
    key = office_key(fields.title)
    if fields.tenure is not Tenure.CURRENT or not key:
        return fields.tenure
    if _FORMER.match(key) and not key.startswith("outgoing "):
        return Tenure.FORMER
    return Tenure.COMING if _COMING.search(key) else Tenure.CURRENT


def office_of(fields: Role) -> str:
    """The office itself, whether somebody holds it yet or still."""
    key = office_key(fields.title)
    bare = _COMING.sub("", _FORMER.sub("", fold(fields.title), count=1)).strip()
    return office_within(bare, fields.party) or key


_MAKE_FACT = quick(RoleFact)


class Roles:
    """Readings of one person in one office are one fact."""

    kind = Kind.ROLE

    def entry(self, said: Said) -> Entry | None:
        """Where a role reading belongs; None where the name can't be a person's."""
        fields = said.fields
        assert isinstance(fields, Role)
        person, *before = said.who
        if not person:
            return None
        block = f"role|{person}|{fields.party or ''}|{office_of(fields)}"
        detailed = fields.since or fields.until or any(before)
        aspect = tenure_of(fields) + (_DETAILED if detailed else "")
        follows = next(iter(before), 0)
        mark = dump([fields.title, follows])
        day = published_day(said.published)
        return Entry(said.reading, said.id, block, day, mark, aspect)

    def settle(self, db: sqlite3.Connection, blocks: Iterable[str], work: Work) -> set[int]:
        """Give each block its one strand; return the strands, whose facts may have changed."""
        roots: set[int] = set()
        for block in blocks:
            row = db.execute("SELECT n FROM strands WHERE block=?", (block,)).fetchone()
            told = db.execute("SELECT 1 FROM marks WHERE block=? LIMIT 1", (block,)).fetchone()
            if told is None:
                if row is not None:
                    drop(db, [row[0]])
                    roots.add(row[0])
                continue
            n = new_strand(db, block, size=1) if row is None else int(row[0])
            entered = work.entered.get(block, [])
            db.executemany(
                "UPDATE marks SET strand=? WHERE reading=?", [(n, reading) for reading in entered]
            )
            if row is not None:
                work.grown[n] = entered
            roots.add(n)
        return roots

    def fold(
        self, db: sqlite3.Connection, root: int, block: str, until: int | None = None
    ) -> Folded | None:
        """A role from the ends of its readings; unknown publication dates come first."""
        _, number, party, office = block.partition(APART)[0].split("|", 3)
        last = _end(db, root, until, "m.day DESC, m.id DESC")
        if last is None:
            return None
        dated = _end(db, root, until, "m.day, m.id", "AND m.day IS NOT NULL")
        first = dated or _end(db, root, until, "m.id")
        assert first is not None
        said = codec.fields_of(Kind.ROLE, last["fields"])
        assert isinstance(said, Role)
        title = json.loads(last["mark"])[0]
        tenure = tenure_of(said)
        person = int(number)
        detail = _details(db, root, until)
        held = heeding.decided(_decided(db, root, until))
        if "tenure" in held:
            tenure = Tenure(held["tenure"].value)
        return Folded(
            id=first["id"],
            people=(Attendee(person, title, party or None),),
            parties=(party,) if party else (),
            span=UNDATED,
            day=last["day"] or 0,
            last_day=None,
            row={
                "person": person,
                "title": title,
                "office": _known_as(db, root, until, office, title, tenure),
                "party": party or None,
                "first": first["published"] if first["day"] else None,
                "last": last["published"] if last["day"] else None,
                "last_day": last["day"],
                "tenure": tenure,
                **detail,
                **_dates(held),
            },
            texts=Texts(names=f"{title} {said.person}"),
            traits=(tenure,),
        )

    def build(self, db: sqlite3.Connection, row: Row, head: Head) -> RoleFact:
        """The role of a row."""
        follows = None
        if row["follows"] is not None:
            found = db.execute("SELECT id, name FROM people WHERE n=?", (row["follows"],))
            follows = PersonRef(*found.fetchone())
        return _MAKE_FACT(
            id=head.id,
            person=head.people[0],
            title=row["title"],
            party=row["party"],
            first=row["first"],
            last=row["last"],
            sources=head.sources,
            tenure=Tenure(row["tenure"]),
            since=row["since"],
            until=row["until"],
            follows=follows,
            variants=variants_of(row["variants"]),
        )


def _decided(db: sqlite3.Connection, root: int, until: int | None) -> list[heeding.Said]:
    """The readings of a role on which something was decided."""
    rows = db.execute(
        "SELECT m.id, m.mark, r.fields, r.decided FROM marks m JOIN readings r ON r.n = m.reading"
        " WHERE m.strand=? AND m.ruled AND (? IS NULL OR m.day <= ?)",
        (root, until, until),
    )
    return [
        heeding.Said(row["id"], row["decided"], codec.fields_of(Kind.ROLE, row["fields"]), ())
        for row in rows
    ]


def _dates(held: heeding.Decided) -> dict[str, object]:
    """The ends of a term that were decided."""
    return {name: held[name].value for name in ("since", "until") if name in held}


def _end(
    db: sqlite3.Connection, root: int, until: int | None, order: str, where: str = ""
) -> sqlite3.Row | None:
    """The first reading of a role in an order that an index of marks has."""
    row: sqlite3.Row | None = db.execute(
        f"""
        SELECT m.id, m.day, m.mark, r.fields, v.published FROM marks m
        JOIN readings r ON r.n = m.reading JOIN article_versions v ON v.n = r.version
        WHERE m.strand = ? AND (? IS NULL OR m.day <= ?) {where} ORDER BY {order} LIMIT 1
        """,
        (root, until, until),
    ).fetchone()
    return row


def _known_as(
    db: sqlite3.Connection, root: int, until: int | None, office: str, title: str, tenure: Tenure
) -> str:
    """The office as people ask for it: whoever only had it before, or will, does not hold it."""
    row = db.execute(
        "SELECT 1 FROM marks WHERE strand=? AND aspect IN ('current', 'current+')"
        " AND (? IS NULL OR day <= ?) LIMIT 1",
        (root, until, until),
    ).fetchone()
    if row is not None:
        return office
    key = office_key(title)
    if _FORMER.match(key) or _COMING.search(key):
        return key
    return f"former {office}" if tenure is Tenure.FORMER else f"{office} designate"


def _details(db: sqlite3.Connection, root: int, until: int | None) -> dict[str, object]:
    """Since and until when, and after whom, as far as the readings say."""
    # Sorted without an index, as the one for it leads through all readings, of which few tell this.
    rows = db.execute(
        "SELECT m.id, m.mark, r.fields FROM marks m JOIN readings r ON r.n = m.reading"
        " WHERE m.strand=? AND m.aspect IN ('current+', 'former+', 'coming+')"
        " AND (? IS NULL OR m.day <= ?) ORDER BY +m.day DESC, +m.id DESC",
        (root, until, until),
    ).fetchall()
    told = [(row["id"], codec.fields_of(Kind.ROLE, row["fields"])) for row in rows]
    variants: list[Variant] = []
    found: dict[str, object] = {}
    for name in ("since", "until"):
        given = [(str(getattr(one, name)), id) for id, one in told if valid(getattr(one, name))]
        found[name], differing = dates(name, given)
        variants += differing
    named = [
        (json.loads(row["mark"])[1], str(one.follows), id)
        for row, (id, one) in zip(rows, told, strict=True)
        if isinstance(one, Role) and one.follows
    ]
    found["follows"], differing = _follows([said for said in named if said[0]])
    return {**found, "variants": variants_text([*variants, *differing])}


def _follows(named: Sequence[tuple[int, str, str]]) -> tuple[int | None, list[Variant]]:
    """Who most say held the office before, and whom others name, as they print the names."""
    chosen = favourite([str(n) for n, _, _ in named])
    if chosen is None:
        return None, []
    people = dict.fromkeys([int(chosen), *(n for n, _, _ in named)])
    if len(people) == 1:
        return int(chosen), []
    variants = []
    for n in people:
        name = favourite([printed for other, printed, _ in named if other == n])
        variants.append(variant("follows", name or "", [id for o, _, id in named if o == n]))
    return int(chosen), variants
