"""What the base answers about itself and its articles."""

from collections.abc import Mapping
from dataclasses import dataclass


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
class Passage:
    """A sentence in its surroundings: what stands before it, itself, and what stands after it."""

    article: str
    before: str
    sentence: str
    after: str
