"""Block elements: buttons, menus, pickers and inputs, and where each may stand.

https://docs.slack.dev/reference/block-kit/block-elements
"""

import re
from collections.abc import Callable

from bot.workspace.blockkit import limits, objects
from bot.workspace.blockkit.node import Node
from bot.workspace.blockkit.rich import rich_text

Rule = Callable[[Node], None]

COMMON = "confirm focus_on_load placeholder"


def _basics(node: Node) -> None:
    """What most elements share."""
    node.string("action_id", limits.ACTION_ID, minimum=1)
    node.boolean("focus_on_load")
    objects.text(node, "placeholder", limits.PLACEHOLDER, objects.PLAIN)
    objects.confirm(node)


def _button(node: Node) -> None:
    node.fields(
        "type text", "action_id url value style confirm accessibility_label visible_to_user_ids"
    )
    _basics(node)
    objects.text(node, "text", limits.BUTTON_TEXT, objects.PLAIN)
    node.url("url", limits.BUTTON_URL)
    node.string("value", limits.BUTTON_VALUE)
    node.choice("style", ("primary", "danger"))
    node.string("accessibility_label", limits.ACCESSIBILITY_LABEL)


def _icon_button(node: Node) -> None:
    node.fields("type icon text", "action_id value confirm accessibility_label visible_to_user_ids")
    _basics(node)
    node.choice("icon", ("trash",))
    objects.text(node, "text", limits.BUTTON_TEXT, objects.PLAIN)
    node.string("value", limits.BUTTON_VALUE)
    node.string("accessibility_label", limits.ACCESSIBILITY_LABEL)


def _feedback(node: Node) -> None:
    node.fields("type positive_button negative_button", "action_id")
    node.string("action_id", limits.ACTION_ID, minimum=1)
    for key in ("positive_button", "negative_button"):
        if node.has(key) and node.at(key).fields("text value", "accessibility_label"):
            button = node.at(key)
            objects.text(button, "text", limits.BUTTON_TEXT, objects.PLAIN)
            button.string("value", limits.BUTTON_VALUE, minimum=1)
            button.string("accessibility_label", limits.ACCESSIBILITY_LABEL)


def _overflow(node: Node) -> None:
    node.fields("type options", "action_id confirm")
    _basics(node)
    objects.options(node, limits.OVERFLOW_OPTIONS, url=True)


def _several(node: Node) -> bool:
    return (node.kind or "").startswith("multi_")


def _static_select(node: Node) -> None:
    several = _several(node)
    initial = "initial_options max_selected_items" if several else "initial_option"
    node.fields("type", f"action_id options option_groups {initial} {COMMON}")
    _basics(node)
    if node.has("options") == node.has("option_groups"):
        node.problem("must define either `options` or `option_groups`", "type")
    objects.options(node, limits.SELECT_OPTIONS)
    objects.groups(node)
    objects.one_of_options(
        node, "initial_options" if several else "initial_option", several=several
    )
    node.integer("max_selected_items", 1)


def _external_select(node: Node) -> None:
    several = _several(node)
    initial = "initial_options max_selected_items" if several else "initial_option"
    node.fields("type", f"action_id min_query_length {initial} {COMMON}")
    _basics(node)
    node.integer("min_query_length", 0)
    node.integer("max_selected_items", 1)
    if several:
        for item in node.items("initial_options", limits.SELECT_OPTIONS):
            objects.option(item)
    elif node.has("initial_option"):
        objects.option(node.at("initial_option"))


def _entity_select(node: Node) -> None:
    """Selects of users, conversations and channels."""
    kind = (node.kind or "").removeprefix("multi_").removesuffix("_select")
    several = _several(node)
    singular = kind.removesuffix("s")
    initial = f"initial_{kind} max_selected_items" if several else f"initial_{singular}"
    extra = {
        "conversations": "default_to_current_conversation response_url_enabled filter",
        "channels": "response_url_enabled",
    }.get(kind, "")
    node.fields("type", f"action_id {initial} {extra} {COMMON}")
    _basics(node)
    node.boolean("default_to_current_conversation", "response_url_enabled")
    node.integer("max_selected_items", 1)
    first = f"initial_{kind if several else singular}"
    if several:
        for item in node.items(first, minimum=0):
            if not isinstance(item.value, str):
                item.problem("must provide a string")
    else:
        node.string(first, minimum=1)
    if node.has("filter") and kind == "conversations":
        objects.conversation_filter(node.at("filter"))


def _choices(node: Node) -> None:
    """Checkboxes and radio buttons."""
    several = node.kind == "checkboxes"
    initial = "initial_options" if several else "initial_option"
    node.fields("type options", f"action_id {initial} confirm focus_on_load")
    _basics(node)
    objects.options(node, limits.CHOICE_OPTIONS, objects.ANY_TEXT)
    objects.one_of_options(node, initial, several=several)


