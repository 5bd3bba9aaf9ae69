"""Every fact and every sentence that hold what is searched for: `/facts`."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from knowledge.answers.asked_back import asked_back
from knowledge.answers.common import person_name, printed, topics
from knowledge.answers.listing import listed
from knowledge.base import Base
from knowledge.model import Answer, Fact, Query, Source
from knowledge.wording import queries

_SENTENCES, _LOOKED_AT = 5, 40
"""Sentences that are shown beside facts, and how many are looked at for such."""

WHAT = "What are you looking for? Type words, names or countries."


def facts(query: Query, base: Base, per_page: int) -> Answer:
    """Answer `/facts`: facts, and on their last page sentences that no shown fact stands on."""
    if query == Query(query.command):
        return asked_back(query, base, WHAT)
    answer = listed(query, base, per_page)
    if answer.page < answer.pages:
        return answer
    sentences = tuple(_sentences(query, answer.facts, base))[:_SENTENCES]
    if not sentences:
        return answer
    found = replace(
        answer,
        sentences=sentences,
        cited=tuple(dict.fromkeys((*answer.cited, *(s.evidence[0] for s in sentences)))),
        highlights=topics(query),
    )
    if answer.answered:
        return found
    understood = queries.understood(query, person_name(base))
    return replace(found, answered=True, understood=understood, message=None, nearest=(), notes=())


def _sentences(query: Query, shown: Sequence[Fact], base: Base) -> Iterable[Source]:
    """Sentences with all the words and names asked for; none for what only facts can tell."""
    if query.offices or query.either or query.kinds:
        return
    name = person_name(base)
    wanted: list[str | list[str]] = list(query.words)
    wanted += [printed(code) for code in (*query.parties, *query.mentioned)]
    wanted += [name(person).split()[-1] for person in query.people]
    period, as_of = query.period, query.as_of
    first = period.start if period is not None else None
    ends = (as_of, period.end if period is not None else None)
    last = min((day for day in ends if day is not None), default=None)
    told = {item for fact in shown for source in fact.sources for item in source.evidence}
    for source in base.sentences(wanted, _LOOKED_AT, first=first, last=last):
        if not told.issuperset(source.evidence):
            yield source
