"""What lies ahead of today, or lay ahead at another time as its articles saw it."""

from dataclasses import replace
from datetime import date

from knowledge.answers.common import NEAREST, days, person_name
from knowledge.answers.finding import find
from knowledge.answers.listing import listed
from knowledge.base import Base
from knowledge.dates.edtf import words as date_words
from knowledge.language import typed
from knowledge.model import Answer, Choice, Query, Scope
from knowledge.wording import queries, texts


def upcoming(query: Query, base: Base, per_page: int) -> Answer:
    """Answer `/upcoming`; where nothing lies ahead, offer what lay ahead of the archive's end."""
    answer = listed(query, base, per_page)
    if answer.answered or query.ahead is None or not answer.scope.facts:
        return answer
    earlier = _at_the_end(query, answer.scope, base)
    if answer.message is not None and query.as_of is None and not query.words:
        answer = replace(answer, message=_nothing_ahead(query, answer.scope, base))
    return replace(answer, nearest=(*earlier, *answer.nearest)[:NEAREST])


def _nothing_ahead(query: Query, scope: Scope, base: Base) -> str:
    whom = queries.subject(query, person_name(base))
    about = f" with {whom}" if whom else ""
    day = date_words((query.ahead or date.max).isoformat())
    return (
        f"The archive knows of nothing{about} that lies ahead of {day}"
        f" ({texts.searched_words(scope)})."
    )


def _at_the_end(query: Query, scope: Scope, base: Base) -> tuple[Choice, ...]:
    """What lay ahead on the day of the newest article, if that found anything."""
    span = days(scope.last)
    if span is None or query.ahead is None or span[1] >= query.ahead:
        return ()
    then = replace(query, ahead=span[1], as_of=span[1], page=1)
    found = find(then, base, limit=0)
    if not found.total:
        return ()
    label = f"What lay ahead on {date_words(span[1].isoformat())} ({found.number})"
    return (Choice(label, typed(then)),)
