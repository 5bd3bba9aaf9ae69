"""When something is asked for again: a list, a story that failed, a story that may have changed.

Deterministic: the same history gives the same times.
"""

from datetime import datetime

from knowledge.model.providers import INSTANT, later

HOUR = 3_600
DAY = 24 * HOUR

VANISHED_AFTER = HOUR
"""A story counts as withdrawn when it was missing twice, so many seconds apart or more."""

LAST_TRY = 8
"""So often a story is tried that can't be read; then only if its provider says that it changed.

One that is in is looked at on, as seldom as any of its age.
"""

AT_ONCE = 2
"""So often a story comes again at once, behind all others, when its try never came to an end."""

LEAST_AFTER_BREAK = 5 * 60
"""Seconds to the next poll, at least, after one that never came to an end."""

NEVER = "9999-12-31T23:59:59Z"

_LONGEST_BACK_OFF = DAY
_FIRST_RETRY = 15 * 60
_FIRST_CHECK = 3 * HOUR
_LAST_CHECK = 180 * DAY


def after_failures(failures: int, every: int, asked: float | None) -> int:
    """Seconds to the next poll after so many failures in a row (at least 1).

    The usual pause doubles with each, up to a day; never less than the site `asked` to wait.
    """
    pause = min(every << min(failures, 20), max(_LONGEST_BACK_OFF, every))
    return max(pause, int(asked or 0))


def after_tries(tries: int, now: str, asked: float | None = None) -> str:
    """When a story is tried again that failed so many times in a row (at least 1)."""
    if tries >= LAST_TRY:
        return NEVER
    return later(now, max(min(_FIRST_RETRY << (tries - 1), DAY), int(asked or 0)))


def after_begun(begun: int, now: str) -> str:
    """When a story is tried again of which so many tries were begun (at least 1), and none ended.

    The process may have been stopped for reasons of its own, so the first times it is at once.
    """
    return now if begun <= AT_ONCE else after_tries(begun - AT_ONCE, now)


def next_check(appeared: str | None, now: str) -> str:
    """When a story is looked at again: after as long as it is old, from 3 hours to half a year."""
    age = seconds_between(appeared, now) if appeared is not None else 0
    return later(now, min(max(age, _FIRST_CHECK), _LAST_CHECK))


def seconds_between(start: str, end: str) -> int:
    """Seconds from one instant to another."""
    span = datetime.strptime(end, INSTANT) - datetime.strptime(start, INSTANT)
    return int(span.total_seconds())
