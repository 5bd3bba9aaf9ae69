"""What can be filled in to ask a command, and filled-in values → `Query`.

The fields of a command follow from its speech (`knowledge.language.speech`), so that a form offers
just what its words can say: `typed` makes the text of it that the grammar reads back.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from knowledge import commands
from knowledge.commands import Command
from knowledge.language.clauses import about
from knowledge.language.lexicon import load
from knowledge.language.speech import Words, speech
from knowledge.model import Office, Period, Query
from knowledge.text import clean_query, fold, neutral

TEXT = 100
"""Most characters of a place, an occasion or a topic."""

NAMES = 4
"""Most parties, and most people, of one query."""

_WORDS = 8
"""Most words of a topic."""


class Field(StrEnum):
    """What can be filled in; choices among words have the name of their lexicon instead."""

    PARTIES = "parties"
    PEOPLE = "people"
    OFFICES = "offices"
    GIVER = "giver"
    RECEIVER = "receiver"
    PLACE = "place"
    OCCASION = "occasion"
    TOPIC = "topic"
    SINCE = "since"
    UNTIL = "until"
    AS_OF = "as_of"
    MORE = "more"


class More(StrEnum):
    """What can be ticked."""

    UNDATED = "undated"
    SIDELINES = "sidelines"


@dataclass(frozen=True, slots=True)
class Choice:
    """Words to choose from: the lexicon's name, and of each value what people read.

    `single` when no two of them go together.
    """

    lexicon: str
    options: tuple[tuple[str, str], ...]
    single: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """What a command can be asked for; with `needed` fields one of them must be filled in.

    `more` is what can be ticked, below all the rest.
    """

    command: str
    fields: tuple[Field, ...]
    choices: tuple[Choice, ...] = ()
    needed: tuple[Field, ...] = ()
    more: tuple[More, ...] = ()


@dataclass(frozen=True, slots=True)
class Filled:
    """What somebody filled in: party codes, ids of people, texts as typed, values by lexicon.

    `offices` are titles as the lexicon of offices has them.
    """

    parties: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    giver: str | None = None
    receiver: str | None = None
    place: str = ""
    occasion: str = ""
    topic: str = ""
    since: date | None = None
    until: date | None = None
    as_of: date | None = None
    more: tuple[str, ...] = ()
    chosen: Mapping[str, Sequence[str]] | None = None


class Unfit(Exception):
    """A form that can't be asked: what to change, by field."""

    def __init__(self, said: Mapping[Field, str]) -> None:
        super().__init__("; ".join(said.values()))
        self.said = dict(said)


SEARCHES: tuple[Command, ...] = tuple(
    one for one in commands.COMMANDS if one not in (commands.DATELINE, commands.DIGEST)
)
"""The commands that have a form: all that search. What is new is told without asking further."""

_TIME = (Field.SINCE, Field.UNTIL)
_NAMED = (Field.PARTIES, Field.PEOPLE)
_WITH_OFFICES = (*_NAMED, Field.OFFICES)
_OF_OFFICERS = frozenset({commands.MEETINGS.name, commands.QUOTES.name})
_DATED = frozenset({one.name for one in SEARCHES} - {"whois", "upcoming", "timeline"})
"""Commands whose facts may have no date and are found all the same."""

_NEEDED = {
    commands.WHOIS.name: _WITH_OFFICES,
    commands.TIMELINE.name: (*_NAMED, Field.TOPIC),
    commands.FACTS.name: (*_NAMED, Field.TOPIC),
}

NAME_ONE = "Choose a country or a person, or type a topic."
NAME_WHOM = "Choose a country, a person or a title."
NO_LETTERS = "Type words: there are none in this."
TOO_MANY_WORDS = f"Type at most {_WORDS} words."
ENDS_BEFORE = "This is before the first day. Choose a later one, or swap the two."


def form_of(command: str) -> Form:
    """The form of a command of the registry."""
    said = speech(command)
    if command == commands.WHOIS.name:
        return Form(command, _WITH_OFFICES, needed=_WITH_OFFICES)
    # Sums move between parties: no person gives or receives them.
    sides = (Field.GIVER, Field.RECEIVER, Field.PARTIES)
    named = _WITH_OFFICES if command in _OF_OFFICERS else _NAMED
    fields: tuple[Field, ...] = sides if said.sides else named
    fields += (Field.PLACE, Field.OCCASION) if said.settings else ()
    fields += (Field.TOPIC, *_TIME)
    fields += (Field.AS_OF,) if command == commands.UPCOMING.name else ()
    choices = tuple(_choice(words) for words in said.vocabulary)
    more: tuple[More, ...] = (More.UNDATED,) if command in _DATED else ()
    more += (More.SIDELINES,) if said.settings else ()
    return Form(command, fields, choices, _NEEDED.get(command, ()), more)


