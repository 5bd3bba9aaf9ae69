"""Query → Answer: facts with what was searched, or what is nearest when nothing states it.

An answer holds facts of the archive and nothing else. What is offered where nothing was found is a
wider query to click, never another fact in the answer's place.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from knowledge import commands
from knowledge.answers.about import help_, sources, status
from knowledge.answers.digest import digest
from knowledge.answers.examples import examples
from knowledge.answers.gaps import gaps
from knowledge.answers.listing import listed
from knowledge.answers.mentioned import mentioned
from knowledge.answers.money import money
from knowledge.answers.people import whois
from knowledge.answers.questions import answered
from knowledge.answers.quotes import quotes
from knowledge.answers.searching import facts
from knowledge.answers.timeline import timeline
from knowledge.answers.upcoming import upcoming
from knowledge.base import Base
from knowledge.language import understand
from knowledge.language.routing import GAPS, HELP, SOURCES, STATUS, question_in
from knowledge.model import Answer, Query, Understood

__all__ = ["answer", "ask", "examples", "mentioned"]

_COMMANDS: dict[str, Callable[[Query, Base, int], Answer]] = {
    commands.MEETINGS.name: listed,
    commands.WHOIS.name: whois,
    commands.QUOTES.name: quotes,
    commands.DEALS.name: listed,
    commands.MONEY.name: money,
    commands.UPCOMING.name: upcoming,
    commands.TIMELINE.name: timeline,
    commands.FACTS.name: facts,
    commands.DIGEST.name: digest,
    HELP: help_,
    STATUS: status,
    GAPS: gaps,
    SOURCES: sources,
}


def ask(
    text: str,
    base: Base,
    *,
    today: date,
    per_page: int = 5,
    context: Sequence[str] = (),
) -> Answer:
    """Answer what somebody typed: a slash command with its slash, or free words.

    Args:
        text: any text; see `knowledge.language.understand` and `knowledge.questions`.
        base: the fact base.
        today: the asker's day.
        per_page: facts on a page; 5 suit Slack, 50 the command line.
        context: earlier texts of the same thread, oldest first, in whose light a question is read.

    Never raises for any text; a broken fact base raises `knowledge.base.BaseProblem`.
    """
    question = question_in(text)
    if question is not None:
        return answered(question, base, today=today, per_page=per_page, context=context)
    understood = understand(text, base, today=today)
    if understood.query is None:
        return _asked_back(understood, base)
    found = answer(understood.query, base, per_page=per_page)
    if not found.answered and not text.lstrip().startswith("/"):
        # "Money given by Japan" begins like a command and may be a question.
        free = answered(text, base, today=today, per_page=per_page, context=context)
        if free.answered:
            return free
    return replace(found, notes=(*understood.notes, *found.notes))


def answer(query: Query, base: Base, *, per_page: int) -> Answer:
    """Answer a query with at most `per_page` facts of its page.

    Raises ValueError for a command that has no answers; `understand` makes no such query.
    """
    answering = _COMMANDS.get(query.command)
    if answering is None:
        raise ValueError(f"there is no command {query.command!r}")
    return answering(query, base, per_page)


def _asked_back(understood: Understood, base: Base) -> Answer:
    return Answer(
        query=None,
        understood="",
        answered=False,
        scope=base.scope(),
        notes=understood.notes,
        question=understood.question,
        choices=understood.choices,
        message=understood.problem,
    )
