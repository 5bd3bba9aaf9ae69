"""Hints: what two people do together, or one says to another under a heading of two countries.

Alone they are weak; they count beside a second signal, which is recorded with them.
"""

from knowledge.extraction.events import Event, gather
from knowledge.extraction.grammar.clauses import children, covering, is_infinitive
from knowledge.extraction.grammar.status import status_of
from knowledge.extraction.lexicon import meetings, references, titles
from knowledge.extraction.meetings.rules.sides import is_by_phone, two_sided
from knowledge.extraction.meetings.rules.spot import Spot
from knowledge.extraction.named.actors import Actor, ActorForm
from knowledge.extraction.named.headings import PairHeading
from knowledge.extraction.named.register import Person
from knowledge.extraction.scene import Scene
from knowledge.model import Form, Status

_OFFICES = frozenset({ActorForm.OFFICE, ActorForm.GROUP, ActorForm.DELEGATION})
_SUPPORT = frozenset({"meeting", "talks", "summit", "visit", "visiting"})


def joint_act(scene: Scene, spot: Spot) -> Event | None:
    """Two people of different parties who do something together."""
    if not _is_joint(spot.lemma) or is_infinitive(spot.token) or _is_sent(spot):
        return None
    subject = [actor for actor in spot.subject() if actor.people]
    if subject and subject[0].form is ActorForm.PAIR:
        noun = spot.sentence.lower(subject[0].right - 1)
        is_leaders = noun in references().leaders
        return _under_heading(scene, spot, subject, "heading joint act") if is_leaders else None
    if not subject and spot.lemma in meetings().joint_strong:
        return _of_offices(spot)
    people, parties, _ = gather(subject)
    if len(people) < 2 or len(parties) < 2 or not all(person.offices for person in people):
        return None
    if status_of(spot.sentence, spot.token) is not Status.HELD:
        return None
    event = two_sided(spot, Form.MEETING, Status.HELD, subject, [], f"joint {spot.lemma}")
    strong = spot.lemma in meetings().joint_strong or _is_ceremonial(spot)
    if event is not None and not strong:
        event.weak = True
        event.definite = _is_supported(scene, spot)
        _explain(scene, spot, event)
    return event


def _is_sent(spot: Spot) -> bool:
    """ "Exchanged congratulatory messages": what is sent is no meeting."""
    return spot.lemma == "exchange" and any(
        thing.lemma_.lower() in meetings().not_met for thing in children(spot.token, "dobj")
    )


def _of_offices(spot: Spot) -> Event | None:
    """ "Kenya's defence minister and his Norwegian counterpart discussed": unnamed officers."""
    acting = [actor for actor in spot.subject() if actor.form in _OFFICES]
    status = status_of(spot.sentence, spot.token)
    if len({code for actor in acting for code in actor.parties}) < 2 or status is not Status.HELD:
        return None
    return two_sided(spot, Form.MEETING, status, acting, [], f"joint {spot.lemma}")


def _is_ceremonial(spot: Spot) -> bool:
    """ "Attended the opening of", "presided over the inauguration of"."""
    prepositions = children(spot.token, "prep")
    things = [
        *children(spot.token, "dobj"),
        *(n for p in prepositions for n in children(p, "pobj")),
    ]
    return any(thing.lemma_.lower() in meetings().ceremonial for thing in things)


def address(scene: Scene, spot: Spot) -> Event | None:
    """Under "Cambodia-Canada", with a lead on meetings: A thanks, tells or asks B."""
    if spot.lemma not in meetings().address:
        return None
    actors = list(spot.subject())
    for child in children(spot.token, "dobj", "dative"):
        actor = covering(spot.sentence, spot.actors, child)
        if actor is not None and not actor.possessive:
            actors.append(actor)
    return (
        _by_visitor(spot, actors)
        or _by_phone(spot, actors)
        or _under_heading(scene, spot, actors, "heading address")
    )


