"""What somebody said: their own words first, else what was reported."""

from collections.abc import Sequence
from dataclasses import replace

from knowledge.answers.listing import listed
from knowledge.base import Base
from knowledge.model import Answer, Kind, Query, StatementFact

NO_DIRECT = "No direct quotation; this is what was reported:"
BOTH = "Own words first, then what was reported; the newest first in each"
_NEWEST_FIRST = "Newest first"


def quotes(query: Query, base: Base, per_page: int) -> Answer:
    """Answer `/quotes`; where nobody is quoted, say so before what is only reported."""
    answer = listed(query, base, per_page)
    shown = [fact for fact in answer.facts if isinstance(fact, StatementFact)]
    if query.direct is not None or not shown:
        return answer
    if query.page == 1 and not shown[0].direct:
        return replace(answer, notes=(*answer.notes, NO_DIRECT))
    if _has_both(answer, shown, base):
        return replace(answer, notes=_in_order(answer.notes))
    return answer


def _has_both(answer: Answer, shown: Sequence[StatementFact], base: Base) -> bool:
    """Whether the facts of all pages are of both sorts."""
    if shown[0].direct != shown[-1].direct:
        return True
    if answer.query is None or answer.pages < 2:
        return False
    other = replace(answer.query, direct=not shown[0].direct, page=1)
    return base.page(Kind.STATEMENT, other, limit=0, offset=0, counted=1).total > 0


def _in_order(notes: Sequence[str]) -> tuple[str, ...]:
    """The notes, with the order that quotations have in the place of that of all other facts."""
    said = [note for note in notes if note.startswith(_NEWEST_FIRST)]
    undated = said[0].removeprefix(_NEWEST_FIRST).rstrip(".") if said else ""
    return (f"{BOTH}{undated}.", *(note for note in notes if note not in said))
