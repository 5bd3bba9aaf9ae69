"""From an article to readings: what each sentence states, with its evidence.

    >>> extraction = Extractor().extract(article)
    >>> [reading.fields for reading in extraction.readings]

The only room that imports spaCy. The way through it: `model` loads the pipeline, `document` parses,
`parties` and `people` find who is named, `actors` who is meant, `meetings` and `roles` read facts.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.extraction.model import ModelProblem, describe, load
from knowledge.model import (
    Article,
    Kind,
    Meeting,
    Participant,
    Reading,
)

if TYPE_CHECKING:
    from spacy.language import Language

    from knowledge.extraction.document import Document
    from knowledge.extraction.events import Event

__all__ = ["LANGUAGES", "Extraction", "Extractor", "ModelProblem", "describe"]

LANGUAGES = frozenset({"en"})
"""Languages that extraction reads; articles in others are stored and searched as they are."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """The readings of one article, and in plain words what could not be read."""

    readings: tuple[Reading, ...]
    problems: tuple[str, ...] = ()


class Extractor:
    """Reads articles into readings; loads the language model on first use.

    `without` names rules that are switched off ("verb meet", "noun visit", …).
    """

    def __init__(self, *, without: Iterable[str] = ()) -> None:
        self.without = frozenset(without)
        self._nlp: Language | None = None

    @property
    def nlp(self) -> "Language":
        """The language model.

        Raises:
            ModelProblem: when there is none or it can't be trusted.
        """
        if self._nlp is None:
            self._nlp = load()
        return self._nlp

    def extract(self, article: Article) -> Extraction:
        """Read one article; the same article always gives the same readings, in the same order."""
        from knowledge.extraction.document import parse
        from knowledge.extraction.meetings import MeetingFinder
        from knowledge.extraction.parties import find_parties, outlet_home
        from knowledge.extraction.people import build_register
        from knowledge.extraction.roles import role_readings

        if article.language not in LANGUAGES:
            return Extraction(
                (), (f"not read: the article is in another language ({article.language})",)
            )
        document = parse(article, self.nlp)
        parties = find_parties(document.sentences)
        register = build_register(document, parties, outlet_home(article))
        finder = MeetingFinder(document, parties, register, lambda rule: rule not in self.without)
        readings = [_meeting_reading(article, document, event) for event in finder.find()]
        if "title" not in self.without:
            readings.extend(role_readings(article, document, register))
        return Extraction(tuple(readings), document.problems)


def _meeting_reading(article: Article, document: "Document", event: "Event") -> Reading:
    people = tuple(Participant(p.name, p.title, p.party) for p in event.people)
    fields = Meeting(
        form=event.form,
        status=event.status,
        people=people,
        parties=tuple(sorted(event.parties)),
        date=event.date,
        place=event.place,
        occasion=event.occasion,
    )
    return Reading(
        kind=Kind.MEETING,
        article=article.id,
        digest=article.digest,
        rule=event.rule,
        fields=fields,
        evidence=tuple(document.sentences[i].evidence(article) for i in _distinct(event.sentences)),
        links=tuple(event.links),
        background=event.background,
    )


def _distinct(indices: list[int]) -> Iterator[int]:
    yield from dict.fromkeys(indices)
