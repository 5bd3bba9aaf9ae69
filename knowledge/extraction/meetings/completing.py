"""Completing an event: the date, place and occasion that its own sentence and the scene give."""

import re

from knowledge.extraction.events import Event
from knowledge.extraction.grammar.clauses import children, ruling_verb
from knowledge.extraction.grammar.status import (
    auxiliaries,
    is_called_off_later,
    tells_of_cancelling,
)
from knowledge.extraction.grammar.when import Dated
from knowledge.extraction.grammar.where import occasion_of
from knowledge.extraction.lexicon import meetings
from knowledge.extraction.meetings.lasting import last_on
from knowledge.extraction.meetings.placing import set_place
from knowledge.extraction.meetings.rules.signings import is_signing
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.parsing.tokens import Token
from knowledge.extraction.scene import Scene
from knowledge.model import Form, Status

_FULL_DAY = re.compile(r"\d{4}-\d\d-\d\d\Z")
_PRESENT = frozenset({"travels", "arrives", "hosts", "meets", "receives", "flies", "departs"})
_DAY = len("2022-11-14")
_MONTH = len("2022-11")
_BEGINNING = frozenset({"start", "begin", "open", "run", "end", "conclude"})
_GOING = frozenset({"is", "are", "'s"})
_PAST = frozenset({"last", "yesterday", "ago", "yesterday's", "yesterday’s"})
_NEXT = frozenset({"next", "tomorrow", "coming", "later"})


def complete(scene: Scene, sentence: Sentence, event: Event) -> None:
    """Add what an event's own sentence says of it, and what the lead says of its section."""
    if event.status is Status.PLANNED and is_called_off_later(sentence, event.token):
        event.status = Status.CANCELLED
    _set_date(scene, sentence, event)
    if _is_past(event):
        event.status = Status.HELD
    if _is_ahead(scene, event):
        event.status = Status.PLANNED
    if _is_under_way(scene, event):
        event.status = Status.HELD
    if not event.by_hint or is_signing(event.token):
        set_place(scene, sentence, event)
    event.occasion = occasion_of(sentence, event.token)
    _without_host_of_occasion(event)
    in_section = scene.heading(sentence) is not None
    own_meeting = event.form is Form.MEETING and not event.background
    if event.occasion is None and scene.lead is not None and in_section and own_meeting:
        event.occasion, link = scene.lead
        event.links.append(link)


def _without_host_of_occasion(event: Event) -> None:
    """ "Met A and B on the sidelines of the G20 summit": the G20 did not meet anybody."""
    if event.form is not Form.MEETING or event.occasion is None:
        return
    names = set(event.occasion.split())
    acting = {person.party for person in event.people}
    rest = [code for code in event.parties if code in acting or code not in names]
    if len(rest) > 1:
        event.parties = rest


def _set_date(scene: Scene, sentence: Sentence, event: Event) -> None:
    """The date that belongs to the event; a hint needs a full day to get one."""
    present = _is_present(event.token) and not event.headline
    tense = Status.PLANNED if present else event.status
    dated = scene.calendar.of_event(sentence, event.token, tense)
    if dated is None and event.form is Form.VISIT:
        dated = _of_what_follows(scene, sentence, event.token, tense)
    if dated is None:
        last_on(sentence, event)
    if dated is None or event.rule == "summit travelled to":
        return  # "Arrived on Monday for the summit": the day is that of the journey.
    if event.rule == "verb return":
        # The day of coming home is not that of the visit.
        dated = Dated(dated.value[:_MONTH], dated.link) if len(dated.value) == _DAY else dated
    if not event.weak or len(dated.value) >= _DAY:
        event.date = dated.value
        if dated.link is not None:
            event.links.append(dated.link)
    last_on(sentence, event)


