"""Counts of matched facts as precision, recall and F1, with 95 % intervals.

Intervals of shares are Wilson's score intervals. Those of F1, which is no share, come from
resampling articles, since facts of one article are right or wrong together: 1,000 samples from a
fixed seed, so that the same facts give the same figures.
"""

import math
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from knowledge.evaluation.matching import Matched

_Z = 1.959964
_SAMPLES = 1_000
_SEED = 2022


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure and the bounds between which it lies with 95 % confidence."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Figures:
    """One kind of fact over all articles; `marked` and `found` are counts of facts."""

    kind: str
    marked: int
    found: int
    precision: Interval
    recall: Interval
    f1: Interval
    strict: Interval
    fields: Mapping[str, Interval]


_Counts = tuple[int, int, int, int]
"""Pairs, wholly right pairs, facts that must be found, facts found."""


def figures(kind: str, articles: Sequence[Matched]) -> Figures:
    """The figures of one kind from its matched articles."""
    counts = [_counts(one) for one in articles]
    pairs, whole, marked, found = _total(counts)
    names = dict.fromkeys(name for one in articles for pair in one.pairs for name in pair.fields)
    right = {
        name: sum(pair.fields[name] for one in articles for pair in one.pairs) for name in names
    }
    samples = _samples(counts)
    return Figures(
        kind=kind,
        marked=marked,
        found=found,
        precision=share(pairs, found),
        recall=share(pairs, marked),
        f1=_between(_f1(pairs, marked, found), [_f1(p, m, f) for p, _, m, f in samples]),
        strict=_between(_f1(whole, marked, found), [_f1(w, m, f) for _, w, m, f in samples]),
        fields={name: share(number, pairs) for name, number in right.items()},
    )


def macro(kinds: Iterable[Figures]) -> tuple[float, float]:
    """Mean F1 and mean strict F1 over the kinds of which any fact was marked."""
    counted = [one for one in kinds if one.marked]
    if not counted:
        return 0.0, 0.0
    return (
        sum(one.f1.value for one in counted) / len(counted),
        sum(one.strict.value for one in counted) / len(counted),
    )


def share(part: int, whole: int) -> Interval:
    """A share with Wilson's interval; of nothing it is 0, and could be anything."""
    if not whole:
        return Interval(0.0, 0.0, 1.0)
    p, z2 = part / whole, _Z * _Z
    centre = (p + z2 / (2 * whole)) / (1 + z2 / whole)
    reach = _Z * math.sqrt(p * (1 - p) / whole + z2 / (4 * whole * whole)) / (1 + z2 / whole)
    # Rounding must not leave the share outside.
    return Interval(p, min(p, max(0.0, centre - reach)), max(p, min(1.0, centre + reach)))


def _counts(one: Matched) -> _Counts:
    pairs = len(one.pairs)
    whole = sum(pair.whole for pair in one.pairs)
    return pairs, whole, pairs + len(one.missed), pairs + len(one.extra)


def _total(counts: Iterable[_Counts]) -> _Counts:
    pairs = whole = marked = found = 0
    for p, w, m, f in counts:
        pairs, whole, marked, found = pairs + p, whole + w, marked + m, found + f
    return pairs, whole, marked, found


def _f1(pairs: int, marked: int, found: int) -> float:
    return 2 * pairs / (marked + found) if marked + found else 0.0


def _samples(counts: Sequence[_Counts]) -> list[_Counts]:
    # Articles without facts of the kind change no figure.
    counted = [one for one in counts if one[2] or one[3]]
    rng = random.Random(_SEED)
    return (
        [_total(rng.choices(counted, k=len(counted))) for _ in range(_SAMPLES)] if counted else []
    )


def _between(value: float, samples: Sequence[float]) -> Interval:
    if not samples:
        return Interval(value, 0.0, 1.0)
    ordered = sorted(samples)
    edge = round(len(ordered) * 0.025)
    return Interval(value, min(value, ordered[edge]), max(value, ordered[-edge - 1]))
