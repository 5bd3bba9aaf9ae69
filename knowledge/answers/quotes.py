"""What somebody said: their own words first, else what was reported."""

from dataclasses import replace

from knowledge.answers.listing import listed
from knowledge.base import Base
from knowledge.model import Answer, Query, StatementFact

NO_DIRECT = "No direct quotation; this is what was reported:"


def quotes(query: Query, base: Base, per_page: int) -> Answer:
    """Answer `/quotes`; where nobody is quoted, say so before what is only reported."""
    answer = listed(query, base, per_page)
    shown = [fact for fact in answer.facts if isinstance(fact, StatementFact)]
    if query.direct is None and query.page == 1 and shown and not shown[0].direct:
        return replace(answer, notes=(*answer.notes, NO_DIRECT))
    return answer
