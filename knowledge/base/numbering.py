"""Row numbers that say when: facts and sentences lie in their tables in the order of time.

A fact's number holds, from the highest bits down: its kind; its span (0 a date that names days, 1
a month, a year or longer, 2 none); its first day, or that of publication for an undated one; and a
rank made of its id, so that facts of one day have an order that does not depend on when they were
saved.
Kind and span together are its class. A sentence's number holds the day its article was published.

So any index that ends in such a number, full-text search included, gives the newest first and
finds a period as a range of numbers.
"""

import sqlite3
from collections.abc import Callable
from functools import lru_cache

from knowledge.model import Kind

SPANS = EXACT, VAGUE, UNDATED = 0, 1, 2
"""Whether a date names days, something longer, or is missing."""

OPEN = 1
"""The day at which what may have begun at any time stands."""

_CODES = {
    Kind.MEETING: 0,
    Kind.ROLE: 1,
    Kind.AGREEMENT: 2,
    Kind.PAYMENT: 3,
    Kind.STATEMENT: 4,
    Kind.MILESTONE: 5,
}
_KINDS = {code: kind for kind, code in _CODES.items()}
_RANK_BITS = 20
_DAY_BITS = 22
_SENTENCE_BITS = 24

CLASS_SHIFT = _RANK_BITS + _DAY_BITS
"""A fact's number, shifted right by so many bits, is its class."""

_DAY_MASK = (1 << _DAY_BITS) - 1
_RANK_MASK = (1 << _RANK_BITS) - 1


def fact_class(kind: Kind, span: int) -> int:
    """The class of facts of a kind and span."""
    return _CODES[kind] << 2 | span


def kind_of(fact_class: int) -> Kind:
    """The kind of a class."""
    return _KINDS[fact_class >> 2]


def first_number(kind: Kind, span: int, day: int, rank: int = 0) -> int:
    """The lowest number of facts of this kind, span and day, of at least this rank."""
    return (fact_class(kind, span) << _DAY_BITS | day) << _RANK_BITS | rank & _RANK_MASK


@lru_cache(maxsize=256)
def numbers(kind: Kind, span: int, first: int | None, last: int | None) -> tuple[int, int]:
    """The range of numbers of facts that begin between two days, both included."""
    low = 0 if first is None else min(max(first, 0), _DAY_MASK)
    high = _DAY_MASK if last is None else min(max(last, 0), _DAY_MASK)
    return first_number(kind, span, low), first_number(kind, span, high) | _RANK_MASK


moment: Callable[[int], int] = ((1 << CLASS_SHIFT) - 1).__and__
"""Day and rank of a fact's number, as one value to sort by; of thousands of facts at a time."""


def when(number: int) -> int:
    """Class and day of a fact's number, without its rank: facts of one day may take their turns."""
    return number >> _RANK_BITS


def day_of(number: int) -> int:
    """The day of a fact's number."""
    return when(number) & _DAY_MASK


def free_number(db: sqlite3.Connection, number: int) -> int:
    """This number, or the next that no fact has."""
    while db.execute("SELECT 1 FROM facts WHERE n=?", (number,)).fetchone() is not None:
        number += 1
    return number


def sentence_numbers(first: int | None, last: int | None) -> tuple[int, int]:
    """The range of numbers of sentences in articles published between two days, both included.

    Articles without a date lie before all days.
    """
    low = 0 if first is None else first << _SENTENCE_BITS
    high = (_DAY_MASK if last is None else last) + 1 << _SENTENCE_BITS
    return low, high - 1


def next_sentence(db: sqlite3.Connection, day: int | None) -> int:
    """The lowest number above all sentences of articles published on a day."""
    low = (day or 0) << _SENTENCE_BITS
    (top,) = db.execute(
        "SELECT max(n) FROM sentences WHERE n BETWEEN ? AND ?",
        (low, low + (1 << _SENTENCE_BITS) - 1),
    ).fetchone()
    return low + 1 if top is None else int(top) + 1
