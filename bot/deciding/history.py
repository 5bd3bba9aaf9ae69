"""What was decided, read from the base for those who look at it."""

from dataclasses import dataclass

from knowledge.base import Base
from knowledge.base.decisions import Action, Decision

PER_PAGE = 10
"""Decisions on a page of the log."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A decision, the one that it undoes if it does, and whether it holds."""

    decision: Decision
    undoes: Decision | None = None
    holds: bool = True


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the log, the last decisions first; numbers from 1.

    Of one `fact` (its id) it holds the last decisions alone.
    """

    entries: tuple[Entry, ...]
    number: int
    pages: int
    total: int
    fact: str = ""


def wanted(base: Base, number: int, fact: str) -> Page:
    """A page of the log, or with a fact's id of what was decided on that."""
    if not fact:
        return page(base, number)
    found = of_fact(base, fact)
    shown = tuple(reversed(found[-PER_PAGE:]))
    return Page(shown, 1, 1, len(found), fact)


def of_fact(base: Base, fact: str) -> list[Entry]:
    """Everything that was decided on a fact, oldest first, also when it is gone."""
    return [_entry(base, one, holds=holds) for one, holds in base.decided_on(fact)]


def since(base: Base, fact: str, seen: int) -> Decision | None:
    """The last decision on a fact after a place in the log, be it one that undoes another."""
    found = [one for one, _ in base.decided_on(fact) if one.n > seen]
    return found[-1] if found else None


def page(base: Base, number: int) -> Page:
    """A page of the log of all decisions; without entries beyond its end."""
    last = base.last_decisions(1)
    total = last[0].n if last else 0
    pages = -(-total // PER_PAGE)
    before = total - (number - 1) * PER_PAGE + 1
    found = base.last_decisions(PER_PAGE, before) if 1 <= number <= pages else []
    entries = tuple(_entry(base, one, holds=base.is_in_force(one.id)) for one in found)
    return Page(entries, number, pages, total)


def _entry(base: Base, one: Decision, *, holds: bool) -> Entry:
    undoes = None
    if one.action is Action.UNDO:
        undoes = base.decision(one.target.removeprefix("decision:"))
    return Entry(one, undoes, holds)
