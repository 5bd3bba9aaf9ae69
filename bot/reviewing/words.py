"""What people type to see the review queue, or to have it posted: pure functions of text."""

import re
from dataclasses import dataclass

from bot.digests.schedule import Quiet
from bot.digests.words import quiet_hours
from knowledge.base.waiting import Order

REVIEW = "review"
"""The word after `/dateline`."""

_READ = 400
_HERE = re.compile(r"(?:in\s+)?(?:this\s+channel|here)\b", re.IGNORECASE)
_ORDERS = {
    Order.NEWEST: "new newest latest",
    Order.SEEN: "seen most",
    Order.EVIDENCE: "evidence least weak weakest lowest",
    Order.CONTRADICTIONS: "contradictions contradiction disputed differ conflicts",
}
_FIRST = re.compile(r"\b(?:first|facts?|only|by|the|show|list|queue)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Show:
    """Show the queue."""

    order: Order = Order.NEWEST


@dataclass(frozen=True, slots=True)
class Here:
    """Post what comes into the queue to this channel; `quiet` None where nothing is said of it."""

    quiet: Quiet | None = None


@dataclass(frozen=True, slots=True)
class Off:
    """Post nothing to this channel any more."""


@dataclass(frozen=True, slots=True)
class Unclear:
    """Words that say nothing of this."""


Reviewing = Show | Here | Off | Unclear


def reviewing(first: str, rest: str, *, certain: bool) -> Reviewing | None:
    """What words mean whose first is `first` (in lower case); None for words that mean none of it.

    With `certain` they stand after `/dateline`: then "review" means nothing else.
    """
    if first != REVIEW:
        return None
    meant = _meant(" ".join(rest[:_READ].split()))
    return meant if meant is not None else Unclear() if certain else None


def _meant(rest: str) -> Reviewing | None:
    words = rest.casefold().strip(" .!?")
    if words in ("off", "stop", "here off", "off here"):
        return Off()
    if here := _HERE.match(rest):
        said = rest[here.end() :].strip(" ,;")
        quiet = quiet_hours(said)
        return None if said and quiet is None else Here(quiet)
    told = set(_FIRST.sub(" ", words).split())
    if not told:
        return Show()
    for order, known in _ORDERS.items():
        if told <= set(known.split()):
            return Show(order)
    return None
