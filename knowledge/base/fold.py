"""Readings and decisions → facts, for exactly what a change touches.

The way of a reading: its article's register says who its participants are in the archive
(`people`), its mark says in which block it is compared (`marks`), the block's marks fall into
strands (`strands`), strands with fewer people join larger ones (`attach`), and the readings of
all strands with one root are merged into a fact (`merge`).

Each step depends on the set of current readings alone. A change is followed along the same way:
persons that change pull their readings along, readings their blocks, strands those that may join
them. So facts are the same as if everything were folded anew.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from knowledge.base import codec, people, roles, write
from knowledge.base.attach import Strand, Strands, strand_of
from knowledge.base.decisions import is_withdrawn
from knowledge.base.marks import Mark, block_of, load, mark, published_day
from knowledge.base.people import Changes
from knowledge.base.register import register
from knowledge.base.strands import strands
from knowledge.model import Kind, Meeting, Role

Before = dict[str, list[tuple[int, Strand]]]


@dataclass(slots=True)
class _Entry:
    """A reading's place in the fold."""

    reading: int
    id: str
    block: str
    day: int | None
    mark: str


@dataclass(slots=True)
class Refold:
    """What a fold still has to do: articles whose readings changed, and how things were before.

    `before` maps the blocks of their readings to the strands in them, each with its root; `shaken`
    are the strands that may have lost a reading.
    """

    articles: set[int] = field(default_factory=set)
    before: Before = field(default_factory=dict)
    shaken: set[int] = field(default_factory=set)


def leave(db: sqlite3.Connection, article: int) -> Refold:
    """Take an article's readings out of the fold; call it before its readings change."""
    rows = db.execute(
        "SELECT m.block, m.strand FROM readings r JOIN marks m ON m.reading=r.n WHERE r.article=?",
        (article,),
    ).fetchall()
    before = _strands_in(db, {row["block"] for row in rows})
    return Refold({article}, before, {row["strand"] for row in rows})


def fold(db: sqlite3.Connection, work: Refold) -> Changes:
    """Fold what changed; returns what changed among the people.

    Must run inside the transaction that changed the readings.
    """
    touched: set[str] = set()
    for article in sorted(work.articles):
        touched |= _mention(db, article)
    changes = people.cluster(db, touched)
    follow(db, changes, work)
    return changes


def follow(db: sqlite3.Connection, changes: Changes, work: Refold | None = None) -> None:
    """Let facts follow what changed among the people, and finish what else there is to fold."""
    work = work or Refold()
    articles = work.articles | _articles_naming(db, changes)
    changes.people |= _settle(db, articles, work.before, work.shaken) - changes.gone
    people.forget(db, changes.gone)


def _settle(
    db: sqlite3.Connection, articles: set[int], known: Before, shaken: set[int]
) -> set[int]:
    """Mark the readings of these articles anew, and fold all blocks they leave or enter.

    Returns the persons whose roles changed.
    """
    dirty = set(known)
    entries: list[_Entry] = []
    for article in sorted(articles):
        dirty |= {row[0] for row in _marked(db, article)}
        entries += _entries(db, article)
    dirty |= {entry.block for entry in entries}
    meetings = sorted(block for block in dirty if not roles.is_role(block))
    before = _strands_in(db, [block for block in meetings if block not in known]) | known
    fresh, lost = _put_entries(db, articles, entries)
    roots = roles.settle(db, sorted(block for block in dirty if roles.is_role(block)))
    roots |= _settle_meetings(db, meetings, before, fresh, shaken | lost)
    return write.facts(db, roots)


def _mention(db: sqlite3.Connection, article: int) -> set[str]:
    """Bring an article's mentions in step with its readings; return the names touched."""
    before = people.mentions_of(db, article)
    row = db.execute("SELECT id FROM articles WHERE n=?", (article,)).fetchone()
    fields = [] if row is None else [fields for _, fields in _current(db, article)]
    after = set(register(row[0], fields).values()) if row is not None else set()
    return people.put_mentions(db, article, before, after)


