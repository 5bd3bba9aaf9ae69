"""Takes a message apart: what is no question at all, and questions of several parts."""

import re
from functools import cache

from knowledge.questions.words import read

_SENTENCE = re.compile(
    r"(?<=[.!?;])\s+|\n+|(?<=:)\s+(?=who|what|when|where|which|how|did|is|was)", re.I
)
_ASKS = (
    r"(?:(?:for|with|to|from|by|on|in|at|about|of|during|since) )?"
    r"(?:when|where|who|whom|whose|what|which|why|how)"
)
_QUANTITY = r"(?: (?:much|many|long))?"
_SEVERAL = re.compile(
    # The separators stand in one place only: shared, they could be tried in too many ways.
    r"^\W*(?:(?:please|hi|hello|tell me|so)\W+)*"
    rf"({_ASKS}{_QUANTITY}),? and ({_ASKS}{_QUANTITY}) (.+)$",
    re.I | re.S,
)
_TWO_NOUNS = re.compile(
    rf"^\W*({_ASKS}{_QUANTITY} \w+),? and ({_ASKS}{_QUANTITY} \w+) "
    r"((?:did|do|does|was|were|is|are|has|have|had|will|would|can|could) .+)$",
    re.I | re.S,
)
_SECOND = re.compile(
    rf",? (?:and|but)(?: also| then)? (?={_ASKS}\b)"
    r"|,? and (?=(?:did|does|is|was|were|has|have|will) )",
    re.I,
)
_BEGINS = re.compile(
    rf"\W*(?:{_ASKS}|did|does|do|is|are|was|were|has|have|will|can|tell|list|show)\b", re.I
)
_ASKING = re.compile(
    rf"\b(?:{_ASKS}|whos|whats|did|does|do|is|are|was|were|has|have|had|will|can|tell|list|show)\b",
    re.I,
)
_MOST = 3


def without_instructions(text: str) -> tuple[str, bool]:
    """A message without the sentences that tell the bot how to behave; whether it had any."""
    sentences = [sentence.strip() for sentence in _SENTENCE.split(text)]
    kept = [one for one in sentences if one and not _is_instruction(one)]
    return " ".join(kept), len(kept) < len([one for one in sentences if one])


def _is_instruction(sentence: str) -> bool:
    return any(pattern.search(sentence) for pattern in _instructions())


@cache
def _instructions() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(line, re.I) for line in read("instructions"))


def asks(text: str) -> bool:
    """Whether a text has a word that asks, or a question mark."""
    return text.endswith("?") or _ASKING.search(text) is not None


def questions(text: str) -> list[str]:
    """The parts of a message that each ask for something, at most three.

    "When and with whom did they talk" is two questions; so is "who paid and what for".
    """
    found = [part for one in re.split(r"(?<=\?)\s+", text) for part in _of_sentence(one.strip())]
    return [part for part in found if part][:_MOST]


def _of_sentence(sentence: str) -> list[str]:
    several = _TWO_NOUNS.match(sentence) or _SEVERAL.match(sentence)
    if several is not None:
        first, second, rest = several.groups()
        return [f"{first} {rest}", f"{second} {rest}"]
    pieces = _SECOND.split(sentence)
    # What stands before the first question word is no question of its own.
    if not _BEGINS.match(pieces[0]):
        return [sentence]
    return [_completed(pieces[0], pieces[-1]), *pieces[1:]] if len(pieces) > 1 else pieces


def _completed(first: str, last: str) -> str:
    """ "How many died and how many fled in the quake": both of them in the quake."""
    said = first.split()
    if len(said) > _BRIEF or _TAIL.search(first) or any(word.istitle() for word in said[1:]):
        return first
    tail = _TAIL.search(last)
    return f"{first} {tail[0].strip()}" if tail is not None else first


_BRIEF = 4
_TAIL = re.compile(r" (?:in|at|on|by|from|during|after|near) .+$", re.I | re.S)
