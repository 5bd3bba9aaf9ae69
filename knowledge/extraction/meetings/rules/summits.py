"""Summits: with the people or parties that attend them, and those that are only said to be held."""

from knowledge.extraction.events import Event, gather, without_doubles
from knowledge.extraction.grammar.clauses import (
    after_word,
    at_word,
    children,
    covering,
    is_infinitive,
    ruling_verb,
    subject_of,
)
from knowledge.extraction.grammar.status import auxiliaries, is_background
from knowledge.extraction.lexicon import meetings, places
from knowledge.extraction.meetings.rules.gatherings import bodies_of
from knowledge.extraction.meetings.rules.noun_phrase import (
    brought_together,
    led_by,
    owner,
    parties_before,
    takes_place,
    told,
)
from knowledge.extraction.meetings.rules.sides import listed_with, two_sided
from knowledge.extraction.meetings.rules.spot import Spot
from knowledge.extraction.named.actors import Actor, ActorForm
from knowledge.extraction.named.parties import PartyForm
from knowledge.extraction.parsing.tokens import Token
from knowledge.extraction.scene import Scene
from knowledge.model import Form, Link, Status

# "The summit was hosted by …": verbs of which a summit is the subject.
_HOLDING_PASSIVE = frozenset({"attend", "chair", "host", "open"})
_AMONG = ("between", "among", "of")
# How far behind its noun a partner stands, and how far before it "their".
_REACH = 6
_OWN_REACH = 4
_MANY = 3
# "Among | those attending", "attendees | include".
_THOSE = frozenset({"among", "those", "attendees", "participants", "attending", "guests"})
_ARE = frozenset({"are", "were", "include", "included", "was", "is"})
_THERE_REACH = 9
_ACTING = frozenset({ActorForm.OFFICE, ActorForm.GROUP})
_TAKING_PLACE = frozenset({"take", "hold", "run"})
_HOLDING = frozenset({"hold", "have"})
_HOSTING = frozenset({"host", "co-host", "chair", "hold", "organise", "organize"})


def summit(scene: Scene, spot: Spot) -> Event | None:
    """A summit with the people or parties that are named as attending it."""
    telling = told(scene, spot)
    if telling is None or telling.form is not Form.SUMMIT or _is_aside(spot):
        return None
    verb = ruling_verb(spot.token)
    subject = [] if verb is None else subject_of(spot.sentence, spot.actors, verb)
    partner = after_word(spot.sentence, spot.actors, spot.at + 1, ("with",), _REACH)
    among = after_word(spot.sentence, spot.actors, spot.at + 1, _AMONG, _REACH)
    if len(among) > 1:
        held = takes_place(spot)
        rule = "summit between"
        event = two_sided(spot, Form.SUMMIT, telling.status, among, [], rule, of_states=held)
        if event is not None:
            event.general = event.general or not held
        return event
    if partner:
        host = [actor for actor in owner(spot) if actor.form is not ActorForm.PRONOUN]
        one = host or subject
        form = Form.CALL if spot.lower(-1) in meetings().phone else Form.SUMMIT
        event = two_sided(spot, form, telling.status, one, partner, "summit with")
        return _with_parties(event, [*parties_before(scene, spot)], bodies_of(scene, spot))
    if spot.token.dep_ == "nsubjpass" and verb is not None:
        subject = _attendees(spot, verb) or subject
    theirs = _is_theirs(spot)
    together = brought_together(spot) or led_by(spot) or _attending(spot)
    subject = together or [*subject, *_joined(spot, verb)]
    people, parties, links = gather(without_doubles(subject))
    lemma = "" if verb is None else verb.lemma_.lower()
    takes_part = _takes_part(spot, lemma)
    of_two = parties_before(scene, spot)
    bodies = bodies_of(scene, spot) or _whose_leaders(scene, spot, lemma)
    own = verb is not None and _says_it_was(verb) and not bodies and not of_two
    again, told_before = _summit_again(scene, spot) if own else ([], [])
    bodies, links = [*bodies, *again], [*links, *told_before]
    of_leaders = any(a.form is ActorForm.OFFICE for a in subject) and len(parties) > 1
    many = (len(parties) >= _MANY or of_leaders) and (takes_part or theirs)
    many = many or (theirs and len(people) > 1 and len(parties) > 1)
    of_peers = len(people) > 1 and lemma in _HOLDING and len({p.party for p in people}) > 1
    many = many or (of_peers and takes_part) or (bool(together) and len(parties) >= _MANY)
    attends = lemma in meetings().attend_body or _travels_for(spot, lemma)
    one_body = bool(people and (bodies or _is_named(spot))) and attends
    if not many and not (takes_part and ((of_two and people) or one_body)):
        event = _held_by_itself(scene, spot, telling.status, of_two, bodies)
        if event is not None and lemma in _HOSTING:
            event.parties = list(dict.fromkeys([*event.parties, *parties]))
        if event is not None:
            event.links.extend(told_before)
        return event
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
        general=not many and not bodies,
        links=links,
    )


def _attendees(spot: Spot, verb: Token) -> list[Actor]:
    """ "Was attended by the heads of its members, A, B and C": everybody named to the next verb."""
    words = spot.sentence.words
    at = spot.sentence.position(verb)
    start = next((i for i in range(at or 0, len(words)) if words[i].lower == "by"), len(words))
    named = [a for a in spot.actors if a.left > start and a.form is ActorForm.NAME]
    first = named[0].left if named else len(words)
    end = next((i for i in range(first, len(words)) if words[i].pos == "VERB"), len(words))
    named = [actor for actor in named if actor.left < end]
    return named if len(named) >= _MANY else []


