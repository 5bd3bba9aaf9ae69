"""Statements: from the scene of an article to what somebody said, in their own words.

Quotations come from the scanner, speakers from the narration around them; a quotation that nobody
can be told to have spoken is left out.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.extraction.scene import Scene
from knowledge.extraction.statements import reported
from knowledge.extraction.statements import tags as rules
from knowledge.extraction.statements.attribution import Attributor
from knowledge.extraction.statements.circumstances import about_of, date_of
from knowledge.extraction.statements.joint_texts import makers
from knowledge.extraction.statements.narration import SHORTEST, Narration, Spot, is_speech
from knowledge.extraction.statements.quotations import Quotation
from knowledge.extraction.statements.relayed import RELAYED, relayed
from knowledge.extraction.statements.reported import Reported, Reports
from knowledge.extraction.statements.speakers import Speaker
from knowledge.extraction.statements.tags import Attribution
from knowledge.extraction.statements.voices import Voices
from knowledge.model import Evidence, Kind, Link, Reading, Statement

_RULES = frozenset(
    {
        rules.AFTER,
        rules.BEFORE,
        rules.WITHIN,
        rules.ACCORDING,
        rules.INTRODUCED,
        rules.CONTINUED,
        rules.VERDICT,
        rules.SIGNED,
        rules.FRAGMENT,
        reported.CLAUSE,
        reported.VOICED,
        reported.STANCE,
        reported.ACCORDING,
        RELAYED,
    }
)


def statement_rules() -> frozenset[str]:
    """The names of the rules that readings of statements can carry."""
    return _RULES


def statement_readings(scene: Scene) -> Iterator[Reading]:
    """What an article quotes and reports, in the order of the text."""
    for _ in scene.walk():
        pass
    narration = Narration(scene)
    voices = Voices(scene, narration)
    attributor = Attributor(narration, voices, scene.without)
    reports = Reports(scene, narration, voices)
    waiting = deque(q for q in narration.quotations if q.start in narration.place)
    for sentence, _ in scene.walk():
        found: list[tuple[int, Reading]] = []
        while waiting and waiting[0].start < sentence.end:
            quotation = waiting.popleft()
            told = attributor.attribute(quotation)
            if told is not None and _stands(narration, quotation, told):
                found.extend(_direct(scene, narration, quotation, told))
                found.extend(_through(scene, narration, voices, quotation, told))
        for report in reports.of_sentence(sentence):
            voices.note(sentence, report.speaker)
            found.append((report.start, _reported(scene, narration, report)))
        yield from (reading for _, reading in sorted(found, key=lambda row: row[0]))


def _direct(
    scene: Scene, narration: Narration, quotation: Quotation, found: Attribution
) -> Iterator[tuple[int, Reading]]:
    """A quotation and its speaker: a reading, and where it starts, for each opening mark."""
    text = scene.article.text
    for passage in quotation.passages(text):
        if not is_speech(text, passage):
            continue
        rows = dict.fromkeys(narration.evidence(scene, passage.start, passage.end))
        rows[found.by.sentence.evidence(scene.article)] = None
        words = passage.words(text)
        told = _Told(words, found.speaker, found.rule, found.by, found.links, tuple(rows))
        yield passage.start, _reading(scene, narration, told, quotation)


def _through(
    scene: Scene, narration: Narration, voices: Voices, quotation: Quotation, found: Attribution
) -> Iterator[tuple[int, Reading]]:
    """What the quoted words of a body report of people."""
    if RELAYED in scene.without:
        return
    for report in relayed(narration, voices, quotation, found):
        sentences = (report.verb.sentence, found.by.sentence)
        rows = dict.fromkeys(sentence.evidence(scene.article) for sentence in sentences)
        told = _Told(report.words, report.speaker, report.rule, report.verb, (), tuple(rows))
        yield report.start, _reading(scene, narration, told, None)


def _reported(scene: Scene, narration: Narration, found: Reported) -> Reading:
    """What is told without quotation marks."""
    evidence = (found.verb.sentence.evidence(scene.article),)
    told = _Told(found.words, found.speaker, found.rule, found.verb, (), evidence)
    return _reading(scene, narration, told, None)


def _stands(narration: Narration, quotation: Quotation, found: Attribution) -> bool:
    """Short ones only where the saying stands right beside them."""
    if len(quotation.words(narration.text).split()) >= SHORTEST:
        return True
    return found.rule in (rules.AFTER, rules.BEFORE, rules.CONTINUED)


@dataclass(frozen=True, slots=True)
class _Told:
    """Words, who said them, and the word of the narration that says so."""

    words: str
    speaker: Speaker
    rule: str
    by: Spot
    links: tuple[Link, ...]
    evidence: tuple[Evidence, ...]


def _reading(
    scene: Scene, narration: Narration, told: _Told, quotation: Quotation | None
) -> Reading:
    dated = date_of(scene, narration, told.by)
    parties, of_meeting = makers(scene, told.speaker, told.by)
    links = [*told.speaker.links, *told.links]
    if of_meeting is not None:
        links.append(of_meeting)
    if dated is not None and dated.link is not None:
        links.append(dated.link)
    fields = Statement(
        words=told.words,
        direct=quotation is not None,
        speakers=told.speaker.participants,
        body=told.speaker.body,
        parties=parties,
        date=None if dated is None else dated.value,
        about=about_of(narration, told.by, quotation),
    )
    return Reading(
        kind=Kind.STATEMENT,
        article=scene.article.id,
        digest=scene.article.digest,
        rule=told.rule,
        fields=fields,
        evidence=told.evidence,
        links=tuple(dict.fromkeys(links)),
    )
