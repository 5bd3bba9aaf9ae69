"""Taking turns: many works that have to wait for their sites, done by one that never waits for one.

Whoever did something least lately goes first, what is urgent before all others. Whoever has to wait
keeps its place: where two wait for the same site, it is each one's turn after the other's.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from knowledge.sources.clock import Clock
from knowledge.sources.events import Event
from knowledge.sources.steps import Pause, Step

TURN = 20.0
"""Seconds after which it is another's turn, once a story is in."""

MOST_STORIES = 25
"""Stories after which it is another's turn."""


@dataclass(slots=True, eq=False)
class Work:
    """Something to be done in steps: `name` tells it from others, `last` is its latest turn."""

    name: object
    steps: Iterator[Step]
    urgent: bool = False
    ready_at: float = 0.0
    last: int = 0


class Turns:
    """Works, and whose turn it is."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._works: dict[object, Work] = {}
        self._count = count(1)

    def __contains__(self, name: object) -> bool:
        return name in self._works

    def __len__(self) -> int:
        return len(self._works)

    @property
    def names(self) -> list[object]:
        """The names of all works."""
        return list(self._works)

    def add(self, name: object, steps: Iterator[Step], *, urgent: bool = False) -> None:
        """Add a work, whose first turn comes after those that have none yet."""
        self._works[name] = Work(name, steps, urgent)

    def drop(self, name: object) -> None:
        """End a work where it stands; nothing where there is none."""
        self._works.pop(name, None)

    def wait(self) -> float:
        """Seconds until one has something to do; 0 where that is so now, or there is none."""
        first = min((work.ready_at for work in self._works.values()), default=0.0)
        return max(0.0, first - self._clock.monotonic())

    def turn(self) -> Iterator[tuple[object, Event | None]]:
        """Let whoever's turn it is work until its turn is over: its name, and what happens.

        Raises:
            Exception: what the work raises; it has ended then.
        """
        now = self._clock.monotonic()
        ready = [work for work in self._works.values() if work.ready_at <= now]
        if not ready:
            return
        work = min(ready, key=lambda one: (not one.urgent, one.last))
        until, stories = now + TURN, 0
        while stories < MOST_STORIES and self._clock.monotonic() <= until:
            try:
                step = next(work.steps)
            except BaseException as end:
                self.drop(work.name)
                if isinstance(end, StopIteration):
                    return
                raise
            if isinstance(step, Pause):
                work.ready_at = self._clock.monotonic() + step.seconds
                return
            work.last = next(self._count)
            stories += isinstance(step, Event)
            yield work.name, step
            if work.name not in self._works or self._is_urgent(work):
                return

    def _is_urgent(self, but: Work) -> bool:
        """Whether something urgent waits that may go on now, if this is not urgent itself."""
        now = self._clock.monotonic()
        return not but.urgent and any(
            work.urgent and work.ready_at <= now for work in self._works.values()
        )
