"""Who did not take part after all: "he did not attend the summit", of whom a plan was told.

A summit takes place without those who stay away, so that they are left out of it, and only a
summit of nobody else is no event any more.
"""

from knowledge.extraction.events import Event
from knowledge.extraction.grammar.clauses import subject_of
from knowledge.extraction.grammar.status import is_negated
from knowledge.extraction.named.actors import Actor
from knowledge.extraction.named.parties import PartyForm
from knowledge.extraction.named.register import Person
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.parsing.tokens import Token
from knowledge.extraction.scene import Scene
from knowledge.model import Form, ParagraphRole, Status

RULE = "stayed away"
_TAKING_PART = frozenset({"attend", "participate", "take", "join"})
_STAYING_AWAY = frozenset({"skip", "miss", "boycott", "forgo"})
_SUMMITS = frozenset({"summit", "summits"})
# So many words behind the verb stands what was not attended.
_REACH = 8
# Whose summit it is stands at most so many words before its noun.
_OWN_REACH = 4


def without_absent(scene: Scene, events: list[Event]) -> list[Event]:
    """The events without those of whom the article says that they did not take part.

    Only what was planned or has no day is meant: who has been to one summit may miss another.
    """
    missed = [event for event in events if _may_be_missed(event)]
    if not missed:
        return events
    for sentence in scene.document.sentences[: scene.walked]:
        if sentence.role is not ParagraphRole.BODY or not _speaks_of_summit(sentence):
            continue
        for people, bodies in _absent(scene, sentence, scene.actors(sentence.index)):
            for event in missed:
                if not bodies or not _bodies_of(event) or bodies & _bodies_of(event):
                    _leave_out(event, people)
    return [event for event in events if event not in missed or event.people]


def _may_be_missed(event: Event) -> bool:
    open_still = event.status is Status.PLANNED or event.date is None
    return event.form is Form.SUMMIT and open_still and bool(event.people)


def _speaks_of_summit(sentence: Sentence) -> bool:
    return not sentence.vocabulary.isdisjoint(_SUMMITS)


def _absent(
    scene: Scene, sentence: Sentence, actors: list[Actor]
) -> list[tuple[set[Person], set[str]]]:
    """The people who are said to be absent, each time with the bodies whose summit it is."""
    found: list[tuple[set[Person], set[str]]] = []
    for i, word in enumerate(sentence.words):
        verb = sentence.tokens[word.last - 1]
        if verb.pos_ != "VERB" or not _stays_away(verb):
            continue
        behind = range(i + 1, min(i + 1 + _REACH, len(sentence.words)))
        at = next((k for k in behind if sentence.lower(k) in _SUMMITS), None)
        people = {p for actor in subject_of(sentence, actors, verb) for p in actor.people}
        if at is not None and people:
            row = scene.parties[sentence.index]
            near = (p for p in row if i < p.first and at - _OWN_REACH <= p.first < at)
            found.append((people, {p.code for p in near if p.form is PartyForm.BODY}))
    return found


def _stays_away(verb: Token) -> bool:
    lemma = verb.lemma_.lower()
    if lemma in _STAYING_AWAY:
        return not is_negated(verb)
    part = lemma != "take" or any(child.lower_ == "part" for child in verb.children)
    return lemma in _TAKING_PART and part and is_negated(verb)


def _bodies_of(event: Event) -> set[str]:
    acting = {person.party for person in event.people}
    return {code for code in event.parties if code not in acting}


def _leave_out(event: Event, people: set[Person]) -> None:
    """Take people out of an event, with the parties and links that only they gave it."""
    gone = [person for person in event.people if person in people]
    if not gone:
        return
    event.people = [person for person in event.people if person not in people]
    left = {person.party for person in event.people}
    lost = {person.party for person in gone} - left
    event.parties = [code for code in event.parties if code not in lost]
    names = {person.name for person in gone}
    event.links = [link for link in event.links if link.target not in names]
