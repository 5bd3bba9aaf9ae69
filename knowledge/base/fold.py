"""Readings and decisions → facts, for exactly what a change touches.

The way of a reading: its article's register says who its participants are in the archive
(`people`), its kind says in which block it is compared (`kinds`), the block's marks fall into
strands, strands that say less join those that say more, and the readings of all strands with one
root are merged into a fact.

Each step depends on the set of current readings alone. A change is followed along the same way:
persons that change pull their readings along, readings their blocks, strands those that may join
them. So facts are the same as if everything were folded anew.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from knowledge.base import bonds, codec, mentions, people, person_rulings, rulings, write
from knowledge.base.attach import Strand
from knowledge.base.blocks import APART
from knowledge.base.kinds import KINDS, kind_of
from knowledge.base.kinds.common import Entry, Said, Work
from knowledge.base.kinds.meetings import strands_before
from knowledge.base.people import Changes
from knowledge.base.register import Mention, Names, participants, register
from knowledge.model import Fields, Kind


@dataclass(slots=True)
class Refold:
    """What a fold still has to do: articles whose readings changed, and how things were before.

    `blocks` are those that their readings stood in, `read` what articles say now as far as it was
    looked at.
    """

    articles: set[int] = field(default_factory=set)
    blocks: set[str] = field(default_factory=set)
    work: Work = field(default_factory=Work)
    read: "dict[int, _Read]" = field(default_factory=dict)


def leave(db: sqlite3.Connection, *articles: int) -> Refold:
    """Take articles' readings out of the fold; call it before their readings change."""
    rows = [
        row
        for article in articles
        for row in db.execute(
            "SELECT r.article, m.block, m.strand FROM readings r JOIN marks m ON m.reading=r.n"
            " WHERE r.article=?",
            (article,),
        )
    ]
    blocks = {row["block"] for row in rows}
    work = Work(shaken={row["strand"] for row in rows}, before=_before(db, blocks))
    for row in rows:
        _leave_title(db, work, row)
    return Refold(set(articles), blocks, work)


def _leave_title(db: sqlite3.Connection, work: Work, row: sqlite3.Row) -> None:
    """Keep whether an article reports a title, before a reading of it goes."""
    block, strand, article = row["block"], row["strand"], row["article"]
    if strand is not None and kind_of(block) is Kind.ROLE:
        reported = work.left.setdefault(strand, {})
        if article not in reported:
            reported[article] = write.reports(db, strand, article)


def leave_readings(db: sqlite3.Connection, readings: Iterable[str]) -> Refold:
    """Take these readings alone out of the fold, and look at their articles anew afterwards.

    Call it before they change; what they say changes, while the others stay as they are.
    """
    work = Refold()
    for id in sorted(set(readings)):
        rows = db.execute(
            "SELECT r.article, m.block, m.strand FROM readings r"
            " LEFT JOIN marks m ON m.reading = r.n WHERE r.id=? AND r.current",
            (id,),
        ).fetchall()
        work.articles |= {row["article"] for row in rows}
        work.blocks |= {row["block"] for row in rows if row["block"] is not None}
        work.work.shaken |= {row["strand"] for row in rows if row["strand"] is not None}
        for row in rows:
            _leave_title(db, work.work, row)
    work.work.before = _before(db, work.blocks)
    return work


def together(several: Iterable[Refold]) -> Refold:
    """The work of several changes as one, none of which is folded yet."""
    whole = Refold()
    for one in several:
        whole.articles |= one.articles
        whole.blocks |= one.blocks
        whole.work.shaken |= one.work.shaken
        whole.work.before |= one.work.before
        for strand, reported in one.work.left.items():
            whole.work.left[strand] = reported | whole.work.left.get(strand, {})
    return whole


def _before(db: sqlite3.Connection, blocks: Iterable[str]) -> dict[str, list[tuple[int, Strand]]]:
    """How blocks are, as far as a kind wants to know it once they have changed."""
    return strands_before(db, sorted(b for b in blocks if kind_of(b) is Kind.MEETING))


def fold(db: sqlite3.Connection, work: Refold, names: Iterable[str] = ()) -> Changes:
    """Fold what changed; returns what changed among the people.

    `names` are keys of which it was decided anew who bears them. Must run inside the transaction
    that changed the readings.
    """
    told: set[Mention] = set()
    for article in sorted(work.articles):
        read = work.read[article] = _read(db, article)
        told |= mentions.put(db, article, mentions.of_article(db, article), read.mentions)
    changes = people.cluster(db, names, told)
    follow(db, changes, work)
    return changes


def follow(db: sqlite3.Connection, changes: Changes, work: Refold | None = None) -> None:
    """Let facts follow what changed among the people, and finish what else there is to fold."""
    work = work or Refold()
    work.articles |= _articles_naming(db, changes)
    changes.people |= _settle(db, work) - changes.gone
    people.forget(db, changes.gone)


