"""What can be wrong in a fact, in people's words, and whether what they call right can be used.

A value is understood by the same means as a question: dates as they are typed, people and parties
by the names that the archive knows, sums with their currency. What is understood is given back in
full, so that the person sees what was taken.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from knowledge.base import Base
from knowledge.dates.typed import DateProblem, parse_period
from knowledge.language.sums import typed_sum
from knowledge.model import (
    AgreementStatus,
    AgreementType,
    Form,
    Kind,
    MilestoneType,
    PaymentKind,
    Status,
    Tenure,
)
from knowledge.names import Resolution, party_name
from knowledge.text import clean_query, fold, neutral
from knowledge.wording.payments import amount
from knowledge.wording.phrases import enumerate_words, person

LONGEST = 500
"""Characters of a value; a quotation may be longer."""

QUOTATION = 2_000
SEVERAL = 20
"""Most names in one value."""

NOT_KNOWN = "not known"
_UNKNOWN = frozenset({"unknown", "not known", "undated", "none", "nothing"})


class Sort(StrEnum):
    """What a value is, and so how it is understood."""

    DATE = "date"
    PEOPLE = "people"
    PARTIES = "parties"
    SUM = "sum"
    CHOICE = "choice"
    TEXT = "text"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Part:
    """A field of a kind of fact: its name in the model, what people call it, what its values are.

    `single` allows one person or party alone; `choices` are the words that a choice is made of.
    """

    key: str
    label: str
    sort: Sort = Sort.TEXT
    single: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Right:
    """A value that can be used, in full."""

    value: str


@dataclass(frozen=True, slots=True)
class Unusable:
    """A value that can't be used; `message` says why and what to type instead."""

    message: str


def _of(key: str, label: str, words: type[StrEnum]) -> Part:
    choices = tuple(str(word).replace("-", " ") for word in words)
    return Part(key, label, Sort.CHOICE, choices=choices)


_DATE = Part("date", "When it was", Sort.DATE)
_PEOPLE = Part("people", "Who took part", Sort.PEOPLE)
_PARTIES = Part("parties", "Which countries or organisations", Sort.PARTIES)
WHOLE = Part("whole", "All of it: this is no such fact", Sort.NOTHING)

PARTS: Mapping[Kind, tuple[Part, ...]] = {
    Kind.MEETING: (
        _DATE,
        _PEOPLE,
        _PARTIES,
        Part("place", "Where it was"),
        Part("occasion", "On what occasion"),
        _of("form", "What it was: a meeting, call, visit or summit", Form),
        _of("status", "Whether it took place", Status),
        WHOLE,
    ),
    Kind.AGREEMENT: (
        _DATE,
        _PARTIES,
        Part("people", "Who signed or made it", Sort.PEOPLE),
        Part("about", "What it is about"),
        Part("name", "What it is called"),
        _of("type", "What sort of agreement it is", AgreementType),
        _of("status", "How far it has come", AgreementStatus),
        WHOLE,
    ),
    Kind.PAYMENT: (
        Part("sum", "How much it was", Sort.SUM),
        Part("giver", "Who gave it", Sort.PARTIES, single=True),
        Part("receiver", "Who got it", Sort.PARTIES, single=True),
        _DATE,
        Part("purpose", "What it was for"),
        _of("payment", "What it was given as", PaymentKind),
        WHOLE,
    ),
    Kind.STATEMENT: (
        Part("words", "What was said"),
        Part("speakers", "Who said it", Sort.PEOPLE),
        Part("body", "Which body said it"),
        _DATE,
        Part("about", "What it was about"),
        WHOLE,
    ),
    Kind.MILESTONE: (
        Part("date", "When it is", Sort.DATE),
        Part("what", "What it is"),
        _PARTIES,
        Part("people", "Who has a part in it", Sort.PEOPLE),
        _of("type", "What sort of day it is", MilestoneType),
        WHOLE,
    ),
    Kind.ROLE: (
        Part("person", "Whose title it is", Sort.PEOPLE, single=True),
        Part("title", "The title"),
        Part("party", "Of which country or organisation", Sort.PARTIES, single=True),
        _of("tenure", "Whether they hold it still", Tenure),
        Part("since", "Since when", Sort.DATE),
        Part("until", "Until when", Sort.DATE),
        WHOLE,
    ),
}
"""What can be wrong in a fact of each kind, the most likely first."""


def part_named(kind: Kind, key: str) -> Part | None:
    """The field of a kind that has this key."""
    return next((part for part in PARTS[kind] if part.key == key), None)


