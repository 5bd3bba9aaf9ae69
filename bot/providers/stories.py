"""The web addresses of a Slack message: in its text, its blocks and what it shares."""

from collections.abc import Iterator
from typing import Any

from bot.providers.words import links

MOST = 10
"""Addresses of one message."""

_DEPTH = 8
_LONGEST = 40_000
_ADDRESSES = frozenset({"url", "from_url", "title_link", "original_url"})
_INSIDE = frozenset({"elements", "blocks", "child_blocks", "text", "fields", "attachments"})


def links_in(message: object) -> tuple[str, ...]:
    """The addresses of a message of a payload, each once, in their order; at most ten."""
    if not isinstance(message, dict):
        return ()
    text = message.get("text")
    found = list(links(text[:_LONGEST])) if isinstance(text, str) else []
    for key in ("blocks", "attachments"):
        found += _within(message.get(key), 0)
    return tuple(dict.fromkeys(found))[:MOST]


def _within(node: Any, depth: int) -> Iterator[str]:
    if depth > _DEPTH:
        return
    if isinstance(node, list):
        for one in node:
            yield from _within(one, depth + 1)
    elif isinstance(node, dict):
        for key, value in node.items():
            if isinstance(value, str) and (key in _ADDRESSES or key == "text"):
                yield from links(value[:_LONGEST])
            elif key in _INSIDE:
                yield from _within(value, depth + 1)
