"""Dates and sums as articles print them."""

from datetime import date

from benchmarks.bases.chance import Luck
from knowledge.model import Sum

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£"}
_WORDS = {"JPY": "yen", "CNY": "yuan"}
_SCALES = ((10**9, "billion"), (10**6, "million"))


def when(value: str | None, published: date, luck: Luck) -> tuple[str, bool]:
    """A date (EDTF) with its preposition and a space before, and whether it says all by itself.

    "" for none.
    """
    if value is None:
        return "", True
    if "/" in value:
        first, last = map(date.fromisoformat, value.split("/"))
        return f" from {_day(first)} to {_day(last)}", True
    parts = value.split("-")
    if len(parts) == 1:
        return f" in {value}", True
    if len(parts) == 2:
        return f" in {_MONTHS[int(parts[1]) - 1]} {parts[0]}", True
    at = date.fromisoformat(value)
    apart = (at - published).days
    lot = luck.random()
    if -6 <= apart <= 0 and lot < 0.6:
        return f" on {_DAYS[at.weekday()]}", False
    if abs(apart) < 150 and lot < 0.8:
        return f" on {at.day} {_MONTHS[at.month - 1]}", False
    return f" on {_day(at)}", True


def money(sum: Sum) -> str:
    """A sum: "$5.2 million", "130,000 yen"."""
    whole = int(sum.amount)
    figure = f"{whole:,}"
    for scale, word in _SCALES:
        if whole >= scale and not whole % (scale // 1000):
            figure = f"{whole / scale:.3f}".rstrip("0").rstrip(".") + f" {word}"
            break
    if sum.currency in _SIGNS:
        return f"{_SIGNS[sum.currency]}{figure}"
    return f"{figure} {_WORDS[sum.currency]}"


def _day(at: date) -> str:
    return f"{at.day} {_MONTHS[at.month - 1]} {at.year}"
