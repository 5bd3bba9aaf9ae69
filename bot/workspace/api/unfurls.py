"""`chat.unfurl`: what the app shows below a link that somebody posted.

https://docs.slack.dev/messaging/unfurling-links-in-messages
"""

from typing import Any

from bot.workspace.api.chat import check_message_blocks
from bot.workspace.api.core import ApiError, Call, method
from bot.workspace.links import COMPOSER, covered
from bot.workspace.state import Json, Message
from bot.workspace.typed import links_in

HISTORY = "conversations_history"


@method("chat.unfurl", scope="links:write")
def unfurl(call: Call) -> Json:
    """Show something below links of a message; a later call for the same link changes it."""
    message = _message(call)
    unfurls = call.decoded("unfurls", "invalid_unfurls_format")
    if not unfurls:
        raise ApiError("missing_unfurls")
    if not isinstance(unfurls, dict):
        raise ApiError("invalid_unfurls_format")
    shown = {url: _attachment(call, message, url, one) for url, one in unfurls.items()}
    before = message.payload()
    kept = [a for a in message.attachments if a.get("from_url") not in shown]
    message.attachments = [
        attachment | {"id": number} for number, attachment in enumerate([*kept, *shown.values()], 1)
    ]
    if message.channel == COMPOSER:
        call.hub.journal.add("draft", "bot", {message.user}, message=message)
    else:
        call.hub.store.changed(message, "bot", before=before, edited=False)
    return {}


def _message(call: Call) -> Message:
    """The message that is meant, by its own address or by what `link_shared` told."""
    store = call.hub.store
    if call.text("unfurl_id"):
        message = store.unfurls.get(call.text("unfurl_id"))
        source = "composer" if message is not None and message.channel == COMPOSER else HISTORY
        if call.text("source") not in ("composer", HISTORY):
            raise ApiError("missing_source")
        if message is None or message.deleted or call.text("source") != source:
            raise ApiError("cannot_find_message")
        return message
    channel_id, ts = call.text("channel"), call.text("ts")
    if not channel_id:
        raise ApiError("missing_channel")
    if not ts:
        raise ApiError("missing_ts")
    channel = store.channels.get(channel_id)
    if channel is None:
        raise ApiError("cannot_find_channel")
    for message in channel.messages:
        if message.ts == ts and not message.ephemeral:
            return message
    raise ApiError("cannot_find_message")


def _attachment(call: Call, message: Message, url: str, content: Any) -> Json:
    """What is shown below one link, as the message keeps it."""
    if url not in links_in(message.text):
        raise ApiError("cannot_unfurl_message")
    if covered(url, call.hub.manifest.unfurl_domains) is None:
        raise ApiError("cannot_unfurl_url")
    if not isinstance(content, dict) or not (content.get("blocks") or content.get("text")):
        raise ApiError("invalid_unfurls_format")
    attachment = dict(content)
    if content.get("blocks"):
        attachment["blocks"] = check_message_blocks(call.hub, content["blocks"])
    return attachment | {
        "from_url": url,
        "app_unfurl_url": url,
        "is_app_unfurl": True,
        "app_id": call.hub.store.app_id,
        "bot_id": call.hub.store.bot_id,
    }
