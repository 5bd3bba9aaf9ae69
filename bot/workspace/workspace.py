"""`Workspace`: a small Slack on this machine, started and stopped in one line each.

It is its first team; `add_team` brings others, which share server, app, clock and faults with it.
"""

import dataclasses
import logging
from collections.abc import Iterable, Mapping
from typing import Any

import aiohttp
from aiohttp import web

from bot.workspace import consent, delivery, manifest, server
from bot.workspace.api import WebApi
from bot.workspace.clock import Clock
from bot.workspace.delivery import Kind, SocketMode
from bot.workspace.faults import Faults
from bot.workspace.hub import Credentials, Hub, Plan
from bot.workspace.journal import Journal
from bot.workspace.page import Page
from bot.workspace.signedhttp import HttpAnswer, SignedHttp
from bot.workspace.state import Json
from bot.workspace.store import Store
from bot.workspace.team import Team
from bot.workspace.tokens import Tokens

log = logging.getLogger(__name__)

DEFAULT_PEOPLE = {"anna": "Anna Lind", "ben": "Ben Okafor", "chau": "Chau Tran"}
DEFAULT_CHANNELS = {
    "general": "Everyone, everything",
    "desk": "Checking facts on deadline",
    "asia": "The region, day by day",
}

SUGGESTIONS = ("/meetings Japan", "/whois Kishida", "/dateline help")

LOOPBACK = ("127.0.0.1", "localhost", "::1")


def _reachable(host: str) -> str:
    """The name under which this machine reaches a server that listens on `host`."""
    named = {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "[::1]"}
    return named.get(host) or (f"[{host}]" if ":" in host else host)


class _Switch:
    """The line in use: sockets until the workspace is told to deliver over HTTP."""

    def __init__(self, line: delivery.Line):
        self.line = line

    async def send(
        self, kind: Kind, payload: Json, *, attempt: int = 0, reason: str = ""
    ) -> Json | None:
        return await self.line.send(kind, payload, attempt=attempt, reason=reason)


