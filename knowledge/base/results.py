"""What the base answers about itself and its articles."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from knowledge.model import Fact, PersonRef, Source


class Page(NamedTuple):
    """Facts on a page, and how many there are on all of them; more, where not `complete`.

    Facts that must be withheld are counted, and not on the page.
    """

    facts: list[Fact]
    total: int
    complete: bool


class Outcome(StrEnum):
    """What became of an article."""

    NEW = "new"
    UNCHANGED = "unchanged"
    UPDATED = "updated"
    REMOVED = "removed"
    """It was taken down before, and stays away until it is restored."""
    EMBARGOED = "embargoed"
    """It is kept out of sight until its embargo ends."""
    HIDDEN = "hidden"
    """It is kept out of sight because the desk hides it."""
    UNREADABLE = "unreadable"
    """Its embargo has ended, but what was kept of it can't be read."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of an article, under which id, and what was left out and why.

    `taken_out` tells that a public version of it went out of sight.
    """

    outcome: Outcome
    article: str
    problems: tuple[str, ...] = ()
    taken_out: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """The archive in numbers: `/dateline status`.

    `copies` of the articles are copies of others. `facts` counts by kind, `languages` articles by
    ISO 639-1 code. `last_ingest` is UTC, ISO 8601; `reader` names the language model of that
    ingest.
    """

    articles: int
    versions: int
    people: int
    facts: Mapping[str, int]
    languages: Mapping[str, int]
    last_ingest: str | None
    reader: str | None
    copies: int = 0


@dataclass(frozen=True, slots=True)
class Listed:
    """An article in a list. `published` is EDTF, `language` ISO 639-1."""

    id: str
    title: str | None
    outlet: str | None
    published: str | None
    language: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """An article under embargo until `until` (UTC, ISO 8601); `length` is that of its text."""

    id: str
    until: str
    title: str | None
    length: int


@dataclass(frozen=True, slots=True)
class Hidden:
    """An article that the desk hides, since when (UTC, ISO 8601); `length` is that of its text."""

    id: str
    title: str | None
    length: int
    at: str
    why: str | None


@dataclass(frozen=True, slots=True)
class Context:
    """What tells a person from others: titles, the latest first, and parties.

    `first` and `last` are the days of the first and last article that told a fact of them (ISO
    8601), `facts` how many facts name them, counted up to a thousand. `sentences` are two of the
    latest.
    """

    person: PersonRef
    aliases: tuple[str, ...]
    titles: tuple[str, ...]
    parties: tuple[str, ...]
    first: str | None
    last: str | None
    facts: int
    sentences: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two people who may be one, as `key` names the pair; `score` is of a hundred or more.

    `reasons` are those of `alikeness`, the main one first.
    """

    key: str
    score: int
    reasons: tuple[str, ...]
    one: Context
    other: Context


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence in its surroundings: what stands before it, itself, and what stands after it."""

    article: str
    before: str
    sentence: str
    after: str
