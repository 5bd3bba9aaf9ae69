"""Completing an event: the date, place and occasion that its own sentence and the scene give."""

import re
from datetime import date, timedelta

from knowledge.extraction.events import Event
from knowledge.extraction.grammar.clauses import children, climb, ruling_verb
from knowledge.extraction.grammar.status import (
    auxiliaries,
    is_called_off_later,
    tells_of_cancelling,
)
from knowledge.extraction.grammar.when import Dated
from knowledge.extraction.grammar.where import occasion_of, place_of
from knowledge.extraction.lexicon import meetings
from knowledge.extraction.meetings.rules.signings import is_signing
from knowledge.extraction.named.parties import PartyForm, PartyMention, city_party
from knowledge.extraction.parsing.datelines import find_dateline
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.parsing.tokens import Token
from knowledge.extraction.scene import Scene
from knowledge.model import Form, ParagraphRole, Status
from knowledge.names.gazetteer import party_name

_FULL_DAY = re.compile(r"\d{4}-\d\d-\d\d\Z")
_PRESENT = frozenset({"travels", "arrives", "hosts", "meets", "receives", "flies", "departs"})
_DAY = len("2022-11-14")
_MONTH = len("2022-11")
_LENGTH = re.compile(r"(?P<days>[2-7]|two|three|four|five|six|seven)-day\Z")
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_ENDS = frozenset({"return", "end", "conclude", "wrap", "finish", "complete"})
_BEGINNING = frozenset({"start", "begin", "open", "run", "end", "conclude"})
_HERE_REACH = 16
_GOING = frozenset({"is", "are", "'s"})
_PAST = frozenset({"last", "yesterday", "ago", "yesterday's", "yesterday’s"})
_NEXT = frozenset({"next", "tomorrow", "coming", "later"})
# What lasts for days, by the form of meeting.
_LASTING = {
    Form.VISIT: frozenset({"visit", "trip", "tour", "stay"}),
    Form.SUMMIT: frozenset({"summit", "gathering"}),
}


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
        _set_place(scene, sentence, event)
    event.occasion = occasion_of(sentence, event.token)
    in_section = scene.heading(sentence) is not None
    own_meeting = event.form is Form.MEETING and not event.background
    if event.occasion is None and scene.lead is not None and in_section and own_meeting:
        event.occasion, link = scene.lead
        event.links.append(link)


def _set_place(scene: Scene, sentence: Sentence, event: Event) -> None:
    """The city or venue in the event's sentence, or the dateline's city for "met here"."""
    country_only = _country_only(event)
    if event.place is not None and not country_only:
        return
    place = place_of(sentence, event.token, scene.parties[sentence.index])
    if place is not None and (not country_only or city_party(place) == event.destination):
        event.place = place
    elif country_only and not _another_goes(sentence, event.token):
        city = _city_in(scene, sentence, event.destination)
        event.place = event.place if city is None else city.text
    at = sentence.position(event.token)
    dateline = find_dateline(scene.article)
    if event.place is not None or dateline is None or at is None:
        return
    here = next((i for i in range(at + 1, at + _HERE_REACH) if sentence.lower(i) == "here"), None)
    if here is not None and _is_of(sentence.tokens[sentence.words[here].first], event.token):
        event.place = dateline.city
        event.links.append(sentence.word_link("place", here, here + 1, dateline.city, "dateline"))


def _is_of(here: Token, token: Token) -> bool:
    """ "Held talks with B here": below the event or the verb that carries it."""
    return here.head.i in {token.i, token.head.i} or any(a.i == here.head.i for a in climb(token))


def _another_goes(sentence: Sentence, token: Token) -> bool:
    """True where the sentence tells of another journey, whose city it may name."""
    own = {token.i, *(above.i for above in climb(token) if above.i == token.head.i)}
    verb = ruling_verb(token)
    own |= set() if verb is None else {verb.i}
    return any(
        other.i not in own
        and other.pos_ == "VERB"
        and (trigger := meetings().trigger(other.lemma_.lower())) is not None
        and trigger.form == Form.VISIT
        for other in sentence.tokens
    )


