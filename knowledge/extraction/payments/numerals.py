"""Numbers as newspapers print them: "51.3 million", "3,2", "1,23,456", "two and a half billion"."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from knowledge.extraction.payments.tokens import Tokens

_SMALL: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety"
_WORDS: Final = {word: number for number, word in enumerate(_SMALL.split())} | {
    word: 10 * number for number, word in enumerate(_TENS.split(), start=2)
}
_SCALES: Final = {
    word: Decimal(10) ** power
    for power, words in {
        3: "thousand thousands k",
        5: "lakh lakhs lac lacs",
        6: "million millions mn m mln mio mil",
        7: "crore crores cr",
        9: "billion billions bn b bln milliard milliards",
        12: "trillion trillions tn trn trln",
    }.items()
    for word in words.split()
}
_BEGINS: Final = frozenset([*_WORDS, "a", "an", "half", "quarter"])
_SHORT: Final = frozenset(["k", "m", "b", "t", "cr", "mil"])
_HUNDRED: Final = 100
_IN_WORDS: Final = frozenset([*_WORDS, *_SCALES, "half", "quarter", "hundred"])
_DIGIT: Final = re.compile(r"\d")
# More digits than any budget has: a number, but no sum.
_LONGEST_FIGURE: Final = 30

_GROUPED = re.compile(r"\d{1,3}(?:(?P<mark>[,.'’ \u00a0\u2009\u202f])\d{3})(?:(?P=mark)\d{3})*\Z")
_INDIAN = re.compile(r"\d{1,3}(?:,\d\d)+,\d{3}\Z")
_DECIMAL = re.compile(r"\d+(?:[.,]\d+)?\Z")


@dataclass(frozen=True, slots=True)
class Number:
    """A number over tokens up to `last`-1.

    `scale` is what a word like "million" multiplied it by; `words` is true for numbers in words.
    """

    value: Decimal
    last: int
    scale: Decimal = Decimal(1)
    words: bool = False

    @property
    def scaled(self) -> bool:
        """True when a scale word belongs to it."""
        return self.scale != 1


def may_hold_numbers(text: str, letters: frozenset[str]) -> bool:
    """False where a glance says that a text holds no number; `letters` as of `Sentence.letters`."""
    return _DIGIT.search(text) is not None or not letters.isdisjoint(_IN_WORDS)


def number_at(tokens: Tokens, i: int) -> Number | None:
    """The number that begins at token `i`, with its scale ("5.2 million", "half a billion")."""
    if tokens[i].figure:
        scale, last = scale_at(tokens, i + 1)
        value = figure(tokens[i].text, scaled=scale is not None)
        if value is None:
            return None
        scale = scale or Decimal(1)
        return Number(value * scale, last, scale)
    return _in_words(tokens, i) if tokens.lower(i) in _BEGINS else None


def figure(text: str, *, scaled: bool) -> Decimal | None:
    """The value of a printed figure; None where it could mean two things.

    Before a scale word a lone separator is a decimal mark ("3,2 million", "9.216 billion") unless
    it is a comma before three digits ("3,200 million").
    """
    if len(text) > _LONGEST_FIGURE:
        return None
    whole, mark, decimals = text.rpartition(".")
    if mark and "," in whole and (_GROUPED.match(whole) or _INDIAN.match(whole)):
        return Decimal(whole.replace(",", "") + "." + decimals)
    whole, mark, decimals = text.rpartition(",")
    if mark and "." in whole and _GROUPED.match(whole):
        return Decimal(whole.replace(".", "") + "." + decimals)
    grouped = _GROUPED.match(text)
    if grouped is not None:
        lone_point = text.count(".") == 1
        if lone_point and scaled:
            return Decimal(text)
        # "$3.459" is the price of a gallon, or three thousand in other languages.
        return None if lone_point else Decimal(re.sub(r"\D", "", text))
    if _INDIAN.match(text):
        return Decimal(text.replace(",", ""))
    if _DECIMAL.match(text):
        return Decimal(text.replace(",", "."))
    return None


def scale_at(tokens: Tokens, i: int) -> tuple[Decimal | None, int]:
    """The scale words at token `i`, multiplied ("lakh crore", "hundred million"), and their end."""
    scale: Decimal | None = None
    while True:
        at = i + 1 if tokens.lower(i) in ("-", "‑") and tokens.glued(i) else i
        word = tokens.lower(at)
        power = Decimal(_HUNDRED) if word == "hundred" else _SCALES.get(word)
        if word in _SHORT and scale is not None:
            power = None
        if power is None:
            return scale, i
        scale = power if scale is None else scale * power
        i = at + 1
        if word in _SHORT or word in ("mn", "bn", "tn") or scale > Decimal(10) ** 15:
            return scale, i


def _in_words(tokens: Tokens, i: int) -> Number | None:
    """ "two million", "a hundred and fifty thousand", "half a billion", "two and a half crore"."""
    begun = _fraction_at(tokens, i) or _small_at(tokens, i)
    if begun is None:
        return None
    value, at = begun
    scale, last = scale_at(tokens, at)
    if tokens.lower(last - 1) in _SHORT:
        return None
    if scale is None:
        article = tokens.lower(i) in ("a", "an") or value != value.to_integral_value()
        return None if article else Number(value, at, words=True)
    return Number(value * scale, last, scale, words=True)


def _fraction_at(tokens: Tokens, i: int) -> tuple[Decimal, int] | None:
    """ "half a", "a half", "a quarter of a", before a scale."""
    at = i + 1 if tokens.lower(i) in ("a", "one") else i
    part = {"half": Decimal("0.5"), "quarter": Decimal("0.25")}.get(tokens.lower(at))
    if part is None:
        return None
    at += 1
    if tokens.lower(at) in ("-", "‑"):
        at += 1
    for filler in ("of", "a"):
        if tokens.lower(at) == filler:
            at += 1
    return (part, at) if tokens.lower(at) in _SCALES else None


def _small_at(tokens: Tokens, i: int) -> tuple[Decimal, int] | None:
    """A number below a thousand in words, "a" for one, and "and a half"."""
    if tokens.lower(i) in ("a", "an"):
        value, at = 1, i + 1
        if tokens.lower(at) != "hundred" and tokens.lower(at) not in _SCALES:
            return None
    elif tokens.lower(i) in _WORDS:
        value, at = _tens_at(tokens, i)
    else:
        return None
    if tokens.lower(at) == "hundred":
        value, at = value * _HUNDRED, at + 1
        behind = at + 1 if tokens.lower(at) == "and" else at
        if tokens.lower(behind) in _WORDS:
            tail, at = _tens_at(tokens, behind)
            value += tail
    if [tokens.lower(at + k) for k in range(3)] == ["and", "a", "half"]:
        return Decimal(value) + Decimal("0.5"), at + 3
    return Decimal(value), at


def _tens_at(tokens: Tokens, i: int) -> tuple[int, int]:
    """ "twenty", "twenty-five", "seven"."""
    value, at = _WORDS[tokens.lower(i)], i + 1
    behind = at + 1 if tokens.lower(at) in ("-", "‑") else at
    tail = _WORDS.get(tokens.lower(behind), 0)
    if value >= 20 and 0 < tail < 10:
        return value + tail, behind + 1
    return value, at
