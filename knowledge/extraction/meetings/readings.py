"""Meetings, calls, visits and summits: from the scene of an article to readings.

Sentence by sentence the rules find events, which are completed with date, place and occasion;
what tells of the same encounter is then joined, and what stands on too little is dropped.
"""

from collections.abc import Iterator

from knowledge.extraction.events import Event
from knowledge.extraction.lexicon import meetings
from knowledge.extraction.meetings.absent import RULE as ABSENT
from knowledge.extraction.meetings.absent import without_absent
from knowledge.extraction.meetings.completing import called_off, complete
from knowledge.extraction.meetings.joining import joined
from knowledge.extraction.meetings.lending import RULE as SERIES
from knowledge.extraction.meetings.lending import lend
from knowledge.extraction.meetings.placing import settle_place
from knowledge.extraction.meetings.receiving import RULE as RECEIVED
from knowledge.extraction.meetings.receiving import find_visits
from knowledge.extraction.meetings.resuming import RULE as RESUMED
from knowledge.extraction.meetings.resuming import resume
from knowledge.extraction.meetings.rules import RULES, Part, first_event, starting_words
from knowledge.extraction.meetings.rules.company import add_company, add_present
from knowledge.extraction.meetings.rules.separate import one_by_one
from knowledge.extraction.meetings.rules.series import RULE, further_of_series
from knowledge.extraction.meetings.rules.spot import lemma_of, spot_at
from knowledge.extraction.meetings.rules.stays import STAYING, is_staying
from knowledge.extraction.meetings.talk import gather_talk
from knowledge.extraction.named.actors import Actor
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.parsing.tokens import Token
from knowledge.extraction.parsing.words import Word
from knowledge.extraction.scene import Scene
from knowledge.model import Form, Kind, Meeting, ParagraphRole, Participant, Reading, Status

# How many more sentences about a meeting are kept with its reading.
_LONGEST_TALK = 12
_MONTH = len("2022-11")
_YEAR = len("2022")
_UNREAD = frozenset({ParagraphRole.HEADING, ParagraphRole.DATELINE})


def meeting_rules() -> frozenset[str]:
    """The names of the rules that readings of meetings can carry."""
    return frozenset(name for rule in RULES for name in rule.names()) | {
        "company",
        "called off",
        RULE,
        RESUMED,
        SERIES,
        RECEIVED,
        ABSENT,
    }


def meeting_readings(scene: Scene) -> Iterator[Reading]:
    """The meetings of an article, each told once, in the order of the text."""
    scene.events = find_events(scene)
    for event in scene.events:
        yield _reading(scene, event)


def find_events(scene: Scene) -> list[Event]:
    """The events of an article, joined and completed."""
    found: list[Event] = []
    for sentence, actors in scene.walk():
        told: Event | None = None
        if sentence.role is ParagraphRole.BODY and "company" not in scene.without:
            told = add_present(sentence, actors, found)
        if "called off" not in scene.without:
            called_off(sentence, found)
        for event in _events_of(scene, sentence, actors):
            if event.rule in scene.without:
                continue
            if told is not None and event.people and set(event.people) <= set(told.people):
                continue  # "C joined A for the talks": in the meeting that they were in.
            complete(scene, sentence, event)
            if "company" not in scene.without:
                add_company(sentence, actors, event)
            found.append(event)
            if not event.background:
                scene.context.note_meeting(sentence, event.people)
        told_here = bool(found) and found[-1].sentence == sentence.index
        if RESUMED not in scene.without:
            resume(scene, sentence, actors, found)
        if RULE not in scene.without and sentence.role is ParagraphRole.BODY:
            series = () if told_here else further_of_series(scene, sentence, actors, found)
            for event in list(series):
                complete(scene, sentence, event)
                found.append(event)
    events = joined(found)
    if RECEIVED not in scene.without:
        events = find_visits(scene, events)
    if SERIES not in scene.without:
        events = lend(scene, events)
    if ABSENT not in scene.without:
        events = without_absent(scene, events)
    events = [event for event in events if _stands(event)]
    gather_talk(scene, events)
    for event in events:
        settle_place(scene, event)
    return events


