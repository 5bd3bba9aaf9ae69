"""Facts: what the archive says, folded from readings, with its sources."""

from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.model.articles import Evidence
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
    Tenure,
)
from knowledge.model.providers import Notice, NoticeKind
from knowledge.model.rulings import Ruling


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact stands: an article and the evidence in it, with the reading that says so.

    `original` is the article of which this one is a copy, reprinted or taken from the same agency;
    None for an article of its own. `notices` are what outlets said of it, or of its original, after
    it was published: corrections and that it was withdrawn, in the order of time. `steps` are the
    fields that its words alone do not give, each with the kind of reference (`Link.via`).
    """

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
    original: str | None = None
    notices: tuple[Notice, ...] = ()
    steps: tuple[tuple[str, str], ...] = ()

    @property
    def withdrawal(self) -> Notice | None:
        """That its article was withdrawn, or the original of which it is a copy."""
        found = [one for one in self.notices if one.kind is NoticeKind.WITHDRAWN]
        return found[-1] if found else None

    @property
    def corrections(self) -> tuple[Notice, ...]:
        """What was corrected in its article."""
        return tuple(one for one in self.notices if one.kind is NoticeKind.CORRECTED)

    @property
    def story(self) -> str:
        """What an article and its copies have in common: the id of the original."""
        return self.original or self.article


@dataclass(frozen=True, slots=True)
class Variant:
    """One of several values that sources give for the same field of a fact.

    It is `settled` when the desk decided which one holds: then the fact has that, and the others
    are kept beside it.
    """

    field: str
    value: str
    readings: tuple[str, ...]
    settled: bool = False


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
    rulings: tuple[Ruling, ...] = ()

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
    tenure: Tenure = Tenure.CURRENT
    since: str | None = None
    until: str | None = None
    follows: PersonRef | None = None
    variants: tuple[Variant, ...] = ()
    rulings: tuple[Ruling, ...] = ()

    @property
    def kind(self) -> Kind:
        """The kind of fact."""
        return Kind.ROLE


@dataclass(frozen=True, slots=True)
class AgreementFact:
    """An agreement as the archive tells it; `history` lists how far it had come before."""

    id: str
    type: AgreementType
    status: AgreementStatus
    parties: tuple[str, ...]
    people: tuple[PersonRef, ...]
    date: str | None
    about: str | None
    name: str | None
    topics: tuple[str, ...]
    sources: tuple[Source, ...]
    variants: tuple[Variant, ...] = ()
    history: tuple[str, ...] = ()
    rulings: tuple[Ruling, ...] = ()

    @property
    def kind(self) -> Kind:
        """The kind of fact."""
        return Kind.AGREEMENT


@dataclass(frozen=True, slots=True)
class PaymentFact:
    """A sum as the archive tells it; see `Payment` for its fields."""

    id: str
    sum: Sum
    payment: PaymentKind
    giver: str | None
    receiver: str | None
    date: str | None
    purpose: str | None
    qualifier: str | None
    equivalents: tuple[Sum, ...]
    part: bool
    topics: tuple[str, ...]
    sources: tuple[Source, ...]
    variants: tuple[Variant, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    stage: PaymentStage | None = None

    @property
    def kind(self) -> Kind:
        """The kind of fact."""
        return Kind.PAYMENT


@dataclass(frozen=True, slots=True)
class StatementFact:
    """What somebody said, as the archive has it."""

    id: str
    words: str
    direct: bool
    speakers: tuple[PersonRef, ...]
    body: str | None
    parties: tuple[str, ...]
    date: str | None
    about: str | None
    topics: tuple[str, ...]
    sources: tuple[Source, ...]
    variants: tuple[Variant, ...] = ()
    rulings: tuple[Ruling, ...] = ()

    @property
    def kind(self) -> Kind:
        """The kind of fact."""
        return Kind.STATEMENT


@dataclass(frozen=True, slots=True)
class MilestoneFact:
    """What lies, or lay, ahead of its articles."""

    id: str
    type: MilestoneType
    what: str
    date: str
    parties: tuple[str, ...]
    people: tuple[PersonRef, ...]
    topics: tuple[str, ...]
    sources: tuple[Source, ...]
    variants: tuple[Variant, ...] = ()
    rulings: tuple[Ruling, ...] = ()

    @property
    def kind(self) -> Kind:
        """The kind of fact."""
        return Kind.MILESTONE


Fact = MeetingFact | AgreementFact | PaymentFact | StatementFact | MilestoneFact | RoleFact


def people_of(fact: Fact) -> tuple[PersonRef, ...]:
    """The people of a fact: who took part, who spoke, who holds a title; none of a payment."""
    match fact:
        case PaymentFact():
            return ()
        case RoleFact():
            return (fact.person,)
        case StatementFact():
            return fact.speakers
    return fact.people


def parties_of(fact: Fact) -> tuple[str, ...]:
    """The parties of a fact, by code: those involved, giver and receiver, or that of a title."""
    match fact:
        case PaymentFact():
            return tuple(code for code in (fact.giver, fact.receiver) if code is not None)
        case RoleFact():
            return () if fact.party is None else (fact.party,)
    return fact.parties


def stories(sources: Iterable[Source]) -> list[tuple[Source, ...]]:
    """Sources by story, in their order: those of the original first, of its copies after it.

    Where the original is not among them, those of the copy that comes first are first.
    """
    found: dict[str, list[Source]] = {}
    for source in sources:
        found.setdefault(source.story, []).append(source)
    grouped = []
    for story, told in found.items():
        originals = [source for source in told if source.article == story]
        articles = list(dict.fromkeys(source.article for source in (*originals, *told)))
        grouped.append(tuple(sorted(told, key=lambda source: articles.index(source.article))))
    return grouped


def independent(fact: Fact) -> int:
    """How many articles tell a fact, of an article and its copies one."""
    return len({source.story for source in fact.sources})


def withdrawal(fact: Fact) -> Notice | None:
    """That nothing but withdrawn articles tells a fact: the last of these notices; else None."""
    found = [source.withdrawal for source in fact.sources]
    told = [one for one in found if one is not None]
    return max(told, key=lambda one: one.at) if told and len(told) == len(found) else None


def disputed(fact: Fact) -> tuple[Variant, ...]:
    """The values of fields on which sources differ and of which the desk chose none."""
    return tuple(one for one in fact.variants if not one.settled)


def verification(fact: Fact) -> Ruling | None:
    """That the desk found a fact right as it is: the last decision that says so."""
    found = [one for one in fact.rulings if one.action == "verify" and one.holds]
    return found[-1] if found else None


def corrections(fact: Fact) -> tuple[Ruling, ...]:
    """What people corrected in a fact, as it stands, in the order of time."""
    return tuple(one for one in fact.rulings if one.action == "correct" and one.holds)
