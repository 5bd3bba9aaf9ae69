"""`conversations.*`: which channels there are, who is in them and what was said."""

from bot.workspace.api.core import ApiError, Call, method
from bot.workspace.state import Channel, Json, Message

READ = "channels:read|groups:read|im:read|mpim:read"
HISTORIES = {
    "channel": "channels:history",
    "group": "groups:history",
    "im": "im:history",
    "mpim": "mpim:history",
}
HISTORY = "|".join(HISTORIES.values())
TYPES = {"public_channel": "channel", "private_channel": "group", "im": "im", "mpim": "mpim"}


@method("conversations.info", scope=READ)
def info(call: Call) -> Json:
    """One conversation; its locale on request."""
    channel = call.channel()
    shown = _shown(call, channel)
    if call.flag("include_locale"):
        shown["locale"] = "en-US"
    return {"channel": shown}


def _shown(call: Call, channel: Channel) -> Json:
    store = call.hub.store
    return channel.payload(store.bot.id, shared=store.is_shared(channel))


@method("conversations.list", scope=READ)
def listing(call: Call) -> Json:
    """The conversations of the asked types that the app can see."""
    store = call.hub.store
    wanted = call.text("types", "public_channel").replace(" ", "").split(",")
    if any(kind not in TYPES for kind in wanted):
        raise ApiError("invalid_types")
    kinds = {TYPES[kind] for kind in wanted}
    visible = [
        c
        for c in store.channels.values()
        if c.kind in kinds and (c.kind == "channel" or store.bot.id in c.members)
    ]
    found, cursor = call.page(visible)
    channels = [_shown(call, c) for c in found]
    return {"channels": channels, "response_metadata": {"next_cursor": cursor}}


@method("conversations.members", scope=READ)
def members(call: Call) -> Json:
    """The ids of those in a conversation."""
    found, cursor = call.page(sorted(call.channel().members))
    return {"members": found, "response_metadata": {"next_cursor": cursor}}


@method("conversations.open", scope="im:write")
def open_direct(call: Call) -> Json:
    """The direct message with a person."""
    store = call.hub.store
    if call.text("channel"):
        return {"channel": {"id": call.channel().id}}
    wanted = [one for one in call.required("users").replace(" ", "").split(",") if one]
    if len(wanted) != 1:
        raise ApiError("not_enough_users" if not wanted else "too_many_users")
    user = store.users.get(wanted[0])
    if user is None:
        raise ApiError("user_not_found")
    if user.is_bot:
        raise ApiError("cannot_dm_bot")
    return {"channel": {"id": store.direct(user.id).id}}


@method("conversations.join", scope="channels:join")
def join(call: Call) -> Json:
    """Join a public channel."""
    store = call.hub.store
    channel = call.channel()
    if channel.kind != "channel":
        raise ApiError("method_not_supported_for_channel_type")
    answer: Json = {}
    if store.bot.id in channel.members:
        answer = {"warning": "already_in_channel"}
    else:
        channel.members.add(store.bot.id)
        store.journal.add(
            "membership",
            "bot",
            channel.members,
            channel=channel.id,
            data=joined_event(channel, store.bot.id, store.team_id, store.next_ts()),
        )
    return answer | {"channel": _shown(call, channel)}


def joined_event(channel: Channel, user: str, team: str, ts: str) -> Json:
    """The event of somebody joining a channel."""
    return {
        "type": "member_joined_channel",
        "user": user,
        "channel": channel.id,
        "channel_type": {"channel": "C", "group": "G"}.get(channel.kind, "D"),
        "team": team,
        "event_ts": ts,
    }


def _between(call: Call, messages: list[Message]) -> list[Message]:
    oldest, latest = call.text("oldest", "0"), call.text("latest", "9999999999")
    inclusive = call.flag("inclusive")
    try:
        low, high = float(oldest), float(latest)
    except ValueError:
        raise ApiError("invalid_ts_oldest") from None
    return [
        m for m in messages if low < float(m.ts) < high or (inclusive and m.ts in (oldest, latest))
    ]


def _read(call: Call) -> Channel:
    """The conversation to read in, which needs the scope of its kind."""
    channel = call.channel(member=True)
    needed = HISTORIES[channel.kind]
    if not call.hub.manifest.allows(needed):
        provided = ",".join(sorted(call.hub.manifest.scopes))
        raise ApiError("missing_scope", needed=needed, provided=provided)
    return channel


def _payload(call: Call, message: Message) -> Json:
    """A message as it is read; of metadata only its type, unless all of it is asked for."""
    shown = message.payload()
    if message.metadata is not None and not call.flag("include_all_metadata"):
        shown["metadata"] = {"event_type": message.metadata["event_type"]}
    return shown


@method("conversations.history", scope=HISTORY)
def history(call: Call) -> Json:
    """A channel's messages, newest first; replies and ephemerals are left out."""
    channel = _read(call)
    shown = [m for m in channel.messages if not m.ephemeral and not m.is_reply]
    found, cursor = call.page(_between(call, shown)[::-1])
    answer: Json = {"messages": [_payload(call, m) for m in found], "has_more": bool(cursor)}
    return answer | ({"response_metadata": {"next_cursor": cursor}} if cursor else {})


@method("conversations.replies", scope=HISTORY)
def replies(call: Call) -> Json:
    """A thread, the message that began it first."""
    channel = _read(call)
    thread = call.hub.store.thread(channel.id, call.required("ts"))
    if not thread:
        raise ApiError("thread_not_found")
    found, cursor = call.page(_between(call, thread) or thread[:1])
    answer: Json = {"messages": [_payload(call, m) for m in found], "has_more": bool(cursor)}
    return answer | ({"response_metadata": {"next_cursor": cursor}} if cursor else {})
