"""The parts of a fact that people can call wrong: what they are called and what their values are.

A part stands for a field of the readings (`Part.field`), in which a decision on it is kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

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
    """A part of a kind of fact: its name in the model, what people call it, what its values are.

    `noun` is what a sentence calls it. `single` allows one person or party alone; `choices` are
    the words that a choice is made of. What is not `needed` may be "not known". `field` is the
    field of the kind's readings, "" for a fact as a whole.
    """

    key: str
    label: str
    noun: str
    sort: Sort = Sort.TEXT
    single: bool = False
    choices: tuple[str, ...] = ()
    needed: bool = False
    reads: str | None = None

    @property
    def field(self) -> str:
        """The field of the kind's readings that it is; "" for a fact as a whole."""
        return self.key if self.reads is None else self.reads


def _of(key: str, label: str, noun: str, words: type[StrEnum], reads: str | None = None) -> Part:
    choices = tuple(str(word).replace("-", " ") for word in words)
    return Part(key, label, noun, Sort.CHOICE, choices=choices, needed=True, reads=reads)


_DATE = Part("date", "When it was", "date", Sort.DATE)
_PEOPLE = Part("people", "Who took part", "people", Sort.PEOPLE)
_PARTIES = Part("parties", "Which countries or organisations", "parties", Sort.PARTIES, needed=True)
WHOLE = Part("whole", "All of it: this is no such fact", "whole fact", Sort.NOTHING, reads="")

PARTS: Mapping[Kind, tuple[Part, ...]] = {
    Kind.MEETING: (
        _DATE,
        _PEOPLE,
        _PARTIES,
        Part("place", "Where it was", "place"),
        Part("occasion", "On what occasion", "occasion"),
        _of("form", "What it was: a meeting, call, visit or summit", "form", Form),
        _of("status", "Whether it took place", "status", Status),
        WHOLE,
    ),
    Kind.AGREEMENT: (
        _DATE,
        _PARTIES,
        Part("people", "Who signed or made it", "people", Sort.PEOPLE),
        Part("about", "What it is about", "subject"),
        Part("name", "What it is called", "name"),
        _of("type", "What sort of agreement it is", "type", AgreementType),
        _of("status", "How far it has come", "status", AgreementStatus),
        WHOLE,
    ),
    Kind.PAYMENT: (
        Part("sum", "How much it was", "sum", Sort.SUM, needed=True),
        Part("giver", "Who gave it", "giver", Sort.PARTIES, single=True),
        Part("receiver", "Who got it", "receiver", Sort.PARTIES, single=True),
        _DATE,
        Part("purpose", "What it was for", "purpose"),
        _of("payment", "What it was given as", "kind", PaymentKind, "kind"),
        WHOLE,
    ),
    Kind.STATEMENT: (
        Part("words", "What was said", "words", needed=True),
        Part("speakers", "Who said it", "speakers", Sort.PEOPLE),
        Part("body", "Which body said it", "body"),
        _DATE,
        Part("about", "What it was about", "subject"),
        WHOLE,
    ),
    Kind.MILESTONE: (
        Part("date", "When it is", "date", Sort.DATE, needed=True),
        Part("what", "What it is", "event", needed=True),
        Part("parties", _PARTIES.label, "parties", Sort.PARTIES),
        Part("people", "Who has a part in it", "people", Sort.PEOPLE),
        _of("type", "What sort of day it is", "type", MilestoneType),
        WHOLE,
    ),
    Kind.ROLE: (
        Part("person", "Whose title it is", "person", Sort.PEOPLE, single=True, needed=True),
        Part("title", "The title", "title", needed=True),
        Part("party", "Of which country or organisation", "party", Sort.PARTIES, single=True),
        _of("tenure", "Whether they hold it still", "tenure", Tenure),
        Part("since", "Since when", "beginning", Sort.DATE),
        Part("until", "Until when", "end", Sort.DATE),
        WHOLE,
    ),
}
"""What can be wrong in a fact of each kind, the most likely first."""


def part_named(kind: Kind, key: str) -> Part | None:
    """The part of a kind that has this key."""
    return next((part for part in PARTS[kind] if part.key == key), None)


def noun_of(field: str) -> str:
    """What a sentence calls a field of readings; the field itself where it is none of ours."""
    return _NOUNS.get(field, field)


_NOUNS = {part.field: part.noun for parts in PARTS.values() for part in parts if part.field}


def part_of_field(kind: Kind, field: str) -> Part | None:
    """The part of a kind that a field of its readings is."""
    return next((part for part in PARTS[kind] if field and part.field == field), None)
