"""What a part of a fact is now, as one would type it, and as readings have it."""

from typing import Any

from knowledge.base import Base
from knowledge.dates import edtf
from knowledge.model import Fact, PersonRef, Sum
from knowledge.names import party_name
from knowledge.wording.parts import Part, Sort
from knowledge.wording.payments import amount
from knowledge.wording.phrases import person


def typed(part: Part, fact: Fact) -> str:
    """What a part of a fact is now, as one would type it; "" for what is not known.

    People and parties with semicolons between them, dates and sums as they are read.
    """
    if part.sort is Sort.NOTHING:
        return ""
    value = getattr(fact, part.key)
    match part.sort:
        case Sort.DATE:
            return "" if value is None else edtf.words(value)
        case Sort.PEOPLE:
            return "; ".join(map(person, _several(value)))
        case Sort.PARTIES:
            return "; ".join(map(party_name, _several(value)))
        case Sort.CHOICE:
            return str(value).replace("-", " ")
    return amount(value) if isinstance(value, Sum) else value or ""


def words(part: Part, fact: Fact) -> str:
    """What a part of a fact is now, for people to read; "not known" where it isn't."""
    return typed(part, fact) or "not known"


def plain(part: Part, fact: Fact, base: Base) -> tuple[Any, tuple[str, ...]]:
    """What a part of a fact is now, as readings have it, and the ids of the people it names."""
    value = getattr(fact, part.key)
    match part.sort:
        case Sort.PEOPLE:
            people = _several(value)
            values = [named(base, one) for one in people]
            ids = tuple(one.id for one in people)
            return (values[0][0], ids) if part.single else (values, ids)
        case Sort.PARTIES if not part.single:
            return sorted(value), ()
        case Sort.SUM:
            return [f"{value.amount:f}", value.currency], ()
        case Sort.CHOICE:
            return str(value), ()
    return value, ()


def named(base: Base, one: PersonRef) -> list[str | None]:
    """A person of a fact as a reading names people: name, title, party."""
    found = base.as_named(one.id, one.title, one.party) or one
    return [found.name, one.title, one.party]


def _several(value: Any) -> tuple[Any, ...]:
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)
