"""Every fact and every sentence that hold what is searched for: `/facts`."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice

from knowledge.answers.asked_back import asked_back
from knowledge.answers.common import person_name, topics, without_copies
from knowledge.answers.listing import listed
from knowledge.answers.sentences import holding
from knowledge.base import Base
from knowledge.model import Answer, Fact, Query, Source
from knowledge.wording import queries

_SENTENCES = 5
"""Sentences that are shown beside facts."""

WHAT = "What are you looking for? Type words, names or countries."


def facts(query: Query, base: Base, per_page: int) -> Answer:
    """Answer `/facts`: facts, and on their last page sentences that no shown fact stands on."""
    if query == Query(query.command):
        return asked_back(query, base, WHAT)
    answer = listed(query, base, per_page)
    # What no fact was made of, nobody can have verified.
    if answer.page < answer.pages or query.verified:
        return answer
    sentences = tuple(islice(_sentences(query, answer.facts, base), _SENTENCES))
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
    """Sentences with all that is asked for, but for those that are shown with a fact."""
    told = {item for fact in shown for source in fact.sources for item in source.evidence}
    found = without_copies(holding(query, base))
    return (one for one in found if not told.issuperset(one.evidence))
