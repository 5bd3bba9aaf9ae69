"""Sentences of stories, and what is read in them, before they have their places."""

from dataclasses import dataclass, field

from knowledge.model import Fields, Kind


@dataclass(slots=True)
class Sentence:
    """A sentence of a story with what is read in it."""

    text: str
    told: list["Told"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Step:
    """A link before it has its place: `mention` is a part of the reading's first sentence."""

    field: str
    mention: str
    target: str
    via: str


@dataclass(frozen=True, slots=True)
class Told:
    """A reading before it has its place; `more` are further sentences that it stands on."""

    rule: str
    kind: Kind
    fields: Fields
    steps: tuple[Step, ...] = ()
    more: tuple[Sentence, ...] = ()
    background: bool = False
