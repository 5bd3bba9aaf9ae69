"""What a story tells: its people and events, drawn as often as measured articles tell of such.

There are two sorts of outlet, as among the articles measured: government offices (85 of 358), which
report meetings and agreements, and newspapers, which quote people.
"""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import accumulate

from benchmarks.bases import events
from benchmarks.bases.chance import Luck
from benchmarks.bases.events import Event
from benchmarks.bases.people import RANKS, Person, person
from benchmarks.bases.rhythm import before, day
from benchmarks.bases.vocabulary import (
    Matter,
    any_matter,
    texts,
)
from knowledge.model import (
    Kind,
    Statement,
)

OFFICIAL = 85 / 358
"""The share of stories that government offices publish."""

COPIES = 0.04
RETOLD = 0.12
"""Shares of stories that are another's text, or tell in other words what another one told.

The measured articles can't tell: they are one in thousands of what was printed on their days.
"""
_STATES = 12
"""Outlets of governments, at the end of the list of outlets."""

# How many of 358 articles tell of none, one, two ... by kind: newspapers, government offices.
_COUNTS = {
    Kind.STATEMENT: (
        (45, 42, 46, 47, 26, 16, 13, 12, 7, 11, 0, 3, 0, 1, 1, 0, 0, 1, *[0] * 12, 1, *[0] * 5, 1),
        (41, 13, 7, 7, 6, 4, 0, 2, 0, 0, 1, 0, 0, 1, 0, 1, 0, 1, 0, 0, 0, 0, 0, 1),
    ),
    Kind.MEETING: ((265, 5, 1, 1, 1), (15, 45, 18, 1, 4, 1, 0, 0, 0, 0, 0, 1)),
    Kind.ROLE: (
        (84, 58, 44, 33, 19, 8, 7, 8, 3, 2, 0, 1, 0, 2, 0, 0, 0, 1, 0, 1, 0, 1, 1),
        (1, 8, 31, 16, 12, 3, 3, 2, 2, 2, 2, 1, 0, 0, 1, 1),
    ),
    Kind.MILESTONE: ((231, 32, 7, 3), (72, 10, 2, 1)),
    Kind.AGREEMENT: ((268, 3, 0, 0, 0, 2), (50, 26, 6, 1, 0, 2)),
    Kind.PAYMENT: ((272, 1), (74, 11)),
}
_SUMS = {kind: tuple(tuple(accumulate(row)) for row in rows) for kind, rows in _COUNTS.items()}


@dataclass(frozen=True, slots=True)
class Plot:
    """What a story tells.

    `titled` are those of `cast` whom it introduces by their office. `source` is the number of the
    story of which this one is a copy, or that it tells again.
    """

    number: int
    day: date
    outlet: str
    about: Matter
    cast: tuple[Person, ...]
    titled: frozenset[int]
    events: tuple[Event, ...]
    source: int | None = None
    copied: bool = False


def is_first(seed: int, number: int) -> bool:
    """Whether a story tells of its own, neither copied nor told again."""
    return Luck(seed, "sort", number).random() >= COPIES + RETOLD


@lru_cache(maxsize=256)
def plot(seed: int, number: int) -> Plot:
    """What the story of a number tells."""
    source, copied = _source(seed, number)
    luck, published = Luck(seed, "plot", number), day(seed, number)
    if source is None:
        return _own(seed, number, luck, published)
    other = plot(seed, source)
    outlet = luck.early(texts("names"))
    if copied:
        return Plot(
            number, published, outlet, other.about, other.cast, other.titled, other.events,
            source, copied=True,
        )  # fmt: skip
    kept = tuple(
        events.differing(luck, event)
        for event in other.events
        if luck.happens(0.35 if _is_said(event) else 0.95)
    )
    who = {one.rank: one for event in kept for one in event.people}
    said = tuple(
        events.statement(luck, published, tuple(who.values()), other.about)
        for _ in range(luck.below(3))
    )
    titled = frozenset(rank for rank in who if luck.happens(0.75))
    return Plot(
        number, published, outlet, other.about, tuple(who.values()), titled, kept + said, source
    )


def _source(seed: int, number: int) -> tuple[int | None, bool]:
    """The story that this one copies or tells again, and whether it copies it."""
    if is_first(seed, number):
        return None, False
    luck = Luck(seed, "source", number)
    copied = luck.happens(COPIES / (COPIES + RETOLD))
    # Copies come within days, later tellings mostly so: one in ten within a year.
    for _ in range(8):
        days = 2.0 * luck.random() if copied else 1.5 / (luck.random() + 0.004)
        found = before(number, days)
        if found is not None and is_first(seed, found):
            return found, copied
    return None, False


def _own(seed: int, number: int, luck: Luck, published: date) -> Plot:
    official = luck.happens(OFFICIAL)
    counts = {
        kind: bisect_right(sums[official], luck.random() * sums[official][-1])
        for kind, sums in _SUMS.items()
    }
    outlets = texts("names")
    outlet = luck.early(outlets[-_STATES:] if official else outlets[:-_STATES])
    about = any_matter(luck)
    several = counts[Kind.ROLE] + luck.happens(0.35)
    several = max(several, 2 if counts[Kind.MEETING] else 0)
    if counts[Kind.STATEMENT] and luck.happens(0.8):
        several = max(several, 1)
    ranks = dict.fromkeys(luck.rank(RANKS) for _ in range(several))
    cast = tuple(person(seed, rank) for rank in ranks)
    drawn: list[Event] = []
    for _ in range(counts[Kind.MEETING]):
        drawn.append(events.meeting(luck, published, cast, about))
    for _ in range(counts[Kind.AGREEMENT]):
        drawn.append(events.agreement(luck, published, cast, about))
    officers = [one.rank for event in drawn for one in event.people]
    titled = frozenset([*officers, *list(ranks)[: counts[Kind.ROLE]]])
    for _ in range(counts[Kind.PAYMENT]):
        drawn.append(events.payment(luck, published, about))
    for _ in range(counts[Kind.MILESTONE]):
        drawn.append(events.milestone(luck, published, cast, about))
    for _ in range(counts[Kind.STATEMENT]):
        drawn.append(events.statement(luck, published, cast, about))
    return Plot(number, published, outlet, about, cast, titled, tuple(drawn))


def _is_said(event: Event) -> bool:
    return isinstance(event.fields, Statement)
