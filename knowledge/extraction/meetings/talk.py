"""What was spoken about: further sentences of an article that tell of a meeting already found.

They prove nothing new of who met when and where, but hold what people search for: the topics. A
sentence belongs to a meeting when "they" or "the two leaders" in it are those who met, or when it
stands under a heading of their two countries.
"""

from knowledge.extraction.events import Event
from knowledge.extraction.named.actors import ActorForm
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.scene import Scene
from knowledge.model import Form, ParagraphRole


def gather_talk(scene: Scene, events: list[Event]) -> None:
    """Add to each event the sentences that go on about it."""
    told = {i for event in events for i in event.sentences}
    for sentence, actors in scene.walk():
        if sentence.index in told or sentence.role is not ParagraphRole.BODY:
            continue
        pairs = [set(actor.people) for actor in actors if actor.form is ActorForm.PAIR]
        meant = [e for e in events if len(e.people) > 1 and set(e.people) in pairs]
        for event in meant[:1] or _under_heading(scene, sentence, events):
            if sentence.index not in event.about:
                event.about.append(sentence.index)


def _under_heading(scene: Scene, sentence: Sentence, events: list[Event]) -> list[Event]:
    """The one meeting between the two parties of a sentence's heading."""
    heading = scene.heading(sentence)
    if heading is None:
        return []
    sentences = scene.document.sentences
    found = [
        event
        for event in events
        if event.form is Form.MEETING
        and not event.background
        and set(event.parties) == set(heading.parties)
        and sentences[event.sentence].section == sentence.section
    ]
    return found if len(found) == 1 else []
