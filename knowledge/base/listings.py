"""What a search asks of facts: a `Query` for one kind → the list that holds them.

One person or party alone has its list in an index; whatever combines several conditions is a
full-text search, whose lists FTS5 merges itself.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace

from knowledge.base import ids, tag
from knowledge.base.codec import storable
from knowledge.base.kinds.common import FORESEEN
from knowledge.base.merge import traits
from knowledge.base.offices import office_key
from knowledge.base.rulings import VERIFIED
from knowledge.base.search import match
from knowledge.base.tables_4 import NEVER
from knowledge.model import (
    AgreementType,
    Form,
    Kind,
    MilestoneType,
    PaymentKind,
    PaymentStage,
    Query,
    Status,
)
from knowledge.names.printed import as_printed

FACTS = "facts d"
"""All facts, by an index of theirs: see `Listing`."""

TEXTS = "fact_fts x"
"""What full-text search finds."""

DAYS = "facts_days"
"""The index of all facts that has the days on which they end and were told."""

PARTIES = "fact_parties x"
"""The facts of a party, each with the days on which it was told."""

MATCHED = "fact_fts MATCH ?"
"""The condition of full-text search alone, for which no text has to be looked up."""


@dataclass(frozen=True, slots=True)
class Told:
    """Facts told by a day (an ordinal): `whole` by all their articles, else only by some.

    What some had told may have been of another state or type then, which is not looked at.
    """

    day: int
    whole: bool


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for: facts of a kind that meet a query; `oldest_first` turns the order.

    Without `told`, a query with `as_of` finds all facts that some article had told. `trait` is one
    that facts must have besides what the query asks for.
    """

    kind: Kind
    query: Query
    oldest_first: bool = False
    told: Told | None = None
    trait: str | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """Facts to page through: table and column of their numbers, a condition, and its values.

    `told` is a condition on when they were told, with its values; if it is one on the row `d` of
    facts, `days` is the index of those that has them. `tally` is where their total is kept, if it
    is. Several words or signs are `joined` in what full-text search looks for.
    """

    table: str
    number: str
    where: str
    values: tuple[object, ...] = ()
    tally: tuple[str, str] | None = None
    told: tuple[str, tuple[object, ...]] | None = None
    days: str | None = None
    joined: bool = False


def traits_asked(kind: Kind, query: Query) -> list[tuple[str, ...]]:
    """The values of a kind's own that a query asks for: of each group a fact must have one.

    A group that no fact of the kind can have, such as the type of a loan among milestones, is
    empty.
    """
    groups: list[tuple[str, ...]] = []
    if kind is Kind.MEETING and (query.forms or query.statuses):
        groups.append(
            tuple(traits(f, s) for f in query.forms or Form for s in query.statuses or Status)
        )
    if query.types and kind in _TYPES:
        groups.append(tuple(str(one) for one in query.types if isinstance(one, _TYPES[kind])))
    if kind in (Kind.MEETING, Kind.AGREEMENT) and query.foreseen:
        groups.append((FORESEEN,))
    if kind is Kind.AGREEMENT and query.stages:
        groups.append(tuple(map(str, query.stages)))
    if kind is Kind.PAYMENT:
        stages = tuple(str(one) for one in query.stages if isinstance(one, PaymentStage))
        groups += [stages] if stages else []
        groups += [(f"giver:{query.giver}",)] if query.giver is not None else []
        groups += [(f"receiver:{query.receiver}",)] if query.receiver is not None else []
        groups += [tuple(query.currencies)] if query.currencies else []
    if kind is Kind.STATEMENT and query.direct is not None:
        groups.append(("direct" if query.direct else "reported",))
    if query.verified:
        groups.append((VERIFIED,))
    return groups


_TYPES: dict[Kind, type] = {
    Kind.AGREEMENT: AgreementType,
    Kind.PAYMENT: PaymentKind,
    Kind.MILESTONE: MilestoneType,
}


