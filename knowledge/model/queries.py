"""What is asked and what is answered."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from knowledge.model.articles import Evidence
from knowledge.model.facts import Fact, MeetingFact, PersonRef, RoleFact, Source
from knowledge.model.fields import (
    AgreementStatus,
    AgreementType,
    Form,
    Kind,
    MilestoneType,
    PaymentKind,
    PaymentStage,
    Status,
    Sum,
)
from knowledge.model.rulings import Called, Ruling

Type = AgreementType | PaymentKind | MilestoneType
"""What sort of agreement, payment or milestone is asked for."""


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days asked for, both ends included; None where it is open.

    `words` repeats it for people ("March 2022", "since 1 June 2022").
    """

    start: date | None
    end: date | None
    words: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to click or type next: a label and the slash-command text that it stands for.

    `text` is complete and unambiguous, for example `meetings KR` or `whois #p:yoon-suk-yeol`, and
    goes through the same grammar as what people type.
    """

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Office:
    """An office asked for by title and party ("prime minister of Spain", "chancellor")."""

    title: str
    party: str | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """What was asked, after every word has been understood.

    All conditions hold together: a fact must involve each of `parties`, each of `people`, each
    of `offices`, lie in `period`, and so on. `words` are those that no part of the grammar claimed;
    they are searched in the facts and their sentences, each text of several words as a phrase.
    `mentioned` are parties that a fact involves or that its words or sentences name. `undated` lets
    facts without a date through a `period`, which otherwise leaves them out. `/whois` asks about
    `people`, `offices` or `parties`; `/dateline help`, `status` and `gaps` are the commands "help",
    "status" and "gaps".

    `either` are parties of which one suffices; `visited` and `visiting` the party that visits went
    to or came from, which the answer looks at (`knowledge.answers.finding`) and `Base.meetings`
    does not; `sidelines` asks for meetings on the sidelines of any occasion.

    `forms` and `statuses` are of meetings; `types` of agreements, payments and milestones, `stages`
    of agreements and payments. `giver`, `receiver` (party codes) and `currencies` (ISO 4217) choose
    payments, `direct` statements in their speaker's own words or only as reported. `kinds` narrows
    a command that tells several kinds of fact down to some. `foreseen` asks for what lay ahead of
    an article that tells of it, `ahead` for what was not over by that day: undated facts then are
    none.

    `verified` asks for what the desk verified and that still says the same, of every kind.

    `topical` says that `words` stood after "about", where other words may be a name; it asks for
    nothing else, so queries are the same with and without it.
    """

    command: str
    parties: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    period: Period | None = None
    as_of: date | None = None
    place: str | None = None
    occasion: str | None = None
    words: tuple[str, ...] = ()
    mentioned: tuple[str, ...] = ()
    forms: tuple[Form, ...] = ()
    statuses: tuple[Status, ...] = ()
    undated: bool = False
    page: int = 1
    either: tuple[str, ...] = ()
    visited: str | None = None
    visiting: str | None = None
    sidelines: bool = False
    kinds: tuple[Kind, ...] = ()
    types: tuple[Type, ...] = ()
    stages: tuple[AgreementStatus | PaymentStage, ...] = ()
    giver: str | None = None
    receiver: str | None = None
    currencies: tuple[str, ...] = ()
    direct: bool | None = None
    foreseen: bool = False
    ahead: date | None = None
    verified: bool = False
    topical: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Understood:
    """What a text came to: a query, or a question back.

    `notes` say what was assumed ("Showing Peru for “peruu”."). When `choices` are given, the
    text was ambiguous and `question` asks which one is meant; `query` is then None. `problem` is a
    plain sentence with the next step when the text can't be understood at all ("There is no 30
    February. …").
    """

    query: Query | None
    notes: tuple[str, ...] = ()
    question: str | None = None
    choices: tuple[Choice, ...] = ()
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """What was searched: how many articles, and the span of their publication dates (EDTF)."""

    articles: int
    facts: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Latest:
    """The latest facts of a kind, and how many there are in all; more, where not `complete`."""

    kind: Kind
    facts: tuple[Fact, ...]
    total: int
    complete: bool = True


class Grouping(StrEnum):
    """What the sums of a total have in common."""

    KIND = "kind"
    GIVER = "giver"
    RECEIVER = "receiver"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Total:
    """Sums of one currency added up; all of them are of the kind, giver, receiver or year `of`."""

    by: Grouping
    of: str
    sum: Sum
    number: int


@dataclass(frozen=True, slots=True)
class Totals:
    """What payments come to: `totals`, and how many were `left_out` that must not be added.

    Left out are parts of other sums, trade, and sums on which sources differ; `withdrawn` are those
    that only withdrawn stories tell. `complete` is false when there were more payments than are
    added up.
    """

    totals: tuple[Total, ...]
    left_out: int
    complete: bool = True
    withdrawn: int = 0


@dataclass(frozen=True, slots=True)
class Count:
    """How many facts of a kind fall into a month ("2022-11") or a year ("2022")."""

    when: str
    kind: Kind
    number: int


@dataclass(frozen=True, slots=True)
class Profile:
    """What the archive knows of a person: `/whois`; `latest` are facts other than meetings.

    `called` is what the desk says they are called, `rulings` all that was decided on them. Of
    meetings there are more than `meetings_total`, or may be, where that is not `complete`.
    """

    person: PersonRef
    aliases: tuple[str, ...]
    roles: tuple[RoleFact, ...]
    meetings: tuple[MeetingFact, ...]
    meetings_total: int
    latest: tuple[Latest, ...] = ()
    called: Called | None = None
    rulings: tuple[Ruling, ...] = ()
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Answer:
    """What Dateline has to say to a query, ready to be rendered for a terminal or for Slack.

    `answered` is true when a fact of the archive states what was asked. `understood` repeats the
    query in words. `nearest` are wider or neighbouring queries, offered when nothing was found.
    `cited` lists the evidence that the answer's words stand on, in the order of appearance.
    `sentences` are passages that no fact was made of; `highlights` the words to mark in quotations.
    `counts` tell how the facts of all pages lie in time, where there are several pages: all of
    them, or the first so many that are `counted`. Where `total` is not `complete`, there are more
    facts than it says, or may be.
    """

    query: Query | None
    understood: str
    answered: bool
    scope: Scope
    facts: tuple[Fact, ...] = ()
    profile: Profile | None = None
    total: int = 0
    complete: bool = True
    page: int = 1
    pages: int = 1
    notes: tuple[str, ...] = ()
    question: str | None = None
    choices: tuple[Choice, ...] = ()
    nearest: tuple[Choice, ...] = ()
    message: str | None = None
    cited: tuple[Evidence, ...] = field(default=())
    totals: Totals | None = None
    sentences: tuple[Source, ...] = ()
    highlights: tuple[str, ...] = ()
    counts: tuple[Count, ...] = ()
    counted: int | None = None
