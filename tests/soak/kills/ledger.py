"""What the processes said is done, and so must be there."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sure:
    """What must be there, since it was said to be done.

    `saved` are the versions that an article may be stored in: the last that was saved, and those
    that were begun since. `forgotten` is whether nothing may be there of somebody.
    """

    decided: frozenset[str]
    proposed: frozenset[str]
    subscribed: frozenset[str]
    saved: dict[str, frozenset[str]]
    there: frozenset[str]
    forgotten: bool


class Ledger:
    """Notes what was said to be begun and done."""

    def __init__(self) -> None:
        self.sayings: Counter[str] = Counter()
        self._decided: set[str] = set()
        self._proposed: set[str] = set()
        self._subscribed: set[str] = set()
        self._leaving: set[str] = set()
        self._saved: dict[str, set[str]] = defaultdict(set)
        self._begun: dict[str, set[str]] = defaultdict(set)
        self._there: set[str] = set()
        self._forgotten = True

    def note(self, said: Sequence[str]) -> None:
        """Take in what a process said."""
        self.sayings[said[0]] += 1
        match said:
            case ["saving", id, digest]:
                self._saved[id].add(digest)
                self._begun[id].add(digest)
            case ["saved", id, digest]:
                self._saved[id] = {digest}
                self._there.add(id)
            case ["decided", id]:
                self._decided.add(id)
            case ["proposed", why]:
                self._proposed.add(why)
            case ["subscribed", id]:
                self._subscribed.add(id)
            case ["leaving" | "left", id]:
                self._subscribed.discard(id)
                self._leaving.add(id)
            case ["counting"]:
                self._forgotten = False
            case ["forgotten"]:
                self._forgotten = True
            case _:
                raise AssertionError(said)

    @contextmanager
    def looking(self, listen: Callable[[], None]) -> Iterator[list[Sure]]:
        """While the base is looked at that others go on changing; at the end, what must be in it.

        `listen` notes all that was said by then.
        """
        listen()
        decided, proposed = frozenset(self._decided), frozenset(self._proposed)
        subscribed, there = frozenset(self._subscribed), frozenset(self._there)
        saved = {id: frozenset(digests) for id, digests in self._saved.items()}
        forgotten, counted = self._forgotten, self.sayings["counting"]
        self._begun.clear()
        self._leaving.clear()
        sure: list[Sure] = []
        yield sure
        listen()
        known = {*saved, *self._begun}
        sure.append(
            Sure(
                decided,
                proposed,
                subscribed - self._leaving,
                {id: saved.get(id, frozenset()) | self._begun.get(id, set()) for id in known},
                there,
                forgotten and counted == self.sayings["counting"],
            )
        )
