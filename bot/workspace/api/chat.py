"""`chat.*`: posting, changing and deleting messages, with Slack's refusals."""

import math
from typing import Any

from bot.workspace import blockkit
from bot.workspace.api.core import ApiError, Call, method
from bot.workspace.blockkit import limits
from bot.workspace.hub import Hub
from bot.workspace.state import Channel, Json, Message


def checked_blocks(call: Call) -> list[Json] | None:
    """The call's blocks with ids filled in, None when none are given; raises as Slack does."""
    blocks = call.decoded("blocks", "invalid_blocks_format")
    if blocks is None:
        return None
    return check_message_blocks(call.hub, blocks)


def check_message_blocks(hub: Hub, blocks: Any) -> list[Json]:
    """A message's blocks with ids filled in; raises ApiError where Slack refuses them."""
    if not isinstance(blocks, list):
        raise ApiError("invalid_blocks_format")
    if not blocks:
        return []
    if blockkit.size(blocks) > limits.MESSAGE_BLOCKS_CHARACTERS:
        raise ApiError("msg_blocks_too_long")
    problems = blockkit.check_blocks(blocks, "message")
    problems += blockkit.of_types(blocks, hub.faults.refused_types)
    problems += blockkit.unknown_files(blocks, hub.store.files)
    if problems:
        raise ApiError(
            "invalid_blocks",
            errors=[p.line for p in problems],
            response_metadata={"messages": [f"[ERROR] {p.line}" for p in problems]},
        )
    return blockkit.fill_ids(blocks, hub.store.new_id)


def _markdown_text(call: Call) -> list[Json] | None:
    """`markdown_text` as the markdown block that Slack makes of it."""
    text = call.text("markdown_text")
    if not text:
        return None
    if call.arguments.get("text") or call.arguments.get("blocks"):
        raise ApiError("markdown_text_conflict")
    if len(text) > limits.MARKDOWN_CHARACTERS:
        raise ApiError("msg_too_long")
    return check_message_blocks(call.hub, [{"type": "markdown", "text": text}])


def _content(call: Call) -> tuple[str, list[Json]]:
    """Text and blocks of a new message; `no_text` when there is neither."""
    blocks = _markdown_text(call) or checked_blocks(call) or []
    text = call.text("text") or call.text("markdown_text")
    attachments = call.decoded("attachments", "invalid_attachments")
    if not text and not blocks and not attachments:
        raise ApiError("no_text")
    return text[: limits.TEXT_CHARACTERS], blocks


def _target(call: Call) -> Channel:
    """Where to post: a channel, or a user's direct message by user id."""
    store = call.hub.store
    wanted = call.required("channel")
    if wanted in store.users and not store.users[wanted].is_bot:
        return store.direct(wanted)
    channel = call.channel()
    public = call.hub.manifest.allows("chat:write.public") and channel.kind == "channel"
    if store.bot.id not in channel.members and not public:
        raise ApiError("not_in_channel")
    if channel.archived:
        raise ApiError("is_archived")
    return channel


def _metadata(call: Call) -> Json | None:
    """A message's metadata: a type, and a payload of the app's own."""
    given = call.decoded("metadata", "invalid_metadata_format")
    if given is None:
        return None
    fits = isinstance(given, dict) and isinstance(given.get("event_payload"), dict)
    if not fits or not isinstance(given.get("event_type"), str) or not given["event_type"]:
        raise ApiError("invalid_metadata_format")
    return dict(given)


def thread_of(call: Call, channel: Channel) -> str | None:
    """The thread to post in: `thread_ts` may name any message of it, but no ephemeral one."""
    wanted = call.text("thread_ts")
    if not wanted:
        return None
    for message in channel.messages:
        if message.ts == wanted:
            if message.ephemeral:
                raise ApiError("cannot_reply_to_message")
            return message.thread_ts or message.ts
    raise ApiError("thread_not_found")


def _one_a_second(call: Call, channel: Channel) -> None:
    """Refuse a post that comes too soon after the last one in a channel, if that is switched on."""
    hub = call.hub
    if hub.posts_per_second is None:
        return
    now = hub.clock.now()
    left = hub.last_post.get(channel.id, -math.inf) + 1 / hub.posts_per_second - now
    if left > 0:
        raise ApiError("ratelimited", retry_after=max(1, math.ceil(left)))
    hub.last_post[channel.id] = now


@method("chat.postMessage", scope="chat:write")
def post_message(call: Call) -> Json:
    """Post in a channel, a direct message or a thread."""
    store = call.hub.store
    channel = _target(call)
    text, blocks = _content(call)
    thread = thread_of(call, channel)
    _one_a_second(call, channel)
    message = Message(
        store.next_ts(),
        channel.id,
        store.bot.id,
        text,
        blocks,
        attachments=call.decoded("attachments", "invalid_attachments") or [],
        thread_ts=thread,
        bot_id=store.bot_id,
        metadata=_metadata(call),
    )
    if thread is not None:
        store.thread(channel.id, thread)[0].thread_ts = thread
    store.post(message, "bot")
    return {"channel": channel.id, "ts": message.ts, "message": message.payload()}


@method("chat.postEphemeral", scope="chat:write")
def post_ephemeral(call: Call) -> Json:
    """Post for one person's eyes."""
    store = call.hub.store
    channel = call.channel(member=True)
    user = call.required("user")
    if user not in channel.members:
        raise ApiError("user_not_in_channel")
    text, blocks = _content(call)
    message = Message(
        store.next_ts(),
        channel.id,
        store.bot.id,
        text,
        blocks,
        thread_ts=thread_of(call, channel),
        bot_id=store.bot_id,
        visible_to=user,
    )
    store.post(message, "bot")
    return {"message_ts": message.ts}


@method("chat.update", scope="chat:write")
def update(call: Call) -> Json:
    """Change one of the app's own messages; blocks stay unless others (or `[]`) are given."""
    channel, message = call.own_message("cant_update_message")
    blocks = checked_blocks(call)
    text = call.arguments.get("text")
    if text is None and blocks is None:
        raise ApiError("no_text")
    if len(call.text("text")) > limits.UPDATE_TEXT_CHARACTERS:
        raise ApiError("msg_too_long")
    before = message.payload()
    if text is not None:
        message.text = call.text("text")
    if blocks is not None:
        message.blocks = blocks
        message.state = {}
    call.hub.store.changed(message, "bot", before=before)
    return {
        "channel": channel.id,
        "ts": message.ts,
        "text": message.text,
        "message": message.payload(),
    }


@method("chat.delete", scope="chat:write")
def delete(call: Call) -> Json:
    """Delete one of the app's own messages."""
    channel, message = call.own_message("cant_delete_message")
    call.hub.store.delete(message, "bot")
    return {"channel": channel.id, "ts": message.ts}


@method("chat.getPermalink")
def get_permalink(call: Call) -> Json:
    """A link to a message, which this workspace's page opens."""
    channel = call.channel()
    ts = call.required("message_ts")
    if not any(m.ts == ts and not m.ephemeral for m in channel.messages):
        raise ApiError("message_not_found")
    link = f"{call.hub.base_url}/archives/{channel.id}/p{ts.replace('.', '')}"
    return {"channel": channel.id, "permalink": link}
