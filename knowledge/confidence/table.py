"""The table of what signs are worth, fitted on marked articles and kept as data.

For each kind of fact a base and a weight for every sign, in log-odds: their sum is how likely a
reading is to be wholly right. Signs that are not in the table weigh nothing.
"""

import math
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from knowledge.confidence.signs import UNMEASURED
from knowledge.model import Kind

PATH = Path(__file__).with_name("weights.toml")
"""Where the fitted table stands."""


@dataclass(frozen=True, slots=True)
class Weights:
    """One kind of fact: the log-odds of a reading without any sign, and what each sign adds."""

    base: float
    signs: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Table:
    """The weights of every kind of fact that was marked.

    `unmeasured` is the chance of what no marked set holds, from a sample that was read by hand.
    """

    kinds: Mapping[Kind, Weights]
    unmeasured: float

    def chance(self, kind: Kind, signs: Iterable[str]) -> float:
        """How likely a reading with these signs is wholly right, between 0 and 1."""
        signs = frozenset(signs)
        weights = self.kinds.get(kind)
        if weights is None:
            return self.unmeasured
        # Their order makes no difference to an exact sum.
        total = weights.base + math.fsum(weights.signs.get(sign, 0.0) for sign in signs)
        found = logistic(total)
        return min(found, self.unmeasured) if UNMEASURED in signs else found

    def worth(self, kind: Kind, sign: str) -> float:
        """What a sign adds to the log-odds; 0 for one that says nothing."""
        weights = self.kinds.get(kind)
        return 0.0 if weights is None else weights.signs.get(sign, 0.0)


def logistic(odds: float) -> float:
    """Log-odds as a share."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


@cache
def fitted() -> Table:
    """The table that Dateline comes with."""
    return table_of(tomllib.loads(PATH.read_text(encoding="utf-8")))


def table_of(data: Mapping[str, Any]) -> Table:
    """The table that parsed TOML holds.

    Raises:
        KeyError, ValueError: when it isn't one.
    """
    kinds = {
        Kind(name): Weights(float(one["base"]), {k: float(v) for k, v in one["signs"].items()})
        for name, one in data["kinds"].items()
    }
    return Table(kinds, float(data["unmeasured"]))
