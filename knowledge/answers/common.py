"""What all answers share: names for ids, page notes, and the evidence that is cited."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from knowledge.base import Base
from knowledge.dates.edtf import bounds
from knowledge.model import Evidence, Fact, MeetingFact, Query, Source
from knowledge.names import party_name
from knowledge.names.gazetteer import demonym_of
from knowledge.text import fold
from knowledge.wording import texts
from knowledge.wording.queries import PersonName

NEAREST = 5
"""Most queries that are offered beside an answer."""


def person_name(base: Base) -> PersonName:
    """Names of people by id; the id itself for somebody who is gone."""

    def name(identity: str) -> str:
        known = base.person(identity)
        return identity if known is None else known.name

    return name


def cited(facts: Iterable[Fact]) -> tuple[Evidence, ...]:
    """The evidence that facts are shown with, in the order of appearance, each passage once."""
    passages = [
        evidence
        for fact in facts
        for source in texts.shown_sources(fact)
        for evidence in sorted(source.evidence, key=lambda evidence: evidence.start)
    ]
    return tuple(dict.fromkeys(passages))


def to_the_point(fact: Fact, words: Iterable[str] = ()) -> Fact:
    """A fact with the sentences worth showing: what each source stands on, and the topic.

    Meetings are told in many sentences, all else in few. The first piece of evidence is what a
    reading stands on; of the others, that one is kept that holds most of the words asked for and
    not in the first.
    """
    if not isinstance(fact, MeetingFact):
        return fact
    wanted = {stem(word) for text in words for word in fold(text).split()}
    sources = tuple(
        replace(source, evidence=_worth_showing(source.evidence, wanted)) for source in fact.sources
    )
    return replace(fact, sources=sources)


def _worth_showing(evidence: Sequence[Evidence], wanted: set[str]) -> tuple[Evidence, ...]:
    if not evidence:
        return ()
    first, *others = evidence
    missing = wanted - _words(first)
    told = max(others, key=lambda other: len(missing & _words(other)), default=first)
    return (first, told) if missing & _words(told) else (first,)


def _words(evidence: Evidence) -> set[str]:
    return {stem(word) for word in fold(evidence.text).split()}


def stem(word: str) -> str:
    """A word without what may be its ending: roughly where full-text search lets words meet."""
    return word[: max(4, len(word) - 3)]


def without_copies(sources: Iterable[Source]) -> list[Source]:
    """Sentences, each once however many copies of its article hold it: that of the original."""
    found: dict[tuple[str, str], Source] = {}
    for source in sources:
        key = same_sentence(source)
        if key not in found or source.article == source.story:
            found[key] = source
    return list(found.values())


def same_sentence(source: Source) -> tuple[str, str]:
    """What the sentences of a source have in common with those of its copies."""
    return source.story, " ".join(fold(item.text) for item in source.evidence)


def topics(query: Query) -> tuple[str, ...]:
    """The words that facts are about, with the usual names of parties among them."""
    return (*query.words, *(form for code in query.mentioned for form in printed(code)))


def printed(code: str) -> list[str]:
    """How a party is printed: "Japan", "Japanese"."""
    demonym = demonym_of(code)
    return [party_name(code), *([demonym] if demonym is not None else [])]


def last_page(pages: int) -> str:
    """The note when a page past the last was asked for."""
    if pages == 1:
        return "There is only one page."
    return f"There are {pages} pages; this is the last."


def days(edtf: str | None) -> tuple[date, date] | None:
    """First and last day of a date whose year is known."""
    return None if edtf is None else bounds(edtf)
