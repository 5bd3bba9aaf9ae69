"""Whether two sums are one, or one may have been mistaken for the other."""

from collections.abc import Sequence
from decimal import Decimal

from rapidfuzz.distance import DamerauLevenshtein

from knowledge.drafts.model import SumWord
from knowledge.model import Sum

_ROUGHLY = Decimal("0.06")
_BRIEFLY = Decimal("0.015")
_EXACTLY = Decimal("0.005")
_SIZE = 10


def told_in(theirs: SumWord, told: Sequence[Sum]) -> bool:
    """True for a sum that the draft has in another place."""
    return any(_equal(a, b, _EXACTLY) for a in told for b in theirs.sums)


def alike(ours: SumWord, theirs: SumWord) -> bool:
    """The same figure in another currency, the same figures in another order, or near in size."""
    if slipped(ours, theirs):
        return True
    for a in ours.sums:
        for b in theirs.sums:
            if a.amount == b.amount or _figures(a) == _figures(b):
                return True
            if a.currency == b.currency and b.amount <= 2 * a.amount <= 4 * b.amount:
                return True
    return False


def misprinted(ours: SumWord, theirs: SumWord) -> bool:
    """True for sums of several figures and about one size, of which one has a figure amiss."""
    return any(
        a.currency == b.currency
        and min(len(_digits(a)), len(_digits(b))) > 1
        and max(a.amount, b.amount) <= _SIZE * min(a.amount, b.amount)
        and _digits(a) != _digits(b)
        and _slip(a, b)
        for a in ours.sums
        for b in theirs.sums
    )


def slipped(ours: SumWord, theirs: SumWord) -> bool:
    """True for sums of which one has a figure more, less or other than the other."""
    return any(
        a.currency == b.currency and _digits(a) != _digits(b) and _slip(a, b)
        for a in ours.sums
        for b in theirs.sums
    )


def _slip(a: Sum, b: Sum) -> bool:
    return DamerauLevenshtein.distance(_digits(a), _digits(b)) <= 1


def _digits(one: Sum) -> str:
    return f"{one.amount:f}".replace(".", "").rstrip("0")


def _figures(one: Sum) -> str:
    return "".join(sorted(f"{one.amount:f}".replace(".", "").strip("0")))


def same(ours: SumWord, theirs: SumWord) -> bool:
    """True for one sum, which a draft may give in fewer figures."""
    return any(
        _equal(a, b, _EXACTLY) or _rounded(a, b, _ROUGHLY if ours.rough else _BRIEFLY)
        for a in ours.sums
        for b in theirs.sums
    )


def _equal(a: Sum, b: Sum, margin: Decimal) -> bool:
    return a.currency == b.currency and abs(a.amount - b.amount) <= margin * max(a.amount, b.amount)


def _rounded(ours: Sum, theirs: Sum, margin: Decimal) -> bool:
    """True where a draft gives a sum in fewer figures."""
    return len(_figures(ours)) < len(_figures(theirs)) and _equal(ours, theirs, margin)
