"""From judged readings to a table of what signs are worth, and how far it can be believed.

Each kind of fact is a logistic regression over its signs with a penalty on every weight but the
base, which draws what was seen seldom towards nothing: the rule that was right three times of three
is no surer than most. One more sign, of which the table keeps nothing, stands for articles beside
which the rules were mended: so what is fitted is how right readings are in other articles.

Solved by coordinates, one Newton step for each in turn, which needs nothing but lists.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.confidence.table import Table, Weights, logistic
from knowledge.evaluation.figures import Interval, share
from knowledge.evaluation.judging import Judged
from knowledge.model import Kind

PENALTY = 4.0
"""Of a weight: as much as so many times its square, halved, is taken off the log-likelihood."""

UNMEASURED = 0.85
"""The chance of reported speech, of which 84 in a sample of 93 were right: less than that, since
no marked set holds it."""

_FAMILIAR = "familiar"
_FAMILIAR_PENALTY = 0.5
_SWEEPS = 400
_STILL = 1e-5
_LEAST = 3
"""A sign that fewer readings have says nothing by itself."""

EDGES = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)
"""The edges of the bins in which a table is judged."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Readings whose chance lies in [low, high), the last also at its end.

    `said` is their mean chance, `right` the share of those that are.
    """

    low: float
    high: float
    number: int
    said: float
    right: Interval


def fit(readings: Iterable[Judged], unmeasured: float) -> Table:
    """The table that explains these readings best; the same readings give the same table."""
    kinds: dict[Kind, list[Judged]] = {}
    for one in readings:
        kinds.setdefault(one.kind, []).append(one)
    return Table({kind: _weights(kinds[kind]) for kind in Kind if kind in kinds}, unmeasured)


def cross_validated(
    readings: Sequence[Judged],
    unmeasured: float,
    part: Callable[[Judged], str] = lambda one: one.group,
) -> list[tuple[Judged, float]]:
    """Each reading with the chance that a table fitted on all other parts gives it.

    A part is a whole set of articles, or what `part` says it is.
    """
    found: list[tuple[Judged, float]] = []
    for name in dict.fromkeys(part(one) for one in readings):
        table = fit((one for one in readings if part(one) != name), unmeasured)
        found += [(one, table.chance(one.kind, one.signs)) for one in readings if part(one) == name]
    return found


def reliability(tried: Sequence[tuple[Judged, float]]) -> list[Bin]:
    """How often readings are right that are said to be so likely right."""
    bins = []
    for low, high in pairwise(EDGES):
        last = high == EDGES[-1]
        some = [(one, p) for one, p in tried if low <= p < high or (last and p == high)]
        said = math.fsum(p for _, p in some) / len(some) if some else 0.0
        bins.append(Bin(low, high, len(some), said, rate(some)))
    return bins


def rate(tried: Sequence[tuple[Judged, float]], least: float = 0.0) -> Interval:
    """The share of right readings among those whose chance is so great at least."""
    some = [one.right for one, p in tried if p >= least]
    return share(sum(some), len(some))


def as_toml(table: Table, readings: Sequence[Judged]) -> str:
    """A table as the file from which it is read, with what it was made of at its top."""
    fresh = [one for one in readings if not one.familiar]
    articles = {(one.group, one.article) for one in readings}
    lines = [
        "# What signs are worth, in log-odds; see knowledge/confidence and docs/quality.md.",
        "# Made by `python -m knowledge calibrate DIR… --unseen DIR… --save FILE`, not by hand.",
        f"# Of {len(readings)} facts in {len(articles)} marked articles, "
        f"{len(fresh)} of them in articles beside which no rule was mended.",
        f"unmeasured = {table.unmeasured}",
    ]
    for kind, weights in table.kinds.items():
        number = sum(one.kind is kind for one in readings)
        lines += ["", f"[kinds.{kind}]  # {number} facts", f"base = {weights.base:.3f}"]
        lines += ["", f"[kinds.{kind}.signs]"]
        lines += [f'"{sign}" = {weight:.3f}' for sign, weight in sorted(weights.signs.items())]
    return "\n".join([*lines, ""])


def _weights(readings: Sequence[Judged]) -> Weights:
    seen: dict[str, list[int]] = {}
    for number, one in enumerate(readings):
        for sign in (*one.signs, *([_FAMILIAR] if one.familiar else [])):
            seen.setdefault(sign, []).append(number)
    telling = {
        sign: rows for sign, rows in sorted(seen.items()) if _LEAST <= len(rows) < len(readings)
    }
    right = [float(one.right) for one in readings]
    # With one of each more than there is, a kind that was never wrong keeps a doubt.
    some = math.fsum(right) + 1
    base = math.log(some / (len(right) + 2 - some))
    odds = [base] * len(readings)
    weights = dict.fromkeys(telling, 0.0)
    for _ in range(_SWEEPS):
        moved = 0.0
        step = _step(right, odds, range(len(readings)), 0.0, 0.0, prior=True)
        base += step
        odds = [one + step for one in odds]
        for sign, rows in telling.items():
            penalty = _FAMILIAR_PENALTY if sign == _FAMILIAR else PENALTY
            change = _step(right, odds, rows, weights[sign], penalty)
            weights[sign] += change
            for row in rows:
                odds[row] += change
            moved = max(moved, abs(change))
        if max(moved, abs(step)) < _STILL:
            break
    weights.pop(_FAMILIAR, None)
    return Weights(base, weights)


def _step(
    right: Sequence[float],
    odds: Sequence[float],
    rows: Iterable[int],
    weight: float,
    penalty: float,
    *,
    prior: bool = False,
) -> float:
    """One Newton step of one weight, of at most 1."""
    slope, bend = -penalty * weight, penalty
    for row in rows:
        chance = logistic(odds[row])
        slope += right[row] - chance
        bend += chance * (1 - chance)
    if prior:
        bend += 1.0
    return max(-1.0, min(1.0, slope / bend)) if bend else 0.0
