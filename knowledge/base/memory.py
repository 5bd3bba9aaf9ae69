"""What was looked up in one state of a fact base, kept so that it need not be done again."""

import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, TypeVar

from knowledge.base.commits import Seen

MOST = 5_000
"""How much is kept, by the weight of values; the one not asked for the longest goes first.

What weighs 1 takes one or two kilobytes: a person that was looked up, or a source of a fact. So a
thread keeps ten megabytes at most.
"""

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


def _one(_: object) -> int:
    return 1


class Memory:
    """A bounded store of values, good for one state of a base and one thread."""

    def __init__(self) -> None:
        self._values: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self.weight = 0

    def get(self, key: Hashable, make: Callable[[], T], weigh: Callable[[T], int] = _one) -> T:
        """The value of a key; made where it is not known. `weigh` says what it weighs."""
        if key in self._values:
            self._values.move_to_end(key)
            found: T = self._values[key][0]
            return found
        made = make()
        self._keep(key, made, weigh(made))
        return made

    def __contains__(self, key: Hashable) -> bool:
        """Whether a value is known; asking does not keep it any longer."""
        return key in self._values

    def several(
        self, keys: Sequence[K], make: Callable[[list[K]], Mapping[K, T]], weigh: Callable[[T], int]
    ) -> dict[K, T]:
        """The values of those of these keys that have one; of what is not known all made at once.

        That a key has none is not kept.
        """
        found: dict[K, T] = {}
        for key in keys:
            if key in self._values:
                self._values.move_to_end(key)
                found[key] = self._values[key][0]
        missing = [key for key in dict.fromkeys(keys) if key not in found]
        if missing:
            for key, made in make(missing).items():
                self._keep(key, made, weigh(made))
                found[key] = made
        return found

    def _keep(self, key: Hashable, made: Any, weight: int) -> None:
        # To make it may have asked for it, too.
        before = self._values.pop(key, None)
        self.weight += weight if before is None else weight - before[1]
        self._values[key] = made, weight
        while self.weight > MOST and len(self._values) > 1:
            self.weight -= self._values.popitem(last=False)[1][1]


class Remembering(sqlite3.Connection):
    """A connection that only reads, with what was looked up in the state that it reads.

    `inside` is set for the length of a transaction of `Connections`; `seen` is what that has seen
    of commits.
    """

    memory: Memory | None = None
    inside = False

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.seen = Seen()


def memory_of(db: sqlite3.Connection) -> Memory | None:
    """What is remembered of the state that a transaction reads; None where nothing may be.

    That is outside of a transaction, and with whoever writes, who would not see own changes.
    """
    if not isinstance(db, Remembering) or not db.inside:
        return None
    if db.memory is None:
        db.memory = Memory()
    return db.memory
