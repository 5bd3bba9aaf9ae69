"""Words that no lexicon knows: where they stand behind a ministry or a body, a name begins."""

from knowledge.extraction.lexicon import name_words, titles
from knowledge.extraction.named.marks import Marks
from knowledge.extraction.named.naming import INITIAL
from knowledge.extraction.named.titles import head_of

_BODIES_TO_MODEL = frozenset({"ORG", "GPE", "FAC", "LOC"})


def unknown_end(marks: Marks, j: int) -> int:
    """The end of the capital words from word `j` on that no lexicon knows, with their particles."""
    behind = marks.lower(j - 1)
    closed = behind in titles().modifiers or behind in name_words().not_people
    closed = closed or (behind in titles().houses_of and marks.lower(j - 2) == "of")
    end = j
    while _is_unknown(marks, end, closed=closed) or (end > j and _is_particle(marks, end)):
        end += 1
    return end


def _is_particle(marks: Marks, j: int) -> bool:
    """ "Jassim | bin | Khalifa": a small word between two words of a name."""
    return marks.lower(j) in name_words().particles and marks.capital(j + 1)


def _is_unknown(marks: Marks, j: int, *, closed: bool) -> bool:
    """True for a word that no list has; `closed` behind a word that a ministry's name can end in,
    where the model's opinion that it all is one body counts for nothing."""
    if not marks.capital(j):
        return False
    word = marks.sentence.words[j]
    initial = closed and INITIAL.match(word.text) is not None
    if initial:
        return True
    if j in marks.party_at or not word.text[-1].isalpha() or word.text.isupper():
        return False
    lexicon = name_words()
    if word.lower in titles().modifiers or head_of(word.lower) is not None:
        return False
    if word.lower in lexicon.not_people or word.lower in lexicon.not_names:
        return False
    token = marks.sentence.tokens[word.first]
    return closed or not (token.ent_type_ in _BODIES_TO_MODEL and token.ent_iob_ == "I")
