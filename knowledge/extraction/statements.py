"""Statements: from the scene of an article to what somebody said, in their own words.

Quotations come from the scanner, speakers from the narration around them; a quotation that nobody
can be told to have spoken is left out.
"""

from collections.abc import Iterator

from knowledge.extraction import attribution as rules
from knowledge.extraction.attribution import Attribution, Attributor
from knowledge.extraction.narration import SHORTEST, Narration
from knowledge.extraction.quotations import Quotation
from knowledge.extraction.scene import Scene
from knowledge.extraction.speakers import Voices
from knowledge.model import Evidence, Kind, Reading, Statement

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
    }
)


def statement_rules() -> frozenset[str]:
    """The names of the rules that readings of statements can carry."""
    return _RULES


def statement_readings(scene: Scene) -> Iterator[Reading]:
    """What an article quotes, in the order of the text."""
    for _ in scene.walk():
        pass
    narration = Narration(scene)
    voices = Voices(scene, narration)
    attributor = Attributor(narration, voices, scene.without)
    for quotation in narration.quotations:
        if scene.deadline.passed():
            scene.document.complete = False
            return
        if quotation.start not in narration.place:
            continue
        found = attributor.attribute(quotation)
        if found is not None and _stands(narration, quotation, found):
            yield _reading(scene, narration, quotation, found)


def _stands(narration: Narration, quotation: Quotation, found: Attribution) -> bool:
    """Short ones only where the saying stands right beside them."""
    if len(quotation.words(narration.text).split()) >= SHORTEST:
        return True
    return found.rule in (rules.AFTER, rules.BEFORE)


def _reading(
    scene: Scene, narration: Narration, quotation: Quotation, found: Attribution
) -> Reading:
    speaker = found.speaker
    fields = Statement(
        words=quotation.words(scene.article.text),
        direct=True,
        speakers=speaker.participants,
        body=speaker.body,
        parties=speaker.sides,
    )
    return Reading(
        kind=Kind.STATEMENT,
        article=scene.article.id,
        digest=scene.article.digest,
        rule=found.rule,
        fields=fields,
        evidence=_evidence(scene, narration, quotation, found),
        links=(*speaker.links, *found.links),
    )


def _evidence(
    scene: Scene, narration: Narration, quotation: Quotation, found: Attribution
) -> tuple[Evidence, ...]:
    """The sentences that the quotation stands in, and the one that says who speaks."""
    rows = dict.fromkeys(narration.evidence(scene, quotation.start, quotation.end))
    rows[found.by.sentence.evidence(scene.article)] = None
    return tuple(rows)
