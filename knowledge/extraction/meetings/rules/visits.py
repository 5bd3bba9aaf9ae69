"""Visits: verbs and nouns of visiting, and where they lead."""

from knowledge.extraction.events import Event, gather
from knowledge.extraction.grammar.clauses import (
    after_word,
    children,
    climb,
    ruling_verb,
    subject_of,
)
from knowledge.extraction.grammar.status import is_background, status_of
from knowledge.extraction.lexicon import meetings
from knowledge.extraction.meetings.rules.destinations import NO_PLACE, destination_of, place_behind
from knowledge.extraction.meetings.rules.noun_phrase import holder, owner, told
from knowledge.extraction.meetings.rules.spot import Spot
from knowledge.extraction.meetings.rules.travelling import NUMBERS, journey_of, visit_of
from knowledge.extraction.named.actors import Actor, ActorForm
from knowledge.extraction.named.parties import PartyMention
from knowledge.extraction.scene import Scene
from knowledge.model import Form, Status
from knowledge.names.gazetteer import party_name

EXPECTING = frozenset({"expect", "due", "await"})
"""The words by which a visitor is expected."""

# "Touched down in", "set off for".
_PARTICLES = {"touch": frozenset({"down"}), "set": frozenset({"off", "out"})}
_LANDS = frozenset({"nation", "country", "nations", "countries", "leg", "stop", "state"})
_TOUR_REACH = 6
_BY_REACH = 5


def visit_verb(scene: Scene, spot: Spot) -> Event | None:
    """ "A visited Japan", "A will travel to Georgetown", "A left for Seoul"."""
    trigger = meetings().trigger(spot.lemma)
    if trigger is None or trigger.form != "visit":
        return None
    lemma = spot.token.lemma_.lower()
    particles = {child.lower_ for child in children(spot.token, "prt", "advmod")}
    if lemma in _PARTICLES and not particles & _PARTICLES[lemma]:
        return None
    if lemma in ("leave", "depart", "set"):
        destination = destination_of(scene, spot, spot.at + 1, ("for",))
    elif lemma == "return":
        destination = destination_of(scene, spot, spot.at + 1, ("from",))
    elif "to" in trigger.partner:
        destination = destination_of(scene, spot, spot.at + 1, ("to", "in", "into", "at"))
        if destination is None and lemma == "arrive":
            destination = place_behind(scene, spot, spot.at)  # "Has arrived Nairobi"
    else:
        destination = place_behind(scene, spot, spot.at)
    status = status_of(spot.sentence, spot.token)
    if destination is None or status is None:
        return None
    if lemma == "return" and status is not Status.HELD:
        return None
    return visit_of(spot, status, spot.subject(), destination, f"verb {lemma}")


def visit_noun(scene: Scene, spot: Spot) -> Event | None:
    """ "A's visit to Japan", "a visit by A", "arrived in Russia on a working visit"."""
    telling = told(scene, spot)
    if telling is None or telling.form is not Form.VISIT:
        return None
    status = telling.status
    leading = ("to", "of", "in") if spot.word == "tour" else ("to", "in")
    destination = destination_of(scene, spot, spot.at + 1, leading)
    visitors = owner(spot)
    if not visitors:
        found = after_word(spot.sentence, spot.actors, spot.at + 1, ("by", "of"), 3)
        # "A tour of Norway"
        visitors = [] if all(a.form is ActorForm.PARTY for a in found) else found
    if not visitors and destination is not None:
        # "A visit to Japan last month by A"
        visitors = after_word(spot.sentence, spot.actors, destination.last, ("by",), _BY_REACH)
    if not visitors:
        visitors = holder(spot) or _after_opening(spot)
    if destination is None and visitors and visitors[-1].left > spot.at:
        # "The visit by A to Norway"
        behind = destination_of(scene, spot, visitors[-1].right, ("to", "in"))
        # "The visit of the President of Norway | to Kenya", where that was taken for one title
        destination = behind or destination_of(scene, spot, visitors[-1].left + 1, ("to",))
    visitors, destination, status = _that_is_made(scene, spot, visitors, destination, status)
    if destination is None:
        destination = _host_country(scene, spot) or _antecedent(scene, spot)
    if destination is None and _is_tour(spot):
        return journey_of(spot, status, visitors)
    if destination is None:
        return _visit_to_speaker(scene, spot, visitors, status) or _visit_under_heading(
            scene, spot, visitors, status
        )
    visitors = [actor for actor in visitors if destination.code not in actor.parties]
    return visit_of(spot, status, visitors, destination, "noun visit")


def _is_tour(spot: Spot) -> bool:
    """ "A three-nation tour", "visits to four Latin American countries"."""
    around = range(max(spot.at - _TOUR_REACH, 0), spot.at + _TOUR_REACH)
    words = {part for i in around for part in spot.sentence.lower(i).split("-")}
    return not words.isdisjoint(_LANDS) and not words.isdisjoint(NUMBERS)


