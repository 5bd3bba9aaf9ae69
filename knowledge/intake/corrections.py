"""Corrections that an outlet states with a story, kept with its article."""

from collections.abc import Iterable
from datetime import datetime

from knowledge.base import Base
from knowledge.model.providers import instant
from knowledge.reading.sources import Correction


def keep_corrections(
    base: Base, article: str, corrections: Iterable[Correction], *, now: str
) -> None:
    """Flag an article with what is stated of it; what it has already stays as it is.

    `now` is when a correction counts as made that does not say it. An article that is not in the
    base, as it was removed or is under embargo, gets none.
    """
    for correction in corrections:
        base.mark_corrected(article, _instant(correction) or now, correction.words, now=now)


def _instant(correction: Correction) -> str | None:
    """When a correction says that it was made, if it says so in ISO 8601."""
    try:
        return instant(datetime.fromisoformat(correction.at or ""))
    except (ValueError, OverflowError):
        return None
