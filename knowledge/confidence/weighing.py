"""A fact → how sure it is, between 0 and 1, and what that stands on. A pure function.

How sure means: how likely everything that the fact says is what its articles say, with nothing of
it missing. Whether the articles are right is not judged.

- A fact that the desk verified, and that still says the same, is sure (1).
- Otherwise the source that tells it best counts: its rule, the steps that lead from its words to
  the fields, and how complete the fact is, weighed by the fitted table (`table`). The doubt that
  this leaves is made somewhat larger (`CAUTION`).
- Each further story of its own takes some doubt away. That was never measured, as marked articles
  tell of different events: so it never makes a fact one of the surest (`FIRM`).
- Where sources differ on a field, a fact is no surer than the share of stories that say what is
  shown. A field that the desk corrected counts as agreed.
- A fact that only withdrawn articles tell is no surer than `WITHDRAWN`.
"""

import math
from dataclasses import dataclass
from enum import StrEnum

from knowledge.confidence.signs import Signs, kind_of, of_sources
from knowledge.confidence.table import Table, fitted
from knowledge.model import Fact, Kind, Source, corrections, disputed, verification, withdrawal

FIRM = 0.9
"""From here on nine in ten were right, in sets of articles that nothing was fitted on."""

WEAK = 0.4
"""Below, a fact is said to be weakly supported wherever it is shown."""

CAUTION = 1.28
"""What the odds are divided by: then what was said to be firm was so in every unseen set."""

WITHDRAWN = 0.5
_STORY = 0.75
"""What one more independent story leaves of the doubt."""

_STORIES = 4
_JUST_NOT_FIRM = FIRM - 0.01
_UNVERIFIED = 0.99
"""The most for what nobody looked at."""


class Standing(StrEnum):
    """How sure a fact is, in three steps."""

    VERIFIED = "verified"
    FIRM = "firm"
    FAIR = "fair"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class Confidence:
    """How sure a fact is (`value`, two decimals) and what that stands on.

    `alone` is what the best single source gives, `reading` that source's reading, `signs` what
    speaks for it (above 0) or against it in log-odds, the heaviest first. `stories` counts the
    articles of their own that tell it, `differing` are the fields on which they differ,
    `corrected` those that the desk set.
    """

    value: float
    alone: float
    reading: str
    signs: tuple[tuple[str, float], ...]
    stories: int
    differing: tuple[str, ...] = ()
    corrected: tuple[str, ...] = ()
    verified: bool = False
    withdrawn: bool = False

    @property
    def standing(self) -> Standing:
        """How sure it is in a word."""
        if self.verified:
            return Standing.VERIFIED
        if self.value >= FIRM:
            return Standing.FIRM
        return Standing.WEAK if self.value < WEAK else Standing.FAIR


def confidence(fact: Fact, table: Table | None = None) -> Confidence:
    """How sure a fact is; by the fitted table, if no other is given."""
    table = table or fitted()
    corrected = tuple(dict.fromkeys(one.field for one in corrections(fact) if one.field))
    kind = kind_of(fact)
    best, signs, alone = _best(fact, kind, table, frozenset(corrected))
    stories = len({source.story for source in fact.sources if source.withdrawal is None})
    differing = _differing(fact)
    found = _lifted(alone, stories)
    for share in differing.values():
        found = min(found, share)
    gone = withdrawal(fact) is not None
    found = min(found, WITHDRAWN) if gone else found
    verified = verification(fact) is not None
    return Confidence(
        value=1.0 if verified else min(_UNVERIFIED, round(found, 2)),
        alone=round(alone, 2),
        reading="" if best is None else best.reading,
        signs=_telling(kind, signs, table),
        stories=stories,
        differing=tuple(differing),
        corrected=corrected,
        verified=verified,
        withdrawn=gone,
    )


def cautious(chance: float) -> float:
    """A chance with more doubt than was fitted."""
    return chance / (chance + CAUTION * (1 - chance))


def _best(
    fact: Fact, kind: Kind, table: Table, corrected: frozenset[str]
) -> tuple[Source | None, Signs, float]:
    """The source that tells a fact best, its signs, and how sure the fact is by it."""
    found = [
        (cautious(table.chance(kind, signs)), signs, source)
        for signs, source in zip(of_sources(fact, corrected), fact.sources, strict=True)
    ]
    if not found:
        return None, frozenset(), 0.0
    chance, signs, source = max(found, key=lambda one: one[0])
    return source, signs, chance


def _lifted(alone: float, stories: int) -> float:
    """What further stories make of it, which is never enough to be firm by."""
    further = max(0, min(stories, _STORIES) - 1)
    lifted = 1 - (1 - alone) * _STORY**further
    return max(alone, min(lifted, _JUST_NOT_FIRM))


def _differing(fact: Fact) -> dict[str, float]:
    """The fields on which sources differ, with the share of stories of the value told most."""
    story = {source.reading: source.story for source in fact.sources}
    told: dict[str, list[int]] = {}
    for variant in disputed(fact):
        tellers = {story.get(reading, reading) for reading in variant.readings}
        told.setdefault(variant.field, []).append(len(tellers))
    shares = {}
    for field, numbers in told.items():
        total = math.fsum(numbers)
        if len(numbers) > 1 and total:
            shares[field] = max(numbers) / total
    return shares


def _telling(kind: Kind, signs: Signs, table: Table) -> tuple[tuple[str, float], ...]:
    worth = [(sign, table.worth(kind, sign)) for sign in signs]
    telling = [(sign, weight) for sign, weight in worth if weight]
    return tuple(sorted(telling, key=lambda one: (-abs(one[1]), one[0])))