def _matching(key: str, pattern: str, text: str) -> Rule:
    """A picker whose initial value has a fixed form."""

    def rule(node: Node) -> None:
        optional = f"action_id {key} timezone {COMMON}"
        node.fields("type", optional)
        _basics(node)
        value = node.string(key)
        if value is not None and not re.fullmatch(pattern, value):
            node.problem(text, key)

    return rule


def _datetimepicker(node: Node) -> None:
    node.fields("type", "action_id initial_date_time confirm focus_on_load")
    _basics(node)
    node.integer("initial_date_time", 1_000_000_000, 9_999_999_999)


def _typed(extra: str, required: str = "type") -> Rule:
    """Inputs that are typed into: text, addresses, numbers."""

    def rule(node: Node) -> None:
        node.fields(
            required,
            f"action_id initial_value dispatch_action_config focus_on_load placeholder {extra}",
        )
        _basics(node)
        objects.dispatch_config(node)
        node.boolean("multiline", "is_decimal_allowed")
        node.integer("min_length", 0, limits.INPUT_LENGTH)
        node.integer("max_length", 1, limits.INPUT_LENGTH)
        low, high = node.value.get("min_length"), node.value.get("max_length")
        if isinstance(low, int) and isinstance(high, int) and low > high:
            node.problem("must not be more than `max_length`", "min_length")
        node.string("initial_value", limits.INPUT_LENGTH)

    return rule


def _rich_text_input(node: Node) -> None:
    node.fields("type action_id", "initial_value dispatch_action_config focus_on_load placeholder")
    _basics(node)
    objects.dispatch_config(node)
    if node.has("initial_value"):
        rich_text(node.at("initial_value"))


def _file_input(node: Node) -> None:
    node.fields("type", "action_id filetypes max_files")
    node.string("action_id", limits.ACTION_ID, minimum=1)
    node.integer("max_files", 1, limits.FILES)
    if node.surface != "modal":
        node.problem("unsupported type: file_input", "type", "unsupported_type")


def image(node: Node) -> None:
    """An image in a section, a context or a card."""
    if not node.fields("type alt_text", "image_url slack_file"):
        return
    node.string("alt_text", limits.IMAGE_ALT_TEXT, minimum=1)
    image_source(node)


def image_source(node: Node) -> None:
    """Where an image comes from: an address or a Slack file, not both."""
    node.url("image_url", limits.IMAGE_URL)
    if node.has("slack_file"):
        file = node.at("slack_file")
        if file.fields("", "id url") and file.has("id") == file.has("url"):
            file.problem("must define either `id` or `url`")
        elif isinstance(file.value, dict):
            file.string("id", minimum=1)
            file.url("url", limits.IMAGE_URL)
    if node.has("image_url") == node.has("slack_file"):
        node.problem("must define either `image_url` or `slack_file`", "type")


MENUS: dict[str, Rule] = {
    "static_select": _static_select,
    "multi_static_select": _static_select,
    "external_select": _external_select,
    "multi_external_select": _external_select,
    "users_select": _entity_select,
    "multi_users_select": _entity_select,
    "conversations_select": _entity_select,
    "multi_conversations_select": _entity_select,
    "channels_select": _entity_select,
    "multi_channels_select": _entity_select,
}
PICKERS: dict[str, Rule] = {
    "checkboxes": _choices,
    "radio_buttons": _choices,
    "datepicker": _matching(
        "initial_date", r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", "must be YYYY-MM-DD"
    ),
    "timepicker": _matching("initial_time", r"([01]\d|2[0-3]):[0-5]\d", "must be HH:mm"),
}
TYPED: dict[str, Rule] = {
    "plain_text_input": _typed("multiline min_length max_length"),
    "email_text_input": _typed(""),
    "url_text_input": _typed(""),
    "number_input": _typed("is_decimal_allowed min_value max_value", "type is_decimal_allowed"),
    "rich_text_input": _rich_text_input,
    "file_input": _file_input,
}
IN_ACTIONS = (
    MENUS
    | PICKERS
    | {
        "button": _button,
        "overflow": _overflow,
        "datetimepicker": _datetimepicker,
    }
)
IN_SECTION = MENUS | PICKERS | {"button": _button, "overflow": _overflow, "image": image}
IN_INPUT = MENUS | PICKERS | TYPED | {"datetimepicker": _datetimepicker}
IN_CONTEXT_ACTIONS: dict[str, Rule] = {
    "feedback_buttons": _feedback,
    "icon_button": _icon_button,
}
IN_CARD: dict[str, Rule] = {"button": _button}


def element(node: Node, allowed: dict[str, Rule]) -> None:
    """An element, if its type may stand here."""
    if not node.is_object():
        return
    kind = node.kind
    rule = allowed.get(kind) if isinstance(kind, str) else None
    if kind is None:
        node.problem("missing required field: type", "type", "missing_field")
    elif rule is None:
        node.problem(f"unsupported type: {kind}", "type", "unsupported_type")
    else:
        rule(node)
