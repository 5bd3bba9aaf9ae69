"""What was asked, what came of it, and when the bot could not be there."""

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from bot.workspace.journal import Entry

PATIENCE = 60.0
"""Seconds after which what was asked counts as unanswered."""

BEFORE = 8.0
"""Seconds before an outage that belong to it: what was still being answered, or tried again."""

ACKNOWLEDGED = 3.0
"""Seconds that Slack waits for an acknowledgement."""

AFTER = 1.0
"""Seconds after it that do: what was sent before anybody could know."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Something that was shown: when, and how it begins."""

    at: float
    begins: str

    @classmethod
    def of(cls, entry: Entry, at: float) -> "Answer":
        """What an entry of the journal shows."""
        said = entry.message.text if entry.message is not None else "a window"
        return cls(at, said[:60])


@dataclass(slots=True)
class Asked:
    """Something that somebody asked for. Times are those of `time.monotonic`.

    `once` says that more than one answer is wrong as well. `acknowledged` is when Slack had its
    acknowledgement, None where it never had; `answers` are what was shown, `elsewhere` what may be
    an answer as well.
    """

    what: str
    text: str
    at: float
    once: bool = True
    who: str = ""
    acknowledged: float | None = None
    answers: list[Answer] = field(default_factory=list)
    elsewhere: list[Answer] = field(default_factory=list)

    @property
    def answered(self) -> float | None:
        """When it was answered."""
        found = self.answers or [one for one in self.elsewhere if one.at >= self.at]
        return found[0].at if found else None

    @property
    def over(self) -> float:
        """When no more is waited for."""
        return self.at + PATIENCE if self.answered is None else self.answered


@dataclass(frozen=True, slots=True)
class Outage:
    """When the bot could not be reached, or nothing that it did could be relied upon."""

    why: str
    begun: float
    ended: float
    also: frozenset[str] = frozenset()

    def holds(self, asked: Asked) -> bool:
        """Whether something was asked in it or about to be dealt with when it began."""
        if self.also and asked.what not in self.also:
            return False
        done = asked.at + BEFORE if asked.answered is None else asked.answered
        if asked.acknowledged is None:
            # An answer may come first.
            done = max(done, asked.at + ACKNOWLEDGED)
        return asked.at <= self.ended + AFTER and done >= self.begun


@dataclass
class Ledger:
    """The book."""

    began: float = field(default_factory=time.monotonic)
    asked: list[Asked] = field(default_factory=list)
    outages: list[Outage] = field(default_factory=list)
    faults: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    @contextmanager
    def outage(self, why: str, *also: str) -> Iterator[None]:
        """Note an outage for as long as it lasts; `also` are the only ones that it excuses."""
        begun = time.monotonic()
        try:
            yield
        finally:
            self.outages.append(Outage(why, begun, time.monotonic(), frozenset(also)))

    def excuse(self, asked: Asked) -> Outage | None:
        """The outage that something was asked in, if it was."""
        return next((one for one in self.outages if one.holds(asked)), None)

    def unanswered(self) -> list[Asked]:
        """What was asked outside of outages, and not answered."""
        return [one for one in self.asked if one.answered is None and self.excuse(one) is None]

    def lost(self) -> list[Asked]:
        """What was asked in outages, and not answered."""
        return [one for one in self.asked if one.answered is None and self.excuse(one) is not None]

    def twice(self) -> list[Asked]:
        """What was answered more than once, whenever that was."""
        return [one for one in self.asked if one.once and len(one.answers) > 1]

    def unacknowledged(self) -> list[Asked]:
        """What Slack had no acknowledgement of within its three seconds, outside of outages."""
        return [one for one in self.asked if one.acknowledged is None and self.excuse(one) is None]

    def times(self, of: str) -> list[float]:
        """Milliseconds to the acknowledgement, or to the answer, of what was asked in no outage."""
        calm = [one for one in self.asked if self.excuse(one) is None]
        if of == "acknowledged":
            return sorted((o.acknowledged - o.at) * 1e3 for o in calm if o.acknowledged is not None)
        return sorted((o.answered - o.at) * 1e3 for o in calm if o.answered is not None)

    def clock(self, at: float) -> str:
        """A time as minutes and seconds of the run."""
        minutes, seconds = divmod(max(0.0, at - self.began), 60)
        return f"{int(minutes):02d}:{seconds:04.1f}"


def share(ordered: Iterable[float], part: float) -> float:
    """The value that this part of all, in order, keeps to."""
    values = list(ordered)
    return values[min(len(values) - 1, int(len(values) * part))] if values else 0.0
