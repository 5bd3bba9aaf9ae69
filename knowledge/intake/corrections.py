"""Corrections that an outlet states with a story, kept with its article."""

from collections.abc import Iterable
from datetime import datetime

from knowledge.base import Base, Outcome
from knowledge.intake.taking import Taken
from knowledge.model.providers import instant
from knowledge.reading.sources import Correction


def keep_corrections(
    base: Base, taken: Taken, corrections: Iterable[Correction], *, now: str
) -> None:
    """Flag an article that was taken in with what is stated of it; what it has stays as it is.

    A correction that does not say when it was made was made just now if it comes with a new
    version. Else nobody can tell when: of a text that is stored already, it was found with that.
    An article that is not in the base, as it was removed or is under embargo, gets none.
    """
    just_now = now if taken.outcome is Outcome.UPDATED else ""
    for correction in corrections:
        at = _instant(correction)
        stored = taken.outcome is Outcome.UNCHANGED and at is None
        saved = base.versions(taken.article) if stored else []
        noted = saved[-1] if saved else now
        base.mark_corrected(taken.article, at or just_now, correction.words, now=noted)


def _instant(correction: Correction) -> str | None:
    """When a correction says that it was made, if it says so in ISO 8601."""
    try:
        return instant(datetime.fromisoformat(correction.at or ""))
    except (ValueError, OverflowError):
        return None
