"""Which lines of a page are no part of its article: share buttons, calls to subscribe, ends."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from knowledge.reading.datelines import byline

_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\xa0": " "})
_EDGES = " \t\n.:;!?…|•·»«›‹→>-–—*#=_()[]\"'"
# "12", "1.2K", "34 shares", "Shares 34", "5 comments": counters beside share buttons.
_COUNTER = re.compile(
    r"(?:(?:shares?|likes?|views?|comments?|tweets?|retweets?)\s*)?[\d.,]+\s?[km]?"
    r"(?:\s*(?:shares?|likes?|views?|comments?|tweets?|retweets?|min(?:ute)?s? read))?"
)
# "=FRESH NEWS", "VNA/VNP", "AKP": an agency's name under its text.
_SIGN_OFF = re.compile(r"[=/–—-]?\s?[A-Z][A-Z&-]+(?:[ /][A-Z][A-Z&-]+){0,2}")
_NO_WORDS = re.compile(r"[\W_]+")
_LONGEST_BEGINNING = 300


@dataclass(frozen=True, slots=True)
class _Phrases:
    anywhere: frozenset[str]
    beginnings: tuple[str, ...]
    lists: frozenset[str]
    closings: tuple[str, ...]
    ends: frozenset[str]


@cache
def _phrases() -> _Phrases:
    data = tomllib.loads(files(__package__).joinpath("boilerplate.toml").read_text("utf-8"))
    return _Phrases(
        anywhere=frozenset(data["anywhere"]),
        beginnings=tuple(data["beginnings"]),
        lists=frozenset(data["lists"]),
        closings=tuple(data["closings"]),
        ends=frozenset(data["ends"]),
    )


def is_boilerplate(line: str) -> bool:
    """Whether a paragraph is boilerplate wherever it stands ("ADVERTISEMENT", "* * *")."""
    if _NO_WORDS.fullmatch(line):
        return True
    words = _fold(line)
    return _whole(words) in _phrases().anywhere or (
        len(line) <= _LONGEST_BEGINNING and words.startswith(_phrases().beginnings)
    )


def opens_list(line: str) -> bool:
    """Whether a paragraph stands above links to other articles ("RELATED STORIES")."""
    return _whole(_fold(line)) in _phrases().lists


def is_closing(line: str) -> bool:
    """Whether a paragraph is boilerplate when it is the last, or only such lines follow it."""
    words = _fold(line)
    return (
        _whole(words) in _phrases().ends
        or _SIGN_OFF.fullmatch(line) is not None
        or byline(line) is not None
        or _COUNTER.fullmatch(words) is not None
        or (len(line) <= _LONGEST_BEGINNING and words.startswith(_phrases().closings))
    )


def _fold(line: str) -> str:
    return " ".join(line.translate(_QUOTES).casefold().split())


def _whole(words: str) -> str:
    return re.sub(r" ?[-–—|] ?", " ", words.strip(_EDGES))
