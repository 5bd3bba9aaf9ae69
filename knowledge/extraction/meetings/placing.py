"""Where an event took place: in its own sentence, the dateline, a caption or a place line."""

import re

from knowledge.dates.edtf import bounds
from knowledge.extraction.events import Event
from knowledge.extraction.grammar.clauses import climb, ruling_verb
from knowledge.extraction.grammar.where import place_of
from knowledge.extraction.lexicon import meetings
from knowledge.extraction.named.parties import PartyForm, PartyMention, city_party
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.parsing.tokens import Token
from knowledge.extraction.scene import Scene
from knowledge.model import Form, Link, ParagraphRole, Status
from knowledge.names.gazetteer import party_name

_HERE_REACH = 16
# "DOHA: The Amir received", with a city that is known.
_CAPITALS = re.compile(r"(?P<city>[A-Z][A-Z .'’-]{2,30}):\s")
# So many sentences from the start a story is about what happened where it was filed,
_LEAD = 3
# if it tells of these last days.
_FRESH = 2
_FULL_DAY = len("2022-11-14")


def set_place(scene: Scene, sentence: Sentence, event: Event) -> None:
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
    dateline = _filed_from(scene)
    if event.place is not None or dateline is None or at is None:
        return
    here = next((i for i in range(at + 1, at + _HERE_REACH) if sentence.lower(i) == "here"), None)
    if here is not None and _is_of(sentence.tokens[sentence.words[here].first], event.token):
        event.place = dateline.target
        event.links.append(sentence.word_link("place", here, here + 1, event.place, "dateline"))


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
    if event.place is not None or event.form not in (Form.MEETING, Form.SUMMIT):
        return
    if scene.place is not None and event.status is Status.HELD:
        event.place, link = scene.place
        event.links.append(link)
    else:
        _place_by_dateline(scene, event)


def _place_by_dateline(scene: Scene, event: Event) -> None:
    """What the lead tells of these days, one of whose parties is at home where it was filed."""
    filed = _filed_from(scene)
    if filed is None or event.status is not Status.HELD or event.headline:
        return
    first = next((s.index for s in scene.document.sentences if s.role is ParagraphRole.BODY), 0)
    sentence = scene.document.sentences[event.sentence]
    told_first = event.sentence - first < _LEAD and sentence.role is ParagraphRole.BODY
    elsewhere = _city_in(scene, sentence, None) is not None or event.occasion is not None
    at_home = city_party(filed.target) in event.parties
    if told_first and at_home and not elsewhere and _is_fresh(scene, event):
        event.place = filed.target
        event.links.append(filed)


def _is_fresh(scene: Scene, event: Event) -> bool:
    """True for what has no date or one of the days before the publication."""
    published = scene.article.published
    if event.date is None or published is None:
        return event.date is None
    told, now = bounds(event.date), bounds(published)
    if told is None or now is None or min(len(event.date), len(published)) < _FULL_DAY:
        return False
    return 0 <= (now[1] - told[1]).days <= _FRESH


def _filed_from(scene: Scene) -> Link | None:
    """The city of the dateline, as the link that records it."""
    dateline = scene.document.dateline
    if dateline is not None:
        text = scene.article.text[dateline.start : dateline.end]
        return Link("place", text, dateline.start, dateline.end, dateline.city, "dateline")
    body = (p for p in scene.article.paragraphs if p.role is ParagraphRole.BODY)
    first = next(body, None)
    match = None if first is None else _CAPITALS.match(scene.article.text, first.start, first.end)
    if match is None or city_party(match["city"].title()) is None:
        return None
    start, end = match.span("city")
    return Link("place", match["city"], start, end, match["city"].title(), "dateline")


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