def settle_place(scene: Scene, event: Event) -> None:
    """The article's own place line holds for what took place and names no other place.

    So does the city in a caption that shows those who met.
    """
    if event.background:
        return
    if event.status is Status.HELD and (event.place is None or _country_only(event)):
        _place_by_caption(scene, event)
    if scene.place is None or event.place is not None:
        return
    if event.form in (Form.MEETING, Form.SUMMIT) and event.status is Status.HELD:
        event.place, link = scene.place
        event.links.append(link)


def _place_by_caption(scene: Scene, event: Event) -> None:
    for sentence in scene.document.sentences:
        if sentence.role is not ParagraphRole.CAPTION or len(event.people) < 2:
            continue
        shown = {mention.person for mention in scene.register.mentions[sentence.index]}
        city = _city_in(scene, sentence, event.destination)
        if set(event.people) <= shown and city is not None:
            event.place = city.text
            event.links.append(sentence.link("place", city.text, "caption"))
            event.about.append(sentence.index)
            return


def _city_in(scene: Scene, sentence: Sentence, country: str | None) -> PartyMention | None:
    """The city that a sentence names behind "in", "at" or "to"; of `country`, if that is given."""
    for mention in scene.parties[sentence.index]:
        leads = sentence.lower(mention.first - 1) in ("in", "at", "to")
        if mention.form is PartyForm.CITY and leads and country in (None, mention.code):
            return mention
    return None


def _country_only(event: Event) -> bool:
    """True for a visit of which only the country is known."""
    return event.destination is not None and event.place == party_name(event.destination)


def _set_date(scene: Scene, sentence: Sentence, event: Event) -> None:
    """The date that belongs to the event; a hint needs a full day to get one."""
    present = _is_present(event.token) and not event.headline
    tense = Status.PLANNED if present else event.status
    dated = scene.calendar.of_event(sentence, event.token, tense)
    if dated is None and event.form is Form.VISIT:
        dated = _of_what_follows(scene, sentence, event.token, tense)
    if dated is None or event.rule == "summit travelled to":
        return  # "Arrived on Monday for the summit": the day is that of the journey.
    if event.rule == "verb return":
        # The day of coming home is not that of the visit.
        dated = Dated(dated.value[:_MONTH], dated.link) if len(dated.value) == _DAY else dated
    if not event.weak or len(dated.value) >= _DAY:
        event.date = dated.value
        if dated.link is not None:
            event.links.append(dated.link)
    if event.form in _LASTING and _FULL_DAY.match(dated.value):
        _last_for_days(sentence, event, dated.value)


def _of_what_follows(
    scene: Scene, sentence: Sentence, token: Token, status: Status
) -> Dated | None:
    """ "Will visit Japan and attend the forum in Tokyo on May 4": the day of the whole journey."""
    verb = token if token.pos_ == "VERB" else ruling_verb(token)
    for other in () if verb is None else children(verb, "conj"):
        if other.pos_ == "VERB" and other.lemma_.lower() in meetings().attend:
            return scene.calendar.of_event(sentence, other, status)
    return None


def _is_over(event: Event) -> bool:
    """True for "returned on Saturday from a two-day visit": the day told is the last one."""
    token = event.token
    ending = any(t.tag_ == "VBG" and t.lemma_.lower() in _ENDS for t in token.subtree)
    return ending or any(above.lemma_.lower() in _ENDS for above in climb(token))


def _last_for_days(sentence: Sentence, event: Event, day: str) -> None:
    """ "Arrived on Sunday on a three-day visit": one day and the length give both ends."""
    if event.token.head.lower_ in ("after", "following"):
        return  # "Remarks made after a three-day visit on Wednesday": neither end of it.
    for i, word in enumerate(sentence.words):
        apart = sentence.lower(i + 1) in ("day", "days")  # "A two day visit"
        length = _LENGTH.match(f"{word.lower}-day" if apart else word.lower)
        lasting = _LASTING[event.form]
        near = [sentence.lower(k) for k in range(i + 1, i + 4)]
        further = "tour" in near and event.token.lower_ != "tour"  # Of several countries.
        if length is None or further or lasting.isdisjoint(near):
            continue
        days = timedelta(days=(_NUMBERS.get(length["days"]) or int(length["days"])) - 1)
        first, last = date.fromisoformat(day), date.fromisoformat(day)
        if _is_over(event):
            first -= days
        else:
            last += days
        event.date = f"{first.isoformat()}/{last.isoformat()}"
        event.links.append(sentence.word_link("date", i, i + 1, event.date, "duration"))


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
