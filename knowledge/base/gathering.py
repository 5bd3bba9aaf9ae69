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
from knowledge.base.marks import when_of
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
        """What is equal in readings that say the same."""

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
    """Readings that say the same: one for all of them, and the articles that they are in."""

    first: Note[F]
    notes: tuple[Note[F], ...]
    articles: frozenset[str]


def groups(matter: Matter[F], notes: Iterable[Note[F]]) -> list[Group[F]]:
    """Readings that say the same, in a canonical order: of the same day, or else of one month."""
    found: dict[Hashable, list[Note[F]]] = defaultdict(list)
    for note in notes:
        told = None if when_of(note.fields.date)[0] is not None else note.published
        found[matter.same(note), None if told is None else told // _MONTH].append(note)
    made = []
    for members in found.values():
        ordered = tuple(sorted(members, key=lambda note: note.order))
        made.append(Group(ordered[0], ordered, frozenset(note.article for note in ordered)))
    return sorted(made, key=lambda group: group.first.id)


def gather(matter: Matter[F], notes: Iterable[Note[F]]) -> list[list[Note[F]]]:
    """The facts of a block, each with its readings, in a canonical order."""
    block = _Block(matter, groups(matter, notes))
    found = [
        sorted((note for i in cluster for note in block.groups[i].notes), key=lambda note: note.id)
        for cluster in block.clusters()
    ]
    return sorted(found, key=lambda members: members[0].id)


Pair = tuple[int, int]


class _Block(Generic[F]):
    """The groups of a block by number, and which of them may be one fact."""

    def __init__(self, matter: Matter[F], groups: Sequence[Group[F]]) -> None:
        self.groups: Sequence[Group[F]] = groups
        self._matter: Matter[F] = matter
        self._clashing: dict[Pair, bool] = {}

    def clusters(self) -> list[set[int]]:
        """Groups joined along what speaks for it, that hold nothing that excludes each other."""
        cluster = {i: {i} for i in range(len(self.groups))}
        for i, j in self._edges():
            left, right = cluster[i], cluster[j]
            if left is right or any(self._clash(a, b) for a in left for b in right):
                continue
            if len(left) < len(right):
                left, right = right, left
            left |= right
            for member in right:
                cluster[member] = left
        return list({id(found): found for found in cluster.values()}.values())

    def _edges(self) -> list[Pair]:
        """Pairs that may join, what speaks most for them first."""
        scores: dict[Pair, int] = {}
        beside: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for (i, a), (j, b) in combinations(enumerate(self.groups), 2):
            together = not a.articles.isdisjoint(b.articles)
            score = self._matter.alike(a.first, b.first, together=together)
            if score and not self._clash(i, j):
                scores[i, j] = score
                beside[i].append((score, j))
                beside[j].append((score, i))
        torn = {i for i, others in beside.items() if self._is_torn(others)}
        kept = [pair for pair in scores if torn.isdisjoint(pair)]
        return sorted(kept, key=lambda pair: (-scores[pair], pair))

    def _is_torn(self, others: Sequence[tuple[int, int]]) -> bool:
        """True for what is as much like one as like another that excludes it."""
        best = max(score for score, _ in others)
        nearest = sorted(j for score, j in others if score == best)
        return any(self._clash(a, b) for a, b in combinations(nearest, 2))

    def _clash(self, i: int, j: int) -> bool:
        pair = (i, j) if i < j else (j, i)
        if pair not in self._clashing:
            left, right = self.groups[pair[0]], self.groups[pair[1]]
            self._clashing[pair] = clash(self._matter, [left], [right])
        return self._clashing[pair]


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
