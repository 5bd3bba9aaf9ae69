"""What was decided, read from the base for those who look at it."""

from dataclasses import dataclass

from knowledge.answers import record
from knowledge.answers.record import Entry, of_fact
from knowledge.base import Base
from knowledge.base.decisions import Decision

__all__ = ["PER_PAGE", "Entry", "Page", "of_fact", "page", "since", "wanted"]

PER_PAGE = 10
"""Decisions on a page of the log."""


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


def since(base: Base, fact: str, seen: int) -> Decision | None:
    """The last decision on a fact after a place in the log, be it one that undoes another."""
    found = [one.decision for one in of_fact(base, fact) if one.decision.n > seen]
    return found[-1] if found else None


def page(base: Base, number: int) -> Page:
    """A page of the log of all decisions; without entries beyond its end."""
    last = base.last_decisions(1)
    total = last[0].n if last else 0
    pages = -(-total // PER_PAGE)
    before = total - (number - 1) * PER_PAGE + 1
    found = record.latest(base, PER_PAGE, before) if 1 <= number <= pages else []
    return Page(tuple(found), number, pages, total)
