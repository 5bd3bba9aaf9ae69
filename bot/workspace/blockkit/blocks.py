"""The block types and their rules. https://docs.slack.dev/reference/block-kit/blocks"""

from collections.abc import Callable

from bot.workspace.blockkit import elements, limits, objects, tables
from bot.workspace.blockkit.node import Node
from bot.workspace.blockkit.rich import rich_text

IN_CONTAINER = frozenset(
    {
        "actions",
        "context",
        "divider",
        "header",
        "image",
        "input",
        "rich_text",
        "section",
        "table",
        "video",
    }
)


def section(node: Node) -> None:
    """Text, fields, or both, with an element beside them."""
    node.fields("type", "block_id text fields accessory expand")
    if not node.has("text") and not node.has("fields"):
        node.problem("must define either `text` or `fields`", "type")
    objects.text(node, "text", limits.SECTION_TEXT)
    for item in node.items("fields", limits.SECTION_FIELDS):
        objects.text_node(item, limits.SECTION_FIELD_TEXT)
    if node.has("accessory"):
        elements.element(node.at("accessory"), elements.IN_SECTION)
    node.boolean("expand")


def header(node: Node) -> None:
    """A large line of plain text."""
    node.fields("type text", "block_id level")
    objects.text(node, "text", limits.HEADER_TEXT, objects.PLAIN)
    node.integer("level", *limits.HEADER_LEVELS)


def divider(node: Node) -> None:
    """A line across."""
    node.fields("type", "block_id")


def context(node: Node) -> None:
    """Small text and images."""
    node.fields("type elements", "block_id")
    for item in node.items("elements", limits.CONTEXT_ELEMENTS):
        if item.kind == "image":
            elements.image(item)
        else:
            objects.text_node(item, limits.TEXT_OBJECT)


def actions(node: Node) -> None:
    """Buttons and menus in a row."""
    node.fields("type elements", "block_id")
    for item in node.items("elements", limits.ACTIONS_ELEMENTS):
        elements.element(item, elements.IN_ACTIONS)


def context_actions(node: Node) -> None:
    """Feedback and icon buttons."""
    node.fields("type elements", "block_id")
    for item in node.items("elements", limits.CONTEXT_ACTIONS_ELEMENTS):
        elements.element(item, elements.IN_CONTEXT_ACTIONS)


def image(node: Node) -> None:
    """An image of its own."""
    node.fields("type alt_text", "block_id image_url slack_file title")
    node.string("alt_text", limits.IMAGE_ALT_TEXT, minimum=1)
    elements.image_source(node)
    objects.text(node, "title", limits.IMAGE_TITLE, objects.PLAIN)


def input_block(node: Node) -> None:
    """A labelled input."""
    node.fields("type label element", "block_id hint optional dispatch_action")
    objects.text(node, "label", limits.INPUT_LABEL, objects.PLAIN)
    objects.text(node, "hint", limits.INPUT_HINT, objects.PLAIN)
    node.boolean("optional", "dispatch_action")
    if node.has("element"):
        elements.element(node.at("element"), elements.IN_INPUT)


def markdown(node: Node) -> None:
    """Standard Markdown; the total over a message is checked with the message."""
    node.fields("type text", "block_id")
    node.string("text", minimum=1)


def alert(node: Node) -> None:
    """A notice in a modal."""
    node.fields("type text", "block_id level")
    objects.text(node, "text", limits.ALERT_TEXT)
    node.choice("level", ("default", "info", "warning", "error", "success"))


def video(node: Node) -> None:
    """An embedded video."""
    node.fields(
        "type alt_text title thumbnail_url video_url",
        "block_id author_name description provider_icon_url provider_name title_url",
    )
    objects.text(node, "title", limits.VIDEO_TITLE, objects.PLAIN)
    objects.text(node, "description", limits.VIDEO_DESCRIPTION, objects.PLAIN)
    node.string("author_name", limits.VIDEO_AUTHOR)
    node.url("thumbnail_url", limits.IMAGE_URL)
    node.url("video_url", limits.IMAGE_URL)


