"""What the app says it is doing, the title of a thread, and prompts to click."""

from bot.workspace.api.core import ApiError, Call, method
from bot.workspace.journal import Kind
from bot.workspace.state import Channel, Json

PROMPTS_MAX = 4
SESSION_TITLE_MAX = 200
SESSION_STATUSES = ("active", "processing", "suspended", "closed")


def _tell(call: Call, kind: Kind, channel: Channel, data: Json) -> None:
    call.hub.journal.add(kind, "bot", channel.members, channel=channel.id, data=data)


@method("assistant.threads.setStatus", scope="assistant:write|chat:write")
def set_status(call: Call) -> Json:
    """A line such as “is looking through the archive…”; an empty one takes it away."""
    channel = call.channel("channel_id", member=True)
    data = {
        "thread_ts": call.text("thread_ts"),
        "status": call.text("status"),
        "loading_messages": call.decoded("loading_messages", "invalid_arguments") or [],
    }
    _tell(call, "status", channel, data)
    return {}


@method("assistant.threads.setTitle", scope="assistant:write")
def set_title(call: Call) -> Json:
    """A conversation's title."""
    channel = call.channel("channel_id", member=True)
    data = {"thread_ts": call.required("thread_ts"), "title": call.required("title")}
    _tell(call, "title", channel, data)
    return {}


@method("assistant.threads.setSuggestedPrompts", scope="assistant:write")
def set_suggested_prompts(call: Call) -> Json:
    """Prompts under a conversation, each with a title and the message it sends."""
    channel = call.channel("channel_id", member=True)
    prompts = call.decoded("prompts", "invalid_arguments") or []
    fine = isinstance(prompts, list) and all(
        isinstance(p, dict) and p.get("title") and p.get("message") for p in prompts
    )
    if not fine or not 0 < len(prompts) <= PROMPTS_MAX:
        raise ApiError("invalid_arguments")
    if call.hub.manifest.agent and call.text("thread_ts"):
        # An agent's prompts stand in no thread; Slack says ok and shows nothing.
        return {}
    data = {
        "thread_ts": call.text("thread_ts"),
        "title": call.text("title"),
        "prompts": prompts,
    }
    call.hub.store.prompts[channel.id] = data
    _tell(call, "prompts", channel, data)
    return {}


@method("agents.sessions.setStatus", scope="chat:write")
def set_session_status(call: Call) -> Json:
    """How it stands with a thread that the app works in; its first status may bring its title."""
    channel = call.channel("channel_id", member=True)
    thread, status = call.required("thread_ts"), call.required("status")
    title = call.text("title")
    if status not in SESSION_STATUSES or len(title) > SESSION_TITLE_MAX:
        raise ApiError("invalid_arguments")
    if not call.hub.store.thread(channel.id, thread):
        raise ApiError("thread_not_found")
    titles = call.hub.store.titles
    if title and (channel.id, thread) not in titles:
        titles[channel.id, thread] = title
        _tell(call, "title", channel, {"thread_ts": thread, "title": title})
    return {"status": status, "title": titles.get((channel.id, thread), "")}
