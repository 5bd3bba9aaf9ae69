"""Sums of money in a text: exact amounts with their currency, as printed.

    >>> find_sums("up to US$3.2 million (¥480 million) and two million euros", Setting())

A range ("$5-7 million", "between 2 and 3 billion yen") is its lower end; its qualifier says so.
"""

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Final

from knowledge.extraction.lexicon import table
from knowledge.extraction.money.currencies import (
    Setting,
    adjective_code,
    currencies,
    is_adjective,
    of_mark,
    of_unit,
)
from knowledge.extraction.money.numerals import Number, number_at
from knowledge.extraction.money.tokens import Tokens
from knowledge.model import Sum

__all__ = ["FoundSum", "Setting", "find_sums"]

_DASHES: Final = frozenset("-–—‑")
_LONGEST_ADJECTIVE: Final = 3
_LONGEST_BRACKET: Final = 24
_THOUSAND: Final = 1000
_HANDING: Final = frozenset(["hand", "hands", "handed", "handing", "roll", "rolled", "rolling"])
_SMALL: Final = frozenset(["to", "for", "in", "over", "and", "on", "from", "by", "towards", "at"])

# In tokens; a full stop may follow.
_LONGEST_MARK = 4


@dataclass(frozen=True, slots=True)
class FoundSum:
    """A sum at `start`..`end` of its text, equivalents included, qualifier not.

    `rate` is true for a price or wage by the piece, hour or head ("$80 a barrel").
    """

    start: int
    end: int
    sum: Sum
    qualifier: str | None = None
    equivalents: tuple[Sum, ...] = ()
    rate: bool = False
    qualified: int = 0

    @property
    def left(self) -> int:
        """Where the sum begins with its qualifier."""
        return min(self.qualified, self.start)


@dataclass(frozen=True, slots=True)
class _Money:
    """A printed sum over tokens `first`..`last`-1."""

    first: int
    last: int
    number: Number
    currency: str
    ranged: bool = False

    @property
    def sum(self) -> Sum:
        """Its value, whole amounts without decimals."""
        value = self.number.value
        whole = value == value.to_integral_value()
        return Sum(value.quantize(Decimal(1)) if whole else value.normalize(), self.currency)


@dataclass(frozen=True, slots=True)
class _Words:
    qualifiers: frozenset[tuple[str, ...]]
    longest: int
    equivalent: tuple[tuple[str, ...], ...]
    about: frozenset[str]
    pieces: frozenset[str]
    periods: frozenset[str]
    shy_units: frozenset[str]
    shy_codes: frozenset[str]


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
        shy_units=frozenset(raw["shy_units"]),
        shy_codes=frozenset(raw["shy_codes"]),
    )


def find_sums(text: str, setting: Setting) -> list[FoundSum]:
    """The sums of a text in order, without overlaps; what may be no sum is left out."""
    tokens = Tokens(text)
    found: list[FoundSum] = []
    i = floor = 0
    while i < len(tokens):
        money = _money_at(tokens, i, setting)
        if money is None:
            i += 1
            continue
        money = money if money.ranged else _ranged(tokens, money, setting)
        equivalents, last = _equivalents(tokens, money, setting)
        found.append(_found(tokens, money, equivalents, last, floor))
        i = floor = last
    return found