def _joined(spot: Spot, verb: Token | None) -> list[Actor]:
    """ "A joined B and C for the summit", "A was joined by B and C": the others too."""
    if verb is None or verb.lemma_.lower() != "join":
        return []
    others = children(verb, "dobj", "nsubjpass")
    found = (covering(spot.sentence, spot.actors, other) for other in others)
    return [a for each in found if each is not None for a in listed_with(spot, each)]


def _attending(spot: Spot) -> list[Actor]:
    """ "Among those attending the summit are A, B and C"."""
    if spot.sentence.lower(0) not in _THOSE:
        return []
    for i in range(spot.at + 1, min(spot.at + _THERE_REACH, len(spot.sentence.words))):
        if spot.sentence.lower(i) in _ARE:
            return at_word(spot.sentence, spot.actors, i + 1)
    return []


def _is_aside(spot: Spot) -> bool:
    """ "On the sidelines of the summit": where others met."""
    above = spot.token.head
    return above.lower_ == "of" and above.head.lower_ in places().sidelines


def _is_named(spot: Spot) -> bool:
    """ "The inaugural Water Security Summit": a name of its own, though of no known body."""
    words = spot.sentence.words
    return spot.at > 0 and words[spot.at].capital and words[spot.at - 1].capital


def _says_it_was(verb: Token) -> bool:
    """True for a verb with its own subject that tells of attending or holding, not of the end."""
    if not children(verb, "nsubj", "nsubjpass") or "had" in auxiliaries(verb):
        return False
    lemma = verb.lemma_.lower()
    return lemma in _TAKING_PLACE or lemma in meetings().attend_body


def _summit_again(scene: Scene, spot: Spot) -> tuple[list[str], list[Link]]:
    """ "The summit": of the body whose summit was told before."""
    if "the" not in (spot.lower(-1), spot.lower(-2), spot.lower(-3)):
        return [], []
    for sentence in reversed(scene.document.sentences[: spot.sentence.index]):
        for i, word in enumerate(sentence.words):
            if word.lower not in ("summit", "summits"):
                continue
            before = [p for p in scene.parties[sentence.index] if 0 <= i - p.last <= _OWN_REACH]
            codes = [p.code for p in before if p.form is PartyForm.BODY]
            if codes:
                at = spot.sentence.word_link("parties", spot.at, spot.at + 1, codes[-1], "body")
                return codes[-1:], [at]
    return [], []


def _whose_leaders(scene: Scene, spot: Spot, lemma: str) -> list[str]:
    """ "ASEAN foreign ministers agreed to hold the summit in May": the summit of the body."""
    if lemma not in _HOLDING or spot.token.dep_ != "dobj":
        return []
    acting = [a for a in spot.subject() if a.form in _ACTING and not a.people]
    return [
        party.code
        for party in scene.parties[spot.sentence.index]
        for actor in acting
        if party.form is PartyForm.BODY and actor.left <= party.first < actor.right
    ]


def _with_parties(event: Event | None, of_two: list[Actor], bodies: list[str]) -> Event | None:
    """ "The second India-CARICOM summit with A": those whose summit it is take part."""
    if event is not None:
        codes = [code for actor in of_two for code in actor.parties]
        event.parties = list(dict.fromkeys([*event.parties, *codes, *bodies]))
    return event


def _held_by_itself(
    scene: Scene, spot: Spot, status: Status, of_two: list[Actor], bodies: list[str]
) -> Event | None:
    """ "The next ASEAN summit will be held in September", "the A-B-C summit on April 11"."""
    parties = [code for actor in of_two for code in actor.parties]
    if not parties and not (bodies and takes_place(spot)):
        return None
    return Event(
        form=Form.SUMMIT,
        status=status,
        people=[],
        parties=list(dict.fromkeys(parties or bodies)),
        sentence=spot.sentence.index,
        rule="summit held",
        token=spot.token,
        background=is_background(spot.token),
        general=True,
        of_body=not parties,
    )


def _takes_part(spot: Spot, lemma: str) -> bool:
    """True when the verb above says that its subject attends, holds or hosts the summit."""
    if spot.token.dep_ == "nsubjpass":
        return lemma in _HOLDING_PASSIVE
    takes_part = lemma in meetings().attend or lemma in meetings().carriers
    return (takes_part or _travels_for(spot, lemma)) and spot.token.dep_ in ("dobj", "pobj")


def _travels_for(spot: Spot, lemma: str) -> bool:
    """ "Travels to Kigali for the summit", "arrived in Kigali to attend the summit"."""
    trigger = meetings().trigger(lemma)
    if spot.token.head.lower_ == "for":
        return trigger is not None and trigger.form == "visit"
    verb = ruling_verb(spot.token)
    if verb is None or not is_infinitive(verb) or verb.dep_ not in ("advcl", "xcomp"):
        return False
    above = meetings().trigger(verb.head.lemma_.lower())
    return above is not None and above.form == "visit"


def _is_theirs(spot: Spot) -> bool:
    """ "Their first summit"."""
    return any(spot.lower(-step) == "their" for step in range(1, _OWN_REACH + 1))
