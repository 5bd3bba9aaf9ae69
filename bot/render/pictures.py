"""What a picture of an answer shows, as a plan for `bot.picture`, and the same in words.

A plan is JSON: `title`, `note` and perhaps what is said `below`, and either `events` (`first` and
`last` day as ordinals, the `text` of the list, the number of the `lane`) with the names of the
`lanes`, or `bars` (`names`, `series` of `name` and `values`, `unit`, `whole` numbers or not).
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.ids import Action
from bot.render import limits
from bot.render.blocks import Element, button, confirmed
from bot.render.charts import NUMBER, SERIES, Chart, chart
from bot.render.text import clip, literal, size
from bot.values import encode_ask
from knowledge.commands import TIMELINE
from knowledge.dates.edtf import bounds
from knowledge.dates.edtf import words as date_words
from knowledge.model import Answer, Fact, RoleFact
from knowledge.wording import facts as say
from knowledge.wording.texts import count, number_words

EVENTS = 40
"""Events of one picture; of more it counts them."""

ALT = 1_000
"""Characters of the words for a picture."""

_LEAST = 2
_LINE = 236
_TITLE = 90
_VALUE = 400


@dataclass(frozen=True, slots=True)
class Planned:
    """The plan of a picture, and what it shows in words."""

    plan: dict[str, Any]
    alt: str


def picture_button(
    answer: Answer, text: str, *, charts: bool, private: bool = False
) -> Element | None:
    """The button that draws an answer: a timeline, or a chart where Slack shows none.

    Args:
        answer: the page that is shown.
        text: what asks for the first page of it.
        charts: whether the message has the chart itself.
        private: only one person sees the answer, so the button says who will see the picture.
    """
    timeline = answer.query is not None and answer.query.command == TIMELINE.name
    worth = timeline and len(_dated(answer.facts)) >= _LEAST
    worth = worth or (not charts and chart(answer) is not None)
    return drawing_button(text, private=private) if worth else None


def drawing_button(text: str, *, private: bool) -> Element | None:
    """The same for an answer that is worth it; None where the text is too long for a button."""
    value = encode_ask(text)
    if value is None or size(value) > _VALUE:
        return None
    made = button("Picture", Action.PICTURE, value)
    return _openly(made) if private else made


def _openly(element: Element) -> Element:
    return confirmed(
        element,
        "Post a picture here?",
        "I draw this answer, and everybody in this channel will see it. Where I am no member of "
        "the channel, the picture comes to our direct message instead.",
        "Draw and post",
    )


def planned(answer: Answer) -> Planned | None:
    """The picture of an answer: its events when they are few, else its chart; None for nothing."""
    bars = chart(answer)
    timeline = answer.query is not None and answer.query.command == TIMELINE.name
    if bars is not None and (answer.total > EVENTS or not timeline):
        return _chart(answer, bars)
    dated = _dated(answer.facts)[:EVENTS]
    return _events(answer, dated) if dated else None


def _dated(facts: tuple[Fact, ...]) -> list[tuple[Fact, tuple[date, date]]]:
    """Facts of which the year is known, with their days."""
    found = []
    for fact in facts:
        when = None if isinstance(fact, RoleFact) else fact.date
        days = None if when is None else bounds(when)
        if days is not None and date.min < days[0] and days[1] < date.max:
            found.append((fact, days))
    return sorted(found, key=lambda pair: pair[1])


def _events(answer: Answer, dated: list[tuple[Fact, tuple[date, date]]]) -> Planned:
    kinds = [kind for kind in SERIES if any(fact.kind is kind for fact, _ in dated)]
    events = [
        {
            "first": days[0].toordinal(),
            "last": days[1].toordinal(),
            "lane": kinds.index(fact.kind),
            "text": _shown(say.fact_line(fact), _LINE),
        }
        for fact, days in dated
    ]
    note = _note(answer, len(dated))
    plan = {
        "title": _title(answer),
        "note": note,
        "events": events,
        "lanes": [SERIES[kind] for kind in kinds],
    }
    numbers = Counter(fact.kind for fact, _ in dated)
    # As the facts have them: a year must not sound like its last day.
    last, _ = max(dated, key=lambda pair: pair[1][1])
    span = f"from {_when(dated[0][0])} to {_when(last)}"
    told = say.enumerate_words([f"{SERIES[kind]}: {numbers[kind]}" for kind in kinds])
    years = Counter(days[0].year for _, days in dated)
    by_year = ", ".join(f"{year}: {number}" for year, number in sorted(years.items()))
    alt = f"A timeline: {_title(answer)}. {note} {span[0].upper()}{span[1:]}. {told}. {by_year}."
    return Planned(plan, clip(alt, ALT))


def _when(fact: Fact) -> str:
    return "" if isinstance(fact, RoleFact) or fact.date is None else date_words(fact.date)


def _note(answer: Answer, drawn: int) -> str:
    left = answer.total - drawn
    note = f"{count(drawn, 'event')}."
    if left <= 0:
        return note
    why = "without a known date" if answer.total <= EVENTS else "undated or beyond what fits"
    return f"{note} {number_words(left, complete=answer.complete)} more {why}."


def _chart(answer: Answer, bars: Chart) -> Planned:
    """The chart that Slack would draw, as bars."""
    drawn = bars.block["chart"]
    names: list[str] = drawn["axis_config"]["categories"]
    unit: str = drawn["axis_config"]["y_label"]
    series = [
        {"name": one["name"], "values": [float(point["value"]) for point in one["data"]]}
        for one in drawn["series"]
    ]
    whole = unit == NUMBER
    number = count(answer.total, "fact", complete=answer.complete)
    note = f"{number}; {unit.lower() if whole else unit} of each."
    plan = {
        "title": _title(answer),
        "note": note,
        "below": bars.left,
        "bars": {"names": names, "series": series, "unit": unit, "whole": whole},
    }
    told = [
        f"{one['name']}: " + ", ".join(
            f"{name} {value:,.12g}"
            for name, value in zip(names, one["values"], strict=True)
            if value
        )
        for one in series
    ]  # fmt: skip
    alt = f"A bar chart: {_title(answer)}. {note} {'; '.join(told)}. {bars.left}".rstrip()
    return Planned(plan, clip(alt, ALT))


def _title(answer: Answer) -> str:
    return _shown(answer.understood, _TITLE) or "Over time"


def _shown(text: str, limit: int) -> str:
    """Untrusted text as it is drawn: one line, without signs that no font has."""
    plain = "".join(sign if sign.isprintable() else " " for sign in text)
    return literal(" ".join(plain.split()), min(limit, limits.SECTION_TEXT))
