"""What every kind of fact brings to the fold, and what the fold hands it."""

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

from knowledge.base.attach import Strand
from knowledge.base.values import Attendee
from knowledge.model import Fact, Fields, Kind, PersonRef, Source

FORESEEN = "foreseen"
"""The trait of meetings and agreements that lay ahead of an article that tells of them."""

Row = Mapping[str, Any]
"""A row of a kind's own table by column."""


@dataclass(frozen=True, slots=True)
class Said:
    """A current reading: its row number and id, its article (id), what it says and who that is.

    `who` are the row numbers of the people that `register.participants` lists, in that order, 0 for
    a name that can't be one. `sentence` is the one that the reading stands on.
    """

    reading: int
    id: str
    article: str
    published: str | None
    background: bool
    fields: Fields
    who: tuple[int, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A reading's place in the fold: a row of `marks`.

    `block` gathers the readings that can be of one fact with this one; `mark` changes with all that
    the fold compares. `aspect` is what a kind looks marks up by, if it does. `ruled` says that
    people decided something on the reading.
    """

    reading: int
    id: str
    block: str
    day: int | None
    mark: str
    aspect: str | None = None
    ruled: bool = False


@dataclass(slots=True)
class Work:
    """What a change left behind, for the blocks that it touched.

    `entered` are the readings, by block, whose mark is new or another, `shaken` the strands that
    may have lost one. `before` maps blocks of meetings to the strands that they had, each with its
    root. `left` says of strands of titles, by article that changed, whether it reported the title
    before; `grown` is what the fold finds: the readings that such strands gained.
    """

    entered: dict[str, list[int]] = field(default_factory=dict)
    shaken: set[int] = field(default_factory=set)
    before: dict[str, list[tuple[int, Strand]]] = field(default_factory=dict)
    left: dict[int, dict[int, bool]] = field(default_factory=dict)
    grown: dict[int, list[int]] = field(default_factory=dict)

    def changed(self, block: str) -> tuple[set[int], set[int]]:
        """The readings that entered a block, and the strands that may have lost one."""
        return set(self.entered.get(block, ())), self.shaken


@dataclass(frozen=True, slots=True)
class Texts:
    """What a fact can be found by, as columns of `fact_texts`."""

    names: str = ""
    place: str = ""
    occasion: str = ""
    topics: str = ""
    sentences: str = ""


@dataclass(frozen=True, slots=True)
class Folded:
    """A fact as all its readings tell it.

    `span`, `day` and `last_day` say where it stands in time (`values.position`); `row` is that of
    the kind's own table; `traits` are the values by which facts of the kind are chosen.
    """

    id: str
    people: tuple[Attendee, ...]
    parties: tuple[str, ...]
    span: int
    day: int
    last_day: int | None
    row: dict[str, Any]
    texts: Texts
    traits: tuple[str, ...] = ()
    sidelines: bool = False


class Head(NamedTuple):
    """What facts of all kinds have, as it is shown."""

    id: str
    people: tuple[PersonRef, ...]
    parties: tuple[str, ...]
    sources: tuple[Source, ...]


class Folding(Protocol):
    """A kind of fact in the fold: from its readings to its facts and back out."""

    @property
    def kind(self) -> Kind:
        """The kind."""

    def entry(self, said: Said) -> Entry | None:
        """Where a reading belongs; None for one that no fact can be made of."""

    def settle(self, db: sqlite3.Connection, blocks: Iterable[str], work: Work) -> set[int]:
        """Fold these blocks into strands; return the roots whose facts may have changed."""

    def fold(
        self, db: sqlite3.Connection, root: int, block: str, until: int | None = None
    ) -> Folded | None:
        """The fact of a root strand, as told by the day `until`; None where nothing was yet."""

    def build(self, db: sqlite3.Connection, row: Row, head: Head) -> Fact:
        """The fact of a row of the kind's own table."""
