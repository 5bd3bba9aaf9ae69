"""Statements in the fold: the same words of the same speaker, however much of them is printed.

Words are compared without quotation marks, signs and case. Of eight words or more a part joins the
whole that contains it; direct and reported speech only meet when all words are the same. Twelve
words or more, verbatim in two articles of the same days, are one utterance also where the articles
name different speakers, who then stand side by side.
"""

import sqlite3
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from functools import lru_cache

from knowledge.base.codec import dump, listed, variants_of, variants_text
from knowledge.base.gathering import Note, number, ranked
from knowledge.base.kinds.common import Folded, Head, Row, Texts
from knowledge.base.kinds.gathered import Gathered
from knowledge.base.timing import (
    day_apart,
    differ,
    published_within,
    same_coverage,
    valid,
)
from knowledge.base.values import (
    dates,
    distinct,
    favourite,
    iso_ends,
    people,
    position,
    printed,
    variant,
)
from knowledge.model import Kind, Statement, StatementFact, Variant
from knowledge.quick import quick
from knowledge.text import fold
from knowledge.topics import search_words

_TOPICS = 12
_PART = 8
_UNMISTAKABLE = 12
_SHINGLE, _WINDOW = 4, 5
_NEAR = 31
_APART = 3


@lru_cache(maxsize=32768)
def spoken(text: str) -> tuple[str, ...]:
    """The words of a statement, folded."""
    return tuple(fold(text).split())


def _contains(long: str, short: str) -> bool:
    """True when a text holds another one, of eight words or more, word for word."""
    words, part = spoken(long), spoken(short)
    if len(part) < _PART or len(part) > len(words):
        return False
    return f" {' '.join(part)} " in f" {' '.join(words)} "


def _speaker(note: Note[Statement]) -> Hashable:
    """Who speaks: the people, or else the body with those that it speaks for."""
    who = frozenset(note.who) - {0}
    if who:
        return who
    one = note.fields
    names = tuple(sorted(fold(speaker.name) for speaker in one.speakers))
    return names, fold(one.body or ""), tuple(sorted(set(one.parties)))


def _is_unmistakable(a: Note[Statement], b: Note[Statement]) -> bool:
    one, other = a.fields, b.fields
    enough = len(spoken(one.words)) >= _UNMISTAKABLE
    return enough and one.direct and other.direct and spoken(one.words) == spoken(other.words)


def _named(note: Note[Statement]) -> bool:
    return any(note.who) or bool(note.fields.speakers or note.fields.body or note.fields.parties)


_MAKE_FACT = quick(StatementFact)


class _Matter:
    """Which readings are of one statement."""

    kind = Kind.STATEMENT
    window: int | None = None

    def block(self, note: Note[Statement], sentence: str) -> str:
        """The same words; of nobody, in the same article."""
        words = f"{number(*spoken(note.fields.words)):x}"
        return words if _named(note) else f"{words}|a:{note.article}"

    def same(self, note: Note[Statement]) -> Hashable:
        """Speaker, date and manner."""
        return _speaker(note), note.fields.direct, note.fields.date, spoken(note.fields.words)

    def alike(self, a: Note[Statement], b: Note[Statement], *, together: bool) -> int:
        """The same words at a time that lets them be one utterance."""
        left, right = a.fields, b.fields
        words = spoken(left.words), spoken(right.words)
        if words[0] != words[1]:
            parts = _contains(left.words, right.words) or _contains(right.words, left.words)
            if not parts or left.direct is not right.direct:
                return 0
        if _speaker(a) != _speaker(b):
            return int(not together and _is_unmistakable(a, b) and same_coverage(a, b))
        if together or min(map(len, words)) >= _PART:
            return 2
        dated = valid(left.date) and valid(right.date)
        return 2 if dated or published_within(a, b, _NEAR) else 0

    def clash(self, a: Note[Statement], b: Note[Statement], *, together: bool) -> bool:
        """Other speakers, or days too far apart."""
        left, right = a.fields, b.fields
        one = not together and _is_unmistakable(a, b) and same_coverage(a, b)
        if _speaker(a) != _speaker(b) and not one:
            return True
        return differ(left.date, right.date) and not day_apart(left.date, right.date, _APART)

    def rank(self, note: Note[Statement]) -> int:
        """By the number of words."""
        words = spoken(note.fields.words)
        return ranked(" ".join(words), len(words) >> 8, len(words) & 255)

    def keys(self, note: Note[Statement]) -> Iterable[str]:
        """The speaker with runs of words, so chosen that eight words in common share one."""
        speaker = repr(sorted(w for w in note.who if w) or _speaker(note))
        words = spoken(note.fields.words)
        return [f"{speaker}|{run}" for run in _runs(words)] if len(words) >= _PART else []

    def folded(self, notes: Sequence[Note[Statement]]) -> Folded:
        """What the readings say of the statement."""
        return _folded(notes)


