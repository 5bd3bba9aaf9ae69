"""Facts that are left unsaid, as their sentence no longer stands in the article, and how to say so.

The base counts facts without reading their articles and withholds them one by one when they are
shown, so an answer has to say what it counted and does not show.
"""

from knowledge.base import Base
from knowledge.wording.texts import count

_LOOKED_AT = 50
"""How many titles of a person are looked at."""


def note(number: int) -> str:
    """The line that says how many facts are left unsaid: "2 facts are withheld, …"."""
    are, their = ("is", "its") if number == 1 else ("are", "their")
    sentence = "sentence no longer stands in the article"
    return f"{count(number, 'fact')} {are} withheld, as {their} {sentence}."


def notes(number: int) -> tuple[str, ...]:
    """That line as notes beside an answer; none when nothing is left unsaid."""
    return (note(number),) if number else ()


def titles(person: str, shown: int, base: Base) -> int:
    """How many titles of a person are left unsaid when the base shows this many."""
    return max(0, min(base.roles_counted(person), _LOOKED_AT) - shown)
