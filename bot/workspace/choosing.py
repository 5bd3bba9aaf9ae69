"""Finding what somebody clicks, and what choosing it gives: the client's side of Block Kit."""

import re
from dataclasses import dataclass
from typing import Any

from bot.workspace.blockkit import SELECTED, interactive
from bot.workspace.state import Json, Message, View


class NotThere(LookupError):
    """Nothing to click by that name; the message lists what there is."""


@dataclass(frozen=True, slots=True)
class Found:
    """An interactive element and the block it stands in."""

    block: Json
    element: Json

    @property
    def label(self) -> str:
        """What a person reads on it: its text, its input's label or its placeholder."""
        for holder in (self.element.get("text"), self.block.get("label")):
            if isinstance(holder, dict):
                return str(holder.get("text", ""))
        return str((self.element.get("placeholder") or {}).get("text", ""))


def clickable(place: Message | View) -> list[Json]:
    """The blocks that a person can click in: of a message, those of its unfurls too."""
    if isinstance(place, View):
        return place.blocks
    return place.blocks + [b for a in place.attachments for b in a.get("blocks") or []]


def unfurl_of(message: Message, found: Found) -> Json | None:
    """The unfurl that an element stands in, if it stands in one."""
    for attachment in message.attachments:
        if found.block in (attachment.get("blocks") or []):
            return attachment
    return None


def find(place: Message | View, wanted: str, nth: int | None = None) -> Found:
    """The element that `wanted` names: an action id, a block id, or a label.

    Raises NotThere when there is none, or several and `nth` (from 0) doesn't say which.
    """
    elements = [Found(block, element) for block, element in interactive(clickable(place))]
    for exact in (
        [f for f in elements if f.element.get("action_id") == wanted],
        [f for f in elements if f.label == wanted],
        [f for f in elements if f.block.get("block_id") == wanted],
        [f for f in elements if wanted in feedback_labels(f.element)],
    ):
        if len(exact) == 1 or (exact and nth is not None):
            return exact[nth or 0]
        if exact:
            raise NotThere(f"“{wanted}” is there {len(exact)} times: say which with nth=0, 1, …")
    there = ", ".join(f"{f.element.get('action_id')} “{f.label}”" for f in elements)
    raise NotThere(f"no “{wanted}” to click; there is: {there or 'nothing'}")


def by_ids(place: Message | View, block_id: str, action_id: str) -> Found:
    """The element with these ids; raises NotThere."""
    for block, element in interactive(clickable(place)):
        if (block.get("block_id"), element.get("action_id")) == (block_id, action_id):
            return Found(block, element)
    raise NotThere("that is no longer there")


def feedback_labels(element: Json) -> list[str]:
    """The two labels of feedback buttons."""
    if element["type"] != "feedback_buttons":
        return []
    return [element[key]["text"]["text"] for key in ("positive_button", "negative_button")]


def options_of(element: Json) -> list[Json]:
    """Every option of an element, groups opened."""
    options = list(element.get("options") or [])
    for group in element.get("option_groups") or []:
        options += group["options"]
    return options


def pick(options: list[Json], wanted: Any) -> Json:
    """The option that `wanted` names: the option itself, its value, or its label."""
    for option in options:
        if wanted in (option, option["value"], option["text"]["text"]):
            return option
    there = ", ".join(o["text"]["text"] for o in options)
    raise NotThere(f"no option “{wanted}”; there are: {there or 'none'}")


def state_of(element: Json, wanted: Any) -> Json:
    """An element's entry in `state.values` after `wanted` was chosen or typed."""
    kind = element["type"]
    key, _ = SELECTED[kind]
    external = "external" in kind
    if wanted is None:
        value: Any = [] if key.endswith("s") else None
    elif key == "selected_option":
        value = wanted if external and isinstance(wanted, dict) else _one(element, wanted)
    elif key == "selected_options":
        several = wanted if isinstance(wanted, list) else [wanted]
        value = several if external else [_one(element, one) for one in several]
    elif key == "selected_date_time":
        value = int(wanted)
    else:
        value = wanted
    return {"type": kind, key: value}


