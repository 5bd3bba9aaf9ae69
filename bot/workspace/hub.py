"""What the parts of a workspace share: state, clock, journal, faults, manifest and secrets.

Each workspace (team) has a hub of its own; clock, faults, manifest, tokens and credentials are the
app's, and the same in all.
"""

import secrets
from dataclasses import dataclass, field
from typing import Literal

from bot.workspace.clock import Clock
from bot.workspace.faults import Faults
from bot.workspace.journal import Journal
from bot.workspace.manifest import Manifest
from bot.workspace.store import Store
from bot.workspace.tokens import Tokens

Plan = Literal["free", "pro"]


@dataclass(frozen=True, slots=True)
class Credentials:
    """The app's secrets, made anew for each run."""

    app_token: str
    signing_secret: str
    client_id: str
    client_secret: str

    @classmethod
    def fresh(cls) -> "Credentials":
        """Random ones, in the form of Slack's."""
        return cls(
            app_token=f"xapp-1-{secrets.token_hex(16)}",
            signing_secret=secrets.token_hex(16),
            client_id=f"{secrets.randbelow(10**12)}.{secrets.randbelow(10**12)}",
            client_secret=secrets.token_hex(16),
        )


@dataclass(slots=True)
class Code:
    """What somebody allowed on the consent page, until the app fetches its token."""

    team: str
    user: str
    redirect_uri: str
    scopes: str
    made: float
    used: bool = False


@dataclass(slots=True)
class Hub:
    """The parts' common ground; `base_url` is set once the server listens.

    `installed` says whether the app is in this workspace: else nothing reaches it from here.
    """

    manifest: Manifest
    clock: Clock
    store: Store
    journal: Journal
    faults: Faults
    credentials: Credentials
    tokens: Tokens
    plan: Plan = "pro"
    installed: bool = True
    posts_per_second: float | None = None
    base_url: str = ""
    last_post: dict[str, float] = field(default_factory=dict)
    tickets: set[str] = field(default_factory=set)
    codes: dict[str, Code] = field(default_factory=dict)
    consents: set[str] = field(default_factory=set)

    @property
    def socket_url(self) -> str:
        """A fresh address for one Socket Mode connection."""
        ticket = secrets.token_urlsafe(18)
        self.tickets.add(ticket)
        return f"{self.base_url.replace('http', 'ws', 1)}/link/?ticket={ticket}"

    def response_url(self, kind: str, token: str) -> str:
        """The address of a response URL; `kind` is `commands` or `actions`, as at Slack."""
        return f"{self.base_url}/{kind}/{self.store.team_id}/{token}"
