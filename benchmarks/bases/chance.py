"""Draws by lot that come out the same on every machine and under every version of Python.

Only `random.Random.random` is used: what it gives for a seed is promised never to change, unlike
`choice` or `gauss`.
"""

import math
import random
from collections.abc import Sequence
from hashlib import blake2b
from typing import TypeVar

T = TypeVar("T")

_MASK = (1 << 64) - 1


class Luck:
    """Lots for one thing: those of another `key` have nothing to do with them."""

    __slots__ = ("random",)

    def __init__(self, *key: object) -> None:
        digest = blake2b(repr(key).encode(), digest_size=8).digest()
        self.random = random.Random(int.from_bytes(digest)).random
        """A number in [0, 1)."""

    def happens(self, share: float) -> bool:
        """True in this share of all cases."""
        return self.random() < share

    def below(self, limit: int) -> int:
        """A whole number in [0, `limit`), each as likely."""
        return int(self.random() * limit)

    def one(self, things: Sequence[T]) -> T:
        """One of some things, each as likely."""
        return things[int(self.random() * len(things))]

    def early(self, things: Sequence[T]) -> T:
        """One of some things by Zipf's law: the first far more often than the last."""
        return things[self.rank(len(things))]

    def rank(self, limit: int) -> int:
        """A rank in [0, `limit`) by Zipf's law with exponent 1.

        Rank k has the probability log(1 + 1 / (k + 1)) / log(limit + 1), which is about 1 / k.
        """
        return min(limit - 1, int((limit + 1.0) ** self.random()) - 1)

    def weighed(self, table: Sequence[tuple[T, float]]) -> T:
        """One of some things, each as often as its share; the shares need not add up to 1."""
        left = self.random() * sum(weight for _, weight in table)
        for thing, weight in table:
            left -= weight
            if left < 0:
                return thing
        return table[-1][0]

    def normal(self) -> float:
        """A draw of the standard normal distribution (Box and Muller)."""
        return math.sqrt(-2 * math.log(1 - self.random())) * math.cos(math.tau * self.random())


def mixed(*numbers: int) -> int:
    """A number in [0, 2**64) that hangs on all of these and looks like chance (SplitMix64)."""
    state = 0
    for number in numbers:
        state = (state + number + 0x9E3779B97F4A7C15) & _MASK
        state = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        state = ((state ^ (state >> 27)) * 0x94D049BB133111EB) & _MASK
        state ^= state >> 31
    return state


def fraction(*numbers: int) -> float:
    """A number in [0, 1) that hangs on all of these."""
    return (mixed(*numbers) >> 11) / (1 << 53)
