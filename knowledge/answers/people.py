"""Who somebody is, who holds an office, who is known of a party."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from knowledge.answers import withheld
from knowledge.answers.common import NEAREST, cited, days, last_page, person_name, to_the_point
from knowledge.answers.finding import find, undated
from knowledge.answers.listing import Beside, without_date
from knowledge.answers.nearest import wider
from knowledge.base import Base
from knowledge.dates.edtf import sort_key
from knowledge.language import typed
from knowledge.language.lexicon import load
from knowledge.model import (
    Answer,
    Called,
    Choice,
    Kind,
    Latest,
    MeetingFact,
    PersonRef,
    Profile,
    Query,
    RoleFact,
    verification,
    withdrawal,
)
from knowledge.text import neutral
from knowledge.wording import guide, queries, texts
from knowledge.wording import people as desk

_HOLDERS, _PEOPLE, _LOOKED_AT, _LATEST = 20, 50, 50, 5
"""How many holders, people of a party, latest meetings of it, and of a person, are looked at."""

_FEW = 3
"""How many other facts of a kind a profile shows."""


def whois(query: Query, base: Base, per_page: int) -> Answer:
    """Answer `/whois`: a profile of one person, or a list of people with their titles."""
    alone = len(query.people) == 1 and not query.parties and not query.offices
    if alone:
        profile = base.profile(query.people[0])
        if profile is not None:
            return _profile_answer(query, profile, base)
    return _holders(query, _roles_asked_for(query, base), base, per_page)


def _profile_answer(query: Query, profile: Profile, base: Base) -> Answer:
    """A person with the titles and meetings that stand in articles of the time asked about."""
    titles = _trusted(profile.roles, query)
    roles = tuple(_as_of(held, query) for held in titles if _is_of_time(held, query))
    left = len(titles) - len(roles)
    notes: tuple[str, ...] = ()
    if left:
        notes = (f"{texts.count(left, 'title')} of another time left out.",)
    # Nobody can tell whether what has no date is of a period.
    dated = replace(query, page=1, undated=query.undated or query.period is None)
    asked = replace(dated, command="meetings")
    found = find(asked, base, limit=min(profile.meetings_total, _LATEST))
    told = (to_the_point(fact) for fact in found.facts)
    met = tuple(fact for fact in told if isinstance(fact, MeetingFact))
    if any(fact.date is None for fact in met) and len(met) > 1:
        notes += ("Newest first; undated ones by publication date.",)
    scope, name = base.scope(), person_name(base)
    latest = tuple(_latest(dated, profile.person, base))
    left_out = _left_out(dated, profile.person, base)
    notes += left_out.notes
    called = _called(profile.called, query)
    known = bool(roles or met or latest or called)
    untold = withheld.titles(profile.person.id, len(profile.roles), base)
    unsaid = untold + found.withheld
    message = None if known else queries.nobody(query, name, texts.searched_words(scope))
    if unsaid and known:
        notes += withheld.notes(unsaid)
    elif unsaid:
        message = withheld.note(unsaid)
    standing = (held for held in roles if withdrawal(held) is None)
    newest = next(standing, roles[0] if roles else None)
    person = profile.person
    if newest is not None and called is None:
        person = replace(person, title=newest.title, party=newest.party)
    elif called != profile.called or (called is None and (left or untold or query.verified)):
        person = replace(person, title=None)
    total = found.total if met else 0
    shown = replace(
        profile, person=person, roles=roles, meetings=met, meetings_total=total, latest=latest,
        called=called, complete=found.complete,
    )  # fmt: skip
    return Answer(
        query=query,
        understood=queries.understood(query, name),
        answered=known,
        scope=scope,
        profile=shown,
        message=message,
        notes=notes,
        nearest=left_out.choices,
        total=int(known),
        cited=cited(shown.roles or shown.meetings or (f for one in latest for f in one.facts)),
    )


def _latest(query: Query, person: PersonRef, base: Base) -> Iterator[Latest]:
    """What somebody said, agreed on, is to take part in, and sums told in one breath with them."""
    for kind, asked in _others(query, person):
        facts, total, complete = base.page(kind, asked, limit=_FEW, offset=0)
        if facts:
            yield Latest(kind, tuple(facts), total, complete)


def _others(query: Query, person: PersonRef) -> Iterator[tuple[Kind, Query]]:
    """The kinds of fact that a profile tells beside titles and meetings, each with its query."""
    asked = replace(query, command="facts")
    named = replace(asked, people=(), words=(person.name,))
    for kind in (Kind.STATEMENT, Kind.AGREEMENT, Kind.MILESTONE, Kind.PAYMENT):
        yield kind, named if kind is Kind.PAYMENT else asked


def _left_out(query: Query, person: PersonRef, base: Base) -> Beside:
    """What has no exact date, where a period is asked for."""
    if query.period is None or query.undated:
        return Beside()
    number = undated(replace(query, command="meetings"), base)
    number += sum(base.undated(asked, kind) for kind, asked in _others(query, person))
    return without_date(number, query)


def _called(one: Called | None, query: Query) -> Called | None:
    """What the desk says somebody is called, unless another time is asked about."""
    if one is None or (query.as_of is None and query.period is None):
        return one
    first, last = days(one.since), query.as_of if query.period is None else query.period.end
    return one if first is not None and (last is None or first[0] <= last) else None


def _by_desk(query: Query, base: Base) -> tuple[str, ...]:
    """Whom the desk alone says to hold an office that is asked for, a line each."""
    lines: dict[str, None] = {}
    for office in query.offices:
        for holder in base.people_with_office(office.title, office.party, _HOLDERS):
            called = _called(base.called(holder.id), query)
            if called is not None and called.title == holder.title:
                lines[desk.holder(holder, called)] = None
    return tuple(lines)


def _is_of_time(held: RoleFact, query: Query) -> bool:
    """True when articles give the title at the time asked about; undated ones always do."""
    first, last = days(held.first), days(held.last)
    if query.as_of is not None and first is not None and first[0] > query.as_of:
        return False
    if query.period is None or first is None or last is None:
        return True
    start, end = query.period.start, query.period.end
    return (end is None or first[0] <= end) and (start is None or last[1] >= start)


def _as_of(held: RoleFact, query: Query) -> RoleFact:
    """A title as the articles up to the day asked about tell it."""
    if query.as_of is None:
        return held
    limit = query.as_of
    known = [s for s in held.sources if (span := days(s.published)) is None or span[0] <= limit]
    dated = sorted({s.published for s in known if s.published is not None}, key=sort_key)
    if not dated or len(known) == len(held.sources):
        return held
    return replace(held, sources=tuple(known), first=dated[0], last=dated[-1])


def _roles_asked_for(query: Query, base: Base) -> list[RoleFact]:
    """Titles of the people, holders of the offices and people of the parties asked for."""
    found: list[RoleFact] = []
    for person in query.people:
        found += base.roles(person)
    for office in query.offices:
        for holder in base.people_with_office(office.title, office.party, _HOLDERS):
            found += _roles_like(holder, base)
    if not query.offices:
        for party in query.parties:
            found += _people_of(party, base)
    told = _trusted(dict.fromkeys(found), query)
    return [_as_of(held, query) for held in told if _is_of_time(held, query)]


def _trusted(roles: Iterable[RoleFact], query: Query) -> list[RoleFact]:
    """Titles, where verified ones alone are asked for without all others."""
    return [held for held in roles if not query.verified or verification(held) is not None]


def _roles_like(holder: PersonRef, base: Base) -> list[RoleFact]:
    """The role that made somebody the holder of an office."""
    return [
        held
        for held in base.roles(holder.id)
        if held.title == holder.title and held.party == holder.party
    ]


def _people_of(party: str, base: Base) -> list[RoleFact]:
    """The latest title of each person of a party, those in the latest meetings first."""
    found: list[RoleFact] = []
    for person in _ids_of(party, base):
        found += [held for held in base.roles(person) if held.party == party][:1]
    return found


def _ids_of(party: str, base: Base) -> list[str]:
    """The people of a party, those in the latest meetings first."""
    met, _ = base.meetings(Query("meetings", parties=(party,)), limit=_LOOKED_AT, offset=0)
    known = [ref.id for fact in met for ref in fact.people if ref.party == party]
    for title in dict.fromkeys(load("offices").meanings.values()):
        known += [ref.id for ref in base.people_with_office(title, party, _HOLDERS)]
    return list(dict.fromkeys(known))[:_PEOPLE]


def _untold(query: Query, base: Base) -> int:
    """How many titles of the people asked for are left unsaid, as their sentence is gone."""
    people = list(query.people)
    for office in query.offices:
        people += [ref.id for ref in base.people_with_office(office.title, office.party, _HOLDERS)]
    if not query.offices:
        people += [person for party in query.parties for person in _ids_of(party, base)]
    return sum(
        withheld.titles(person, len(base.roles(person)), base) for person in dict.fromkeys(people)
    )


def _holders(query: Query, roles: list[RoleFact], base: Base, per_page: int) -> Answer:
    name, scope = person_name(base), base.scope()
    understood = queries.understood(query, name)
    by_desk = _by_desk(query, base)
    if not roles and by_desk:
        return Answer(query, understood, True, scope, message=" ".join(by_desk))
    if not roles:
        message = queries.nobody(query, name, texts.searched_words(scope))
        unsaid = _untold(query, base)
        message = withheld.note(unsaid) if unsaid else message
        return Answer(
            query=query,
            understood=understood,
            answered=False,
            scope=scope,
            message=message if scope.articles else guide.EMPTY_ARCHIVE,
            nearest=tuple(islice(wider(replace(query, command="meetings"), base), NEAREST)),
        )
    pages = -(-len(roles) // per_page)
    page = min(query.page, pages)
    shown = roles[(page - 1) * per_page : page * per_page]
    people = {held.person.id: held.person for held in shown}
    return Answer(
        query=replace(query, page=page),
        understood=understood,
        answered=True,
        scope=scope,
        facts=tuple(shown),
        total=len(roles),
        page=page,
        pages=pages,
        notes=by_desk + ((last_page(pages),) if page < query.page else ()),
        nearest=tuple(
            Choice(f"Who is {neutral(person.name)}", typed(Query("whois", people=(person.id,))))
            for person in islice(people.values(), NEAREST)
        ),
        cited=cited(shown),
    )
