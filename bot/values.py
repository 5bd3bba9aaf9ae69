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

_ID = re.compile(r"[^\x00-\x1f]{1,400}")


def encode_ask(text: str) -> str | None:
    """The value of a button that asks `text`, a slash command without its slash.

    None when the text is too long for a button, or says nothing.
    """
    return _fitting({"q": text}) if text.strip() else None


@dataclass(frozen=True, slots=True)
class SourceRef:
    """The sources of a fact, or the one that a reading stands for."""

    fact: str
    reading: str | None = None

    def encode(self) -> str | None:
        """The button value, or None when no value can carry the ids."""
        ids = [self.fact] if self.reading is None else [self.fact, self.reading]
        if not all(_ID.fullmatch(one) for one in ids):
            return None
        return _fitting({"f": self.fact, "r": self.reading})


def decode_ask(value: object) -> str:
    """Read the value of a page, choice or share button: the text to ask.

    Raises:
        StaleButton: it is none.
    """
    text = _parsed(value).get("q")
    if not isinstance(text, str) or not text.strip():
        raise StaleButton
    return text


def decode_feedback(value: object) -> tuple[bool, str]:
    """Read the value of a thumb: whether the answer helped, and what was asked.

    Raises:
        StaleButton: it is none.
    """
    if not isinstance(value, str) or len(value) > BUTTON_VALUE or value[:1] not in ("+", "-"):
        raise StaleButton
    return value[0] == "+", value[1:]


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
