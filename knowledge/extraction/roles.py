"""Roles: who holds which office, as the article prints it."""

from collections.abc import Iterator

from knowledge.extraction.document import Document
from knowledge.extraction.register import Person, Register
from knowledge.model import Article, Evidence, Kind, Link, Reading, Role

RULE = "title"


def role_readings(article: Article, document: Document, register: Register) -> Iterator[Reading]:
    """One reading for each person with a title: the fullest title and the sentence that has it."""
    for person in register.people:
        if not person.title:
            continue
        evidence = _evidence(article, document, register, person)
        if evidence is None:
            continue
        links: tuple[Link, ...] = (person.party_link,) if person.party_link is not None else ()
        yield Reading(
            kind=Kind.ROLE,
            article=article.id,
            digest=article.digest,
            rule=RULE,
            fields=Role(person=person.name, title=person.title, party=person.party),
            evidence=(evidence,),
            links=links,
        )


def _evidence(
    article: Article, document: Document, register: Register, person: Person
) -> Evidence | None:
    if person.title_evidence is not None:
        start, end = person.title_evidence
        return Evidence(article.id, start, end, article.text[start:end])
    mention = next(iter(register.mentions_of(person)), None)
    return None if mention is None else document.sentences[mention.sentence].evidence(article)
