"""What is new in the archive: `/digest`."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from knowledge.answers.common import (
    NEAREST,
    cited,
    days,
    last_page,
    person_name,
    printed,
    stem,
    to_the_point,
    topics,
)
from knowledge.base import Base
from knowledge.base.news import NEWS
from knowledge.dates.edtf import words as date_words
from knowledge.language import typed
from knowledge.language.speech import kinds
from knowledge.model import (
    Answer,
    Choice,
    Fact,
    Kind,
    Period,
    Query,
    Scope,
    independent,
    parties_of,
    people_of,
    verification,
)
from knowledge.text import fold
from knowledge.wording import guide, queries, texts
from knowledge.wording.facts import plain_line

_ORDER = (Kind.MEETING, Kind.AGREEMENT, Kind.PAYMENT, Kind.MILESTONE, Kind.STATEMENT, Kind.ROLE)


def digest(query: Query, base: Base, per_page: int) -> Answer:
    """Answer `/digest`: what the articles of a period are the first to tell, by kind.

    The period is that of publication; without one, the last day on which an article was published,
    by `as_of` where that is given.
    """
    scope, name = base.scope(), person_name(base)
    period = query.period if query.period is not None else _last_day(query, scope, base)
    if period is None:
        message = guide.EMPTY_ARCHIVE if not scope.articles else guide.NO_DATES
        if query.as_of is not None and scope.last is not None:
            message = queries.nothing(query, name, texts.searched_words(scope))
        return Answer(query, "", False, scope, message=message)
    asked = replace(query, period=period)
    meets = _conditions(query, base)
    new = base.news(kinds(query), period.start, period.end, query.as_of)
    looked_at = (INCOMPLETE,) if len(new) >= NEWS else ()
    found = [fact for fact in new if meets(fact)]
    found.sort(key=lambda fact: (_ORDER.index(fact.kind), -independent(fact)))
    understood = queries.understood(asked, name)
    if not found:
        line = queries.nothing(asked, name, texts.searched_words(scope))
        return Answer(
            query=asked,
            understood=understood,
            answered=False,
            scope=scope,
            message=line,
            notes=looked_at,
            nearest=_nearest(query, scope, base),
        )
    pages = -(-len(found) // per_page)
    page = min(query.page, pages)
    facts = tuple(to_the_point(one) for one in found[(page - 1) * per_page : page * per_page])
    return Answer(
        query=replace(asked, page=page),
        understood=understood,
        answered=True,
        scope=scope,
        facts=facts,
        total=len(found),
        page=page,
        pages=pages,
        notes=(*((last_page(pages),) if page < query.page else ()), *looked_at),
        cited=cited(facts),
        highlights=topics(query),
    )


INCOMPLETE = f"Only the newest {NEWS} were looked through; a shorter time narrows it down."


def _last_day(query: Query, scope: Scope, base: Base) -> Period | None:
    """The last day of publication, or the month, where no more of it is known."""
    span = days(scope.last)
    if query.as_of is not None and span is not None and span[1] > query.as_of:
        day = base.last_published(query.as_of)
        return None if day is None else Period(day, day, date_words(day.isoformat()))
    return None if span is None else Period(*span, date_words(scope.last or ""))


def _nearest(query: Query, scope: Scope, base: Base) -> tuple[Choice, ...]:
    """The news of the archive's last day, where something else was asked for."""
    period = _last_day(query, scope, base)
    if period is None:
        return ()
    bare = Query(query.command, period=period, as_of=query.as_of)
    number = len(base.news(kinds(bare), period.start, period.end, query.as_of))
    label = f"New on {period.words} ({number:,})"
    return (Choice(label, typed(bare)),)[:NEAREST] if number else ()


def _conditions(query: Query, base: Base) -> Callable[[Fact], bool]:
    """Whether a fact is about all that was asked for."""
    people = {known.id for id in query.people if (known := base.person(id)) is not None}
    for office in query.offices:
        holders = base.people_with_office(office.title, office.party)
        people |= {holder.id for holder in holders[:1]}
    words = _stems(query.words)
    named = {code: [_stems([form]) for form in printed(code)] for code in query.mentioned}

    def meets(fact: Fact) -> bool:
        parties = set(parties_of(fact))
        told = _stems([plain_line(fact), *_sentences(fact)]) if words or named else set()
        return (
            (not query.verified or verification(fact) is not None)
            and set(query.parties) <= parties
            and (not query.either or bool(parties & set(query.either)))
            and people <= {ref.id for ref in people_of(fact)}
            and words <= told
            and all(
                code in parties or any(form <= told for form in forms)
                for code, forms in named.items()
            )
        )

    return meets


def _sentences(fact: Fact) -> list[str]:
    return [item.text for source in fact.sources for item in source.evidence]


def _stems(told: Sequence[str]) -> set[str]:
    return {stem(word) for text in told for word in fold(text).split()}
