"""YAML front matter: the block between two `---` lines at the head of an article file."""

import re
from dataclasses import dataclass
from datetime import date, datetime

import yaml
from yaml.composer import ComposerError

from knowledge.reading.problems import Unreadable

KEYS = ("title", "published", "outlet", "url", "byline")

_FENCE = re.compile(r"-{3,}[ \t]*\n")
_CLOSE = re.compile(r"^(?:-{3,}|\.{3})[ \t]*$", re.MULTILINE)
_PAIR = re.compile(r"([A-Za-z_][\w -]{0,40}?)[ \t]*:(?:[ \t]+(.*?))?[ \t]*")
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

    `published` is as written: a text that is yet to be read as a date.
    """

    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    byline: str | None = None


def split(source: str) -> tuple[FrontMatter | None, str]:
    """Part an article file into its front matter and the text after it.

    Returns None and the whole `source` when it has no front matter. Unknown keys are ignored.

    Raises:
        Unreadable: the block was meant as front matter but is not closed or not YAML.
    """
    opening = _FENCE.match(source)
    if opening is None:
        return None, source
    closing = _CLOSE.search(source, opening.end(), opening.end() + _LONGEST_BLOCK)
    if closing is None:
        first = source[opening.end() :].split("\n", 1)[0]
        pair = _PAIR.fullmatch(first)
        if pair is not None and pair.group(1).lower() in KEYS:
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
    return FrontMatter(**known), source[closing.end() :].removeprefix("\n")


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
