"""What the fold compares of a meeting reading, in a form that is quick to load.

A mark says who met (as persons of the fact base), when, where and on what occasion, in folded
form. Its `block` gathers the readings that can be of one event: same people, or same parties where
too few people are named.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from knowledge.base.codec import dump
from knowledge.base.groups import is_country
from knowledge.dates import edtf
from knowledge.model import Form, Meeting, Status
from knowledge.text import fold

_LONGEST_STAY = 14
"""A visit of more days is a period in which several meetings may fall."""

_WIRE_COPY = 60
"""A sentence of so many characters that two articles share was copied, not written twice."""

_GENERIC = frozenset(
    {
        "a", "an", "the", "of", "and", "on", "at", "in", "for", "to", "with", "its", "their",
        "this", "that", "annual", "related", "various", "other", "official", "summit", "meeting",
        "talk", "conference", "session", "sideline", "margin", "forum", "event", "gathering",
        "series", "high", "level", "occasion", "visit", "state", "working", "retreat",
    }
)  # fmt: skip
_COUNTED = {
    word: str(number)
    for number, word in enumerate(
        ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"), 1
    )
}
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)?")
Days = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Look:
    """Where and on what occasion, in folded form; "" and no numbers where nothing is said.

    `about` is the occasion without its generic words, `numbers` the ordinals and years in it.
    """

    place: str
    about: str
    numbers: frozenset[str]

    def agrees(self, other: "Look") -> bool:
        """True when neither place nor occasion says that these are two events."""
        if self.place and other.place and not _nested(self.place, other.place):
            return False
        if self.about and other.about and not _nested(self.about, other.about):
            return False
        return self.about != other.about or not self._renumbers(other)

    def same_occasion(self, other: "Look") -> bool:
        """True when both name the same occasion, and not two numbers of it."""
        return bool(self.about) and self.about == other.about and not self._renumbers(other)

    def same_place(self, other: "Look") -> bool:
        """True when both name the same place, one perhaps more closely."""
        return bool(self.place) and bool(other.place) and _nested(self.place, other.place)

    def _renumbers(self, other: "Look") -> bool:
        return bool(self.numbers) and bool(other.numbers) and not self.numbers & other.numbers


def _nested(a: str, b: str) -> bool:
    left, right = set(a.split()), set(b.split())
    return left <= right or right <= left


@dataclass(frozen=True, slots=True)
class Mark:
    """A meeting reading as the fold sees it.

    `reading` is its row number, `id` its lasting name, which alone decides about order. `who` are
    the participants' row numbers in `people`, in the reading's order, 0 for a name that can't be
    one. `days` are the first and last day (ordinals) of a date that names days, `bounds` those of
    a month, a year or a longer span, `yearless` a date without a year; at most one of the three is
    given. `published` is the day by which the article was out, None where it isn't known to a
    month.
    """

    reading: int
    id: str
    article: str
    who: tuple[int, ...]
    parties: tuple[str, ...]
    form: Form
    status: Status
    date: str | None
    days: Days | None
    bounds: Days | None
    yearless: str | None
    published: int | None
    look: Look
    background: bool

    @property
    def people(self) -> frozenset[int]:
        """The participants, in no order."""
        return frozenset(self.who) - {0}

    def dump(self) -> str:
        """As JSON, without the row number."""
        return dump(
            [
                self.id,
                self.article,
                list(self.who),
                list(self.parties),
                self.form,
                self.status,
                self.date,
                self.published,
                self.look.place,
                self.look.about,
                sorted(self.look.numbers),
                int(self.background),
            ]
        )


def load(reading: int, text: str) -> Mark:
    """A mark from its JSON."""
    id, article, people, parties, form, status, when, published, place, about, numbers, back = (
        json.loads(text)
    )
    days, bounds, yearless = when_of(when)
    return Mark(
        reading,
        id,
        article,
        tuple(people),
        tuple(parties),
        Form(form),
        Status(status),
        when,
        days,
        bounds,
        yearless,
        published,
        _look(place, about, tuple(numbers)),
        bool(back),
    )


@lru_cache(maxsize=16384)
def _look(place: str, about: str, numbers: tuple[str, ...]) -> Look:
    return Look(place, about, frozenset(numbers))


def mark(
    reading: int,
    id: str,
    article: str,
    fields: Meeting,
    who: Iterable[int],
    published: str | None,
    background: bool,
) -> Mark:
    """The mark of a meeting reading whose participants are `who`."""
    days, bounds, yearless = when_of(fields.date)
    about, numbers = occasion_of(fields.occasion)
    return Mark(
        reading,
        id,
        article,
        tuple(who),
        tuple(sorted(set(fields.parties))),
        fields.form,
        fields.status,
        fields.date,
        days,
        bounds,
        yearless,
        published_day(published),
        Look(place_of(fields.place), about, numbers),
        background,
    )


@lru_cache(maxsize=16384)
def when_of(text: str | None) -> tuple[Days | None, Days | None, str | None]:
    """Days, bounds and yearless date of an EDTF value; a value that can't be read is none."""
    if text is None or not edtf.valid(text):
        return None, None, None
    value = edtf.parse(text)
    if not value.year_known:
        return None, None, text
    first, last = value.days()
    span = first.toordinal(), last.toordinal()
    if value.parts == 3 and not value.is_open and span[1] - span[0] < _LONGEST_STAY:
        return span, None, None
    return None, span, None


