"""Dateline about itself: help with examples that find something, and the state of the archive."""

from knowledge.answers.examples import examples
from knowledge.base import Base
from knowledge.model import Answer, Query
from knowledge.wording import guide


def help_(query: Query, base: Base, per_page: int) -> Answer:
    """Answer `/dateline help`."""
    return _told(query, "How to ask", guide.help_text(examples(base)), base)


def status(query: Query, base: Base, per_page: int) -> Answer:
    """Answer `/dateline status`."""
    state = base.status()
    text = guide.status_text(
        articles=state.articles,
        people=state.people,
        facts=state.facts,
        last_ingest=state.last_ingest,
        reader=state.reader,
        copies=state.copies,
    )
    return _told(query, "State of the archive", text, base)


def _told(query: Query, title: str, message: str, base: Base) -> Answer:
    return Answer(query, title, answered=False, scope=base.scope(), message=message)
