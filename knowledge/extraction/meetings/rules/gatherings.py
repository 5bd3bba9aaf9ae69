"""Meetings that somebody convenes or that several attend, and what the leaders of a body hold."""

from knowledge.extraction.events import Event, gather, without_doubles
from knowledge.extraction.grammar.clauses import at_word, ruling_verb
from knowledge.extraction.grammar.status import is_background, status_of
from knowledge.extraction.lexicon import meetings, references
from knowledge.extraction.meetings.rules.spot import Spot
from knowledge.extraction.named.actors import Actor, ActorForm
from knowledge.extraction.named.parties import PartyForm
from knowledge.extraction.parsing.tokens import Token
from knowledge.extraction.scene import Scene
from knowledge.model import Form, Status

CONVENING = frozenset({"convene", "chair", "preside"})
"""Verbs by which one officer alone holds a meeting."""

TAKE_PART = "take part"
"""As good as to attend, though of two words."""

GATHERING = frozenset({"meet", "gather", "convene", "assemble", "huddle", "reconvene"})
"""The verbs by which leaders gather."""

_ACTING = frozenset({ActorForm.OFFICE, ActorForm.GROUP})
# How far before its noun a body stands.
_BODY_REACH = 5
_MANY = 3


def gathering(scene: Scene, spot: Spot, status: Status, side: list[Actor]) -> Event | None:
    """A meeting that one officer convenes or chairs, or that three or more attend."""
    verb = ruling_verb(spot.token, auxiliary=False)
    if verb is None or spot.token.dep_ not in ("dobj", "pobj"):
        return None
    lemma = verb.lemma_.lower()
    people, parties, links = gather(without_doubles(side))
    lemma = TAKE_PART if is_taking_part(verb) else lemma
    attends = lemma in meetings().attend or lemma == TAKE_PART
    bodies = list(dict.fromkeys([*bodies_of(scene, spot), *_members(scene, spot)]))
    attended = attends and (len(people) >= _MANY or bool(people and bodies))
    one_officer = len(people) == 1 and bool(people[0].title)
    convened = lemma in CONVENING and one_officer and _is_convened(spot, lemma)
    if not (attended or convened):
        return None
    many = len(parties) >= _MANY or bool(_members(scene, spot))
    return Event(
        form=Form.SUMMIT if attended and many else Form.MEETING,
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


def _members(scene: Scene, spot: Spot) -> list[str]:
    """ "A meeting of the ASEAN foreign ministers": the body whose governing members meet."""
    behind = at_word(spot.sentence, spot.actors, spot.at + 2) if spot.lower(1) == "of" else []
    row = scene.parties[spot.sentence.index]
    bodies = {party.first: party.code for party in row if party.form is PartyForm.BODY}
    return [
        bodies[i]
        for actor in behind
        if actor.form in _ACTING and not actor.people
        for i in range(actor.left, actor.right)
        if i in bodies
    ]


def is_taking_part(verb: Token) -> bool:
    """ "Take part in"."""
    return verb.lemma_.lower() == "take" and any(c.lower_ == "part" for c in verb.children)


def _is_convened(spot: Spot, lemma: str) -> bool:
    if lemma == "preside":
        return spot.token.head.lower_ in ("over", "at")
    return spot.token.dep_ == "dobj"


def of_leaders(scene: Scene, spot: Spot) -> Event | None:
    """ "ASEAN foreign ministers met", "EU leaders gathered", "the leaders of A, B and C met"."""
    if spot.lemma not in GATHERING or spot.token.pos_ != "VERB":
        return None
    side = [actor for actor in spot.subject() if not actor.people and actor.form in _ACTING]
    parties = list(dict.fromkeys(code for actor in side for code in actor.parties))
    nouns = {spot.sentence.lower(i) for actor in side for i in range(actor.left, actor.right)}
    if not nouns & references().governing:
        return None
    row = scene.parties[spot.sentence.index]
    inside = (p for p in row for a in side if a.left <= p.first < a.right)
    of_body = any(p.form is PartyForm.BODY for p in inside) or any(a.links for a in side)
    status = status_of(spot.sentence, spot.token)
    if status is None or not (len(parties) >= _MANY or (of_body and parties)):
        return None
    leaders = not nouns.isdisjoint(references().leading)
    return Event(
        form=Form.SUMMIT if leaders else Form.MEETING,
        status=status,
        people=[],
        parties=parties,
        sentence=spot.sentence.index,
        rule="leaders gather",
        token=spot.token,
        background=is_background(spot.token),
        general=True,
        of_body=of_body,
        links=[link for actor in side for link in actor.links],
    )


def bodies_of(scene: Scene, spot: Spot) -> list[str]:
    """The organisation whose meeting it is: "the CSTO Collective Security Council meeting"."""
    return [
        party.code
        for party in scene.parties[spot.sentence.index]
        if party.form is PartyForm.BODY and 0 <= spot.at - party.last <= _BODY_REACH
    ]
