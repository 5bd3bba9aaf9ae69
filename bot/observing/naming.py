"""What a request from Slack is called in logs and metrics: names of this house, never its words."""

import hashlib
import secrets
from enum import StrEnum
from typing import Any

from bot import manifest
from bot.ids import Action, Callback, Shortcut
from knowledge import commands

OTHER = "other"
"""What everything is called that has no name here: names are few, whatever Slack sends."""

EVENTS = frozenset(
    event.partition(".")[0] for event in (*manifest.EVENTS, *manifest.LINK_EVENTS, *manifest.LOST)
)
"""Events that are told apart."""

_BEHIND = frozenset(
    {"add", "check", "follow", "gaps", "help", "log", "review", "sources", "status", "unfollow"}
)
"""Words behind `/dateline` that say what is wanted of Dateline itself."""

_ID = 4
"""Bytes of a request's id: short enough to be read out, and no two alike within a day's log."""


class Surface(StrEnum):
    """The way by which a request comes."""

    COMMAND = "command"
    EVENT = "event"
    CLICK = "click"
    FORM = "form"
    SUGGESTION = "suggestion"
    SHORTCUT = "shortcut"
    UNFURL = "unfurl"
    OTHER = "other"


def named(body: dict[str, Any]) -> tuple[Surface, str]:
    """The surface of a payload, and what is wanted there: a command, an event, a button, a form."""
    kind = body.get("type")
    if isinstance(body.get("command"), str) and kind is None:
        return Surface.COMMAND, _command(body)
    match kind:
        case "event_callback":
            event = _table(body, "event").get("type")
            surface = Surface.UNFURL if event == "link_shared" else Surface.EVENT
            return surface, event if event in EVENTS else OTHER
        case "block_actions":
            return Surface.CLICK, _known(_first(body.get("actions")).get("action_id"), Action)
        case "view_submission" | "view_closed":
            return Surface.FORM, _known(_table(body, "view").get("callback_id"), Callback)
        case "block_suggestion":
            return Surface.SUGGESTION, _known(body.get("action_id"), Action)
        case "shortcut" | "message_action":
            return Surface.SHORTCUT, _known(body.get("callback_id"), Shortcut)
    return Surface.OTHER, OTHER


def id_of(body: dict[str, Any]) -> str:
    """Eight hexadecimal digits that name a request: the same when Slack delivers it again."""
    view = _table(body, "view")
    given = [
        body.get("event_id"),
        body.get("trigger_id"),
        f"{view.get('id')}:{view.get('hash')}" if view.get("id") else None,
    ]
    name = next((one for one in given if isinstance(one, str) and one), None)
    if name is None:
        return secrets.token_hex(_ID)
    return hashlib.sha256(name.encode(errors="replace")).hexdigest()[: 2 * _ID]


def _command(body: dict[str, Any]) -> str:
    found = commands.find(str(body["command"]))
    if found is None:
        return OTHER
    text = body.get("text")
    words = text[:200].split(maxsplit=1) if isinstance(text, str) else []
    if found is not commands.DATELINE or not words:
        return found.name
    word = words[0].casefold()
    behind = commands.find(word)
    if behind is not None:
        return behind.name
    return f"{found.name} {word}" if word in _BEHIND else found.name


def _known(id: object, known: type[Action] | type[Callback] | type[Shortcut]) -> str:
    """An id of this house without its key and its prefix."""
    bare = id.partition(":")[0] if isinstance(id, str) else ""
    return bare.removeprefix("dateline.") if bare in set(known) else OTHER


def _first(rows: object) -> dict[str, Any]:
    first = rows[0] if isinstance(rows, list) and rows else None
    return first if isinstance(first, dict) else {}


def _table(body: dict[str, Any], key: str) -> dict[str, Any]:
    found = body.get(key)
    return found if isinstance(found, dict) else {}
