"""Facts asked for: a page of them, or what was searched and what is nearest."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from knowledge.answers import withheld
from knowledge.answers.common import (
    NEAREST,
    cited,
    days,
    last_page,
    person_name,
    to_the_point,
    topics,
)
from knowledge.answers.examples import examples
from knowledge.answers.finding import Found, find, undated
from knowledge.answers.nearest import total_of, wider
from knowledge.answers.sentences import offered
from knowledge.base import Base
from knowledge.base.counts import Counts
from knowledge.commands import IN_TIME, MEETINGS
from knowledge.language import typed
from knowledge.language.speech import kinds
from knowledge.model import Answer, Choice, Fact, Query, Scope, Status, withdrawal
from knowledge.names.printed import as_printed
from knowledge.text import neutral
from knowledge.wording import facts as say
from knowledge.wording import guide, queries, texts
from knowledge.wording.notices import some_withdrawn

_HOLDERS = 20


def listed(query: Query, base: Base, per_page: int) -> Answer:
    """Answer with a page of the facts of a query, with totals and notes, or what is nearest."""
    found = find(query, base, limit=per_page, offset=(query.page - 1) * per_page)
    pages = max(1, -(-found.total // per_page))
    notes: tuple[str, ...] = ()
    if query.page > pages:
        query = replace(query, page=pages)
        found = find(query, base, limit=per_page, offset=(pages - 1) * per_page)
        notes = (last_page(pages),) if found.total else ()
    if not found.facts:
        return _none_shown(query, found, pages, base)
    scope = base.scope()
    left_out = _left_out(query, base, scope)
    holders = _holders(query, base)
    facts = tuple(to_the_point(fact, topics(query)) for fact in found.facts)
    notes += () if found.complete else (_INCOMPLETE,)
    notes += withheld.notes(found.withheld)
    gone = sum(withdrawal(fact) is not None for fact in facts)
    counts = _counts(query, found, per_page, base)
    notes += (some_withdrawn(gone, len(facts)),) if gone else ()
    return Answer(
        query=query,
        understood=queries.understood(query, person_name(base)),
        answered=True,
        scope=scope,
        facts=facts,
        total=found.total,
        complete=found.complete,
        page=query.page,
        pages=pages,
        notes=(*notes, *holders.notes, *_notes(query, left_out, facts, base)),
        nearest=(*holders.choices, *left_out.choices)[:NEAREST],
        cited=cited(facts),
        highlights=topics(query),
        counts=counts.counts,
        counted=counts.first,
    )


def _counts(query: Query, found: Found, per_page: int, base: Base) -> Counts:
    """How facts that fill more than a page lie in time, where a search finds them all at once."""
    looked_at = query.visited or query.visiting or query.place
    if found.total <= per_page or query.as_of is not None or looked_at:
        return Counts(())
    if not found.complete and any(map(as_printed, query.mentioned)):
        # Thousands of texts would have to be looked at.
        return Counts(())
    return base.counts(kinds(query), query)


_INCOMPLETE = (
    "Not all of them were looked through or counted, so there may be more; a shorter time or one "
    "more name narrows it down."
)


@dataclass(frozen=True, slots=True)
class Beside:
    """What is said and offered beside an answer; `said` tells in a few words what is left out."""

    notes: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    said: str = ""


def _notes(query: Query, left_out: Beside, facts: Sequence[Fact], base: Base) -> Iterator[str]:
    yield from left_out.notes
    lacking = sum(say.is_undated(fact) for fact in facts)
    if lacking and len(facts) > 1:
        first = "Earliest" if query.command in IN_TIME else "Newest"
        yield f"{first} first; undated ones by publication date."
    if query == Query(query.command):
        example = next(iter(examples(base, 1, query.command)), None)
        if example is not None:
            narrow = "by name, country, topic or date"
            if query.command == MEETINGS.name:
                narrow = "by name, country, place, occasion, topic or date"
            yield f"Narrow it down {narrow}: “{example}”."


def _holders(query: Query, base: Base) -> Beside:
    """Whose facts are shown when a title alone is asked for that several people have."""
    for office in query.offices:
        people = base.people_with_office(office.title, office.party, _HOLDERS)
        if office.party is None and len(people) > 1:
            named = say.enumerate_words([say.person(ref) for ref in people[:NEAREST]])
            more = f" and {len(people) - NEAREST} more" if len(people) > NEAREST else ""
            others = tuple(one for one in query.offices if one != office)
            narrowed = replace(query, offices=others, page=1)
            choices = tuple(
                Choice(
                    f"Only {neutral(ref.name)}",
                    typed(replace(narrowed, people=(*query.people, ref.id))),
                )
                for ref in islice(people, NEAREST)
            )
            note = f"“{neutral(office.title)}” is the title of {len(people)} people: {named}{more}."
            return Beside((note,), choices)
    return Beside()


def _left_out(query: Query, base: Base, scope: Scope) -> Beside:
    """Facts that fit but for the period, and may lie in it, as no exact date is known."""
    if query.period is None or query.undated:
        return Beside()
    possible = _possible(query, scope) if query.command == MEETINGS.name else query
    return Beside() if possible is None else without_date(undated(possible, base), possible)


def without_date(number: int, query: Query) -> Beside:
    """So many facts of a query are left out as no exact date is known; an offer of them all."""
    if not number:
        return Beside()
    verb = "is" if number == 1 else "are"
    choice = Choice(
        "Include those without an exact date", typed(replace(query, undated=True, page=1))
    )
    note = f"{number:,} with no exact date {verb} left out."
    return Beside((note,), (choice,), f"{number:,} without an exact date {verb} left out")


def _possible(query: Query, scope: Scope) -> Query | None:
    """The query for those states that undated meetings of the period can have.

    What took place did so before an article told of it, and what was planned lay ahead of one.
    """
    states = set(query.statuses or Status)
    period, first, last = query.period, days(scope.first), days(scope.last)
    if period is None:
        return query
    if last is not None and period.start is not None and period.start > last[1]:
        states &= {Status.PLANNED, Status.CANCELLED}
    if first is not None and (period.end or date.max) < first[0]:
        states &= {Status.HELD, Status.CANCELLED}
    if states == set(query.statuses or Status):
        return query
    kept = tuple(state for state in Status if state in states)
    return replace(query, statuses=kept) if kept else None


def _none_shown(query: Query, found: Found, pages: int, base: Base) -> Answer:
    """What to say without any fact: nothing was found, or all of it must be withheld."""
    nothing = _nothing(query, base)
    if not found.withheld:
        return nothing
    understood = queries.understood(query, person_name(base))
    line = withheld.note(found.withheld)
    # Other pages may have facts to show.
    return replace(nothing, understood=understood, message=line, page=query.page, pages=pages)


def _nothing(query: Query, base: Base) -> Answer:
    """Say what was searched, and offer what the archive has with fewer conditions."""
    echo = _is_in_archive(replace(query, words=()) if query.topical else query, base)
    name, scope = person_name(base), base.scope()
    searched = texts.searched_words(scope)
    unheard = bool(query.words) and not _stand_in_sentences(query.words, base)
    strange = unheard and not query.topical
    left_out = Beside() if unheard else _left_out(query, base, scope)
    told = f"{left_out.said}; {searched}" if left_out.said else searched
    message = queries.nothing(query, name, told, echo=echo)
    if strange:
        message = queries.unknown(query, name, searched)
    elif left_out.said:
        # Some may lie in the period, so that there is none is more than the archive can tell.
        message = f"No dated {message.removeprefix('No ')}"
    nearest = [*offered(query, base), *wider(query, base)] if scope.facts else []
    return Answer(
        query=query,
        understood="" if strange else queries.understood(query, name, echo=echo),
        answered=False,
        scope=scope,
        message=message if scope.articles else guide.EMPTY_ARCHIVE,
        nearest=(*left_out.choices, *nearest)[:NEAREST],
    )


def _stand_in_sentences(words: Sequence[str], base: Base) -> bool:
    return all(base.sentences((word,), limit=1) for word in words)


def _is_in_archive(query: Query, base: Base) -> bool:
    """True when the user's own words in a query are the archive's words too, or a place's name."""
    place, occasion = query.place, query.occasion
    if place is not None and not (
        base.names.party(place).candidates
        or total_of(Query(MEETINGS.name, place=place), base)
        or base.sentences((place,), limit=1)
    ):
        return False
    if occasion is not None and not total_of(Query(MEETINGS.name, occasion=occasion), base):
        return False
    return _stand_in_sentences(query.words, base)
