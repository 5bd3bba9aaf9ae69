"""Nouns of meeting: "talks between A and B", "his meeting with B", "a phone call with B"."""

from dataclasses import replace

from knowledge.extraction.events import Event
from knowledge.extraction.grammar.clauses import after_word, children, covering, ruling_verb
from knowledge.extraction.lexicon import meetings
from knowledge.extraction.meetings.rules.gatherings import gathering
from knowledge.extraction.meetings.rules.noun_phrase import (
    brought_together,
    holder,
    is_carried,
    is_soft,
    led_by,
    owner,
    parties_before,
    takes_place,
    told,
)
from knowledge.extraction.meetings.rules.sides import (
    listed_with,
    object_of,
    people_numbers,
    two_sided,
)
from knowledge.extraction.meetings.rules.spot import Spot
from knowledge.extraction.named.actors import Actor, ActorForm
from knowledge.extraction.scene import Scene
from knowledge.model import Form

# How far behind the noun the words that lead to its parties may stand.
_REACH = 5
_PARTNER_REACH = 6


def meeting_noun(scene: Scene, spot: Spot) -> Event | None:
    """A meeting or call between two sides, or a gathering that somebody convenes or attends."""
    telling = told(scene, spot)
    if telling is None or telling.form not in (Form.MEETING, Form.CALL):
        return None
    form, status = telling
    held = not is_soft(spot) or is_carried(spot) or takes_place(spot)
    between = _between(spot)
    if between and held:
        between = [*between, *_acting_for(spot, between)]
        return two_sided(
            spot, form, status, between, [], "noun between", of_states=takes_place(spot)
        )
    together = brought_together(spot) or led_by(spot)
    if together:
        return two_sided(spot, form, status, together, [], "noun bringing together")
    of_two = parties_before(scene, spot)
    if of_two:
        rule = "noun of two parties"
        return two_sided(spot, form, status, of_two, [], rule, of_states=takes_place(spot))
    side = owner(spot)
    partner = [actor for actor in _partner(spot, form) if actor not in side]
    if not side and not held:
        return None
    if not side or (partner and people_numbers(side) == people_numbers(partner)):
        side = holder(spot)
    side = [actor for actor in (*side, *_accompanied(spot)) if actor not in partner]
    side = _rather_who_went_on(scene, spot, side, partner)
    if partner and any(_is_pair_of_others(actor, partner) for actor in side):
        return None
    if _is_about_somebody_else(side, partner):
        return None
    if not partner and (_accompanied(spot) or _is_only_object(spot)):
        return None  # "B joined A for the talks": with somebody told elsewhere.
    if not partner:
        partner = _addressee(spot, side)
    gathered = None if partner else gathering(scene, spot, status, side)
    return gathered or two_sided(
        spot, form, status, side, partner, "noun with", of_states=is_carried(spot)
    )


def _between(spot: Spot) -> list[Actor]:
    """ "Talks between A and B", "a conversation took place between A and B"."""
    words = ("between", "among")
    found = after_word(spot.sentence, spot.actors, spot.at + 1, words, _REACH)
    if found or not takes_place(spot):
        return found
    verb = ruling_verb(spot.token)
    at = None if verb is None else spot.sentence.position(verb)
    if at is None or at < spot.at:
        return []
    return after_word(spot.sentence, spot.actors, at + 1, words, _PARTNER_REACH)


def _acting_for(spot: Spot, states: list[Actor]) -> list[Actor]:
    """ "A will co-chair the dialogue between Norway and Kenya with B": who act for the two."""
    codes = {c for actor in states if actor.form is ActorForm.PARTY for c in actor.parties}
    if len(codes) < 2 or not is_carried(spot):
        return []
    beside = after_word(spot.sentence, spot.actors, states[-1].right, ("with",), 2)
    acting = [*holder(spot), *beside]
    return [a for a in acting if a.people and a.parties and set(a.parties) <= codes]


def _accompanied(spot: Spot) -> list[Actor]:
    """ "C will accompany A at the meeting with B": A has it too."""
    verb = ruling_verb(spot.token, auxiliary=False)
    if verb is None or verb.lemma_.lower() not in ("accompany", "join"):
        return []
    objects = (covering(spot.sentence, spot.actors, c) for c in children(verb, "dobj"))
    return [actor for actor in objects if actor is not None and actor.people]


