"""What is done with an open fact base: a text becomes a message, a button the passages behind it.

All of it runs in a reader's thread.
"""

from dataclasses import replace
from datetime import date

from bot.amending.drawing import origin
from bot.amending.shows import facts_of, shows
from bot.kept import Answered, Asked
from bot.providers.fetching import fetching_text
from bot.render.answers import PER_PAGE, Frame, answer_message
from bot.render.blocks import Message
from bot.render.guide import gaps_message, help_message, status_message
from bot.render.home import Home
from bot.render.providers import home_blocks, status_lines
from bot.render.sources import Opened, locate
from bot.render.tables import TABLE_ROWS
from bot.values import SourceRef
from knowledge.answers import ask, examples
from knowledge.answers.gaps import SHOWN, is_gap
from knowledge.base import Base
from knowledge.base.decisions import now
from knowledge.commands import COMMANDS, DATELINE, DIGEST, FACTS, Command
from knowledge.language import routing
from knowledge.model import Answer, Kind, Query
from knowledge.wording.explaining import explained

LATEST = 5
"""Facts on the App Home."""

EXAMPLES = 5
"""Living examples in the help of one command."""


def living_examples(base: Base, command: Command | None) -> list[str]:
    """Slash commands that find something here: one of each, or five of one command."""
    name = None if command is None or command is DATELINE else command.name
    return examples(base, len(COMMANDS) - 1 if name is None else EXAMPLES, name)


def answered(base: Base, asked: Asked) -> Answered:
    """The answer to a question, all of it of one state of the base.

    While that lasts, the same question has the same answer.
    """
    with base.reader():
        answer = ask(
            asked.text, base, today=asked.today, per_page=_rows(asked.frame), context=asked.earlier
        )
        command = None if answer.query is None else answer.query.command
        message, gap = _told(base, answer, command, asked)
        return Answered(message, gap, passing=command in _PASSING)


_PASSING = frozenset({routing.HELP, routing.STATUS, routing.GAPS, routing.SOURCES})
"""What tells of more than the state of the base: the time, and how things go."""


def _rows(frame: Frame) -> int:
    return TABLE_ROWS if frame.table else PER_PAGE


def _told(base: Base, answer: Answer, command: str | None, asked: Asked) -> tuple[Message, bool]:
    text, frame = asked.text, asked.frame
    match command:
        case routing.HELP:
            return help_message(None, living_examples(base, None)), False
        case routing.STATUS:
            trouble = frame.fetching or fetching_text(base)
            followed = status_lines(base.provider_states(), now(), trouble)
            return status_message(base.status(), answer.scope, followed), False
        case routing.GAPS:
            page = 1 if answer.query is None else answer.query.page
            return gaps_message(base.gaps(SHOWN, page)), False
    message = answer_message(answer, replace(frame, asked=text))
    if frame.window:
        return message, is_gap(text, answer)
    again = origin(answer, text, asked.today, frame, alone=not asked.earlier)
    told = None if again is None else shows(facts_of(answer), base, again)
    return replace(message, shows=told), is_gap(text, answer)


def home(base: Base, today: date) -> Home:
    """What the App Home shows."""
    # What the latest articles tell, then what happened last: not what lies furthest ahead.
    told = ask(f"/{DIGEST.name}", base, today=today, per_page=LATEST).facts
    happened = [kind for kind in FACTS.kinds if kind not in (Kind.MILESTONE, Kind.ROLE)]
    newest, _ = base.find(happened, Query(FACTS.name), limit=LATEST, offset=0)
    latest = {fact.id: fact for fact in (*told, *newest)}
    facts = tuple(latest.values())[:LATEST]
    examples_here = tuple(living_examples(base, None))
    followed = tuple(home_blocks(base.provider_states(), now()))
    return Home(base.status(), base.scope(), facts, examples_here, followed)


def sources(base: Base, ref: SourceRef) -> tuple[list[Opened], int, list[str]]:
    """The sources behind a button with their articles, how many have changed since, and why."""
    fact = base.fact(ref.fact)
    sources = fact.sources if fact is not None else ()
    wanted = [source for source in sources if ref.reading in (None, source.reading)]
    opened = []
    for source in wanted:
        article = base.article(source.article)
        spans = locate(article, source.evidence) if article is not None else None
        if article is not None and spans is not None:
            opened.append(Opened(source, article, spans))
    why = [] if fact is None else explained(fact, base.readings(fact.id), ref.reading)
    return opened, len(wanted) - len(opened), why