def _settle(db: sqlite3.Connection, todo: Refold) -> set[int]:
    """Mark the readings of the articles anew, and fold all blocks they leave or enter.

    Returns the persons whose roles changed.
    """
    found = _changed(db, todo)
    dirty = todo.blocks | {block for block, _ in found.gone.values()}
    dirty |= {entry.block for entry in found.new}
    work = todo.work
    work.before = _before(db, dirty - work.before.keys()) | work.before
    for n, (block, strand) in found.gone.items():
        if kind_of(block) is Kind.ROLE:
            row = db.execute(
                "SELECT article, ? AS block, ? AS strand FROM readings WHERE n=?",
                (block, strand, n),
            ).fetchone()
            _leave_title(db, work, row)
    _put_entries(db, found)
    for entry in found.new:
        work.entered.setdefault(entry.block, []).append(entry.reading)
    work.shaken |= {strand for _, strand in found.gone.values() if strand is not None}
    blocks: dict[Kind, list[str]] = defaultdict(list)
    for block in sorted(dirty):
        blocks[kind_of(block)].append(block)
    roots: set[int] = set()
    for kind in KINDS:
        if blocks[kind]:
            roots |= KINDS[kind].settle(db, blocks[kind], work)
    united = bonds.unite(db, roots)
    grown = {root: readings for root, readings in work.grown.items() if root not in united}
    return write.facts(db, roots | united, grown, work.left)


class _Read(NamedTuple):
    """The readings of an article that count, and whom they name, also by what people decided."""

    current: list[tuple[sqlite3.Row, Fields]]
    names: Names

    @property
    def mentions(self) -> set[Mention]:
        """Whom they name, each once."""
        return set(self.names.values())


def _read(db: sqlite3.Connection, article: int) -> _Read:
    current = _current(db, article)
    if not current:
        return _Read([], {})
    id = current[0][0]["article"]
    names = register(id, [fields for _, fields in current])
    return _Read(current, person_rulings.told_apart(db, id, names))


def _current(db: sqlite3.Connection, article: int) -> list[tuple[sqlite3.Row, Fields]]:
    """The readings of an article that count: of its current version, and not withdrawn."""
    rows = db.execute(
        """
        SELECT r.n, r.id, r.kind, r.background, r.fields, r.evidence, r.decided,
               a.id AS article, v.published AS published
        FROM readings r JOIN articles a ON a.n = r.article
        JOIN article_versions v ON v.n = r.version
        WHERE r.article = ? AND r.current ORDER BY r.id
        """,
        (article,),
    ).fetchall()
    return [
        (row, codec.fields_of(Kind(row["kind"]), row["fields"]))
        for row in rows
        if not rulings.is_retracted(row["decided"])
    ]


def _articles_naming(db: sqlite3.Connection, changes: Changes) -> set[int]:
    """The articles that print a name which now means another person."""
    found: set[int] = set()
    for group in changes.moved:
        rows = db.execute(
            "SELECT DISTINCT article FROM mentions WHERE key=? AND party=? AND office=?", group
        )
        found |= {row[0] for row in rows}
    return found


def _entries(db: sqlite3.Connection, read: _Read) -> list[Entry]:
    """Where the readings of an article belong, by who its people are now."""
    persons: dict[tuple[str, str, str], int] = {}
    for mention in read.mentions:
        row = db.execute(
            "SELECT person FROM spellings WHERE key=? AND party=? AND office=?", mention.group
        ).fetchone()
        persons[mention.group] = row[0]

    def who(name: str, party: str | None) -> int:
        mention = read.names.get((name, party))
        return 0 if mention is None else persons[mention.group]

    found = []
    for row, fields in read.current:
        evidence = codec.evidence_of(row["article"], row["evidence"])
        said = Said(
            reading=row["n"],
            id=row["id"],
            article=row["article"],
            published=row["published"],
            background=bool(row["background"]),
            fields=fields,
            who=tuple(who(one.name, one.party) for one in participants(fields)),
            sentence=evidence[0].text if evidence else "",
        )
        entry = KINDS[Kind(row["kind"])].entry(said)
        apart = rulings.apart(row["decided"])
        if entry is not None and apart is not None:
            entry = replace(entry, block=f"{entry.block}{APART}{apart}")
        if entry is not None and row["decided"] is not None:
            entry = replace(entry, ruled=True)
        found += [] if entry is None else [entry]
    return found


class _Changed(NamedTuple):
    """What changed in the marks of articles.

    `gone` are the readings that lost theirs, each with the block and the strand it stood in; `new`
    is where readings belong now that had none, or another one.
    """

    gone: dict[int, tuple[str, int | None]]
    new: list[Entry]


def _changed(db: sqlite3.Connection, todo: Refold) -> _Changed:
    """What changes in the marks of the articles by who their people are now."""
    old: dict[int, tuple[str, str, str | None]] = {}
    stood: dict[int, tuple[str, int | None]] = {}
    entries: list[Entry] = []
    for article in sorted(todo.articles):
        for n, block, text, aspect, strand in db.execute(
            "SELECT m.reading, m.block, m.mark, m.aspect, m.strand FROM readings r"
            " JOIN marks m ON m.reading = r.n WHERE r.article=?",
            (article,),
        ):
            old[n] = block, text, aspect
            stood[n] = block, strand
        entries += _entries(db, todo.read.get(article) or _read(db, article))
    kept = {e.reading for e in entries if old.get(e.reading) == (e.block, e.mark, e.aspect)}
    return _Changed(
        {n: stood[n] for n in old.keys() - kept},
        [entry for entry in entries if entry.reading not in kept],
    )


def _put_entries(db: sqlite3.Connection, found: _Changed) -> None:
    """Replace the marks that changed."""
    db.executemany("DELETE FROM marks WHERE reading=?", [(n,) for n in found.gone])
    db.executemany(
        "INSERT INTO marks(reading, id, block, day, mark, aspect, ruled) VALUES (?,?,?,?,?,?,?)",
        [(e.reading, e.id, e.block, e.day, e.mark, e.aspect, e.ruled) for e in found.new],
    )
