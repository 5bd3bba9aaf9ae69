"""Which time a question may mean: that of its words, or as an archive of other years tells it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from knowledge.answers.questions import sayings
from knowledge.answers.questions.evidence import Archive
from knowledge.dates.edtf import bounds
from knowledge.dates.edtf import words as date_words
from knowledge.model import Period
from knowledge.questions.model import Asked
from knowledge.questions.reading import read_question

_BACK = 7
_YEAR = re.compile(r"\b\d{4}\b")


def alternatives(asked: Asked, archive: Archive) -> Iterator[Asked]:
    """The question as it was read, then in other years that it may mean.

    A date without a year may be of an earlier one; "next year" in an archive that ends years ago is
    also read as its latest article would mean it, which the answer says.
    """
    yield asked
    if asked.relative:
        yield from _as_seen_then(asked, archive)
    period = asked.period
    if not asked.yearless or period is None or period.start is None or period.end is None:
        return
    for back in range(1, _BACK + 1):
        start, end = _earlier(period.start, back), _earlier(period.end, back)
        words = _YEAR.sub(str(start.year), period.words)
        moved = Period(start, end, words)
        yield replace(
            asked,
            period=moved,
            query=replace(asked.query, period=moved),
            notes=(sayings.year(words),),
        )


def _as_seen_then(asked: Asked, archive: Archive) -> Iterator[Asked]:
    last = archive.base.scope().last
    span = bounds(last) if last else None
    if span is None:
        return
    seen = read_question(asked.text, archive.base, today=span[1])
    if seen.period is not None and seen.period != asked.period and seen.problem is None:
        yield replace(seen, notes=(sayings.seen_from(date_words(last)),))


def _earlier(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