def _current(db: sqlite3.Connection, article: int) -> list[tuple[sqlite3.Row, Meeting | Role]]:
    """The readings of an article that count: of its current version, and not withdrawn."""
    rows = db.execute(
        """
        SELECT r.n, r.id, r.kind, r.background, r.fields, r.evidence, a.id AS article,
               v.published AS published
        FROM readings r JOIN articles a ON a.n = r.article
        JOIN article_versions v ON v.n = r.version
        WHERE r.article = ? AND r.current ORDER BY r.id
        """,
        (article,),
    ).fetchall()
    told = [
        (row, codec.fields_of(Kind(row["kind"]), row["fields"]))
        for row in rows
        if not is_withdrawn(db, row["id"])
    ]
    return [(row, fields) for row, fields in told if isinstance(fields, Meeting | Role)]


def _articles_naming(db: sqlite3.Connection, changes: Changes) -> set[int]:
    """The articles that print a name which now means another person."""
    found: set[int] = set()
    for group in changes.moved:
        rows = db.execute(
            "SELECT DISTINCT article FROM mentions WHERE key=? AND party=? AND office=?", group
        )
        found |= {row[0] for row in rows}
    return found


def _marked(db: sqlite3.Connection, article: int) -> list[sqlite3.Row]:
    return db.execute(
        "SELECT m.block FROM readings r JOIN marks m ON m.reading = r.n WHERE r.article=?",
        (article,),
    ).fetchall()


def _entries(db: sqlite3.Connection, article: int) -> list[_Entry]:
    """Where the readings of an article belong, by who its people are now."""
    current = _current(db, article)
    if not current:
        return []
    names = register(current[0][0]["article"], [fields for _, fields in current])
    persons: dict[tuple[str, str, str], int] = {}
    for mention in set(names.values()):
        row = db.execute(
            "SELECT person FROM spellings WHERE key=? AND party=? AND office=?", mention.group
        ).fetchone()
        persons[mention.group] = row[0]

    def who(name: str, party: str | None) -> int:
        mention = names.get((name, party))
        return 0 if mention is None else persons[mention.group]

    return [
        _meeting_entry(row, fields, tuple(who(p.name, p.party) for p in fields.people))
        if isinstance(fields, Meeting)
        else _role_entry(row, fields, who(fields.person, fields.party))
        for row, fields in current
        if isinstance(fields, Meeting) or who(fields.person, fields.party)
    ]


def _meeting_entry(row: sqlite3.Row, fields: Meeting, who: tuple[int, ...]) -> _Entry:
    background = bool(row["background"])
    made = mark(row["n"], row["id"], row["article"], fields, who, row["published"], background)
    evidence = codec.evidence_of(row["article"], row["evidence"])
    block = block_of(made, evidence[0].text if evidence else "")
    return _Entry(row["n"], row["id"], block, made.published, made.dump())


def _role_entry(row: sqlite3.Row, fields: Role, person: int) -> _Entry:
    day = published_day(row["published"])
    return _Entry(row["n"], row["id"], roles.block_of(person, fields), day, fields.title)


def _put_entries(
    db: sqlite3.Connection, articles: Iterable[int], entries: list[_Entry]
) -> tuple[set[int], set[int]]:
    """Replace the marks of these articles.

    Returns the readings whose mark is new or another, and the strands that lost one.
    """
    old: dict[int, tuple[str, str]] = {}
    strand_of: dict[int, int] = {}
    for article in articles:
        for n, block, text, strand in db.execute(
            "SELECT m.reading, m.block, m.mark, m.strand FROM readings r"
            " JOIN marks m ON m.reading = r.n WHERE r.article=?",
            (article,),
        ):
            old[n] = block, text
            strand_of[n] = strand
    kept = {e.reading for e in entries if old.get(e.reading) == (e.block, e.mark)}
    gone = old.keys() - kept
    db.executemany("DELETE FROM marks WHERE reading=?", [(n,) for n in gone])
    rows = [(e.reading, e.id, e.block, e.day, e.mark) for e in entries if e.reading not in kept]
    db.executemany("INSERT INTO marks(reading, id, block, day, mark) VALUES (?,?,?,?,?)", rows)
    return {row[0] for row in rows}, {strand_of[n] for n in gone}


