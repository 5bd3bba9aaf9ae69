"""What was looked up in one state of a fact base, kept so that it need not be done again."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

MOST = 2_000
"""Values that are kept; the one that was not asked for the longest goes first."""

T = TypeVar("T")


class Memory:
    """A bounded store of values, good for one state of a base and one thread."""

    def __init__(self, state: int) -> None:
        self.state = state
        self._values: OrderedDict[Hashable, Any] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value of a key; made where it is not known."""
        if key in self._values:
            self._values.move_to_end(key)
            found: T = self._values[key]
            return found
        made = make()
        self._values[key] = made
        if len(self._values) > MOST:
            self._values.popitem(last=False)
        return made
