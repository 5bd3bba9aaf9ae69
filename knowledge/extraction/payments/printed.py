"""One printed sum: a number with its mark in front or its currency behind, and ranges of them."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Final

from knowledge.extraction.lexicon import table
from knowledge.extraction.payments.currencies import (
    Setting,
    adjective_code,
    currencies,
    is_adjective,
    of_mark,
    of_unit,
)
from knowledge.extraction.payments.numerals import Number, number_at, scale_at
from knowledge.extraction.payments.tokens import Tokens
from knowledge.model import Sum

_DASHES: Final = frozenset("-–—‑")
_LONGEST_ADJECTIVE: Final = 3
# In tokens; a full stop may follow.
_LONGEST_MARK: Final = 4
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_THOUSAND: Final = 1000
# Nobody has more than this of any currency: a number, but no sum.
_MOST: Final = Decimal(10) ** 18
_SCALES: Final = frozenset(["million", "billion", "trillion", "mln", "bln", "crore"])
_SMALL: Final = frozenset(["to", "for", "in", "over", "and", "on", "from", "by", "towards", "at"])


@dataclass(frozen=True, slots=True)
class Money:
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


@cache
def _shy(kind: str) -> frozenset[str]:
    """Units or codes that are also other words."""
    return frozenset(table("payments")["sums"][kind])


@cache
def _endings() -> tuple[re.Pattern[str], frozenset[str], frozenset[str]]:
    """With what a currency's mark or code ends: signs, and letters; and a unit, in lower case."""
    known = currencies()
    marks = {*known.codes, *known.marks, *known.shared, "RMB"}
    ends = {Tokens(mark).row[-1].text for mark in marks}
    signs = "".join(re.escape(end) for end in ends if not end.isalpha())
    units = (_LETTERS.findall(unit.lower())[-1] for unit in known.units)
    return re.compile(f"[{signs}]"), frozenset(filter(str.isalpha, ends)), frozenset(units)


def may_hold_money(text: str) -> bool:
    """False where a glance says that nothing that belongs to a currency is printed."""
    signs, marks, units = _endings()
    if signs.search(text) is not None:
        return True
    words = _LETTERS.findall(text)
    return not (marks.isdisjoint(words) and units.isdisjoint(map(str.lower, words)))


def money_at(tokens: Tokens, i: int, setting: Setting) -> Money | None:
    """The sum that begins at token `i`, with its mark in front or behind."""
    money = _marked_before(tokens, i, setting) or _marked_behind(tokens, i, setting)
    return None if money is None or money.number.value >= _MOST else money


def _marked_before(tokens: Tokens, i: int, setting: Setting) -> Money | None:
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
        return Money(i, last, number, named or code)
    return None


def _sure(tokens: Tokens, mark: str, at: int, number: Number) -> bool:
    """Whether a mark before a number is one: "R" only right before it, "ALL" not at "ALL 12"."""
    if mark in _shy("shy_codes"):
        return number.scaled or number.value >= _THOUSAND
    return len(mark) > 1 or not mark.isalpha() or tokens.glued(at)


def _named_again(tokens: Tokens, i: int, setting: Setting) -> tuple[str | None, int]:
    """ "$5 million Canadian", "$5 million USD", "$5 million dollars"."""
    text = tokens[i].text
    if text in currencies().codes and text not in _shy("shy_codes"):
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


def _marked_behind(tokens: Tokens, i: int, setting: Setting) -> Money | None:
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


def _unit_behind(tokens: Tokens, first: int, number: Number, setting: Setting) -> Money | None:
    at = number.last
    if tokens[at].text in _DASHES and tokens.glued(at) and tokens.glued(at + 1):
        at += 1
    unit = _unit_at(tokens, at, number, setting)
    if unit is None:
        return None
    code, last = unit
    scale, end = scale_at(tokens, last)
    if scale is not None and not number.scaled and tokens.lower(last) in _SCALES:
        # "240 euros million", as some papers print it.
        return Money(first, end, replace(number, value=number.value * scale, scale=scale), code)
    return Money(first, last, number, code)


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
    code = of_mark(mark, setting) if behind and mark not in _shy("shy_codes") else None
    return None if code is None or tokens[at + 1].figure else (code, at + 1)


def _is_unit(tokens: Tokens, unit: str, at: int, last: int, number: Number) -> bool:
    """False for the verb "won", for pounds of flour and for "the 1990 real"."""
    if unit not in _shy("shy_units"):
        return True
    sized = number.scaled or (number.value >= _THOUSAND and not tokens[at - 1].text.isdigit())
    of_goods = unit.startswith("pound") and tokens.lower(last) in ("of", "(", "per")
    return sized and not of_goods


def ranged(tokens: Tokens, money: Money, setting: Setting) -> Money:
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