class Workspace(Team):
    """A workspace with one app installed, which `manifest` describes.

    `people` maps handles to names, `channels` names to topics; everyone, the app included, is in
    every channel, except that the app is not in those of `without_app`. `clock` is the system's
    unless a test gives its own. `posts_per_second=1` switches Slack's limit per channel on.
    `plan="free"` is a workspace without what is paid for, such as user groups; `installed=False`
    one into which the app still has to be installed.
    `suggestions` are lines to try, which the page offers (a few of Dateline's unless given);
    `allowed_hosts` are further host names that the page may be opened under.

    Raises ManifestProblem for a manifest that Slack would refuse.
    """

    def __init__(
        self,
        manifest_json: Mapping[str, Any],
        *,
        name: str = "The Newsroom",
        people: Mapping[str, str] = DEFAULT_PEOPLE,
        channels: Mapping[str, str] = DEFAULT_CHANNELS,
        without_app: Iterable[str] = (),
        clock: Clock | None = None,
        posts_per_second: float | None = None,
        plan: Plan = "pro",
        installed: bool = True,
        suggestions: Iterable[str] | None = None,
        extra_routes: Iterable[web.AbstractRouteDef] = (),
        allowed_hosts: Iterable[str] = (),
    ):
        parsed = manifest.parse(dict(manifest_json))
        self.clock = clock or Clock()
        self.faults = Faults(self.clock)
        journal = Journal()
        hub = Hub(
            parsed,
            self.clock,
            Store(self.clock, journal, team=name, bot=parsed.bot_name),
            journal,
            self.faults,
            Credentials.fresh(),
            Tokens(),
            plan,
            installed,
            posts_per_second,
        )
        self.sockets = SocketMode(hub)
        self._switch = _Switch(self.sockets)
        super().__init__(hub, self._switch)
        self.populate(people.items(), channels.items(), without_app)
        if installed:
            self.install()
        self._http: SignedHttp | None = None
        self._session: aiohttp.ClientSession | None = None
        self._runner: web.AppRunner | None = None
        self.teams: dict[str, Team] = {self.store.team_id: self}
        self.api = WebApi(self.hub, self._hub_of)
        self.app = web.Application(
            client_max_size=server.BODY_MAX_BYTES,
            middlewares=[server.guard(frozenset(h.lower() for h in allowed_hosts))],
        )
        self.app.add_routes(server.api_routes(self.api, self.sockets, self._hub_of, self._hubs))
        self.app.add_routes(consent.routes(self._hubs))
        self.page = Page(self.hub, self.actions, self._to_try(suggestions), self._is_online)
        self.app.add_routes(self.page.routes())
        self.app.add_routes(extra_routes)

    def add_team(
        self,
        name: str,
        *,
        people: Mapping[str, str] = DEFAULT_PEOPLE,
        channels: Mapping[str, str] = DEFAULT_CHANNELS,
        plan: Plan = "pro",
        installed: bool = True,
    ) -> Team:
        """Another workspace at the same Slack, with people and channels of its own."""
        journal = Journal()
        store = Store(
            self.clock, journal, team=name, bot=self.hub.manifest.bot_name, beside=self.store
        )
        hub = dataclasses.replace(
            self.hub,
            store=store,
            journal=journal,
            plan=plan,
            installed=installed,
            last_post={},
            tickets=set(),
        )
        team = Team(hub, self._switch)
        team.populate(people.items(), channels.items())
        if installed:
            team.install()
        self.teams[store.team_id] = team
        return team

    def _hub_of(self, team: str) -> Hub | None:
        found = self.teams.get(team)
        return found.hub if found is not None else None

    def _hubs(self) -> list[Hub]:
        return [team.hub for team in self.teams.values()]

    def _to_try(self, given: Iterable[str] | None) -> list[str]:
        """Lines for the page to offer: the given ones, or those whose command is declared."""
        if given is not None:
            return list(given)
        commands = self.hub.manifest.commands
        own = [line for line in SUGGESTIONS if line.split()[0] in commands]
        mentions = [f"@{self.store.bot.real_name} {line[1:]}" for line in own[:1]]
        return own[:2] + mentions + own[2:]

    def _is_online(self) -> bool:
        return self._switch.line is not self.sockets or bool(self.sockets.connections)

    # Starting and stopping

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Listen on `host:port`; port 0 takes a free one. Raises OSError when it is taken."""
        self._runner = web.AppRunner(self.app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        try:
            await site.start()
        except OSError:
            await self._runner.cleanup()
            self._runner = None
            raise
        real_port = self._runner.addresses[0][1]
        for hub in self._hubs():
            hub.base_url = f"http://{_reachable(host)}:{real_port}"
        if host not in LOOPBACK:
            log.warning("The local workspace listens on %s: others may use it too.", host or "*")
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=60))

    async def stop(self) -> None:
        """Close every connection and drop what is still on its way."""
        self.faults.clear()
        for team in self.teams.values():
            await team.events.close()
        await self.sockets.close()
        await self.page.close()
        if self._session is not None:
            await self._session.close()
        if self._runner is not None:
            await self._runner.cleanup()

    async def __aenter__(self) -> "Workspace":
        """Start on a free port of this machine."""
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop."""
        await self.stop()

    # What an app needs to connect

    @property
    def url(self) -> str:
        """Where the page is, without a slash at the end."""
        return self.hub.base_url

    @property
    def api_url(self) -> str:
        """The Web API's base address, for `AsyncWebClient(base_url=…)`."""
        return f"{self.hub.base_url}/api/"

    @property
    def app_token(self) -> str:
        """The token for Socket Mode (`xapp-…`)."""
        return self.hub.credentials.app_token

    @property
    def signing_secret(self) -> str:
        """The secret that HTTP deliveries are signed with."""
        return self.hub.credentials.signing_secret

    @property
    def client_id(self) -> str:
        """The app's client id, for OAuth."""
        return self.hub.credentials.client_id

    @property
    def client_secret(self) -> str:
        """The app's client secret, for OAuth."""
        return self.hub.credentials.client_secret

    # Delivery

    async def connected(self, *, made: int = 1, open_now: int = 1, within: float = 5.0) -> None:
        """Return once the app has made `made` connections and holds `open_now` of them.

        Raises TimeoutError after `within` real seconds.
        """
        await self.sockets.connected(made=made, open_now=open_now, within=within)

    def deliver_to(self, url: str) -> None:
        """From now on, send to an app that listens at `url` (`…/slack/events`), signed."""
        self._switch.line = self._http = self._signed(url)

    def deliver_over_sockets(self) -> None:
        """From now on, send over Socket Mode again."""
        self._switch.line = self.sockets

    async def post(
        self,
        body: str,
        content_type: str = "application/json",
        *,
        secret: str | None = None,
        age: int = 0,
        headers: dict[str, str] | None = None,
    ) -> HttpAnswer:
        """Post any body to the app that `deliver_to` named.

        Signed rightly unless `secret`, `age` (seconds) or `headers` spoil it; an empty header value
        removes the header.
        """
        if self._http is None:
            raise RuntimeError("call deliver_to(url) first")
        return await self._http.post(body, content_type, secret=secret, age=age, headers=headers)

    def _signed(self, url: str) -> SignedHttp:
        if self._session is None:
            raise RuntimeError("start the workspace first")
        return SignedHttp(self.hub, url, self._session)
