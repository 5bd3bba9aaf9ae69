"""Verbs of meeting: meet, receive, talk, call, gather."""

from knowledge.extraction.events import Event, gather
from knowledge.extraction.grammar.clauses import after_word, at_word, children, covering
from knowledge.extraction.grammar.status import is_background, status_of
from knowledge.extraction.lexicon import Trigger, meetings
from knowledge.extraction.meetings.rules.sides import (
    group_of,
    listed_with,
    named_behind,
    object_of,
    people_numbers,
    two_sided,
)
from knowledge.extraction.meetings.rules.spot import Spot
from knowledge.extraction.named.actors import Actor, ActorForm
from knowledge.extraction.parsing.tokens import Token
from knowledge.extraction.scene import Scene
from knowledge.model import Form

_HOSTING = frozenset({"host", "co-host", "cohost"})
# What follows the object of a telephone call; anything else makes it a naming ("called him a …").
_BEHIND_CALLED = frozenset({"on", "to", "and", "from", "in", "at", "after", "before", ",", "."})
# How far behind the verb its "with" or "to" may stand.
_REACH = 8
_GROUP_REACH = 4
_APPOSED_REACH = 9


def visit_somebody(scene: Scene, spot: Spot) -> Event | None:
    """ "Visited B in hospital": somebody is visited, and no place."""
    if spot.lemma != "visit":
        return None
    partner = at_word(spot.sentence, spot.actors, spot.at + 1, 1)
    status = status_of(spot.sentence, spot.token)
    if not partner or status is None or not all(a.people for a in partner):
        return None
    if partner[0].possessive or partner[0].form is ActorForm.PRONOUN:
        return None
    return two_sided(spot, Form.VISIT, status, spot.subject(), partner, "verb visit somebody")


def call_on(scene: Scene, spot: Spot) -> Event | None:
    """ "Calling on the President": a meeting, unless somebody is called on to do something."""
    if not _is_calling_on(spot):
        return None
    partner = at_word(spot.sentence, spot.actors, spot.at + 2)
    if not partner or not all(actor.people for actor in partner):
        return None
    status = status_of(spot.sentence, spot.token)
    if spot.sentence.lower(partner[-1].right) in ("to", "for") or status is None:
        return None
    return two_sided(spot, Form.MEETING, status, spot.subject(), partner, "verb call on")


def meeting_verb(scene: Scene, spot: Spot) -> Event | None:
    """ "A met B", "A held talks …" by a verb of the lexicon with two sides."""
    trigger = meetings().trigger(spot.lemma)
    if trigger is None or trigger.form == "visit" or _is_calling_on(spot) or _is_no_meeting(spot):
        return None
    if spot.lemma == "sit" and spot.lower(1) != "down":
        return None
    subject = spot.subject()
    partner = named_behind(spot, _partner(spot, trigger))
    if "receive" in trigger.words and not partner:
        subject, partner = _received_by(spot), subject
    form = Form(trigger.form)
    if not _has_both_sides(spot, trigger, subject, partner):
        return None
    status = status_of(spot.sentence, spot.token)
    if status is None or (trigger.named and not _is_guest(spot, partner)):
        return None
    if trigger.named and _for_a_visit(spot):
        form = Form.VISIT
    event = two_sided(spot, form, status, subject, partner, f"verb {spot.lemma}")
    return event if event is not None or partner else _with_group(spot, trigger, subject)


def _received_by(spot: Spot) -> list[Actor]:
    """ "Was received in audience by B", where the parser hangs "by" on the noun."""
    if not children(spot.token, "nsubjpass"):
        return []
    return after_word(spot.sentence, spot.actors, spot.at + 1, ("by",), _REACH)


def _with_group(spot: Spot, trigger: Trigger, subject: list[Actor]) -> Event | None:
    """ "Met with a bipartisan group of senators": who they were may be told later."""
    people, parties, links = gather([actor for actor in subject if actor.people])
    nouns = [*children(spot.token, "dobj")]
    for preposition in children(spot.token, "prep"):
        if preposition.lower_ in trigger.partner:
            nouns += children(preposition, "pobj")
    members = [
        below for noun in nouns for p in children(noun, "prep") for below in children(p, "pobj")
    ]
    a_group = any(noun.lower_ in meetings().groups for noun in (*nouns, *members))
    status = status_of(spot.sentence, spot.token)
    if len(people) != 1 or not people[0].title or not a_group or status is None:
        return None
    nearby = {spot.lower(offset) for offset in range(-3, 4)}
    form = Form.CALL if nearby & meetings().phone else Form(trigger.form)
    return Event(
        form=form,
        status=status,
        people=people,
        parties=parties,
        sentence=spot.sentence.index,
        rule="verb with group",
        token=spot.token,
        background=is_background(spot.token),
        lone=True,
        links=links,
    )


def _for_a_visit(spot: Spot) -> bool:
    """ "Will welcome B on a state visit": who receives a guest has them visit."""
    return any(
        noun.lower_ == "visit"
        for preposition in (p for t in spot.token.subtree for p in children(t, "prep"))
        if preposition.lower_ in ("on", "for")
        and (preposition.head.i == spot.token.i or preposition.head.dep_ in ("dobj", "pobj"))
        for noun in children(preposition, "pobj")
    )


def _is_calling_on(spot: Spot) -> bool:
    return spot.lemma == "call" and spot.lower(1) in ("on", "upon")