_LABELS = {"mou": "MoU", "fta": "Free trade", "USD": "US dollar (USD)"}
_SINGLE = frozenset({"manners"})


def _choice(words: Words) -> Choice:
    phrases: dict[str, list[str]] = {}
    for phrase, value in load(words.lexicon).meanings.items():
        phrases.setdefault(value, []).append(phrase)
    options = tuple((value, _label(value, said)) for value, said in phrases.items())
    return Choice(words.lexicon, options, words.lexicon in _SINGLE)


def _label(value: str, said: Sequence[str]) -> str:
    """What people read for a value; of a currency its name and code, as they may type either."""
    if value in _LABELS:
        return _LABELS[value]
    label = said[0]
    if value.isupper():
        names = [one for one in said[1:] if one.isascii() and one[0].isalpha()]
        *whose, unit = max(names, key=lambda one: len(one) > len(value), default="").split()
        label = " ".join([*map(str.capitalize, whose), f"{unit} ({value})"])
    return label[:1].upper() + label[1:]


def offices() -> tuple[tuple[str, str], ...]:
    """The titles that can be chosen, each with what people read."""
    titles = dict.fromkeys(load("offices").meanings.values())
    return tuple((title, title) for title in sorted(titles))


def query_of(command: str, filled: Filled) -> Query:
    """The query that a form asks for.

    Raises:
        Unfit: something in it can't be asked.
    """
    form = form_of(command)
    wrong = dict(_wrong(form, filled))
    if wrong:
        raise Unfit(wrong)
    parties, held = _offices(filled)
    period = _period(filled)
    query = Query(
        command,
        parties=parties,
        people=filled.people[:NAMES],
        offices=held,
        giver=filled.giver,
        receiver=filled.receiver,
        place=_text(filled.place),
        occasion=_text(filled.occasion),
        period=period,
        # Without a period, undated facts are found anyway.
        undated=More.UNDATED in filled.more and period is not None,
        sidelines=More.SIDELINES in filled.more,
        as_of=filled.as_of,
    )
    query = about(_topic(filled.topic))(query)
    for words in speech(command).vocabulary:
        known = set(load(words.lexicon).meanings.values())
        for value in (filled.chosen or {}).get(words.lexicon, ()):
            query = words.meaning(value)(query) if value in known else query
    return query


def _offices(filled: Filled) -> tuple[tuple[str, ...], tuple[Office, ...]]:
    """The parties and offices asked for: beside titles, a single party is that of the office."""
    known = [title for title, _ in offices()]
    titles = [title for title in filled.offices[:NAMES] if title in known]
    parties = filled.parties[:NAMES]
    if titles and len(parties) == 1:
        return (), tuple(Office(title, parties[0]) for title in titles)
    return parties, tuple(map(Office, titles))


def _wrong(form: Form, filled: Filled) -> Iterable[tuple[Field, str]]:
    for field in (Field.PLACE, Field.OCCASION, Field.TOPIC):
        said = getattr(filled, field)
        if said.strip() and not fold(" ".join(_plain(said))):
            yield field, NO_LETTERS
    if len(_topic(filled.topic)) > _WORDS:
        yield Field.TOPIC, TOO_MANY_WORDS
    if filled.since is not None and filled.until is not None and filled.until < filled.since:
        yield Field.UNTIL, ENDS_BEFORE
    if form.needed and not any(getattr(filled, field) for field in form.needed):
        yield form.needed[0], NAME_ONE if Field.TOPIC in form.needed else NAME_WHOM


def _text(said: str) -> str | None:
    return " ".join(_plain(said)) or None


def _topic(said: str) -> tuple[str, ...]:
    words = _plain(said)
    return tuple(dict.fromkeys(word for word in words if any(sign.isalnum() for sign in word)))


def _plain(said: str) -> list[str]:
    """The words of a text, which stand between quotation marks when typed."""
    return neutral(clean_query(said[:TEXT])).replace('"', " ").split()


def _period(filled: Filled) -> Period | None:
    if filled.since is None and filled.until is None:
        return None
    return Period(filled.since, filled.until, "")
