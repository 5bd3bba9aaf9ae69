"""Small articles with readings that a test writes down directly, without reading or extraction."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from knowledge.base import Base
from knowledge.model import (
    Article,
    Evidence,
    Fields,
    Form,
    Kind,
    Meeting,
    Paragraph,
    Participant,
    Query,
    Reading,
    Role,
    Status,
)

HUN_SEN = Participant("Hun Sen", "Prime Minister", "KH")
KISHIDA = Participant("Fumio Kishida", "Prime Minister", "JP")
TRUDEAU = Participant("Justin Trudeau", "Prime Minister", "CA")
SOKHONN = Participant("Prak Sokhonn", "Foreign Minister", "KH")
HAYASHI = Participant("Yoshimasa Hayashi", "Foreign Minister", "JP")

Told = tuple[Article, list[Reading]]


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


def role(person: Participant) -> Role:
    """The fields of the role that a participant has."""
    return Role(person.name, person.title or "", person.party)


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
            kind=Kind.MEETING if isinstance(one, Meeting) else Kind.ROLE,
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
    if not isinstance(one, Meeting):
        return f"Sentence {number} of {id}."
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
