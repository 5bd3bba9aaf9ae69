"""Composition objects: texts, options, option groups, confirmations.

https://docs.slack.dev/reference/block-kit/composition-objects
"""

from bot.workspace.blockkit import limits
from bot.workspace.blockkit.node import Node

PLAIN = ("plain_text",)
ANY_TEXT = ("plain_text", "mrkdwn")


def text(
    parent: Node, key: str, maximum: int, kinds: tuple[str, ...] = ANY_TEXT, minimum: int = 1
) -> None:
    """A text object of one of these kinds, at most `maximum` characters long."""
    if parent.has(key):
        text_node(parent.at(key), maximum, kinds, minimum)


def text_node(
    node: Node, maximum: int, kinds: tuple[str, ...] = ANY_TEXT, minimum: int = 1
) -> None:
    """A text object itself."""
    if not node.fields("type text", "emoji verbatim"):
        return
    kind = node.kind
    if kind is not None and kind not in kinds:
        node.problem(f"unsupported type: {kind}", "type", "unsupported_type")
    if kind == "mrkdwn" and node.has("emoji"):
        node.problem("invalid additional property: emoji", code="unknown_field")
    if kind == "plain_text" and node.has("verbatim"):
        node.problem("invalid additional property: verbatim", code="unknown_field")
    node.boolean("emoji", "verbatim")
    node.string("text", maximum, minimum=minimum)


def confirm(parent: Node) -> None:
    """The question before an action."""
    if not parent.has("confirm"):
        return
    node = parent.at("confirm")
    if not node.fields("title text confirm deny", "style"):
        return
    text(node, "title", limits.CONFIRM_TITLE, PLAIN)
    text(node, "text", limits.CONFIRM_TEXT)
    text(node, "confirm", limits.CONFIRM_BUTTON, PLAIN)
    text(node, "deny", limits.CONFIRM_BUTTON, PLAIN)
    node.choice("style", ("primary", "danger"))


def option(node: Node, kinds: tuple[str, ...] = PLAIN, *, url: bool = False) -> None:
    """One option; `url` is for overflow menus only."""
    if not node.fields("text value", "description url" if url else "description"):
        return
    text(node, "text", limits.OPTION_TEXT, kinds)
    node.string("value", limits.OPTION_VALUE, minimum=1)
    text(node, "description", limits.OPTION_DESCRIPTION, kinds)
    if url:
        node.url("url", limits.OPTION_URL)


def options(
    parent: Node, maximum: int, kinds: tuple[str, ...] = PLAIN, *, url: bool = False
) -> None:
    """An element's options: within number, no value twice."""
    seen: set[object] = set()
    for node in parent.items("options", maximum):
        option(node, kinds, url=url)
        value = node.value.get("value") if isinstance(node.value, dict) else None
        if isinstance(value, str) and value in seen:
            node.problem(f"duplicate option value: {value}", "value", "duplicate")
        seen.add(value if isinstance(value, str) else None)


def groups(parent: Node) -> None:
    """A select's option groups."""
    for node in parent.items("option_groups", limits.SELECT_GROUPS):
        if node.fields("label options"):
            text(node, "label", limits.GROUP_LABEL, PLAIN)
            options(node, limits.SELECT_OPTIONS)


def one_of_options(parent: Node, key: str, *, several: bool) -> None:
    """Initial options must be among the options, word for word."""
    if not parent.has(key):
        return
    known = list(parent.value.get("options") or [])
    for group in parent.value.get("option_groups") or []:
        if isinstance(group, dict):
            known += group.get("options") or []
    value = parent.value[key]
    chosen = value if several else [value]
    if not isinstance(chosen, list) or not chosen:
        parent.problem("must provide an array" if several else "must provide an object", key)
        return
    if any(one not in known for one in chosen):
        parent.problem(f"{key} must be one of the options", key)


def dispatch_config(parent: Node) -> None:
    """When typing into an input triggers an action."""
    if not parent.has("dispatch_action_config"):
        return
    node = parent.at("dispatch_action_config")
    if node.fields("trigger_actions_on"):
        allowed = ("on_enter_pressed", "on_character_entered")
        for item in node.items("trigger_actions_on", len(allowed)):
            if item.value not in allowed:
                item.problem(f"must be one of: {', '.join(allowed)}")


CONVERSATIONS = ("im", "mpim", "private", "public")


def conversation_filter(node: Node) -> None:
    """Which conversations a menu offers: at least one condition, and no empty list of kinds."""
    if not node.fields("", "include exclude_external_shared_channels exclude_bot_users"):
        return
    if not node.value:
        node.problem("must define at least one condition")
    node.boolean("exclude_external_shared_channels", "exclude_bot_users")
    for item in node.items("include", len(CONVERSATIONS)):
        if item.value not in CONVERSATIONS:
            item.problem(f"must be one of: {', '.join(CONVERSATIONS)}")
