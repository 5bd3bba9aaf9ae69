"""Whether the dates of two readings, or else their publication, let them be of one fact."""

from knowledge.base.gathering import F, Note
from knowledge.base.marks import when_of
from knowledge.dates import edtf

NEAR = 2
"""So many days apart, dates of one fact may contradict each other."""

_SAME_COVERAGE = 14
"""So many days apart, articles report on the same."""


def valid(when: str | None) -> str | None:
    """A date that can be read, else None."""
    return when if when is not None and edtf.valid(when) else None


def agree(a: str | None, b: str | None) -> bool:
    """True when both are dated and do not contradict each other."""
    a, b = valid(a), valid(b)
    return a is not None and b is not None and edtf.compatible(a, b)


def differ(a: str | None, b: str | None) -> bool:
    """True when both are dated and contradict each other."""
    a, b = valid(a), valid(b)
    return a is not None and b is not None and not edtf.compatible(a, b)


def exact(when: str | None) -> bool:
    """True for a date that names days."""
    return when_of(when)[0] is not None


def monthly(when: str | None) -> str | None:
    """The month of a date that is known to one ("2022-03"), else None."""
    days, bounds, _ = when_of(when)
    span = days or bounds
    if span is None or span[1] - span[0] > 31 or when is None:
        return None
    value = edtf.parse(when)
    start = value.start
    return None if start is None or start.month is None else f"{start.year}-{start.month:02}"


def day_apart(a: str | None, b: str | None, near: int = NEAR) -> bool:
    """True for days that differ, but not by more than reports of one thing may."""
    left, right = when_of(a)[0], when_of(b)[0]
    if left is None or right is None:
        return False
    return right[0] - left[1] <= near and left[0] - right[1] <= near


def published_within(a: Note[F], b: Note[F], days: int) -> bool:
    """True when both articles are known to be out within so many days of each other."""
    if a.published is None or b.published is None:
        return False
    return abs(a.published - b.published) <= days


def same_coverage(a: Note[F], b: Note[F]) -> bool:
    """True for two articles that report at the same time, neither recalling what was before."""
    return not a.background and not b.background and published_within(a, b, _SAME_COVERAGE)
