"""Kinds of fact that are folded by likeness (`gathering`): their strands, roots and facts."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from heapq import heapify, heappop, heappush
from typing import Generic, TypeVar, cast

from knowledge.base import codec, heeding
from knowledge.base.blocks import drop, is_apart, new_strand, put_strands
from knowledge.base.codec import dump
from knowledge.base.gathering import (
    Group,
    Matter,
    Note,
    alike,
    clash,
    gather,
    groups,
    number,
)
from knowledge.base.kinds.common import Entry, Folded, Said, Work
from knowledge.base.marks import published_day
from knowledge.model import Agreement, Kind, Milestone, Payment, Statement

F = TypeVar("F", Agreement, Payment, Statement, Milestone)


class Gathered(Generic[F]):
    """The fold of one such kind; a kind's own class adds how its facts are built."""

    def __init__(self, matter: Matter[F]) -> None:
        self._matter: Matter[F] = matter

    @property
    def kind(self) -> Kind:
        """The kind."""
        return self._matter.kind

    def entry(self, said: Said) -> Entry | None:
        """Where a reading belongs."""
        day = published_day(said.published)
        fields = cast(F, said.fields)
        note = Note(said.reading, said.id, said.article, said.who, day, said.background, fields)
        block = f"{self.kind}|{self._matter.block(note, said.sentence)}"
        mark = dump([said.article, list(said.who), int(said.background)])
        return Entry(said.reading, said.id, block, day, mark)

    def settle(self, db: sqlite3.Connection, blocks: Iterable[str], work: Work) -> set[int]:
        """Fold blocks into strands; return the roots whose facts may have changed."""
        roots: set[int] = set()
        stale: set[int] = set()
        new: list[int] = []
        for block in blocks:
            gone, added = self._put(db, block, work)
            for n in gone:
                stale |= self._smaller(db, n)
                roots |= _roots(db, n) or {n}
            drop(db, gone)
            new += added
        for n in new:
            stale |= {n} | self._smaller(db, n)
        return roots | set(new) | self._reroot(db, stale)

    def _reroot(self, db: sqlite3.Connection, stale: Iterable[int]) -> set[int]:
        """Find the roots of these strands anew, and of those that depend on them.

        A root depends on those of larger strands alone, so the largest come first, and what keeps
        its root touches nothing else. Returns the old and new roots of those that changed.
        """
        roots: set[int] = set()
        now = _Strands(db, self._matter)
        waiting = [(-rank, n) for n in set(stale) if (rank := _rank(db, n)) is not None]
        heapify(waiting)
        done: set[int] = set()
        while waiting:
            _, n = heappop(waiting)
            if n in done:
                continue
            done.add(n)
            old, root = _root(db, n), now.root(n)
            if old != root:
                roots |= _roots(db, n) | {root}
                db.execute("UPDATE strands SET own=?1, root=?1 WHERE n=?2", (root, n))
                for smaller in self._smaller(db, n) - done:
                    heappush(waiting, (-(_rank(db, smaller) or 0), smaller))
        return roots

    def fold(
        self, db: sqlite3.Connection, root: int, block: str, until: int | None = None
    ) -> Folded | None:
        """The fact of a root strand, as told by the day `until`."""
        rows = db.execute(
            """
            SELECT m.reading, m.id, m.day, m.mark, r.fields, r.evidence, r.decided FROM strands s
            JOIN marks m ON m.strand = s.n JOIN readings r ON r.n = m.reading
            WHERE s.root = ? AND (? IS NULL OR m.day <= ?)
            """,
            (root, until, until),
        )
        notes: list[Note[F]] = []
        said: list[heeding.Said] = []
        for row in rows:
            note = self._note(row, _sentences(row["evidence"]))
            notes.append(note)
            said.append(heeding.Said(note.id, row["decided"], note.fields, note.who))
        held = heeding.decided(said)
        notes = [self._heeding(note, held) for note in notes] if held else notes
        return self._matter.folded(sorted(notes, key=lambda n: n.order)) if notes else None

    def _heeding(self, note: Note[F], held: heeding.Decided) -> Note[F]:
        """A reading that says what was decided."""
        fields, who = heeding.heeding(self.kind, note.fields, note.who, held)
        return replace(note, fields=fields, who=who)

    def _put(self, db: sqlite3.Connection, block: str, work: Work) -> tuple[set[int], list[int]]:
        matter = self._matter

        def make(members: Sequence[Note[F]]) -> int:
            days = [note.published for note in members if note.published is not None]
            first, last = min(days, default=None), max(days, default=None)
            size = max(map(matter.rank, members))
            n = new_strand(db, block, size=size, first_day=first, last_day=last)
            if is_apart(block):
                return n
            keys = sorted({number(matter.kind, key) for one in members for key in matter.keys(one)})
            rows = [(key, n) for key in keys]
            db.executemany("INSERT INTO strand_keys(key, strand) VALUES (?,?)", rows)
            return n

        rows = db.execute(
            "SELECT m.reading, m.id, m.day, m.mark, m.strand, r.fields FROM marks m"
            " JOIN readings r ON r.n = m.reading WHERE m.block=?",
            (block,),
        )
        notes = [(self._note(row), row["strand"]) for row in rows]
        changed = work.changed(block)
        return put_strands(db, block, notes, changed, lambda given: gather(matter, given), make)

    def _smaller(self, db: sqlite3.Connection, n: int) -> set[int]:
        return _beside(db, n, "<", self._matter.window)

    def _note(self, row: sqlite3.Row, sentences: tuple[str, ...] = ()) -> Note[F]:
        return _note(self.kind, row, sentences)


