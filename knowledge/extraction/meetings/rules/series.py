"""Meetings of a series: "the second such meeting was held in Rome", "their next meeting".

They name no parties: those of the meeting that was told before are meant.
"""

from collections.abc import Iterator

from knowledge.extraction.events import Event
from knowledge.extraction.grammar.clauses import ruling_verb
from knowledge.extraction.grammar.status import status_of
from knowledge.extraction.lexicon import meetings
from knowledge.extraction.meetings.rules.noun_phrase import takes_place
from knowledge.extraction.meetings.rules.spot import Spot, spot_at
from knowledge.extraction.named.actors import Actor, ActorForm
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.scene import Scene
from knowledge.model import Form, Status

RULE = "meeting again"
"""The name of the rule."""

# So many sentences later a series may go on.
_NEAR = 8
_REACH = 3
_HOSTING = frozenset({"host", "hold"})


def further_of_series(
    scene: Scene, sentence: Sentence, actors: list[Actor], found: list[Event]
) -> Iterator[Event]:
    """The further meetings of which a sentence tells.

    Each has a date of its own, and no people unless it is still to come.
    """
    words = meetings().series
    if sentence.vocabulary.isdisjoint(words) or any(actor.people for actor in _named(actors)):
        return
    before = _last(sentence, found)
    if before is None:
        return
    for at, word in enumerate(sentence.words):
        if word.lower not in words or not _is_counted(sentence, at):
            continue
        spot = spot_at(sentence, actors, at)
        status = status_of(sentence, spot.token)
        if status is None or not (takes_place(spot) or _is_hosted(spot)):
            continue
        dated = scene.calendar.of_event(sentence, spot.token, status)
        if dated is not None:
            yield _event(spot, status, before)


def _named(actors: list[Actor]) -> list[Actor]:
    return [actor for actor in actors if actor.form not in (ActorForm.PAIR, ActorForm.PRONOUN)]


def _last(sentence: Sentence, found: list[Event]) -> Event | None:
    told = [e for e in found if e.form is not Form.VISIT and len(e.parties) > 1]
    near = bool(told) and 0 < sentence.index - max(told[-1].sentences) <= _NEAR
    return told[-1] if near else None


def _is_counted(sentence: Sentence, at: int) -> bool:
    """ "The second such meeting", "their next round", "the fourth one"."""
    before = {sentence.lower(i) for i in range(max(at - _REACH, 0), at)}
    behind = {sentence.lower(i) for i in range(at + 1, at + 1 + _REACH)}
    if sentence.lower(at + 1) == "of" and behind.isdisjoint(meetings().nouns):
        return False  # "The second meeting of the board"
    return not before.isdisjoint(meetings().counting) and not before.isdisjoint(
        {"the", "their", "this", "next"}
    )


def _is_hosted(spot: Spot) -> bool:
    """ "Ganja hosted the third meeting"."""
    verb = ruling_verb(spot.token)
    return spot.token.dep_ == "dobj" and verb is not None and verb.lemma_.lower() in _HOSTING


def _event(spot: Spot, status: Status, before: Event) -> Event:
    people = list(before.people) if status is Status.PLANNED else []
    told = ", ".join(before.parties)
    return Event(
        form=before.form,
        status=status,
        people=people,
        parties=list(before.parties),
        sentence=spot.sentence.index,
        rule=RULE,
        token=spot.token,
        general=not people,
        links=[spot.sentence.word_link("parties", spot.at, spot.at + 1, told, "earlier meeting")],
    )
