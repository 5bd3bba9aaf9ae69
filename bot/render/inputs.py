"""What can be filled in: inputs as plain dicts, beside the blocks that only show (`blocks`)."""

from collections.abc import Sequence
from typing import Any

from bot.ids import Action, Input
from bot.render import limits
from bot.render.blocks import Block, Element, plain


def input_block(id: str, label: str, element: Element, *, hint: str = "") -> Block:
    """An input with its label; none of ours must be filled in."""
    block: Block = {
        "type": "input",
        "block_id": id,
        "label": plain(label, limits.INPUT_LABEL),
        "element": element,
        "optional": True,
    }
    if hint:
        block["hint"] = plain(hint, limits.INPUT_LABEL)
    return block


def dispatching(block: Block) -> Block:
    """An input that tells of a choice, or of Enter, at once."""
    return {**block, "dispatch_action": True}


def option(label: str, value: str, description: str = "") -> Element:
    """Something to choose."""
    shown: Element = {"text": plain(label, limits.OPTION_TEXT), "value": value}
    if description:
        shown["description"] = plain(description, limits.OPTION_DESCRIPTION)
    return shown


def options(named: Sequence[tuple[str, str]]) -> list[Element]:
    """Values and their labels as options; left out is what no option can carry."""
    shown = {
        value: option(label, value)
        for value, label in named
        if 0 < len(value) <= limits.OPTION_VALUE
    }
    return list(shown.values())[: limits.SELECT_OPTIONS]


def lookup(action: Action, placeholder: str, *, several: int | None = None) -> Element:
    """A select whose options are asked for with every key; of several, at most so many."""
    element: Element = {
        "type": "external_select" if several is None else "multi_external_select",
        "action_id": str(action),
        "min_query_length": 1,
        "placeholder": plain(placeholder, limits.PLACEHOLDER),
    }
    if several is not None:
        element["max_selected_items"] = several
    return element


def select(
    action: Action,
    named: Sequence[Element],
    placeholder: str,
    *,
    several: bool = False,
    chosen: Element | None = None,
) -> Element:
    """A select of few options."""
    element: Element = {
        "type": "multi_static_select" if several else "static_select",
        "action_id": str(action),
        "placeholder": plain(placeholder, limits.PLACEHOLDER),
        "options": list(named),
    }
    if chosen is not None:
        element["initial_option"] = chosen
    return element


def checkboxes(action: Action, named: Sequence[Element]) -> Element:
    """Options to tick."""
    return {"type": "checkboxes", "action_id": str(action), "options": list(named)}


def text_input(action: Action, placeholder: str, longest: int) -> Element:
    """A line to type in."""
    return {
        "type": "plain_text_input",
        "action_id": str(action),
        "max_length": longest,
        "placeholder": plain(placeholder, limits.PLACEHOLDER),
    }


def date_input(action: Action, placeholder: str) -> Element:
    """A day to choose."""
    return {
        "type": "datepicker",
        "action_id": str(action),
        "placeholder": plain(placeholder, limits.PLACEHOLDER),
    }


_ENTERED = ("value", "selected_date", "selected_time", "selected_conversation")


def entered(values: Any, id: str) -> list[str]:
    """What was filled in or chosen under a block id of `state.values`, whatever the input."""
    held = values.get(id) if isinstance(values, dict) else None
    found: list[str] = []
    for state in held.values() if isinstance(held, dict) else ():
        if not isinstance(state, dict):
            continue
        several = state.get("selected_options")
        chosen = [state.get("selected_option"), *(several if isinstance(several, list) else ())]
        found += [one["value"] for one in chosen if isinstance(one, dict) and "value" in one]
        found += [one for key in _ENTERED if (one := state.get(key))]
    return [one for one in found if isinstance(one, str)]


def filter_id(key: str) -> str:
    """The block id of a field of the search form."""
    return Input.FILTER.of(key)
