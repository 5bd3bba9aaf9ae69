"""`reactions.add` and `reactions.remove`."""

from bot.workspace.api.core import ApiError, Call, method
from bot.workspace.hub import Hub
from bot.workspace.journal import Actor
from bot.workspace.state import Channel, Json, Message


def _message(call: Call) -> tuple[Channel, Message]:
    channel = call.channel(member=True)
    ts = call.required("timestamp")
    for message in channel.messages:
        if message.ts == ts and not message.ephemeral:
            return channel, message
    raise ApiError("message_not_found")


def react(hub: Hub, message: Message, user: str, name: str, actor: Actor, *, add: bool) -> None:
    """Put somebody's reaction on a message or take it off; raises ApiError as Slack does."""
    users = message.reactions.setdefault(name, [])
    if add == (user in users):
        raise ApiError("already_reacted" if add else "no_reaction")
    if add:
        users.append(user)
    else:
        users.remove(user)
    if not users:
        del message.reactions[name]
    event: Json = {
        "type": "reaction_added" if add else "reaction_removed",
        "user": user,
        "reaction": name,
        "item": {"type": "message", "channel": message.channel, "ts": message.ts},
        "item_user": message.user,
        "event_ts": hub.store.next_ts(),
    }
    hub.journal.add(
        "reaction",
        actor,
        hub.store.audience(message),
        channel=message.channel,
        message=message,
        data=event,
    )


@method("reactions.add", scope="reactions:write")
def add(call: Call) -> Json:
    """React to a message."""
    _, message = _message(call)
    react(call.hub, message, call.hub.store.bot.id, call.required("name"), "bot", add=True)
    return {}


@method("reactions.remove", scope="reactions:write")
def remove(call: Call) -> Json:
    """Take a reaction back."""
    _, message = _message(call)
    react(call.hub, message, call.hub.store.bot.id, call.required("name"), "bot", add=False)
    return {}
