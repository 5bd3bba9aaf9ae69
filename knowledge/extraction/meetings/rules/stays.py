"""Visits without a verb of travelling: who is in a place for talks, or leads others there."""

from knowledge.extraction.events import Event
from knowledge.extraction.grammar.clauses import children, ruling_verb
from knowledge.extraction.grammar.status import status_of
from knowledge.extraction.lexicon import meetings
from knowledge.extraction.meetings.rules.destinations import destination_of, place_behind
from knowledge.extraction.meetings.rules.spot import Spot
from knowledge.extraction.meetings.rules.travelling import visit_of
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.parsing.tokens import Token
from knowledge.extraction.scene import Scene
from knowledge.model import Status

BEING = frozenset({"is", "are", "was", "were", "be", "been"})
"""The forms of "be" by which somebody is in a place."""

WAYS = frozenset({"route", "way"})
"""What somebody may be on who goes to a place."""

STAYING = BEING | WAYS
"""The words at which a stay may be told."""

LEADING = frozenset({"lead", "head", "take", "bring"})
"""The verbs by which a delegation may be led."""

# "Is currently in", "will also be in".
_ADVERBS = frozenset({"currently", "also", "now", "still", "already", "presently", "both"})
# How far behind the place its purpose may stand.
_PURPOSE_REACH = 9


def is_staying(sentence: Sentence, at: int) -> bool:
    """True for "is in", "was currently in", "en route to": where a stay may be told."""
    follows = sentence.lower(at + 1)
    if sentence.lower(at) not in BEING:
        return follows == "to"
    return follows == "in" or (follows in _ADVERBS and sentence.lower(at + 2) == "in")


def stay(scene: Scene, spot: Spot) -> Event | None:
    """ "A is in Rome for talks with B", "A was in Rome to meet B"."""
    if spot.word not in BEING:
        return None
    leading = spot.at + 1 + (spot.lower(1) != "in")
    destination = place_behind(scene, spot, leading)
    if destination is None or not _has_purpose(spot, destination.last):
        return None
    status = status_of(spot.sentence, spot.token)
    if status is None:
        return None
    return visit_of(spot, status, spot.subject(), destination, "stay")


def on_the_way(scene: Scene, spot: Spot) -> Event | None:
    """ "Is en route to Rome", "is on her way to Rome"."""
    if not (spot.word == "route" and spot.lower(-1) == "en") and not (
        spot.word == "way" and spot.lower(-1) in ("his", "her", "their") and spot.lower(-2) == "on"
    ):
        return None
    destination = place_behind(scene, spot, spot.at + 1)
    verb = ruling_verb(spot.token)
    if destination is None or verb is None or verb.lower_ not in BEING:
        return None
    status = status_of(spot.sentence, verb)
    ahead = Status.PLANNED if status is Status.HELD and verb.lower_ in ("is", "are") else status
    return None if ahead is None else visit_of(spot, ahead, spot.subject(), destination, "en route")


def _has_purpose(spot: Spot, start: int) -> bool:
    """ "For talks", "to attend": that somebody came there as an officer and does not live there."""
    for i in range(start, min(start + _PURPOSE_REACH, len(spot.sentence.words))):
        lower = spot.sentence.lower(i)
        token = spot.sentence.tokens[spot.sentence.words[i].last - 1]
        if lower in ("for", "on"):
            nouns = {noun.lower_ for noun in children(token, "pobj")}
            if nouns & meetings().purposes:
                return True
        if spot.sentence.lower(i - 1) == "to" and token.lemma_.lower() in meetings().purposeful:
            return True
    return False


def leading(scene: Scene, spot: Spot) -> Event | None:
    """ "A led a delegation to Rome": the leader goes there too."""
    if spot.lemma not in LEADING or spot.token.pos_ != "VERB":
        return None
    group = next((n for n in children(spot.token, "dobj") if _travels(n)), None)
    at = None if group is None else spot.sentence.position(group)
    if at is None or at < spot.at:
        return None
    destination = destination_of(scene, spot, at + 1, ("to",))
    status = status_of(spot.sentence, spot.token)
    if destination is None or status is None:
        return None
    return visit_of(spot, status, spot.subject(), destination, "delegation led")


def _travels(noun: Token) -> bool:
    return noun.lemma_.lower() in meetings().travelling or noun.lower_ in meetings().travelling
