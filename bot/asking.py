"""The request that is being served: who asks, from where, and what is known of them by now.

Bolt starts a listener in a task of its own, which inherits what the middleware has set here; so
everything that serves a request knows whose it is, and nothing has to hand it through.
"""

import hashlib
import json
from contextvars import ContextVar
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from slack_bolt.async_app import AsyncAck

from bot.ids import Action, Callback
from bot.people import Person


class Sort(StrEnum):
    """How Slack waits for what a request brings."""

    EVENT = "event"
    """It does not: an event is acknowledged before its listener begins."""
    DEED = "deed"
    """For an empty acknowledgement: a command, a click, a shortcut."""
    FORM = "form"
    """For what becomes of a form, with the acknowledgement."""
    OPTIONS = "options"
    """For suggestions, with the acknowledgement."""


_SPOKEN = frozenset({"app_mention", "message"})
_DECISIONS: frozenset[str] = frozenset(
    (
        *(Action.RULING, Action.UNDO, Action.REVIEW),
        *(Callback.CORRECT, Callback.RULE, Callback.REPORT, Callback.BULK),
    )
)
_SORTS = {
    "event_callback": Sort.EVENT,
    "view_submission": Sort.FORM,
    "block_suggestion": Sort.OPTIONS,
}


@dataclass(slots=True)
class Asking:
    """A request. `places` are all channels that it comes from or may be answered in.

    `team` is the workspace that the bot serves with the request, where it knows. `key` names a
    form in all deliveries of it. `abroad` marks a link in a channel that is
    shared with another company, whose people would see what unfolds below it. `person` is filled in
    once the doorkeeper has asked. `awaited` is whether somebody waits for words, which nobody does
    who opens the Home or posts a link; `decides` whether it decides on what the archive says,
    `command` whether it is a slash command. `counted` is set once it was counted (`Doors.count`).
    `url` is the payload's response URL, where it has one.
    """

    sort: Sort
    user: str | None
    team: str | None
    enterprise: str | None
    places: tuple[str, ...]
    key: str | None
    ack: AsyncAck
    abroad: bool = False
    person: Person | None = None
    awaited: bool = True
    decides: bool = False
    command: bool = False
    counted: bool = False
    message: str | None = None
    thread: str | None = None
    ephemeral: bool = False
    url: str | None = field(default=None, repr=False)


CURRENT: ContextVar[Asking | None] = ContextVar("asking", default=None)
"""The request that the running task serves; None in tasks of the bot's own."""


def read(body: dict[str, Any], user: str | None, ack: AsyncAck) -> Asking:
    """Read a request's payload; `user` is who Bolt says it comes from."""
    event, clicked = _table(body, "event"), _table(body, "container")
    sort = _SORTS.get(str(body.get("type")), Sort.DEED)
    bot = bool(event.get("bot_id") or event.get("bot_profile"))
    return Asking(
        sort=sort,
        user=None if bot else user,
        team=None,
        enterprise=None,
        places=_places(body, event),
        key=None if sort in (Sort.EVENT, Sort.OPTIONS) else _key(body),
        ack=ack,
        awaited=sort is not Sort.EVENT or event.get("type") in _SPOKEN,
        decides=_decides(body),
        command=sort is Sort.DEED and isinstance(body.get("command"), str),
        message=_text(clicked, "message_ts"),
        thread=_text(clicked, "thread_ts") or _text(_table(body, "message"), "thread_ts"),
        ephemeral=clicked.get("is_ephemeral") is True,
        url=url if isinstance(url := body.get("response_url"), str) else None,
        abroad=event.get("type") == "link_shared" and body.get("is_ext_shared_channel") is True,
    )


def _decides(body: dict[str, Any]) -> bool:
    actions, ids = body.get("actions"), []
    if body.get("type") == "view_submission":
        ids = [_table(body, "view").get("callback_id")]
    elif isinstance(actions, list):
        ids = [one.get("action_id") for one in actions if isinstance(one, dict)]
    return any(isinstance(id, str) and id.partition(":")[0] in _DECISIONS for id in ids)


def _places(body: dict[str, Any], event: dict[str, Any]) -> tuple[str, ...]:
    urls = body.get("response_urls")
    found = [
        body.get("channel_id"),
        _table(body, "channel").get("id"),
        _table(body, "container").get("channel_id"),
        event.get("channel"),
        # A form can ask where its answer goes.
        *(one.get("channel_id") for one in urls or () if isinstance(one, dict)),
    ]
    return tuple(dict.fromkeys(one for one in found if isinstance(one, str) and one))


def _key(body: dict[str, Any]) -> str | None:
    """What a form that was sent is called, the same when Slack delivers it again.

    Slack delivers commands and clicks once; whoever sends the same again means it. So it is with a
    form of which something was said in its window: each press has a trigger of its own, while the
    window's hash stays as it is, and what was filled in as well.
    """
    view = _table(body, "view")
    if body.get("type") != "view_submission" or not isinstance(view.get("id"), str):
        return None
    team = body.get("team_id") or _table(body, "team").get("id") or ""
    typed = json.dumps(_table(view, "state"), sort_keys=True, default=str)
    pressed = f"{body.get('trigger_id', '')}{view.get('hash', '')}{typed}"
    digest = hashlib.sha256(pressed.encode(errors="replace")).hexdigest()
    return f"view:{body.get('api_app_id', '')}:{team}:{view['id']}:{digest[:16]}"


def _text(body: dict[str, Any], key: str) -> str | None:
    found = body.get(key)
    return found if isinstance(found, str) and found else None


def _table(body: dict[str, Any], key: str) -> dict[str, Any]:
    found = body.get(key)
    return found if isinstance(found, dict) else {}
