"""What is done face to face: credentials and farewells, handshakes, standing side by side.

Each of the lexicon's ceremonies is a verb, the thing that it acts on, and the word that leads to
the other side: "received | the credentials | of", "shook | hands | with".
"""

from knowledge.extraction.events import Event
from knowledge.extraction.grammar.clauses import after_word, at_word, children, covering
from knowledge.extraction.grammar.status import status_of
from knowledge.extraction.lexicon import Ceremony, meetings
from knowledge.extraction.meetings.rules.sides import listed_with, two_sided
from knowledge.extraction.meetings.rules.spot import Spot
from knowledge.extraction.named.actors import Actor
from knowledge.extraction.scene import Scene
from knowledge.model import Form

# How far behind its verb the thing may stand, and how far behind that the other side.
_THING_REACH = 5
_LONG_REACH = 14
_REACH = 8


def starts() -> frozenset[str]:
    """The verbs of all ceremonies."""
    return frozenset(verb for entry in meetings().ceremonies for verb in entry.verbs)


def ceremony(scene: Scene, spot: Spot) -> Event | None:
    """ "Presented her credentials to", "bade farewell to", "shook hands with", "laid a wreath"."""
    for entry in meetings().ceremonies:
        if spot.lemma not in entry.verbs:
            continue
        at = _thing(spot, entry)
        if at is None:
            continue
        passive = _passive_subject(spot)
        partner = _by_whom(spot, at) if passive else _partner(spot, entry, at)
        subject = passive or spot.subject()
        if (partner or entry.together) and subject:
            return _event(spot, subject, partner)
    return None


def _event(spot: Spot, subject: list[Actor], partner: list[Actor]) -> Event | None:
    one = [actor for actor in subject if actor not in partner]
    people = {p for actor in (*one, *partner) for p in actor.people}
    status = status_of(spot.sentence, spot.token)
    if len(people) < 2 or status is None:
        return None
    if spot.lemma == "join" and len({person.party for person in people} - {None}) < 2:
        return None  # Colleagues join each other for talks with others.
    return two_sided(spot, Form.MEETING, status, one, partner, "ceremony")


def _thing(spot: Spot, entry: Ceremony) -> int | None:
    """Where the thing that the verb acts on stands; the verb itself where it needs none."""
    if not entry.things:
        return spot.at
    reach = _LONG_REACH if entry.object else _THING_REACH
    for i in range(spot.at + 1, min(spot.at + 1 + reach, len(spot.sentence.words))):
        if spot.sentence.lower(i) in entry.things:
            return i
        ends = spot.sentence.lower(i) in ("who", "which", "that", ";")
        if ends or (spot.sentence.words[i].pos == "VERB" and not entry.object):
            return None
    return None


def _partner(spot: Spot, entry: Ceremony, at: int) -> list[Actor]:
    if entry.object:
        direct = _object(spot)
        if direct:
            return direct
    words = tuple(entry.partner)
    return after_word(spot.sentence, spot.actors, at + 1, words, _REACH) if words else []


def _object(spot: Spot) -> list[Actor]:
    for child in children(spot.token, "dobj", "nsubjpass", "dative"):
        actor = covering(spot.sentence, spot.actors, child)
        if actor is not None and not actor.possessive:
            return listed_with(spot, actor)
    return at_word(spot.sentence, spot.actors, spot.at + 1, slack=2)


def _passive_subject(spot: Spot) -> list[Actor]:
    """Who was seen off, joined, granted an audience."""
    for child in children(spot.token, "nsubjpass"):
        actor = covering(spot.sentence, spot.actors, child)
        if actor is not None and not actor.possessive:
            return listed_with(spot, actor)
    return []


def _by_whom(spot: Spot, at: int) -> list[Actor]:
    """Who did it: behind "by", before or behind the thing."""
    for start in (at + 1, spot.at + 1):
        found = after_word(spot.sentence, spot.actors, start, ("by", "with"), _REACH)
        if found:
            return found
    return []
