"""How long a visit or summit lasts: one day and "three-day" give both ends."""

import re
from datetime import date, timedelta

from knowledge.extraction.events import Event, Length
from knowledge.extraction.grammar.clauses import climb
from knowledge.extraction.parsing.document import Sentence
from knowledge.model import Form, Link

_FULL_DAY = re.compile(r"\d{4}-\d\d-\d\d\Z")
_LENGTH = re.compile(r"(?P<days>[2-7]|two|three|four|five|six|seven)-day\Z")
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_ENDS = frozenset({"return", "end", "conclude", "wrap", "finish", "complete"})
# What lasts for days, by the form of meeting.
_LASTING = {
    Form.VISIT: frozenset({"visit", "trip", "tour", "stay"}),
    Form.SUMMIT: frozenset({"summit", "gathering"}),
}


def last_on(sentence: Sentence, event: Event) -> None:
    """ "Arrived on Sunday on a three-day visit": one day and the length give both ends.

    Where the day is not told yet, the length is kept for the sentence that tells it.
    """
    if event.form not in _LASTING:
        return
    if event.length is None:
        event.length = _length(sentence, event)
    stretch(event)


def stretch(event: Event) -> None:
    """Give an event of known length its other end, once one day of it is known."""
    if event.length is None or event.date is None or not _FULL_DAY.match(event.date):
        return
    days = timedelta(days=event.length.days - 1)
    first, last = date.fromisoformat(event.date), date.fromisoformat(event.date)
    if _is_over(event):
        first -= days
    else:
        last += days
    event.date = f"{first.isoformat()}/{last.isoformat()}"
    told = event.length.link
    event.links.append(Link("date", told.mention, told.start, told.end, event.date, "duration"))


def _length(sentence: Sentence, event: Event) -> Length | None:
    if event.token.head.lower_ in ("after", "following"):
        return None  # "Remarks made after a three-day visit on Wednesday": neither end of it.
    for i, word in enumerate(sentence.words):
        apart = sentence.lower(i + 1) in ("day", "days")  # "A two day visit"
        length = _LENGTH.match(f"{word.lower}-day" if apart else word.lower)
        if length is None:
            continue
        near = [sentence.lower(k) for k in range(i + 1, i + 4)]
        further = "tour" in near and event.token.lower_ != "tour"  # Of several countries.
        if further or _LASTING[event.form].isdisjoint(near):
            continue
        days = _NUMBERS.get(length["days"]) or int(length["days"])
        return Length(days, sentence.word_link("date", i, i + 1, length.group(), "duration"))
    return None


def _is_over(event: Event) -> bool:
    """True for "returned on Saturday from a two-day visit": the day told is the last one."""
    token = event.token
    ending = any(t.tag_ == "VBG" and t.lemma_.lower() in _ENDS for t in token.subtree)
    return ending or any(above.lemma_.lower() in _ENDS for above in climb(token))
