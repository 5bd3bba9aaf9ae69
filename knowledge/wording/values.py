"""The values of a field of a fact, in words."""

from knowledge.dates.edtf import words as date_words
from knowledge.model import Variant
from knowledge.wording import payments


def value_words(variant: Variant) -> str:
    """The value of a variant in words: dates and sums as they are read, all else as it stands."""
    if variant.field in ("date", "since", "until"):
        return date_words(variant.value)
    if variant.field == "sum":
        return payments.amount(payments.sum_of(variant.value))
    return variant.value