def _of_what_follows(
    scene: Scene, sentence: Sentence, token: Token, status: Status
) -> Dated | None:
    """ "Will visit Japan and attend the forum in Tokyo on May 4": the day of the whole journey."""
    verb = token if token.pos_ == "VERB" else ruling_verb(token)
    for other in () if verb is None else children(verb, "conj"):
        if other.pos_ == "VERB" and other.lemma_.lower() in meetings().attend:
            return scene.calendar.of_event(sentence, other, status)
    return None


def _is_present(token: Token) -> bool:
    """True for the present tense, also where "travels" was taken for a noun.

    So for "the visit starts on Thursday", by its noun.
    """
    above = token.head
    if token.dep_ == "nsubj" and above.lemma_.lower() in _BEGINNING:
        return above.tag_ in ("VBZ", "VBP")
    if token.dep_ == "pobj" and above.lower_ == "for" and _goes(above.head):
        return above.head.tag_ in ("VBZ", "VBP")  # "Flies to Rome on Thursday for talks"
    if token.dep_ == "dobj" and above.lemma_.lower() in meetings().carriers:
        going = above.tag_ == "VBG" and not auxiliaries(above).isdisjoint(_GOING)
        return going or above.tag_ in ("VBZ", "VBP")
    return token.tag_ in ("VBZ", "VBP") or (token.pos_ != "VERB" and token.lower_ in _PRESENT)


def _goes(verb: Token) -> bool:
    trigger = meetings().trigger(verb.lemma_.lower())
    return trigger is not None and trigger.form == Form.VISIT


def _is_on_the_way(token: Token) -> bool:
    """ "Is heading to Rome": has not been there."""
    on = _goes(token) and token.lemma_.lower() != "visit" and token.tag_ == "VBG"
    return on and not auxiliaries(token).isdisjoint(_GOING)


def _is_past(event: Event) -> bool:
    """ "Will report on last month's summit": what is spoken of is past."""
    noun = event.token.pos_ in ("NOUN", "PROPN")
    return noun and event.status is Status.PLANNED and bool(_dated_by(event) & _PAST)


def _dated_by(event: Event) -> set[str]:
    dates = (link.mention.lower().split() for link in event.links if link.field == "date")
    return {word for words in dates for word in words}


def _is_ahead(scene: Scene, event: Event) -> bool:
    """ "On Wednesday he travels to Georgetown": what has a date to come has not been yet."""
    published = scene.article.published
    token = event.token
    if event.status is Status.HELD and event.date is None and _is_on_the_way(token):
        return True
    if event.status is not Status.HELD or event.date is None or published is None:
        return False
    present = (_is_present(token) or token.tag_ == "VBG") and not event.headline
    later = event.date[: len(published)] > published[: len(event.date)]
    return later or (present and _says_next(event))


def _says_next(event: Event) -> bool:
    """ "Next week", "later this month": to come, though the month has begun."""
    return not _dated_by(event).isdisjoint(_NEXT)


def called_off(sentence: Sentence, events: list[Event]) -> None:
    """ "The trip was cancelled", said of the plan that the sentence before told."""
    near = [e for e in events if e.status is Status.PLANNED and not e.headline]
    if not near or sentence.index - near[-1].sentence not in (1, 2):
        return
    event = near[-1]
    noun = tells_of_cancelling(sentence)
    forms = meetings().nouns
    if noun is None or (Form(forms[noun]) is Form.VISIT) is not (event.form is Form.VISIT):
        return
    event.status = Status.CANCELLED
    event.sentences.append(sentence.index)
    event.links.append(sentence.link("status", str(Status.CANCELLED), "called off"))


def _is_under_way(scene: Scene, event: Event) -> bool:
    """ "Will visit from 14 to 16 December", published on the 14th: it has begun."""
    published = scene.article.published
    if event.status is not Status.PLANNED or event.date is None or published is None:
        return False
    if any(link.via == "duration" for link in event.links):
        return False  # "Is set to arrive on Monday on a five-day tour"
    first, _, last = event.date.partition("/")
    days = (first, last, published)
    return all(_FULL_DAY.match(day) for day in days) and first <= published <= last
