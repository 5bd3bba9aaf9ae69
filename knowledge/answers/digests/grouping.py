"""Facts that are told together: those of one event, or of the same people on the same day.

A story begins with an event, a meeting or an agreement. What the same article tells of it joins: in
the same sentence, or a little further on, by or among those who take part and on no other day. Of
several events that fit, the one told right before it is meant: so what a host says to one visitor
does not end up with another. What belongs to no event is a story of its own.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge.answers.common import days
from knowledge.answers.digests.rules import ORDER
from knowledge.base.arrivals import Arrival
from knowledge.model import (
    Fact,
    Kind,
    MeetingFact,
    MilestoneFact,
    RoleFact,
    StatementFact,
    parties_of,
    people_of,
)

FURTHER_ON = 1_500
"""Characters behind an event within which the nearer one is the one that is meant."""

_SEVERAL = 2
_MONTH = 31


@dataclass(frozen=True, slots=True)
class _Card:
    """What is compared of a fact; `starts` is where each article begins to tell it.

    What is `recalled` from long before draws nothing but its own sentence to it.
    """

    arrival: Arrival
    day: tuple[int, int] | None
    people: frozenset[str]
    parties: frozenset[str]
    sentences: frozenset[tuple[str, int]]
    starts: dict[str, int]
    recalled: bool

    @property
    def fact(self) -> Fact:
        return self.arrival.fact

    @property
    def keys(self) -> list[object]:
        """Facts that share none of these are not told together."""
        return [*self.starts, (self.people, self.day)]


def grouped(arrivals: Sequence[Arrival]) -> list[list[Arrival]]:
    """The facts as stories, each fact in one; the first in the given order leads its story.

    The others follow by their kinds, events first, own words before reported ones.
    """
    place = {one.fact.id: number for number, one in enumerate(arrivals)}

    def by_kind(card: _Card) -> tuple[int, bool, int]:
        reported = isinstance(card.fact, StatementFact) and not card.fact.direct
        return ORDER.index(card.fact.kind), reported, place[card.fact.id]

    stories: list[list[_Card]] = []
    # Which stories tell of an article, or of people and their day: no others can be meant.
    beside: dict[object, list[int]] = defaultdict(list)
    for card in sorted(map(_card, arrivals), key=by_kind):
        among = {number for key in card.keys for number in beside[key]}
        nearness, story = max(
            ((_nearest(stories[number], card), -number) for number in among), default=(0, 0)
        )
        if nearness > 0:
            number = -story
            stories[number].append(card)
        else:
            number = len(stories)
            stories.append([card])
        for key in card.keys:
            beside[key].append(number)
    return [_led([card.arrival for card in told], place) for told in stories]


def _led(told: list[Arrival], place: Mapping[str, int]) -> list[Arrival]:
    """The facts of a story behind the one that leads it."""
    lead = min(told, key=lambda one: place[one.fact.id])
    return [lead, *(one for one in told if one is not lead)]


def _card(arrival: Arrival) -> _Card:
    fact = arrival.fact
    span = None if isinstance(fact, RoleFact) else days(fact.date)
    new = [source for source in fact.sources if source.reading in arrival.readings]
    told = [source.evidence[0] for source in new if source.evidence]
    out = [when[0] for source in new if (when := days(source.published)) is not None]
    past = span is not None and bool(out) and (min(out) - span[1]).days > _MONTH
    starts: dict[str, int] = {}
    for item in told:
        starts[item.article] = min(item.start, starts.get(item.article, item.start))
    return _Card(
        arrival,
        None if span is None else (span[0].toordinal(), span[1].toordinal()),
        frozenset(ref.id for ref in people_of(fact)),
        frozenset(parties_of(fact)),
        frozenset((item.article, item.start) for item in told),
        starts,
        past or (bool(new) and all(source.background for source in new)),
    )


def _nearest(story: Sequence[_Card], card: _Card) -> int:
    """How surely a fact belongs to a story: the larger the surer; 0 where it does not."""
    return max(_nearness(told, card) for told in story)


def _nearness(lead: _Card, card: _Card) -> int:
    if isinstance(card.fact, RoleFact) or isinstance(lead.fact, RoleFact):
        return 0
    apart = lead.day is not None and card.day is not None and not _overlap(lead.day, card.day)
    if apart and not isinstance(card.fact, MilestoneFact):
        return 0
    if isinstance(card.fact, MeetingFact):
        # The talks during a visit, not two visitors of one day.
        same = lead.people == card.people and len(lead.people) >= _SEVERAL
        known = lead.day is not None and lead.day == card.day
        return 2 * FURTHER_ON if isinstance(lead.fact, MeetingFact) and same and known else 0
    if not lead.sentences.isdisjoint(card.sentences) and (lead.recalled or not card.recalled):
        return 2 * FURTHER_ON
    if lead.recalled or card.recalled:
        return 0
    behind = [
        start - lead.starts[article]
        for article, start in card.starts.items()
        if article in lead.starts
    ]
    if lead.fact.kind is card.fact.kind is Kind.STATEMENT:
        # What one speaker says goes on.
        same = bool(behind) and bool(lead.people) and lead.people == card.people
        return max(1, FURTHER_ON - min(map(abs, behind))) if same else 0
    after = [distance for distance in behind if distance >= 0]
    return max(1, FURTHER_ON - min(after)) if after and _is_of_those(lead, card) else 0


def _is_of_those(lead: _Card, card: _Card) -> bool:
    """Whether those of an event, and nobody else, have to do with a fact."""
    if lead.fact.kind not in (Kind.MEETING, Kind.AGREEMENT):
        return False
    if card.people:
        return card.people <= lead.people
    return len(card.parties) >= _SEVERAL and card.parties <= lead.parties


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] <= b[1] and b[0] <= a[1]
