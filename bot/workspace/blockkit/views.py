"""Views: modals and App Homes. https://docs.slack.dev/reference/views"""

from bot.workspace.blockkit import limits, objects
from bot.workspace.blockkit.node import Node

HOME = "private_metadata callback_id external_id"
MODAL = f"{HOME} submit close clear_on_close notify_on_close submit_disabled"


def view(node: Node) -> None:
    """A view's own fields; its blocks are checked with the rest of the payload."""
    kind = node.kind
    if kind == "modal":
        node.fields("type title blocks", MODAL)
        for key in ("title", "submit", "close"):
            objects.text(node, key, limits.VIEW_TITLE, objects.PLAIN)
        node.boolean("clear_on_close", "notify_on_close", "submit_disabled")
        _needs_submit(node)
    elif kind == "home":
        node.fields("type blocks", HOME)
    else:
        node.problem(f"unsupported type: {kind}", "type", "unsupported_type")
    node.string("private_metadata", limits.PRIVATE_METADATA)
    node.string("callback_id", limits.CALLBACK_ID)
    node.string("external_id", limits.CALLBACK_ID)


def _needs_submit(node: Node) -> None:
    blocks = node.value.get("blocks")
    inputs = isinstance(blocks, list) and any(
        isinstance(block, dict) and block.get("type") == "input" for block in blocks
    )
    if inputs and not node.has("submit"):
        node.problem("missing required field: submit", "submit", "missing_field")
