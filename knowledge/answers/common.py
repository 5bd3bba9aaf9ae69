"""What all answers share: names for ids, page notes, and the evidence that is cited."""

from collections.abc import Iterable
from datetime import date

from knowledge.base import Base
from knowledge.dates.edtf import bounds
from knowledge.model import Evidence, Fact
from knowledge.wording.queries import PersonName

NEAREST = 5
"""Most queries that are offered beside an answer."""


def person_name(base: Base) -> PersonName:
    """Names of people by id; the id itself for somebody who is gone."""

    def name(identity: str) -> str:
        known = base.person(identity)
        return identity if known is None else known.name

    return name


def cited(facts: Iterable[Fact]) -> tuple[Evidence, ...]:
    """The evidence of facts in the order of appearance, each passage once."""
    passages = [e for fact in facts for source in fact.sources for e in source.evidence]
    return tuple(dict.fromkeys(passages))


def last_page(pages: int) -> str:
    """The note when a page past the last was asked for."""
    if pages == 1:
        return "There is only one page."
    return f"There are {pages} pages; this is the last."


def days(edtf: str | None) -> tuple[date, date] | None:
    """First and last day of a date whose year is known."""
    return None if edtf is None else bounds(edtf)
