"""What Slack sends to an app, field by field: commands, clicks, submissions and events.

Sources: https://docs.slack.dev/reference/interaction-payloads and
https://docs.slack.dev/interactivity/implementing-slash-commands
"""

from typing import Any

from bot.workspace.hub import Hub
from bot.workspace.state import Channel, Json, Message, ResponseUrl, User, View

VERIFICATION_TOKEN = "unused-verification-token"  # deprecated by Slack, still sent


def _who(hub: Hub, user: User) -> Json:
    return {
        "id": user.id,
        "username": user.name,
        "name": user.name,
        "team_id": hub.store.team_id,
    }


def _channel(channel: Channel) -> Json:
    return {"id": channel.id, "name": channel_name(channel)}


def channel_name(channel: Channel) -> str:
    """The name that payloads give: private channels and direct messages have generic ones."""
    return {"im": "directmessage", "group": "privategroup"}.get(channel.kind, channel.name)


def view_payload(hub: Hub, view: View) -> Json:
    """The full view object."""
    return view.payload(team=hub.store.team_id, app=hub.store.app_id, bot=hub.store.bot_id)


def slash_command(
    hub: Hub,
    *,
    user: User,
    channel: Channel,
    command: str,
    text: str,
    trigger: str,
    response: ResponseUrl,
) -> Json:
    """The form that a slash command posts; every value is a string."""
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": hub.store.team_id,
        "team_domain": hub.store.team_domain,
        "channel_id": channel.id,
        "channel_name": channel_name(channel),
        "user_id": user.id,
        "user_name": user.name,
        "command": command,
        "text": text,
        "api_app_id": hub.store.app_id,
        "is_enterprise_install": "false",
        "response_url": hub.response_url("commands", response.token),
        "trigger_id": trigger,
    }


def _interaction(hub: Hub, kind: str, user: User) -> Json:
    return {
        "type": kind,
        "user": _who(hub, user),
        "api_app_id": hub.store.app_id,
        "token": VERIFICATION_TOKEN,
        "team": {"id": hub.store.team_id, "domain": hub.store.team_domain},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def block_actions(
    hub: Hub,
    *,
    user: User,
    trigger: str,
    action: Json,
    message: Message | None = None,
    view: View | None = None,
    response: ResponseUrl | None = None,
) -> Json:
    """A click or a choice, in a message or in a view.

    An ephemeral message is not stored at Slack, so its payload carries no `message`.
    """
    payload = _interaction(hub, "block_actions", user)
    payload["trigger_id"] = trigger
    payload["actions"] = [action]
    if view is not None:
        payload["container"] = {"type": "view", "view_id": view.id}
        payload["view"] = view_payload(hub, view)
    if message is not None and response is not None:
        container: Json = {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": message.channel,
            "is_ephemeral": message.ephemeral,
        }
        if message.thread_ts is not None:
            container["thread_ts"] = message.thread_ts
        payload["container"] = container
        payload["channel"] = _channel(hub.store.channels[message.channel])
        if not message.ephemeral:
            payload["message"] = message.payload()
        payload["state"] = {"values": message.state}
        payload["response_url"] = hub.response_url("actions", response.token)
    return payload


def block_suggestion(
    hub: Hub,
    *,
    user: User,
    block_id: str,
    action_id: str,
    query: str,
    message: Message | None = None,
    view: View | None = None,
) -> Json:
    """What somebody typed into an external select."""
    payload = _interaction(hub, "block_suggestion", user)
    payload |= {"action_id": action_id, "block_id": block_id, "value": query}
    if view is not None:
        payload["container"] = {"type": "view", "view_id": view.id}
        payload["view"] = view_payload(hub, view)
    if message is not None:
        payload["container"] = {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": message.channel,
            "is_ephemeral": message.ephemeral,
        }
        payload["channel"] = _channel(hub.store.channels[message.channel])
        if not message.ephemeral:
            payload["message"] = message.payload()
    return payload


def view_submission(hub: Hub, *, user: User, view: View, trigger: str) -> Json:
    """A modal that was sent off."""
    payload = _interaction(hub, "view_submission", user)
    return payload | {
        "trigger_id": trigger,
        "view": view_payload(hub, view),
        "response_urls": [],
    }


def view_closed(hub: Hub, *, user: User, view: View, everything: bool) -> Json:
    """A modal that was closed, for views with `notify_on_close`."""
    payload = _interaction(hub, "view_closed", user)
    return payload | {"view": view_payload(hub, view), "is_cleared": everything}


def event_callback(hub: Hub, event: Json, event_id: str) -> Json:
    """The wrapper around every event."""
    store = hub.store
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": store.team_id,
        "context_team_id": store.team_id,
        "context_enterprise_id": None,
        "api_app_id": store.app_id,
        "event": event,
        "type": "event_callback",
        "event_id": event_id,
        "event_time": int(hub.clock.now()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": store.team_id,
                "user_id": store.bot.id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": f"4-{event_id}",
    }


def message_event(hub: Hub, message: Message, channel: Channel) -> Json:
    """A posted message as an event."""
    event = message.payload()
    event |= {
        "channel": channel.id,
        "channel_type": channel.kind,
        "event_ts": message.ts,
        "team": hub.store.team_id,
    }
    if message.bot_id is None:
        event["client_msg_id"] = f"{message.ts}-{message.user}"
    else:
        event["app_id"] = hub.store.app_id
    if message.is_reply and message.thread_ts is not None:
        parent = hub.store.thread(channel.id, message.thread_ts)
        if parent:
            event["parent_user_id"] = parent[0].user
    return event


def rich_text_of(text: str) -> list[Json]:
    """The `rich_text` block that Slack's composer makes of a typed line with mentions."""
    elements: list[Json] = []
    rest = text
    while rest:
        before, sign, after = rest.partition("<@")
        if before:
            elements.append({"type": "text", "text": _unescape(before)})
        if not sign:
            break
        user, _, rest = after.partition(">")
        elements.append({"type": "user", "user_id": user.partition("|")[0]})
    section = {"type": "rich_text_section", "elements": elements}
    return [{"type": "rich_text", "block_id": "typed", "elements": [section]}]


def _unescape(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def message_changed(message: Message, before: Json, channel: Channel, ts: str) -> Json:
    """An edit as an event: a `message` with a subtype, hidden from the channel."""
    return {
        "type": "message",
        "subtype": "message_changed",
        "hidden": True,
        "channel": channel.id,
        "channel_type": channel.kind,
        "ts": ts,
        "event_ts": ts,
        "message": message.payload(),
        "previous_message": before,
    }


def message_deleted(message: Message, channel: Channel, ts: str) -> Json:
    """A deletion as an event."""
    return {
        "type": "message",
        "subtype": "message_deleted",
        "hidden": True,
        "channel": channel.id,
        "channel_type": channel.kind,
        "ts": ts,
        "event_ts": ts,
        "deleted_ts": message.ts,
        "previous_message": message.payload(),
    }


def plain(value: Any) -> Json:
    """A plain_text object."""
    return {"type": "plain_text", "text": str(value), "emoji": True}
