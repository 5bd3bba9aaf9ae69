"""Whether what a sentence tells lies in the time that a question asks about."""

import re
from datetime import date

from knowledge.answers.questions.evidence import Passage
from knowledge.dates.edtf import bounds
from knowledge.model import Period
from knowledge.questions.model import Asked

_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_WORD = re.compile(r"[A-Za-z]+|\d{1,2}\b")
_LONG = 27
"""Days of a period that an article's own date says something of: no day is told by that."""


def in_period(asked: Asked, passage: Passage) -> bool:
    """Whether a fact of the sentence, its own words, or else its article lie in the period.

    Of a sentence that prints another year only facts of the kind asked about count: a meeting of
    2022 may have spoken of the treaty of 2002.
    """
    period = asked.period
    if period is None:
        return True
    years = {int(year) for year in _YEAR.findall(passage.text.text)}
    elsewhen = bool(years) and not any(_has_year(period, year) for year in years)
    kinds = {str(frame) for frame in asked.frames[:1]}
    days = [
        bounds(day)
        for fact in passage.facts
        if (day := getattr(fact, "date", None)) and not (elsewhen and str(fact.kind) not in kinds)
    ]
    if any(span is not None and _meet(period, span) for span in days):
        return True
    if _says(period, passage):
        return True
    return not _YEAR.search(passage.text.text) and _published_in(period, passage)


def _has_year(period: Period, year: int) -> bool:
    begun = period.start is None or period.start.year <= year
    return begun and (period.end is None or year <= period.end.year)


def _meet(period: Period, span: tuple[date, date]) -> bool:
    return (period.start is None or span[1] >= period.start) and (
        period.end is None or span[0] <= period.end
    )


def _says(period: Period, passage: Passage) -> bool:
    """Whether the sentence prints the period: "November 13"; its year there or by the article."""
    text = passage.text.text
    years = _YEAR.findall(period.words)
    words = [word for word in _WORD.findall(_YEAR.sub("", period.words)) if _counts(word)]
    if not (words or years) or not all(re.search(rf"\b{word}\b", text) for word in words):
        return False
    if any(year in text for year in years):
        return True
    return bool(words) and not _YEAR.search(text) and _published_near(period, passage)


def _counts(word: str) -> bool:
    return word.isdigit() or word[:1].isupper()


def _published_near(period: Period, passage: Passage) -> bool:
    published = passage.source.published
    span = bounds(published) if published else None
    if span is None or period.start is None:
        return True
    return span[0].year - 1 <= period.start.year <= span[1].year + 1


def _published_in(period: Period, passage: Passage) -> bool:
    published = passage.source.published
    span = bounds(published) if published else None
    if span is None or period.start is None or period.end is None:
        return False
    return (period.end - period.start).days >= _LONG and _meet(period, span)
