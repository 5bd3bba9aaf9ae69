"""What two parties or people had to do with each other, from the earliest on."""

from dataclasses import replace

from knowledge.answers.asked_back import asked_back
from knowledge.answers.common import NEAREST, topics
from knowledge.answers.listing import listed
from knowledge.base import Base
from knowledge.language import typed
from knowledge.model import Answer, Choice, Kind, Query
from knowledge.wording.texts import number_words

WHOSE = "Whose timeline? Name one or two countries or people."


def timeline(query: Query, base: Base, per_page: int) -> Answer:
    """Answer `/timeline A B`: events of all kinds, statements only where they are asked for."""
    if not (query.parties or query.people or query.offices or query.either or topics(query)):
        return asked_back(query, base, WHOSE)
    answer = listed(query, base, per_page)
    if query.kinds:
        return answer
    statements = replace(query, kinds=(Kind.STATEMENT,), page=1)
    _, number, complete = base.page(Kind.STATEMENT, statements, limit=0, offset=0)
    label = f"Statements ({number_words(number, complete=complete)})"
    more = (Choice(label, typed(statements)),) if number else ()
    return replace(answer, nearest=(*more, *answer.nearest)[:NEAREST])
