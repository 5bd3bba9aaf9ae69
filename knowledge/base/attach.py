"""Which strands of different blocks tell of one event.

Within its block a strand has all readings about exactly the same people. An article that names
only the visitor, or only the two countries, tells of the same event when exactly one strand with
more people fits: the same parties, a date that overlaps, and no other place or occasion. An undated
telling must be of the same articles, one that gives only a month or a year must share one, unless
it is the plan of a visit that then took place. What one article tells as over and, without a day,
as yet to come or called off, are two events. What fits two events joins neither.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.base.blocks import is_apart
from knowledge.base.clustering import LONGEST
from knowledge.base.marks import Days, Look, Mark, load
from knowledge.model import Form, Status


@dataclass(frozen=True, slots=True)
class Strand:
    """A strand as other strands see it.

    `realm` holds way and parties ("talk|JP,KH"), None where a strand can't join another. `days`
    span the marks that name days, `bounds` the months and years that others name; `open_year` is
    set where a day has no year. `visits` says that some mark tells of a visit, `plans` that all
    tell of a visit yet to come, `held` that some tell of what is over; the last of them was
    published on the day `published`.
    """

    n: int
    block: str
    realm: str | None
    people: frozenset[int]
    days: Days | None
    bounds: Days | None
    open_year: bool
    visits: bool
    plans: bool
    held: bool
    published: int | None
    articles: frozenset[str]
    looks: frozenset[Look]

    @property
    def size(self) -> int:
        """How many people are in it."""
        return len(self.people)


def strand_of(n: int, block: str, members: Sequence[Mark]) -> Strand:
    """Describe a strand by its marks, of which there is at least one."""
    parties = sorted({party for mark in members for party in mark.parties})
    way = block.partition("|")[0]
    joinable = way != "summit" and len(parties) >= 2 and not is_apart(block)
    days = [mark.days for mark in members if mark.days is not None]
    bounds = [mark.bounds for mark in members if mark.bounds is not None]
    return Strand(
        n=n,
        block=block,
        realm=f"{way}|{','.join(parties)}" if joinable else None,
        people=members[0].people,
        days=(min(d[0] for d in days), max(d[1] for d in days)) if days else None,
        bounds=(min(b[0] for b in bounds), max(b[1] for b in bounds)) if bounds else None,
        open_year=any(mark.yearless is not None for mark in members),
        visits=any(mark.form is Form.VISIT for mark in members),
        plans=all(m.form is Form.VISIT and m.status is Status.PLANNED for m in members),
        held=any(mark.status is Status.HELD for mark in members),
        published=max((m.published for m in members if m.published is not None), default=None),
        articles=frozenset(mark.article for mark in members),
        looks=frozenset(mark.look for mark in members),
    )


class Strands:
    """The strands in the base, loaded as they are needed and kept while the base is unchanged."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._loaded: dict[int, Strand | None] = {}
        self._roots: dict[int, int] = {}

    def get(self, n: int) -> Strand | None:
        """A strand by row number."""
        if n not in self._loaded:
            row = self._db.execute("SELECT block FROM strands WHERE n=?", (n,)).fetchone()
            marks = self._db.execute("SELECT reading, mark FROM marks WHERE strand=?", (n,))
            members = [load(*mark) for mark in marks]
            self._loaded[n] = strand_of(n, row[0], members) if row and members else None
        return self._loaded[n]

    def root(self, strand: Strand) -> int:
        """The row number of the strand that this one's event has as its fullest telling."""
        if strand.n not in self._roots:
            larger = [other for other in self.larger(strand) if _fits(strand, other)]
            roots = {self.root(other) for other in larger}
            self._roots[strand.n] = roots.pop() if len(roots) == 1 else strand.n
        return self._roots[strand.n]

    def larger(self, strand: Strand) -> list[Strand]:
        """Strands with more people that this one may belong to."""
        return self._beside(strand, "size > ?")

    def smaller(self, strand: Strand) -> list[Strand]:
        """Strands with fewer people that may belong to this one."""
        return self._beside(strand, "size < ?")

    def _beside(self, strand: Strand, size: str) -> list[Strand]:
        """Strands of the same realm at the same time, or of the same articles."""
        if strand.realm is None:
            return []
        numbers: set[int] = set()
        span = strand.days or strand.bounds
        if span is not None:
            # A strand spans LONGEST days at most, plus those by which reports contradict it.
            numbers |= self._on(strand, size, 0, span[0] - LONGEST - 7, span)
        if strand.days is not None:
            numbers |= self._on(strand, size, 1, 0, strand.days)
        for article in strand.articles:
            rows = self._db.execute(
                f"""
                SELECT DISTINCT s.n FROM articles a
                JOIN readings r ON r.article = a.n AND r.current
                JOIN marks m ON m.reading = r.n JOIN strands s ON s.n = m.strand
                WHERE a.id = ? AND s.realm = ? AND s.{size}
                """,
                (article, strand.realm, strand.size),
            )
            numbers.update(row[0] for row in rows)
        found = (self.get(n) for n in sorted(numbers) if n != strand.n)
        return [other for other in found if other is not None]

    def _on(self, strand: Strand, size: str, vague: int, early: int, span: Days) -> set[int]:
        """Strands of a realm that begin on the day `early` or later and share a day with `span`."""
        first, last = span
        rows = self._db.execute(
            "SELECT n FROM strands WHERE realm=? AND vague=? AND first_day BETWEEN ? AND ?"
            f" AND last_day >= ? AND {size}",
            (strand.realm, vague, early, last, first, strand.size),
        )
        return {row[0] for row in rows}


def _fits(small: Strand, large: Strand) -> bool:
    """True when a strand with fewer people may tell of the event of one with more."""
    if not small.people < large.people or not _agree(small, large) or _apart(small, large):
        return False
    span = small.days or small.bounds
    if span is None:
        return not small.open_year and small.articles <= large.articles
    if large.days is None or span[0] > large.days[1] or large.days[0] > span[1]:
        return False
    if small.days is not None:
        return True
    return bool(small.articles & large.articles) or _came_true(small, large)


def _apart(a: Strand, b: Strand) -> bool:
    """True where one is over and the other, without a day, was yet to come or called off later."""
    if a.held == b.held or (a.days is not None and b.days is not None):
        return False
    ahead, over = (b, a) if a.held else (a, b)
    if a.articles & b.articles or ahead.published is None or over.days is None:
        return True
    return ahead.published > over.days[0]


def _came_true(plan: Strand, visit: Strand) -> bool:
    """True for the plan of somebody's visit in a month or year that has the one visit."""
    if not plan.plans or not plan.people or not visit.visits or plan.published is None:
        return False
    return visit.days is not None and plan.published <= visit.days[1] + 1


def _agree(a: Strand, b: Strand) -> bool:
    return all(x.agrees(y) for x in a.looks for y in b.looks)
