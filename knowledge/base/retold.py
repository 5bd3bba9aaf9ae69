"""What a later version of an article tells that its earlier ones did not, or told otherwise.

Kept versions keep their readings, so both are compared as they were read. A reading whose sentences
all stood in an earlier version tells nothing new, whatever rule found it: the rules may have
changed in between, the article did not. One that takes the place of another, in nearly the same
words, tells the same fact: with other values it was changed, else merely reworded.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from knowledge.base.timing import differ
from knowledge.dates import edtf
from knowledge.model import (
    Agreement,
    Change,
    Fields,
    Meeting,
    Milestone,
    Payment,
    Reading,
    Role,
    Statement,
)
from knowledge.text import fold

_ALIKE = 70
"""Two sentences that are so alike, of a hundred, are one that was reworded."""


@dataclass(frozen=True, slots=True)
class Told:
    """A reading with its lasting id."""

    id: str
    reading: Reading


@dataclass(frozen=True, slots=True)
class Retold:
    """What a version tells: ids of readings that are `fresh`, and what it `changed`, by id."""

    fresh: frozenset[str]
    changed: dict[str, tuple[Change, ...]]


def compare(now: Sequence[Told], before: Sequence[Told], text: str) -> Retold:
    """Compare the readings of a version with those of earlier ones.

    Args:
        now: the readings of the version.
        before: those of the earlier versions, the latest version's last.
        text: what the earlier versions printed.
    """
    printed = _plain(text)
    known = {told.id: told for told in before}
    ids = {told.id for told in now}
    gone = [told for told in known.values() if told.id not in ids]
    fresh: set[str] = set()
    changed: dict[str, tuple[Change, ...]] = {}
    for told in now:
        stood = all(_plain(item.text) in printed for item in told.reading.evidence)
        if stood:
            continue
        earlier = known.get(told.id) or _reworded(told, gone)
        if earlier is None:
            fresh.add(told.id)
        elif changes := tuple(_changes(earlier.reading.fields, told.reading.fields)):
            changed[told.id] = changes
    return Retold(frozenset(fresh), changed)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _reworded(told: Told, gone: Iterable[Told]) -> Told | None:
    """The reading of an earlier version whose place this one takes."""
    sentence = _first(told)
    alike = [
        (fuzz.ratio(sentence, _first(other)), other.id, other)
        for other in gone
        if other.reading.kind is told.reading.kind
    ]
    score, _, best = max(alike, default=(0, "", None), key=lambda item: item[:2])
    return best if score >= _ALIKE else None


def _first(told: Told) -> str:
    return _plain(told.reading.evidence[0].text) if told.reading.evidence else ""


def _changes(before: Fields, now: Fields) -> list[Change]:
    """The fields that tell otherwise; what is only told more fully, or left out, is no change."""
    earlier, later = _values(before), _values(now)
    return [
        Change(name, old, new)
        for name, new in later.items()
        if (old := earlier.get(name, "")) and new and _contradict(name, old, new)
    ]


def _contradict(name: str, old: str, new: str) -> bool:
    if name in _DATES:
        return edtf.valid(old) and edtf.valid(new) and differ(old, new)
    if name in _SETS:
        left, right = set(fold(old).split()), set(fold(new).split())
        return not left <= right and not right <= left
    return old != new if name in _EXACT else fold(old) != fold(new)


_DATES = frozenset({"date", "since", "until"})
_SETS = frozenset({"parties", "speakers", "person", "place"})
_EXACT = frozenset({"sum", "status"})


def _values(fields: Fields) -> dict[str, str]:
    """What may be corrected in a fact, in the form that values of variants have."""
    match fields:
        case Meeting():
            found = {"status": fields.status, "place": fields.place}
            found |= {"parties": " ".join(fields.parties)}
        case Agreement():
            found = {"status": fields.status, "parties": " ".join(fields.parties)}
        case Payment():
            found = {"sum": f"{fields.sum.amount:f} {fields.sum.currency}"}
            found |= {"giver": fields.giver, "receiver": fields.receiver}
        case Statement():
            found = {"words": " ".join(fields.words.split()) if fields.direct else None}
            found |= {"speakers": " ".join(one.name for one in fields.speakers)}
        case Milestone():
            found = {}
        case Role():
            found = {"person": fields.person, "since": fields.since, "until": fields.until}
    if not isinstance(fields, Role):
        found["date"] = fields.date
    return {name: str(value) for name, value in found.items() if value}
