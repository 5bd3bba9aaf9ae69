"""People for tests: `await workspace.user("anna").command("/meetings", "Japan", channel="desk")`.

Each deed returns once its effect can be seen, woken by the journal; nothing sleeps. Waits are
bounded in real seconds, for tests that fail.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.workspace import choosing, membership
from bot.workspace.actions import Actions
from bot.workspace.deeds import Deed
from bot.workspace.hub import Hub
from bot.workspace.journal import Entry, Journal
from bot.workspace.replies import Reply, words_of
from bot.workspace.state import Channel, Message, View
from bot.workspace.users import User

WAIT_SECONDS = 5.0
VISIBLE = ("message", "changed", "deleted", "view", "view_closed", "home")


@dataclass(slots=True)
class Person:
    """Somebody in the workspace, driven by a test."""

    hub: Hub
    actions: Actions
    user: User

    @property
    def id(self) -> str:
        """The user id."""
        return self.user.id

    # Talking

    async def command(
        self,
        command: str,
        text: str = "",
        *,
        channel: str = "general",
        thread: str | None = None,
        wait: bool = True,
    ) -> Reply:
        """Run a slash command; the first thing it brings, unless `wait` is off."""
        where = self.hub.store.find_channel(channel) if channel != "dm" else self._direct()
        deed = await self.actions.command(self.user, where, command, text, thread)
        return await self._reply(deed, where.id, wait, f"an answer to {command}")

    async def say(
        self, text: str, *, channel: str = "general", thread: str | None = None
    ) -> Message:
        """Post a message; returns once the app acknowledged the events it gives rise to."""
        where = self.hub.store.find_channel(channel) if channel != "dm" else self._direct()
        message = self.actions.say(self.user, where, text, thread)
        await self.actions.events.quiet()
        return message

    async def compose(self, text: str, *, wait: bool = True) -> Message:
        """Type a message and don't send it; what the app shows below its links, if it is awaited.

        The message stands in no channel and carries `attachments` once the app unfurled.
        """
        since = self.hub.journal.seq
        draft = self.actions.compose(self.user, text)
        if wait:
            await self.hub.journal.wait(
                lambda entry: entry.kind == "draft" and entry.message is draft,
                since=since,
                within=WAIT_SECONDS,
                what="an unfurl in the composer",
            )
        return draft

    async def mention(
        self, channel: str, text: str, *, thread: str | None = None, wait: bool = True
    ) -> Reply:
        """Post `@App text`, in a thread if one is given; the app's answer."""
        where = self.hub.store.find_channel(channel)
        since = self.hub.journal.seq
        name = self.hub.store.bot.real_name
        message = self.actions.say(self.user, where, f"@{name} {text}", thread)
        return await self._reply(Deed(message.ts, since), where.id, wait, "an answer to a mention")

    async def dm(self, text: str, *, thread: str | None = None, wait: bool = True) -> Reply:
        """Write to the app directly; its answer."""
        where, since = self._direct(), self.hub.journal.seq
        message = self.actions.say(self.user, where, text, thread)
        return await self._reply(Deed(message.ts, since), where.id, wait, "an answer to a DM")

    async def invite(self, channel: str) -> None:
        """Bring the app into a channel."""
        self.actions.invite(self.user, self.hub.store.find_channel(channel))
        await self.actions.events.quiet()

    async def remove(self, channel: str) -> None:
        """Take the app out of a channel."""
        membership.remove_app(self.hub, self.user, self.hub.store.find_channel(channel))
        await self.actions.events.quiet()

    async def archive(self, channel: str) -> None:
        """Archive a channel."""
        membership.archive(self.hub, self.user, self.hub.store.find_channel(channel))
        await self.actions.events.quiet()

    async def react(self, message: Message, name: str, *, add: bool = True) -> None:
        """React to a message, or take it back."""
        self.actions.react(self.user, message, name, add=add)
        await self.actions.events.quiet()

    # Shortcuts

    async def shortcut(self, wanted: str, *, channel: str = "general", wait: bool = True) -> Reply:
        """Start a shortcut of the workspace, by callback id or name, while in a channel."""
        where = self.hub.store.find_channel(channel) if channel != "dm" else self._direct()
        deed = await self.actions.shortcuts.start(self.user, where, wanted)
        return await self._reply(deed, where.id, wait, f"what the shortcut “{wanted}” brings")

    async def message_shortcut(
        self, message: Reply | Message, wanted: str, *, wait: bool = True
    ) -> Reply:
        """Start a shortcut from a message's menu, by callback id or name."""
        where = message.message if isinstance(message, Reply) else message
        deed = await self.actions.shortcuts.start_at(self.user, where, wanted)
        return await self._reply(deed, where.channel, wait, f"what the shortcut “{wanted}” brings")

    # Clicking

    async def click(
        self,
        place: Reply | Message | View,
        wanted: str,
        *,
        option: Any = None,
        nth: int | None = None,
        wait: bool = True,
    ) -> Reply:
        """Click what `wanted` names (action id, label or block id); `option` in an overflow menu.

        Confirmations are answered with yes. With several of one name, `nth` says which (from 0).
        """
        where = place.place if isinstance(place, Reply) else place
        found = choosing.find(where, wanted, nth)
        if found.element["type"] == "feedback_buttons" and option is None:
            option = wanted
        deed = await self.actions.act(self.user, where, found, option)
        channel = where.channel if isinstance(where, Message) else None
        return await self._reply(deed, channel, wait, f"what “{wanted}” brings")

    async def choose(
        self,
        place: Reply | Message | View,
        wanted: str,
        option: Any = None,
        *,
        query: str | None = None,
        nth: int | None = None,
        wait: bool = True,
    ) -> Reply:
        """Choose in a menu or picker by value or label; `query` asks an external select first.

        With a query and no option, the first suggestion is taken; a select of several keeps those
        it had. In an input the app is told nothing yet, and the reply comes at once.
        """
        where = place.place if isinstance(place, Reply) else place
        found = choosing.find(where, wanted, nth)
        if query is not None:
            offered = await self.actions.suggest(self.user, where, found, query)
            if not offered:
                raise choosing.NotThere(f"“{wanted}” offers nothing for “{query}”: no results")
            option = choosing.pick(offered, option) if option is not None else offered[0]
            if found.element["type"].startswith("multi_"):
                option = [*choosing.chosen(where, found), option]
        deed = await self.actions.act(self.user, where, found, option)
        told = self.actions.dispatches(where, found)
        channel = where.channel if isinstance(where, Message) else None
        return await self._reply(deed, channel, wait and told, f"what “{wanted}” brings")

    async def suggest(self, place: Reply | Message | View, wanted: str, query: str) -> list[str]:
        """The labels that an external select offers for `query`; empty is “No results”."""
        where = place.place if isinstance(place, Reply) else place
        offered = await self.actions.suggest(self.user, where, choosing.find(where, wanted), query)
        return [option["text"]["text"] for option in offered]

    async def submit(
        self, view: Reply | View, values: dict[str, Any] | None = None, *, wait: bool = True
    ) -> Reply:
        """Fill a modal in (by block id, action id or label) and send it off.

        The reply holds the errors, the view that came instead, or what was posted afterwards; a
        modal that just closes is a reply with `closed`.
        """
        shown = view if isinstance(view, View) else view.view
        assert shown is not None, "there is no modal to submit"
        deed = await self.actions.modals.submit(self.user, shown, values)
        reply = await self._reply(deed, None, wait and deed.acknowledged, "the modal's outcome")
        reply.errors = deed.errors
        return reply

    async def close_view(self, *, everything: bool = False) -> None:
        """Close the top modal, or all of them."""
        await self.actions.modals.close(self.user, everything=everything)

    async def open_home(self, *, tab: str = "home", wait: bool = True) -> Reply:
        """Open the app's Home; the view that the app publishes."""
        since = self.hub.journal.seq
        self.actions.open_home(self.user, tab)
        return await self._reply(Deed("home", since), None, wait, "the App Home")

    # Seeing

    def history(self, channel: str = "general") -> list[Message]:
        """What this person sees in a channel (`dm` for the app's), oldest first, threads too."""
        where = self.hub.store.find_channel(channel) if channel != "dm" else self._direct()
        return [m for m in where.messages if self.id in self.hub.store.audience(m)]

    def top_view(self) -> View | None:
        """The modal this person looks at."""
        return self.hub.store.top_view(self.id)

    async def sees(
        self,
        wanted: str | Callable[[Message], bool],
        *,
        channel: str | None = None,
        after: Reply | None = None,
        within: float = WAIT_SECONDS,
    ) -> Reply:
        """Wait until this person sees a message of the app or of Slack that holds `wanted`.

        One that is already there counts too, unless `after` says which deed it must follow.
        """

        def fits(message: Message) -> bool:
            if callable(wanted):
                return wanted(message)
            shown = "\n".join(words_of(choosing.clickable(message)))
            return wanted in message.text or wanted in shown

        where = self._channel_id(channel)

        def shown(entry: Entry) -> bool:
            message = entry.message
            return (
                message is not None
                and entry.kind in ("message", "changed")
                and entry.actor != "person"
                and not message.deleted
                and self.id in entry.audience
                and where in (None, entry.channel)
                and fits(message)
            )

        entry = await self.hub.journal.wait(
            shown,
            since=after.since if after is not None else 0,
            within=within,
            what=f"{self.user.name} to see “{wanted}”",
        )
        assert entry.message is not None
        return Reply(messages=[entry.message])

    def _channel_id(self, channel: str | None) -> str | None:
        if channel is None:
            return None
        return self._direct().id if channel == "dm" else self.hub.store.find_channel(channel).id

    def _direct(self) -> Channel:
        return self.hub.store.direct(self.id)

    # Waiting

    async def _reply(self, deed: Deed, channel: str | None, wait: bool, what: str) -> Reply:
        """Gather what a deed brought, after waiting for the first of it."""
        journal: Journal = self.hub.journal

        def concerns(entry: Entry) -> bool:
            if entry.kind not in VISIBLE or self.id not in entry.audience:
                return False
            if entry.actor == "person" and entry.kind != "view_closed":
                return False
            if entry.interaction is not None:
                return entry.interaction == deed.interaction
            return entry.channel is None or channel is None or self._near(entry, channel)

        if wait:
            await journal.wait(concerns, since=deed.since, within=WAIT_SECONDS, what=what)
        reply = Reply(acknowledged=deed.acknowledged, errors=dict(deed.errors), since=deed.since)
        for entry in journal.since(deed.since):
            if concerns(entry):
                reply.collect(entry)
        return reply

    def _near(self, entry: Entry, channel: str) -> bool:
        """Answers come where they were asked, or to the person directly."""
        return entry.channel in (channel, self._direct().id)
