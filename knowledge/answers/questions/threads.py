"""Questions of several parts, and questions in a thread, each in the light of the one before."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from knowledge.answers.questions.told import Told
from knowledge.base import Base
from knowledge.dates.edtf import bounds
from knowledge.model import Period
from knowledge.questions.model import Asked
from knowledge.questions.reading import read_question
from knowledge.questions.threads import (
    is_only_a_name,
    leans,
    replaced,
    taken_over,
    wants_others,
    wants_that_day,
    with_names_of,
)

EARLIER = 6
"""How many earlier questions of a thread are read."""

Tell = Callable[[Asked], Told]


def understood(text: str, context: Sequence[str], base: Base, today: date, tell: Tell) -> Asked:
    """Read a question with the earlier ones of its thread, oldest first."""
    earlier: Asked | None = None
    for before in context[-EARLIER:]:
        joined = _joined(before, earlier, base, today, tell)
        # What was asked back is answered by what comes next, which goes on from before it.
        earlier = earlier if joined.problem or joined.question else joined
    return _joined(text, earlier, base, today, tell)


def _joined(text: str, earlier: Asked | None, base: Base, today: date, tell: Tell) -> Asked:
    asked = read_question(text, base, today=today)
    if earlier is None or asked.problem or asked.question or not leans(asked):
        return asked
    if is_only_a_name(asked):
        full = replaced(earlier, asked)
        return asked if full is None else read_question(full, base, today=today)
    spoken = with_names_of(text, earlier)
    if spoken != text:
        joined = read_question(spoken, base, today=today)
        if wants_others(text):
            named = {one.of for one in joined.named}
            besides = tuple(one for one in earlier.named if one.of not in named)
            joined = replace(joined, besides=besides)
        return _on_that_day(joined, earlier, text, tell)
    if not [term for term in asked.terms if term.heavy and not term.name] or not asked.named:
        return _on_that_day(taken_over(earlier, asked), earlier, text, tell)
    return asked


def _on_that_day(asked: Asked, earlier: Asked, text: str, tell: Tell) -> Asked:
    """With the day of what the earlier question was answered with, where "that day" is meant."""
    if not wants_that_day(text) or asked.period is not None:
        return asked
    days = [
        span
        for fact in tell(earlier).facts
        if (told := getattr(fact, "date", None)) is not None and (span := bounds(told)) is not None
    ]
    if not days:
        return asked
    start, end = days[0]
    period = Period(start, end, start.isoformat())
    return replace(asked, period=period, query=replace(asked.query, period=period))