def _rather_who_went_on(
    scene: Scene, spot: Spot, side: list[Actor], partner: list[Actor]
) -> list[Actor]:
    """ "During the meeting with C, the two leaders …" after A met B: the one whom the text is on.

    That is the one of A and B who is named more often.
    """
    if len(side) != 1 or not partner or not _is_pair_of_others(side[0], partner):
        return side
    if not all(actor.form is ActorForm.NAME for actor in partner):
        return side
    first, *others = sorted(side[0].people, key=lambda person: -person.mentions)
    if any(person.mentions == first.mentions for person in others) or not first.party:
        return side
    at = side[0]
    link = spot.sentence.word_link("people", at.left, at.right, first.name, "pair")
    return [
        replace(at, people=(first,), parties=(first.party,), form=ActorForm.NAME, links=(link,))
    ]


def _is_about_somebody_else(side: list[Actor], partner: list[Actor]) -> bool:
    """ "The two leaders reviewed their contacts with China": whom they speak about."""
    of_two = len({p.party for actor in side for p in actor.people}) > 1
    return of_two and bool(partner) and all(a.form is ActorForm.PARTY for a in partner)


def _is_only_object(spot: Spot) -> bool:
    """ "Measures to advance talks", "they backed the talks": nobody is said to hold them."""
    verb = ruling_verb(spot.token)
    of_other = verb is not None and verb.lemma_.lower() not in meetings().assembling
    return spot.token.dep_ == "dobj" and of_other and not is_carried(spot)


def _is_pair_of_others(actor: Actor, partner: list[Actor]) -> bool:
    """True when "the two leaders" was taken for others than those whom this meeting is with."""
    people = {person for other in partner for person in other.people}
    return actor.form is ActorForm.PAIR and bool(people) and not people <= set(actor.people)


def _partner(spot: Spot, form: Form) -> list[Actor]:
    """Whom the meeting is with; calls are also "from" and "to" somebody."""
    words: tuple[str, ...] = ("with", "from", "to") if form is Form.CALL else ("with",)
    if spot.word in meetings().meals:
        words = ("with", "for")
    elif spot.lower(-1) in meetings().formal:
        words = ("on", "upon", "to", "with")
    elif spot.word in meetings().conferences:
        words = ("with", "alongside")
    if spot.word in meetings().meals and not _behind(spot, words):
        return _honoured(spot)
    return _behind(spot, words) or _partner_by_grammar(spot)


def _behind(spot: Spot, words: tuple[str, ...]) -> list[Actor]:
    return after_word(spot.sentence, spot.actors, spot.at + 1, words, _PARTNER_REACH)


def _honoured(spot: Spot) -> list[Actor]:
    """ "A dinner in honour of B"."""
    for i in range(spot.at + 1, spot.at + _PARTNER_REACH):
        if spot.sentence.lower(i) in ("honour", "honor"):
            return after_word(spot.sentence, spot.actors, i + 1, ("of",), 2)
    return _partner_by_grammar(spot)


def _partner_by_grammar(spot: Spot) -> list[Actor]:
    for preposition in children(spot.token, "prep"):
        if preposition.lower_ == "with":
            partner = object_of(spot, preposition)
            if partner is not None:
                return partner
        if preposition.lower_ == "of":
            # "a meeting of A and B"
            for child in children(preposition, "pobj"):
                actor = covering(spot.sentence, spot.actors, child)
                members = [] if actor is None else listed_with(spot, actor)
                if len(members) > 1:
                    return members
    return []


def _addressee(spot: Spot, side: list[Actor]) -> list[Actor]:
    """ "At the meeting, A told B": the object of the main verb."""
    if spot.word not in ("meeting", "talks", "call", "conversation", "audience"):
        return []
    verb = ruling_verb(spot.token, auxiliary=False)
    if verb is None or spot.lower(1) == "with":
        return []
    passive = bool(children(verb, "nsubjpass"))
    if spot.token.dep_ != "pobj" and not (spot.token.dep_ == "dobj" and passive):
        return []
    for child in children(verb, "dobj", "dative", "nsubjpass"):
        actor = covering(spot.sentence, spot.actors, child)
        if actor is not None and actor.people and not actor.possessive and actor not in side:
            return listed_with(spot, actor)
    for agent in children(verb, "agent"):
        for child in children(agent, "pobj"):
            actor = covering(spot.sentence, spot.actors, child)
            if actor is not None and actor.people and actor not in side:
                return [actor]
    return []
