"""Summoned envoys: "the foreign ministry summoned the Norwegian ambassador"."""

from knowledge.extraction.events import Event
from knowledge.extraction.grammar.clauses import children, covering
from knowledge.extraction.grammar.status import status_of
from knowledge.extraction.meetings.rules.sides import two_sided
from knowledge.extraction.meetings.rules.spot import Spot
from knowledge.extraction.named.actors import Actor, ActorForm
from knowledge.extraction.named.parties import PartyForm
from knowledge.extraction.parsing.tokens import Token
from knowledge.extraction.scene import Scene
from knowledge.model import Form

SUMMONING = frozenset({"summon", "convoke"})
"""The verbs by which envoys are summoned."""

_SUMMONED = ("dobj", "nsubjpass", "npadvmod", "oprd")
_STATE = frozenset({PartyForm.NAME, PartyForm.DEMONYM, PartyForm.STATE_BODY})
# Where envoys are summoned to.
_MINISTRIES = frozenset({"ministry", "office", "department", "mfa"})


def summons(scene: Scene, spot: Spot) -> Event | None:
    """An envoy before the government that summoned them; None for courts and witnesses."""
    if spot.lemma not in SUMMONING or spot.token.pos_ != "VERB":
        return None
    envoy = _envoy(spot)
    status = status_of(spot.sentence, spot.token)
    if envoy is None or status is None:
        return None
    host = [actor for actor in spot.subject() if actor is not envoy and actor.people]
    ministry = host or _ministry(scene, spot, envoy)
    of_states = not envoy.people
    rule = "envoy summoned"
    return two_sided(spot, Form.MEETING, status, ministry, [envoy], rule, of_states=of_states)


def _envoy(spot: Spot) -> Actor | None:
    for child in children(spot.token, *_SUMMONED):
        actor = covering(spot.sentence, spot.actors, child)
        if actor is not None and actor.form in (ActorForm.NAME, ActorForm.OFFICE):
            offices = {office for person in actor.people for office in person.offices}
            words = {spot.sentence.lower(i) for i in range(actor.left, actor.right)}
            words |= {word for office in offices for word in office.split()}
            return actor if words & {"ambassador", "ambassadors", "envoy", "chargé"} else None
    return None


def _ministry(scene: Scene, spot: Spot, envoy: Actor) -> list[Actor]:
    """The state whose ministry summons: in the subject, behind "by", or behind "to"."""
    for noun in _summoners(spot):
        first, last = spot.sentence.position(noun.left_edge), spot.sentence.position(noun)
        if first is None or last is None:
            continue
        for party in scene.parties[spot.sentence.index]:
            own = first <= party.first <= last and party.code not in envoy.parties
            if own and party.form in _STATE:
                return [Actor(party.first, last + 1, (), (party.code,), ActorForm.OFFICE)]
    return []


def _summoners(spot: Spot) -> list[Token]:
    found = children(spot.token, "nsubj")
    for agent in children(spot.token, "agent", "prep"):
        if agent.lower_ in ("by", "to"):
            found += [n for n in children(agent, "pobj") if agent.lower_ == "by" or _is_ministry(n)]
    return found


def _is_ministry(noun: Token) -> bool:
    return noun.lower_ in _MINISTRIES
