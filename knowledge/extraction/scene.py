"""The scene: everything that holds for a whole article, which the rules of every kind read.

Who is named and meant, which days its words come to, which place, occasion and countries the lead
and the headings set. A new kind of fact needs nothing but a scene.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from knowledge.extraction.actors.actor_finder import find_actors
from knowledge.extraction.actors.context import Context
from knowledge.extraction.events import Event
from knowledge.extraction.grammar.when import Calendar
from knowledge.extraction.grammar.where import lead_occasion, place_line
from knowledge.extraction.named.actors import Actor
from knowledge.extraction.named.headings import PairHeading, pair_headings
from knowledge.extraction.named.outlets import outlet_home
from knowledge.extraction.named.parties import PartyMention, find_parties
from knowledge.extraction.named.register import Register
from knowledge.extraction.parsing.deadline import Deadline
from knowledge.extraction.parsing.document import Document, Parser, Sentence, parse
from knowledge.extraction.people.gathering import acting, build_register, find_people
from knowledge.model import Article, Link, ParagraphRole

_MEETING_WORDS = frozenset({"meetings", "talks", "bilaterals", "meeting"})


@dataclass(slots=True)
class Scene:
    """One article, read as far as all kinds of facts share it.

    `parties` are listed by sentence, `headings` by section. `place` is the article's own place
    line, `lead` the occasion that the lead is about, `talks_lead` the lead sentence that speaks of
    meetings; each comes with the link that records it. `without` names the rules that are off.
    `events` are the meetings of the article once they have been read, before the other kinds.
    """

    article: Article
    document: Document
    parties: list[list[PartyMention]]
    register: Register
    headings: dict[int, PairHeading]
    context: Context
    calendar: Calendar
    place: tuple[str, Link] | None
    lead: tuple[str, Link] | None
    talks_lead: Link | None
    deadline: Deadline
    without: frozenset[str]
    events: list[Event] = field(default_factory=list)
    _actors: list[list[Actor]] = field(default_factory=list)

    def walk(self) -> Iterator[tuple[Sentence, list[Actor]]]:
        """The sentences with their actors, in order, until the time is up.

        Actors are found on the first walk, since they depend on what was said, and on who met,
        before; later walks are given the same ones.
        """
        found, passed = self._actors, self.deadline.passed
        for sentence in self.document.sentences:
            if passed():
                self.document.complete = False
                return
            index = sentence.index
            if index == len(found):
                found.append(find_actors(sentence, self.parties[index], self.context))
            yield sentence, found[index]

    def actors(self, index: int) -> list[Actor]:
        """The actors of a sentence that was walked before."""
        return self._actors[index]

    @property
    def walked(self) -> int:
        """How many sentences have been read to the end."""
        return len(self._actors)

    def heading(self, sentence: Sentence) -> PairHeading | None:
        """The two parties that a sentence's section is about."""
        return self.headings.get(sentence.section)


def set_scene(
    article: Article, parser: Parser, deadline: Deadline, without: frozenset[str] = frozenset()
) -> Scene:
    """Parse an article and find who is named in it and whose officers they are."""
    document = parse(article, parser, deadline)
    parties = find_parties(document.sentences)
    named = find_people(document, parties, deadline)
    if len(named) < len(document.sentences):
        sentences = document.sentences[: len(named)]
        document = replace(document, sentences=sentences, complete=False)
        parties = parties[: len(named)]
    register = build_register(document, parties, named, outlet_home(article), deadline)
    if register is None:
        document = replace(document, sentences=[], complete=False)
        parties, register = [], Register()
    parties = acting(parties, register)
    headings = pair_headings(document, parties)
    return Scene(
        article=article,
        document=document,
        parties=parties,
        register=register,
        headings=headings,
        context=Context(document, register, headings),
        calendar=Calendar(document),
        place=place_line(document),
        lead=lead_occasion(document),
        talks_lead=_lead_on_meetings(document),
        deadline=deadline,
        without=without,
    )


def _lead_on_meetings(document: Document) -> Link | None:
    """The lead sentence that announces meetings, for the sections below it."""
    for sentence in document.sentences:
        if sentence.role is ParagraphRole.HEADING:
            return None
        if not sentence.vocabulary.isdisjoint(_MEETING_WORDS):
            return sentence.link("people", "meetings", "lead")
    return None
