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
from knowledge.model import Period, Query
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
    GIVER = "giver"
    RECEIVER = "receiver"
    PLACE = "place"
    OCCASION = "occasion"
    TOPIC = "topic"
    SINCE = "since"
    UNTIL = "until"
    AS_OF = "as_of"


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
    """What a command can be asked for; with `needed` fields one of them must be filled in."""

    command: str
    fields: tuple[Field, ...]
    choices: tuple[Choice, ...] = ()
    needed: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Filled:
    """What somebody filled in: party codes, ids of people, texts as typed, values by lexicon."""

    parties: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    giver: str | None = None
    receiver: str | None = None
    place: str = ""
    occasion: str = ""
    topic: str = ""
    since: date | None = None
    until: date | None = None
    as_of: date | None = None
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
_NEEDED = {
    commands.WHOIS.name: _NAMED,
    commands.TIMELINE.name: (*_NAMED, Field.TOPIC),
    commands.FACTS.name: (*_NAMED, Field.TOPIC),
}

NAME_ONE = "Choose a country or a person, or type a topic."
NAME_WHOM = "Choose a country or a person."
NO_LETTERS = "Type words: there are none in this."
TOO_MANY_WORDS = f"Type at most {_WORDS} words."
ENDS_BEFORE = "This is before the first day. Choose a later one, or swap the two."


def form_of(command: str) -> Form:
    """The form of a command of the registry."""
    said = speech(command)
    if command == commands.WHOIS.name:
        return Form(command, _NAMED, needed=_NAMED)
    # Sums move between parties: no person gives or receives them.
    sides = (Field.GIVER, Field.RECEIVER, Field.PARTIES)
    fields: tuple[Field, ...] = sides if said.sides else _NAMED
    fields += (Field.PLACE, Field.OCCASION) if said.settings else ()
    fields += (Field.TOPIC, *_TIME)
    fields += (Field.AS_OF,) if command == commands.UPCOMING.name else ()
    choices = tuple(_choice(words) for words in said.vocabulary)
    return Form(command, fields, choices, _NEEDED.get(command, ()))


_LABELS = {"mou": "MoU", "fta": "Free trade"}
_SINGLE = frozenset({"manners"})


def _choice(words: Words) -> Choice:
    first: dict[str, str] = {}
    for phrase, value in load(words.lexicon).meanings.items():
        first.setdefault(value, value if value.isupper() else phrase)
    options = tuple(
        (value, _LABELS.get(value, label[:1].upper() + label[1:])) for value, label in first.items()
    )
    return Choice(words.lexicon, options, words.lexicon in _SINGLE)


def query_of(command: str, filled: Filled) -> Query:
    """The query that a form asks for.

    Raises:
        Unfit: something in it can't be asked.
    """
    form = form_of(command)
    wrong = dict(_wrong(form, filled))
    if wrong:
        raise Unfit(wrong)
    query = Query(
        command,
        parties=filled.parties[:NAMES],
        people=filled.people[:NAMES],
        giver=filled.giver,
        receiver=filled.receiver,
        place=_text(filled.place),
        occasion=_text(filled.occasion),
        period=_period(filled),
        as_of=filled.as_of,
    )
    query = about(_topic(filled.topic))(query)
    for words in speech(command).vocabulary:
        known = set(load(words.lexicon).meanings.values())
        for value in (filled.chosen or {}).get(words.lexicon, ()):
            query = words.meaning(value)(query) if value in known else query
    return query


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
