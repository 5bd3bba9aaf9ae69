"""What a button stands for, as the text that travels in its value.

Everything a click needs is in the value, so that any process can serve it, also after a restart.
Values come back from Slack and are read with as little trust as typed text.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.errors import StaleButton
from bot.ids import Form
from bot.render.limits import BUTTON_VALUE
from bot.render.text import size

_SEVERAL = 400
"""Characters of a value that stands on one of several buttons beside each other."""

# One for all: `json.dumps` would make another for each value.
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

_ID = re.compile(r"[^\x00-\x1f]{1,400}")
_USER = re.compile(r"[UW][A-Z0-9]{1,30}")


def encode_ask(text: str, *, table: bool = False) -> str | None:
    """The value of a button that asks `text`, a slash command without its slash.

    None when the text is too long for a button, or says nothing. `table` goes along for an answer
    that is shown as a table.
    """
    content = {"q": text, "t": 1} if table else {"q": text}
    return _fitting(content) if text.strip() else None


def encode_export(text: str, form: Form) -> str | None:
    """The value of a button that exports the answer to `text`; None when it fits on no button.

    Several such buttons stand in one message, so that long texts would not leave room for facts.
    """
    value = _fitting({"q": text, "as": str(form)})
    return value if text.strip() and value is not None and size(value) <= _SEVERAL else None


def decode_export(value: object) -> tuple[str, Form]:
    """Read the value of an export button: the text to ask, and what to make of the answer.

    Raises:
        StaleButton: it is none.
    """
    wanted = table_of(value).get("as")
    if wanted not in list(Form):
        raise StaleButton
    return decode_ask(value), Form(str(wanted))


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


@dataclass(frozen=True, slots=True)
class PassageRef:
    """A sentence of an article, verbatim, and where it began when it was read."""

    article: str
    start: int
    text: str

    def encode(self) -> str | None:
        """The button value, or None when no value can carry it."""
        return _fitting({"a": self.article, "s": self.start, "t": self.text}) if self.text else None


@dataclass(frozen=True, slots=True)
class EditionRef:
    """An edition of a digest, made anew from what it covers: see `knowledge.model.Edition`."""

    wanted: str
    since: str
    until: str
    today: date
    by_publication: bool = False

    def encode(self) -> str | None:
        """The button value, or None where no value can carry what is wanted."""
        kind = {"b": 1} if self.by_publication else {}
        days = {"s": self.since, "u": self.until, "d": self.today.isoformat()}
        return _fitting({"w": self.wanted, **days, **kind})


def decode_edition(value: object) -> EditionRef:
    """Read the value of a button that stands for an edition.

    Raises:
        StaleButton: it is none.
    """
    parsed = table_of(value)
    found = [parsed.get(key) for key in ("w", "s", "u", "d")]
    wanted, since, until, day = (one if isinstance(one, str) else "" for one in found)
    if not isinstance(found[0], str) or since > until:
        raise StaleButton
    try:
        for instant in (since, until):
            datetime.strptime(instant, "%Y-%m-%dT%H:%M:%SZ")
        today = date.fromisoformat(day)
    except ValueError as error:
        raise StaleButton from error
    return EditionRef(wanted, since, until, today, parsed.get("b") == 1)


def decode_ask(value: object) -> str:
    """Read the value of a page, choice or share button: the text to ask.

    Raises:
        StaleButton: it is none.
    """
    text = table_of(value).get("q")
    if not isinstance(text, str) or not text.strip():
        raise StaleButton
    return text


def is_of_table(value: object) -> bool:
    """Whether what a button asks is shown as a table.

    Raises:
        StaleButton: it is no button's value.
    """
    return table_of(value).get("t") == 1


def encode_feedback(asker: str, asked: str) -> str:
    """The value of a thumb behind its sign: who asked, and what."""
    return f"{asker}\n{asked}" if asker else asked


def decode_feedback(value: object) -> tuple[bool, str, str]:
    """Read the value of a thumb: whether the answer helped, who asked ("" if unknown), and what.

    Raises:
        StaleButton: it is none.
    """
    if not isinstance(value, str) or len(value) > BUTTON_VALUE or value[:1] not in ("+", "-"):
        raise StaleButton
    asker, _, asked = value[1:].partition("\n")
    if not _USER.fullmatch(asker):
        return value[0] == "+", "", value[1:]
    return value[0] == "+", asker, asked


def decode_source(value: object) -> SourceRef:
    """Read the value of a source button.

    Raises:
        StaleButton: it is none.
    """
    parsed = table_of(value)
    return SourceRef(*ids_of(parsed.get("f"), parsed.get("r")))


def decode_passage(value: object) -> PassageRef:
    """Read the value of a button that opens a passage.

    Raises:
        StaleButton: it is none.
    """
    parsed = table_of(value)
    article, start, text = parsed.get("a"), parsed.get("s"), parsed.get("t")
    if not isinstance(article, str) or not isinstance(text, str) or not text:
        raise StaleButton
    if not isinstance(start, int) or not 0 <= start < 10**9:
        raise StaleButton
    return PassageRef(article, start, text)


def facts_behind(blocks: Iterable[Mapping[str, Any]]) -> list[str]:
    """The ids of the facts that buttons and menus in blocks lead to, each once, in their order."""
    found: dict[str, None] = {}
    for block in blocks:
        elements = [block.get("accessory"), *(block.get("elements") or ())]
        for element in elements:
            if isinstance(element, dict):
                found |= dict.fromkeys(_fact_ids(element))
    return list(found)


def _fact_ids(element: Mapping[str, Any]) -> Iterator[str]:
    for one in (element, *(element.get("options") or ())):
        value = one.get("value") if isinstance(one, dict) else None
        try:
            found = table_of(value)
        except StaleButton:
            continue
        yield from (str(found[key]) for key in ("f", "c", "v") if is_id(found.get(key)))


def is_id(value: object) -> bool:
    """Whether a value can be the id of something in the archive."""
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def ids_of(fact: object, reading: object) -> tuple[str, str | None]:
    """The ids of a fact, and of a reading if there is one.

    Raises:
        StaleButton: they can't be ids.
    """
    if not isinstance(fact, str) or not is_id(fact):
        raise StaleButton
    if reading is not None and not (isinstance(reading, str) and is_id(reading)):
        raise StaleButton
    return fact, reading


def table_of(value: object, limit: int = BUTTON_VALUE) -> dict[str, Any]:
    """The table that a value holds, of at most so many characters.

    Raises:
        StaleButton: it holds none.
    """
    if not isinstance(value, str) or len(value) > limit:
        raise StaleButton
    try:
        parsed = json.loads(value)
        # JSON can name halves of letters that no text holds.
        json.dumps(parsed, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise StaleButton from error
    if not isinstance(parsed, dict):
        raise StaleButton
    return parsed


def compact(content: Mapping[str, object]) -> str:
    """JSON in as few characters as it goes."""
    return _encode(content)


def _fitting(content: Mapping[str, object]) -> str | None:
    value = compact(content)
    return value if size(value) <= BUTTON_VALUE else None
