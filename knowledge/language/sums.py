"""A sum of money as somebody types it: "300 million dollars", "¥32.5bn", "EUR 950,000"."""

import re
from decimal import Decimal

from knowledge.language.lexicon import load
from knowledge.model import Sum
from knowledge.text import fold

MOST = Decimal(10) ** 18
"""No sum that anybody means is larger."""

_NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,])|\d+(?:\.\d+)?(?![\d,])")
_SCALES = {
    "thousand": 3, "k": 3, "million": 6, "millions": 6, "m": 6, "mn": 6, "mln": 6,
    "billion": 9, "billions": 9, "bn": 9, "b": 9, "trillion": 12, "trillions": 12, "tn": 12,
}  # fmt: skip
_SCALE = re.compile(rf"\s*({'|'.join(sorted(_SCALES, key=len, reverse=True))})\b", re.IGNORECASE)
_SIGNS = {
    "US$": "USD", "A$": "AUD", "C$": "CAD", "S$": "SGD", "HK$": "HKD", "NZ$": "NZD",
    "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₩": "KRW", "₹": "INR", "៛": "KHR",
}  # fmt: skip
_CODE = re.compile(r"[A-Z]{3}")


def typed_sum(text: str) -> Sum | None:
    """The one sum that a text is, with its currency; None when it is none, or not that alone."""
    text = " ".join(text.split())
    numbers = list(_NUMBER.finditer(text))
    if len(text) > 80 or len(numbers) != 1:
        return None
    number = numbers[0]
    before, after = text[: number.start()], text[number.end() :]
    power = 0
    if scale := _SCALE.match(after):
        power, after = _SCALES[scale[1].lower()], after[scale.end() :]
    currency = _currency(f"{before.strip()} {after.strip()}".strip())
    amount = Decimal(number[0].replace(",", "")) * Decimal(10) ** power
    if currency is None or not 0 < amount <= MOST:
        return None
    # 300.0 and 300 are one sum.
    return Sum(Decimal(f"{amount.normalize():f}"), currency)


def _currency(words: str) -> str | None:
    """The currency that the words around a number name."""
    words = words.removeprefix("of ").strip(" .,")
    if "-" in words or "−" in words:
        return None
    if words.upper() in _SIGNS:
        return _SIGNS[words.upper()]
    if _CODE.fullmatch(words):
        return words
    return load("currencies").get(fold(words))
