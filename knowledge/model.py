"""The nouns of Dateline: articles, readings, facts, queries and answers.

Everything here is immutable and free of behaviour that needs a database, a language model or
Slack. Dates are EDTF strings (`knowledge.dates`): `2022-11-14`, `2022-11`, `2022`,
`2022-03-20/2022-03-21`, `XXXX-11-14` where the year is unknown; `None` where the text gives none.
Parties are ISO 3166-1 alpha-2 codes or an organisation's usual abbreviation (`KH`, `ASEAN`).
Offsets count characters in `Article.text`.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class ParagraphRole(StrEnum):
    """What a paragraph is to its article; only `BODY` and `HEADING` create facts."""

    TITLE = "title"
    CAPTION = "caption"
    DATELINE = "dateline"
    HEADING = "heading"
    BODY = "body"
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of an article's text, `text[start:end]`, without surrounding white space."""

    start: int
    end: int
    role: ParagraphRole = ParagraphRole.BODY


@dataclass(frozen=True, slots=True)
class Article:
    """One version of one article, as stored.

    `id` is the file's stem or the page's slug, unique in an archive. `text` is everything that was
    printed, line ends as `\\n`, nothing else changed, so that evidence is verbatim; `title` is what
    the front matter or page gives (it then heads the text) or else the paragraph of that role.
    `published` is EDTF; `published_basis` says in a few plain words where it comes from ("given",
    "from the page", "inferred from “Monday, 21 March 2022”") and is None when it is unknown.
    `language` is ISO 639-1. `notes` are plain sentences on how it was read, for whoever brought it
    ("Read as Windows-1252, …"). `digest` (SHA-256, 16 hex digits) identifies the version.
    """

    id: str
    text: str
    paragraphs: tuple[Paragraph, ...]
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    published_basis: str | None = None
    url: str | None = None
    language: str = "en"
    notes: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256 over everything that extraction reads, first 16 hex digits."""
        parts = [self.id, self.text, self.title, self.outlet, self.byline, self.published]
        parts += [self.published_basis, self.url, self.language]
        joined = "\x1f".join(part or "" for part in parts)
        return hashlib.sha256(joined.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence (or heading) that a fact stands on: `text == article.text[start:end]`."""

    article: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """One step of the chain by which a field was read from words that do not name it.

    `field` is the field it explains ("people", "date", "place", "occasion", "parties"), `mention`
    the words in the text ("the two leaders", "he", "Cambodia-Japan", "Monday"), at
    `start`:`end`; `target` what they stand for ("Hun Sen, Fumio Kishida", "2022-11-14"); `via` the
    kind of reference ("pronoun", "pair", "title", "counterpart", "heading", "dateline", "lead",
    "publication date", "outlet").
    """

    field: str
    mention: str
    start: int
    end: int
    target: str
    via: str


class Kind(StrEnum):
    """The kinds of fact."""

    MEETING = "meeting"
    AGREEMENT = "agreement"
    PAYMENT = "payment"
    STATEMENT = "statement"
    MILESTONE = "milestone"
    ROLE = "role"


class Form(StrEnum):
    """What sort of meeting it was."""

    MEETING = "meeting"
    CALL = "call"
    VISIT = "visit"
    SUMMIT = "summit"


class Status(StrEnum):
    """Whether a meeting took place."""

    HELD = "held"
    PLANNED = "planned"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Participant:
    """A person as one article presents them: fullest name without title, and what they are."""

    name: str
    title: str | None = None
    party: str | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """An encounter between identified parties."""

    form: Form
    status: Status
    people: tuple[Participant, ...]
    parties: tuple[str, ...]
    date: str | None = None
    place: str | None = None
    occasion: str | None = None
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Role:
    """Who holds which office, as an article prints it."""

    person: str
    title: str
    party: str | None = None


Fields = Meeting | Role


