"""The Block Kit checker: what Slack refuses in a message or a view, found before a user does.

`problems(blocks, surface)` is the whole of it for tests: what is wrong, a line each.
`check_blocks`, `check_message` and `check_view` return the same as objects, each with a JSON
pointer; an empty list means that Slack takes it. Written from Slack's documentation; see
`limits.py`.
"""

import json
from collections.abc import Iterator
from typing import Any

from bot.workspace.blockkit import limits
from bot.workspace.blockkit.blocks import block
from bot.workspace.blockkit.ids import (
    SELECTED,
    fill_ids,
    initial_values,
    interactive,
    own_elements,
)
from bot.workspace.blockkit.node import Node, Problem, Surface
from bot.workspace.blockkit.places import of_types, unknown_files
from bot.workspace.blockkit.tables import characters
from bot.workspace.blockkit.views import view

__all__ = [
    "SELECTED",
    "Problem",
    "check_blocks",
    "check_message",
    "check_view",
    "fill_ids",
    "initial_values",
    "interactive",
    "of_types",
    "problems",
    "size",
    "unknown_files",
]


def problems(blocks: Any, surface: Surface) -> list[str]:
    """What Slack would refuse of blocks on a surface, in its words; empty where it takes them.

    Holds blocks to everything that is known of them: types, fields, lengths, counts, ids, and for
    messages the total size. Lines end in the JSON pointer of the place.
    """
    if surface == "message":
        return [problem.line for problem in check_message({"blocks": blocks})]
    return [problem.line for problem in check_blocks(blocks, surface)]


def check_blocks(blocks: Any, surface: Surface) -> list[Problem]:
    """What is wrong with a list of blocks on a surface."""
    node = Node({"blocks": blocks}, "", surface)
    _check(node, limits.MESSAGE_BLOCKS if surface == "message" else limits.VIEW_BLOCKS)
    return node.problems


def check_message(message: Any) -> list[Problem]:
    """What is wrong with a message: its blocks, their total size, and having neither text nor any.

    The total size is counted here too, so that a renderer can be checked by this one call.
    """
    node = Node(message, "", "message")
    if not node.is_object():
        return node.problems
    blocks = message.get("blocks")
    if not blocks and not message.get("text"):
        node.problem("must define either `text` or `blocks`")
    if blocks:
        _check(node, limits.MESSAGE_BLOCKS)
        if size(blocks) > limits.MESSAGE_BLOCKS_CHARACTERS:
            node.problem(
                f"blocks have {size(blocks)} characters, over {limits.MESSAGE_BLOCKS_CHARACTERS}",
                "blocks",
                "msg_blocks_too_long",
            )
    text = message.get("text")
    if isinstance(text, str) and len(text) > limits.TEXT_CHARACTERS:
        node.problem(f"must be less than {limits.TEXT_CHARACTERS + 1} characters", "text")
    return node.problems


def check_view(payload: Any) -> list[Problem]:
    """What is wrong with a modal or an App Home."""
    surface: Surface = "modal"
    if isinstance(payload, dict) and payload.get("type") == "home":
        surface = "home"
    problems: list[Problem] = []
    node = Node({"view": payload}, "", surface, problems).at("view")
    if not node.is_object():
        return problems
    view(node)
    if "blocks" in payload:
        _check(node, limits.VIEW_BLOCKS)
    return problems


def size(content: Any) -> int:
    """How many characters a payload has as compact JSON, which is what Slack counts."""
    return len(json.dumps(content, separators=(",", ":"), ensure_ascii=False))


def _check(parent: Node, maximum: int) -> None:
    """Every block, then what no block can know of itself."""
    if not isinstance(parent.value.get("blocks"), list):
        parent.problem("must provide an array", "blocks")
        return
    for child in parent.items("blocks", maximum, 1):
        block(child)
    blocks = parent.value.get("blocks")
    if isinstance(blocks, list) and not parent.problems:
        _duplicates(parent.at("blocks"), blocks)
        _totals(parent.at("blocks"), blocks)


def _all_blocks(blocks: list[Any]) -> Iterator[dict[str, Any]]:
    for one in blocks:
        yield one
        yield from _all_blocks(one.get("child_blocks") or [])
        if one["type"] == "carousel":
            yield from _all_blocks(one["elements"])


def _duplicates(node: Node, blocks: list[Any]) -> None:
    """Block ids are unique in a payload, action ids within their block."""
    seen: set[str] = set()
    for index, one in enumerate(blocks):
        given = [b["block_id"] for b in _all_blocks([one]) if b.get("block_id")]
        for block_id in given:
            if block_id in seen:
                node.problem(
                    f"block_id {block_id} already exists", f"{index}/block_id", "duplicate"
                )
            seen.add(block_id)
        for inner in _all_blocks([one]):
            actions = [e["action_id"] for e in own_elements(inner) if e.get("action_id")]
            for action_id in sorted({a for a in actions if actions.count(a) > 1}):
                node.problem(f"action_id {action_id} already exists", index, "duplicate")


def _totals(node: Node, blocks: list[Any]) -> None:
    """Limits over a whole payload: markdown, tables, charts, plans, the focus."""
    everything = list(_all_blocks(blocks))
    markdown = sum(len(b["text"]) for b in everything if b["type"] == "markdown")
    if markdown > limits.MARKDOWN_CHARACTERS:
        node.problem(f"markdown must be less than {limits.MARKDOWN_CHARACTERS + 1} characters")
    tables = [b for b in everything if b["type"] in ("table", "data_table")]
    if len(tables) > limits.TABLES:
        node.problem("only_one_table_allowed")
    if sum(map(characters, tables)) > limits.TABLE_CHARACTERS:
        node.problem(f"tables must be less than {limits.TABLE_CHARACTERS + 1} characters")
    if sum(b["type"] == "data_visualization" for b in everything) > limits.CHARTS:
        node.problem(f"no more than {limits.CHARTS} data_visualization blocks allowed")
    if sum(b["type"] == "plan" for b in everything) > 1:
        node.problem("no more than 1 plan block allowed")
    focused = [e for _, e in interactive(blocks) if e.get("focus_on_load")]
    if len(focused) > 1:
        node.problem("only one element can have focus_on_load")