def _note(kind: Kind, row: sqlite3.Row, sentences: tuple[str, ...] = ()) -> Note[F]:
    article, who, background = json.loads(row["mark"])
    fields = cast(F, codec.fields_of(kind, row["fields"]))
    return Note(
        row["reading"], row["id"], article, tuple(who), row["day"], bool(background), fields,
        sentences,
    )  # fmt: skip


def _sentences(text: str) -> tuple[str, ...]:
    return tuple(item.text for item in codec.evidence_of("", text))


def _root(db: sqlite3.Connection, n: int) -> int | None:
    """The root that a strand has by what readings say."""
    row = db.execute("SELECT own FROM strands WHERE n=?", (n,)).fetchone()
    return None if row is None else int(row[0])


def _roots(db: sqlite3.Connection, n: int) -> set[int]:
    """The roots that a strand has, by what readings say and by what was decided."""
    row = db.execute("SELECT own, root FROM strands WHERE n=?", (n,)).fetchone()
    return set() if row is None else {int(row["own"]), int(row["root"])}


def _rank(db: sqlite3.Connection, n: int) -> int | None:
    row = db.execute("SELECT size FROM strands WHERE n=?", (n,)).fetchone()
    return None if row is None else int(row[0])


def _beside(db: sqlite3.Connection, n: int, than: str, window: int | None) -> set[int]:
    """The strands of lower or higher rank that share a key with one, and its time."""
    rows = db.execute(
        f"""
        SELECT DISTINCT o.n FROM strands s JOIN strand_keys a ON a.strand = s.n
        JOIN strand_keys b ON b.key = a.key JOIN strands o ON o.n = b.strand
        WHERE s.n = ?1 AND o.size {than} s.size
          AND (?2 IS NULL OR s.first_day IS NULL OR o.first_day IS NULL
               OR o.first_day - s.last_day <= ?2 AND s.first_day - o.last_day <= ?2)
        """,
        (n, window),
    )
    return {row[0] for row in rows}


class _Strands(Generic[F]):
    """The strands of a kind, loaded as they are needed."""

    def __init__(self, db: sqlite3.Connection, matter: Matter[F]) -> None:
        self._db = db
        self._matter: Matter[F] = matter
        self._loaded: dict[int, list[Group[F]]] = {}

    def get(self, n: int) -> list[Group[F]]:
        """What a strand tells; nothing for one that is gone."""
        if n not in self._loaded:
            rows = self._db.execute(
                "SELECT m.reading, m.id, m.day, m.mark, r.fields FROM marks m"
                " JOIN readings r ON r.n = m.reading WHERE m.strand=?",
                (n,),
            )
            notes: Iterator[Note[F]] = (_note(self._matter.kind, row) for row in rows)
            self._loaded[n] = groups(self._matter, notes)
        return self._loaded[n]

    def root(self, n: int) -> int:
        """The strand that tells most of the fact that this one tells of.

        Those of larger strands must be known.
        """
        mine = self.get(n)
        larger = _beside(self._db, n, ">", self._matter.window)
        roots = {_root(self._db, o) for o in larger if self._fits(mine, self.get(o))}
        return (roots.pop() or n) if len(roots) == 1 else n

    def _fits(self, small: list[Group[F]], large: list[Group[F]]) -> bool:
        return alike(self._matter, small, large) and not clash(self._matter, small, large)
