"""Slack's limits in one place, and `fit`, which makes any blocks keep to them.

Where Slack's documents differ from each other the smaller figure stands here. Figures:
docs.slack.dev/reference/block-kit. Renderers choose what to leave out first; `fit` is the last
resort that cuts whatever is left, so that a message is shortened rather than refused.
"""

import json
from collections.abc import Sequence
from typing import Any

from bot.render.text import clip, clip_markup, size

MESSAGE_BLOCKS = 50
MODAL_BLOCKS = 100
HOME_BLOCKS = 100
SECTION_TEXT = 3_000
SECTION_FIELDS = 10
FIELD_TEXT = 2_000
HEADER_TEXT = 150
CONTEXT_TEXT = 2_000
CONTEXT_ELEMENTS = 10
ACTIONS_ELEMENTS = 25
BUTTON_TEXT = 75
BUTTON_VALUE = 2_000
OPTION_TEXT = 75
OPTION_VALUE = 150
OPTION_DESCRIPTION = 75
SELECT_OPTIONS = 100
PLACEHOLDER = 150
OVERFLOW_OPTIONS = 5
VIEW_TITLE = 24
PRIVATE_METADATA = 3_000
CONFIRM_TITLE = 100
CONFIRM_TEXT = 300
CONFIRM_BUTTON = 30
INPUT_LABEL = 2_000
ACTION_ID = 255

DATA_TABLE_ROWS = 100
"""Rows of a data table besides its header."""

CHART_TITLE = 50
CHART_LABEL = 20
CHART_AXIS_LABEL = 50
CHART_SERIES = 6
CHART_CATEGORIES = 20
CONTAINER_BLOCKS = 10
CONTAINER_TITLE = 150

TOTAL = 12_000
"""Characters of all blocks as JSON; Slack gives up at about 13,200 (`msg_blocks_too_long`)."""

VIEW_TOTAL = 100_000
"""Characters of all blocks of the App Home; Slack takes 250,000 bytes of a view."""

MESSAGE_TEXT = 4_000
"""Characters of a message's text; Slack advises no more, and cuts it at 40,000."""

QUOTE = 700
"""Characters of a quotation in a list of facts. Longer sentences are whole in the source view."""

PASSAGE = 6_000
"""Characters of an article's passage in a source view."""

_KEPT = frozenset({"actions", "data_table"})

_SHORTENED = {
    "type": "context",
    "elements": [{"type": "mrkdwn", "text": "Shortened to what Slack can show.", "verbatim": True}],
}


def weight(blocks: Sequence[dict[str, Any]]) -> int:
    """Characters of the blocks as JSON, counted the way that counts most."""
    return len(json.dumps(list(blocks)))


class Scale:
    """Blocks as JSON, each of them made once: what is weighed several times is the same object."""

    def __init__(self) -> None:
        # The blocks are kept with it, so that no other can be taken for one of them.
        self._known: dict[int, tuple[dict[str, Any], str]] = {}

    def json(self, block: dict[str, Any]) -> str:
        """A block as JSON."""
        known = self._known.get(id(block))
        if known is None:
            known = self._known[id(block)] = (block, json.dumps(block))
        return known[1]

    def weight(self, blocks: Sequence[dict[str, Any]]) -> int:
        """The same as `weight`: its blocks with two characters between them, and two around."""
        return sum(len(self.json(block)) + 2 for block in blocks) or 2


def clip_weight(text: str, room: int) -> str:
    """The text cut to so many characters of JSON; of mrkdwn no half entity or link is left."""
    limit = room
    while len(json.dumps(text)) > room and limit > 1:
        text = clip_markup(text, limit)
        limit = limit * 3 // 4
    return text


def fit(
    blocks: Sequence[dict[str, Any]],
    count: int = MESSAGE_BLOCKS,
    total: int = TOTAL,
    scale: Scale | None = None,
) -> list[dict[str, Any]]:
    """The blocks within every limit: texts clipped, surplus blocks left off and that said.

    Buttons and tables are what goes last: without them nobody could reach what was left off.

    Args:
        blocks: any blocks of `bot.render.blocks`.
        count: how many blocks the surface takes.
        total: how many characters of JSON.
        scale: what has weighed some of the blocks already.
    """
    scale = scale or Scale()
    fitted = [_fit_block(block) for block in blocks]
    if len(fitted) <= count and scale.weight(fitted) <= total:
        return fitted
    fitted = fitted[: count - 1]
    while scale.weight([*fitted, _SHORTENED]) > total and len(fitted) > 1:
        told = [n for n in range(1, len(fitted)) if fitted[n].get("type") not in _KEPT]
        heaviest = max(told or range(1, len(fitted)), key=lambda n: len(scale.json(fitted[n])))
        del fitted[heaviest]
    return [*fitted, _SHORTENED]


def _fit_block(block: dict[str, Any]) -> dict[str, Any]:
    """A block within its limits; the very same where it is."""
    kind = block.get("type")
    if kind == "section" and "fields" in block:
        fields = [_fit_text(field, FIELD_TEXT) for field in block["fields"]]
        return _with(block, "fields", fields[:SECTION_FIELDS])
    if kind == "section":
        return _with(block, "text", _fit_text(block["text"], SECTION_TEXT))
    if kind == "header":
        return _with(block, "text", _fit_text(block["text"], HEADER_TEXT))
    if kind == "context":
        elements = [_fit_text(element, CONTEXT_TEXT) for element in block["elements"]]
        return _with(block, "elements", elements[:CONTEXT_ELEMENTS])
    if kind == "actions":
        return _with(block, "elements", block["elements"][:ACTIONS_ELEMENTS])
    return block


def _with(block: dict[str, Any], name: str, part: object) -> dict[str, Any]:
    return block if part == block[name] else {**block, name: part}


def _fit_text(element: dict[str, Any], limit: int) -> dict[str, Any]:
    text = element.get("text")
    if not isinstance(text, str) or size(text) <= limit:
        return element
    cut = clip_markup if element.get("type") == "mrkdwn" else clip
    return {**element, "text": cut(text, limit)}