def _found(
    tokens: Tokens, money: _Money, equivalents: tuple[Sum, ...], last: int, floor: int
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


def _money_at(tokens: Tokens, i: int, setting: Setting) -> _Money | None:
    """The sum that begins at token `i`, with its mark in front or behind."""
    return _marked_before(tokens, i, setting) or _marked_behind(tokens, i, setting)


def _marked_before(tokens: Tokens, i: int, setting: Setting) -> _Money | None:
    """ "US$5 million", "JPY362,000,000", "Rs. 450 crore", "€2m (500m Canadian)"."""
    if not tokens.has_figure(i + 1, i + _LONGEST_MARK + 2):
        return None
    if i and tokens.glued(i) and tokens[i - 1].text.isalpha() and not tokens[i].text.isalpha():
        return None  # The "$" of an unknown "X$".
    for width in range(_LONGEST_MARK, 0, -1):
        if not all(tokens.glued(i + k) for k in range(1, width)):
            continue
        mark = "".join(tokens[i + k].text for k in range(width))
        code = of_mark(mark, setting)
        if code is None:
            continue
        at = i + width
        if tokens[at].text == "." and mark.isalpha():
            at += 1
        number = number_at(tokens, at)
        if number is None or number.words or not _sure(tokens, mark, at, number):
            return None
        named, last = _named_again(tokens, number.last, setting)
        return _Money(i, last, number, named or code)
    return None


def _sure(tokens: Tokens, mark: str, at: int, number: Number) -> bool:
    """Whether a mark before a number is one: "R" only right before it, "ALL" not at "ALL 12"."""
    if mark in _words().shy_codes:
        return number.scaled or number.value >= _THOUSAND
    return len(mark) > 1 or not mark.isalpha() or tokens.glued(at)


def _named_again(tokens: Tokens, i: int, setting: Setting) -> tuple[str | None, int]:
    """ "$5 million Canadian", "$5 million USD", "$5 million dollars"."""
    text = tokens[i].text
    if text in currencies().codes and text not in _words().shy_codes:
        return text, i + 1
    code = adjective_code(text) if text not in ("US", "U.S.", "British", "American") else None
    if code is None and text in ("Canadian", "Australian"):
        code = of_unit("dollar", text, setting)
    follows = tokens.lower(i + 1)
    if code is not None and (not follows[:1].isalpha() or follows in _SMALL):
        return code, i + 1
    if tokens.lower(i) in ("dollars", "euros"):
        return None, i + 1
    return None, i


def _marked_behind(tokens: Tokens, i: int, setting: Setting) -> _Money | None:
    """ "two million euros", "50m Kenyan shillings", "600-million-dollar", "300 million RMB"."""
    if tokens.glued(i) and tokens[i - 1].text not in ("(", "[", *_DASHES, "“", '"', "'", "‘", "~"):
        return None
    number = number_at(tokens, i)
    if number is None:
        return None
    money = _unit_behind(tokens, i, number, setting)
    if money is not None:
        return money
    joint = tokens.lower(number.last)
    between = tokens.lower(i - 1) == "between" and joint == "and"
    upper = number_at(tokens, number.last + 1) if joint in (*_DASHES, "to") or between else None
    if upper is None or tokens.lower(i - 1) == "from":
        return None
    lower = _shared_scale(number, upper)
    money = _unit_behind(tokens, i, upper, setting)
    if money is None or upper.value <= lower.value:
        return None
    return replace(money, number=lower, ranged=True)


def _unit_behind(tokens: Tokens, first: int, number: Number, setting: Setting) -> _Money | None:
    at = number.last
    if tokens[at].text in _DASHES and tokens.glued(at) and tokens.glued(at + 1):
        at += 1
    unit = _unit_at(tokens, at, number, setting)
    if unit is None:
        return None
    code, last = unit
    return _Money(first, last, number, code)


def _unit_at(tokens: Tokens, at: int, number: Number, setting: Setting) -> tuple[str, int] | None:
    """The currency printed at token `at` behind a number, and where it ends."""
    for width in range(_LONGEST_ADJECTIVE, -1, -1):
        adjective = " ".join(tokens[at + k].text for k in range(width))
        if adjective and not is_adjective(adjective):
            continue
        for length in (2, 1):
            unit = " ".join(tokens.lower(at + width + k) for k in range(length))
            if unit not in currencies().units:
                continue
            if not adjective and not _is_unit(tokens, unit, at, at + length, number):
                return None
            code = of_unit(unit, adjective, setting)
            last = at + width + length
            if tokens.lower(last) == "sterling":
                last += 1
            if code is not None or adjective:
                return None if code is None else (code, last)
    mark = tokens[at].text
    behind = mark in currencies().codes or mark == "RMB" or not mark.isalnum()
    code = of_mark(mark, setting) if behind and mark not in _words().shy_codes else None
    return None if code is None or tokens[at + 1].figure else (code, at + 1)


def _is_unit(tokens: Tokens, unit: str, at: int, last: int, number: Number) -> bool:
    """False for the verb "won", for pounds of flour and for "the 1990 real"."""
    if unit not in _words().shy_units:
        return True
    sized = number.scaled or (number.value >= _THOUSAND and not tokens[at - 1].text.isdigit())
    of_goods = unit.startswith("pound") and tokens.lower(last) in ("of", "(", "per")
    return sized and not of_goods


def _ranged(tokens: Tokens, money: _Money, setting: Setting) -> _Money:
    """A sum with the upper end of its range, if it is the lower end of one."""
    at = money.last
    between = tokens.lower(money.first - 1) == "between"
    joint = tokens.lower(at)
    if tokens.lower(money.first - 1) == "from":
        return money  # "Rose from $5 to $7 million": two sums.
    if not (joint in _DASHES or joint == "to" or (between and joint == "and")):
        return money
    upper = _marked_before(tokens, at + 1, setting)
    number = number_at(tokens, at + 1) if upper is None else upper.number
    last = upper.last if upper is not None else number.last if number is not None else at
    if number is None or (upper is not None and upper.currency != money.currency):
        return money
    if upper is None and joint == "to" and not (number.scaled and not money.number.scaled):
        return money  # "Gave $5 million to 3 provinces."
    lower = _shared_scale(money.number, number)
    if number.value <= lower.value:
        return money
    return replace(money, last=last, number=lower, ranged=True)


def _shared_scale(lower: Number, upper: Number) -> Number:
    """ "$5-7 million": the scale of the upper end is that of both."""
    if lower.scaled or not upper.scaled or lower.value >= _THOUSAND:
        return lower
    return replace(lower, value=lower.value * upper.scale, scale=upper.scale)


def _equivalents(tokens: Tokens, money: _Money, setting: Setting) -> tuple[tuple[Sum, ...], int]:
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
            other = _money_at(tokens, at, setting)
            if other is not None and other.currency != money.currency:
                return (other.sum,), other.last
            break
    return (), money.last


def _in_bracket(tokens: Tokens, money: _Money, setting: Setting) -> tuple[tuple[Sum, ...], int]:
    found: list[Sum] = []
    at = money.last + 1
    while at < min(money.last + _LONGEST_BRACKET, len(tokens)):
        if tokens[at].text in (")", "]"):
            return (tuple(found), at + 1) if found else ((), money.last)
        other = _money_at(tokens, at, setting)
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
