"""What a later sentence says of "the talks" or "the visit" told just before: date, place, occasion.

    >>> # "A met B. The talks took place in Cairo on Monday."

It names nobody of its own, so who met is known by the sentence before; a link records that.
"""

from knowledge.dates.edtf import compatible
from knowledge.extraction.events import Event
from knowledge.extraction.grammar.clauses import children
from knowledge.extraction.grammar.where import occasion_of, place_of
from knowledge.extraction.lexicon import meetings
from knowledge.extraction.meetings.lasting import last_on
from knowledge.extraction.meetings.rules.noun_phrase import takes_place
from knowledge.extraction.meetings.rules.spot import Spot, spot_at
from knowledge.extraction.named.actors import Actor
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.scene import Scene
from knowledge.model import Form, ParagraphRole

RULE = "meeting resumed"
"""The name of the rule."""

_DEFINITE = frozenset({"the", "their", "this", "these", "his", "her", "'s", "’s"})
_NEAR = 2
# "The | two-day bilateral talks".
_BEFORE = 4
# Behind these the noun names parties of its own.
_OF_OTHERS = frozenset({"with", "between", "of", "by", "among", "to"})
_DAY = len("2022-11-14")
_MONTH = len("2022-11")
# "The meeting, | held in Cairo".
_HAPPENING = frozenset(
    {"take", "hold", "begin", "start", "last", "run", "end", "conclude", "schedule"}
)


def resume(scene: Scene, sentence: Sentence, actors: list[Actor], found: list[Event]) -> None:
    """Complete the meetings told last by what the sentence says of them."""
    if sentence.role is not ParagraphRole.BODY or not found:
        return
    nouns = meetings().nouns
    if nouns.keys().isdisjoint(sentence.vocabulary):
        return
    told_here = {event.form is Form.VISIT for event in found if event.sentence == sentence.index}
    for at, word in enumerate(sentence.words):
        form = nouns.get(word.lower)
        if form is None or (form == Form.VISIT) in told_here or not _is_definite(sentence, at):
            continue
        spot = spot_at(sentence, actors, at)
        if takes_place(spot) or _is_held(spot):
            for event in _told_before(sentence, found, Form(form), plural=word.lower.endswith("s")):
                _complete(scene, spot, event)
            return


def _is_definite(sentence: Sentence, at: int) -> bool:
    if sentence.lower(at + 1) in _OF_OTHERS:
        return False
    for i in range(at - 1, max(at - 1 - _BEFORE, -1), -1):
        if sentence.lower(i) in meetings().counting:
            return False  # "The next round of talks"
        if sentence.lower(i) in _DEFINITE:
            return True
        if sentence.words[i].pos not in ("ADJ", "NOUN", "NUM", "PUNCT"):
            return False
    return False


def _is_held(spot: Spot) -> bool:
    """ "The meeting, held in Cairo", "the visit, which runs from Monday to Wednesday"."""
    return any(verb.lemma_.lower() in _HAPPENING for verb in children(spot.token, "acl", "relcl"))


def _told_before(
    sentence: Sentence, found: list[Event], form: Form, *, plural: bool
) -> list[Event]:
    """The meetings of the sentence nearest before; several only for "the talks"."""
    fits = [
        event
        for event in found
        if not (event.headline or event.background)
        and 0 < sentence.index - event.sentence <= _NEAR
        and (event.form is Form.VISIT) is (form is Form.VISIT)
    ]
    last = [event for event in fits if event.sentence == fits[-1].sentence]
    alike = all(set(event.people) == set(last[0].people) for event in last)
    return last if plural or alike else []


def _complete(scene: Scene, spot: Spot, event: Event) -> None:
    sentence = spot.sentence
    known = (event.date, event.place, event.occasion)
    dated = scene.calendar.of_event(sentence, spot.token, event.status)
    coarse = event.date is None or len(event.date) < _DAY
    if (
        dated is not None
        and len(dated.value) >= _MONTH
        and coarse
        and compatible(event.date, dated.value)
    ):
        event.date = dated.value
        if dated.link is not None:
            event.links.append(dated.link)
        last_on(sentence, event)
    if event.place is None:
        event.place = place_of(sentence, spot.token, scene.parties[sentence.index])
    if event.occasion is None:
        event.occasion = occasion_of(sentence, spot.token)
    if known != (event.date, event.place, event.occasion):
        who = ", ".join([person.name for person in event.people] or event.parties)
        event.links.append(sentence.word_link("people", spot.at, spot.at + 1, who, "earlier event"))
        event.sentences.append(sentence.index)
