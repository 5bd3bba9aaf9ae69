"""`rich_text`: sections, lists, quotes and preformatted text, and the leaves they are made of.

https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
"""

from bot.workspace.blockkit.node import Node

STYLES = "bold italic strike code underline highlight client_highlight unlink"

# Leaf type → its required and optional fields.
LEAVES: dict[str, tuple[str, str]] = {
    "text": ("type text", "style"),
    "link": ("type url", "text unsafe style"),
    "user": ("type user_id", "style"),
    "usergroup": ("type usergroup_id", "style"),
    "team": ("type team_id", "style"),
    "channel": ("type channel_id", "style"),
    "emoji": ("type name", "skin_tone unicode style url"),
    "broadcast": ("type range", "style"),
    "color": ("type value", "style"),
    "date": ("type timestamp format", "url fallback style"),
}
CONTAINERS: dict[str, str] = {
    "rich_text_section": "",
    "rich_text_preformatted": "border language",
    "rich_text_quote": "border",
}


def rich_text(node: Node) -> None:
    """A rich_text block, or the cell of a table."""
    if not node.fields("type elements", "block_id"):
        return
    if node.kind not in (None, "rich_text"):
        node.problem(f"unsupported type: {node.value['type']}", "type", "unsupported_type")
    for element in node.items("elements", minimum=0):
        _container(element)


def _container(node: Node) -> None:
    if not node.is_object():
        return
    kind = node.kind
    if kind == "rich_text_list":
        _list(node)
    elif kind in CONTAINERS:
        node.fields("type elements", CONTAINERS[kind])
        for leaf in node.items("elements", minimum=0):
            _leaf(leaf)
    else:
        node.problem(f"unsupported type: {kind}", "type", "unsupported_type")


def _list(node: Node) -> None:
    node.fields("type style elements", "indent offset border")
    node.choice("style", ("bullet", "ordered"))
    node.integer("indent", 0, 8)
    node.integer("offset", 0)
    for item in node.items("elements"):
        if item.is_object() and item.kind != "rich_text_section":
            item.problem(f"unsupported type: {item.value.get('type')}", "type", "unsupported_type")
        else:
            _container(item)


def _leaf(node: Node) -> None:
    if not node.is_object():
        return
    kind = node.kind
    if kind not in LEAVES:
        node.problem(f"unsupported type: {kind}", "type", "unsupported_type")
        return
    required, optional = LEAVES[kind]
    node.fields(required, optional)
    if kind == "text":
        node.string("text", minimum=1)
    if kind == "date":
        node.integer("timestamp", 0)
    if kind == "broadcast":
        node.choice("range", ("here", "channel", "everyone"))
    if kind == "link":
        node.url("url", 3_000)
    if node.has("style") and node.at("style").fields("", STYLES):
        node.at("style").boolean(*STYLES.split())
