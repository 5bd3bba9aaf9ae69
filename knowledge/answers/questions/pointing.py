"""The sentences of a fact that are worth showing for a question: what it stands on, what answers.

A meeting may be told in many sentences. The first piece of evidence is what a reading stands on; of
the others those are kept that hold most of the words asked for, and what is wanted.
"""

from collections.abc import Sequence
from dataclasses import replace

from knowledge.answers.questions.evidence import covered
from knowledge.answers.questions.telling import can_tell
from knowledge.model import Evidence, Fact
from knowledge.questions.model import Asked
from knowledge.questions.words import Text

_FEW = 2


def to_the_point(fact: Fact, asked: Sequence[Asked]) -> Fact:
    """The fact with those of its sentences that the questions are answered by."""
    sources = tuple(
        replace(source, evidence=_worth_showing(source.evidence, asked)) for source in fact.sources
    )
    return replace(fact, sources=sources)


def _worth_showing(evidence: tuple[Evidence, ...], asked: Sequence[Asked]) -> tuple[Evidence, ...]:
    if len(evidence) <= _FEW:
        return evidence
    kept = [evidence[0]]
    for one in asked:
        kept += _telling(evidence, one)
    return tuple(dict.fromkeys(kept))


def _telling(evidence: tuple[Evidence, ...], asked: Asked) -> list[Evidence]:
    """Of a question's words the sentence that has most, and one that tells what is wanted."""
    texts = [(item, Text(item.text)) for item in evidence]
    first = texts[0][1]
    missing = [term for term in asked.terms if not term.light and not covered([term], first)]
    kept = []
    if missing:
        item, text = max(texts, key=lambda one: len(covered(missing, one[1])))
        kept += [item] if covered(missing, text) else []
    able = [item for item, text in texts if can_tell(asked, text)]
    if able and evidence[0] not in able and not set(able) & set(kept):
        kept.append(able[0])
    return kept
