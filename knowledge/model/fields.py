"""What a reading says: the fields of each kind of fact, as one article gives them."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


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


class AgreementType(StrEnum):
    """What sort of agreement it is."""

    MOU = "mou"
    TREATY = "treaty"
    FTA = "fta"
    TAX = "tax"
    LOAN = "loan"
    PARTNERSHIP = "partnership"
    JOINT_STATEMENT = "joint-statement"
    OTHER = "other"


class AgreementStatus(StrEnum):
    """How far an agreement has come."""

    SIGNED = "signed"
    ANNOUNCED = "announced"
    IN_FORCE = "in-force"
    PLANNED = "planned"
    PROPOSED = "proposed"


@dataclass(frozen=True, slots=True)
class Agreement:
    """A deal between parties.

    `about` says in the article's words what it is about, `name` what it is called where it has a
    name of its own ("Comprehensive Double Taxation Agreement"); `date` is that of the status.
    """

    type: AgreementType
    status: AgreementStatus
    parties: tuple[str, ...]
    date: str | None = None
    about: str | None = None
    name: str | None = None
    people: tuple[Participant, ...] = ()
    topics: tuple[str, ...] = ()


class PaymentKind(StrEnum):
    """What a sum was moved as."""

    GRANT = "grant"
    LOAN = "loan"
    INVESTMENT = "investment"
    TRADE = "trade"
    AID = "aid"
    OTHER = "other"


class PaymentStage(StrEnum):
    """How far a payment has come, where the text says that it is still to come."""

    PLANNED = "planned"


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount in units (not thousands or millions) of a currency (ISO 4217)."""

    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Payment:
    """A sum given, lent, pledged, invested or traded.

    `giver` and `receiver` are party codes, None where the text names none; trade in both directions
    has both countries in the order of the alphabet. `qualifier` is what the text puts before the
    sum ("up to", "nearly"); `equivalents` the same sum in other currencies as printed in brackets.
    `part` marks a sum that the article gives as part of another one of its own. `stage` is None for
    what is told as given, lent, promised or agreed, and for what is only named ("the loan of
    $5 million"); `done` is true where a verb tells the former.
    """

    sum: Sum
    kind: PaymentKind
    giver: str | None = None
    receiver: str | None = None
    date: str | None = None
    purpose: str | None = None
    qualifier: str | None = None
    equivalents: tuple[Sum, ...] = ()
    part: bool = False
    topics: tuple[str, ...] = ()
    stage: PaymentStage | None = None
    done: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody said, in their own words (`direct`) or as the article reports it.

    `words` are verbatim, without the outer quotation marks; for reported speech the reported
    clause. Several `speakers` said it together; `body` is the ministry, document or organisation
    that speaks where no person is named ("foreign ministry", "joint statement"), as printed.
    `parties` are those that the speakers or the body speak for.
    """

    words: str
    direct: bool
    speakers: tuple[Participant, ...] = ()
    body: str | None = None
    parties: tuple[str, ...] = ()
    date: str | None = None
    about: str | None = None
    topics: tuple[str, ...] = ()


class MilestoneType(StrEnum):
    """What sort of day or year it is."""

    ANNIVERSARY = "anniversary"
    DEADLINE = "deadline"
    ENTRY_INTO_FORCE = "entry-into-force"
    TARGET = "target"
    DESIGNATED = "designated"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Milestone:
    """Something that lies ahead of its article or recurs; planned meetings are meetings."""

    type: MilestoneType
    what: str
    date: str
    parties: tuple[str, ...] = ()
    people: tuple[Participant, ...] = ()
    topics: tuple[str, ...] = ()


class Tenure(StrEnum):
    """Whether somebody holds an office as of the article, held it before, or is about to."""

    CURRENT = "current"
    FORMER = "former"
    COMING = "coming"


@dataclass(frozen=True, slots=True)
class Role:
    """Who holds which office, as an article prints it.

    `since` and `until` are dates that the text gives for it; `follows` is the person who held it
    before, where the text says so.
    """

    person: str
    title: str
    party: str | None = None
    tenure: Tenure = Tenure.CURRENT
    since: str | None = None
    until: str | None = None
    follows: str | None = None


Fields = Meeting | Agreement | Payment | Statement | Milestone | Role
