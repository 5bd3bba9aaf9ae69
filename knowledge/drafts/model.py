"""What a draft and the articles it is held against say, sentence by sentence; and what came out.

A draft and an article are read alike, into an `Account`. Everything here is plain data that may be
sent from one process to another. Offsets count characters in the text that was read.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from knowledge.model import Evidence, Sum


class Verdict(StrEnum):
    """What the archive says to a claim of a draft."""

    AGREES = "agrees"
    DIFFERS = "differs"
    UNKNOWN = "unknown"


class About(StrEnum):
    """What a claim is about."""

    NAME = "name"
    TITLE = "title"
    COUNTRY = "country"
    DATE = "date"
    SUM = "sum"
    PLACE = "place"
    QUOTE = "quote"
    SPEAKER = "speaker"


class Spot(Protocol):
    """Something printed at an offset of a text."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""

    @property
    def text(self) -> str:
        """It as printed."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim of the draft, `draft[start:end]`, and what the archive says to it.

    `archive` is the archive's value as printed there, and `evidence` the sentence that it stands
    on, verbatim; both are None where the archive doesn't know. `withdrawn` when only stories that
    their outlets withdrew say so.
    """

    about: About
    start: int
    end: int
    span: str
    verdict: Verdict
    archive: str | None = None
    evidence: Evidence | None = None
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """A word that carries meaning, at offset `at`; `key` is shared by its forms."""

    key: str
    at: int


@dataclass(frozen=True, slots=True)
class Naming:
    """A place where a person is named: number `who` of the account, with what is said of them.

    `title` and `party` are what this very phrase says, the title at `title_start`:`title_end`;
    `left`:`right` is the whole phrase. `sure` is false for capitalised words that may be no person.
    """

    who: int
    start: int
    end: int
    text: str
    left: int
    right: int
    title: str | None = None
    title_start: int = 0
    title_end: int = 0
    party: str | None = None
    sure: bool = True


@dataclass(frozen=True, slots=True)
class PartyWord:
    """A country, city of one, or body named at `start`:`end`; `bound` to a person's phrase."""

    code: str
    form: str
    start: int
    end: int
    text: str
    bound: bool = False


@dataclass(frozen=True, slots=True)
class DateWord:
    """A date expression and its EDTF value; `relative` where it counts from the day of writing.

    `was` is the value that was read where the desk decided on this one.
    """

    value: str
    start: int
    end: int
    text: str
    relative: bool = False
    was: str | None = None


@dataclass(frozen=True, slots=True)
class SumWord:
    """A sum of money, with what it is also given as; `rough` for "about", "nearly".

    `giver` and `receiver` are party codes, where the text says who gives it to whom.
    """

    sums: tuple[Sum, ...]
    start: int
    end: int
    text: str
    rough: bool = False
    giver: str | None = None
    receiver: str | None = None


@dataclass(frozen=True, slots=True)
class PlaceWord:
    """A city or venue; `placed` where a preposition makes it the place of something.

    `was` are the words that were read where the desk decided on another place.
    """

    keys: tuple[str, ...]
    start: int
    end: int
    text: str
    venue: bool
    placed: bool
    was: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LooseName:
    """Capitalised words of which nothing else is known: perhaps a name.

    `person` where the language model takes them for somebody's.
    """

    keys: tuple[str, ...]
    start: int
    end: int
    text: str
    person: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence or heading with everything in it that can be compared.

    `goes_on` marks one that begins with a pronoun, and so tells of those named before it; `past`
    one that tells what happened.
    """

    index: int
    start: int
    end: int
    text: str
    heading: bool
    words: tuple[Word, ...]
    people: tuple[Naming, ...]
    parties: tuple[PartyWord, ...]
    dates: tuple[DateWord, ...]
    sums: tuple[SumWord, ...]
    places: tuple[PlaceWord, ...]
    loose: tuple[LooseName, ...] = ()
    goes_on: bool = False
    past: bool = False


@dataclass(frozen=True, slots=True)
class Who:
    """A person of one account: fullest name, its folded words, and what they are called."""

    name: str
    keys: tuple[str, ...]
    titles: tuple[str, ...] = ()
    party: str | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Words in quotation marks, at `start`:`end` without these; `speakers` as named, if known."""

    words: str
    start: int
    end: int
    speakers: tuple[Who, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class Account:
    """A text as it was read: its lines in order, the people in it, and whom it quotes.

    `dated` is false for a draft that doesn't say when it was written: `published` is then a guess.
    """

    article: str
    published: str | None
    text: str
    lines: tuple[Line, ...]
    people: tuple[Who, ...]
    quotes: tuple[Quote, ...]
    dated: bool = True

    def evidence(self, line: Line) -> Evidence:
        """A line as evidence."""
        return Evidence(self.article, line.start, line.end, line.text)
