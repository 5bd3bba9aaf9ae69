"""An article's account as the desk decided it: other dates, sums and places, and less that counts.

Sentences in which all that was read is retracted tell nothing. A decided value stands in the place
of the one that was read, with a word on whose it is; the sentence itself stays as it was printed.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from knowledge.base import Base
from knowledge.base.codec import value_of
from knowledge.base.overruled import Overruled
from knowledge.dates import edtf
from knowledge.drafts.days import same_days
from knowledge.drafts.model import (
    About,
    Account,
    DateWord,
    Finding,
    Line,
    PlaceWord,
    SumWord,
    Verdict,
)
from knowledge.model import Sum
from knowledge.text import fold

W = TypeVar("W", DateWord, SumWord, PlaceWord)


def as_decided(account: Account, base: Base) -> Account:
    """An account of an article of the base with values as they were decided on its facts."""
    decided = base.overruled(account.article)
    if not decided:
        return account
    lines = {line.index: line for line in account.lines}
    mute: set[int] = set()
    for one in decided:
        told = [line.index for line in account.lines if _holds(one, line)]
        if one.field in _SAID and one.was != one.value:
            mute.update(told)
        for line in _amended(one, [lines[index] for index in told]):
            lines[line.index] = line
    quotes = tuple(quote for quote in account.quotes if quote.line not in mute)
    return replace(account, lines=tuple(lines[n.index] for n in account.lines), quotes=quotes)


def silenced(account: Account, base: Base) -> Account:
    """An account without what its retracted sentences tell; the same one where there is none."""
    gone = {n.index for n in account.lines if base.is_retracted(account.evidence(n))}
    if not gone:
        return account
    return replace(
        account,
        lines=tuple(_silent(line) if line.index in gone else line for line in account.lines),
        quotes=tuple(quote for quote in account.quotes if quote.line not in gone),
    )


def unsupported(found: Sequence[Finding], told: Iterable[Finding], base: Base) -> list[Finding]:
    """Findings, but nothing agrees that a retracted sentence told best.

    `told` are the findings with these. What tells it less well says no more than that it may be;
    names, titles and countries are no part of what happened.
    """
    gone = {
        (one.about, one.start, one.end)
        for one in told
        if one.verdict is Verdict.AGREES
        and one.about not in _OF_PEOPLE
        and one.evidence is not None
        and base.is_retracted(one.evidence)
    }
    return [
        replace(one, verdict=Verdict.UNKNOWN, archive=None, evidence=None)
        if one.verdict is Verdict.AGREES and (one.about, one.start, one.end) in gone
        else one
        for one in found
    ]


_OF_PEOPLE = frozenset({About.NAME, About.TITLE, About.COUNTRY})
_SAID = frozenset({"words", "speakers"})
"""The fields by which quotations are compared; what is decided on them leaves none to compare."""


def _silent(line: Line) -> Line:
    """A line that tells nothing."""
    return replace(
        line, words=(), people=(), parties=(), dates=(), sums=(), places=(), loose=(), past=False
    )


def _holds(one: Overruled, line: Line) -> bool:
    return any(item.start < line.end and line.start < item.end for item in one.evidence)


def _amended(one: Overruled, lines: Sequence[Line]) -> Iterable[Line]:
    """The lines on which a reading stands, with a field of it as decided."""
    match one.field:
        case "date":
            return _dates(one, lines)
        case "sum":
            return [replace(n, sums=_each(n.sums, *_sum(one))) for n in lines]
        case "place":
            return _places(one, lines)
        case "giver" | "receiver":
            return [replace(n, sums=tuple(_of_side(one, s) for s in n.sums)) for n in lines]
    return ()


def _words(one: Overruled, printed: str) -> str:
    """The decided value, and whose it is: "20 March 2022, corrected by the desk (was …)"."""
    how = "chosen" if one.chosen else "corrected"
    said = f"{one.words}, {how} by the desk"
    if one.was == one.value or not printed:
        return said
    return f"{said} ({'not' if one.chosen else 'was'} {printed})"


def _each(words: Iterable[W], meant: Callable[[W], bool], new: Callable[[W], W]) -> tuple[W, ...]:
    return tuple(new(word) if meant(word) else word for word in words)


def _dates(one: Overruled, lines: Sequence[Line]) -> list[Line]:
    if one.value is None:
        return []
    was = None if one.was is None else edtf.parse(one.was)

    def same(word: DateWord) -> bool:
        return was is not None and same_days(edtf.parse(word.value), was)

    def near(word: DateWord) -> bool:
        return one.was is not None and edtf.compatible(word.value, one.was)

    def new(word: DateWord) -> DateWord:
        return replace(word, value=one.value, text=_words(one, word.text), was=one.was)

    for meant in (same, near):
        if any(meant(word) for line in lines for word in line.dates):
            return [replace(line, dates=_each(line.dates, meant, new)) for line in lines]
    # The sentence itself has no date: it was told by another one, or by nothing.
    printed = "" if one.was is None else edtf.words(one.was)
    told = [
        DateWord(one.value, n.start, n.start, _words(one, printed), was=one.was) for n in lines[:1]
    ]
    return [replace(n, dates=(*n.dates, day)) for n, day in zip(lines, told, strict=False)]


def _sum(one: Overruled) -> tuple[Callable[[SumWord], bool], Callable[[SumWord], SumWord]]:
    was, value = value_of("sum", one.was), value_of("sum", one.value)

    def meant(word: SumWord) -> bool:
        return was in word.sums

    def new(word: SumWord) -> SumWord:
        sums = (value,) if isinstance(value, Sum) and value != was else word.sums
        return replace(word, sums=sums, text=_words(one, word.text))

    return meant, new


def _of_side(one: Overruled, word: SumWord) -> SumWord:
    if one.field == "giver" and word.giver == one.was:
        return replace(word, giver=one.value)
    if one.field == "receiver" and word.receiver == one.was:
        return replace(word, receiver=one.value)
    return word


def _places(one: Overruled, lines: Sequence[Line]) -> list[Line]:
    was = tuple(fold(one.was or "").split())
    keys = tuple(fold(one.value or "").split())
    if not keys or keys == was:
        return []
    found = []
    for line in lines:
        words = [word for word in line.places if set(word.keys) & set(was)]
        kept = tuple(word for word in line.places if word not in words)
        if not words and line is not lines[0]:
            continue
        printed = words[0].text if words else (one.was or "")
        at = words[0].start if words else line.start
        new = PlaceWord(keys, at, at, _words(one, printed), False, True, was)
        found.append(replace(line, places=(*kept, new)))
    return found
