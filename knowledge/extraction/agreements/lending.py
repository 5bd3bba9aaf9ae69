"""What a loan is called, and who lends it, as the words around it say."""

from knowledge.extraction.agreements.spans import span
from knowledge.extraction.named.actors import Actor
from knowledge.extraction.parsing.document import Sentence

_REACH = 16
_CLOSE = 3
_LOANS = frozenset({"loan", "loans"})
_CREDIT = "credit"
LOAN_WORDS = _LOANS | {_CREDIT}
"""No other word is a loan to `is_loan`."""
_CREDITS = frozenset({"line", "lines", "facility", "facilities"})
_GIVEN = frozenset(
    {"granted", "allocated", "provided", "extended", "approved", "offered", "given", "financed"}
)
# Behind these somebody else is named.
_OTHERS = frozenset({"to", "with", "between", "that", "which", ",", ";"})


def lender(sentence: Sentence, actors: list[Actor], start: int) -> list[Actor]:
    """Who lends: behind "from", or behind "granted by", of the first loan from word `start` on."""
    end = len(sentence.words)
    at = next((i for i in range(start, min(start + _REACH, end)) if is_loan(sentence, i)), end)
    for i in range(at + 1, min(at + _REACH, end)):
        lower = sentence.lower(i)
        if lower == "from" or (lower == "by" and sentence.lower(i - 1) in _GIVEN):
            found = span(sentence, actors, i + 1)[:1]
            return found if found and found[0].left - i <= _CLOSE else []
        if lower in _OTHERS or (sentence.words[i].pos in ("VERB", "AUX") and lower not in _GIVEN):
            return []
    return []


def borrower(sentence: Sentence, actors: list[Actor], start: int) -> list[Actor]:
    """Who borrows: behind "to" of "agreement to provide a loan to Kenya"."""
    end = len(sentence.words)
    at = next((i for i in range(start, min(start + _REACH, end)) if is_loan(sentence, i)), end)
    if sentence.lower(at + 1) not in ("to", "for"):
        return []
    return [a for a in span(sentence, actors, at + 2)[:1] if a.left - at <= _CLOSE]


def is_loan(sentence: Sentence, i: int) -> bool:
    """A loan, also by the name of "a line of credit", "a credit facility"."""
    lower = sentence.lower(i)
    if lower == _CREDIT:
        near = {sentence.lower(i - 2), sentence.lower(i + 1)}
        return not near.isdisjoint(_CREDITS)
    return lower in _LOANS
