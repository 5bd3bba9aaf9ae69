"""What speaks for or against a reading, as a set of signs.

A sign is a short text such as "rule verb meet", "date by publication date", "parties 2" or "no
country". The same signs are drawn from what one article gives (`Fields`) and from a folded fact, so
that what was measured on the one holds for the other. What a sign is worth stands in a table that
was fitted on marked articles (`table`).
"""

from collections.abc import Iterable, Iterator

from knowledge.dates.edtf import iso
from knowledge.model import (
    Agreement,
    AgreementFact,
    Fact,
    Fields,
    Kind,
    Meeting,
    MeetingFact,
    Milestone,
    MilestoneFact,
    Payment,
    PaymentFact,
    Reading,
    Role,
    RoleFact,
    Statement,
    StatementFact,
)

Signs = frozenset[str]

RULE = "rule "
"""What the sign of a rule begins with."""

BY = " by "
"""What stands in the sign of a step between the field and the kind of reference."""

RECALLED = "recalled"
SEVERAL = "several sentences"
UNMEASURED = "unmeasured"
"""The sign of facts that no marked set holds: reported speech, and words too few for a speech."""

SHORTEST = 5
"""Words of a quotation that marked sets hold."""

_MANY = 3
_PRECISION = {4: "year", 7: "month", 10: "day"}


def of_reading(reading: Reading) -> Signs:
    """The signs of what one rule read in one article."""
    steps = ((link.field, link.via) for link in reading.links)
    shape = _shape(reading.fields)
    return _all(shape, reading.rule, steps, len(reading.evidence), recalled=reading.background)


def of_sources(fact: Fact, decided: frozenset[str] = frozenset()) -> Iterator[Signs]:
    """The signs of a fact as it stands, as far as each of its sources tells it.

    `decided` are fields that people corrected: how they were read says nothing any more.
    """
    shape = tuple(_shape(fact))
    for source in fact.sources:
        steps = (step for step in source.steps if step[0] not in decided)
        yield _all(shape, source.rule, steps, len(source.evidence), recalled=source.background)


def kind_of(told: Fields | Fact) -> Kind:
    """The kind of fact of which these are the fields."""
    match told:
        case Meeting() | MeetingFact():
            return Kind.MEETING
        case Agreement() | AgreementFact():
            return Kind.AGREEMENT
        case Payment() | PaymentFact():
            return Kind.PAYMENT
        case Statement() | StatementFact():
            return Kind.STATEMENT
        case Milestone() | MilestoneFact():
            return Kind.MILESTONE
    return Kind.ROLE


def _all(
    shape: Iterable[str],
    rule: str,
    steps: Iterable[tuple[str, str]],
    sentences: int,
    *,
    recalled: bool,
) -> Signs:
    found = [f"{RULE}{rule}", *(f"{field}{BY}{via}" for field, via in steps), *shape]
    found += [RECALLED] if recalled else []
    found += [SEVERAL] if sentences > 1 else []
    return frozenset(found)


def _shape(told: Fields | Fact) -> Iterator[str]:
    """How much is known, and of what sort it is."""
    match told:
        case Meeting() | MeetingFact():
            yield f"form {told.form}"
            yield f"status {told.status}"
            yield _number("people", told.people)
            yield _number("parties", told.parties)
            yield f"date {_precision(told.date)}"
            yield "place" if told.place else "no place"
            yield "occasion" if told.occasion else "no occasion"
        case Agreement() | AgreementFact():
            yield f"type {told.type}"
            yield f"status {told.status}"
            yield _number("parties", told.parties)
            yield f"date {_precision(told.date)}"
            yield "named" if told.name else "no name"
        case Payment() | PaymentFact():
            yield f"sort {told.kind if isinstance(told, Payment) else told.payment}"
            yield "giver" if told.giver else "no giver"
            yield "receiver" if told.receiver else "no receiver"
        case Statement() | StatementFact():
            yield _number("speakers", told.speakers)
            yield "country" if told.parties else "no country"
            if not told.direct or len(told.words.split()) < SHORTEST:
                yield UNMEASURED
        case Milestone() | MilestoneFact():
            yield f"type {told.type}"
            yield _number("parties", told.parties)
            yield f"date {_precision(told.date)}"
        case Role() | RoleFact():
            yield "country" if told.party else "no country"
            yield f"tenure {told.tenure}"
            yield _number("words", told.title.split())


def _number(what: str, items: Iterable[object]) -> str:
    number = len(tuple(items))
    return f"{what} {number}" if number < _MANY else f"{what} {_MANY} or more"


def _precision(edtf: str | None) -> str:
    """How exactly a date is known: "day", "month", "year", "span" or "unknown"."""
    start, end = iso(edtf)
    if start is None:
        return "unknown"
    return "span" if end is not None else _PRECISION.get(len(start), "unknown")
