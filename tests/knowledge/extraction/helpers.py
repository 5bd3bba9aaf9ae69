"""Articles of our own, and what was read in them in a few words.

Everybody in these sentences is invented, except where a name itself is the point.
"""

from knowledge.extraction import Extractor
from knowledge.extraction.named.mentions import Named, find_named
from knowledge.extraction.named.parties import find_parties
from knowledge.extraction.parsing.deadline import Deadline
from knowledge.extraction.parsing.document import Document, parse
from knowledge.extraction.scene import Scene, set_scene
from knowledge.model import Article, Link, Meeting, Paragraph, ParagraphRole, Reading, Role

KENYA = "Kenyan President Grace Wanjiru"
NORWAY = "Norwegian Prime Minister Lars Solberg"
GHANA = "Ghanaian President Kofi Boateng"
ESTONIA = "Estonian Prime Minister Kaja Tamm"

_MARKS = {"# ": ParagraphRole.HEADING, "> ": ParagraphRole.CAPTION}


def story(
    *paragraphs: str,
    title: str | None = None,
    published: str | None = "2023-05-17",
    outlet: str | None = None,
    language: str = "en",
) -> Article:
    """An article of paragraphs; "# " marks a heading, "> " a caption.

    It is published on a Wednesday.
    """
    rows = [(ParagraphRole.TITLE, title)] if title else []
    for paragraph in paragraphs:
        role = _MARKS.get(paragraph[:2], ParagraphRole.BODY)
        rows.append((role, paragraph if role is ParagraphRole.BODY else paragraph[2:]))
    text, spans = "", []
    for role, words in rows:
        start = len(text) + 2 if text else 0
        text = f"{text}\n\n{words}" if text else words
        spans.append(Paragraph(start, start + len(words), role))
    return Article(
        id="story",
        text=text,
        paragraphs=tuple(spans),
        title=title,
        outlet=outlet,
        published=published,
        language=language,
    )


def readings(extractor: Extractor, article: Article) -> tuple[Reading, ...]:
    extraction = extractor.extract(article)
    assert extraction.problems == ()
    return extraction.readings


def meetings(extractor: Extractor, article: Article) -> list[str]:
    """Each meeting as "meeting held: Grace Wanjiru, Lars Solberg (KE, NO) 2023-05-15 in Oslo"."""
    return [
        told(reading.fields)
        for reading in readings(extractor, article)
        if isinstance(reading.fields, Meeting)
    ]


def told(meeting: Meeting) -> str:
    people = ", ".join(person.name for person in meeting.people)
    words = f"{meeting.form} {meeting.status}: {people} ({', '.join(meeting.parties)})"
    for lead, value in (("", meeting.date), ("in ", meeting.place), ("at ", meeting.occasion)):
        words += f" {lead}{value}" if value else ""
    return words


def roles(extractor: Extractor, article: Article) -> dict[str, tuple[str, str | None]]:
    """Person → title and party."""
    return {
        reading.fields.person: (reading.fields.title, reading.fields.party)
        for reading in readings(extractor, article)
        if isinstance(reading.fields, Role)
    }


def links(extractor: Extractor, article: Article) -> set[tuple[str, str, str]]:
    """What the chains of all meetings record: the words, what they stand for, and how."""
    found: set[Link] = set()
    for reading in readings(extractor, article):
        if isinstance(reading.fields, Meeting):
            found.update(reading.links)
    return {(link.mention, link.target, link.via) for link in found}


def scene(extractor: Extractor, article: Article) -> Scene:
    return set_scene(article, extractor.parse, Deadline())


def document(extractor: Extractor, *paragraphs: str) -> Document:
    return parse(story(*paragraphs), extractor.parse, Deadline())


def named(extractor: Extractor, sentence: str) -> Named:
    """What one sentence names."""
    parsed = document(extractor, sentence)
    assert len(parsed.sentences) == 1, [each.text for each in parsed.sentences]
    return find_named(parsed.sentences[0], find_parties(parsed.sentences)[0])
