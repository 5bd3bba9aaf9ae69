"""The two sides of a meeting: whom a phrase names, and the event that both make together."""

from knowledge.extraction.actors import Actor, ActorForm
from knowledge.extraction.clauses import after_word, children, covering, listed
from knowledge.extraction.document import Sentence
from knowledge.extraction.events import Event, gather, without_doubles
from knowledge.extraction.lexicon import meetings
from knowledge.extraction.register import Person
from knowledge.extraction.rules.spot import Spot
from knowledge.extraction.status import is_background
from knowledge.extraction.tokens import Token
from knowledge.model import Form, Status

_BY_VIDEO = frozenset({"virtually", "virtual", "videoconference", "video"})
_OFFICIAL = frozenset({ActorForm.OFFICE, ActorForm.DELEGATION})
# How far before the word "summit" a "for" makes it what people met for.
_FOR_REACH = 8


def two_sided(
    spot: Spot, form: Form, status: Status, one: list[Actor], other: list[Actor], rule: str
) -> Event | None:
    """An event of two sides, None unless two different identified parties take part."""
    people, parties, links = gather(without_doubles([*one, *other]))
    if not _are_two_sides(one, other, people, parties):
        return None
    return Event(
        form=_settled_form(spot, form, people, parties),
        status=status,
        people=people,
        parties=parties,
        sentence=spot.sentence.index,
        rule=rule,
        token=spot.token,
        background=is_background(spot.token),
        links=links,
    )


def _are_two_sides(
    one: list[Actor], other: list[Actor], people: list[Person], parties: list[str]
) -> bool:
    alone = not other and len(one) < 2 and len(people) < 2
    if not one or alone:
        return False
    if people:
        return len(people) >= 2 or len(parties) >= 2
    # Two countries without a person: only where each side is an office or a delegation.
    official = [actor for actor in (*one, *other) if actor.form in _OFFICIAL]
    return len(parties) >= 2 and len(official) >= 2


def _settled_form(spot: Spot, form: Form, people: list[Person], parties: list[str]) -> Form:
    """A meeting of many for a summit is one, a meeting by video is a call."""
    if form is not Form.MEETING:
        return form
    if _is_summit(spot.sentence, people, parties):
        return Form.SUMMIT
    nearby = (spot.lower(offset) for offset in range(-3, 4))
    return Form.CALL if any(word in _BY_VIDEO for word in nearby) else form


def _is_summit(sentence: Sentence, people: list[Person], parties: list[str]) -> bool:
    summits = [i for i, word in enumerate(sentence.words) if word.lower == "summit"]
    if not summits or len(parties) < 3:
        return False
    if len(parties) >= 4 and len(people) >= 4:
        return True
    if all(sentence.lower(i - 1) == "of" for i in summits):
        return False
    before = range(max(summits[0] - _FOR_REACH, 0), summits[0])
    return any(sentence.lower(i) == "for" for i in before)


def people_numbers(actors: list[Actor]) -> set[int]:
    """Which people actors mean, to count and compare them."""
    return {person.number for actor in actors for person in actor.people}


def group_of(spot: Spot, noun: Token) -> list[Actor]:
    """ "senior officials from Australia, Japan, and New Zealand", "African leaders from …"."""
    groups = meetings().groups
    at = spot.sentence.position(noun)
    if at is None or (noun.lemma_.lower() not in groups and noun.lower_ not in groups):
        return []
    return after_word(spot.sentence, spot.actors, at + 1, ("from", "of"), 2)


def object_of(spot: Spot, preposition: Token) -> list[Actor] | None:
    """Whom the noun behind a preposition means, by name or as a group; None without a noun."""
    for child in children(preposition, "pobj"):
        actor = covering(spot.sentence, spot.actors, child)
        return group_of(spot, child) if actor is None else listed_with(spot, actor)
    return None


def listed_with(spot: Spot, actor: Actor) -> list[Actor]:
    """The list of actors in the sentence that an actor belongs to."""
    return listed(spot.sentence, spot.actors, actor)
