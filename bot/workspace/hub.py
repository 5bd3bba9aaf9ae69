"""What every part of the workspace shares: state, clock, journal, faults, manifest and secrets."""

import secrets
from dataclasses import dataclass, field

from bot.workspace.clock import Clock
from bot.workspace.faults import Faults
from bot.workspace.journal import Journal
from bot.workspace.manifest import Manifest
from bot.workspace.store import Store


@dataclass(frozen=True, slots=True)
class Credentials:
    """Tokens that only this workspace accepts, made anew for each run."""

    bot_token: str
    app_token: str
    signing_secret: str

    @classmethod
    def fresh(cls) -> "Credentials":
        """Random ones, in the form of Slack's."""
        return cls(
            bot_token=f"xoxb-{secrets.token_hex(16)}",
            app_token=f"xapp-1-{secrets.token_hex(16)}",
            signing_secret=secrets.token_hex(16),
        )


@dataclass(slots=True)
class Hub:
    """The parts' common ground; `base_url` is set once the server listens."""

    manifest: Manifest
    clock: Clock
    store: Store
    journal: Journal
    faults: Faults
    credentials: Credentials
    posts_per_second: float | None = None
    base_url: str = ""
    last_post: dict[str, float] = field(default_factory=dict)
    tickets: set[str] = field(default_factory=set)

    @property
    def socket_url(self) -> str:
        """A fresh address for one Socket Mode connection."""
        ticket = secrets.token_urlsafe(18)
        self.tickets.add(ticket)
        return f"{self.base_url.replace('http', 'ws', 1)}/link/?ticket={ticket}"

    def response_url(self, kind: str, token: str) -> str:
        """The address of a response URL; `kind` is `commands` or `actions`, as at Slack."""
        return f"{self.base_url}/{kind}/{self.store.team_id}/{token}"