def _strands_in(db: sqlite3.Connection, blocks: Iterable[str]) -> Before:
    """The strands of these blocks as they are, each with its root."""
    found: Before = {}
    loader = Strands(db)
    for block in blocks:
        found[block] = []
        if roles.is_role(block):
            continue
        for n, root in db.execute("SELECT n, root FROM strands WHERE block=?", (block,)).fetchall():
            strand = loader.get(n)
            if strand is not None:
                found[block].append((root, strand))
    return found


def _settle_meetings(
    db: sqlite3.Connection,
    blocks: list[str],
    before: Before,
    fresh: set[int],
    shaken: set[int],
) -> set[int]:
    """Fold blocks of meeting readings into strands; return the roots whose facts may change."""
    moved: list[Strand] = []
    roots: set[int] = set()
    new: list[int] = []
    for block in blocks:
        gone, added = _put_strands(db, block, fresh, shaken)
        for root, strand in before.get(block, ()):
            if strand.n in gone:
                moved.append(strand)
                roots.add(root)
        new += added
    now = Strands(db)
    moved += [member for n in new if (member := now.get(n)) is not None]
    for n in sorted(_affected(now, moved) | set(new)):
        member = now.get(n)
        if member is None:
            continue
        root = now.root(member)
        (old,) = db.execute("SELECT root FROM strands WHERE n=?", (n,)).fetchone()
        if old != root:
            db.execute("UPDATE strands SET root=? WHERE n=?", (root, n))
        roots |= {old, root}
    return roots


def _affected(now: Strands, moved: Iterable[Strand]) -> set[int]:
    """The strands that may join, or have joined, one that came, went or changed."""
    found: set[int] = set()
    waiting = list(moved)
    while waiting:
        for smaller in now.smaller(waiting.pop()):
            if smaller.n not in found:
                found.add(smaller.n)
                waiting.append(smaller)
    return found


def _put_strands(
    db: sqlite3.Connection, block: str, fresh: set[int], shaken: set[int]
) -> tuple[set[int], list[int]]:
    """Fold one block; return the rows of strands that went and of those that are new."""
    marks: list[Mark] = []
    held: dict[int, set[int]] = defaultdict(set)
    for reading, strand, text in db.execute(
        "SELECT reading, strand, mark FROM marks WHERE block=?", (block,)
    ):
        marks.append(load(reading, text))
        if strand is not None:
            held[strand].add(reading)
    unchanged = {
        frozenset(readings): n
        for n, readings in held.items()
        if n not in shaken and not readings & fresh
    }
    kept: set[int] = set()
    added: list[int] = []
    for members in strands(block, marks) if marks else []:
        readings = frozenset(member.reading for member in members)
        if readings in unchanged:
            kept.add(unchanged[readings])
        else:
            added.append(_new_strand(db, block, members))
    old = {row[0] for row in db.execute("SELECT n FROM strands WHERE block=?", (block,))}
    gone = old - kept - set(added)
    db.executemany("DELETE FROM strands WHERE n=?", [(n,) for n in gone])
    return gone, added


def _new_strand(db: sqlite3.Connection, block: str, members: list[Mark]) -> int:
    strand = strand_of(0, block, members)
    first, last = strand.days or strand.bounds or (None, None)
    vague = strand.days is None and strand.bounds is not None
    cursor = db.execute(
        "INSERT INTO strands(block, realm, size, first_day, last_day, vague, root)"
        " VALUES (?,?,?,?,?,?,0)",
        (block, strand.realm, strand.size, first, last, int(vague)),
    )
    n = int(cursor.lastrowid or 0)
    db.execute("UPDATE strands SET root=n WHERE n=?", (n,))
    rows = [(n, member.reading) for member in members]
    db.executemany("UPDATE marks SET strand=? WHERE reading=?", rows)
    return n