def _has_both_sides(
    spot: Spot, trigger: Trigger, subject: list[Actor], partner: list[Actor]
) -> bool:
    """True when a partner is given, or the verb can do with several people as its subject."""
    several = len(people_numbers(subject)) >= 2 or _are_offices_of_several(subject)
    if not trigger.partner:
        return several
    if partner:
        return True
    if trigger.form == "call":
        # "Trump and Erdoğan spoke on the phone"
        by_phone = any(word.lower in meetings().by_phone for word in spot.sentence.words)
        return several and by_phone
    return trigger.partner != ("with",)


def _are_offices_of_several(subject: list[Actor]) -> bool:
    """ "The presidents of A and B", "officials from A and B"."""
    acting = [a for a in subject if a.form in (ActorForm.OFFICE, ActorForm.GROUP)]
    return len({code for actor in acting for code in actor.parties}) >= 2


def _is_guest(spot: Spot, partner: list[Actor]) -> bool:
    """True for a person or an office; who hosts may also host several countries."""
    if any(actor.people or actor.form is ActorForm.OFFICE for actor in partner):
        return True
    return spot.lemma in _HOSTING and len({c for a in partner for c in a.parties}) > 1


def _partner(spot: Spot, trigger: Trigger) -> list[Actor]:
    """Who is met: the verb's object, or whom it is "with"."""
    found = _object(spot) if "object" in trigger.partner else []
    prepositions = tuple(word for word in trigger.partner if word in ("with", "to"))
    return found or (_behind(spot, prepositions) if prepositions else [])


def _object(spot: Spot) -> list[Actor]:
    """Whom the verb acts on, also as the subject of a passive ("was received by the king")."""
    passive = children(spot.token, "nsubjpass") if children(spot.token, "agent") else []
    for child in (*children(spot.token, "dobj"), *passive):
        actor = covering(spot.sentence, spot.actors, child)
        if actor is None:
            group = group_of(spot, child) or _apposed(spot, child)
            if group:
                return group
        elif not actor.possessive:
            return listed_with(spot, actor)
    direct = at_word(spot.sentence, spot.actors, spot.at + 1)
    if direct and not direct[0].possessive:
        return direct
    return _group_behind(spot)


def _apposed(spot: Spot, noun: Token) -> list[Actor]:
    """ "The governors of Abc and Def, A and B": the names that follow a plural."""
    at = spot.sentence.position(noun)
    if at is None or noun.tag_ not in ("NNS", "NNPS") or noun.lower_ not in meetings().groups:
        return []
    found = next((actor for actor in spot.actors if actor.left > at and actor.people), None)
    if found is None or spot.sentence.lower(found.left - 1) != ",":
        return []
    between = spot.sentence.words[at + 1 : found.left]
    names = all(w.pos in ("PROPN", "ADP", "CCONJ", "DET", "PUNCT") for w in between)
    return listed_with(spot, found) if names and len(between) <= _APPOSED_REACH else []


def _group_behind(spot: Spot) -> list[Actor]:
    """The countries of "African leaders from A, B and C" right behind a verb."""
    sentence = spot.sentence
    start = spot.at + 1
    for i in range(start, min(start + _GROUP_REACH, len(sentence.words))):
        if sentence.lower(i) in meetings().groups and sentence.lower(i + 1) == "from":
            return at_word(sentence, spot.actors, i + 2)
        if sentence.words[i].pos in ("VERB", "ADP", "PUNCT"):
            break
    return []


def _behind(spot: Spot, prepositions: tuple[str, ...]) -> list[Actor]:
    found = after_word(spot.sentence, spot.actors, spot.at + 1, prepositions, _REACH)
    if found:
        return found
    for preposition in children(spot.token, "prep"):
        if preposition.lower_ in prepositions:
            partner = object_of(spot, preposition)
            if partner is not None:
                return partner
    return []


def _is_no_meeting(spot: Spot) -> bool:
    """ "meet the target", "met with reporters", "call for", "call on"."""
    if any(_is_thing(child) or _is_press(child) for child in children(spot.token, "dobj")):
        return True
    if spot.token.lemma_.lower() == "call" and _is_naming(spot):
        return True
    return any(
        _is_press(child)
        for preposition in children(spot.token, "prep")
        if preposition.lower_ in ("with", "to")
        for child in children(preposition, "pobj")
    )


def _is_thing(noun: Token) -> bool:
    not_met = meetings().not_met
    return noun.lemma_.lower() in not_met or noun.lower_ in not_met


def _is_press(noun: Token) -> bool:
    return noun.lemma_.lower() in meetings().press


def _is_naming(spot: Spot) -> bool:
    """ "Called him a friend", "called for": anything but a telephone call."""
    if spot.lower(1) in ("for", "it", "off"):
        return True
    for child in children(spot.token, "dobj"):
        at = spot.sentence.position(child)
        if at is not None:
            if at + 1 >= len(spot.sentence.words):
                return False
            after = spot.sentence.words[at + 1]
            return not (after.lower in _BEHIND_CALLED or after.pos in ("ADV", "PROPN"))
    named = [covering(spot.sentence, spot.actors, t) for t in children(spot.token, "oprd")]
    if named and named[0] is not None and named[0].people:
        # "Called Prime Minister A on Monday"
        return spot.sentence.lower(named[0].right) not in _BEHIND_CALLED
    return bool(children(spot.token, "oprd", "ccomp"))
