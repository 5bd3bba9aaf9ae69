"""Whether a sentence says yes or no to a question in so many words."""

import re

from knowledge.answers.questions.evidence import Archive, Passage, covered
from knowledge.questions.model import Asked, Frame, Wanted
from knowledge.questions.words import Text, variants, wordset

_NOT = re.compile(r"\b(?:not|never|no|nor|cannot|without)\b|n['’]t\b", re.I)
_NEAR = 30
"""How many signs before a word a denial is of it."""


def plainly(asked: Asked, passage: Passage, archive: Archive) -> str:
    """ "Yes." or "No." where the sentence has every word of the question and hedges none of it.

    Who did it to whom, how often and when is not read from the words alone: a question of several
    names, of a time, or of an order is left to the sentence.
    """
    if asked.wanted is not Wanted.WHETHER or asked.period is not None or asked.pick is not None:
        return ""
    if len(asked.named) > 1 or Frame.MEETING in asked.frames or _NOT.search(asked.text):
        return ""
    text = passage.text
    terms = [term for term in asked.terms if not term.light]
    if not terms or len(covered(terms, text)) < len(terms) or _hedges(text):
        return ""
    if any(archive.names_it(named, passage) < 1 for named in asked.named):
        return ""
    opposite = [term for term in terms if not any(text.has(p) for p in variants(term.said))]
    denials = [found.end() for found in _NOT.finditer(text.text)]
    if not denials:
        return "No." if len(opposite) == 1 else "" if opposite else "Yes."
    if len(denials) > 1 or opposite:
        return ""
    near = Text(text.text[denials[0] : denials[0] + _NEAR])
    return "No." if covered(terms, near) else ""


def _hedges(text: Text) -> bool:
    return bool(wordset("hedges") & set(text.folded.split()))
