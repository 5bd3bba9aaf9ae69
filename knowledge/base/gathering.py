"""Which readings of one block tell the same, and which strands of other blocks tell it too.

This is the fold of agreements, payments, statements and milestones; each kind says (as a `Matter`)
which readings may be of one block, which two are alike, and which two exclude each other.

Within a block, and then from block to block, the same holds as for meetings: what is alike joins,
what excludes each other never does, and what fits two that exclude each other joins neither. The
result depends on the set of readings alone.

A strand has a rank and keys. It may belong to the one strand of higher rank that shares a key
with it and is alike; keys are hashed, so that only a comparison tells.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import combinations
from typing import Generic, Protocol, TypeVar

from knowledge.base.kinds.common import Folded
from knowledge.model import Agreement, Kind, Milestone, Payment, Statement

F = TypeVar("F", Agreement, Payment, Statement, Milestone)

_MONTH = 31


@dataclass(frozen=True, slots=True)
class Note(Generic[F]):
    """A reading as it is compared: `published` is the day by which its article was out."""

    reading: int
    id: str
    article: str
    who: tuple[int, ...]
    published: int | None
    background: bool
    fields: F
    sentences: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[bool, bool, int, str, str]:
        """Reports before recollections, by publication."""
        day = self.published
        return self.background, day is None, day or 0, self.article, self.id


class Matter(Protocol[F]):
    """What a kind of fact says about its readings."""

    @property
    def kind(self) -> Kind:
        """The kind of fact."""

    @property
    def window(self) -> int | None:
        """So many days apart, by publication, two readings may be alike; None for any number."""

    def block(self, note: Note[F], sentence: str) -> str:
        """What readings share that may be of one block."""

    def same(self, note: Note[F]) -> Hashable:
        """What is equal in readings of a block that were published together and say the same."""

    def alike(self, a: Note[F], b: Note[F], *, together: bool) -> int:
        """How much speaks for two readings being of one fact; 0 when nothing does.

        `together` says that one article tells both.
        """

    def clash(self, a: Note[F], b: Note[F], *, together: bool) -> bool:
        """True when two readings can't be of one fact."""

    def rank(self, note: Note[F]) -> int:
        """How much a reading says; a reading may join those that say more."""

    def keys(self, note: Note[F]) -> Iterable[str]:
        """What two readings of different blocks share one of, if they are alike."""

    def folded(self, notes: Sequence[Note[F]]) -> Folded:
        """What readings of one fact say together; they come in their order."""


@dataclass(frozen=True, slots=True)
class Group(Generic[F]):
    """Readings that say the same, told together: one for all, and the articles they are in."""

    first: Note[F]
    notes: tuple[Note[F], ...]
    articles: frozenset[str]


def groups(matter: Matter[F], notes: Iterable[Note[F]]) -> list[Group[F]]:
    """Readings that say the same and were published in one month, in a canonical order."""
    found: dict[Hashable, list[Note[F]]] = defaultdict(list)
    for note in notes:
        month = None if note.published is None else note.published // _MONTH
        found[matter.same(note), month].append(note)
    made = []
    for members in found.values():
        ordered = tuple(sorted(members, key=lambda note: note.order))
        made.append(Group(ordered[0], ordered, frozenset(note.article for note in ordered)))
    return sorted(made, key=lambda group: group.first.id)


def gather(matter: Matter[F], notes: Iterable[Note[F]]) -> list[list[Note[F]]]:
    """The facts of a block, each with its readings, in a canonical order."""
    given = groups(matter, notes)
    clashing = {
        (i, j) for (i, a), (j, b) in combinations(enumerate(given), 2) if clash(matter, [a], [b])
    }
    clusters = _joined(len(given), _edges(matter, given, clashing), clashing)
    found = [
        sorted((note for i in cluster for note in given[i].notes), key=lambda note: note.id)
        for cluster in clusters
    ]
    return sorted(found, key=lambda members: members[0].id)


Pair = tuple[int, int]


def _edges(matter: Matter[F], given: Sequence[Group[F]], clashing: set[Pair]) -> list[Pair]:
    """Pairs that may join, what speaks most for them first."""
    scores: dict[Pair, int] = {}
    beside: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for (i, a), (j, b) in combinations(enumerate(given), 2):
        if (i, j) in clashing:
            continue
        together = not a.articles.isdisjoint(b.articles)
        score = matter.alike(a.first, b.first, together=together)
        if score:
            scores[i, j] = score
            beside[i].append((score, j))
            beside[j].append((score, i))
    torn = {i for i, others in beside.items() if _is_torn(others, clashing)}
    kept = [pair for pair in scores if torn.isdisjoint(pair)]
    return sorted(kept, key=lambda pair: (-scores[pair], pair))


def _is_torn(others: Sequence[tuple[int, int]], clashing: set[Pair]) -> bool:
    """True for what is as much like one as like another that excludes it."""
    best = max(score for score, _ in others)
    nearest = sorted(j for score, j in others if score == best)
    return any(pair in clashing for pair in combinations(nearest, 2))


def _joined(count: int, edges: Iterable[Pair], clashing: set[Pair]) -> list[set[int]]:
    """Clusters along the edges, in their order, that hold nothing that excludes each other."""
    cluster = {i: {i} for i in range(count)}
    for i, j in edges:
        left, right = cluster[i], cluster[j]
        if left is right or any((min(a, b), max(a, b)) in clashing for a in left for b in right):
            continue
        left |= right
        for member in right:
            cluster[member] = left
    return list({id(found): found for found in cluster.values()}.values())


def clash(matter: Matter[F], left: Iterable[Group[F]], right: Sequence[Group[F]]) -> bool:
    """True when anything on one side excludes something on the other."""
    return any(
        matter.clash(a.first, b.first, together=not a.articles.isdisjoint(b.articles))
        for a in left
        for b in right
    )


def alike(matter: Matter[F], left: Iterable[Group[F]], right: Sequence[Group[F]]) -> bool:
    """True when something on one side is like something on the other."""
    return any(
        matter.alike(a.first, b.first, together=not a.articles.isdisjoint(b.articles))
        for a in left
        for b in right
    )


def number(*parts: str) -> int:
    """A number of 63 bits made of texts, the same on every machine."""
    digest = blake2b("\x1f".join(parts).encode(errors="replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1


def ranked(text: str, *levels: int) -> int:
    """A rank from levels (0–255 each, the weightiest first), of equals by a text's number."""
    rank = 0
    for level in levels:
        rank = rank << 8 | min(level, 255)
    return rank << 32 | number(text) & 0xFFFFFFFF
