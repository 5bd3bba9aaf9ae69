"""What happens while providers are polled, as it is told to whoever watches."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from knowledge.model import Provider


class Happened(StrEnum):
    """What became of one story."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REMOVED = "removed"
    """It was taken down here before, and stays out."""
    EMBARGOED = "embargoed"
    HIDDEN = "hidden"
    """The desk keeps it out of sight."""
    NO_STORY = "no story"
    """The page is no article."""
    FAILED = "failed"
    MISSING = "missing"
    """Its page was not there; it counts as withdrawn if that is so the next time, too."""
    WITHDRAWN = "withdrawn"
    RETURNED = "returned"
    """Its page is back."""


@dataclass(frozen=True, slots=True)
class Event:
    """What became of one story: `said` in plain words, where there is something to say."""

    provider: Provider | None
    address: str
    happened: Happened
    article: str | None = None
    said: tuple[str, ...] = ()


@dataclass(slots=True)
class Tally:
    """How the poll of one provider went: what became of its stories, and what stopped it.

    `fault` says what of its list could not be read, though it was not stopped.
    """

    provider: Provider
    counts: Counter[Happened] = field(default_factory=Counter)
    problem: str | None = None
    fault: str | None = None

    @property
    def failed(self) -> bool:
        """Whether the provider could not be polled."""
        return self.problem is not None
