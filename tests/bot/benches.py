"""A workspace, and what the bot sends to it with, for the tests of sending."""

from dataclasses import dataclass

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.hosts import reachable_hosts
from bot.posts import Posts
from bot.responses import Responses
from bot.workspace import Workspace
from tests.bot.doubles import Pauses


@dataclass
class Bench:
    """A workspace, and a client for it; whoever sends there waits no time."""

    workspace: Workspace
    session: aiohttp.ClientSession
    client: AsyncWebClient
    pauses: Pauses

    @property
    def desk(self) -> str:
        return self.workspace.channel("desk").id

    @property
    def posts(self) -> Posts:
        return Posts(self.client, sleep=self.pauses.sleep, now=self.pauses.now)

    @property
    def responses(self) -> Responses:
        hosts = reachable_hosts(self.workspace.api_url)
        return Responses(self.session, hosts, sleep=self.pauses.sleep)

    def response_url(self) -> str:
        """A fresh response URL, as a command brings one."""
        store, anna = self.workspace.hub.store, self.workspace.user("anna")
        handed = store.hand_out_response_url(anna.id, self.desk, "command-1")
        return self.workspace.hub.response_url("commands", handed.token)

    def asked(self, method: str) -> int:
        """How often a method of the Web API was called."""
        return self.workspace.faults.calls[method]

    def said(self) -> list[str]:
        return [message.text for message in self.workspace.posted()]
