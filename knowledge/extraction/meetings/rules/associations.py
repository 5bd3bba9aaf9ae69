"""Meetings with a named association: "met the Northern Tea Growers Guild, led by its chair, B".

One officer meets an organisation of the country, which has no party of its own.
"""

from knowledge.extraction.events import Event, gather
from knowledge.extraction.grammar.clauses import at_word
from knowledge.extraction.grammar.status import is_background, status_of
from knowledge.extraction.lexicon import meetings
from knowledge.extraction.meetings.rules.noun_phrase import holder, is_carried, owner
from knowledge.extraction.meetings.rules.spot import Spot
from knowledge.extraction.named.actors import Actor
from knowledge.extraction.scene import Scene
from knowledge.model import Form

# How far behind its verb or noun the name may begin, and how long it may be.
_REACH = 7
_LONGEST = 8
_LED_REACH = 8
_LEADING = frozenset({"led", "headed", "represented"})
_INSIDE = frozenset({"of", "for", "and", "the"})
_MEETING = frozenset({"meet", "receive", "host", "consult", "confer", "lunch", "dine"})
_NOUNS = frozenset({"meeting", "talks", "breakfast", "lunch", "dinner", "discussions", "dialogue"})

STARTS = _MEETING | _NOUNS
"""The verbs and nouns that `with_association` reads."""


def with_association(scene: Scene, spot: Spot) -> Event | None:
    """An officer's meeting with an association, or with representatives of one."""
    verb = spot.lemma in _MEETING
    if not verb and not (spot.word in _NOUNS and is_carried(spot)):
        return None
    subject = spot.subject() if verb else owner(spot) or holder(spot)
    people, parties, links = gather([actor for actor in subject if actor.people])
    end = _name_end(spot) if len(people) == 1 and people[0].title and parties else None
    status = None if end is None else status_of(spot.sentence, spot.token)
    if end is None or status is None:
        return None
    leaders, _, _ = gather(_led_by(spot, end))
    return Event(
        form=Form.MEETING,
        status=status,
        people=[*people, *(person for person in leaders if person not in people)],
        parties=parties,
        sentence=spot.sentence.index,
        rule="with association",
        token=spot.token,
        background=is_background(spot.token),
        links=links,
    )


def _name_end(spot: Spot) -> int | None:
    """The word behind the association's name, None where none is named."""
    words = spot.sentence.words
    start = spot.at + 1
    while start < min(spot.at + _REACH, len(words)) and not words[start].capital:
        if words[start].pos in ("VERB", "PUNCT") or words[start].lower in ("to", "at", "in"):
            return None
        start += 1
    end = start
    while end < min(start + _LONGEST, len(words)):
        if not (words[end].capital or words[end].lower in _INSIDE):
            break
        end += 1
        if words[end - 1].lower in meetings().associations and end - start > 1:
            return end
    return None


def _led_by(spot: Spot, end: int) -> list[Actor]:
    for i in range(end, min(end + _LED_REACH, len(spot.sentence.words))):
        if spot.sentence.lower(i) in _LEADING and spot.sentence.lower(i + 1) == "by":
            return at_word(spot.sentence, spot.actors, i + 2)
    return []
