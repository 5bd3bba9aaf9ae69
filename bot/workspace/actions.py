"""What people do in the workspace, as Slack's client and servers carry it out.

Both the tests' people (`people.py`) and the page (`page/`) come through here, so that a click in a
browser and a click in a test send the app the same payload.
"""

import uuid
from typing import Any

from bot.workspace import choosing, links, payloads, responses, typed
from bot.workspace.api.conversations import joined_event
from bot.workspace.api.core import ApiError
from bot.workspace.api.reactions import react
from bot.workspace.deeds import Deed, Refused
from bot.workspace.delivery import Line, NotDelivered
from bot.workspace.events import Events
from bot.workspace.hub import Hub
from bot.workspace.modals import Modals
from bot.workspace.shortcuts import Shortcuts
from bot.workspace.state import Channel, Json, Message, View
from bot.workspace.users import User


class Actions:
    """Everything a person can do."""

    def __init__(self, hub: Hub, line: Line, events: Events):
        self.hub = hub
        self.line = line
        self.events = events
        self.modals = Modals(hub, line)
        self.shortcuts = Shortcuts(hub, line)

    # Messages

    def say(self, user: User, channel: Channel, text: str, thread_ts: str | None = None) -> Message:
        """Post what somebody typed; `@name` and `#channel` become mentions."""
        self._must_be_in(user, channel)
        if not text.strip():
            raise Refused("There is nothing to send yet.")
        store = self.hub.store
        if channel.kind == "im" and self.hub.manifest.messages_read_only:
            raise Refused("Sending messages to this app has been turned off.")
        if thread_ts is not None:
            thread = store.thread(channel.id, thread_ts)
            if not thread:
                raise Refused("That message is no longer there.")
            thread_ts = thread[0].thread_ts = thread[0].ts
        encoded = typed.encode(self.hub.store, text)
        message = Message(
            store.next_ts(),
            channel.id,
            user.id,
            encoded,
            typed.rich_text_of(encoded),
            thread_ts=thread_ts,
        )
        store.post(message, "person")
        self._offer_invitation(user, channel, encoded, thread_ts)
        return message

    def compose(self, user: User, text: str) -> Message:
        """Type a message and don't send it: the app hears of its links already."""
        encoded = typed.encode(self.hub.store, text)
        draft = Message(f"{user.id}-{uuid.uuid4()}", links.COMPOSER, user.id, encoded)
        event = links.of_draft(self.hub, draft)
        if event is not None:
            self.events.emit(event)
        return draft

    def _offer_invitation(
        self, user: User, channel: Channel, text: str, thread_ts: str | None
    ) -> None:
        """Slackbot's hint when the app is mentioned where it isn't a member."""
        bot = self.hub.store.bot
        if f"<@{bot.id}>" in text and bot.id not in channel.members:
            self.hub.store.notice(
                user.id,
                channel.id,
                f"You mentioned <@{bot.id}>, but they’re not in this channel. "
                f"Add them with `/invite @{bot.real_name}`.",
                thread_ts=thread_ts,
            )

    def invite(self, user: User, channel: Channel) -> None:
        """Bring the app into a channel."""
        self._must_be_in(user, channel)
        store = self.hub.store
        if user.guest is not None or user.is_stranger:
            raise Refused("Guests and people of other workspaces can't add apps.")
        if store.bot.id in channel.members:
            raise Refused(f"{store.bot.real_name} is already in this channel.")
        channel.members.add(store.bot.id)
        event = joined_event(channel, store.bot.id, store.team_id, store.next_ts())
        self.hub.journal.add(
            "membership",
            "person",
            channel.members,
            channel=channel.id,
            data=event | {"inviter": user.id},
        )

    def react(self, user: User, message: Message, name: str, *, add: bool = True) -> None:
        """React to a message, or take the reaction back."""
        try:
            react(self.hub, message, user.id, name, "person", add=add)
        except ApiError as problem:
            raise Refused(problem.error) from None

    # Slash commands

    async def command(
        self,
        user: User,
        channel: Channel,
        command: str,
        text: str = "",
        thread_ts: str | None = None,
    ) -> Deed:
        """Run a slash command; what goes wrong is shown to the person as Slack shows it."""
        self._must_be_in(user, channel)
        store = self.hub.store
        deed = Deed.begin(self.hub)
        declared = self.hub.manifest.commands.get(command) if self.hub.installed else None
        trouble = self._trouble(command, declared is not None, thread_ts)
        if trouble is not None:
            store.notice(
                user.id, channel.id, trouble, interaction=deed.interaction, thread_ts=thread_ts
            )
            return deed
        assert declared is not None
        response = store.hand_out_response_url(user.id, channel.id, deed.interaction)
        payload = payloads.slash_command(
            self.hub,
            user=user,
            channel=channel,
            command=command,
            text=typed.encode(self.hub.store, text)
            if declared.should_escape
            else typed.escape(text),
            trigger=store.hand_out_trigger(user.id, deed.interaction),
            response=response,
        )
        try:
            answer = await self.line.send("slash_commands", payload)
            if answer and (answer.get("text") or answer.get("blocks")):
                responses.answer(self.hub, response, answer)
        except (NotDelivered, ApiError) as problem:
            store.notice(
                user.id,
                channel.id,
                f"{command} failed with the error “{problem.error}”",
                interaction=deed.interaction,
            )
            return deed.failed()
        return deed

    def _trouble(self, command: str, declared: bool, thread_ts: str | None) -> str | None:
        """Why Slack itself refuses a command, if it does."""
        if not declared:
            return (
                f"{command} is not a valid command. Whatever starts with “/” is taken for a "
                "command; put a space before the “/” to send it as a message."
            )
        if thread_ts is not None:
            return f"{command} is not supported in threads. Sorry!"
        return None

    # Clicks and choices

    async def act(
        self, user: User, place: Message | View, found: choosing.Found, wanted: Any = None
    ) -> Deed:
        """Click a button, or choose or type something that the app is told of at once."""
        store = self.hub.store
        deed = Deed.begin(self.hub)
        ts = store.next_ts()
        action = choosing.action_of(found, ts, wanted)
        choosing.remember(place, found, wanted)
        if not self.dispatches(place, found):
            return deed
        shown_to = found.element.get("visible_to_user_ids")
        if shown_to and user.id not in shown_to:
            raise Refused("That button is not shown to you.")
        if not self.hub.manifest.interactive:
            raise Refused("This app is not configured to handle interactive responses.")
        trigger = store.hand_out_trigger(user.id, deed.interaction)
        if isinstance(place, View):
            payload = payloads.block_actions(
                self.hub, user=user, trigger=trigger, action=action, view=place
            )
        else:
            self._must_see(user, place)
            response = store.hand_out_response_url(
                user.id,
                place.channel,
                deed.interaction,
                message_ts=place.ts,
            )
            payload = payloads.block_actions(
                self.hub,
                user=user,
                trigger=trigger,
                action=action,
                message=place,
                response=response,
                unfurl=choosing.unfurl_of(place, found),
            )
        return await self._interact(deed, payload, place, user)

    async def _interact(self, deed: Deed, payload: Json, place: Message | View, user: User) -> Deed:
        try:
            await self.line.send("interactive", payload)
        except NotDelivered as problem:
            if isinstance(place, View):
                self.modals.complain(place, deed)
            else:
                self.hub.store.notice(
                    user.id,
                    place.channel,
                    f"This app is not responding (“{problem.error}”).",
                    interaction=deed.interaction,
                    thread_ts=place.thread_ts,
                )
            return deed.failed()
        return deed

    @staticmethod
    def dispatches(place: Message | View, found: choosing.Found) -> bool:
        """Whether the app is told: inputs wait for the submission unless they say otherwise."""
        return found.block["type"] != "input" or bool(found.block.get("dispatch_action"))

    async def suggest(
        self, user: User, place: Message | View, found: choosing.Found, query: str
    ) -> list[Json]:
        """The options an external select offers for what was typed; none when the app is late."""
        if len(query) < found.element.get("min_query_length", 3):
            return []
        payload = payloads.block_suggestion(
            self.hub,
            user=user,
            block_id=found.block["block_id"],
            action_id=found.element["action_id"],
            query=query,
            message=place if isinstance(place, Message) else None,
            view=place if isinstance(place, View) else None,
        )
        try:
            answer = await self.line.send("interactive", payload) or {}
        except NotDelivered:
            return []
        return _offered(answer)

    # App Home

    def open_home(self, user: User, tab: str = "home") -> None:
        """Open the app's Home or Messages tab."""
        store, manifest = self.hub.store, self.hub.manifest
        if not (manifest.home_tab if tab == "home" else manifest.messages_tab):
            raise Refused(f"This app has no {tab.title()} tab.")
        event: Json = {
            "type": "app_home_opened",
            "user": user.id,
            "channel": store.direct(user.id).id,
            "tab": tab,
            "event_ts": store.next_ts(),
        }
        home = store.homes.get(user.id)
        if home is not None and tab == "home":
            event["view"] = payloads.view_payload(self.hub, home)
        self.events.emit(event)

    # Common

    @staticmethod
    def _must_be_in(user: User, channel: Channel) -> None:
        if user.id not in channel.members:
            raise Refused("You are not in that channel.")

    def _must_see(self, user: User, message: Message) -> None:
        if message.deleted or user.id not in self.hub.store.audience(message):
            raise Refused("That message is no longer there.")


def _offered(answer: Json) -> list[Json]:
    """The options of an answer to `block_suggestion`; malformed ones are dropped, as by Slack."""
    options = list(answer.get("options") or [])
    for group in answer.get("option_groups") or []:
        options += group.get("options") or []
    if len(options) > 100:
        return []
    return [
        option
        for option in options
        if isinstance(option, dict)
        and isinstance(option.get("value"), str)
        and 0 < len(option["value"]) <= 150
        and 0 < len((option.get("text") or {}).get("text") or "") <= 75
    ]
