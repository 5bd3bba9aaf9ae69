"""Milestones in the fold: the same day or year of the same thing, seen from several articles.

Two readings are alike when their type is the same, their dates do not contradict each other, one's
parties are among the other's, and what it is is strongly the same; the very same where one names
no party at all.
"""

import sqlite3
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations

from knowledge.base.codec import dump, listed, variants_of, variants_text
from knowledge.base.gathering import Note, number, ranked
from knowledge.base.kinds.agreed import AGREED, beside
from knowledge.base.kinds.common import Folded, Head, Row, Texts
from knowledge.base.kinds.gathered import Gathered
from knowledge.base.marks import when_of
from knowledge.base.timing import agree, day_apart, differ, same_coverage, valid
from knowledge.base.values import (
    dates,
    distinct,
    iso_ends,
    people,
    position,
    printed,
    with_variants,
    worded,
)
from knowledge.base.wordsets import Words, apart, content, nested, overlap
from knowledge.model import Kind, Milestone, MilestoneFact, MilestoneType
from knowledge.quick import quick
from knowledge.topics import search_words

_TOPICS = 12
_KEY_WORDS = 8


def _what(fields: Milestone) -> Words:
    return content(fields.what)


def _years(when: str) -> range:
    """The years of a date, of a long span the first three."""
    days, bounds, _ = when_of(when)
    span = days or bounds
    if span is None:
        return range(0)
    first, last = (date.fromordinal(day).year for day in span)
    return range(first, min(last, first + 2) + 1)


def _parties_fit(a: Milestone, b: Milestone) -> bool:
    left, right = set(a.parties), set(b.parties)
    return left <= right or right <= left


_MAKE_FACT = quick(MilestoneFact)


class _Matter:
    """Which readings are of one milestone."""

    kind = Kind.MILESTONE
    window: int | None = 3660

    def block(self, note: Note[Milestone], sentence: str) -> str:
        """The same type, parties and words."""
        one = note.fields
        words = sorted(_what(one))
        own = f"w:{number(*words):x}" if words else f"a:{note.article}"
        return f"{one.type}|{','.join(sorted(set(one.parties)))}|{own}"

    def same(self, note: Note[Milestone]) -> Hashable:
        """What, when and for whom."""
        return _what(note.fields), note.fields.date, frozenset(note.fields.parties)

    def alike(self, a: Note[Milestone], b: Note[Milestone], *, together: bool) -> int:
        """The same thing at the same time."""
        left, right = a.fields, b.fields
        if left.type is not right.type or not overlap(_what(left), _what(right)):
            return 0
        if agree(left.date, right.date):
            return 2
        return int(day_apart(left.date, right.date) and same_coverage(a, b) and not together)

    def clash(self, a: Note[Milestone], b: Note[Milestone], *, together: bool) -> bool:
        """Other days, parties or things."""
        left, right = a.fields, b.fields
        if not _parties_fit(left, right) or apart(_what(left), _what(right)):
            return True
        close = day_apart(left.date, right.date) and same_coverage(a, b) and not together
        return differ(left.date, right.date) and not close

    def rank(self, note: Note[Milestone]) -> int:
        """By how many parties and words are given."""
        one = note.fields
        words = sorted(_what(one))
        return ranked(" ".join((*sorted(one.parties), *words)), len(set(one.parties)), len(words))

    def keys(self, note: Note[Milestone]) -> Iterable[str]:
        """Type and year, with each party and two of the words, or else with all of them."""
        one = note.fields
        words = sorted(_what(one), key=number)
        pairs = ["+".join(sorted(two)) for two in combinations(words[:_KEY_WORDS], 2)] or words
        about = [f"{party}|{pair}" for party in set(one.parties) for pair in pairs]
        about.append("+".join(sorted(words)))
        return [f"{one.type}|{year}|{what}" for year in _years(one.date) for what in about]

    def folded(self, notes: Sequence[Note[Milestone]]) -> Folded:
        """What the readings say of the milestone."""
        return _folded(notes)


def _folded(notes: Sequence[Note[Milestone]]) -> Folded:
    main = [note for note in notes if not note.background] or list(notes)
    dated = [(note.fields.date, note.id) for note in main if valid(note.fields.date)]
    when, differing = dates("date", dated)
    what, whats = worded(
        "what",
        [(note.fields.what, note.id) for note in main],
        content,
        nested=lambda a, b: nested(content(a), content(b)) or overlap(content(a), content(b)),
        size=lambda text: len(content(text)),
    )
    start, end = iso_ends(when)
    span, day, last_day = position(when, [note.published for note in main], ahead=True)
    topics = distinct(topic for note in main for topic in note.fields.topics)[:_TOPICS]
    told = [(note.who, note.fields.people) for note in notes]
    all_whats = distinct(note.fields.what for note in notes)
    return Folded(
        id=notes[0].id,
        people=people(told, max(main, key=lambda note: len(note.who)).who),
        parties=tuple(sorted({party for note in main for party in note.fields.parties})),
        span=span,
        day=day,
        last_day=last_day,
        row={
            "type": main[0].fields.type,
            "what": what,
            "date": when or main[0].fields.date,
            "date_start": start,
            "date_end": end,
            "topics": dump(list(topics)),
            "variants": variants_text([*whats, *differing]),
        },
        texts=Texts(
            names="\n".join(distinct(printed(one) for n in notes for one in n.fields.people)),
            topics="\n".join(
                (with_variants("what", what, whats), *all_whats, *search_words(topics))
            ),
            sentences="\n".join(distinct(said for note in notes for said in note.sentences)),
        ),
        traits=(main[0].fields.type,),
    )


class Milestones(Gathered[Milestone]):
    """Readings of one milestone are one fact."""

    def __init__(self) -> None:
        super().__init__(_Matter())

    def fold(
        self, db: sqlite3.Connection, root: int, block: str, until: int | None = None
    ) -> Folded | None:
        """The milestone of a root strand, and whether it is told as an agreement too."""
        folded = super().fold(db, root, block, until)
        if folded is None or folded.row["type"] != MilestoneType.ENTRY_INTO_FORCE:
            return folded
        if not all(beside(db, root, until)):
            return folded
        return replace(folded, traits=(*folded.traits, AGREED))

    def build(self, db: sqlite3.Connection, row: Row, head: Head) -> MilestoneFact:
        """The milestone of a row."""
        return _MAKE_FACT(
            id=head.id,
            type=MilestoneType(row["type"]),
            what=row["what"],
            date=row["date"],
            parties=head.parties,
            people=head.people,
            topics=tuple(listed(row["topics"])),
            sources=head.sources,
            variants=variants_of(row["variants"]),
        )
