"""Meetings in the fold: blocks of one circle of people, joined where fewer people are named."""

import sqlite3
from collections.abc import Iterable, Sequence

from knowledge.base.attach import Strand, Strands, strand_of
from knowledge.base.blocks import drop, new_strand, put_strands, rooted
from knowledge.base.codec import dump, listed, variants_of, variants_text
from knowledge.base.kinds.common import (
    FORESEEN,
    Entry,
    Folded,
    Head,
    Row,
    Said,
    Texts,
    Work,
)
from knowledge.base.marks import Mark, block_of, load, mark
from knowledge.base.merge import Merged, merge
from knowledge.base.strands import strands
from knowledge.base.tellings import told
from knowledge.base.values import iso_ends, with_variants
from knowledge.model import Form, Kind, Meeting, MeetingFact, Status
from knowledge.quick import quick
from knowledge.topics import search_words

_MAKE_FACT = quick(MeetingFact)


class Meetings:
    """Readings of one meeting are one fact; see `strands`, `attach` and `merge`."""

    kind = Kind.MEETING

    def entry(self, said: Said) -> Entry | None:
        """Where a meeting reading belongs."""
        fields = said.fields
        assert isinstance(fields, Meeting)
        made = mark(
            said.reading, said.id, said.article, fields, said.who, said.published, said.background
        )
        block = block_of(made, said.sentence)
        return Entry(said.reading, said.id, block, made.published, made.dump())

    def settle(self, db: sqlite3.Connection, blocks: Iterable[str], work: Work) -> set[int]:
        """Fold blocks of meeting readings into strands; return the roots that may change."""
        moved: list[Strand] = []
        roots: set[int] = set()
        new: list[int] = []
        for block in blocks:
            gone, added = _put(db, block, work)
            drop(db, gone)
            for root, strand in work.before.get(block, ()):
                if strand.n in gone:
                    moved.append(strand)
                    roots.add(root)
            new += added
        now = Strands(db)
        moved += [member for n in new if (member := now.get(n)) is not None]
        found = [now.get(n) for n in sorted(_affected(now, moved) | set(new))]
        members = [member for member in found if member is not None]
        return roots | rooted(db, [(member.n, now.root(member)) for member in members])

    def fold(
        self, db: sqlite3.Connection, root: int, block: str, until: int | None = None
    ) -> Folded | None:
        """The meeting of a root strand, as told by the day `until`."""
        readings = told(db, root, until)
        if not readings:
            return None
        merged = merge(readings)
        start, end = iso_ends(merged.date)
        return Folded(
            id=merged.id,
            people=merged.people,
            parties=merged.parties,
            span=merged.span,
            day=merged.day,
            last_day=merged.last_day,
            row={
                "form": merged.form,
                "status": merged.status,
                "date": merged.date,
                "date_start": start,
                "date_end": end,
                "place": merged.place,
                "occasion": merged.occasion,
                "topics": dump(list(merged.topics)),
                "variants": variants_text(merged.variants),
                "history": dump(list(merged.history)),
            },
            texts=Texts(
                "\n".join(merged.names),
                with_variants("place", merged.place, merged.variants),
                with_variants("occasion", merged.occasion, merged.variants),
                "\n".join(search_words(merged.topics)),
                "\n".join(merged.sentences),
            ),
            traits=_traits(merged),
            sidelines=bool(merged.occasion) and merged.form not in (Form.VISIT, Form.SUMMIT),
        )

    def build(self, db: sqlite3.Connection, row: Row, head: Head) -> MeetingFact:
        """The meeting of a row."""
        return _MAKE_FACT(
            id=head.id,
            form=Form(row["form"]),
            status=Status(row["status"]),
            people=head.people,
            parties=head.parties,
            date=row["date"],
            place=row["place"],
            occasion=row["occasion"],
            topics=tuple(listed(row["topics"])),
            sources=head.sources,
            variants=variants_of(row["variants"]),
            history=tuple(listed(row["history"])),
        )


def strands_before(
    db: sqlite3.Connection, blocks: Iterable[str]
) -> dict[str, list[tuple[int, Strand]]]:
    """The strands of blocks of meetings as they are, each with its root."""
    loader = Strands(db)
    found: dict[str, list[tuple[int, Strand]]] = {}
    for block in blocks:
        rows = db.execute("SELECT n, root FROM strands WHERE block=?", (block,)).fetchall()
        strands = [(root, loader.get(n)) for n, root in rows]
        found[block] = [(root, strand) for root, strand in strands if strand is not None]
    return found


def _put(db: sqlite3.Connection, block: str, work: Work) -> tuple[set[int], list[int]]:
    def make(members: Sequence[Mark]) -> int:
        strand = strand_of(0, block, members)
        first, last = strand.days or strand.bounds or (None, None)
        vague = strand.days is None and strand.bounds is not None
        return new_strand(
            db, block, realm=strand.realm, size=strand.size,
            first_day=first, last_day=last, vague=int(vague),
        )  # fmt: skip

    marks = [
        (load(reading, text), strand)
        for reading, strand, text in db.execute(
            "SELECT reading, strand, mark FROM marks WHERE block=?", (block,)
        )
    ]
    changed = work.changed(block)
    return put_strands(db, block, marks, changed, lambda given: strands(block, given), make)


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


def _traits(merged: Merged) -> tuple[str, ...]:
    """Form and status, and whether it was planned when an article told of it."""
    planned = merged.status is Status.PLANNED or str(Status.PLANNED) in merged.history
    return (merged.traits, FORESEEN) if planned else (merged.traits,)
