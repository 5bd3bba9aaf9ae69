"""Meetings that are told together with the visit they belong to: "received B, who is on a visit".

Where the sentence that tells of the meeting, or "during B's visit" right behind it, says that one
of the two came to the other, it is a visit of the one to the other's country.
"""

from collections.abc import Iterator

from knowledge.dates.edtf import compatible
from knowledge.extraction.events import Event
from knowledge.extraction.grammar.clauses import children, covering
from knowledge.extraction.meetings.absorbing import absorb
from knowledge.extraction.named.actors import ActorForm
from knowledge.extraction.named.parties import city_party
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.parsing.tokens import Token
from knowledge.extraction.scene import Scene
from knowledge.model import Form, ParagraphRole, Status
from knowledge.names.gazetteer import demonym_of

RULE = "received on a visit"
"""The name of the rule."""

# Of another time than the meeting.
_OTHER = frozenset(
    {
        "recent", "previous", "last", "earlier", "past", "upcoming", "planned", "future", "next",
        "possible", "proposed", "coming", "reciprocal", "return", "forthcoming", "expected",
    }
)  # fmt: skip
_CARRYING = frozenset({"pay", "make", "begin", "start", "continue", "conclude", "end"})
# Between a visitor and "on a visit" there may be "who is", "currently" and the name of a country.
_BESIDE = 6
_TO_REACH = 4


def find_visits(scene: Scene, events: list[Event]) -> list[Event]:
    """Make visits of the meetings whose own words say that they were part of one.

    Gives the events without those that the same visit is then told by twice.
    """
    twice: list[Event] = []
    for event in events:
        if event.form is not Form.MEETING or event.status is not Status.HELD:
            continue
        if event.background or event.headline or len(event.people) < 2 or len(event.parties) != 2:
            continue
        own = [i for i in event.sentences if i < scene.walked]
        behind = [i + 1 for i in own if i + 1 < scene.walked and i + 1 not in own]
        found = (_told_in(scene, event, i, own=i in own) for i in (*own, *behind))
        host = next((code for code in found if code is not None), None)
        if host is None:
            continue
        event.form, event.destination = Form.VISIT, host
        for other in events:
            if other is not event and other not in twice and _is_same_visit(event, other):
                absorb(event, other)
                twice.append(other)
    return [event for event in events if event not in twice]


def _is_same_visit(event: Event, other: Event) -> bool:
    if other.form is not Form.VISIT or other.destination != event.destination:
        return False
    same = other.status is event.status and set(other.people) <= set(event.people)
    return same and bool(other.people) and compatible(event.date, other.date)


def _told_in(scene: Scene, event: Event, index: int, *, own: bool) -> str | None:
    """The country that one of those who met visited, as a sentence says; None if it does not."""
    sentence = scene.document.sentences[index]
    if sentence.role is not ParagraphRole.BODY or "visit" not in sentence.vocabulary:
        return None
    for at, word in enumerate(sentence.words):
        noun = sentence.tokens[word.last - 1]
        if word.lower != "visit" or _is_another(noun):
            continue
        homes = set(_visitors(scene, event, sentence, at, noun, own=own))
        named = _destination(scene, sentence, at)
        if own and named in event.parties and homes:
            homes = set(event.parties) - {named}
        hosts = [code for code in event.parties if code not in homes]
        if len(homes) != 1 or len(hosts) != 1 or demonym_of(hosts[0]) is None:
            continue
        where = None if event.place is None else city_party(event.place)
        leads_there = named in (None, hosts[0]) or (own and not named)
        if where in (None, hosts[0]) and leads_there:
            if not own:
                event.about.append(index)
                event.links.append(sentence.word_link("parties", at, at + 1, hosts[0], "visit"))
            return hosts[0]
    return None


def _is_another(noun: Token) -> bool:
    return any(child.lower_ in _OTHER for child in noun.children)


def _visitors(
    scene: Scene, event: Event, sentence: Sentence, at: int, noun: Token, *, own: bool
) -> Iterator[str]:
    """The home of whom of the two the visit is: by "his" or "B's", or beside "on a visit"."""
    actors = scene.actors(sentence.index)
    during = noun.head.lower_ == "during" or noun.head.head.lower_ == "during"
    for whose in children(noun, "poss"):
        actor = covering(sentence, actors, whose)
        by_name = actor is not None and actor.form is not ActorForm.PRONOUN
        if actor is not None and (own or (during and by_name)):
            yield from (p.party for p in actor.people if p in event.people and p.party)
        return
    carried = noun.dep_ == "dobj" and noun.head.lemma_.lower() in _CARRYING
    if not own or not (noun.head.lower_ == "on" or carried):
        return
    leading = sentence.position(noun.head)
    if leading is None or leading > at:
        return
    for actor in reversed(actors):
        if actor.right <= leading and actor.people:
            near = leading - actor.right <= _BESIDE
            yield from (p.party for p in actor.people if near and p in event.people and p.party)
            return


def _destination(scene: Scene, sentence: Sentence, at: int) -> str | None:
    """The country or city that "a visit to" names; an empty one for "the Pacific nation"."""
    for i in range(at + 1, at + 1 + _TO_REACH):
        if sentence.lower(i) in ("to", "in"):
            behind = range(i + 1, i + 1 + _TO_REACH)
            named = (p.code for p in scene.parties[sentence.index] if p.first in behind)
            return next(named, "")
    return None
