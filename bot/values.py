"""What a button stands for, as the text that travels in its value.

Everything a click needs is in the value, so that any process can serve it, also after a restart.
Values come back from Slack and are read with as little trust as typed text.
"""

import json
import re
from dataclasses import dataclass
from typing import Any

from bot.errors import StaleButton
from bot.render.limits import BUTTON_VALUE
from bot.render.text import size

_PAGE = re.compile(r"(?i)(?<!\S)page\s+\d{1,6}(?!\S)")
_ID = re.compile(r"[^\x00-\x1f]{1,400}")


@dataclass(frozen=True, slots=True)
class Ask:
    """A question to ask (again): slash-command text without its slash, and a page of its answer."""

    text: str
    page: int = 1

    @property
    def words(self) -> str:
        """The text to put to the grammar, with the page as its own last words."""
        bare = " ".join(_PAGE.sub(" ", self.text).split())
        return bare if self.page == 1 else f"{bare} page {self.page}"

    def encode(self) -> str | None:
        """The button value, or None when the text is too long for one."""
        return _fitting({"q": self.text, "p": self.page})


@dataclass(frozen=True, slots=True)
class SourceRef:
    """The sources of a fact, or the one that a reading stands for."""

    fact: str
    reading: str | None = None

    def encode(self) -> str | None:
        """The button value, or None when the ids are too long for one."""
        return _fitting({"f": self.fact, "r": self.reading})


def decode_ask(value: object) -> Ask:
    """Read the value of a page, choice or share button.

    Raises:
        StaleButton: it is none.
    """
    parsed = _parsed(value)
    text, page = parsed.get("q"), parsed.get("p", 1)
    if not isinstance(text, str) or type(page) is not int or not 1 <= page <= 1_000_000:
        raise StaleButton
    return Ask(text, page)


def decode_source(value: object) -> SourceRef:
    """Read the value of a source button.

    Raises:
        StaleButton: it is none.
    """
    parsed = _parsed(value)
    fact, reading = parsed.get("f"), parsed.get("r")
    if not isinstance(fact, str) or not _ID.fullmatch(fact):
        raise StaleButton
    if reading is not None and not (isinstance(reading, str) and _ID.fullmatch(reading)):
        raise StaleButton
    return SourceRef(fact, reading)


def _parsed(value: object) -> dict[str, Any]:
    if not isinstance(value, str) or len(value) > BUTTON_VALUE:
        raise StaleButton
    try:
        parsed = json.loads(value)
    except (ValueError, RecursionError) as error:
        raise StaleButton from error
    if not isinstance(parsed, dict):
        raise StaleButton
    return parsed


def _fitting(content: dict[str, Any]) -> str | None:
    value = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return value if size(value) <= BUTTON_VALUE else None
