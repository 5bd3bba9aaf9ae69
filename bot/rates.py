"""How much one person may ask in a time: a bucket of requests for each, filled as time passes.

Who has emptied theirs is told when to go on, with each command (its acknowledgement says so) and of
all else once, and is not heard until then: the pause is long enough for some requests to be there
again, so that somebody who goes on all the same gets a handful of answers in each.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from math import ceil

BURST = 10.0
"""Minutes' worth of requests that somebody may make at once who was quiet before."""

PAUSE = 20.0
"""Seconds, at least, for which somebody is not heard who has asked too much."""

KEPT = 5_000
"""Buckets that are remembered; the one that was used least lately goes first."""


class Sort(Enum):
    """What a request costs, and so which bucket it is taken from; the value is how much larger.

    Suggestions come with every key that is pressed, and an editor who goes through a queue decides
    once a second: both are cheap, so both have buckets of their own.
    """

    ASKING = 1
    TYPING = 10
    DECIDING = 5


@dataclass(frozen=True, slots=True)
class TooMuch:
    """Somebody has asked too much.

    `seconds` are those until they are heard again; `first` is whether they hear it for the first
    time since they were answered last.
    """

    seconds: int
    first: bool


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at: float
    until: float = 0.0
    told: bool = False


class Rates:
    """The buckets of all who ask, in memory: after a restart everybody's is full."""

    def __init__(self, per_minute: int, *, now: Callable[[], float] = time.monotonic) -> None:
        """`per_minute` is how many requests somebody may go on to make each minute, 0 for any."""
        self.per_minute = per_minute
        self._now = now
        self._buckets: OrderedDict[tuple[str, str, Sort], _Bucket] = OrderedDict()

    def __len__(self) -> int:
        return len(self._buckets)

    def take(self, team: str, user: str, sort: Sort, *, tells: bool = True) -> TooMuch | None:
        """Take one request; None where it may be served.

        A request that is not told of when it is refused (`tells`) leaves that to the next one.
        """
        rate = self.per_minute * sort.value / 60.0
        if not rate:
            return None
        now, full = self._now(), rate * 60.0 * BURST
        self._forget(now)
        key = (team, user, sort)
        bucket = self._buckets.setdefault(key, _Bucket(full, now))
        self._buckets.move_to_end(key)
        bucket.tokens = min(full, bucket.tokens + (now - bucket.at) * rate)
        bucket.at = now
        if now >= bucket.until:
            if bucket.tokens >= 1:
                bucket.tokens -= 1
                return None
            bucket.until, bucket.told = now + max(PAUSE, 1 / rate), False
        first, bucket.told = tells and not bucket.told, bucket.told or tells
        return TooMuch(ceil(bucket.until - now), first)

    def _forget(self, now: float) -> None:
        """Let go of those who were quiet until their bucket was full, and of too many."""
        while self._buckets:
            key = next(iter(self._buckets))
            quiet = now - self._buckets[key].at >= 60.0 * BURST
            if not quiet and len(self._buckets) < KEPT:
                return
            del self._buckets[key]
