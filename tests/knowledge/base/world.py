"""Small articles with readings that a test writes down directly, without reading or extraction."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from knowledge.base import Base
from knowledge.model import (
    Agreement,
    AgreementStatus,
    AgreementType,
    Article,
    Evidence,
    Fields,
    Form,
    Kind,
    Meeting,
    Milestone,
    MilestoneType,
    Paragraph,
    Participant,
    Payment,
    PaymentKind,
    PaymentStage,
    Query,
    Reading,
    Role,
    Statement,
    Status,
    Sum,
    Tenure,
)

HUN_SEN = Participant("Hun Sen", "Prime Minister", "KH")
KISHIDA = Participant("Fumio Kishida", "Prime Minister", "JP")
TRUDEAU = Participant("Justin Trudeau", "Prime Minister", "CA")
SOKHONN = Participant("Prak Sokhonn", "Foreign Minister", "KH")
HAYASHI = Participant("Yoshimasa Hayashi", "Foreign Minister", "JP")

Told = tuple[Article, list[Reading]]

KINDS: dict[type, Kind] = {
    Meeting: Kind.MEETING,
    Agreement: Kind.AGREEMENT,
    Payment: Kind.PAYMENT,
    Statement: Kind.STATEMENT,
    Milestone: Kind.MILESTONE,
    Role: Kind.ROLE,
}
"""The kind of a reading by its fields."""


def met(
    *people: Participant,
    on: str | None = None,
    form: Form = Form.MEETING,
    status: Status = Status.HELD,
    parties: Sequence[str] | None = None,
    place: str | None = None,
    at: str | None = None,
    topics: Sequence[str] = (),
) -> Meeting:
    """The fields of a meeting; parties are those of the people unless given."""
    codes = parties if parties is not None else sorted({p.party for p in people if p.party})
    return Meeting(form, status, people, tuple(codes), on, place, at, tuple(topics))


def role(
    person: Participant,
    tenure: Tenure = Tenure.CURRENT,
    *,
    since: str | None = None,
    until: str | None = None,
    follows: str | None = None,
) -> Role:
    """The fields of the role that a participant has."""
    return Role(person.name, person.title or "", person.party, tenure, since, until, follows)


def agreed(
    about: str | None,
    *parties: str,
    on: str | None = None,
    status: AgreementStatus = AgreementStatus.SIGNED,
    type: AgreementType = AgreementType.MOU,
    name: str | None = None,
    people: Sequence[Participant] = (),
) -> Agreement:
    """The fields of an agreement, of Japan and Cambodia unless parties are given."""
    return Agreement(type, status, parties or ("JP", "KH"), on, about, name, people=tuple(people))


def paid(
    amount: int | str,
    currency: str = "USD",
    *,
    kind: PaymentKind = PaymentKind.GRANT,
    giver: str | None = "JP",
    receiver: str | None = "KH",
    on: str | None = None,
    purpose: str | None = None,
    same: Sequence[tuple[int | str, str]] = (),
    part: bool = False,
    stage: PaymentStage | None = None,
    done: bool = False,
) -> Payment:
    """The fields of a payment; `same` are its equivalents."""
    equivalents = tuple(Sum(Decimal(number), code) for number, code in same)
    total = Sum(Decimal(amount), currency)
    return Payment(
        total,
        kind,
        giver,
        receiver,
        on,
        purpose,
        equivalents=equivalents,
        part=part,
        stage=stage,
        done=done,
    )


def said(
    words: str,
    *speakers: Participant,
    on: str | None = None,
    direct: bool = True,
    body: str | None = None,
    parties: Sequence[str] = (),
) -> Statement:
    """The fields of a statement."""
    codes = parties or sorted({one.party for one in speakers if one.party})
    return Statement(words, direct, speakers, body, tuple(codes), on)


def ahead(
    what: str,
    when: str,
    *parties: str,
    type: MilestoneType = MilestoneType.ANNIVERSARY,
    people: Sequence[Participant] = (),
) -> Milestone:
    """The fields of a milestone."""
    return Milestone(type, what, when, parties, tuple(people))


def told(
    id: str,
    *said: Fields,
    published: str | None = "2022-03-22",
    outlet: str | None = None,
    url: str | None = None,
    background: bool = False,
    sentences: Sequence[str] | None = None,
    extra: str = "",
    language: str = "en",
) -> Told:
    """An article with one sentence and one reading for each of `said`."""
    lines = list(sentences or [_sentence(id, number, one) for number, one in enumerate(said)])
    text = "\n\n".join([*lines, *([extra] if extra else [])]) or "Nothing happened."
    spans, at = [], 0
    for block in text.split("\n\n"):
        spans.append(Paragraph(at, at + len(block)))
        at += len(block) + 2
    article = Article(
        id,
        text,
        tuple(spans),
        title=f"Title of {id}",
        published=published,
        published_basis="given" if published else None,
        outlet=outlet,
        url=url,
        language=language,
    )
    readings = [
        Reading(
            kind=KINDS[type(one)],
            article=id,
            digest=article.digest,
            rule="test.rule",
            fields=one,
            evidence=(Evidence(id, span.start, span.end, text[span.start : span.end]),),
            background=background,
        )
        for one, span in zip(said, spans, strict=False)
    ]
    return article, readings


def _sentence(id: str, number: int, one: Fields) -> str:
    if isinstance(one, Role):
        return f"{one.title} {one.person} was named in sentence {number} of {id}."
    if isinstance(one, Statement):
        return f"In sentence {number} of {id}: “{one.words}”"
    if not isinstance(one, Meeting):
        return f"Of {one} says sentence {number} of {id}."
    names = " and ".join(p.name for p in one.people) or " and ".join(one.parties)
    return f"{names}: {one.status} {one.form}, {one.date}, {one.place}, {number} of {id}."


def again(article: Told, **changes: object) -> Told:
    """The same article with other metadata, and its readings for that version."""
    old, readings = article
    new = replace(old, **changes)  # type: ignore[arg-type]
    return new, [replace(reading, digest=new.digest) for reading in readings]


def fill(base: Base, articles: Iterable[Told]) -> None:
    """Save articles in this order."""
    for article, readings in articles:
        saved = base.save(article, readings)
        assert not saved.problems


def ask(**conditions: object) -> Query:
    """A query for meetings."""
    return Query(command="meetings", **conditions)  # type: ignore[arg-type]
