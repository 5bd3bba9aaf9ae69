"""Queries near to one that found nothing: with one condition less, or with a single name."""

from collections.abc import Iterator
from dataclasses import replace

from knowledge.answers.common import person_name
from knowledge.base import Base
from knowledge.language import typed
from knowledge.model import Choice, Query
from knowledge.wording import queries


def total_of(query: Query, base: Base) -> int:
    """How many meetings a query finds."""
    return base.meetings(replace(query, page=1), limit=0, offset=0)[1]


def wider(query: Query, base: Base) -> Iterator[Choice]:
    """Queries with one condition less that find something, else with one name, else all."""
    rounds = (
        _without_one(query, base),
        ((wider, "") for wider in _single_names(query)),
        [(Query("meetings"), "")],
    )
    for narrower in rounds:
        found = False
        for wider, said in narrower:
            total = total_of(wider, base) if wider != replace(query, page=1) else 0
            if total:
                found = True
                line = queries.understood(wider, person_name(base)) + said
                line = line if wider != Query("meetings") else "All meetings"
                yield Choice(f"{line} ({total:,})", typed(wider))
        if found:
            return


def _without_one(query: Query, base: Base) -> Iterator[tuple[Query, str]]:
    """The query with each of its conditions left out in turn, and how to say so."""
    query = replace(query, page=1)
    if query.period is not None:
        yield replace(query, period=None, undated=False), ", any date"
    if query.statuses:
        yield replace(query, statuses=()), ", any state"
    if query.forms:
        yield replace(query, forms=()), ""
    if query.place is not None:
        yield from _elsewhere(query, query.place, base)
    if query.occasion is not None:
        yield replace(query, occasion=None), ", any occasion"
    if query.words:
        yield replace(query, words=()), ", any topic"
    if query.as_of is not None:
        yield replace(query, as_of=None), ""
    for party in query.parties:
        yield replace(query, parties=tuple(p for p in query.parties if p != party)), ""
    for person in query.people:
        yield replace(query, people=tuple(p for p in query.people if p != person)), ""
    for office in query.offices:
        yield replace(query, offices=tuple(o for o in query.offices if o != office)), ""


def _elsewhere(query: Query, place: str, base: Base) -> Iterator[tuple[Query, str]]:
    """Meetings with the country that was asked for as a place, and meetings in any place."""
    country = base.names.party(place).best
    if country is not None and country.id not in query.parties:
        yield replace(query, place=None, parties=(*query.parties, country.id)), ""
    yield replace(query, place=None), ", any place"


def _single_names(query: Query) -> Iterator[Query]:
    """Each name of the query alone."""
    yield from (Query("meetings", parties=(party,)) for party in query.parties)
    yield from (Query("meetings", people=(person,)) for person in query.people)
    for office in query.offices:
        yield Query("meetings", offices=(office,))
        if office.party is not None:
            yield Query("meetings", parties=(office.party,))
    if query.place is not None:
        yield Query("meetings", place=query.place)
    if query.occasion is not None:
        yield Query("meetings", occasion=query.occasion)
