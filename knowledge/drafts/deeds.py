"""One payment or occasion in two texts, in whatever words each of them tells it.

Sentences that share few words may tell of the same thing all the same: of what a state gives to
another one, by who gives and who gets it; of an occasion, by its name.
"""

from collections.abc import Iterable, Iterator, Sequence

from knowledge.dates import edtf
from knowledge.drafts.amounts import alike, misprinted, same, told_in
from knowledge.drafts.days import near
from knowledge.drafts.giving import contrary, same_sides
from knowledge.drafts.model import About, DateWord, Finding, Line, SumWord, Verdict
from knowledge.drafts.pairing import Fit, Telling
from knowledge.drafts.weighing import Said, best, finding, lines_of
from knowledge.model import Sum
from knowledge.text import fold

_PURPOSE = 0.75
_ITS_PURPOSE, _OTHER_SIZE = 1.5, 1.5
_RIVAL = 0.8
_SEASON, _WEEKS = 60, 31
_DAY = 3
_NAME = 2
_TWO = 2


def other_sum(
    line: Line, ours: SumWord, readable: Sequence[Telling], told: Sequence[Sum]
) -> Finding | None:
    """The sum that the archive has for a payment of the draft, where it has another one.

    `told` are all sums of the draft: what it tells elsewhere is another payment.
    """
    found: list[Said] = []
    for telling, other in lines_of(readable):
        for theirs in other.sums:
            fit = telling.fit(line, ours.start, ours.end, other)
            if _one_payment(line, ours, theirs, fit):
                if same(ours, theirs):
                    return None
                found.append(Said(theirs.text, fit, value=str(theirs.sums[0])))
    said = best(found)
    if said is None or _is_torn(said, found) or any(told_in(s, told) for s in _sums(said)):
        return None
    return finding(About.SUM, ours, Verdict.DIFFERS, said)


def _one_payment(line: Line, ours: SumWord, theirs: SumWord, fit: Fit) -> bool:
    """True where both sums are most likely of one payment.

    Who gives to whom, and when or what for; or just what for, where that is unmistakable.
    """
    if contrary(ours, theirs) or not _one_time(line, fit):
        return False
    if ours.sums[0].currency != theirs.sums[0].currency and not alike(ours, theirs):
        return False
    likely = alike(ours, theirs)
    if same_sides(ours, theirs):
        purpose = _PURPOSE if likely else _OTHER_SIZE
        plain = misprinted(ours, theirs) and all(day.relative for day in line.dates)
        return fit.special >= purpose or (likely and fit.day) or plain
    return likely and fit.parties > 0 and fit.special >= _ITS_PURPOSE


def _is_torn(said: Said, found: Iterable[Said]) -> bool:
    """True where the archive has yet another sum that may be meant as well."""
    return any(
        one.value != said.value and _strength(one) >= _RIVAL * _strength(said) for one in found
    )


def _strength(said: Said) -> float:
    return said.fit.special + said.fit.day + said.fit.share


def _sums(said: Said) -> Iterator[SumWord]:
    return (one for one in said.fit.line.sums if one.text == said.text)


def _one_time(line: Line, fit: Fit) -> bool:
    """False where both say when something was, and months lie between."""
    ours = [edtf.parse(day.value) for day in line.dates if not day.relative]
    theirs = [edtf.parse(day.value) for day in fit.line.dates] or fit.telling.times[-1:]
    return not ours or not theirs or any(near(a, b, _SEASON) for a in ours for b in theirs)


def other_day(line: Line, ours: DateWord, readable: Sequence[Telling]) -> Finding | None:
    """The day that the archive has for a named occasion or payment of the draft, if another."""
    if ours.relative:
        return None
    found: list[Said] = []
    for telling, other in lines_of(readable):
        fit = telling.fit(line, ours.start, ours.end, other)
        if not (_one_occasion(line, other, fit) or _paid_alike(line, other, fit)):
            continue
        for theirs in other.dates:
            if edtf.compatible(ours.value, theirs.value):
                return None
            if _mistakable(ours.value, theirs.value):
                found.append(Said(theirs.text, fit, value=theirs.value))
    said = best(found)
    if said is None or len({one.value for one in found}) > 1:
        return None
    return finding(About.DATE, ours, Verdict.DIFFERS, said)


def _mistakable(ours: str, theirs: str) -> bool:
    left, right = edtf.parse(ours), edtf.parse(theirs)
    return left.parts == right.parts >= _TWO and near(left, right, _WEEKS)


def _one_occasion(line: Line, other: Line, fit: Fit) -> bool:
    """True where both lines name an occasion, and nobody: people meet on the side of many."""
    if line.people or other.people or fit.strangers:
        return False
    text = f" {fold(other.text)} "
    return any(len(one.keys) >= _NAME and f" {' '.join(one.keys)} " in text for one in line.loose)


def _paid_alike(line: Line, other: Line, fit: Fit) -> bool:
    """True where both lines tell who gives whom the same sum."""
    return any(same_sides(a, b) and same(a, b) for a in line.sums for b in other.sums)
