"""Query → Answer: facts with what was searched, or what is nearest when nothing states it.

An answer holds facts of the archive and nothing else. What is offered where nothing was found is a
wider query to click, never another fact in the answer's place.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import Any

from knowledge.base import Base
from knowledge.commands import COMMANDS
from knowledge.dates.edtf import bounds, words
from knowledge.language import typed, understand
from knowledge.language.lexicon import load
from knowledge.language.routing import HELP, STATUS
from knowledge.model import (
    Answer,
    Choice,
    Evidence,
    Fact,
    MeetingFact,
    PersonRef,
    Profile,
    Query,
    RoleFact,
    Status,
    Understood,
)
from knowledge.names import party_name
from knowledge.text import neutral
from knowledge.wording import guide, queries, texts

_NEAREST = 5
_HOLDERS, _PEOPLE, _LOOKED_AT = 20, 50, 50
"""How many holders of an office, people of a party and latest meetings are looked at."""


def ask(
    text: str,
    base: Base,
    *,
    today: date,
    per_page: int = 5,
    context: Sequence[str] = (),
) -> Answer:
    """Answer what somebody typed: a slash command with its slash, or free words.

    Args:
        text: any text; see `knowledge.language.understand`.
        base: the fact base.
        today: the asker's day.
        per_page: facts on a page; 5 suit Slack, 50 the command line.
        context: earlier texts of the same thread, oldest first. Each text is understood on its
            own, so they change nothing yet.

    Never raises for any text; a broken fact base raises `knowledge.base.BaseProblem`.
    """
    understood = understand(text, base, today=today)
    if understood.query is None:
        return _asked_back(understood, base)
    found = answer(understood.query, base, per_page=per_page)
    return replace(found, notes=(*understood.notes, *found.notes))


def answer(query: Query, base: Base, *, per_page: int) -> Answer:
    """Answer a query with at most `per_page` facts of its page.

    Raises ValueError for a command that has no answers; `understand` makes no such query.
    """
    answering = _COMMANDS.get(query.command)
    if answering is None:
        raise ValueError(f"there is no command {query.command!r}")
    return answering(query, base, per_page)


def _asked_back(understood: Understood, base: Base) -> Answer:
    return Answer(
        query=None,
        understood="",
        answered=False,
        scope=base.scope(),
        notes=understood.notes,
        question=understood.question,
        choices=understood.choices,
        message=understood.problem,
    )


def _person_name(base: Base) -> queries.PersonName:
    def name(identity: str) -> str:
        known = base.person(identity)
        return identity if known is None else known.name

    return name


# Meetings


def _meetings(query: Query, base: Base, per_page: int) -> Answer:
    facts, total = base.meetings(query, limit=per_page, offset=(query.page - 1) * per_page)
    pages = max(1, -(-total // per_page))
    notes: tuple[str, ...] = ()
    if query.page > pages:
        query = replace(query, page=pages)
        facts, total = base.meetings(query, limit=per_page, offset=(pages - 1) * per_page)
        notes = (_last_page(pages),) if total else ()
    if not total:
        return _no_meeting(query, base)
    undated = _undated_left_out(query, base)
    return Answer(
        query=query,
        understood=queries.understood(query, _person_name(base)),
        answered=True,
        scope=base.scope(),
        facts=tuple(facts),
        total=total,
        page=query.page,
        pages=pages,
        notes=notes + ((_undated_note(undated),) if undated else ()),
        nearest=(_with_undated(query),) if undated else (),
        cited=_cited(facts),
    )


def _last_page(pages: int) -> str:
    return (
        "There is only one page." if pages == 1 else f"There are {pages} pages; this is the last."
    )


def _undated_left_out(query: Query, base: Base) -> int:
    """How many undated meetings fit everything but the period."""
    return 0 if query.period is None or query.undated else base.undated(query)


def _undated_note(undated: int) -> str:
    verb = "is" if undated == 1 else "are"
    return f"{texts.count(undated, 'undated meeting')} {verb} left out, as no date is known."


def _with_undated(query: Query) -> Choice:
    return Choice("Include undated meetings", typed(replace(query, undated=True, page=1)))


def _total(query: Query, base: Base) -> int:
    return base.meetings(replace(query, page=1), limit=1, offset=0)[1]


def _cited(facts: Iterable[Fact]) -> tuple[Evidence, ...]:
    """The evidence of facts in the order of appearance, each passage once."""
    cited = [e for fact in facts for source in fact.sources for e in source.evidence]
    return tuple(dict.fromkeys(cited))


def _no_meeting(query: Query, base: Base) -> Answer:
    """Say what was searched, and offer what the archive has with fewer conditions."""
    echo = _is_in_archive(query, base)
    name, scope = _person_name(base), base.scope()
    message = queries.nothing(query, name, texts.searched_words(scope), echo=echo)
    nearest = list(_wider(query, base)) if scope.facts else []
    undated = _undated_left_out(query, base)
    if undated:
        nearest.insert(0, _with_undated(query))
    return Answer(
        query=query,
        understood=queries.understood(query, name, echo=echo),
        answered=False,
        scope=scope,
        message=message if scope.articles else guide.EMPTY_ARCHIVE,
        notes=(_undated_note(undated),) if undated else (),
        nearest=tuple(nearest[:_NEAREST]),
    )


def _is_in_archive(query: Query, base: Base) -> bool:
    """True when the user's own words in a query are the archive's words too."""
    own: list[dict[str, Any]] = []
    place = query.place
    if place is not None and not base.names.party(place).candidates:
        own.append({"place": place})
    own += [{"occasion": query.occasion}] if query.occasion is not None else []
    own += [{"words": (word,)} for word in query.words]
    return all(_total(Query("meetings", **fields), base) for fields in own)


def _wider(query: Query, base: Base) -> Iterator[Choice]:
    """Queries with one condition less that find something, else with one name, else all."""
    rounds = (
        _without_one(query),
        ((wider, "") for wider in _single_names(query)),
        [(Query("meetings"), "")],
    )
    for narrower in rounds:
        found = False
        for wider, said in narrower:
            total = _total(wider, base) if wider != replace(query, page=1) else 0
            if total:
                found = True
                line = queries.understood(wider, _person_name(base)) + said
                line = line if wider != Query("meetings") else "All meetings"
                yield Choice(f"{line} ({total:,})", typed(wider))
        if found:
            return


def _without_one(query: Query) -> Iterator[tuple[Query, str]]:
    """The query with each of its conditions left out in turn, and how to say so."""
    query = replace(query, page=1)
    if query.period is not None:
        yield replace(query, period=None, undated=False), ", any date"
    if query.statuses:
        yield replace(query, statuses=()), ", any state"
    if query.forms:
        yield replace(query, forms=()), ""
    if query.place is not None:
        yield replace(query, place=None), ", any place"
    if query.occasion is not None:
        yield replace(query, occasion=None), ", any occasion"
    if query.words:
        yield replace(query, words=()), ", any topic"
    if query.as_of is not None:
        yield replace(query, as_of=None), ""
    if len(query.parties) + len(query.people) + len(query.offices) > 1:
        for party in query.parties:
            yield replace(query, parties=tuple(p for p in query.parties if p != party)), ""
        for person in query.people:
            yield replace(query, people=tuple(p for p in query.people if p != person)), ""
        for office in query.offices:
            yield replace(query, offices=tuple(o for o in query.offices if o != office)), ""


def _single_names(query: Query) -> Iterator[Query]:
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


# People


def _whois(query: Query, base: Base, per_page: int) -> Answer:
    alone = len(query.people) == 1 and not query.parties and not query.offices
    if alone:
        profile = base.profile(query.people[0])
        if profile is not None:
            return _profile_answer(query, profile, base)
    return _holders(query, _roles_asked_for(query, base), base, per_page)


def _profile_answer(query: Query, profile: Profile, base: Base) -> Answer:
    """A person with the titles that stand in articles of the time asked about."""
    shown = replace(profile, roles=tuple(r for r in profile.roles if _is_of_time(r, query)))
    left = len(profile.roles) - len(shown.roles)
    notes = (f"{texts.count(left, 'title')} of another time left out.",) if left else ()
    return Answer(
        query=query,
        understood=queries.understood(query, _person_name(base)),
        answered=bool(shown.roles or shown.meetings),
        scope=base.scope(),
        profile=shown,
        notes=notes,
        total=1,
        cited=_cited((*shown.roles, *shown.meetings)),
    )


def _is_of_time(held: RoleFact, query: Query) -> bool:
    """True when articles give the title at the time asked about; undated ones always do."""
    first, last = _days(held.first), _days(held.last)
    if query.as_of is not None and first is not None and first[0] > query.as_of:
        return False
    if query.period is None or first is None or last is None:
        return True
    start, end = query.period.start, query.period.end
    return (end is None or first[0] <= end) and (start is None or last[1] >= start)


def _days(edtf: str | None) -> tuple[date, date] | None:
    return None if edtf is None else bounds(edtf)


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
    return [held for held in dict.fromkeys(found) if _is_of_time(held, query)]


def _roles_like(holder: PersonRef, base: Base) -> list[RoleFact]:
    """The role that made somebody the holder of an office."""
    return [
        held
        for held in base.roles(holder.id)
        if held.title == holder.title and held.party == holder.party
    ]


def _people_of(party: str, base: Base) -> list[RoleFact]:
    """The latest title of each person of a party, those in the latest meetings first."""
    met, _ = base.meetings(Query("meetings", parties=(party,)), limit=_LOOKED_AT, offset=0)
    known = [ref.id for fact in met for ref in fact.people if ref.party == party]
    for title in dict.fromkeys(load("offices").meanings.values()):
        known += [ref.id for ref in base.people_with_office(title, party, _HOLDERS)]
    found: list[RoleFact] = []
    for person in list(dict.fromkeys(known))[:_PEOPLE]:
        found += [held for held in base.roles(person) if held.party == party][:1]
    return found


def _holders(query: Query, roles: list[RoleFact], base: Base, per_page: int) -> Answer:
    name, scope = _person_name(base), base.scope()
    understood = queries.understood(query, name)
    if not roles:
        message = queries.nobody(query, name, texts.searched_words(scope))
        return Answer(
            query=query,
            understood=understood,
            answered=False,
            scope=scope,
            message=message if scope.articles else guide.EMPTY_ARCHIVE,
            nearest=tuple(islice(_wider(replace(query, command="meetings"), base), _NEAREST)),
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
        notes=(_last_page(pages),) if page < query.page else (),
        nearest=tuple(
            Choice(f"Who is {neutral(person.name)}", typed(Query("whois", people=(person.id,))))
            for person in islice(people.values(), _NEAREST)
        ),
        cited=_cited(shown),
    )


# Dateline itself


def _help(query: Query, base: Base, per_page: int) -> Answer:
    return _told(query, "How to ask", guide.help_text(examples(base)), base)


def _status(query: Query, base: Base, per_page: int) -> Answer:
    state = base.status()
    text = guide.status_text(
        articles=state.articles,
        people=state.people,
        facts=state.facts,
        last_ingest=state.last_ingest,
        reader=state.reader,
    )
    return _told(query, "State of the archive", text, base)


def _told(query: Query, title: str, message: str, base: Base) -> Answer:
    return Answer(query, title, answered=False, scope=base.scope(), message=message)


def examples(base: Base, number: int = 5) -> list[str]:
    """Slash commands that find something in this very base, else those of the registry."""
    met, _ = base.meetings(Query("meetings"), limit=_LOOKED_AT, offset=0)
    found: list[str] = []
    parties = Counter(code for fact in met for code in fact.parties)
    # The commonest party is the newsroom's own country, which is in nearly all meetings.
    usual = [party_name(code) for code, _ in parties.most_common(3)]
    people = Counter(ref.name for fact in met for ref in fact.people)
    names = [name for name, _ in people.most_common(3)]
    found += [f"/meetings {party}" for party in usual[1:2] or usual]
    found += [f"/whois {name}" for name in names[1:2] or names]
    found += [f"/meetings with {name}" for name in names[:1]]
    found += [f"/meetings in {fact.place}" for fact in met if fact.place][:1]
    found += [f"/meetings {_month(fact)}" for fact in met if _month(fact)][:1]
    found += [f"/meetings {fact.status}" for fact in met if fact.status is not Status.HELD][:1]
    found = [neutral(example) for example in found]
    registered = [f"/{one.name} {text}" for one in COMMANDS for text in one.examples]
    return found[:number] if found else registered[:number]


def _month(fact: MeetingFact) -> str:
    """The month in which a meeting with a known day or month was: "November 2022"."""
    days = _days(fact.date)
    if days is None or days[0].replace(day=1) != days[1].replace(day=1):
        return ""
    return words(f"{days[0]:%Y-%m}")


_COMMANDS: dict[str, Callable[[Query, Base, int], Answer]] = {
    "meetings": _meetings,
    "whois": _whois,
    HELP: _help,
    STATUS: _status,
}
