"""Sums of money in a text: exact amounts with their currency, as printed.

    >>> find_sums("up to US$3.2 million (¥480 million) and two million euros", Setting())

A range ("$5-7 million", "between 2 and 3 billion yen") is its lower end; its qualifier says so.
"""

from dataclasses import dataclass
from functools import cache
from typing import Final

from knowledge.extraction.lexicon import table
from knowledge.extraction.payments.currencies import Setting
from knowledge.extraction.payments.printed import Money, may_hold_money, money_at, ranged
from knowledge.extraction.payments.tokens import Tokens
from knowledge.model import Sum

__all__ = ["FoundSum", "Setting", "find_sums"]

_LONGEST_BRACKET: Final = 24
_HANDING: Final = frozenset(["hand", "hands", "handed", "handing", "roll", "rolled", "rolling"])


@dataclass(frozen=True, slots=True)
class FoundSum:
    """A sum at `start`..`end` of its text, equivalents included, qualifier not.

    `rate` is true for a price or wage by the piece, hour or head ("$80 a barrel"), `bare` where no
    currency is printed.
    """

    start: int
    end: int
    sum: Sum
    qualifier: str | None = None
    equivalents: tuple[Sum, ...] = ()
    rate: bool = False
    qualified: int = 0
    bare: bool = False

    @property
    def left(self) -> int:
        """Where the sum begins with its qualifier."""
        return min(self.qualified, self.start)


@dataclass(frozen=True, slots=True)
class _Words:
    qualifiers: frozenset[tuple[str, ...]]
    longest: int
    equivalent: tuple[tuple[str, ...], ...]
    about: frozenset[str]
    pieces: frozenset[str]
    periods: frozenset[str]


@cache
def _words() -> _Words:
    raw = table("payments")["sums"]
    qualifiers = frozenset(tuple(words.split()) for words in raw["qualifiers"])
    return _Words(
        qualifiers=qualifiers,
        longest=max(map(len, qualifiers)),
        equivalent=tuple(tuple(words.split()) for words in raw["equivalent"]),
        about=frozenset(raw["about"]),
        pieces=frozenset(raw["pieces"]),
        periods=frozenset(raw["periods"]),
    )


def find_sums(text: str, setting: Setting) -> list[FoundSum]:
    """The sums of a text in order, without overlaps; what may be no sum is left out.

    Whoever asks has had a glance at whether the text holds any number.
    """
    found: list[FoundSum] = []
    if not may_hold_money(text):
        return found
    tokens = Tokens(text)
    i = floor = 0
    while i < len(tokens):
        money = money_at(tokens, i, setting)
        if money is None:
            i += 1
            continue
        money = money if money.ranged else ranged(tokens, money, setting)
        equivalents, last = _equivalents(tokens, money, setting)
        found.append(_found(tokens, money, equivalents, last, floor))
        i = floor = last
    return found


def _found(
    tokens: Tokens, money: Money, equivalents: tuple[Sum, ...], last: int, floor: int
) -> FoundSum:
    first = _qualifier_start(tokens, money.first, floor)
    start = tokens[money.first].start
    qualifier = tokens.text[tokens[first].start : start].strip() or None
    if money.ranged and qualifier is None:
        qualifier = "from"
    return FoundSum(
        start=start,
        end=tokens[last - 1].end,
        sum=money.sum,
        qualifier=qualifier,
        equivalents=equivalents,
        rate=_is_rate(tokens, last),
        qualified=tokens[first].start,
    )


def _equivalents(tokens: Tokens, money: Money, setting: Setting) -> tuple[tuple[Sum, ...], int]:
    """The same sum in other currencies, "(about $3 million)" or ", equivalent to …", and the end.

    What stands in a bracket beside sums must be words like "about" and "at current rates".
    """
    at = money.last
    if tokens[at].text in ("(", "["):
        return _in_bracket(tokens, money, setting)
    if tokens[at].text == ",":
        at += 1
    for words in _words().equivalent:
        if tuple(tokens.lower(at + k) for k in range(len(words))) == words:
            at += len(words)
            while tokens.lower(at) in _words().about:
                at += 1
            other = money_at(tokens, at, setting)
            if other is not None and other.currency != money.currency:
                return (other.sum,), other.last
            break
    return (), money.last


def _in_bracket(tokens: Tokens, money: Money, setting: Setting) -> tuple[tuple[Sum, ...], int]:
    found: list[Sum] = []
    at = money.last + 1
    while at < min(money.last + _LONGEST_BRACKET, len(tokens)):
        if tokens[at].text in (")", "]"):
            return (tuple(found), at + 1) if found else ((), money.last)
        other = money_at(tokens, at, setting)
        if other is not None and other.currency != money.currency:
            found.append(other.sum)
            at = other.last
        elif tokens.lower(at) in _words().about or not tokens[at].text.isalnum():
            at += 1
        else:
            break
    return (), money.last


def _qualifier_start(tokens: Tokens, first: int, floor: int) -> int:
    """The first token of "up to", "well over", "an estimated" right before token `first`."""
    longest = _words().longest
    if tokens.lower(first - 1) == "over" and tokens.lower(first - 2) in _HANDING:
        return first  # "Handed over $5 million."
    for start in range(max(first - longest, floor), first):
        words = tuple(tokens.lower(k) for k in range(start, first))
        if words in _words().qualifiers:
            return start
    return first


def _is_rate(tokens: Tokens, last: int) -> bool:
    """True for a price by the piece or a wage by the hour; a yearly sum is none."""
    by = tokens.lower(last)
    if by == "apiece":
        return True
    behind = tokens.lower(last + 1)
    if by in ("per", "/", "each", "every"):
        return behind not in _words().periods
    return by in ("a", "an", "the") and behind in _words().pieces
