"""What has the outer form of a payload that Slack sends; whatever has not, Bolt can't take apart.

Both ways to the bot look here first: HTTP refuses such a request, Socket Mode acknowledges it and
leaves it at that, since Slack would only send the same again.
"""

import json
from typing import Any

_INTERACTIONS = frozenset({"block_actions", "interactive_message", "block_suggestion"})
_VIEWS = frozenset({"view_submission", "view_closed"})
_SHORTCUTS = frozenset({"shortcut", "message_action"})
_TABLES = ("event", "view", "container", "app_unfurl")
_WITHIN = ("event", "item", "message", "previous_message", "assistant_thread")
"""Where Bolt looks for ids that a payload does not have itself."""


class Malformed(Exception):
    """A payload that Slack would not send."""


def check(payload: dict[str, Any]) -> None:
    """Refuse what has not the outer form of anything that Slack sends.

    Raises:
        Malformed: with nothing of the payload in it.
    """
    kind = payload.get("type")
    if not isinstance(kind, str | None) or not _whose(payload) or not _is_text(payload):
        raise Malformed
    if not all(isinstance(payload.get(key), dict | None) for key in _TABLES):
        raise Malformed
    if "command" in payload and "type" not in payload:
        ok = _texts(payload, "command", "response_url") and payload["command"].startswith("/")
        ok = ok and isinstance(payload.get("text"), str | None)
    elif kind == "url_verification":
        ok = _texts(payload, "challenge")
    elif kind == "event_callback":
        event = payload.get("event")
        ok = isinstance(event, dict) and _texts(event, "type")
    elif kind in _INTERACTIONS:
        ok = _interaction(payload)
    elif kind in _VIEWS:
        view = payload.get("view")
        ok = isinstance(view, dict) and _texts(view, "type", "callback_id")
    elif kind in _SHORTCUTS:
        ok = _texts(payload, "callback_id")
    else:
        ok = _texts(payload, "type") or payload.get("ssl_check") == "1"
    if not ok:
        raise Malformed


def _interaction(payload: dict[str, Any]) -> bool:
    if payload["type"] == "block_suggestion":
        return _texts(payload, "action_id")
    actions = payload.get("actions")
    if not isinstance(actions, list) or not actions:
        return False
    # Buttons of old attachments, which no message of ours has, go by names.
    named = ("type", "action_id") if payload["type"] == "block_actions" else ("type",)
    return all(
        isinstance(one, dict) and _texts(one, *named) and _texts_if_any(one, "block_id", "name")
        for one in actions
    )


def _whose(payload: dict[str, Any]) -> bool:
    """Whether the fields that tell app, workspace and person can be read."""
    installed = payload.get("authorizations")
    if installed is not None and not (
        isinstance(installed, list) and all(isinstance(one, dict) for one in installed)
    ):
        return False
    ids = ("team_id", "enterprise_id", "user_id", "api_app_id", "channel_id", "event_id")
    owners = (payload, *(installed or ()))
    if not all(_texts_if_any(one, *ids) for one in owners):
        return False
    for key in ("team", "enterprise", "user", "channel"):
        one = payload.get(key)
        if isinstance(one, dict):
            if not _texts_if_any(one, "id", "team_id", "enterprise_id"):
                return False
        elif not isinstance(one, str | None):
            return False
    return all(_whose(payload[key]) for key in _WITHIN if isinstance(payload.get(key), dict))


def _is_text(payload: dict[str, Any]) -> bool:
    """Whether all of it can be stored: JSON can name halves of letters that no text holds."""
    try:
        json.dumps(payload, ensure_ascii=False).encode()
    except (UnicodeEncodeError, RecursionError):
        return False
    return True


def _texts(table: dict[str, Any], *keys: str) -> bool:
    return all(isinstance(table.get(key), str) and table[key] for key in keys)


def _texts_if_any(table: dict[str, Any], *keys: str) -> bool:
    return all(isinstance(table.get(key), str | None) for key in keys)
