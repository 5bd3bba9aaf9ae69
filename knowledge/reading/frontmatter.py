"""YAML front matter: the block between two `---` lines at the head of an article file."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

import yaml
from yaml.composer import ComposerError

from knowledge.reading.embargo import NOT_A_TIME
from knowledge.reading.problems import Unreadable

KEYS = ("title", "published", "outlet", "url", "byline", "embargo")

_FENCE = re.compile(r"-{3,}[ \t]*\n")
_CLOSE = re.compile(r"^(?:-{3,}|\.{3})[ \t]*$", re.MULTILINE)
_PAIR = re.compile(r"([A-Za-z_][\w -]{0,40}?)[ \t]*:(?:[ \t]+(.*))?")
_QUOTED = re.compile(r"([\"'“‘])(.*)[\"'”’]")

# What people write for "none".
_NOTHING = frozenset({"", "-", "?", "n/a", "na", "none", "null", "unknown", "undated", "~"})

# More than this is no front matter: an article may open with a rule and never draw another.
_LONGEST_BLOCK = 16_384
_LONGEST_VALUE = 1_000
_MOST_ITEMS = 20


class _Loader(yaml.SafeLoader):
    """Plain YAML without aliases: with merge keys a few hundred bytes of them fill the memory."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise ComposerError(None, None, "aliases are not read", mark)
        return super().compose_node(parent, index)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the head of an article file says. Every field is None where it says nothing.

    `published` and `embargo` are as written: texts that are yet to be read as dates.
    """

    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    byline: str | None = None
    embargo: str | None = None


def split(source: str) -> tuple[FrontMatter | None, str]:
    """Part an article file into its front matter and the text after it.

    Returns None and the whole `source` when it has no front matter. Unknown keys are ignored.

    Raises:
        Unreadable: the block was meant as front matter but is not closed or not YAML, or its
            embargo is none.
    """
    opening = _FENCE.match(source)
    if opening is None:
        return None, source
    closing = _CLOSE.search(source, opening.end(), opening.end() + _LONGEST_BLOCK)
    if closing is None:
        if _is_meant(source[opening.end() :][:_LONGEST_BLOCK]):
            raise Unreadable(
                "The front matter is opened with --- but never closed. Put a line with --- "
                "below its last field."
            )
        return None, source
    values = _values(source[opening.end() : closing.start()])
    if values is None:
        return None, source
    fields = {str(key).strip().lower(): value for key, value in values.items()}
    known = {key: _plain(fields.get(key)) for key in KEYS}
    known["embargo"] = _embargo(fields)
    return FrontMatter(**known), source[closing.end() :].removeprefix("\n")


def _is_meant(lines: str) -> bool:
    """Whether lines that nothing closes were meant as front matter: by the first, or an embargo.

    An embargo that is overlooked can't be taken back.
    """
    block = lines.split("\n\n", 1)[0].splitlines()
    keys = [match.group(1).lower() if match else "" for match in map(_PAIR.fullmatch, block)]
    if keys and keys[0] in KEYS:
        return True
    return any(key.startswith("embargo") for key in keys)


def _embargo(fields: Mapping[str, object]) -> str | None:
    """Return until when the article is under embargo, as written; None when it is not.

    Raises:
        Unreadable: what is written is no time, or may be meant as an embargo.
    """
    for key in fields:
        if key != "embargo" and key.startswith("embargo"):
            raise Unreadable(
                f"Its front matter has “{key[:40]}”, which is not read, so the article stays out. "
                "Write the field as embargo: 2022-11-15T06:00, or remove it."
            )
    value = fields.get("embargo")
    if value is None or value is False:
        return None
    if isinstance(value, datetime | date):
        return value.isoformat()
    if not isinstance(value, str):
        raise Unreadable(NOT_A_TIME)
    words = value.strip()
    return None if words.lower() in _NOTHING else words


def _values(block: str) -> dict[object, object] | None:
    """Return the fields of a front matter block, None when it is prose between two rules."""
    try:
        loaded = yaml.load(block, Loader=_Loader)
    except (yaml.YAMLError, ValueError, RecursionError, OverflowError) as problem:
        # `title: Talks: Japan` is no YAML, but nobody doubts what is meant.
        pairs = _by_line(block)
        if pairs is not None:
            return pairs
        raise Unreadable(_explain(problem)) from None
    if loaded is None:
        return {}
    if isinstance(loaded, dict):
        return loaded
    return None


def _by_line(block: str) -> dict[object, object] | None:
    """Read `key: value` line by line; None when a line has another shape."""
    pairs: dict[object, object] = {}
    for line in block.splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        match = _PAIR.fullmatch(line.strip())
        if match is None:
            return None
        value = match.group(2) or ""
        quoted = _QUOTED.fullmatch(value)
        pairs[match.group(1)] = quoted.group(2) if quoted else value
    known = any(str(key).lower() in KEYS for key in pairs)
    return pairs if known else None


def _explain(problem: Exception) -> str:
    mark = getattr(problem, "problem_mark", None)
    # The fence is line 1.
    where = f" (line {mark.line + 2})" if mark is not None else ""
    return (
        f"The front matter between the --- lines is not valid YAML{where}. Write one field a "
        'line, such as title: "Talks in Lima", and put values that hold a colon in quotes.'
    )


def _plain(value: object) -> str | None:
    """Return a YAML scalar, or a list of them, as one line of text."""
    if isinstance(value, list):
        # Lists inside lists say nothing, and a few lines of YAML can nest billions of them.
        flat = [item for item in value[:_MOST_ITEMS] if not isinstance(item, list)]
        parts = [part for item in flat if (part := _plain(item)) is not None]
        return ", ".join(parts)[:_LONGEST_VALUE] or None
    if isinstance(value, datetime | date):
        # The day as written there: an article of 23:30 in Phnom Penh is of that day.
        return f"{value.year:04}-{value.month:02}-{value.day:02}"
    if value is None or isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    words = " ".join(str(value).split())
    return None if words.lower() in _NOTHING else words[:_LONGEST_VALUE]