def listing(db: sqlite3.Connection, search: Search) -> Listing | None:
    """The facts that meet all conditions but the period; None when there can't be any."""
    query = search.query
    people = _people(db, query.people)
    if people is None:
        return None
    texts = {"words": query.words, "place": query.place, "occasion": query.occasion}
    if any(texts.values()) and match(**texts) is None:  # type: ignore[arg-type]
        return None  # Signs alone, in which there is nothing to search for.
    parties = list(dict.fromkeys(map(storable, query.parties)))
    groups: list[tuple[str, ...]] = [
        (tag.office(office_key(one.title), one.party),) for one in query.offices
    ]
    if query.either:
        groups.append(tuple(tag.party(code) for code in dict.fromkeys(query.either)))
    if query.sidelines:
        groups.append((tag.sidelines(),))
    for group in _traits(search):
        groups.append(tuple(tag.traits(search.kind, value) for value in dict.fromkeys(group)))
    if not all(groups):
        return None
    is_listed = not (groups or query.mentioned or any(texts.values()))
    if is_listed and not parties and not people:
        found = Listing(FACTS, "d.n", "1", (), ("fact", ""))
    elif is_listed and len(parties) + len(people) == 1:
        found = _of_one(parties, people)
    else:
        of = [*((tag.party(code),) for code in parties), *((tag.person(n),) for n in people)]
        expression = match(**texts, tags=[*of, *groups], parties=query.mentioned)  # type: ignore[arg-type]
        named = [one for code in query.mentioned if (one := _named(code)) is not None]
        where = " AND ".join([MATCHED, *(condition for condition, _ in named)])
        values = (expression, *(value for _, patterns in named for value in patterns))
        asked = " ".join(filter(None, (*query.words, query.place, query.occasion))).split()
        joined = len(asked) + len(of) + len(groups) + len(query.mentioned) > 1
        found = Listing(TEXTS, "x.rowid", where, values, joined=joined)
    return _told(found, search)


def lists(db: sqlite3.Connection, query: Query) -> list[Listing]:
    """The facts of each party and person of a query, of whom all are known."""
    people = _people(db, query.people) or ()
    parties = dict.fromkeys(map(storable, query.parties))
    return [*(_of_one([code], []) for code in parties), *(_of_one([], [n]) for n in people)]


def _traits(search: Search) -> list[tuple[str, ...]]:
    """The traits that are asked of the facts as they are today."""
    besides: list[tuple[str, ...]] = [] if search.trait is None else [(search.trait,)]
    if search.told is not None and not search.told.whole:
        return besides
    return besides + traits_asked(search.kind, search.query)


def _named(code: str) -> tuple[str, tuple[str, ...]] | None:
    """A condition on what full-text search finds for a party, where its forms find other words."""
    patterns = as_printed(code)
    if not patterns:
        return None
    told = " OR ".join("' ' || x.sentences || ' ' GLOB ?" for _ in patterns)
    # Of those that it takes part in, which are most, no text need be read.
    involved = "EXISTS (SELECT 1 FROM fact_parties i WHERE i.party = ? AND i.fact = x.rowid)"
    return f"({involved} OR {told})", (storable(code), *patterns)


def _people(db: sqlite3.Connection, asked: Iterable[str]) -> list[int] | None:
    """Row numbers of people by id; None when one of them is not in the base."""
    numbers = [ids.number(db, id) for id in dict.fromkeys(asked)]
    found = [n for n in numbers if n is not None]
    return list(dict.fromkeys(found)) if len(found) == len(numbers) else None


def _of_one(parties: list[str], people: list[int]) -> Listing:
    """The facts of the one party or person."""
    if parties:
        code = parties[0]
        return Listing(PARTIES, "x.fact", "x.party = ?", (code,), ("party", code))
    n = people[0]
    return Listing("fact_people x", "x.fact", "x.person = ?", (n,), ("person", str(n)))


def _told(found: Listing, search: Search) -> Listing:
    """What on a list was told by a day, if one is asked for.

    The list of a party has the days itself. What full-text search finds of a party is looked up
    there, where all that is found lies close together; all else in an index of the days of facts.
    """
    told, day = search.told, search.query.as_of
    if told is None and day is None:
        return found
    itself = found.table == PARTIES
    whole = told is None or told.whole
    party = next(iter(search.query.parties), None) if found.table == TEXTS and whole else None
    row = "x" if itself else "d" if party is None else "p"
    first, last = f"{row}.first_told", f"{row}.last_told"
    values: tuple[object, ...]
    if told is None:
        where, values = f"{first} <= ?", (day and day.toordinal(),)
    elif told.whole:
        where, values = f"{last} <= ?", (told.day,)
    else:
        root = "(SELECT n.root FROM facts n WHERE n.n = x.fact)" if itself else "d.root"
        # Of an article of which only the year is known nobody can tell whether it was out.
        dated = (
            "EXISTS (SELECT 1 FROM strands s JOIN marks m ON m.strand = s.n"
            f" WHERE s.root = {root} AND m.day <= ?)"
        )
        # Where all of them are dated, the first day is one of theirs.
        dated = f"({last} < {NEVER} OR {dated})"
        where = f"{last} > {first} AND {last} > ? AND {first} <= ? AND {dated}"
        values = (told.day,) * 3
    if party is not None:
        of_party = "SELECT 1 FROM fact_parties p WHERE p.party = ? AND p.fact = x.rowid"
        told_then = f"EXISTS ({of_party} AND {where})", (storable(party), *values)
        return replace(found, tally=None, told=told_then)
    if not itself:
        # Few were told only in part.
        days = DAYS if whole else "facts_retold"
        return replace(found, tally=None, told=(where, values), days=days)
    where, values = f"{found.where} AND {where}", (*found.values, *values)
    return replace(found, tally=None, where=where, values=values)