def right_value(part: Part, text: str, base: Base, today: date) -> Right | Unusable:
    """What somebody calls right for a field, understood in full, or why it can't be used.

    Args:
        part: the field that is wrong.
        text: what was typed, any text.
        base: whose names are known.
        today: the day of whoever typed it.
    """
    if part.sort is Sort.NOTHING:
        return Right("")
    longest = QUOTATION if part.key == "words" else LONGEST
    if len(text) > longest:
        return Unusable(f"Please keep it under {longest:,} characters.")
    text = " ".join(text.split()) if part.sort is Sort.TEXT else clean_query(text)
    if not text.strip():
        return Unusable("Please say what is right. Where the archive can't know, type “unknown”.")
    if fold(text) in _UNKNOWN:
        return Right(NOT_KNOWN)
    return _READ[part.sort](part, text, base, today)


def _date(_part: Part, text: str, _base: Base, today: date) -> Right | Unusable:
    found = parse_period(text, today=today)
    if isinstance(found, DateProblem):
        return Unusable(found.message)
    if found is None or found.start is None or found.end is None:
        return Unusable("This is no date that I know. Try “14 November 2022” or “November 2022”.")
    if found.year_missing:
        return Unusable(f"Please give the year too, as in “{found.words}”.")
    return Right(found.words)


def _sum(_part: Part, text: str, _base: Base, _today: date) -> Right | Unusable:
    found = typed_sum(text)
    if found is None:
        return Unusable("Please give one sum with its currency, as in “300 million dollars”.")
    return Right(amount(found))


def _choice(part: Part, text: str, _base: Base, _today: date) -> Right | Unusable:
    found = next((word for word in part.choices if fold(word) == fold(text)), None)
    if found is None:
        words = enumerate_words([f"“{word}”" for word in part.choices], "or")
        return Unusable(f"Please type one of these: {words}.")
    return Right(found)


def _text(_part: Part, text: str, _base: Base, _today: date) -> Right | Unusable:
    return Right(text)


def _people(part: Part, text: str, base: Base, _today: date) -> Right | Unusable:
    def told(id: str, name: str) -> str:
        ref = base.person(id)
        return name if ref is None else person(ref)

    return _names(part, text, base.names.person, told, "person")


def _parties(part: Part, text: str, base: Base, _today: date) -> Right | Unusable:
    return _names(
        part, text, base.names.party, lambda code, _: party_name(code), "country or organisation"
    )


_QUOTED = re.compile(r'^["“](.+)["”]$')
_BETWEEN = re.compile(r"\s*;\s*|\s*,\s*(?:and\s+)?|\s+and\s+", re.IGNORECASE)


def _names(
    part: Part,
    text: str,
    look_up: Callable[[str], Resolution],
    told: Callable[[str, str], str],
    noun: str,
) -> Right | Unusable:
    """Names of people or parties, each by what it resolves to.

    A name in quotation marks is taken as it is: the right one may be in no article yet.
    """
    said: list[str] = []
    for name in [text] if _known(text, look_up) else _split(text):
        quoted = _QUOTED.match(name)
        found = look_up(name)
        if quoted:
            said.append(neutral(quoted[1]))
        elif found.ambiguous:
            several = enumerate_words([told(c.id, c.name) for c in found.candidates[:4]], "or")
            return Unusable(f"“{neutral(name)}” may be {several}. Please type the full name.")
        elif found.best is None:
            return Unusable(
                f"The archive knows no {noun} called “{neutral(name)}”. Check the spelling, or "
                "put the name in quotation marks if it is right as it stands."
            )
        else:
            said.append(told(found.best.id, found.best.name))
    said = list(dict.fromkeys(said))
    if part.single and len(said) > 1:
        return Unusable(f"Please name one {noun} alone.")
    if not said:
        return Unusable(f"Please name the {noun} that is right.")
    if len(said) > SEVERAL:
        return Unusable(f"Please give at most {SEVERAL} names, with commas between them.")
    return Right("; ".join(said))


def _known(text: str, look_up: Callable[[str], Resolution]) -> bool:
    """True for one name that has a comma or an "and" of its own: "Trinidad and Tobago"."""
    return bool(_BETWEEN.search(text)) and look_up(text).best is not None and "," not in text


def _split(text: str) -> list[str]:
    return [name for name in _BETWEEN.split(text) if name.strip()]


_READ: Mapping[Sort, Callable[[Part, str, Base, date], Right | Unusable]] = {
    Sort.DATE: _date,
    Sort.PEOPLE: _people,
    Sort.PARTIES: _parties,
    Sort.SUM: _sum,
    Sort.CHOICE: _choice,
    Sort.TEXT: _text,
}
