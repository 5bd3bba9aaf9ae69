"""The workspace's state and the few ways it changes; each visible change goes to the journal."""

import secrets
from collections import Counter
from collections.abc import Iterable
from typing import Any

from bot.workspace.clock import Clock
from bot.workspace.journal import Actor, Journal
from bot.workspace.state import (
    Channel,
    File,
    Json,
    Message,
    ResponseUrl,
    Trigger,
    UserGroup,
    View,
)
from bot.workspace.users import User

TRIGGER_SECONDS = 3.0
RESPONSE_URL_SECONDS = 30 * 60.0
RESPONSE_URL_USES = 5
VIEW_STACK_MAX = 3


class Unknown(LookupError):
    """No such user, channel or message; the message lists what there is."""


class Store:
    """Users, channels, messages, views, files and what was handed out for them."""

    def __init__(
        self, clock: Clock, journal: Journal, *, team: str, bot: str, beside: "Store | None" = None
    ):
        """A workspace called `team`; `beside` another its ids differ and the app is the same."""
        self.clock = clock
        self.journal = journal
        self._counts: Counter[str] = Counter() if beside is None else beside._counts
        self._run = secrets.token_hex(4).upper()
        self._last_ts = 0
        self.team_name = team
        self.team_domain = team.lower().replace(" ", "-")
        self.team_id = self.new_id("T")
        self.app_id: str = self.new_id("A") if beside is None else beside.app_id
        self.bot_id = self.new_id("B")
        self.users: dict[str, User] = {}
        self.channels: dict[str, Channel] = {}
        self.groups: dict[str, UserGroup] = {}
        self.files: dict[str, File] = {}
        self.homes: dict[str, View] = {}
        self.stacks: dict[str, list[View]] = {}
        self.triggers: dict[str, Trigger] = {}
        self.response_urls: dict[str, ResponseUrl] = {}
        self.unfurls: dict[str, Message] = {}
        self.other_teams: dict[str, str] = {}
        self.prompts: dict[str, Json] = {}
        self.titles: dict[tuple[str, str], str] = {}
        self.bot = self.add_user(bot.lower().replace(" ", ""), bot, bot_id=self.bot_id)
        self.slackbot = User("USLACKBOT", "slackbot", "Slackbot", is_bot=True)
        self.users[self.slackbot.id] = self.slackbot

    # Ids and times

    def new_id(self, prefix: str) -> str:
        """The next id of a kind: `U00000001`, `C00000001`, …"""
        self._counts[prefix] += 1
        return f"{prefix}{self._counts[prefix]:08d}"

    def new_event_id(self) -> str:
        """An event's id, like Slack's never given twice: not by a later run either.

        The app keeps what it has dealt with across restarts, and would take the events of a new
        run for deliveries that come again.
        """
        return self.new_id(f"Ev{self._run}")

    def next_ts(self) -> str:
        """A message timestamp, later than every one before it."""
        self._last_ts = max(self._last_ts + 1, int(self.clock.now() * 1_000_000))
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    # People and channels

    def add_user(
        self, name: str, real_name: str = "", *, bot_id: str | None = None, **more: Any
    ) -> User:
        """A new person (or, with a bot id, the app's bot user); `more` are fields of `User`."""
        user = User(
            self.new_id("U"),
            name,
            real_name or name.title(),
            bot_id is not None,
            bot_id=bot_id,
            **more,
        )
        self.users[user.id] = user
        return user

    def other_team(self, name: str) -> str:
        """The id of somebody else's workspace, the same for the same name."""
        if name not in self.other_teams:
            self.other_teams[name] = self.new_id("T")
        return self.other_teams[name]

    def is_shared(self, channel: Channel) -> bool:
        """Whether people of other workspaces are in a channel (Slack Connect)."""
        return any(self.users[member].is_stranger for member in channel.members)

    def add_channel(
        self, name: str, members: Iterable[str], *, private: bool = False, topic: str = ""
    ) -> Channel:
        """A new public or private channel with these members (user ids)."""
        kind = "group" if private else "channel"
        channel = Channel(
            self.new_id("C"), name, kind, set(members), int(self.clock.now()), topic=topic
        )
        self.channels[channel.id] = channel
        return channel

    def find_user(self, who: str) -> User:
        """A user by id or name; raises Unknown."""
        wanted = who.lstrip("@").lower()
        for user in self.users.values():
            if user.id == who or wanted in (user.name.lower(), user.real_name.lower()):
                return user
        names = ", ".join(u.name for u in self.users.values())
        raise Unknown(f"no user “{who}” in this workspace; there are: {names}")

    def find_channel(self, where: str) -> Channel:
        """A channel by id or name; raises Unknown."""
        wanted = where.lstrip("#")
        for channel in self.channels.values():
            if channel.id == where or (channel.name == wanted and channel.kind != "im"):
                return channel
        names = ", ".join(c.name for c in self.channels.values() if c.kind != "im")
        raise Unknown(f"no channel “{where}” in this workspace; there are: {names}")

    def direct(self, user: str) -> Channel:
        """The direct message between a user and the app, opened when there is none yet."""
        members = {user, self.bot.id}
        for channel in self.channels.values():
            if channel.kind == "im" and channel.members == members:
                return channel
        channel = Channel(self.new_id("D"), "directmessage", "im", members, int(self.clock.now()))
        self.channels[channel.id] = channel
        return channel

    def find_message(self, channel: str, ts: str) -> Message:
        """A message that is still there; raises Unknown."""
        for message in self.channels[channel].messages:
            if message.ts == ts and not message.deleted:
                return message
        raise Unknown(f"no message {ts} in {channel}")

    def thread(self, channel: str, thread_ts: str) -> list[Message]:
        """A thread's messages, the one that began it first; ephemerals left out."""
        return [
            m
            for m in self.channels[channel].messages
            if thread_ts in (m.ts, m.thread_ts) and not m.deleted and not m.ephemeral
        ]

    # Messages

    def audience(self, message: Message) -> frozenset[str]:
        """Who can see a message: its only reader, or the channel's members."""
        if message.visible_to is not None:
            return frozenset({message.visible_to})
        return frozenset(self.channels[message.channel].members)

    def post(self, message: Message, actor: Actor, *, interaction: str | None = None) -> Message:
        """Add a message to its channel."""
        self.channels[message.channel].messages.append(message)
        self.journal.add(
            "message",
            actor,
            self.audience(message),
            channel=message.channel,
            message=message,
            interaction=interaction,
        )
        return message

    def changed(
        self,
        message: Message,
        actor: Actor,
        *,
        interaction: str | None = None,
        before: Json | None = None,
        edited: bool = True,
    ) -> None:
        """Record that a message now reads differently (`before` is its old payload).

        What is added below it is no edit of what somebody wrote: `edited=False`.
        """
        if edited:
            message.edited = self.next_ts()
        self.journal.add(
            "changed",
            actor,
            self.audience(message),
            channel=message.channel,
            message=message,
            interaction=interaction,
            data={"before": before or {}},
        )

    def delete(self, message: Message, actor: Actor, *, interaction: str | None = None) -> None:
        """Remove a message from its channel."""
        message.deleted = True
        self.channels[message.channel].messages.remove(message)
        self.journal.add(
            "deleted",
            actor,
            self.audience(message),
            channel=message.channel,
            message=message,
            interaction=interaction,
        )

    def notice(
        self,
        user: str,
        channel: str,
        text: str,
        *,
        interaction: str | None = None,
        thread_ts: str | None = None,
    ) -> Message:
        """A word from Slack itself that only one person sees."""
        who = self.slackbot.id
        message = Message(self.next_ts(), channel, who, text, visible_to=user, thread_ts=thread_ts)
        return self.post(message, "slack", interaction=interaction)

    # Views

    def top_view(self, user: str) -> View | None:
        """The modal a person looks at, if one is open."""
        stack = self.stacks.get(user)
        return stack[-1] if stack else None

    def find_view(self, view_id: str) -> View | None:
        """An open modal or published home by id or external id."""
        views = [v for stack in self.stacks.values() for v in stack] + list(self.homes.values())
        for view in views:
            if view_id in (view.id, view.content.get("external_id") or None):
                return view
        return None

    def show_view(self, view: View, how: str, actor: Actor, interaction: str | None) -> None:
        """Record that a person's modal was opened, pushed or updated."""
        self.journal.add(
            "view", actor, {view.user}, view=view, interaction=interaction, data={"how": how}
        )

    def drop_views(self, user: str, *, everything: bool) -> list[View]:
        """Close the top modal, or the whole stack; what is gone, top first."""
        stack = self.stacks.get(user, [])
        gone = stack[::-1] if everything else stack[-1:]
        self.stacks[user] = [] if everything else stack[:-1]
        if gone:
            self.journal.add(
                "view_closed", "person", {user}, view=gone[0], data={"all": everything}
            )
        return gone

    # What is handed out with an action

    def hand_out_trigger(self, user: str, interaction: str) -> str:
        """A fresh trigger id for a person's action."""
        now = self.clock.now()
        self.triggers = {k: t for k, t in self.triggers.items() if now - t.made < 60}
        trigger = f"{int(now * 1000)}.{self.team_id}.{secrets.token_hex(16)}"
        self.triggers[trigger] = Trigger(trigger, user, now, interaction)
        return trigger

    def hand_out_response_url(
        self,
        user: str,
        channel: str,
        interaction: str,
        *,
        message_ts: str | None = None,
    ) -> ResponseUrl:
        """A fresh response URL for a person's action in a channel."""
        now = self.clock.now()
        self.response_urls = {
            k: r for k, r in self.response_urls.items() if now - r.made < 2 * RESPONSE_URL_SECONDS
        }
        handed = ResponseUrl(secrets.token_urlsafe(18), user, channel, now, interaction, message_ts)
        self.response_urls[handed.token] = handed
        return handed