def _runs(words: Sequence[str]) -> set[int]:
    """Numbers of runs of four words: of every five runs in a row the one with the least number."""
    runs = [number(*words[n : n + _SHINGLE]) for n in range(len(words) - _SHINGLE + 1)]
    return {min(runs[n : n + _WINDOW]) for n in range(max(1, len(runs) - _WINDOW + 1))}


def _folded(notes: Sequence[Note[Statement]]) -> Folded:
    main = [note for note in notes if not note.background] or list(notes)
    leading, differing = _speakers(main)
    fullest = max(notes, key=lambda n: (len(spoken(n.fields.words)), n.fields.direct))
    same = [n for n in notes if spoken(n.fields.words) == spoken(fullest.fields.words)]
    wordings = [n.fields.words for n in same if n.fields.direct] or [n.fields.words for n in same]
    dated = [(str(n.fields.date), n.id) for n in main if valid(n.fields.date)]
    when, days = dates("date", dated)
    start, end = iso_ends(when)
    span, day, last_day = position(when, [note.published for note in main])
    topics = distinct(topic for note in main for topic in note.fields.topics)[:_TOPICS]
    about = favourite([note.fields.about for note in main if note.fields.about])
    abouts = distinct(note.fields.about for note in notes if note.fields.about)
    bodies = distinct(note.fields.body for note in notes if note.fields.body)
    everyone = people([(n.who, n.fields.speakers) for n in notes], leading.who)
    own = [n for n in main if _speaker(n) == _speaker(leading)]
    named = "\n".join(distinct(printed(one) for n in notes for one in n.fields.speakers))
    return Folded(
        id=notes[0].id,
        people=everyone,
        parties=tuple(sorted({party for n in own for party in n.fields.parties})),
        span=span,
        day=day,
        last_day=last_day,
        row={
            "words": favourite(wordings),
            "direct": int(any(note.fields.direct for note in notes)),
            "speakers": len(set(leading.who) - {0}),
            "body": favourite([n.fields.body for n in own if n.fields.body]),
            "date": when,
            "date_start": start,
            "date_end": end,
            "about": about,
            "topics": dump(list(topics)),
            "variants": variants_text([*differing, *days]),
        },
        texts=Texts(
            names="\n".join((named, *bodies)).strip(),
            topics="\n".join((*abouts, *search_words(topics))),
            sentences="\n".join(distinct(said for note in notes for said in note.sentences)),
        ),
        traits=("direct" if any(note.fields.direct for note in notes) else "reported",),
    )


def _speakers(main: Sequence[Note[Statement]]) -> tuple[Note[Statement], list[Variant]]:
    """A reading that names the speaker as most do, and whom others name."""
    counts = Counter(_speaker(note) for note in main)
    first = {_speaker(note): note for note in reversed(main)}
    leading = max(counts, key=lambda one: counts[one])
    if len(counts) == 1:
        return first[leading], []
    order = [
        leading,
        *sorted((o for o in counts if o != leading), key=lambda o: _said_by(first[o])),
    ]
    return first[leading], [
        variant("speakers", _said_by(first[one]), [n.id for n in main if _speaker(n) == one])
        for one in order
    ]


def _said_by(note: Note[Statement]) -> str:
    """Who speaks, in the words of the article."""
    one = note.fields
    names = [speaker.name for speaker in one.speakers] or ([one.body] if one.body else [])
    return ", ".join(names or one.parties)


class Statements(Gathered[Statement]):
    """Readings of one utterance are one fact."""

    def __init__(self) -> None:
        super().__init__(_Matter())

    def build(self, db: sqlite3.Connection, row: Row, head: Head) -> StatementFact:
        """The statement of a row; people whom only some articles name as speakers come last."""
        return _MAKE_FACT(
            id=head.id,
            words=row["words"],
            direct=bool(row["direct"]),
            speakers=head.people[: row["speakers"]],
            body=row["body"],
            parties=head.parties,
            date=row["date"],
            about=row["about"],
            topics=tuple(listed(row["topics"])),
            sources=head.sources,
            variants=variants_of(row["variants"]),
        )
