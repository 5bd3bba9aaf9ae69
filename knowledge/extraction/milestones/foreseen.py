"""What was found to lie ahead: told once, and not where the meetings tell it already."""

from dataclasses import dataclass

from knowledge.dates import edtf
from knowledge.extraction.events import Event
from knowledge.extraction.milestones.ahead import Ahead
from knowledge.extraction.milestones.taking_part import Concerned
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.scene import Scene
from knowledge.model import Form, MilestoneType, Status
from knowledge.text import fold

_SMALL_WORD = 3
# How much of the shorter description's words the other one must have.
_ALIKE = 0.5
_VERY_ALIKE = 0.8
# What is said again of a meeting that was told: "the summit", "the talks".
_NOUNS = {
    Form.SUMMIT: frozenset({"summit"}),
    Form.VISIT: frozenset({"visit", "trip", "tour"}),
}


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What one date of a sentence tells: the rule, the type, the words and whom it concerns."""

    sentence: Sentence
    ahead: Ahead
    rule: str
    type: MilestoneType
    what: str
    words: set[int]
    who: Concerned


def keep(kept: list[Foreseen], found: Foreseen) -> None:
    """Add what was not told before; of two dates that one sentence gives it the finer one stays."""
    same = next((other for other in kept if _is_same(found, other)), None)
    if same is None:
        kept.append(found)
    elif (same.sentence is found.sentence or _is_one_summit(found, same)) and _is_finer(
        found, same
    ):
        kept[kept.index(same)] = found


def _is_finer(found: Foreseen, other: Foreseen) -> bool:
    return edtf.finer(other.ahead.value, found.ahead.value) == found.ahead.value


def is_meeting(scene: Scene, found: Foreseen) -> bool:
    """True for what the meetings tell already."""
    for event in scene.events:
        if event.status is Status.HELD or event.date is None:
            continue
        if not edtf.compatible(event.date, found.ahead.value):
            continue
        if _overlap(event.occasion or "", found.what) >= _VERY_ALIKE:
            return True
        if found.sentence.index in event.sentences and _tells(event, found):
            return True
        if set(found.who.parties) == set(event.parties) and _is_told_again(event, found):
            return True
    return False


def _tells(event: Event, found: Foreseen) -> bool:
    """True when a meeting stands in the same clause, or was told in another sentence first."""
    at = found.sentence.position(event.token)
    return at is None or at in found.words


def _is_told_again(event: Event, found: Foreseen) -> bool:
    """ "The summit in May", of a pair whose summit on 22 May is known; a visit's journey."""
    words = telling_words(found.what)
    if not words.isdisjoint(_NOUNS.get(event.form, ())):
        return True
    if event.form is Form.MEETING and fold(found.what).startswith(("meeting ", "talks ")):
        return True
    same_day = event.date == found.ahead.value and event.date is not None
    return same_day and event.form is Form.VISIT and telling_words(event.place or "-") <= words


def _is_same(found: Foreseen, other: Foreseen) -> bool:
    """True when two tell of the same thing: the same day, and most of the words."""
    if not edtf.compatible(found.ahead.value, other.ahead.value):
        return False
    if _is_one_summit(found, other):
        return True
    if _are_apart(found, other):
        return False
    same = found.ahead.value == other.ahead.value and found.type is other.type
    return _overlap(found.what, other.what) >= (_ALIKE if same else _VERY_ALIKE)


def _are_apart(found: Foreseen, other: Foreseen) -> bool:
    """The 60th anniversary of one thing and the 15th of another."""
    both = found.type is other.type is MilestoneType.ANNIVERSARY
    left, right = (
        {word for word in telling_words(one.what) if word[:1].isdigit()} for one in (found, other)
    )
    return both and bool(left) and bool(right) and left.isdisjoint(right)


def _is_one_summit(found: Foreseen, other: Foreseen) -> bool:
    """ "A summit in May" and "the summit on 22 May" of the same parties."""
    summits = "summit" in telling_words(found.what) & telling_words(other.what)
    return summits and set(found.who.parties) == set(other.who.parties)


def _overlap(a: str, b: str) -> float:
    """How much of the shorter text's words the other one has too, small words left out."""
    left, right = telling_words(a), telling_words(b)
    return len(left & right) / min(len(left), len(right)) if left and right else 0.0


def telling_words(text: str) -> set[str]:
    """The words of a text that say something, folded: numbers, and long words as of one thing."""
    words = fold(text).split()
    return {word.removesuffix("s") for word in words if len(word) > _SMALL_WORD or word.isdigit()}
