"""Readings of marked articles, each with whether it is right.

A reading is right when it is paired with a marked fact and agrees with it in every field that must
agree for a fact to be wholly right (`likeness`): what the article states and the reading lacks
counts as wrong, as does what was found beside the marked facts. What was found for an optional
marked fact is neither.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.confidence.signs import Signs, kind_of, of_reading
from knowledge.evaluation.likeness import KINDS, Row
from knowledge.evaluation.matching import matched
from knowledge.model import Kind, Meeting, Reading


@dataclass(frozen=True, slots=True)
class Judged:
    """One reading of a marked article: its kind and signs, whether it is wholly right.

    `group` names the set of the article. `familiar` says that the rules were mended beside it, so
    that it tells more good of them than an article nobody has looked at.
    """

    article: str
    group: str
    kind: Kind
    signs: Signs
    right: bool
    familiar: bool = True


def judged(
    gold: Mapping[str, Any],
    told: Mapping[str, Sequence[tuple[Reading, Row]]],
    *,
    article: str,
    group: str,
    familiar: bool,
) -> Iterator[Judged]:
    """The readings of an article, as rows of its lists, held against what was marked in it.

    A planned meeting stands in two lists, and is judged as a meeting alone.
    """
    for name in KINDS:
        rows = [row for _, row in told[name]]
        result = matched(gold, {name: rows}, name, article)
        right = {id(pair.found): pair.whole for pair in result.pairs}
        right |= {id(row): False for row in result.extra}
        for reading, row in told[name]:
            planned = name == "upcoming" and isinstance(reading.fields, Meeting)
            if id(row) in right and not planned:
                kind = kind_of(reading.fields)
                signs = of_reading(reading)
                yield Judged(article, group, kind, signs, right[id(row)], familiar)
