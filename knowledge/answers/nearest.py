"""Queries near to one that found nothing: with one condition less, or with a single name."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from knowledge.answers.common import person_name
from knowledge.answers.finding import NOTHING, find
from knowledge.base import Base
from knowledge.language import typed
from knowledge.model import Choice, Form, MeetingFact, Query
from knowledge.text import fold
from knowledge.wording import queries

_LOOKED_AT, _OCCASIONS = 50, 3


def total_of(query: Query, base: Base) -> int:
    """How many facts a query finds."""
    return find(replace(query, page=1), base, limit=0).total


def wider(query: Query, base: Base) -> Iterator[Choice]:
    """Queries with one condition less that find something, else with one name, else all."""
    rounds = (
        chain(_said_otherwise(query, base), _without_one(query, base)),
        ((wider, "") for wider in _single_names(query)),
        [(_bare(query), "")] if query.command in _ALL else [],
    )
    for narrower in rounds:
        found = False
        for wider, said in narrower:
            asks = wider != replace(query, page=1) and _says_enough(wider)
            more = find(wider, base, limit=0) if asks else NOTHING
            if more.total:
                found = True
                line = queries.understood(wider, person_name(base)) + said
                line = line if wider != _bare(query) else f"All {queries.things(wider)}"
                yield Choice(f"{line} ({more.number})", typed(wider))
        if found:
            return


_ALL = frozenset({"meetings", "quotes", "deals", "money"})
"""Commands whose facts can be listed without a condition."""


def _says_enough(query: Query) -> bool:
    """False for a timeline of nobody and a search for nothing, which are asked back."""
    if query.command not in ("timeline", "facts"):
        return True
    return bool(query.parties or query.people or query.offices or query.either or query.words)


def _bare(query: Query) -> Query:
    """The command alone; what lies ahead keeps its time, which says what it lay ahead of."""
    if query.foreseen:
        return Query(
            query.command,
            foreseen=True,
            ahead=query.ahead,
            period=query.period,
            as_of=query.as_of,
        )
    return Query(query.command)


def _said_otherwise(query: Query, base: Base) -> Iterator[tuple[Query, str]]:
    """Names that are in no meeting as a topic, and summits as the occasion of meetings."""
    query = replace(query, page=1)
    for party in query.parties:
        if not total_of(replace(_bare(query), parties=(party,)), base):
            rest = tuple(p for p in query.parties if p != party)
            yield replace(query, parties=rest, mentioned=_and(query.mentioned, party)), ""
    if query.place is not None and base.sentences((query.place,), limit=1):
        yield replace(query, place=None, words=(*query.words, query.place)), ""
    if query.forms == (Form.SUMMIT,) and query.occasion is None:
        anywhere = replace(query, forms=())
        found = find(anywhere, base, limit=_LOOKED_AT).facts
        met = [fact for fact in found if isinstance(fact, MeetingFact)]
        named = Counter(fact.occasion for fact in met if fact.occasion is not None)
        summits = [name for name, _ in named.most_common() if "summit" in fold(name)]
        yield from ((replace(anywhere, occasion=name), "") for name in summits[:_OCCASIONS])


def _without_one(query: Query, base: Base) -> Iterator[tuple[Query, str]]:
    """The query with each of its conditions left out in turn, and how to say so."""
    query = replace(query, page=1)
    if query.period is not None and not query.foreseen:
        yield replace(query, period=None, undated=False), ", any date"
    if query.verified:
        yield replace(query, verified=False), ", verified or not"
    if query.statuses:
        yield replace(query, statuses=()), ", any state"
    if query.forms or query.types or query.direct is not None:
        only = () if query.command == "upcoming" else query.kinds
        yield replace(query, forms=(), types=(), direct=None, kinds=only), ""
    elif query.kinds:
        yield replace(query, kinds=()), ""
    if query.stages:
        yield replace(query, stages=()), ", any state"
    if query.currencies:
        yield replace(query, currencies=()), ", any currency"
    if query.giver is not None:
        yield replace(query, giver=None, parties=_and(query.parties, query.giver)), ""
    if query.receiver is not None:
        yield replace(query, receiver=None, parties=_and(query.parties, query.receiver)), ""
    if query.place is not None:
        yield from _elsewhere(query, query.place, base)
    if query.occasion is not None:
        yield replace(query, occasion=None), ", any occasion"
    if query.words:
        yield replace(query, words=()), "" if query.mentioned else ", any topic"
    if query.mentioned:
        yield replace(query, mentioned=()), "" if query.words else ", any topic"
    if query.as_of is not None and not query.foreseen:
        yield replace(query, as_of=None), ""
    if query.sidelines:
        yield replace(query, sidelines=False), ""
    for code in (query.visited, query.visiting):
        if code is not None:
            bare = replace(query, visited=None, visiting=None, forms=(Form.VISIT,))
            yield replace(bare, parties=tuple(dict.fromkeys((*query.parties, code)))), ""
    for code in query.either:
        yield replace(query, either=(), parties=(*query.parties, code)), ""
    for party in query.parties:
        yield replace(query, parties=tuple(p for p in query.parties if p != party)), ""
    for person in query.people:
        yield replace(query, people=tuple(p for p in query.people if p != person)), ""
    for office in query.offices:
        yield replace(query, offices=tuple(o for o in query.offices if o != office)), ""


def _and(parties: tuple[str, ...], code: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*parties, code)))


def _elsewhere(query: Query, place: str, base: Base) -> Iterator[tuple[Query, str]]:
    """Meetings with the country that was asked for as a place, and meetings in any place."""
    country = base.names.party(place).best
    if country is not None and country.id not in query.parties:
        yield replace(query, place=None, parties=(*query.parties, country.id)), ""
    yield replace(query, place=None), ", any place"


def _single_names(query: Query) -> Iterator[Query]:
    """Each name of the query alone."""
    bare = _bare(query)
    named = (
        *query.parties,
        *query.either,
        query.visited,
        query.visiting,
        query.giver,
        query.receiver,
    )
    yield from (replace(bare, parties=(party,)) for party in named if party is not None)
    yield from (replace(bare, people=(person,)) for person in query.people)
    for office in query.offices:
        yield replace(bare, offices=(office,))
        if office.party is not None:
            yield replace(bare, parties=(office.party,))
    if query.place is not None:
        yield replace(bare, place=query.place)
    if query.occasion is not None:
        yield replace(bare, occasion=query.occasion)
