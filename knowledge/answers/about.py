"""Dateline about itself: help with examples that find something, its state, what it follows."""

from knowledge.answers.examples import examples
from knowledge.base import Base
from knowledge.base.decisions import now
from knowledge.model import Answer, Query
from knowledge.wording import guide
from knowledge.wording.sources import sources_text, status_lines


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
    followed = status_lines(base.provider_states(), now())
    return _told(query, "State of the archive", "\n".join([text, *followed]), base)


def sources(query: Query, base: Base, per_page: int) -> Answer:
    """Answer `/dateline sources`; in Slack they are listed with buttons."""
    return _told(query, "What is followed", sources_text(base.provider_states(), now()), base)


def _told(query: Query, title: str, message: str, base: Base) -> Answer:
    return Answer(query, title, answered=False, scope=base.scope(), message=message)
