"""Actors: the phrases of a sentence that can take part in something, and whom they mean."""

from dataclasses import dataclass
from enum import StrEnum

from knowledge.extraction.named.register import Person
from knowledge.model import Link


class ActorForm(StrEnum):
    """How an actor is given in the text."""

    NAME = "name"
    OFFICE = "office"
    PRONOUN = "pronoun"
    PAIR = "pair"
    DELEGATION = "delegation"
    GROUP = "group"
    PARTY = "party"


@dataclass(frozen=True, slots=True)
class Actor:
    """A phrase over words `left`..`right`-1 and those it means.

    `parties` are those of the people and any that the phrase names itself; `links` say how people
    were found whom the phrase does not name. `possessive` is true for "Kishida's", "his".
    """

    left: int
    right: int
    people: tuple[Person, ...]
    parties: tuple[str, ...]
    form: ActorForm
    links: tuple[Link, ...] = ()
    possessive: bool = False


def parties_of(people: tuple[Person, ...]) -> tuple[str, ...]:
    """The parties of people, each once, in their order."""
    return tuple(dict.fromkeys(person.party for person in people if person.party))
