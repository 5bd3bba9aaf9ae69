"""The two sides of a meeting: whom a phrase names, and the event that both make together."""

from dataclasses import replace

from knowledge.extraction.events import Event, gather, without_doubles
from knowledge.extraction.grammar.clauses import after_word, children, covering, listed
from knowledge.extraction.grammar.status import is_background
from knowledge.extraction.lexicon import meetings
from knowledge.extraction.meetings.rules.spot import Spot
from knowledge.extraction.named.actors import Actor, ActorForm
from knowledge.extraction.named.register import Person
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.parsing.tokens import Token
from knowledge.model import Form, Status

_BY_VIDEO = frozenset({"virtually", "virtual", "videoconference", "video"})
_OFFICIAL = frozenset({ActorForm.OFFICE, ActorForm.DELEGATION, ActorForm.GROUP})
# How far before the word "summit" a "for" makes it what people met for.
_FOR_REACH = 8
# How far behind an office its holder's name may stand.
_APPOSED_REACH = 5


def two_sided(
    spot: Spot,
    form: Form,
    status: Status,
    one: list[Actor],
    other: list[Actor],
    rule: str,
    *,
    of_states: bool = False,
) -> Event | None:
    """An event of two sides, None unless two different identified parties take part.

    With `of_states` also where both are only countries or bodies: "talks between A and B".
    """
    people, parties, links = gather(without_doubles([*one, *other]))
    if not _are_two_sides(one, other, people, parties, of_states=of_states):
        return None
    return Event(
        form=_settled_form(spot, form, people, parties),
        status=status,
        people=people,
        parties=parties,
        sentence=spot.sentence.index,
        rule=rule,
        token=spot.token,
        hosts=len(gather(one)[0]),
        by_phone=is_by_phone(spot),
        background=is_background(spot.token),
        general=not people and not _are_named_offices([*one, *other]),
        links=links,
    )


def _are_two_sides(
    one: list[Actor],
    other: list[Actor],
    people: list[Person],
    parties: list[str],
    *,
    of_states: bool,
) -> bool:
    alone = not other and len(one) < 2 and len(people) < 2 and len(parties) < 2
    if not one or alone:
        return False
    if people:
        return len(people) >= 2 or len(parties) >= 2
    # Two countries without a person: only where somebody acts for each.
    official = {code for a in (*one, *other) if a.form in _OFFICIAL for code in a.parties}
    return len(parties) >= 2 and (of_states or len(official) >= 2)


def _are_named_offices(actors: list[Actor]) -> bool:
    """True for "the Prime Ministers of A and B": only one person can be meant on each side."""
    return all(actor.form in (ActorForm.OFFICE, ActorForm.DELEGATION) for actor in actors)


def _settled_form(spot: Spot, form: Form, people: list[Person], parties: list[str]) -> Form:
    """A meeting of many for a summit is one, a meeting by video is a call."""
    if form is not Form.MEETING:
        return form
    if _is_summit(spot.sentence, people, parties):
        return Form.SUMMIT
    nearby = (spot.lower(offset) for offset in range(-3, 4))
    by_video = any(word in _BY_VIDEO for word in nearby)
    return Form.CALL if by_video or is_by_phone(spot) else form


def is_by_phone(spot: Spot) -> bool:
    """ "Discussed it with B by telephone", "held talks by phone"."""
    verb = spot.token if spot.token.pos_ == "VERB" else spot.token.head
    return any(
        noun.lower_ in meetings().by_phone
        for carried in (verb, *children(verb, "dobj"))
        for preposition in children(carried, "prep", "agent")
        if preposition.lower_ in ("by", "via", "over", "on")
        for noun in children(preposition, "pobj")
    )


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
        if actor is None:
            # "With the chief of the mission to Fiji, Ambassador A": the name stands beside.
            beside = (covering(spot.sentence, spot.actors, t) for t in children(child, "appos"))
            actor = next((a for a in beside if a is not None and a.people), None)
        return group_of(spot, child) if actor is None else listed_with(spot, actor)
    return None


def named_behind(spot: Spot, partner: list[Actor]) -> list[Actor]:
    """ "B's envoy to the forum, Anna Berg": the name behind an office that names nobody."""
    if len(partner) != 1 or partner[0].form is not ActorForm.OFFICE or partner[0].people:
        return partner
    office = partner[0]
    found = next((a for a in spot.actors if a.left >= office.right and a.people), None)
    if found is None or found.form is not ActorForm.NAME or found.possessive:
        return partner
    between = spot.sentence.words[office.right : found.left]
    plain = all(w.pos in ("PROPN", "NOUN", "PUNCT", "ADP", "DET", "ADJ") for w in between)
    beside = bool(between) and between[-1].lower == "," and len(between) <= _APPOSED_REACH
    same = not found.parties or found.parties == office.parties
    if not (plain and beside and same):
        return partner
    return [replace(found, parties=office.parties)]


def listed_with(spot: Spot, actor: Actor) -> list[Actor]:
    """The list of actors in the sentence that an actor belongs to."""
    return listed(spot.sentence, spot.actors, actor)
