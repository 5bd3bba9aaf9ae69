"""What is said to a bot without asking the archive anything: "hello", "thanks", "who are you"."""

import re
from enum import StrEnum
from functools import cache

from knowledge.questions.words import read
from knowledge.text import fold

_ADDRESS = r"(?: (?:dateline|bot|there|everyone|all|team|friend|again|you|so|much|very|a|lot|to))*"


class Talk(StrEnum):
    """What sort of talk it is."""

    GREETING = "greeting"
    THANKS = "thanks"
    BYE = "bye"
    JOKE = "joke"
    ABOUT = "about"


def talk(text: str) -> Talk | None:
    """What sort of talk a message is; None for one that asks something."""
    said = fold(text)
    return next((kind for kind, pattern in _patterns() if pattern.fullmatch(said)), None)


@cache
def _patterns() -> tuple[tuple[Talk, re.Pattern[str]], ...]:
    found = []
    for line in read("smalltalk"):
        kind, _, pattern = line.partition(" = ")
        found.append((Talk(kind), re.compile(pattern.replace("ADDRESS", _ADDRESS))))
    return tuple(found)
