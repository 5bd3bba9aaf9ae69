"""Work that goes on in steps, so that others get their turn while it has to wait."""

from collections.abc import Generator
from dataclasses import dataclass
from typing import TypeVar

from knowledge.sources.clock import Clock
from knowledge.sources.events import Event

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Pause:
    """There is nothing to do for so many seconds; whether there is then has to be looked at."""

    seconds: float


Step = Event | Pause | None
"""What became of a story, a time to wait, or merely that something was done."""

Poll = Generator[Step, None, str | None]
"""The poll of a provider: in the end what of its list could not be read, in plain words."""

Waiting = Generator[Pause, None, T]
"""Work that yields whenever it has to wait, and in the end gives something."""


def waited(work: Waiting[T], clock: Clock) -> T:
    """Do work by itself, waiting whenever it has to."""
    while True:
        try:
            pause = next(work)
        except StopIteration as end:
            done: T = end.value
            return done
        clock.sleep(pause.seconds)
