"""What editors may want to look into: sources that differ, and plans without an end."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

from knowledge.answers.digests.dates import passed
from knowledge.base import Base
from knowledge.base.arrivals import Arrival
from knowledge.model import (
    Contradiction,
    Flagged,
    Notice,
    OpenQuestion,
    Query,
    Source,
    ToldBefore,
    disputed,
)
from knowledge.model.providers import INSTANT
from knowledge.wording import digests as say

CONTRADICTIONS = 5
QUESTIONS = 3
"""Contradictions, and plans without an end, that are told at most."""

FLAGGED, TOLD = 5, 3
"""Stories that were corrected or withdrawn, and facts of each, that are told at most."""

_TOLD = 50


def contradictions(arrivals: Iterable[Arrival]) -> tuple[Contradiction, ...]:
    """The fields on which what came in differs from other sources, or from itself."""
    found = [one for arrival in arrivals for one in _of(arrival)]
    return tuple(found[:CONTRADICTIONS])


def _of(arrival: Arrival) -> Iterator[Contradiction]:
    fact = arrival.fact
    # What the desk decided is no open question.
    for field in dict.fromkeys(variant.field for variant in disputed(fact)):
        told: list[tuple[bool, str, tuple[Source, ...]]] = []
        for variant in fact.variants:
            sources = tuple(s for s in fact.sources if s.reading in variant.readings)
            if variant.field == field and sources:
                fresh = not arrival.readings.isdisjoint(variant.readings)
                told.append((fresh, variant.value, sources))
        if len(told) > 1 and any(fresh for fresh, _, _ in told):
            told.sort(key=lambda one: not one[0])
            yield Contradiction(fact, field, tuple((value, of) for _, value, of in told))


def flagged(
    base: Base,
    interests: Sequence[Query],
    since: datetime,
    until: str,
    last: datetime,
    told: Sequence[ToldBefore],
) -> tuple[Flagged, ...]:
    """Stories that the archive had before and that were corrected or withdrawn since.

    Of one story the last notice; with interests only where it tells something of them. Those by
    which something was `told` come first, and count from the `last` digest on.
    """
    begin = since.strftime(INSTANT)
    said: dict[str, dict[str, ToldBefore]] = {}
    for one in told:
        said.setdefault(one.article, {}).setdefault(one.line, one)
    notices: dict[str, Notice] = {}
    for notice in base.notices_since((last - timedelta(seconds=1)).strftime(INSTANT)):
        if notice.noted_at < until and (notice.noted_at >= begin or notice.article in said):
            notices[notice.article] = notice
    found = []
    for notice in sorted(notices.values(), key=lambda one: one.article not in said):
        article = base.article(notice.article)
        saved = base.versions(notice.article)
        before = tuple(said.get(notice.article, {}).values())
        if article is None or not saved or (saved[0] >= begin and not before):
            continue
        facts, _ = base.facts_in(article.id, limit=_TOLD)
        wanted = base.found_by(facts, interests)
        if wanted or before or not interests:
            shown = (article.title, article.outlet, article.url)
            found.append(Flagged(notice, *shown, tuple(wanted[:TOLD]), len(wanted), before[:TOLD]))
    return tuple(found[:FLAGGED])


def open_plans(
    base: Base, interests: tuple[Query, ...], first: date, end: date, as_of: date | None
) -> Iterator[OpenQuestion]:
    """Plans for days from `first` on and before `end` of which no article tells what became."""
    for fact in passed(base, interests, first, end, as_of)[:QUESTIONS]:
        yield OpenQuestion(say.what_became(fact), fact)
