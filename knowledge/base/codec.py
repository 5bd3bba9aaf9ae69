"""Readings, evidence and links as JSON text, and back.

The text is canonical (sorted keys, no spaces), so that equal values are equal bytes.
"""

import json
from collections.abc import Sequence
from typing import Any

from knowledge.model import (
    Evidence,
    Fields,
    Form,
    Kind,
    Link,
    Meeting,
    Paragraph,
    ParagraphRole,
    Participant,
    Role,
    Status,
)


def dump(value: object) -> str:
    """JSON in its canonical form."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def storable(text: str) -> str:
    """A text without lone surrogates, which SQLite can't take; they become question marks."""
    return text.encode(errors="replace").decode()


def fields_text(fields: Fields) -> str:
    """The fields of a reading."""
    if isinstance(fields, Meeting):
        return dump(
            {
                "form": fields.form,
                "status": fields.status,
                "people": [[p.name, p.title, p.party] for p in fields.people],
                "parties": list(fields.parties),
                "date": fields.date,
                "place": fields.place,
                "occasion": fields.occasion,
                "topics": list(fields.topics),
            }
        )
    return dump({"person": fields.person, "title": fields.title, "party": fields.party})


def fields_of(kind: Kind, text: str) -> Fields:
    """The fields of a reading of this kind, from their JSON."""
    data: dict[str, Any] = json.loads(text)
    if kind is Kind.MEETING:
        return Meeting(
            form=Form(data["form"]),
            status=Status(data["status"]),
            people=tuple(Participant(*values) for values in data["people"]),
            parties=tuple(data["parties"]),
            date=data["date"],
            place=data["place"],
            occasion=data["occasion"],
            topics=tuple(data["topics"]),
        )
    return Role(person=data["person"], title=data["title"], party=data["party"])


def evidence_text(evidence: Sequence[Evidence]) -> str:
    """Evidence as `[start, end, text]` lists; the article is that of the reading."""
    return dump([[item.start, item.end, item.text] for item in evidence])


def evidence_of(article: str, text: str) -> tuple[Evidence, ...]:
    """Evidence of an article, from its JSON."""
    return tuple(Evidence(article, start, end, said) for start, end, said in json.loads(text))


def links_text(links: Sequence[Link]) -> str:
    """The recorded chain of a reading."""
    return dump([[i.field, i.mention, i.start, i.end, i.target, i.via] for i in links])


def links_of(text: str) -> tuple[Link, ...]:
    """The recorded chain of a reading, from its JSON."""
    return tuple(Link(*values) for values in json.loads(text))


def paragraphs_text(paragraphs: Sequence[Paragraph]) -> str:
    """Paragraphs as `[start, end, role]` lists."""
    return dump([[p.start, p.end, p.role] for p in paragraphs])


def paragraphs_of(text: str) -> tuple[Paragraph, ...]:
    """Paragraphs from their JSON."""
    return tuple(
        Paragraph(start, end, ParagraphRole(role)) for start, end, role in json.loads(text)
    )
