"""Which facts a question is about: those that a query finds and whose sentences hold its words."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from knowledge.answers.finding import find, first
from knowledge.answers.questions.evidence import Archive, covered
from knowledge.language import typed
from knowledge.language.speech import kinds
from knowledge.model import Choice, Fact, PaymentFact, Query, StatementFact
from knowledge.questions.model import Term
from knowledge.questions.words import Text
from knowledge.wording.facts import plain_line

LOOKED_AT, _WORDED, _EACH = 120, 50, 25
"""How many of the newest facts of a query are looked at; how many where words must be in them, and
of each of these words."""

_MOST = 3 / 4


def facts(
    query: Query, terms: Sequence[Term], archive: Archive, *, earliest: bool = False
) -> list[Fact]:
    """The facts of a query that hold all of the telling words, in the order of its command.

    Of very many the newest are looked at, or the `earliest`, and those that hold the words as they
    stand; `Archive.cut` then tells that there are more.
    """
    heavy = [term for term in terms if term.heavy]
    found = first(query, archive.base, _WORDED if heavy else LOOKED_AT)
    candidates = list(found.facts)
    if found.total > len(candidates):
        archive.cut = True
        if earliest:
            candidates += archive.base.find(
                kinds(query), query, limit=_EACH, offset=0, oldest_first=True
            )[0]
        for term in heavy:
            narrower = replace(query, words=(*query.words, term.said))
            candidates += first(narrower, archive.base, _EACH).facts
    unique = {fact.id: fact for fact in candidates}
    return [fact for fact in unique.values() if holds(fact, heavy)]


def every(query: Query, archive: Archive) -> Choice:
    """What opens all that a query finds, and says how many that are."""
    return Choice(f"All {find(query, archive.base, limit=0).number}", typed(query))


def holds(fact: Fact, terms: Iterable[Term]) -> bool:
    """Whether a fact's fields and sentences hold enough of the words: of few words all."""
    wanted = [term for term in terms if term.heavy]
    if not wanted:
        return True
    found = covered(wanted, text_of(fact))
    if any(term.name and term not in found for term in wanted):
        return False
    missing = len(wanted) - len(found)
    return missing == 0 or (len(wanted) > 3 and len(found) / len(wanted) >= _MOST)


def text_of(fact: Fact) -> Text:
    """All that a fact says: its line and the sentences that it stands on."""
    sentences = [item.text for source in fact.sources for item in source.evidence]
    return _text(" . ".join([plain_line(fact), *_more(fact), *sentences]))


@lru_cache(maxsize=300)
def _text(said: str) -> Text:
    """The words of a fact, which several questions about the same look for.

    With all of its sentences they take 25 kB where they are many.
    """
    return Text(said)


def _more(fact: Fact) -> list[str]:
    if isinstance(fact, PaymentFact):
        return [str(fact.payment)]
    if isinstance(fact, StatementFact):
        return [fact.words]
    return []
