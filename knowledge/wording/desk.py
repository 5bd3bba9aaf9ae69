"""What the desk decided on a fact, as it is said with the fact.

"verified by the desk", "date corrected by the desk on 3 December 2026 (was: 20 March 2022)", "sum
chosen by the desk on 3 December 2026 (sources also say: USD 7 million)". Readers are told of the
desk, never of who it was.
"""

from knowledge.model import Fact, Ruling, Variant, corrections, verification
from knowledge.wording.decisions import day
from knowledge.wording.parts import noun_of, part_of_field
from knowledge.wording.phrases import enumerate_words
from knowledge.wording.values import value_words

VERIFIED = "verified by the desk"

_LONGEST = 300
"""Characters of what a correction replaced."""


def notes(fact: Fact) -> list[str]:
    """What the desk decided on a fact as it stands, a phrase each, verified first."""
    verified = [VERIFIED] if verification(fact) is not None else []
    return [*verified, *(_corrected(fact, one) for one in corrections(fact))]


def noted(fact: Fact, line: str) -> str:
    """A line about a fact with what the desk decided on it behind it, in square brackets."""
    told = "; ".join(notes(fact))
    return f"{line} [{told}]" if told else line


def _corrected(fact: Fact, one: Ruling) -> str:
    part = part_of_field(fact.kind, one.field or "")
    noun = noun_of(one.field or "")
    on = f"by the desk on {day(one.at)}"
    said = [_words(other) for other in fact.variants if part and other.field == part.key]
    others = [told for told in dict.fromkeys(said) if told != one.value]
    chosen = bool(others) and one.value in (one.was or one.value or "").split(" or ")
    beside = [] if chosen or not one.was else [f"was: {_short(one.was)}"]
    if others:
        beside.append(f"sources also say: {_short(enumerate_words(others, 'or'))}")
    told = f" ({'; '.join(beside)})" if beside else ""
    return f"{noun} {'chosen' if chosen else 'corrected'} {on}{told}"


def _words(one: Variant) -> str:
    """A value as it is typed: choices without hyphens."""
    said = value_words(one)
    return said.replace("-", " ") if one.field in _CHOICES else said


_CHOICES = frozenset({"form", "status", "type", "payment", "tenure"})


def _short(words: str) -> str:
    said = " ".join(words.split())
    return said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1].rstrip()}…"
