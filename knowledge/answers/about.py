"""Dateline about itself: help with examples that find something, and the state of the archive."""

from collections import Counter
from collections.abc import Iterable

from knowledge.answers.common import days
from knowledge.base import Base
from knowledge.commands import COMMANDS
from knowledge.dates.edtf import words
from knowledge.model import Answer, MeetingFact, Query, Status
from knowledge.names import party_name
from knowledge.text import neutral
from knowledge.wording import guide

_LOOKED_AT = 50
"""How many of the latest meetings examples are made from."""


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
    )
    return _told(query, "State of the archive", text, base)


def _told(query: Query, title: str, message: str, base: Base) -> Answer:
    return Answer(query, title, answered=False, scope=base.scope(), message=message)


def examples(base: Base, number: int = 5) -> list[str]:
    """Slash commands that find something in this very base, else those of the registry."""
    met, _ = base.meetings(Query("meetings"), limit=_LOOKED_AT, offset=0)
    parties = _common(code for fact in met for code in fact.parties)
    people = _common(ref.name for fact in met for ref in fact.people)
    places = _common(fact.place for fact in met if fact.place)
    months = _common(month for fact in met if (month := _month(fact)))
    planned = [str(fact.status) for fact in met if fact.status is Status.PLANNED]
    # What is commonest is the newsroom's own country and leader, who are in nearly all meetings.
    found = [f"/meetings {party_name(code)}" for code in (parties[1:] or parties)[:1]]
    found += [f"/whois {name}" for name in (people[1:] or people)[:1]]
    found += [f"/meetings {month}" for month in months[:1]]
    found += [f"/meetings with {name}" for name in people[:1]]
    found += [f"/meetings in {place}" for place in places[:1]]
    found += [f"/meetings {status}" for status in planned[:1]]
    registered = [f"/{one.name} {text}" for one in COMMANDS for text in one.examples]
    return [neutral(example) for example in (found or registered)[:number]]


def _common(values: Iterable[str]) -> list[str]:
    """Distinct values, the commonest first; of equals, that of the newest fact."""
    return [value for value, _ in Counter(values).most_common(3)]


def _month(fact: MeetingFact) -> str:
    """The month in which a meeting with a known day or month was: "November 2022"."""
    span = days(fact.date)
    if span is None or span[0].replace(day=1) != span[1].replace(day=1):
        return ""
    return words(f"{span[0]:%Y-%m}")
