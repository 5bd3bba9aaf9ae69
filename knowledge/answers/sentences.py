"""Sentences of articles that hold all that is asked for, whether a fact was made of them or not.

But for those in which the desk retracted all that was read.
"""

from collections.abc import Iterator
from itertools import islice

from knowledge.answers.common import person_name, printed
from knowledge.base import Base
from knowledge.commands import FACTS
from knowledge.language import typed
from knowledge.language.rewording import printed_names
from knowledge.model import Choice, Query, Source
from knowledge.wording import queries

_LOOKED_AT = 40
"""How many sentences are looked at."""


def holding(query: Query, base: Base) -> Iterator[Source]:
    """Sentences with all the words and names asked for; none for what only facts can tell."""
    if query.offices or query.either or query.kinds:
        return
    name = person_name(base)
    wanted: list[str | list[str]] = list(query.words)
    wanted += [printed(code) for code in (*query.parties, *query.mentioned)]
    wanted += [list(printed_names(name(person), person, base)) for person in query.people]
    period, as_of = query.period, query.as_of
    first = period.start if period is not None else None
    ends = (as_of, period.end if period is not None else None)
    last = min((day for day in ends if day is not None), default=None)
    for one in base.sentences(wanted, _LOOKED_AT, first=first, last=last):
        if not any(base.is_retracted(item) for item in one.evidence):
            yield one


def offered(query: Query, base: Base) -> tuple[Choice, ...]:
    """The search of all sentences, where one names whom a query asks for, and its topic.

    Nothing else is offered that keeps all the conditions of a query that found nothing.
    """
    topic, named = query.words or query.mentioned, query.people or query.parties
    if query.command == FACTS.name or not (topic and named):
        return ()
    asked = Query(
        FACTS.name,
        parties=query.parties,
        people=query.people,
        period=query.period,
        as_of=query.as_of,
        words=query.words,
        mentioned=query.mentioned,
    )
    if query.offices or query.either or not any(islice(holding(asked, base), 1)):
        return ()
    line = queries.understood(asked, person_name(base))
    return (Choice(f"Sentences{line.removeprefix('Facts')}", typed(asked)),)