def _one(element: Json, wanted: Any) -> Json:
    return pick(options_of(element), wanted)


def action_of(found: Found, ts: str, wanted: Any = None) -> Json:
    """The entry in `actions` for a click on the element, or for a choice in it."""
    element = found.element
    action: Json = {
        "action_id": element["action_id"],
        "block_id": found.block["block_id"],
        "type": element["type"],
        "action_ts": ts,
    }
    kind = element["type"]
    if kind in ("button", "icon_button", "workflow_button"):
        action["text"] = element["text"]
        for key in ("value", "style", "url"):
            if element.get(key):
                action[key] = element[key]
    elif kind == "overflow":
        action["selected_option"] = _one(element, wanted)
    elif kind == "feedback_buttons":
        labels = feedback_labels(element)
        positive = wanted in (True, labels[0], element["positive_button"]["value"])
        button = element["positive_button" if positive else "negative_button"]
        action |= {"text": button["text"], "value": button["value"]}
    else:
        action |= state_of(element, wanted)
        for key in ("placeholder", "initial_option", "initial_date"):
            if element.get(key):
                action[key] = element[key]
    return action


def remember(place: Message | View, found: Found, wanted: Any) -> None:
    """Keep what was chosen or typed in the state of its message or view."""
    if found.element["type"] in SELECTED:
        values = place.state if isinstance(place, Message) else place.values
        kept = values.setdefault(found.block["block_id"], {})
        kept[found.element["action_id"]] = state_of(found.element, wanted)


def chosen(place: Message | View, found: Found) -> list[Any]:
    """What was already chosen in an element that takes several."""
    values = place.state if isinstance(place, Message) else place.values
    kept = values.get(found.block["block_id"], {}).get(found.element["action_id"], {})
    key, initial = SELECTED[found.element["type"]]
    return list(kept.get(key) or found.element.get(initial) or [])


def missing(view: View) -> dict[str, str]:
    """What Slack's client complains of before it sends a modal off: block id → complaint."""
    errors: dict[str, str] = {}
    for block in view.blocks:
        if block["type"] != "input":
            continue
        element = block["element"]
        state = view.values.get(block["block_id"], {}).get(element["action_id"], {})
        value = state.get(SELECTED[element["type"]][0])
        if value in (None, "", []):
            if not block.get("optional"):
                errors[block["block_id"]] = "Please complete this required field."
        elif isinstance(value, str):
            complaint = _length_complaint(element, value) or _form_complaint(element, value)
            if complaint:
                errors[block["block_id"]] = complaint
    return errors


def _length_complaint(element: Json, value: str) -> str | None:
    low, high = element.get("min_length"), element.get("max_length")
    if low is not None and len(value) < low:
        return f"This entry needs to be at least {low} characters."
    if high is not None and len(value) > high:
        return f"This entry needs to be at most {high} characters."
    return None


def _form_complaint(element: Json, value: str) -> str | None:
    """What the inputs for numbers, addresses and links say of a text that is none."""
    kind = element["type"]
    if kind == "email_text_input" and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", value):
        return "Please enter a valid email address."
    if kind == "url_text_input" and not re.fullmatch(r"https?://\S+", value):
        return "Please enter a valid URL."
    if kind != "number_input":
        return None
    decimal = element.get("is_decimal_allowed")
    if not re.fullmatch(r"-?\d+(\.\d+)?" if decimal else r"-?\d+", value):
        return "Please enter a number." if decimal else "Please enter a whole number."
    low, high = element.get("min_value"), element.get("max_value")
    if low is not None and float(value) < float(low):
        return f"Please enter a number of at least {low}."
    if high is not None and float(value) > float(high):
        return f"Please enter a number of at most {high}."
    return None
