"""What Slack sends to an app, field by field: commands, clicks, submissions and events.

Sources: https://docs.slack.dev/reference/interaction-payloads and
https://docs.slack.dev/interactivity/implementing-slash-commands
"""

from bot.workspace.hub import Hub
from bot.workspace.state import Channel, Json, Message, ResponseUrl, View
from bot.workspace.users import User

VERIFICATION_TOKEN = "unused-verification-token"  # deprecated by Slack, still sent


def _who(hub: Hub, user: User) -> Json:
    return {
        "id": user.id,
        "username": user.name,
        "name": user.name,
        "team_id": user.team or hub.store.team_id,
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
    unfurl: Json | None = None,
) -> Json:
    """A click or a choice, in a message, in the unfurl below one, or in a view.

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
        if unfurl is not None:
            container |= {
                "type": "message_attachment",
                "attachment_id": unfurl["id"],
                "is_app_unfurl": True,
                "app_unfurl_url": unfurl["app_unfurl_url"],
            }
            payload["app_unfurl"] = unfurl
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


def view_submission(
    hub: Hub, *, user: User, view: View, trigger: str, responses: list[tuple[Json, ResponseUrl]]
) -> Json:
    """A modal that was sent off; `responses` belong to the selects that asked for one."""
    payload = _interaction(hub, "view_submission", user)
    return payload | {
        "trigger_id": trigger,
        "view": view_payload(hub, view),
        "response_urls": [
            ids
            | {
                "channel_id": response.channel,
                "response_url": hub.response_url("app", response.token),
            }
            for ids, response in responses
        ],
    }


def shortcut(hub: Hub, *, user: User, callback_id: str, trigger: str) -> Json:
    """A shortcut from the shortcuts button; it tells of no channel."""
    payload = _interaction(hub, "shortcut", user)
    return payload | {
        "callback_id": callback_id,
        "trigger_id": trigger,
        "action_ts": hub.store.next_ts(),
    }


def message_action(
    hub: Hub,
    *,
    user: User,
    callback_id: str,
    trigger: str,
    message: Message,
    response: ResponseUrl,
) -> Json:
    """A shortcut from a message's menu, with the whole message."""
    payload = _interaction(hub, "message_action", user)
    return payload | {
        "callback_id": callback_id,
        "trigger_id": trigger,
        "action_ts": hub.store.next_ts(),
        "response_url": hub.response_url("actions", response.token),
        "message_ts": message.ts,
        "channel": _channel(hub.store.channels[message.channel]),
        "message": message.payload(),
    }


def view_closed(hub: Hub, *, user: User, view: View, everything: bool) -> Json:
    """A modal that was closed, for views with `notify_on_close`."""
    payload = _interaction(hub, "view_closed", user)
    return payload | {"view": view_payload(hub, view), "is_cleared": everything}
