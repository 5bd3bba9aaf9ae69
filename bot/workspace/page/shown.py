"""What the page is told: the whole of one person's workspace, then each thing that happens."""

from typing import Any

from bot.workspace import payloads
from bot.workspace.api import files
from bot.workspace.hub import Hub
from bot.workspace.journal import Entry
from bot.workspace.state import Channel, Json, Message, View
from bot.workspace.users import User

MESSAGES_KEPT = 300  # of a channel, for a page that is opened late


def with_files(hub: Hub, content: Any) -> Any:
    """Blocks in which each image of a Slack file has the file's address."""
    if isinstance(content, list):
        return [with_files(hub, one) for one in content]
    if not isinstance(content, dict):
        return content
    filled = {key: with_files(hub, value) for key, value in content.items()}
    file = hub.store.files.get((filled.get("slack_file") or {}).get("id", ""))
    if file is not None:
        filled["slack_file"]["url"] = files.shown(hub, file)["url_private"]
    return filled


def message(hub: Hub, shown: Message) -> Json:
    """A message with what the page needs beyond Slack's own fields."""
    payload: Json = with_files(hub, shown.payload())
    return payload | {
        "channel": shown.channel,
        "ephemeral": shown.ephemeral,
        "reply": shown.is_reply,
        "state": shown.state,
    }


def view(hub: Hub, shown: View) -> Json:
    """A modal or home with the complaints that stand in it."""
    payload = payloads.view_payload(hub, shown)
    return payload | {
        "blocks": with_files(hub, shown.blocks),
        "errors": shown.errors,
        "notice": shown.notice,
    }


def stack(hub: Hub, user: str) -> list[Json]:
    """A person's open modals, the top one last."""
    return [view(hub, one) for one in hub.store.stacks.get(user, [])]


def home(hub: Hub, user: str) -> Json | None:
    """A person's App Home, once the app published one."""
    shown = hub.store.homes.get(user)
    return None if shown is None else view(hub, shown)


def channel(hub: Hub, shown: Channel, viewer: str) -> Json:
    """A channel with what this person sees of it."""
    visible = [m for m in shown.messages if viewer in hub.store.audience(m)]
    return {
        "id": shown.id,
        "name": shown.name,
        "kind": shown.kind,
        "topic": shown.topic,
        "members": len(shown.members),
        "has_app": hub.store.bot.id in shown.members,
        "messages": [message(hub, m) for m in visible[-MESSAGES_KEPT:]],
        "prompts": hub.store.prompts.get(shown.id),
        "titles": {ts: told for (one, ts), told in hub.store.titles.items() if one == shown.id},
    }


def everything(hub: Hub, me: User, suggestions: list[str], online: bool) -> Json:
    """All that the page shows to `me`, as it stands now."""
    store, manifest = hub.store, hub.manifest
    return {
        "kind": "state",
        "me": me.id,
        "team": store.team_name,
        "app": {
            "name": store.bot.real_name,
            "user": store.bot.id,
            "description": manifest.description,
            "home_tab": manifest.home_tab,
            "messages_tab": manifest.messages_tab,
            "read_only": manifest.messages_read_only,
            "online": online,
        },
        "users": [
            {
                "id": u.id,
                "name": u.name,
                "real_name": u.real_name,
                "bot": u.is_bot,
                "guest": u.guest,
                "stranger": u.is_stranger,
                "team": next((n for n, i in store.other_teams.items() if i == u.team), None),
            }
            for u in store.users.values()
        ],
        "groups": [{"id": g.id, "handle": g.handle} for g in store.groups.values()],
        "channels": [channel(hub, c, me.id) for c in store.channels.values() if me.id in c.members],
        "commands": [
            {"name": c.name, "description": c.description, "usage_hint": c.usage_hint}
            for c in manifest.commands.values()
        ],
        "shortcuts": [
            {
                "callback_id": s.callback_id,
                "kind": s.kind,
                "name": s.name,
                "description": s.description,
            }
            for s in manifest.shortcuts
        ],
        "suggestions": suggestions,
        "stack": stack(hub, me.id),
        "home": home(hub, me.id),
    }


def update(hub: Hub, entry: Entry, me: User) -> Json | None:
    """What one entry changes for `me`; None when it is nothing to see."""
    if entry.kind == "presence":
        return {"kind": "presence", "online": entry.data["online"]}
    if me.id not in entry.audience:
        return None
    told: Json = {"kind": entry.kind, "actor": entry.actor, "channel": entry.channel}
    if entry.kind in ("view", "view_closed"):
        return told | {"kind": "stack", "stack": stack(hub, me.id)}
    if entry.kind == "home":
        return told | {"home": home(hub, me.id)}
    if entry.message is not None:
        return told | {"message": message(hub, entry.message)}
    if entry.kind == "membership" and entry.channel is not None:
        return told | {"channel": channel(hub, hub.store.channels[entry.channel], me.id)}
    return told | {"data": entry.data}
