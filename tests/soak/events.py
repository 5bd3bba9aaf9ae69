"""Events as Slack sends them: those the app has subscribed to, and those that it has not."""

import random
from typing import Any

from bot.workspace import Message, Person, eventpayloads, payloads, typed
from bot.workspace.hub import Hub
from tests.soak import texts
from tests.soak.hands import Hand
from tests.soak.harvest import Pool

Json = dict[str, Any]

SUBTYPES = (
    "message_changed", "message_deleted", "channel_join", "bot_message", "file_share",
    "thread_broadcast", "me_message", "channel_topic", "ekm_access_denied", "reply_broadcast",
    "channel_archive", "huddle_thread", "assistant_app_thread", "tombstone", "",
)  # fmt: skip
_ELSEWHERE = (
    "reaction_added", "reaction_removed", "member_joined_channel", "member_left_channel",
    "channel_created", "channel_rename", "channel_deleted", "channel_unarchive", "channel_left",
    "channel_archive", "group_left", "group_archive", "file_shared", "file_public", "team_join",
    "user_change", "emoji_changed", "pin_added", "star_added", "subteam_updated", "im_created",
    "app_requested", "app_rate_limited", "workflow_step_execute", "function_executed",
    "assistant_thread_started", "assistant_thread_context_changed", "call_rejected", "link_shared",
    "message_metadata_posted", "team_domain_change", "grid_migration_finished", "invite_requested",
    "shared_channel_invite_accepted", "tokens_revoked", "no_such_event", "message.im", "",
)  # fmt: skip
"""Types of events; `link_shared` comes without sites, too."""


def spoken(dice: random.Random, hub: Hub, pool: Pool, person: Person, text: str) -> Json:
    """Somebody speaks to the bot, in a channel or directly."""
    direct = dice.random() < 0.5
    channel = (
        hub.store.direct(person.id) if direct else hub.store.channels[dice.choice(pool.channels)]
    )
    shown = typed.escape(text) if dice.random() < 0.7 else text
    said = shown if direct else f"<@{hub.store.bot.id}> {shown}"
    message = Message(Hand.TS, channel.id, person.id, said)
    event = eventpayloads.message_event(hub, message, channel)
    if not direct:
        event["type"] = "app_mention"
        del event["channel_type"]
    return eventpayloads.event_callback(hub, event, Hand.EVENT)


def made(dice: random.Random, hub: Hub, pool: Pool) -> Json:
    """Any other event."""
    person = dice.choice(pool.people)
    pick = dice.random()
    if pick < 0.35:
        event = _message(dice, hub, pool, person)
    elif pick < 0.5:
        event = _home(dice, hub, pool, person)
    else:
        event = _other(dice, hub, pool, person)
    return eventpayloads.event_callback(hub, event, Hand.EVENT)


def _message(dice: random.Random, hub: Hub, pool: Pool, person: Person) -> Json:
    """A message of a subtype, or one that nobody addresses to the bot."""
    channel = hub.store.channels[dice.choice(pool.channels)]
    if dice.random() < 0.3:
        channel = hub.store.direct(person.id)
    inner = {"type": "message", "user": person.id, "ts": Hand.TS, "text": texts.message(dice)}
    return {
        "type": "message",
        "subtype": dice.choice(SUBTYPES),
        "channel": channel.id,
        "channel_type": channel.kind,
        "user": person.id,
        "text": texts.message(dice),
        "ts": Hand.TS,
        "event_ts": Hand.TS,
        "message": inner,
        "previous_message": inner,
        "bot_id": dice.choice((None, "B00000009", hub.store.bot_id)),
        "edited": dice.choice((None, {"user": person.id, "ts": "1.0"})),
    }


def _home(dice: random.Random, hub: Hub, pool: Pool, person: Person) -> Json:
    event: Json = {
        "type": "app_home_opened",
        "user": person.id,
        "channel": hub.store.direct(person.id).id,
        "tab": dice.choice(("home", "messages", "about", "")),
        "event_ts": Hand.TS,
    }
    homes = [view for view in pool.views if view.content["type"] == "home"]
    if homes and dice.random() < 0.5:
        event["view"] = payloads.view_payload(hub, homes[0])
    return event


def _other(dice: random.Random, hub: Hub, pool: Pool, person: Person) -> Json:
    channel = dice.choice((*pool.channels[:2], "C0NOWHERE", "G0NOWHERE", {"id": "C1"}))
    return {
        "type": dice.choice(_ELSEWHERE),
        "user": dice.choice((person.id, {"id": person.id}, None, "U0NOBODY")),
        "channel": channel,
        "item": {"type": "message", "channel": pool.channels[0], "ts": "1.000001"},
        "item_user": person.id,
        "reaction": "tada",
        "links": [{"url": f"https://{texts.SITE}/a", "domain": texts.SITE}],
        "message_ts": "1.000001",
        "unfurl_id": "C1.1.x",
        "source": dice.choice(("conversations_history", "composer", 5)),
        "assistant_thread": {
            "user_id": person.id,
            "context": {},
            "channel_id": hub.store.direct(person.id).id,
            "thread_ts": "1.000001",
        },
        "tokens": {"oauth": [], "bot": [hub.store.bot.id]},
        "event_ts": Hand.TS,
    }
