"""Fragments of speech in a sentence that has no word of saying: "Solberg dangled the prospect of
“…”".

A newspaper that puts five or more words of a sentence between marks quotes them, mostly from
whoever acts in the sentence; where nobody is named, from whoever spoke in the sentence before.
"""

from knowledge.extraction.grammar.clauses import children
from knowledge.extraction.lexicon import statements
from knowledge.extraction.parsing.tokens import Token
from knowledge.extraction.statements.narration import SHORTEST, Narration, Spot, begins_sentence
from knowledge.extraction.statements.quotations import Quotation
from knowledge.extraction.statements.saying import narrated, subject
from knowledge.extraction.statements.speakers import Speaker
from knowledge.extraction.statements.voices import Voices

# Who does one of these says nothing.
_UNSAID = frozenset(
    {"decline", "refuse", "fail", "avoid", "want", "need", "try", "hear", "receive", "read"}
)
_SUBJECTS = ("nsubj", "nsubjpass")


def subject_of_fragment(
    narration: Narration, voices: Voices, quotation: Quotation
) -> tuple[Speaker, Spot] | None:
    """The one person, with an office or a party, who is the subject of a fragment's sentence, and
    the verb; None where anybody else acts in it or is told of."""
    words = quotation.words(narration.text)
    before = narration.before(quotation)
    if len(words.split()) < SHORTEST or begins_sentence(words) or not before:
        return None
    verb = next((s for s in before if s.token.dep_ == "ROOT" and s.token.pos_ == "VERB"), None)
    if verb is None or children(verb.token, "nsubjpass", "neg"):
        return None
    if verb.token.lemma_.lower() in _UNSAID:
        return None
    if any(spot.lower in statements().displays for spot in before):
        return None
    speaker = subject(narration, voices, verb)
    if speaker is None or len(speaker.people) != 1 or not _is_officer(speaker):
        return None
    others = (s for s in before if s.token.dep_ in _SUBJECTS and s.token.head.i != verb.token.i)
    if any(_is_somebody(voices, narration, spot) for spot in others):
        return None
    return speaker, verb


def _is_officer(speaker: Speaker) -> bool:
    return all(person.title or person.party for person in speaker.people)


def _is_somebody(voices: Voices, narration: Narration, spot: Spot) -> bool:
    """True for a subject that names somebody else."""
    token: Token = spot.token
    if not narrated(narration, spot.sentence, token) or token.lower_ in ("it", "he", "she", "who"):
        return False
    found = voices.of_phrase(spot.sentence, spot.i)
    return found is not None
