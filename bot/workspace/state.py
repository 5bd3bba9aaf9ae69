"""What a workspace holds: people, channels, messages, views and what was handed out for them.

Ids look like Slack's (`U…`, `C…`, `D…`, `V…`) and are given out in order, so that a run is
repeatable; those of events never come again, in no run. Nothing here talks to the network;
`store.py` looks things up and changes them.
"""

import mimetypes
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass(slots=True)
class Message:
    """A message in a channel, or an ephemeral one when `visible_to` names its only reader."""

    ts: str
    channel: str
    user: str
    text: str
    blocks: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    thread_ts: str | None = None
    bot_id: str | None = None
    visible_to: str | None = None
    subtype: str | None = None
    edited: str | None = None
    deleted: bool = False
    metadata: Json | None = None
    files: list[Json] = field(default_factory=list)
    reactions: dict[str, list[str]] = field(default_factory=dict)
    state: dict[str, dict[str, Json]] = field(default_factory=dict)

    @property
    def ephemeral(self) -> bool:
        """Whether only one person sees it."""
        return self.visible_to is not None

    @property
    def is_reply(self) -> bool:
        """Whether it stands in a thread and isn't the message that began it."""
        return self.thread_ts is not None and self.thread_ts != self.ts

    def payload(self) -> Json:
        """The message object as the Web API and the events show it."""
        shown: Json = {"type": "message", "user": self.user, "ts": self.ts, "text": self.text}
        for key in ("subtype", "bot_id", "thread_ts", "metadata"):
            if getattr(self, key) is not None:
                shown[key] = getattr(self, key)
        for key in ("blocks", "attachments", "files"):
            if getattr(self, key):
                shown[key] = getattr(self, key)
        if self.edited is not None:
            shown["edited"] = {"user": self.user, "ts": self.edited}
        if self.reactions:
            shown["reactions"] = [
                {"name": name, "users": list(users), "count": len(users)}
                for name, users in self.reactions.items()
            ]
        return shown


@dataclass(slots=True)
class Channel:
    """A public channel (`channel`), a private one (`group`) or a direct message (`im`)."""

    id: str
    name: str
    kind: str
    members: set[str]
    created: int
    topic: str = ""
    archived: bool = False
    messages: list[Message] = field(default_factory=list)

    def payload(self, viewer: str, *, shared: bool = False) -> Json:
        """The conversation object as `viewer` sees it; `shared` with other workspaces or not."""
        common: Json = {
            "id": self.id,
            "created": self.created,
            "is_archived": self.archived,
            "is_im": self.kind == "im",
            "is_mpim": False,
            "is_shared": shared,
            "is_ext_shared": shared,
            "is_org_shared": False,
        }
        if self.kind == "im":
            partner = next(iter(sorted(self.members - {viewer})), viewer)
            return common | {"user": partner, "is_open": True}
        return common | {
            "name": self.name,
            "name_normalized": self.name,
            "is_channel": self.kind == "channel",
            "is_group": self.kind == "group",
            "is_private": self.kind == "group",
            "is_member": viewer in self.members,
            "num_members": len(self.members),
            "topic": {"value": self.topic, "creator": "", "last_set": 0},
            "purpose": {"value": "", "creator": "", "last_set": 0},
        }


@dataclass(slots=True)
class View:
    """A modal in somebody's stack or somebody's App Home."""

    id: str
    user: str
    content: Json
    hash: str
    root: str
    previous: str | None = None
    values: dict[str, dict[str, Json]] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    notice: str | None = None

    @property
    def blocks(self) -> list[Json]:
        """Its blocks, with the ids the workspace gave to those that had none."""
        blocks: list[Json] = self.content["blocks"]
        return blocks

    def payload(self, *, team: str, app: str, bot: str) -> Json:
        """The full view object: `view_submission` without `type` or `state` breaks Bolt."""
        shown: Json = {
            "id": self.id,
            "team_id": team,
            "app_id": app,
            "app_installed_team_id": team,
            "bot_id": bot,
            "type": self.content["type"],
            "title": self.content.get("title")
            or {"type": "plain_text", "text": "View Title", "emoji": True},
            "submit": self.content.get("submit"),
            "close": self.content.get("close"),
            "blocks": self.blocks,
            "private_metadata": self.content.get("private_metadata", ""),
            "callback_id": self.content.get("callback_id", ""),
            "external_id": self.content.get("external_id", ""),
            "clear_on_close": self.content.get("clear_on_close", False),
            "notify_on_close": self.content.get("notify_on_close", False),
            "state": {"values": self.values},
            "hash": self.hash,
            "root_view_id": self.root,
            "previous_view_id": self.previous,
        }
        return shown


@dataclass(slots=True)
class Trigger:
    """A trigger id: opens one modal, within three seconds of the person's action."""

    id: str
    user: str
    made: float
    interaction: str
    used: bool = False


@dataclass(slots=True)
class ResponseUrl:
    """A response URL: five answers within thirty minutes, to one person in one channel."""

    token: str
    user: str
    channel: str
    made: float
    interaction: str
    message_ts: str | None = None
    used: int = 0


@dataclass(slots=True)
class File:
    """A file that the app uploads: announced, then sent, then shared."""

    id: str
    name: str
    size: int
    user: str
    token: str
    title: str = ""
    content: bytes | None = None
    channels: list[str] = field(default_factory=list)
    alt_text: str | None = None

    @property
    def mimetype(self) -> str:
        """What it is, by its name."""
        return mimetypes.guess_type(self.name)[0] or "application/octet-stream"

    @property
    def is_picture(self) -> bool:
        """Whether it is a picture that a page may show: none that could hold a script."""
        return self.mimetype in ("image/png", "image/jpeg", "image/gif", "image/webp")

    def payload(self) -> Json:
        """The file object of the Web API."""
        return {
            "id": self.id,
            "name": self.name,
            "mimetype": self.mimetype,
            "filetype": self.name.rpartition(".")[2].lower(),
            "title": self.title or self.name,
            "size": self.size,
            "user": self.user,
            "mode": "hosted",
            "channels": list(self.channels),
            "alt_txt": self.alt_text,
        }


@dataclass(slots=True)
class UserGroup:
    """A user group (`@editors`) and its members."""

    id: str
    handle: str
    name: str
    users: list[str]

    def payload(self, team: str) -> Json:
        """The user group object of the Web API."""
        return {
            "id": self.id,
            "team_id": team,
            "is_usergroup": True,
            "handle": self.handle,
            "name": self.name,
            "user_count": len(self.users),
            "date_delete": 0,
        }
