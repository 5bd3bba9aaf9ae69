"""What words mean after each command: its kinds of fact and the vocabulary that goes with them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from knowledge import commands
from knowledge.language.claims import Part, Put, adding, setting
from knowledge.language.lexicon import things
from knowledge.model import (
    AgreementStatus,
    AgreementType,
    Form,
    Kind,
    MilestoneType,
    PaymentKind,
    PaymentStage,
    Query,
    Status,
)

Meaning = Callable[[str], Put]


@dataclass(frozen=True, slots=True)
class Words:
    """A lexicon, and what each of its values enters into a query."""

    lexicon: str
    part: Part
    meaning: Meaning


@dataclass(frozen=True, slots=True)
class Speech:
    """How the words after one command are read.

    `settings` tells whether "in PLACE" and "at OCCASION" are conditions of their own, `sides`
    whether "from X" and "to Y" are.
    """

    command: str
    vocabulary: tuple[Words, ...] = ()
    settings: bool = False
    sides: bool = False

    def is_thing(self, key: str) -> bool:
        """True for a word that says no more than the command itself."""
        return key in things(self.command)

    def lexicons(self) -> Iterator[str]:
        """The names of the lexicons whose words mean something here."""
        return (words.lexicon for words in self.vocabulary)


def _form(value: str) -> Put:
    return adding("forms", Form(value))


def _visit(value: str) -> Put:
    """A form where other kinds are told too: only meetings have one."""

    def put(query: Query) -> Query:
        return adding("forms", Form(value))(adding("kinds", Kind.MEETING)(query))

    return put


def _milestone(value: str) -> Put:
    def put(query: Query) -> Query:
        return adding("types", MilestoneType(value))(adding("kinds", Kind.MILESTONE)(query))

    return put


_FORMS = Words("forms", Part.FORM, _form)
_STATUSES = Words("statuses", Part.STATUS, lambda value: adding("statuses", Status(value)))
_KINDS = Words("kinds", Part.FORM, lambda value: adding("kinds", Kind(value)))

_SPEECHES = (
    Speech("meetings", (_FORMS, _STATUSES), settings=True),
    Speech("whois", (_FORMS, _STATUSES), settings=True),
    Speech("quotes", (Words("manners", Part.FORM, lambda v: setting(direct=v == "direct")),)),
    Speech(
        "deals",
        (
            Words("agreement_types", Part.FORM, lambda v: adding("types", AgreementType(v))),
            Words("agreement_stages", Part.STATUS, lambda v: adding("stages", AgreementStatus(v))),
        ),
    ),
    Speech(
        "money",
        (
            Words("payment_kinds", Part.FORM, lambda v: adding("types", PaymentKind(v))),
            Words("payment_stages", Part.STATUS, lambda v: adding("stages", PaymentStage(v))),
            Words("currencies", Part.STATUS, lambda v: adding("currencies", v)),
        ),
        sides=True,
    ),
    Speech(
        "upcoming",
        (
            Words("milestone_types", Part.FORM, _milestone),
            Words("forms", Part.FORM, _visit),
        ),
    ),
    Speech("timeline", (_KINDS,)),
    Speech("facts"),
    Speech("digest", (_KINDS,)),
)


@cache
def speech(command: str) -> Speech:
    """How the words after a command are read; those after any other as after /facts."""
    return next((one for one in _SPEECHES if one.command == command), Speech(command))


def kinds(query: Query) -> tuple[Kind, ...]:
    """The kinds of fact that a query asks for, in the order of its command."""
    known = commands.find(query.command)
    if known is None:
        return (Kind.MEETING,)
    asked = tuple(kind for kind in (*known.kinds, *known.wanted) if kind in query.kinds)
    return asked or known.kinds
