"""What a meeting takes over from the one told before it: "A also met C", "in a separate meeting".

The day, place and occasion of the first hold for those of the same series that have none of their
own. Where the first only counted its guests ("with his German and Bolivian counterparts") and
each is told by name later, those are what it told.
"""

from knowledge.extraction.events import Event
from knowledge.extraction.parsing.document import Sentence
from knowledge.extraction.scene import Scene
from knowledge.model import Form, Link, Status

RULE = "meetings of a series"
"""The name of the rule."""

# How many sentences further a series goes on.
_NEAR = 12
_APART = frozenset({"separate", "separately"})
_ALSO = frozenset({"also", "another", "additionally", "likewise"})
# "Later in the day", "earlier that day", "the same day".
_SAME_DAY = ("in the day", "that day", "the same day", "in the evening", "in the afternoon")
_DAY = len("2022-11-14")


def lend(scene: Scene, events: list[Event]) -> list[Event]:
    """Complete the meetings of a series; give the events without those told one by one."""
    told: dict[int, set[str]] = {}
    for at, event in enumerate(events):
        if event.form is not Form.MEETING or event.background or event.headline:
            continue
        before = [other for other in reversed(events[:at]) if _may_lend(other, event)]
        counted = [other for other in before if _is_counted_in(other, event)]
        for other in counted:
            told.setdefault(id(other), set()).update(_others(event, other))
        same_day = bool(counted) or _is_same_day(scene, event)
        going_on = (other for other in before if _goes_on(scene, event, other, same_day=same_day))
        lender = next(iter(counted), None) or next(going_on, None)
        if lender is not None:
            _take_over(scene, event, lender, same_day=same_day)
    return [event for event in events if not _is_spent(event, told.get(id(event), set()))]


def _may_lend(before: Event, event: Event) -> bool:
    if before.form not in (Form.MEETING, Form.SUMMIT) or before.background or before.headline:
        return False
    both_held = before.status is Status.HELD and event.status is Status.HELD
    return both_held and 0 <= event.sentence - before.sentence <= _NEAR


def _others(event: Event, before: Event) -> set[str]:
    own = {p.party for p in event.people if p in before.people}
    return {code for code in event.parties if code not in own}


def _is_counted_in(before: Event, event: Event) -> bool:
    """ "With his German and Bolivian counterparts", and then with each of them by name."""
    hosts = [p for p in event.people if p in before.people]
    if len(hosts) != 1 or len(event.people) < 2:
        return False
    others = _others(event, before)
    unnamed = set(before.parties) - {p.party for p in before.people}
    fits = before.date is None or event.date is None or before.date == event.date
    return bool(others) and others <= unnamed and fits


def _is_same_day(scene: Scene, event: Event) -> bool:
    """ "Later in the day", or "in a separate meeting" in a sentence that has no day of its own."""
    sentence = scene.document.sentences[event.sentence]
    lower = sentence.plain.lower()
    if any(words in lower for words in _SAME_DAY):
        return True
    return _has(sentence, _APART) and not _has_day(scene, sentence)


def _goes_on(scene: Scene, event: Event, before: Event, *, same_day: bool) -> bool:
    """True where the same people's next meeting is told.

    "Also" alone tells no day: only what is held at the same gathering goes on by it.
    """
    if set(event.people).isdisjoint(before.people) or set(event.people) == set(before.people):
        return False
    if event.sentence == before.sentence:
        return False
    sentence = scene.document.sentences[event.sentence]
    there = before.occasion is not None and _has(sentence, _ALSO)
    return same_day or (there and not _has_day(scene, sentence))


def _has(sentence: Sentence, linking: frozenset[str]) -> bool:
    """Words near the beginning link what the whole sentence tells."""
    half = len(sentence.words) // 2 + 2
    return any(sentence.lower(i) in linking for i in range(half))


def _has_day(scene: Scene, sentence: Sentence) -> bool:
    return any(not e.duration for e in scene.calendar.by_sentence[sentence.index])


def _take_over(scene: Scene, event: Event, before: Event, *, same_day: bool) -> None:
    sentence = scene.document.sentences[before.sentence]
    known = (event.date, event.place, event.occasion)
    day = before.date if before.date is not None and len(before.date) == _DAY else None
    if event.date is None and same_day and day is not None:
        event.date = day
        event.links.append(_link(sentence, "date", day))
    elsewhere = event.place is not None or event.occasion is not None
    if not elsewhere and event.date in (None, before.date):
        event.place, event.occasion = before.place, before.occasion
        told = (("place", before.place), ("occasion", before.occasion))
        event.links += [_link(sentence, field, value) for field, value in told if value]
    if known != (event.date, event.place, event.occasion):
        event.about.extend(i for i in before.sentences if i not in event.about)


def _link(sentence: Sentence, field: str, target: str) -> Link:
    return sentence.link(field, target, "earlier meeting")


def _is_spent(event: Event, told: set[str]) -> bool:
    """Take what is told one by one from a meeting with several; True if nobody is left."""
    if not told:
        return False
    event.parties = [code for code in event.parties if code not in told]
    where = set() if event.occasion is None else set(event.occasion.replace("-", "").split())
    return len(event.people) < 2 and len(set(event.parties) - where) < 2
