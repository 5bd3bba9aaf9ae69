"""Numbers that are sums though no currency stands beside them: "A gave $5 million, B 3 million"."""

from typing import Final

from knowledge.extraction.payments.numerals import number_at
from knowledge.extraction.payments.sums import FoundSum
from knowledge.extraction.payments.tokens import Tokens
from knowledge.model import Sum

_LARGE: Final = 10**6
# What can stand behind a number that counts nothing else.
_ENDS: Final = frozenset(
    {
        "", ",", ";", ".", ")", "and", "while", "with", "but", "from", "for", "to", "towards",
        "toward", "respectively", "each", "more",
    }
)  # fmt: skip


def may_be_bare(text: str) -> bool:
    """False where a glance says that a text prints no number of millions."""
    return "illion" in text


def with_bare(text: str, found: list[FoundSum], currency: str | None) -> list[FoundSum]:
    """The sums of a text with its bare numbers, in the money of the sum before each.

    `currency` is what was spoken of last where no sum stands before. Where millions of anything
    else are told (people, doses), no number counts as one of money.
    """
    if currency is None and not found:
        return found
    bare: list[FoundSum] = []
    tokens = Tokens(text)
    taken = [(one.left, one.end) for one in found]
    i = 0
    while i < len(tokens):
        number = number_at(tokens, i)
        if number is None or number.scale < _LARGE:
            i += 1
            continue
        start, end = tokens[i].start, tokens[number.last - 1].end
        i, first = number.last, i
        if any(left < end and start < right for left, right in taken):
            continue
        if tokens.lower(number.last) not in _ENDS or tokens.lower(first - 1) in ("than", "of"):
            return found
        before = [one for one in found if one.end <= start]
        code = before[-1].sum.currency if before else currency
        code = code or found[0].sum.currency
        whole = number.value == number.value.to_integral_value()
        value = number.value.to_integral_value() if whole else number.value.normalize()
        bare.append(FoundSum(start, end, Sum(value, code), qualified=start, bare=True))
    return sorted([*found, *bare], key=lambda one: one.start) if bare else found
