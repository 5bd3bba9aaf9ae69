"""Marked and extracted facts of one article, paired up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.evaluation.likeness import ENOUGH, MEASURES, Row


@dataclass(frozen=True, slots=True)
class Pair:
    """A marked fact, the extracted one that is taken for it, and whether each field agrees."""

    gold: Row
    found: Row
    fields: Mapping[str, bool]
    whole: bool

    @property
    def differing(self) -> list[str]:
        """The fields on which they differ."""
        return [name for name, agree in self.fields.items() if not agree]


@dataclass(frozen=True, slots=True)
class Matched:
    """One kind of fact in one article: what was found, missed, and found beside what is there.

    Optional marked facts are in none of the three, nor is what was found for them.
    """

    article: str
    kind: str
    pairs: tuple[Pair, ...]
    missed: tuple[Row, ...]
    extra: tuple[Row, ...]


def matched(
    gold: Mapping[str, Any], found: Mapping[str, Any], kind: str, article: str = ""
) -> Matched:
    """Pair the facts of one kind, the most alike first; marked ones that must be found go first."""
    marked, told = _rows(gold, kind), _rows(found, kind)
    taken = _pairs(marked, told, kind)
    pairs = tuple(
        _pair(marked[i], told[j], kind) for i, j in sorted(taken.items()) if not _free(marked[i])
    )
    used = set(taken.values())
    return Matched(
        article or str(gold.get("id", "")),
        kind,
        pairs,
        tuple(row for i, row in enumerate(marked) if i not in taken and not _free(row)),
        tuple(row for j, row in enumerate(told) if j not in used),
    )


def _rows(doc: Mapping[str, Any], kind: str) -> list[Row]:
    rows = doc.get(kind) or []
    return [row for row in rows if isinstance(row, Mapping)]


def _free(row: Row) -> bool:
    return bool(row.get("optional"))


def _pairs(marked: Sequence[Row], told: Sequence[Row], kind: str) -> dict[int, int]:
    """Index of a marked fact → index of the extracted one that is taken for it."""
    alike = MEASURES[kind].alike
    scored = [(alike(row, one), i, j) for i, row in enumerate(marked) for j, one in enumerate(told)]
    scored = [item for item in scored if item[0] >= ENOUGH]
    scored.sort(key=lambda item: (_free(marked[item[1]]), -item[0], item[1], item[2]))
    taken: dict[int, int] = {}
    used: set[int] = set()
    for _, i, j in scored:
        if i not in taken and j not in used:
            taken[i] = j
            used.add(j)
    return taken


def _pair(gold: Row, found: Row, kind: str) -> Pair:
    measure = MEASURES[kind]
    fields = {name: agree(gold, found) for name, agree in measure.fields.items()}
    return Pair(gold, found, fields, all(fields[name] for name in measure.strict))