@lru_cache(maxsize=16384)
def published_day(text: str | None) -> int | None:
    """The last day on which an article can have been published; None when too little is known."""
    if text is None or not edtf.valid(text):
        return None
    span = edtf.bounds(text)
    if span is None or span[1] == date.max or (span[1] - span[0]).days > 31:
        return None
    return span[1].toordinal()


@cache
def _countries_printed() -> frozenset[str]:
    from knowledge.names.gazetteer import countries

    return frozenset(name for country in countries() for name in country.names)


@lru_cache(maxsize=16384)
def place_of(place: str | None) -> str:
    """A place as its folded words, sorted.

    "" for none, and for a whole country, which does not contradict any city in an article.
    """
    if not place or place.removeprefix("the ").removeprefix("The ") in _countries_printed():
        return ""
    words = set(fold(place).split()) - {"the", "in", "at", "of", "city", "capital"}
    return " ".join(sorted(words))


@lru_cache(maxsize=16384)
def occasion_of(occasion: str | None) -> tuple[str, frozenset[str]]:
    """What an occasion is about and the numbers in it.

    "40th and 41st ASEAN Summits" → ("asean", {"40", "41"}); where it was held does not count.
    """
    text = re.split(r"\s(?:in|at|hosted by|held)\s", occasion or "", maxsplit=1)[0]
    about: set[str] = set()
    numbers: set[str] = set()
    for word in fold(text).split():
        number = _ORDINAL.fullmatch(word)
        if number is not None or word in _COUNTED:
            numbers.add(_COUNTED[word] if number is None else number[1])
            continue
        singular = word[:-1] if word.endswith("s") and not word.endswith("ss") else word
        if word not in _GENERIC and singular not in _GENERIC:
            about.add(singular)
    return " ".join(sorted(about)), frozenset(numbers)


def is_copied(block: str) -> bool:
    """True for the block of readings that stand on the very same sentence."""
    return "|s:" in block


def is_bodies_summit(one: Mark) -> bool:
    """True for a gathering that a body holds, whoever is named as attending."""
    return one.form is Form.SUMMIT and any(not is_country(party) for party in one.parties)


def block_of(one: Mark, sentence: str) -> str:
    """The key of the readings that can be of one event with this one.

    - two or more people: exactly these people;
    - one person: with the same parties, two at least; a meeting within one country needs the same
      occasion as well, or else stands alone in its article;
    - nobody named: the same two or more parties on the same date or occasion;
    - a body's summit: the bodies, and for a summit of a body with one other party that party.

    What nothing of the kind holds together stays with its article, or with the articles that print
    the very same sentence. Calls and encounters are kept apart.
    """
    way = "call" if one.form is Form.CALL else "talk"
    parties = ",".join(one.parties)
    people = ",".join(map(str, sorted(one.people)))
    if is_bodies_summit(one):
        bodies = [party for party in one.parties if not is_country(party)]
        return f"summit|{parties if len(one.parties) == 2 else ','.join(bodies)}"
    if len(one.people) >= 2:
        return f"{way}|{people}"
    alone = f"s:{fold(sentence)[:300]}" if len(sentence) >= _WIRE_COPY else f"a:{one.article}"
    if len(one.parties) >= 2:
        if one.people:
            return f"{way}|{people}|{parties}"
        when = (
            f"d:{one.date}"
            if one.date is not None
            else f"o:{one.look.about}"
            if one.look.about
            else alone
        )
        return f"{way}||{parties}|{when}"
    what = f"o:{one.look.about}" if one.look.about else alone
    return f"{way}|{people}|{parties}|{what}"
