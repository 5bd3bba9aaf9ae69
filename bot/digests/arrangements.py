"""What may be arranged in words: digests and alerts to set up, to end, to list and to look at.

Read from words by `bot.digests.words`, said in words by `bot.digests.telling`.
"""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.digests.schedule import Quiet


@dataclass(frozen=True, slots=True)
class Setup:
    """A digest to set up. `zone` and `quiet` are None where nothing is said of them."""

    minute: int
    days: tuple[int, ...]
    wanted: str
    zone: ZoneInfo | None = None
    quiet: Quiet | None = None
    one_line: bool = False


@dataclass(frozen=True, slots=True)
class Follow:
    """Alerts to set up: at most every so many hours; `here` for the channel, else for a person."""

    wanted: str
    every: int | None = None
    here: bool = False
    quiet: Quiet | None = None


@dataclass(frozen=True, slots=True)
class Unfollow:
    """Alerts to end; all of a place where nothing is named."""

    wanted: str


@dataclass(frozen=True, slots=True)
class Form:
    """Wants the form."""


@dataclass(frozen=True, slots=True)
class Off:
    """Wants no digest here any more: the one whose number in the list is named, or the only one."""

    which: str


@dataclass(frozen=True, slots=True)
class Listing:
    """Wants to know which digests there are: a page of the list, counted from 1."""

    page: int = 1


@dataclass(frozen=True, slots=True)
class Preview:
    """Wants to see what a digest would say now: of these words, or of the one that there is."""

    wanted: str


@dataclass(frozen=True, slots=True)
class Between:
    """A digest to set up of which it is not clear whether `what` is a zone or wanted: asked back.

    `zones` are those that it may be, for the digest `timed` without these words; `topic` is the
    digest that has them among what is wanted.
    """

    what: str
    zones: tuple[ZoneInfo, ...]
    timed: Setup
    topic: Setup


@dataclass(frozen=True, slots=True)
class Unread:
    """Begins like a digest to set up, and goes on like none; `why` names what is missing.

    `what` are the words that could not be read, a zone by its name, "" where there are none.
    """

    why: str
    what: str = ""


Arrangement = Setup | Between | Follow | Unfollow | Form | Off | Listing | Preview | Unread

NO_ZONE = "zone"
NO_TIME = "time"
NO_EVERY = "every"
