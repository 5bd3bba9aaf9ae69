"""Messages drawn anew, from what they were drawn from or from the facts that they showed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.amending.shows import Glimpse, facts_of
from bot.render.amendments import AS_IT_IS, GONE, amended
from bot.render.answers import PER_PAGE, answer_message
from bot.render.blocks import Message, section
from bot.render.frames import Frame
from bot.render.tables import TABLE_ROWS
from bot.render.text import Mrkdwn, escape, join
from knowledge.answers import ask
from knowledge.base import Base
from knowledge.language.compose import typed
from knowledge.model import Answer, Fact
from knowledge.wording.texts import is_told

LONGEST = 500
"""Characters of a question that are kept to ask it again."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A message as it would be drawn now: the facts that it shows, and how it is made.

    `make` takes lines on what was changed.
    """

    facts: tuple[Fact, ...]
    make: Callable[[Sequence[Mrkdwn]], Message]


def origin(
    answer: Answer, asked: str, today: date, frame: Frame, *, alone: bool
) -> dict[str, Any] | None:
    """What an answer is drawn from, as it is kept; None for one that can't be held to anything.

    A query stands for itself, whoever asked for it in which words. A question in free words is kept
    as it was `asked`, if it stands `alone`: one that goes on from others says nothing without them.
    """
    flags = {
        name: 1
        for name, yes in (
            ("direct", frame.direct),
            ("private", frame.private),
            ("table", frame.table),
            ("shared", frame.shared_by is not None),
        )
        if yes
    }
    text = typed(answer.query) if answer.query is not None and not is_told(answer) else ""
    text = text or (asked if alone else "")
    if not text or len(text) > LONGEST:
        # Facts as they were told by a day are others than those of today, and only a query says so.
        as_of = answer.query is not None and answer.query.as_of is not None
        return None if as_of else flags
    return {**flags, "ask": text, "day": today.isoformat()}


def without_words(again: Mapping[str, Any]) -> dict[str, Any]:
    """What is kept of an origin where no words of people are."""
    return {name: value for name, value in again.items() if name not in ("ask", "day")}


def from_words(base: Base, again: Mapping[str, Any], person: str) -> Drawn | None:
    """A message drawn from what was asked; None where that is not kept, or is no longer read so."""
    text, day = again.get("ask"), again.get("day")
    if not isinstance(text, str) or not isinstance(day, str):
        return None
    table = bool(again.get("table"))
    rows = TABLE_ROWS if table else PER_PAGE
    answer = ask(text, base, today=date.fromisoformat(day), per_page=rows)

    def make(lines: Sequence[Mrkdwn]) -> Message:
        return answer_message(answer, _frame(again, person, text, lines))

    return Drawn(tuple(facts_of(answer)), make)


def from_facts(base: Base, facts: Iterable[Fact], again: Mapping[str, Any], person: str) -> Drawn:
    """A message that tells these facts, and no more: where its words are not kept."""
    told = tuple(facts)
    answer = Answer(None, AS_IT_IS, True, base.scope(), facts=told, total=len(told))

    def make(lines: Sequence[Mrkdwn]) -> Message:
        if told:
            return answer_message(answer, _frame(again, person, "", lines))
        said = escape(GONE)
        return Message(join("\n", *lines, said), (amended(lines), section(said)))

    return Drawn(told, make)


def fits(drawn: Drawn, shown: Sequence[Glimpse], kept: Sequence[Glimpse]) -> bool:
    """Whether a message drawn anew shows what was `shown`, and nothing else.

    It must show all that are `kept` as they were; of the others it may have lost some.
    """
    known = {reading for one in shown for reading in one.readings}
    readings = [{source.reading for source in fact.sources} for fact in drawn.facts]
    return all(known & one for one in readings) and all(
        any(one & set(glimpse.readings) for one in readings) for glimpse in kept
    )


def _frame(again: Mapping[str, Any], person: str, asked: str, lines: Sequence[Mrkdwn]) -> Frame:
    shared = bool(again.get("shared"))
    return Frame(
        direct=bool(again.get("direct")),
        private=bool(again.get("private")),
        table=bool(again.get("table")),
        shared_by=person if shared else None,
        asked=asked,
        asker=person,
        amended=tuple(lines),
    )
