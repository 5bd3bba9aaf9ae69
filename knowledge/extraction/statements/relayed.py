"""Reported speech within a quotation: “President X underlined her support …,” the ministry said.

The words are the ministry's own, and they tell what the president said: a reported statement of
hers, with the ministry as a link of its chain. Read only where a body or a document is quoted, and
the verb in the quotation has a titled name of its own for a subject.
"""

from collections.abc import Iterator

from knowledge.extraction.grammar.clauses import children
from knowledge.extraction.named.actors import ActorForm
from knowledge.extraction.named.register import Person
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.parsing.tokens import Token
from knowledge.extraction.statements.narration import Narration, Spot
from knowledge.extraction.statements.quotations import Quotation
from knowledge.extraction.statements.reported import Reported, counts, told_at
from knowledge.extraction.statements.speakers import Speaker
from knowledge.extraction.statements.tags import Attribution
from knowledge.extraction.statements.voices import Voices
from knowledge.model import Link

RELAYED = "reported through another"

_FIELD, _VIA = "speakers", "told by"
_CLIMB = 3


def relayed(
    narration: Narration, voices: Voices, passage: Quotation, told: Attribution
) -> Iterator[Reported]:
    """What a quotation of a body reports of people with a title, in its order."""
    if told.speaker.body is None or told.speaker.participants or told.speaker.unnamed:
        return
    for sentence in narration.sentences:
        if sentence.end <= passage.start or sentence.start >= passage.end:
            continue
        inside = [
            i
            for i in range(len(sentence.words))
            if passage.start <= sentence.word_start(i) and sentence.word_end(i) <= passage.end
        ]
        behind = 0
        for i in inside:
            if i < behind or sentence.words[i].pos != "VERB":
                continue
            spot = Spot(sentence, i)
            content = told_at(spot, quoted=True)
            person = _titled(voices, sentence, spot.token) if content is not None else None
            if content is None or person is None or not set(range(*content[0])) <= set(inside):
                continue
            speaker = Speaker(people=(person,), links=(_link(told),))
            if counts(speaker):
                behind = content[0][1]
                yield Reported(speaker, RELAYED, spot, *content[0])


def _titled(voices: Voices, sentence: Sentence, verb: Token) -> Person | None:
    """The person whom the verb's own subject, or that of a verb it is joined to, names in full."""
    at = verb
    for _ in range(_CLIMB):
        subjects = children(at, "nsubj")
        if subjects or at.dep_ != "conj" or at.head.pos_ != "VERB":
            break
        at = at.head
    else:
        return None
    i = sentence.position(subjects[0]) if subjects else None
    if i is None:
        return None
    row = voices.scene.register.mentions[sentence.index]
    mention = next((m for m in row if m.left <= i < m.right and m.person is not None), None)
    actor = next((a for a in voices.actors[sentence.index] if a.left <= i < a.right), None)
    if mention is None or mention.person is None or mention.title is None or actor is None:
        return None
    alone = actor.form is ActorForm.NAME and actor.people == (mention.person,)
    return mention.person if alone and not actor.possessive else None


def _link(told: Attribution) -> Link:
    """The word that says whose the quotation is, which stands for that body."""
    by = told.by
    return by.sentence.word_link(_FIELD, by.i, by.i + 1, told.speaker.shown, _VIA)
