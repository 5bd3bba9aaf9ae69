"""A workspace as tests hold it: who is in it, what happened there, and whether the app is, too."""

from collections.abc import Iterable

from bot.workspace import people
from bot.workspace.actions import Actions
from bot.workspace.delivery import Line
from bot.workspace.events import Events
from bot.workspace.hub import Hub
from bot.workspace.journal import Entry
from bot.workspace.state import Channel, Message, UserGroup
from bot.workspace.store import Unknown
from bot.workspace.tokens import Token
from bot.workspace.users import Guest, User


class Team:
    """One workspace: its people, channels and journal, and the app's installation in it."""

    def __init__(self, hub: Hub, line: Line):
        self.hub = hub
        self.store = hub.store
        self.journal = hub.journal
        self.events = Events(hub, line)
        self.actions = Actions(hub, line, self.events)

    # Who is here

    def user(self, who: str) -> people.Person:
        """A person to drive, by handle, name or id; raises Unknown."""
        return people.Person(self.hub, self.actions, self.store.find_user(who))

    @property
    def bot_user(self) -> User:
        """The app's bot user."""
        return self.store.bot

    def channel(self, name: str) -> Channel:
        """A channel by name or id; raises Unknown."""
        return self.store.find_channel(name)

    def add_person(
        self,
        handle: str,
        real_name: str = "",
        *,
        channels: Iterable[str] = (),
        guest: Guest | None = None,
        of_team: str = "",
        tz: str = "Etc/UTC",
        locale: str = "en-US",
        is_admin: bool = False,
    ) -> User:
        """Somebody new, in these channels.

        `guest` makes them a guest of `single` or `multi` channels; `of_team` names the other
        workspace of a stranger, whose channels are then shared with it; `tz` is an IANA zone.
        """
        user = self.store.add_user(
            handle,
            real_name,
            guest=guest,
            team=self.store.other_team(of_team) if of_team else None,
            tz=tz,
            locale=locale,
            is_admin=is_admin,
        )
        for channel in channels:
            self.store.find_channel(channel).members.add(user.id)
        self.store.direct(user.id)
        return user

    def add_channel(
        self, name: str, members: Iterable[str], *, private: bool = False, app: bool = True
    ) -> Channel:
        """A new channel with these people (handles), and the app unless `app` is off."""
        ids = [self.store.find_user(who).id for who in members]
        if app:
            ids.append(self.store.bot.id)
        return self.store.add_channel(name, ids, private=private)

    def add_group(self, handle: str, members: Iterable[str]) -> UserGroup:
        """A user group of these people (handles)."""
        group = UserGroup(
            self.store.new_id("S"),
            handle,
            handle.title(),
            [self.store.find_user(who).id for who in members],
        )
        self.store.groups[group.id] = group
        return group

    def set_group(self, handle: str, members: Iterable[str]) -> None:
        """Change who is in a user group; raises Unknown for a handle that has none."""
        group = next((one for one in self.store.groups.values() if one.handle == handle), None)
        if group is None:
            raise Unknown(f"no user group {handle!r}")
        group.users = [self.store.find_user(who).id for who in members]

    def populate(
        self,
        people: Iterable[tuple[str, str]],
        channels: Iterable[tuple[str, str]],
        without_app: Iterable[str] = (),
    ) -> None:
        """Fill a new workspace: handles with names, channels with topics, everyone in each.

        The app is in every channel but those of `without_app`.
        """
        members = [self.store.add_user(handle, name).id for handle, name in people]
        outside = set(without_app)
        for channel, topic in channels:
            bots = [] if channel in outside else [self.store.bot.id]
            self.store.add_channel(channel, [*members, *bots], topic=topic)
        for member in members:
            self.store.direct(member)

    # The app's installation

    @property
    def bot_token(self) -> str:
        """The newest good token for the Web API (`xoxb-…`); empty where there is none."""
        token = self.hub.tokens.latest(self.store.team_id)
        return token.value if token is not None else ""

    def install(self, *, rotates: bool = False) -> Token:
        """Put the app into this workspace without the OAuth pages; its token."""
        self.hub.installed = True
        return self.hub.tokens.issue(self.store.team_id, now=self.hub.clock.now(), rotates=rotates)

    async def revoke_tokens(self) -> None:
        """End the app's tokens, as an administrator may; the app is told `tokens_revoked`."""
        self.hub.tokens.revoke_all(self.store.team_id)
        self.events.tokens_revoked()
        await self.events.quiet()

    async def uninstall(self) -> None:
        """Take the app out of this workspace; it is told `tokens_revoked` and `app_uninstalled`."""
        self.hub.tokens.revoke_all(self.store.team_id)
        self.events.tokens_revoked()
        self.events.emit({"type": "app_uninstalled", "event_ts": self.store.next_ts()})
        self.hub.installed = False
        await self.events.quiet()

    # What happened

    def posted(self) -> list[Message]:
        """Every message the app put up and that still stands, ephemeral ones included."""
        bot = self.store.bot.id
        return [m for c in self.store.channels.values() for m in c.messages if m.user == bot]

    def entries(self) -> list[Entry]:
        """The journal so far."""
        return list(self.journal.since(0))

    async def quiet(self) -> None:
        """Return once each event so far was acknowledged or failed its first attempt."""
        await self.events.quiet()
