"""Events as Slack sends them, field by field. https://docs.slack.dev/reference/events"""

from bot.workspace.hub import Hub
from bot.workspace.payloads import VERIFICATION_TOKEN
from bot.workspace.state import Channel, Json, Message


def event_callback(hub: Hub, event: Json, event_id: str) -> Json:
    """The wrapper around every event."""
    store = hub.store
    place = event.get("channel")
    channel = store.channels.get(place) if isinstance(place, str) else None
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
        "is_ext_shared_channel": channel is not None and store.is_shared(channel),
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
    author = hub.store.users[message.user]
    if author.team is not None:
        event |= {"team": author.team, "user_team": author.team, "source_team": author.team}
    if message.bot_id is None:
        event["client_msg_id"] = f"{message.ts}-{message.user}"
    else:
        event["app_id"] = hub.store.app_id
    if message.is_reply and message.thread_ts is not None:
        parent = hub.store.thread(channel.id, message.thread_ts)
        if parent:
            event["parent_user_id"] = parent[0].user
    return event


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
