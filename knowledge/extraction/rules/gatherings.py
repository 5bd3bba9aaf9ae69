"""Gatherings: summits, and meetings that somebody convenes or that several attend."""

from knowledge.extraction.actors import Actor, ActorForm
from knowledge.extraction.clauses import after_word, ruling_verb, subject_of
from knowledge.extraction.events import Event, gather, without_doubles
from knowledge.extraction.lexicon import meetings
from knowledge.extraction.parties import PartyForm
from knowledge.extraction.rules.noun_phrase import owner, parties_before, told
from knowledge.extraction.rules.sides import two_sided
from knowledge.extraction.rules.spot import Spot
from knowledge.extraction.scene import Scene
from knowledge.extraction.status import is_background
from knowledge.model import Form, Status

_CONVENING = frozenset({"convene", "chair"})
# "The summit was hosted by …": verbs of which a summit is the subject.
_HOLDING_PASSIVE = frozenset({"attend", "chair", "host", "open"})
# How far before its noun a body stands, and "their".
_BODY_REACH = 5
_OWN_REACH = 4
_MANY = 3


def summit(scene: Scene, spot: Spot) -> Event | None:
    """A summit with the people or parties that are named as attending it."""
    telling = told(scene, spot)
    if telling is None or telling.form is not Form.SUMMIT:
        return None
    verb = ruling_verb(spot.token)
    subject = [] if verb is None else subject_of(spot.sentence, spot.actors, verb)
    partner = after_word(spot.sentence, spot.actors, spot.at + 1, ("with", "between"), 6)
    if partner:
        host = [actor for actor in owner(spot) if actor.form is not ActorForm.PRONOUN]
        one = host or subject
        return two_sided(spot, Form.SUMMIT, telling.status, one, partner, "summit with")
    people, parties, links = gather(without_doubles(subject))
    lemma = "" if verb is None else verb.lemma_.lower()
    takes_part = _takes_part(spot, lemma)
    of_two = parties_before(scene, spot)
    bodies = _bodies(scene, spot)
    of_leaders = any(a.form is ActorForm.OFFICE for a in subject) and len(parties) > 1
    many = (len(parties) >= _MANY or of_leaders) and (takes_part or _is_theirs(spot))
    attends = lemma in meetings().attend_body or _travels_for(spot, lemma)
    one_body = bool(people and bodies) and attends
    if not many and not (takes_part and ((of_two and people) or one_body)):
        return None
    if not many:
        parties.extend(code for actor in of_two for code in actor.parties)
    travelling = _travels_for(spot, lemma)
    # Who travels to a summit has not been there yet.
    ahead = travelling and telling.status is Status.HELD
    return Event(
        form=Form.SUMMIT,
        status=Status.PLANNED if ahead else telling.status,
        people=people,
        parties=list(dict.fromkeys([*parties, *bodies])),
        sentence=spot.sentence.index,
        rule="summit travelled to" if travelling else "summit",
        token=spot.token,
        background=is_background(spot.token),
        definite=True,
        links=links,
    )


def gathering(scene: Scene, spot: Spot, status: Status, side: list[Actor]) -> Event | None:
    """A meeting that one officer convenes or chairs, or that three or more attend."""
    verb = ruling_verb(spot.token, auxiliary=False)
    if verb is None or spot.token.dep_ not in ("dobj", "pobj"):
        return None
    lemma = verb.lemma_.lower()
    people, parties, links = gather(without_doubles(side))
    attended = lemma in meetings().attend and len(people) >= _MANY
    one_officer = len(people) == 1 and bool(people[0].title)
    convened = lemma in _CONVENING and one_officer and spot.token.dep_ == "dobj"
    if not (attended or convened):
        return None
    bodies = _bodies(scene, spot) if attended else []
    return Event(
        form=Form.SUMMIT if attended and len(parties) >= _MANY else Form.MEETING,
        status=status,
        people=people,
        parties=list(dict.fromkeys([*parties, *bodies])),
        sentence=spot.sentence.index,
        rule=f"gathering {lemma}",
        token=spot.token,
        background=is_background(spot.token),
        definite=True,
        links=links,
    )


def _takes_part(spot: Spot, lemma: str) -> bool:
    """True when the verb above says that its subject attends, holds or hosts the summit."""
    if spot.token.dep_ == "nsubjpass":
        return lemma in _HOLDING_PASSIVE
    takes_part = lemma in meetings().attend or lemma in meetings().carriers
    return (takes_part or _travels_for(spot, lemma)) and spot.token.dep_ in ("dobj", "pobj")


def _travels_for(spot: Spot, lemma: str) -> bool:
    """ "Travels to Kigali for the summit"."""
    trigger = meetings().trigger(lemma)
    behind = spot.token.head.lower_ == "for"
    return behind and trigger is not None and trigger.form == "visit"


def _is_theirs(spot: Spot) -> bool:
    """ "Their first summit"."""
    return any(spot.lower(-step) == "their" for step in range(1, _OWN_REACH + 1))


def _bodies(scene: Scene, spot: Spot) -> list[str]:
    """The organisation whose meeting it is: "the CSTO Collective Security Council meeting"."""
    return [
        party.code
        for party in scene.parties[spot.sentence.index]
        if party.form is PartyForm.BODY and 0 <= spot.at - party.last <= _BODY_REACH
    ]
