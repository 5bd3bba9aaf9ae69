"""The app taken out of a channel, and channels that end: what the app hears of it.

An app that is removed hears `channel_left`, or `group_left` of a private channel; never
`member_left_channel`, which goes to those who are still there.
"""

from bot.workspace.deeds import Refused
from bot.workspace.hub import Hub
from bot.workspace.state import Channel
from bot.workspace.users import User


def remove_app(hub: Hub, user: User, channel: Channel) -> None:
    """Take the app out of a channel."""
    store = hub.store
    if user.id not in channel.members or store.bot.id not in channel.members:
        raise Refused(f"{store.bot.real_name} isn't in this channel, or you aren't.")
    channel.members.remove(store.bot.id)
    kind = "channel_left" if channel.kind == "channel" else "group_left"
    _told(hub, user, channel, kind, actor="actor_id")


def archive(hub: Hub, user: User, channel: Channel) -> None:
    """Archive a channel: it can still be read, and nobody posts there any more."""
    if user.id not in channel.members or channel.archived:
        raise Refused("This channel is archived already, or you aren't in it.")
    channel.archived = True
    kind = "channel_archive" if channel.kind == "channel" else "group_archive"
    if hub.store.bot.id in channel.members:
        _told(hub, user, channel, kind, actor="user")


def _told(hub: Hub, user: User, channel: Channel, kind: str, *, actor: str) -> None:
    event = {"type": kind, "channel": channel.id, actor: user.id, "event_ts": hub.store.next_ts()}
    hub.journal.add("membership", "person", channel.members, channel=channel.id, data=event)
