"""The record of what was decided, for whoever decides: each decision with what became of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from knowledge.base import Base
from knowledge.base.decisions import Action, Decision
from knowledge.wording import decisions as say

PAGE = 500
"""Decisions that are read at a time."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A decision of the log: whether it `holds`, or was undone, and what it `undoes` itself.

    `proposed` are those who proposed it, or what it rejects, for editors.
    """

    decision: Decision
    holds: bool
    undoes: Decision | None = None
    proposed: tuple[str, ...] = ()

    def line(self, by: str = "") -> str:
        """It in one line; `by` is who decided, for editors."""
        return say.line(self.decision, undoes=self.undoes, by=by, holds=self.holds)


def latest(base: Base, limit: int, before: int | None = None) -> list[Entry]:
    """The last decisions, or those before a place in the log, newest first."""
    return list(entries(base, base.last_decisions(limit, before)))


def of_fact(base: Base, fact: str) -> list[Entry]:
    """All that was decided on a fact, and taken back of it, oldest first.

    The fact may be retracted, and then goes by the id that it had.
    """
    readings = [id for id, _ in base.readings(fact)] or [fact]
    targets = [f"fact:{fact}", *(f"reading:{id}" for id in readings)]
    return list(entries(base, base.decisions_about(targets)))


def whole(base: Base) -> Iterator[Entry]:
    """All that was decided, oldest first."""
    last = 0
    while found := base.decisions_after(last, PAGE):
        yield from entries(base, found)
        last = found[-1].n


def entries(base: Base, several: Iterable[Decision]) -> Iterator[Entry]:
    """Decisions with what became of them."""
    for one in several:
        undoes = base.decision(one.target.partition(":")[2]) if one.action is Action.UNDO else None
        yield Entry(one, base.is_in_force(one.id), undoes, base.proposers(one))
