"""Articles and readings made without a language model, for the archives that tests ask."""

from collections.abc import Collection
from typing import Any

from knowledge.model import (
    Article,
    Evidence,
    Kind,
    Paragraph,
    ParagraphRole,
    Participant,
    Reading,
    Role,
)


def article(
    identity: str,
    text: str,
    published: str | None,
    *,
    headings: Collection[str] = (),
    **more: Any,
) -> Article:
    """An article whose first line is its title, and whose `headings` are headings."""
    paragraphs, at = [], 0
    for number, part in enumerate(text.split("\n\n")):
        role = ParagraphRole.TITLE if number == 0 else ParagraphRole.BODY
        if part in headings:
            role = ParagraphRole.HEADING
        paragraphs.append(Paragraph(at, at + len(part), role))
        at += len(part) + 2
    return Article(
        id=identity,
        text=text,
        paragraphs=tuple(paragraphs),
        title=text.split("\n", 1)[0],
        published=published,
        published_basis=None if published is None else "given",
        **more,
    )


def evidence(of: Article, words: str) -> tuple[Evidence, ...]:
    """The sentence or heading of an article that holds these words: its whole paragraph."""
    for part in of.paragraphs:
        text = of.text[part.start : part.end]
        if words in text:
            return (Evidence(of.id, part.start, part.end, text),)
    raise AssertionError(f"{words!r} is not in {of.id}")


def role(of: Article, words: str, who: Participant) -> Reading:
    """A reading of somebody's title."""
    fields = Role(who.name, who.title or "", who.party)
    return Reading(Kind.ROLE, of.id, of.digest, "test", fields, evidence(of, words))
