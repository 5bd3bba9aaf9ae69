"""The event that a visit makes: who travels where, at whose invitation."""

from knowledge.extraction.events import Event, gather
from knowledge.extraction.grammar.clauses import after_word, listed, ruling_verb
from knowledge.extraction.grammar.status import is_background
from knowledge.extraction.lexicon import meetings
from knowledge.extraction.meetings.rules.destinations import link_to
from knowledge.extraction.meetings.rules.spot import Spot
from knowledge.extraction.named.actors import Actor, ActorForm
from knowledge.extraction.named.parties import PartyMention
from knowledge.model import Form, Status

JOURNEY = "journey"
"""The rule of a journey whose countries are told elsewhere."""

NUMBERS = frozenset({"two", "three", "four", "five", "six", "seven", "several"})
"""Through how many countries it may lead."""

_ACTING = frozenset({ActorForm.OFFICE, ActorForm.DELEGATION, ActorForm.GROUP})
_BEHIND_LIST = (
    ".", ",", "on", "from", "in", "next", "this", "later", "for", "to", "at", "as", "last",
)  # fmt: skip


def visit_of(
    spot: Spot, status: Status, visitors: list[Actor], destination: PartyMention, rule: str
) -> Event | None:
    """A visit of people from elsewhere to a destination.

    Of officers whom nobody names too: "a Norwegian delegation visited Kenya".
    """
    people, parties, links = gather(visitors)
    travellers = [person for person in people if person.party != destination.code]
    if all(code == destination.code for code in parties):
        return None
    homes = dict.fromkeys(person.party for person in travellers if person.party)
    if not travellers:
        acting = [actor for actor in visitors if actor.form in _ACTING]
        homes = dict.fromkeys(code for actor in acting for code in actor.parties)
    if not travellers and (not homes or destination.code in homes):
        return None
    hosts, _, by_whom = gather(_inviting(spot, destination))
    further = [code for code in _further(spot, destination) if code not in homes]
    return Event(
        form=Form.VISIT,
        status=status,
        people=[*travellers, *(person for person in hosts if person not in travellers)],
        parties=list(dict.fromkeys([*homes, destination.code, *further])),
        hosts=len(travellers),
        sentence=spot.sentence.index,
        rule=rule,
        token=spot.token,
        background=is_background(spot.token),
        destination=destination.code,
        place=destination.text,
        links=[*links, *by_whom, *link_to(spot, destination)],
    )


def journey_of(spot: Spot, status: Status, visitors: list[Actor]) -> Event | None:
    """A journey through several countries that are named elsewhere: it only adds its dates."""
    people, parties, links = gather(visitors)
    if not people or is_background(spot.token):
        return None
    return Event(
        form=Form.VISIT,
        status=status,
        people=people,
        parties=parties,
        hosts=len(people),
        sentence=spot.sentence.index,
        rule=JOURNEY,
        token=spot.token,
        weak=True,
        links=links,
    )


def _further(spot: Spot, destination: PartyMention) -> list[str]:
    """The other countries of "will travel to A, B and C"."""
    actors = [a for a in spot.actors if a.left >= destination.first]
    first = next((a for a in actors if a.left <= destination.first < a.right), None)
    if first is None or first.form is not ActorForm.PARTY:
        return []
    row = listed(spot.sentence, spot.actors, first)
    ends = spot.sentence.lower(row[-1].right) in (*_BEHIND_LIST, "")
    plain = all(a.form is ActorForm.PARTY and a.left >= destination.first for a in row)
    return [code for a in row[1:] for code in a.parties] if plain and ends else []


def _inviting(spot: Spot, destination: PartyMention) -> list[Actor]:
    """Who of the destination's officers invited: "at the invitation of the King"."""
    words = spot.sentence.words
    for i in range(len(words) - 2):
        if words[i].lower != "invitation" or _other_visit_between(spot, i):
            continue
        if words[i + 1].lower in ("of", "from", "by"):
            found = after_word(spot.sentence, spot.actors, i + 1, (words[i + 1].lower,), 1)
            return [actor for actor in found if actor.parties == (destination.code,)]
    return []


def _other_visit_between(spot: Spot, i: int) -> bool:
    """True when another visit than the spot's is the nearest before word `i`."""
    return any(
        meetings().nouns.get(word.lower) == "visit" and k != spot.at and not _tells_same(spot, k)
        for k, word in enumerate(spot.sentence.words[:i])
        if k > spot.at
    )


def _tells_same(spot: Spot, k: int) -> bool:
    """ "Arrived | on a visit": the noun that hangs on the spot's own verb."""
    noun = spot.sentence.tokens[spot.sentence.words[k].last - 1]
    return ruling_verb(noun) is spot.token
