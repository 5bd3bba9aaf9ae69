"""Which year a date without one may mean: the latest that the archive has, or one before it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from knowledge.answers.questions import sayings
from knowledge.model import Period
from knowledge.questions.model import Asked

_BACK = 5
_YEAR = re.compile(r"\b\d{4}\b")


def alternatives(asked: Asked) -> Iterator[Asked]:
    """The question as it was read, then with the years before where it gives none."""
    yield asked
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


def _earlier(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
