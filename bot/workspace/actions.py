"""What people do in the workspace, as Slack's client and servers carry it out.

Both the tests' people (`people.py`) and the page (`page/`) come through here, so that a click in a
browser and a click in a test send the app the same payload.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from bot.workspace import choosing, payloads, responses
from bot.workspace.api.conversations import joined_event
from bot.workspace.api.core import ApiError
from bot.workspace.api.reactions import react
from bot.workspace.api.views import checked_view, push_on, renew
from bot.workspace.blockkit import SELECTED
from bot.workspace.delivery import Kind, Line, NotDelivered
from bot.workspace.events import Events
from bot.workspace.hub import Hub
from bot.workspace.state import Channel, Json, Message, User, View

TROUBLE = "We had some trouble connecting. Try again?"


class Refused(Exception):
    """Slack's client doesn't let a person do this; the message says why."""


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody did: the interaction's id, and the journal's number just before it."""

    interaction: str
    since: int
    acknowledged: bool = True
    errors: dict[str, str] = field(default_factory=dict)


class Actions:
    """Everything a person can do."""

    def __init__(self, hub: Hub, line: Line, events: Events):
        self.hub = hub
        self.line = line
        self.events = events

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
        encoded = self.encode(text)
        message = Message(
            store.next_ts(),
            channel.id,
            user.id,
            encoded,
            payloads.rich_text_of(encoded),
            thread_ts=thread_ts,
        )
        store.post(message, "person")
        self._offer_invitation(user, channel, encoded, thread_ts)
        return message

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

    def encode(self, text: str) -> str:
        """Typed text as Slack stores it: escaped, with mentions as ids."""
        escaped = _escape(text)
        store = self.hub.store
        for user in store.users.values():
            for name in {user.real_name, user.name}:
                pattern = rf"(?<![\w<])@{re.escape(_escape(name))}(?!\w)"
                escaped = re.sub(pattern, f"<@{user.id}>", escaped, flags=re.IGNORECASE)
        for channel in store.channels.values():
            if channel.kind != "im":
                pattern = rf"(?<![\w<&])#{re.escape(channel.name)}(?![\w-])"
                escaped = re.sub(pattern, f"<#{channel.id}|{channel.name}>", escaped)
        return escaped

    def invite(self, user: User, channel: Channel) -> None:
        """Bring the app into a channel."""
        self._must_be_in(user, channel)
        store = self.hub.store
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
        deed = self._deed()
        declared = self.hub.manifest.commands.get(command)
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
            text=self.encode(text) if declared.should_escape else _escape(text),
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
            return Deed(deed.interaction, deed.since, acknowledged=False)
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
        deed = self._deed()
        ts = store.next_ts()
        action = choosing.action_of(found, ts, wanted)
        self.remember(place, found, wanted)
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
                thread_ts=place.thread_ts if place.is_reply else None,
            )
            payload = payloads.block_actions(
                self.hub,
                user=user,
                trigger=trigger,
                action=action,
                message=place,
                response=response,
            )
        return await self._interact(deed, payload, place, user)

    async def _interact(self, deed: Deed, payload: Json, place: Message | View, user: User) -> Deed:
        try:
            await self.line.send("interactive", payload)
        except NotDelivered as problem:
            if isinstance(place, View):
                self._complain(place, TROUBLE, deed)
            else:
                self.hub.store.notice(
                    user.id,
                    place.channel,
                    f"This app is not responding (“{problem.error}”).",
                    interaction=deed.interaction,
                    thread_ts=place.thread_ts,
                )
            return Deed(deed.interaction, deed.since, acknowledged=False)
        return deed

    def remember(self, place: Message | View, found: choosing.Found, wanted: Any) -> None:
        """Keep a choice in the state of its message or view."""
        if found.element["type"] in SELECTED:
            store = place.state if isinstance(place, Message) else place.values
            store.setdefault(found.block["block_id"], {})[found.element["action_id"]] = (
                choosing.state_of(found.element, wanted)
            )

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

    # Views

    async def submit(self, user: User, view: View, values: dict[str, Any] | None = None) -> Deed:
        """Fill a modal in and send it off; `values` by block id, action id or label."""
        for name, wanted in (values or {}).items():
            found = choosing.find(view, name)
            self.remember(view, found, wanted)
        deed = self._deed()
        view.errors = choosing.missing(view)
        if view.errors:
            return Deed(deed.interaction, deed.since, False, dict(view.errors))
        trigger = self.hub.store.hand_out_trigger(user.id, deed.interaction)
        payload = payloads.view_submission(self.hub, user=user, view=view, trigger=trigger)
        try:
            answer = await self.line.send("interactive", payload) or {}
            self._after_submission(user, view, answer, deed)
        except (NotDelivered, ApiError):
            self._complain(view, TROUBLE, deed)
            return Deed(deed.interaction, deed.since, False)
        return Deed(deed.interaction, deed.since, True, dict(view.errors))

    def _after_submission(self, user: User, view: View, answer: Json, deed: Deed) -> None:
        """What `response_action` asks for; without one the modal closes."""
        store = self.hub.store
        wish = answer.get("response_action")
        if wish == "errors":
            view.errors = self._checked_errors(view, answer.get("errors"))
            store.show_view(view, "errors", "bot", deed.interaction)
        elif wish == "update":
            renew(self.hub, view, checked_view(self.hub, answer.get("view")))
            store.show_view(view, "updated", "bot", deed.interaction)
        elif wish == "push":
            pushed = push_on(self.hub, user.id, checked_view(self.hub, answer.get("view")))
            store.show_view(pushed, "pushed", "bot", deed.interaction)
        elif wish == "clear":
            store.drop_views(user.id, everything=True)
        elif wish is None:
            store.drop_views(user.id, everything=False)
        else:
            raise ApiError("invalid_arguments")

    @staticmethod
    def _checked_errors(view: View, errors: Any) -> dict[str, str]:
        """Errors must stand at input blocks of this view."""
        inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
        fine = isinstance(errors, dict) and errors and set(errors) <= inputs
        if not fine:
            raise ApiError("invalid_arguments")
        return {str(key): str(value) for key, value in errors.items()}

    def _complain(self, view: View, text: str, deed: Deed) -> None:
        view.notice = text
        self.hub.store.show_view(view, "trouble", "slack", deed.interaction)

    async def close_view(self, user: User, *, everything: bool = False) -> None:
        """Close the top modal, or all; the app hears of it if it asked to."""
        top = self.hub.store.top_view(user.id)
        everything = everything or bool(top and top.content.get("clear_on_close"))
        for view in self.hub.store.drop_views(user.id, everything=everything):
            if view.content.get("notify_on_close"):
                payload = payloads.view_closed(
                    self.hub, user=user, view=view, everything=everything
                )
                await self._send_quietly("interactive", payload)

    async def _send_quietly(self, kind: Kind, payload: Json) -> None:
        """Deliver something whose failure nobody sees."""
        try:
            await self.line.send(kind, payload)
        except NotDelivered:
            return

    # App Home

    def open_home(self, user: User, tab: str = "home") -> None:
        """Open the app's Home or Messages tab."""
        store = self.hub.store
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

    def _deed(self) -> Deed:
        return Deed(self.hub.store.new_id("I"), self.hub.journal.seq)

    @staticmethod
    def _must_be_in(user: User, channel: Channel) -> None:
        if user.id not in channel.members:
            raise Refused("You are not in that channel.")

    def _must_see(self, user: User, message: Message) -> None:
        if message.deleted or user.id not in self.hub.store.audience(message):
            raise Refused("That message is no longer there.")


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


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