def _by_visitor(spot: Spot, actors: list[Actor]) -> Event | None:
    """ "Visiting Prime Minister A told President B": one came to the other's country."""
    people = [actor for actor in actors if actor.people]
    here = any(_is_visiting(spot, actor) for actor in people)
    if len(people) != 2 or not here or status_of(spot.sentence, spot.token) is not Status.HELD:
        return None
    if len({code for actor in people for code in actor.parties}) < 2:
        return None
    return two_sided(spot, Form.MEETING, Status.HELD, people[:1], people[1:], "visitor address")


def _by_phone(spot: Spot, actors: list[Actor]) -> Event | None:
    """ "A congratulated B over the telephone"."""
    people = [actor for actor in actors if actor.people]
    status = status_of(spot.sentence, spot.token)
    if len(people) != 2 or status is None or not is_by_phone(spot):
        return None
    return two_sided(spot, Form.CALL, status, people[:1], people[1:], "address by phone")


def _is_visiting(spot: Spot, actor: Actor) -> bool:
    words = range(actor.left - 1, min(actor.left + 2, actor.right))
    return any(spot.sentence.lower(i) == "visiting" for i in words)


def _is_joint(verb: str) -> bool:
    """True for verbs of acting together, and for those of talking "with" somebody unnamed."""
    trigger = meetings().trigger(verb)
    talks_with = trigger is not None and trigger.partner == ("with",)
    return verb in meetings().joint or talks_with


def _is_supported(scene: Scene, spot: Spot) -> bool:
    """A second signal: the heading's two countries under a lead that speaks of meetings."""
    if scene.heading(spot.sentence) is not None and scene.talks_lead is not None:
        return True
    return any(word.lower in _SUPPORT for word in spot.sentence.words)


def _under_heading(scene: Scene, spot: Spot, actors: list[Actor], rule: str) -> Event | None:
    """A meeting of the two leaders whom a pair heading is about."""
    heading = scene.heading(spot.sentence)
    if heading is None or scene.talks_lead is None:
        return None
    people, _, links = gather([actor for actor in actors if actor.people])
    acting = [person for person in people if person.party in heading.parties]
    if not _are_two_parties(acting):
        acting = _with_government(scene, spot, acting, actors, heading)
    if not _are_two_parties(acting) or not all(_leads(person) for person in acting):
        return None
    if status_of(spot.sentence, spot.token) is not Status.HELD:
        return None
    event = Event(
        form=Form.MEETING,
        status=Status.HELD,
        people=acting[:2],
        parties=list(dict.fromkeys(p.party for p in acting[:2] if p.party)),
        sentence=spot.sentence.index,
        rule=rule,
        token=spot.token,
        weak=True,
        definite=True,
        links=links,
    )
    _explain(scene, spot, event)
    return event


def _are_two_parties(people: list[Person]) -> bool:
    return len({person.party for person in people}) >= 2


def _with_government(
    scene: Scene,
    spot: Spot,
    acting: list[Person],
    actors: list[Actor],
    heading: PairHeading,
) -> list[Person]:
    """ "Biden thanked the Cambodian government": its leader named in the same section."""
    named = {code for actor in actors for code in actor.parties}
    acting_for = {person.party for person in acting}
    here = scene.context.of_section(spot.sentence)
    found = list(acting)
    for code in heading.parties:
        if code in named and code not in acting_for:
            leaders = _leaders_of(here, code) or _leaders_of(scene.register.people, code)
            if len(leaders) == 1:
                found.extend(leaders)
    return found


def _leaders_of(people: list[Person], code: str) -> list[Person]:
    return [person for person in people if person.party == code and _leads(person)]


def _leads(person: Person) -> bool:
    if not person.offices.isdisjoint(titles().top_offices):
        return True
    return any("president" in office for office in person.offices)


def _explain(scene: Scene, spot: Spot, event: Event) -> None:
    """Record the heading and the lead that make a weak signal a meeting."""
    heading = scene.heading(spot.sentence)
    if heading is not None and scene.talks_lead is not None:
        parties = ", ".join(event.parties)
        event.links.append(heading.sentence.link("parties", parties, "heading"))
        event.links.append(scene.talks_lead)