def card(node: Node) -> None:
    """A card: image, title, body, buttons; at least one of them."""
    node.fields("type", "block_id hero_image icon title subtitle body actions")
    if not any(node.has(key) for key in ("hero_image", "title", "actions", "body")):
        node.problem("must define one of `hero_image`, `title`, `actions`, `body`", "type")
    for key in ("hero_image", "icon"):
        if node.has(key):
            elements.image(node.at(key))
    objects.text(node, "title", limits.CARD_TITLE)
    objects.text(node, "subtitle", limits.CARD_SUBTITLE)
    objects.text(node, "body", limits.CARD_BODY)
    for item in node.items("actions", limits.CARD_ACTIONS):
        elements.element(item, elements.IN_CARD)


def carousel(node: Node) -> None:
    """Cards side by side."""
    node.fields("type elements", "block_id")
    for item in node.items("elements", limits.CAROUSEL_CARDS):
        if item.is_object() and item.kind != "card":
            item.problem(f"unsupported type: {item.value.get('type')}", "type", "unsupported_type")
        elif isinstance(item.value, dict):
            item.string("block_id", limits.BLOCK_ID, minimum=1)
            card(item)


def container(node: Node) -> None:
    """A group of blocks that may fold."""
    node.fields(
        "type child_blocks",
        "block_id title rich_text_title subtitle icon width is_collapsible default_collapsed "
        "has_header_divider",
    )
    if not node.has("title") and not node.has("rich_text_title"):
        node.problem("must define either `title` or `rich_text_title`", "type")
    if node.has("rich_text_title"):
        rich_text(node.at("rich_text_title"))
    if node.has("icon"):
        elements.image(node.at("icon"))
    objects.text(node, "title", limits.CONTAINER_TITLE, objects.PLAIN)
    objects.text(node, "subtitle", limits.CONTAINER_TITLE)
    node.boolean("is_collapsible", "default_collapsed", "has_header_divider")
    node.choice("width", ("narrow", "standard", "wide", "full"))
    if node.value.get("default_collapsed") and not node.value.get("is_collapsible"):
        node.problem("needs `is_collapsible`", "default_collapsed")
    for item in node.items("child_blocks", limits.CONTAINER_BLOCKS):
        kind = item.kind
        if kind in IN_CONTAINER:
            block(item)
        else:
            item.problem(f"unsupported type: {kind}", "type", "unsupported_type")


def task_card(node: Node) -> None:
    """A step of a task, with its state."""
    if not node.fields("type task_id title", "block_id details output sources status"):
        return
    node.string("title", minimum=1)
    node.string("task_id", minimum=1)
    node.choice("status", ("pending", "in_progress", "complete", "error"))
    for key in ("details", "output"):
        if node.has(key):
            rich_text(node.at(key))


def plan(node: Node) -> None:
    """A list of task cards."""
    node.fields("type title", "block_id tasks")
    if node.has("title") and not isinstance(node.value["title"], str):
        objects.text(node, "title", limits.TEXT_OBJECT, objects.PLAIN)
    for item in node.items("tasks", minimum=0):
        task_card(item)


RULES: dict[str, Callable[[Node], None]] = {
    "actions": actions,
    "alert": alert,
    "card": card,
    "carousel": carousel,
    "container": container,
    "context": context,
    "context_actions": context_actions,
    "data_table": tables.data_table,
    "data_visualization": tables.data_visualization,
    "divider": divider,
    "header": header,
    "image": image,
    "input": input_block,
    "markdown": markdown,
    "plan": plan,
    "rich_text": rich_text,
    "section": section,
    "table": tables.table,
    "task_card": task_card,
    "video": video,
}


def block(node: Node) -> None:
    """Any block that its surface takes."""
    if not node.is_object():
        return
    kind = node.kind
    if kind is None:
        node.problem("missing required field: type", "type", "missing_field")
        return
    if kind not in RULES or node.surface not in limits.SURFACES[kind]:
        node.problem(f"unsupported type: {kind}", "type", "unsupported_type")
        return
    node.string("block_id", limits.BLOCK_ID, minimum=1)
    RULES[kind](node)
