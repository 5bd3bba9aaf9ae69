"""What Slack adds to blocks: ids where an app gave none, and the inputs' first values."""

import copy
from collections.abc import Callable, Iterator
from typing import Any

Json = dict[str, Any]

SELECTED = {
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "checkboxes": ("selected_options", "initial_options"),
    "users_select": ("selected_user", "initial_user"),
    "multi_users_select": ("selected_users", "initial_users"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "channels_select": ("selected_channel", "initial_channel"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "plain_text_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "file_input": ("files", "initial_files"),
}
"""Element type → where its state keeps the value, and where the element gives the first one."""


def fill_ids(blocks: list[Json], new_id: Callable[[str], str]) -> list[Json]:
    """A copy of the blocks in which each block and interactive element has its id."""
    filled = copy.deepcopy(blocks)
    for block in filled:
        _fill(block, new_id)
    return filled


def _fill(block: Json, new_id: Callable[[str], str]) -> None:
    if not block.get("block_id"):
        block["block_id"] = new_id("b")
    for element in own_elements(block):
        if not element.get("action_id"):
            element["action_id"] = new_id("a")
    for child in block.get("child_blocks") or []:
        _fill(child, new_id)
    if block["type"] == "carousel":
        for card in block["elements"]:
            _fill(card, new_id)


def own_elements(block: Json) -> Iterator[Json]:
    """A block's interactive elements, not those of blocks inside it."""
    kind = block.get("type")
    if kind in ("actions", "context_actions"):
        yield from block["elements"]
    elif kind == "card":
        yield from block.get("actions") or []
    elif kind == "input":
        yield block["element"]
    elif kind == "section" and (block.get("accessory") or {}).get("type") not in (None, "image"):
        yield block["accessory"]


def interactive(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Every interactive element with the block it stands in, in reading order."""
    for block in blocks:
        for element in own_elements(block):
            yield block, element
        yield from interactive(block.get("child_blocks") or [])
        if block.get("type") == "carousel":
            yield from interactive(block["elements"])


def initial_values(blocks: list[Json]) -> dict[str, dict[str, Json]]:
    """`state.values` before anybody touched anything."""
    values: dict[str, dict[str, Json]] = {}
    for block, element in interactive(blocks):
        if element["type"] in SELECTED:
            key, initial = SELECTED[element["type"]]
            empty: Any = [] if key.endswith("s") else None
            first = element.get(initial, empty)
            values.setdefault(block["block_id"], {})[element["action_id"]] = {
                "type": element["type"],
                key: first,
            }
    return values