def _after_opening(spot: Spot) -> list[Actor]:
    """ "In remarks made after a visit to Japan, A warned": the subject that the opening is of."""
    root = next((above for above in climb(spot.token) if above.head.i == above.i), None)
    at = None if root is None else spot.sentence.position(root)
    if root is None or at is None or at < spot.at or root.pos_ != "VERB":
        return []
    found = subject_of(spot.sentence, spot.actors, root)
    named = any(actor.people for actor in spot.actors if actor.right <= spot.at)
    return [] if named or not found or found[0].left < spot.at else found


def _that_is_made(
    scene: Scene,
    spot: Spot,
    visitors: list[Actor],
    destination: PartyMention | None,
    status: Status,
) -> tuple[list[Actor], PartyMention | None, Status]:
    """ "The visit that A is to make to Japan": what the relative clause says."""
    for ruling in children(spot.token, "relcl", "acl"):
        # "That A is to make"
        verb = next(iter(children(ruling, "xcomp")), ruling) if ruling.lemma_ == "be" else ruling
        at = spot.sentence.position(verb)
        if at is None or verb.lemma_.lower() not in meetings().carriers:
            continue
        if not children(ruling, "nsubj"):
            continue
        made = subject_of(spot.sentence, spot.actors, verb) or visitors
        place = destination or destination_of(scene, spot, at + 1, ("to", "in"))
        return made, place, status_of(spot.sentence, verb) or status
    return visitors, destination, status


def visitor_expected(scene: Scene, spot: Spot) -> Event | None:
    """ "A is expected in Rome on Monday", "A is due in Rome"."""
    if spot.lemma not in EXPECTING or spot.token.pos_ not in ("VERB", "ADJ"):
        return None
    if spot.lower(1) not in ("in", "at"):
        return None
    destination = place_behind(scene, spot, spot.at + 1)
    if destination is None or status_of(spot.sentence, spot.token) is None:
        return None
    return visit_of(spot, Status.PLANNED, spot.subject(), destination, "visitor expected")


def _visit_to_speaker(
    scene: Scene, spot: Spot, visitors: list[Actor], status: Status
) -> Event | None:
    """ "I remember your visit": you came to the country of who says so."""
    speaker = scene.context.speaker
    yours = "your" in (spot.lower(-1), spot.lower(-2))
    if not yours or spot.token.dep_ in ("nsubj", "nsubjpass"):
        return None  # "Your visit will be a success" tells nothing of when it is.
    people, parties, links = gather([actor for actor in visitors if actor.people])
    if speaker is None or speaker.party is None or len(people) != 1 or speaker in people:
        return None
    if not parties or parties[0] == speaker.party:
        return None
    at = next(i for i in (spot.at - 1, spot.at - 2) if spot.sentence.lower(i) == "your")
    home = spot.sentence.word_link("parties", at, spot.at + 1, speaker.party, "speaker")
    return Event(
        form=Form.VISIT,
        status=status,
        people=people,
        parties=[parties[0], speaker.party],
        sentence=spot.sentence.index,
        rule="visit to speaker",
        token=spot.token,
        background=is_background(spot.token),
        destination=speaker.party,
        place=party_name(speaker.party),
        links=[*links, home],
    )


def _visit_under_heading(
    scene: Scene, spot: Spot, visitors: list[Actor], status: Status
) -> Event | None:
    """ "During his visit, Li …" under "Cambodia-China": Li came to the heading's other party."""
    heading = scene.heading(spot.sentence)
    people, parties, links = gather([actor for actor in visitors if actor.people])
    if heading is None or len(people) != 1 or len(parties) != 1:
        return None
    others = [code for code in heading.parties if code != parties[0]]
    has_owner = any(child.dep_ == "poss" for child in spot.token.children)
    if len(others) != 1 or not has_owner:
        return None
    return Event(
        form=Form.VISIT,
        status=status,
        people=people,
        parties=[parties[0], others[0]],
        sentence=spot.sentence.index,
        rule="noun visit",
        token=spot.token,
        background=is_background(spot.token),
        destination=others[0],
        place=party_name(others[0]),
        links=[*links, heading.sentence.link("parties", others[0], "heading")],
    )


def _host_country(scene: Scene, spot: Spot) -> PartyMention | None:
    """ "arrived in Russia on a working visit", "was in Myanmar for a visit"."""
    preposition = spot.token.head
    if preposition.lower_ not in ("on", "for", "during") or preposition.dep_ != "prep":
        return None
    verb = ruling_verb(spot.token)
    speaks = preposition.lower_ == "during"  # "Speaking in Rome during a visit"
    if verb is None or not (speaks or verb.lemma_.lower() in meetings().arrivals):
        return None
    start = spot.sentence.position(verb)
    if start is None or start > spot.at:
        return None
    return destination_of(scene, spot, start + 1, ("in", "to", "at"))


def _antecedent(scene: Scene, spot: Spot) -> PartyMention | None:
    """ "… to Vietnam, where she began an official visit"."""
    verb = ruling_verb(spot.token)
    if verb is None or verb.dep_ != "relcl":
        return None
    where = any(child.lower_ == "where" for child in verb.children)
    at = spot.sentence.position(verb.head)
    named = (p for p in scene.parties[spot.sentence.index] if at in range(p.first, p.last))
    place = next(named, None)
    return place if where and place is not None and place.form not in NO_PLACE else None