@dataclass(frozen=True, slots=True)
class Reading:
    """What one rule read in one article version: the fields of one fact and what they stand on.

    Immutable: people verify, correct and dispute readings, never change them. `background` marks a
    passage that recalls something earlier rather than reports it.
    """

    kind: Kind
    article: str
    digest: str
    rule: str
    fields: Fields
    evidence: tuple[Evidence, ...]
    links: tuple[Link, ...] = ()
    background: bool = False

    @property
    def fingerprint(self) -> str:
        """Names this reading across re-extractions and text shifts (16 hex digits).

        Made of the article, the kind, the first evidence sentence and whom the fact is about, not
        of offsets, rule names or the article's version.
        """
        fields = self.fields
        if isinstance(fields, Meeting):
            about = [fields.form, *sorted(p.name for p in fields.people), *fields.parties]
        else:
            about = [fields.person]
        sentence = " ".join(self.evidence[0].text.split()) if self.evidence else ""
        joined = "\x1f".join([self.article, self.kind, sentence, *about])
        return hashlib.sha256(joined.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact stands: an article and the evidence in it, with the reading that says so."""

    article: str
    title: str | None
    outlet: str | None
    published: str | None
    published_basis: str | None
    url: str | None
    evidence: tuple[Evidence, ...]
    reading: str
    rule: str
    background: bool = False


@dataclass(frozen=True, slots=True)
class Variant:
    """One of several values that sources give for the same field of a fact."""

    field: str
    value: str
    readings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonRef:
    """A person of the fact base in a fact: role and party are as of the fact's article."""

    id: str
    name: str
    title: str | None = None
    party: str | None = None


@dataclass(frozen=True, slots=True)
class MeetingFact:
    """A meeting as the archive tells it: the fold of all its readings.

    `variants` holds every field on which sources disagree, each value with its readings; the
    field itself then carries the value that most readings give. `history` lists earlier states of
    a chain (planned → held), oldest first.
    """

    id: str
    form: Form
    status: Status
    people: tuple[PersonRef, ...]
    parties: tuple[str, ...]
    date: str | None
    place: str | None
    occasion: str | None
    topics: tuple[str, ...]
    sources: tuple[Source, ...]
    variants: tuple[Variant, ...] = ()
    history: tuple[str, ...] = ()

    @property
    def kind(self) -> Kind:
        """The kind of fact."""
        return Kind.MEETING


@dataclass(frozen=True, slots=True)
class RoleFact:
    """A title that a person holds as of the sources' articles."""

    id: str
    person: PersonRef
    title: str
    party: str | None
    first: str | None
    last: str | None
    sources: tuple[Source, ...]

    @property
    def kind(self) -> Kind:
        """The kind of fact."""
        return Kind.ROLE


Fact = MeetingFact | RoleFact


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
    they are searched in the facts and their sentences. `undated` lets facts without a date through
    a `period`, which otherwise leaves them out. `/whois` asks about `people`, `offices` or
    `parties`; `/dateline help` and `status` are the commands "help" and "status".

    `either` are parties of which one suffices; `visited` and `visiting` the party that visits went
    to or came from, which the answer looks at (`knowledge.answers.finding`) and `Base.meetings`
    does not; `sidelines` asks for meetings on the sidelines of any occasion.
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
    forms: tuple[Form, ...] = ()
    statuses: tuple[Status, ...] = ()
    undated: bool = False
    page: int = 1
    either: tuple[str, ...] = ()
    visited: str | None = None
    visiting: str | None = None
    sidelines: bool = False


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
class Profile:
    """What the archive knows of a person: `/whois`."""

    person: PersonRef
    aliases: tuple[str, ...]
    roles: tuple[RoleFact, ...]
    meetings: tuple[MeetingFact, ...]
    meetings_total: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What Dateline has to say to a query, ready to be rendered for a terminal or for Slack.

    `answered` is true when a fact of the archive states what was asked. `understood` repeats the
    query in words. `nearest` are wider or neighbouring queries, offered when nothing was found.
    `cited` lists the evidence that the answer's words stand on, in the order of appearance.
    """

    query: Query | None
    understood: str
    answered: bool
    scope: Scope
    facts: tuple[Fact, ...] = ()
    profile: Profile | None = None
    total: int = 0
    page: int = 1
    pages: int = 1
    notes: tuple[str, ...] = ()
    question: str | None = None
    choices: tuple[Choice, ...] = ()
    nearest: tuple[Choice, ...] = ()
    message: str | None = None
    cited: tuple[Evidence, ...] = field(default=())