def _events_of(scene: Scene, sentence: Sentence, actors: list[Actor]) -> Iterator[Event]:
    """What the words of one sentence tell."""
    if sentence.role in _UNREAD:
        return
    starts = starting_words()
    words = enumerate(zip(sentence.lowers, sentence.lemmas, strict=True))
    if "-" in sentence.text:
        places = [i for i, (a, b) in words if a in starts or b in starts or a.startswith("co-")]
    else:
        places = [i for i, (lower, lemma) in words if lower in starts or lemma in starts]
    for at in places:
        word = sentence.words[at]
        part = _part(word, sentence.tokens[word.last - 1])
        if part is None and word.lower in STAYING and is_staying(sentence, at):
            part = Part.VERB
        if part is None:
            continue
        spot = spot_at(sentence, actors, at)
        event = first_event(scene, spot, part)
        for each in one_by_one(spot, event) if event is not None else ():
            each.headline = sentence.role is ParagraphRole.TITLE
            if sentence.role is ParagraphRole.CAPTION:
                each.weak = True
            yield each


def _part(word: Word, token: Token) -> Part | None:
    """Whether a word is read as a verb, as a noun of meeting, or not at all."""
    if _is_verb(token):
        return Part.VERB
    nouns = meetings().nouns
    told = word.lower in nouns or word.lower in meetings().signings
    return Part.NOUN if told or lemma_of(word, token) in nouns else None


def _is_verb(token: Token) -> bool:
    if token.pos_ == "VERB" or token.lower_ == "due":
        return True
    # Headlines, slips and compounds are often read as something else ("Hun Sen meet with …").
    if token.pos_ not in ("NOUN", "PROPN", "AUX", "ADJ"):
        return False
    if token.dep_ == "dobj" and token.head.lemma_.lower() in meetings().carriers:
        return False  # "Will pay visits to"
    return token.lower_.removeprefix("co-") in meetings().sure_verbs


def _stands(event: Event) -> bool:
    """What is only recalled counts when it has a date of at least a year; people are needed."""
    if event.background and event.date is None:
        return False
    if event.headline and event.form is not Form.VISIT and len(event.people) < 2:
        return False  # Headlines leave out too much for a meeting with somebody unnamed.
    if event.general and (event.date is None or len(event.date) < _least(event)):
        return False
    if event.lone and len(event.people) < 2:
        return False
    if event.people:
        return bool(event.parties) and any(person.title for person in event.people)
    if event.headline:
        return False
    if event.form is Form.VISIT:
        # Of somebody unnamed, at some time.
        return event.date is not None or event.status is Status.PLANNED
    return len(event.parties) >= 2 or event.of_body


def _least(event: Event) -> int:
    """How much of a date a meeting of nobody named needs; what is to come only a year."""
    return _YEAR if event.rule == RULE and event.status is Status.PLANNED else _MONTH


def _reading(scene: Scene, event: Event) -> Reading:
    sentences = scene.document.sentences
    told = dict.fromkeys([*event.sentences, *sorted(event.about)[:_LONGEST_TALK]])
    fields = Meeting(
        form=event.form,
        status=event.status,
        people=tuple(Participant(p.name, p.title, p.party) for p in event.people),
        parties=tuple(sorted(event.parties)),
        date=event.date,
        place=event.place,
        occasion=event.occasion,
    )
    return Reading(
        kind=Kind.MEETING,
        article=scene.article.id,
        digest=scene.article.digest,
        rule=event.rule,
        fields=fields,
        evidence=tuple(sentences[i].evidence(scene.article) for i in told),
        links=tuple(event.links),
        background=event.background,
    )
