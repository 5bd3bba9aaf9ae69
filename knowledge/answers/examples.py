"""Slash commands that find something in this very fact base: living examples for help."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, zip_longest
from typing import TypeVar

from knowledge import commands
from knowledge.answers.common import days
from knowledge.base import Base
from knowledge.commands import Command
from knowledge.dates.edtf import words
from knowledge.language.speech import kinds
from knowledge.model import (
    AgreementFact,
    AgreementType,
    Fact,
    MeetingFact,
    MilestoneFact,
    MilestoneType,
    PaymentFact,
    PaymentKind,
    Query,
    RoleFact,
    StatementFact,
    Status,
    people_of,
)
from knowledge.names import party_name
from knowledge.text import neutral

T = TypeVar("T")

_LOOKED_AT = 50
"""How many of the latest facts of a command examples are made from."""

_ALONE = (MilestoneType.ANNIVERSARY, MilestoneType.DEADLINE)
_SPOKEN = {
    AgreementType.JOINT_STATEMENT: "joint statements",
    AgreementType.FTA: "free trade",
    AgreementType.TAX: "tax",
}


def examples(base: Base, number: int = 5, command: str | None = None) -> list[str]:
    """Slash commands that find something, of one command or of all; else those of the registry."""
    shown = [c for c in commands.COMMANDS if c is not commands.DATELINE]
    if command is not None:
        shown = [c for c in shown if c.name == command]
    found = [[f"/{one.name} {text}" for text in _kept(one, base)] for one in shown]
    # One of each command, then the second of each.
    mixed = [text for row in zip_longest(*found) for text in row if text is not None]
    registered = [f"/{one.name} {text}" for one in shown for text in one.examples]
    return [neutral(example) for example in dict.fromkeys(mixed or registered)][:number]


def _kept(command: Command, base: Base) -> list[str]:
    """The examples of a command, which take long to make."""
    return base.remembered(("examples", command.name), lambda: _of(command, base))


def _of(command: Command, base: Base) -> list[str]:
    query = Query(command.name, foreseen=command is commands.UPCOMING)
    facts, _ = base.find(kinds(query), query, limit=_LOOKED_AT, offset=0)
    making = _MAKING.get(command.name)
    return list(dict.fromkeys(making(facts))) if making is not None else []


def _meetings(facts: Sequence[Fact]) -> Iterator[str]:
    met = [fact for fact in facts if isinstance(fact, MeetingFact)]
    yield from _others(_parties(met))[:1]
    yield from _months(met)[:1]
    yield from (f"with {name}" for name in _people(met)[:1])
    yield from (f"in {place}" for place in _common(f.place for f in met if f.place)[:1])
    yield from (str(f.status) for f in met if f.status is Status.PLANNED)


def _whois(facts: Sequence[Fact]) -> Iterator[str]:
    yield from _others(_people(facts))[:2]
    yield from _parties(facts)[:2]
    yield from _people(facts)[:1]


def _quotes(facts: Sequence[Fact]) -> Iterator[str]:
    said = [fact for fact in facts if isinstance(fact, StatementFact)]
    yield from _people(said)[:2]
    yield from _others(_parties(said))[:1]
    yield from (f"about {topic}" for topic in _abouts(f.about for f in said)[:1])
    yield from _months(said)[:1]


def _deals(facts: Sequence[Fact]) -> Iterator[str]:
    deals = [fact for fact in facts if isinstance(fact, AgreementFact)]
    yield from _others(_parties(deals))[:1]
    types = [f.type for f in deals if f.type is not AgreementType.OTHER]
    yield from (_SPOKEN.get(one, str(one)) for one in _common(types)[:1])
    pairs = _common(f.parties for f in deals if len(f.parties) == 2)
    yield from (" ".join(map(party_name, pair)) for pair in pairs[:1])
    yield from (str(stage) for stage in _common(f.status for f in deals)[:1])
    yield from _months(deals)[:1]


def _money(facts: Sequence[Fact]) -> Iterator[str]:
    paid = [fact for fact in facts if isinstance(fact, PaymentFact)]
    given = [f for f in paid if f.payment is not PaymentKind.TRADE]
    gives = _common(f.giver for f in given if f.giver)
    yield from (f"from {party_name(code)}" for code in gives[:1])
    gets = _common(f.receiver for f in given if f.receiver)
    yield from (f"to {party_name(code)}" for code in gets[:1])
    named = [f.payment for f in paid if f.payment is not PaymentKind.OTHER]
    yield from (str(kind) for kind in _common(named)[:1])
    yield from _common(f.sum.currency for f in paid)[:1]
    yield from _months(paid)[:1]


def _upcoming(facts: Sequence[Fact]) -> Iterator[str]:
    spans = [span for fact in facts if (span := days(_date(fact))) is not None]
    yield from _common(str(last.year) for _, last in spans)[:2]
    for fact in facts:
        if isinstance(fact, MilestoneFact) and fact.type in _ALONE:
            span = days(fact.date)
            yield from [] if span is None else [f"{fact.type} {span[1].year}"]
    years = _common(str(last.year) for _, last in spans)[:1]
    yield from (f"{name} {year}" for name in _parties(facts)[:1] for year in years)


def _timeline(facts: Sequence[Fact]) -> Iterator[str]:
    pairs = _common(_two(fact) for fact in facts if len(_two(fact)) == 2)
    yield from (" ".join(map(party_name, pair)) for pair in pairs[:2])
    yield from _people(facts)[:1]
    yield from (
        f"{name} deals"
        for name in _parties([fact for fact in facts if isinstance(fact, AgreementFact)])[:1]
    )


def _facts(facts: Sequence[Fact]) -> Iterator[str]:
    told = chain(
        (f.about for f in facts if isinstance(f, AgreementFact | StatementFact)),
        (f.purpose for f in facts if isinstance(f, PaymentFact)),
    )
    yield from _abouts(told)[:3]
    yield from _people(facts)[:1]


def _digest(facts: Sequence[Fact]) -> Iterator[str]:
    published = [s.published for fact in facts for s in fact.sources if s.published is not None]
    spans = [span for one in published if (span := days(one)) is not None]
    months = _common(words(f"{first:%Y-%m}") for first, _ in sorted(spans, reverse=True))
    yield from (f"since {month}" for month in months[:1])
    yield from months[:1]
    for month in months[:1]:
        yield from (f"{name} since {month}" for name in _parties(facts)[:1])


_MAKING = {
    "meetings": _meetings,
    "whois": _whois,
    "quotes": _quotes,
    "deals": _deals,
    "money": _money,
    "upcoming": _upcoming,
    "timeline": _timeline,
    "facts": _facts,
    "digest": _digest,
}


def _two(fact: Fact) -> tuple[str, ...]:
    return fact.parties if isinstance(fact, MeetingFact | AgreementFact) else ()


def _people(facts: Iterable[Fact]) -> list[str]:
    return _common(ref.name for fact in facts for ref in people_of(fact))


def _parties(facts: Iterable[Fact]) -> list[str]:
    involved = [fact for fact in facts if not isinstance(fact, PaymentFact | RoleFact)]
    return [party_name(code) for code in _common(one for f in involved for one in f.parties)]


def _others(names: list[str]) -> list[str]:
    """What is commonest is the newsroom's own country and leader, who are in nearly all facts."""
    return names[1:] or names


def _abouts(texts: Iterable[str | None]) -> list[str]:
    """A telling word of what facts are about: the longest of each."""
    told = [max(text.split(), key=len) for text in texts if text and text.split()]
    return _common(word.lower() for word in told if word.isalpha() and len(word) > 4)


def _date(fact: Fact) -> str | None:
    return None if isinstance(fact, RoleFact) else fact.date


def _months(facts: Iterable[Fact]) -> list[str]:
    """The months of facts with a known day or month: "November 2022"."""
    spans = [span for fact in facts if (span := days(_date(fact))) is not None]
    within = [first for first, last in spans if first.replace(day=1) == last.replace(day=1)]
    return _common(words(f"{day:%Y-%m}") for day in within)


def _common(values: Iterable[T]) -> list[T]:
    """Distinct values, the commonest first; of equals, that of the newest fact."""
    return [value for value, _ in Counter(values).most_common(3)]
