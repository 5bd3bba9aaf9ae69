"""How old somebody is and how far, fast or large something: what such an answer looks like."""

import re

from knowledge.questions.model import Asked
from knowledge.questions.words import Text
from knowledge.text import fold

AGE = re.compile(
    r"\b[\w-]{1,40}[- ]years?[- ]old\b|\baged? (?:of )?\d{1,3}\b"
    r"|\b(?:was|is|turn(?:s|ed)) \d{1,3}\b(?=\W*$|[,.;])"
    r"|(?<=, )\d{1,3}(?=,)|\(\d{1,3}\)|\b\d{1,3}(?:st|nd|rd|th) birthday\b",
    re.I,
)
"""An age: "aged 43", "a 43-year-old", "Vula, 43, …"."""
_DISTANCE = r"(?:kilo|centi|milli)?met(?:er|re)s?|km|cm|mm|miles?|feet|foot|ft|inch(?:es)?|yards?|m"
_UNITS = {
    "fast": r"mph|kmh|kph|km/h|m/s|knots?|(?:miles|kilomet(?:er|re)s|km) (?:an|per) hour",
    "heavy": r"kg|kilo(?:gram)?s?|tons?|tonnes?|pounds?|lbs?|grams?|ounces?|stone",
    "strong": r"mph|km/h|kph|knots?|(?:miles|kilomet(?:er|re)s|km) (?:an|per) hour|magnitude",
}
_MEASURED = {
    word: re.compile(
        rf"\b(?:\d[\d,.]{{0,24}}+|\w+)[ -](?:{units})\b|\b(?:magnitude|category)[- ]\d", re.I
    )
    for word, units in {**_UNITS, "": _DISTANCE}.items()
}
_BEFORE, _BESIDE = 90, 30


def measure(asked: Asked) -> re.Pattern[str]:
    """What a measure that is asked for is given in: "how fast" in miles an hour."""
    return next((_MEASURED[word] for word in _UNITS if word in asked.words), _MEASURED[""])


def is_age_of(name: str, text: Text) -> bool:
    """Whether an age stands beside a name, folded: "Vula, 43,", "43-year-old Vula"."""
    for found in AGE.finditer(text.text):
        near = text.text[max(0, found.start() - _BEFORE) : found.end() + _BESIDE]
        if f" {name} " in f" {fold(near)} ":
            return True
    return False
