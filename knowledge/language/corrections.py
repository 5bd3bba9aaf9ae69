"""Whether what people call right in a fact can be used, and what it comes to.

A value is understood by the same means as a question: dates as they are typed, people and parties
by the names that the archive knows, sums with their currency. What is understood is given back in
full, so that the person sees what was taken, and as readings have it, so that it can be decided.
What a part of a fact is typed as now (`prefilled`) means what the fact has, to the letter.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from knowledge.base import Base
from knowledge.dates.typed import DateProblem, parse_period
from knowledge.language import prefilled
from knowledge.language.named import Named, Unnamed, parties, people
from knowledge.language.sums import typed_sum
from knowledge.model import Fact
from knowledge.text import clean_query, fold
from knowledge.wording.parts import PARTS, WHOLE, Part, Sort, part_named
from knowledge.wording.payments import amount
from knowledge.wording.phrases import enumerate_words

__all__ = [
    "LONGEST", "NOT_KNOWN", "PARTS", "QUOTATION", "WHOLE", "Part", "Right", "Sort", "Unusable",
    "part_named", "right_value",
]  # fmt: skip

LONGEST = 500
"""Characters of a value; a quotation may be longer."""

QUOTATION = 2_000

NOT_KNOWN = "not known"
_UNKNOWN = frozenset({"unknown", "not known", "undated", "none", "nothing"})


@dataclass(frozen=True, slots=True)
class Right:
    """A value that can be used.

    `value` has it in full, in words; `plain` as readings have it (see `codec.fields_text`: EDTF
    for dates, `[name, title, party]` for each person, party codes, `[amount, currency]`, None or
    an empty list for what is not known). `people` are the ids of people of the archive who are
    meant.
    """

    value: str
    plain: Any = None
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unusable:
    """A value that can't be used; `message` says why and what to type instead."""

    message: str


def right_value(
    part: Part, text: str, base: Base, today: date, fact: Fact | None = None
) -> Right | Unusable:
    """What somebody calls right for a part of a fact, understood in full, or why it can't be used.

    Args:
        part: the part that is wrong.
        text: what was typed, any text.
        base: whose names are known.
        today: the day of whoever typed it.
        fact: the fact; what is typed as it stands there means the same as there.
    """
    if part.sort is Sort.NOTHING:
        return Right("")
    if fact is not None and (shown := prefilled.typed(part, fact)) and _same(text, shown):
        return Right(prefilled.words(part, fact), *prefilled.plain(part, fact, base))
    longest = QUOTATION if part.key == "words" else LONGEST
    if len(text) > longest:
        return Unusable(f"Please keep it under {longest:,} characters.")
    text = " ".join(text.split()) if part.sort is Sort.TEXT else clean_query(text)
    if not text.strip():
        unknown = "" if part.needed else " Where the archive can't know, type “unknown”."
        return Unusable(f"Please say what is right.{unknown}")
    if fold(text) in _UNKNOWN:
        return _unknown(part)
    if part.sort is Sort.PEOPLE:
        return _named(part, people(part, text, base, fact))
    if part.sort is Sort.PARTIES:
        return _named(part, parties(part, text, base, fact))
    return _READ[part.sort](part, text, today)


def _same(text: str, shown: str) -> bool:
    return " ".join(text.split()) == " ".join(shown.split())


def _unknown(part: Part) -> Right | Unusable:
    if part.needed:
        return Unusable(
            f"No such fact can be without its {part.noun}. If nothing of it is so, choose "
            "“All of it” or retract it."
        )
    several = part.sort in (Sort.PEOPLE, Sort.PARTIES) and not part.single
    return Right(NOT_KNOWN, [] if several else None)


def _date(_part: Part, text: str, today: date) -> Right | Unusable:
    found = parse_period(text, today=today)
    if isinstance(found, DateProblem):
        return Unusable(found.message)
    if found is None or not found.edtf:
        return Unusable("This is no date that I know. Try “14 November 2022” or “November 2022”.")
    if found.year_missing:
        return Unusable(f"Please give the year too, as in “{found.words}”.")
    return Right(found.words, found.edtf)


def _sum(_part: Part, text: str, _today: date) -> Right | Unusable:
    found = typed_sum(text)
    if found is None:
        return Unusable("Please give one sum with its currency, as in “300 million dollars”.")
    return Right(amount(found), [f"{found.amount:f}", found.currency])


def _choice(part: Part, text: str, _today: date) -> Right | Unusable:
    found = next((word for word in part.choices if fold(word) == fold(text)), None)
    if found is None:
        words = enumerate_words([f"“{word}”" for word in part.choices], "or")
        return Unusable(f"Please type one of these: {words}.")
    return Right(found, found.replace(" ", "-"))


def _text(_part: Part, text: str, _today: date) -> Right | Unusable:
    return Right(text, text)


def _named(part: Part, found: Named | Unnamed) -> Right | Unusable:
    if isinstance(found, Unnamed):
        return Unusable(found.message)
    values = found.values[0] if part.single else found.values
    if part.sort is Sort.PARTIES and not part.single:
        values = sorted(values)
    return Right("; ".join(found.words), values, found.ids)


_READ: Mapping[Sort, Callable[[Part, str, date], Right | Unusable]] = {
    Sort.DATE: _date,
    Sort.SUM: _sum,
    Sort.CHOICE: _choice,
    Sort.TEXT: _text,
}
