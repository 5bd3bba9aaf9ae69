"""Shortcuts as people use them: entries at each message, and those of the whole workspace.

https://docs.slack.dev/interactivity/implementing-shortcuts
"""

from bot.workspace import payloads
from bot.workspace.deeds import Deed, Refused
from bot.workspace.delivery import Line, NotDelivered
from bot.workspace.hub import Hub
from bot.workspace.manifest import Shortcut
from bot.workspace.state import Channel, Json, Message
from bot.workspace.users import User


class Shortcuts:
    """What a person can start from a message's menu or from the shortcuts button."""

    def __init__(self, hub: Hub, line: Line):
        self.hub = hub
        self.line = line

    def of(self, kind: str) -> list[Shortcut]:
        """The declared shortcuts of a kind, `global` or `message`."""
        return [s for s in self.hub.manifest.shortcuts if s.kind == kind]

    def find(self, kind: str, wanted: str) -> Shortcut:
        """The shortcut that a callback id or a name means; raises Refused."""
        for shortcut in self.of(kind):
            if wanted in (shortcut.callback_id, shortcut.name):
                return shortcut
        there = ", ".join(s.name for s in self.of(kind)) or "none"
        raise Refused(f"There is no {kind} shortcut “{wanted}”; there is: {there}.")

    async def start(self, user: User, channel: Channel, wanted: str) -> Deed:
        """Start a global shortcut; its payload tells nothing of the channel one is in."""
        shortcut = self.find("global", wanted)
        deed = Deed.begin(self.hub)
        payload = payloads.shortcut(
            self.hub,
            user=user,
            callback_id=shortcut.callback_id,
            trigger=self.hub.store.hand_out_trigger(user.id, deed.interaction),
        )
        return await self._send(deed, payload, user, channel.id, None)

    async def start_at(self, user: User, message: Message, wanted: str) -> Deed:
        """Start a shortcut at a message that the person sees; ephemeral ones have no such menu."""
        if message.ephemeral:
            raise Refused("There are no shortcuts at messages that only you can see.")
        if message.deleted or user.id not in self.hub.store.audience(message):
            raise Refused("That message is no longer there.")
        shortcut = self.find("message", wanted)
        deed = Deed.begin(self.hub)
        payload = payloads.message_action(
            self.hub,
            user=user,
            callback_id=shortcut.callback_id,
            trigger=self.hub.store.hand_out_trigger(user.id, deed.interaction),
            message=message,
            response=self.hub.store.hand_out_response_url(
                user.id, message.channel, deed.interaction
            ),
        )
        return await self._send(deed, payload, user, message.channel, message.thread_ts)

    async def _send(
        self, deed: Deed, payload: Json, user: User, channel: str, thread_ts: str | None
    ) -> Deed:
        if not self.hub.manifest.interactive:
            raise Refused("This app is not configured to handle interactive responses.")
        try:
            await self.line.send("interactive", payload)
        except NotDelivered as problem:
            self.hub.store.notice(
                user.id,
                channel,
                f"This app is not responding (“{problem.error}”).",
                interaction=deed.interaction,
                thread_ts=thread_ts,
            )
            return deed.failed()
        return deed
