"""Whose a joint text is: "the joint statement" of the two parties whose meeting is told."""

from knowledge.extraction.lexicon import statements
from knowledge.extraction.scene import Scene
from knowledge.extraction.statements.narration import Spot
from knowledge.extraction.statements.speakers import Speaker
from knowledge.model import Link


def makers(scene: Scene, speaker: Speaker, by: Spot) -> tuple[tuple[str, ...], Link | None]:
    """The parties that a joint text speaks for, and the meeting that says so.

    None are given where the article told of meetings of different parties up to word `by`, or of
    none; a text that names its parties itself needs no meeting.
    """
    words = (speaker.body or "").lower().split()
    joint = "joint" in words and any(word in statements().documents for word in words)
    if speaker.parties or not joint:
        return speaker.sides, None
    told = [
        event
        for event in scene.events
        if not event.background and event.sentence <= by.sentence.index and len(event.parties) > 1
    ]
    pairs = {tuple(sorted(event.parties)) for event in told}
    if len(pairs) != 1:
        return speaker.sides, None
    parties = pairs.pop()
    sentence = scene.document.sentences[told[-1].sentence]
    return parties, sentence.link("parties", ", ".join(parties), "meeting")
