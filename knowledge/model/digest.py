"""Digests: what somebody wants to be told of, and one edition of what is new.

A digest tells what articles that came into the archive between two instants are the first to tell.
An edition holds all that is shown of it, in order; what it looks like is not its concern.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from knowledge.model.facts import Fact, Source
from knowledge.model.fields import Kind
from knowledge.model.providers import Notice
from knowledge.model.queries import Choice, Office, Query

LENGTH = 12
"""Stories in an edition, where nobody says how many."""

LENGTHS = range(3, 51)
"""How many stories may be asked for."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants a digest to tell.

    `interests` are queries of the command "digest" (`knowledge.language`): of one interest all
    conditions hold together, of several interests one suffices; without any, everything is told.
    Each is narrowed down to some kinds of fact by its own `kinds`. `length` is the most stories of
    an edition, one of `LENGTHS`. `text` are the words for it, without the command's name and
    unambiguous, as `knowledge.answers.digests.read` takes them: `#c:JP money, about "rice", 12
    stories`; two that tell the same are equal whatever their words.
    """

    interests: tuple[Query, ...] = ()
    length: int = LENGTH
    text: str = field(default="", compare=False)

    @property
    def parties(self) -> tuple[str, ...]:
        """All parties wanted, by code, each once."""
        return tuple(dict.fromkeys(code for one in self.interests for code in one.parties))

    @property
    def people(self) -> tuple[str, ...]:
        """All people wanted, by id, each once."""
        return tuple(dict.fromkeys(id for one in self.interests for id in one.people))

    @property
    def offices(self) -> tuple[Office, ...]:
        """All offices wanted, whoever holds them, each once."""
        return tuple(dict.fromkeys(office for one in self.interests for office in one.offices))

    @property
    def words(self) -> tuple[str, ...]:
        """All topics and words wanted, each once."""
        return tuple(dict.fromkeys(words for one in self.interests for words in one.words))

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds of fact that all interests are narrowed down to; none where some have all."""
        if not all(one.kinds for one in self.interests):
            return ()
        return tuple(dict.fromkeys(kind for one in self.interests for kind in one.kinds))


@dataclass(frozen=True, slots=True)
class WantedRead:
    """What words for a digest came to: what is wanted, or a question back.

    Like `Understood`: `wanted` is None where there is a `problem`, a plain sentence with the next
    step, or a `question` with `choices`, each with complete words for the whole digest. `notes` say
    what was assumed.
    """

    wanted: Wanted | None
    notes: tuple[str, ...] = ()
    question: str | None = None
    choices: tuple[Choice, ...] = ()
    problem: str | None = None


class Ground(StrEnum):
    """Why a story stands where it stands; `docs/digest.md` says what each weighs."""

    KIND = "kind"
    STAGE = "stage"
    RANK = "rank"
    SUM = "sum"
    FIRST = "first"
    TOGETHER = "together"
    ARTICLES = "articles"
    WORDS = "words"
    DIFFERS = "differs"
    WANTED = "wanted"
    RECALLED = "recalled"


@dataclass(frozen=True, slots=True)
class Reason:
    """One ground for a story's place: what it weighs, and why in plain words."""

    ground: Ground
    weight: int
    words: str


@dataclass(frozen=True, slots=True)
class Change:
    """A field of a fact that an article told otherwise in its earlier version."""

    field: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Story:
    """Facts told together, as they are of one event: the weightiest first, with its reasons.

    Of a fact that the archive knew, `new` is false: an updated article tells it otherwise, and
    `changes` what it told before, where both versions are kept.
    """

    facts: tuple[Fact, ...]
    reasons: tuple[Reason, ...]
    new: bool = True
    changes: tuple[Change, ...] = ()

    @property
    def lead(self) -> Fact:
        """The fact that the story is told by."""
        return self.facts[0]

    @property
    def weight(self) -> int:
        """What all reasons weigh."""
        return sum(reason.weight for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class Anniversary:
    """A fact of the same day and month, `years` years ago."""

    fact: Fact
    years: int


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A field of a fact on which sources differ, each value with the sources that give it.

    The values that the new articles give come first.
    """

    fact: Fact
    field: str
    values: tuple[tuple[str, tuple[Source, ...]], ...]


@dataclass(frozen=True, slots=True)
class ToldBefore:
    """What an earlier digest told the same readers by an `article`: in a line, on their `day`."""

    article: str
    line: str
    day: date


@dataclass(frozen=True, slots=True)
class Flagged:
    """An article that its outlet corrected or withdrew after the archive had it.

    `facts` are some of those that it tells and that are wanted, of `total`. `told` is what earlier
    digests told by it, the latest first.
    """

    notice: Notice
    title: str | None
    outlet: str | None
    url: str | None
    facts: tuple[Fact, ...]
    total: int
    told: tuple[ToldBefore, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """What editors may want to find out of `fact`, a plan whose day has passed without a report."""

    words: str
    fact: Fact


@dataclass(frozen=True, slots=True)
class Skipped:
    """News that no edition tells, as they came in too long before, or too many: [`since`, `until`).

    The instants are in UTC (ISO 8601). `facts` came in then that are wanted, more of them where it
    is not `complete`. `asked` are words, without a slash, that ask for what was published then.
    """

    since: str
    until: str
    facts: int
    complete: bool
    asked: str


@dataclass(frozen=True, slots=True)
class Edition:
    """One digest, ready to be shown.

    It covers article versions saved in [`since`, `until`), instants in UTC (ISO 8601); `today` is
    the reader's day. `stories` are the most newsworthy first; `left_out` more were found than
    `wanted.length`. `flagged` are stories of before that were corrected or withdrawn in that time.
    `articles` and `facts` count what came in that is wanted. `complete` is false where so much came
    in that not all of it was looked through. With `by_publication` it covers articles published in
    that time, whenever they were saved: a look back. `about` says what is wanted in plain words
    ("Japan; sums on South Korea"), "" for everything. `skipped` is what came in before `since` and
    after the edition before, as after a long pause.
    """

    wanted: Wanted
    since: str
    until: str
    today: date
    stories: tuple[Story, ...] = ()
    on_this_day: tuple[Anniversary, ...] = ()
    coming_up: tuple[Fact, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    open_questions: tuple[OpenQuestion, ...] = ()
    flagged: tuple[Flagged, ...] = ()
    articles: int = 0
    facts: int = 0
    left_out: int = 0
    complete: bool = True
    by_publication: bool = False
    about: str = ""
    skipped: Skipped | None = None

    @property
    def empty(self) -> bool:
        """True when nothing new was told; there may still be something on this day or ahead.

        One that is not `complete` is not empty: nobody knows what it has left unseen. Nor is one
        that has to say that something was `skipped`.
        """
        told = self.stories or self.flagged or self.skipped
        return not told and self.complete
