"""Links to an app's own domains: when the app is told of them, and in which message.

https://docs.slack.dev/reference/events/link_shared
"""

import uuid

from bot.workspace.hub import Hub
from bot.workspace.journal import Entry
from bot.workspace.state import Json, Message
from bot.workspace.typed import links_in

COMPOSER = "COMPOSER"  # where a message stands that was not sent yet


def covered(url: str, domains: tuple[str, ...]) -> str | None:
    """The domain of the manifest that an address belongs to: the domain itself or one below."""
    host = url.partition("://")[2].partition("/")[0].partition("?")[0].rpartition("@")[2]
    name = host.partition(":")[0].lower()
    return next((d for d in domains if name == d or name.endswith(f".{d}")), None)


def _own(hub: Hub, message: Message) -> list[Json]:
    """The message's links to domains of the manifest."""
    known = [(covered(url, hub.manifest.unfurl_domains), url) for url in links_in(message.text)]
    return [{"domain": domain, "url": url} for domain, url in known if domain is not None]


def of_entry(hub: Hub, entry: Entry) -> Json | None:
    """The event of a message that somebody posted, also where the app is no member."""
    message, channel = entry.message, hub.store.channels.get(entry.channel or "")
    if entry.kind != "message" or entry.actor != "person" or message is None or channel is None:
        return None
    links = _own(hub, message)
    if not links:
        return None
    unfurl_id = f"{channel.id}.{message.ts}.{uuid.uuid4().hex}"
    hub.store.unfurls[unfurl_id] = message
    event: Json = {
        "type": "link_shared",
        "channel": channel.id,
        "is_bot_user_member": hub.store.bot.id in channel.members,
        "user": message.user,
        "message_ts": message.ts,
        "unfurl_id": unfurl_id,
        "source": "conversations_history",
        "links": links,
        "event_ts": message.ts,
    }
    if message.is_reply:
        event["thread_ts"] = message.thread_ts
    return event


def of_draft(hub: Hub, draft: Message) -> Json | None:
    """The event of a message that is still being typed: it has no channel, only an unfurl id."""
    links = _own(hub, draft)
    if not links:
        return None
    hub.store.unfurls[draft.ts] = draft
    return {
        "type": "link_shared",
        "channel": COMPOSER,
        "is_bot_user_member": True,
        "user": draft.user,
        "message_ts": draft.ts,
        "unfurl_id": draft.ts,
        "source": "composer",
        "links": links,
        "event_ts": hub.store.next_ts(),
    }
