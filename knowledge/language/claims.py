"""Claims on the words of a query, and the choice among claims that overlap."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Any

from knowledge.model import Query

Put = Callable[[Query], Query]


class Part(IntEnum):
    """What a claim takes its words for; of two equally good claims the lower part wins."""

    PAGE = 1
    PERIOD = 2
    AS_OF = 3
    TOPIC = 4
    PLACE = 5
    OCCASION = 6
    STATUS = 7
    PARTY = 8
    PERSON = 9
    FORM = 10
    OFFICE = 11
    UNDATED = 12
    DIRECTION = 13


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that claimed words may mean.

    `put` enters it into a query; `label` is what people read for it ("South Korea"); `value` is
    the party's code or the person's id, where it is one of them.
    """

    label: str
    put: Put
    value: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """Tokens `start` to `end` taken for one part of a query; several options when ambiguous.

    `exact` claims beat fuzzy ones. `said` repeats the words claimed, as typed; `notes` say what
    was assumed, for people.
    """

    start: int
    end: int
    part: Part
    options: tuple[Option, ...]
    said: str = ""
    exact: bool = True
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        return self.end - self.start


def setting(**fields: Any) -> Put:
    """Enters values into a query's fields."""
    return lambda query: replace(query, **fields)


def adding(field: str, value: object) -> Put:
    """Adds a value to one of a query's tuples, once."""

    def put(query: Query) -> Query:
        present = getattr(query, field)
        changes: dict[str, Any] = {field: (*present, value)}
        return query if value in present else replace(query, **changes)

    return put


def best(claims: Iterable[Claim]) -> list[Claim]:
    """Choose claims that do not overlap, in the order of the words.

    Exact before fuzzy, then the longest, then by part, then from the left.
    """
    ranked = sorted(claims, key=lambda c: (not c.exact, -len(c), c.part, c.start))
    chosen: list[Claim] = []
    for claim in ranked:
        if all(claim.end <= other.start or other.end <= claim.start for other in chosen):
            chosen.append(claim)
    return sorted(chosen, key=lambda claim: claim.start)
